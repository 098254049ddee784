import datetime as dt
import io
from collections.abc import Callable

from rich.console import Console

from docparse.output.table import result_table
from docparse.records import DocumentResult, IDDocument


def shown(result: DocumentResult, today: dt.date = dt.date(2026, 1, 1)) -> str:
    file = io.StringIO()
    Console(file=file, width=160).print(result_table(result, today))
    return file.getvalue()


def test_it_shows_what_was_read(make_result: Callable[..., DocumentResult]):
    text = shown(make_result())
    for part in (
        "partial",
        "ÉXAMPLE",
        "90%",
        "1985-04-15",
        "mrz",
        "pdf417",
        "12 SAMPLE ST",
        "ANYTOWN PA 17101",
        "yes",
        "0: 20,30 100x20",
        "TD3, 1 of 2 check digits hold",
        "AAMVA version 8",
        "1 passed, 1 failed, 0 not performed",
        "front_vs_mrz.date_of_birth",
        "id.fields_missing",
        "barcode.truncated",
        "12 ms",
    ):
        assert part in text, part


def test_brackets_and_control_characters_are_only_text(make_result: Callable[..., DocumentResult]):
    text = shown(make_result())
    assert "[bold]ROBIN[/x]" in text
    assert "[/not] found" in text
    assert "[/in]/a.jpg" in text
    assert "\x1b" not in text


def test_expired_is_judged_on_the_day_given(make_result: Callable[..., DocumentResult]):
    assert "expired" not in shown(make_result(), dt.date(2031, 4, 15))
    assert "yes (judged on 2031-04-16)" in shown(make_result(), dt.date(2031, 4, 16))


def test_a_failed_result_shows_why(failed_result: DocumentResult):
    text = shown(failed_result)
    assert "failed" in text
    assert "page.empty" in text
    assert "the file is empty" in text


def test_an_empty_document(make_result: Callable[..., DocumentResult]):
    assert "0 passed" in shown(make_result().model_copy(update={"id_document": IDDocument()}))
