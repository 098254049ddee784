"""Hints of the field model: used where the print alone does not tell, and never against it."""

from __future__ import annotations

import datetime as dt

import numpy as np

from docparse.identity.front import read_face
from docparse.identity.front.hints import Hint
from docparse.text import TextLine

AS_OF = dt.date(2025, 6, 1)


def line(text: str, left: float, top: float) -> TextLine:
    right, bottom = left + 12.0 * len(text), top + 20.0
    return TextLine(text, np.array([(left, top), (right, top), (right, bottom), (left, bottom)]), 0.97)


CARD = [
    line("VERMONT", 40, 20),
    line("DRIVER LICENSE", 400, 20),
    line("1 HOLLOWAY", 330, 130),
    line("2 JANE ANNE", 330, 155),
    line("03/14/1987", 330, 240),
    line("02/27/2025", 330, 270),
    line("4b EXP 03/14/2029", 600, 270),
]


def values(lines: list[TextLine], *hints: Hint) -> dict[str, object]:
    found = read_face(lines, as_of=AS_OF, hints=hints).found
    return {name: value.value for name, value in found.items()}


def test_a_lone_letter_is_the_sex_where_the_model_sees_one() -> None:
    card = [*CARD, line("X", 700, 400)]
    assert "sex" not in values(card)
    assert values(card, Hint("sex", (690, 390, 720, 430), 0.8))["sex"] == "X"


def test_a_number_without_a_label_is_found_by_its_region() -> None:
    card = [*CARD, line("4821 3976", 330, 90), line("7755 1200", 40, 500)]
    hinted = values(card, Hint("document_number", (325, 85, 460, 115), 0.9))
    assert hinted["document_number"] == "4821 3976"


def test_a_hint_does_not_overrule_a_printed_label() -> None:
    card = [*CARD, line("15 SEX F", 330, 300), line("M", 700, 400)]
    assert values(card, Hint("sex", (690, 390, 720, 430), 0.99))["sex"] == "F"


def test_a_hint_at_text_of_another_shape_says_nothing() -> None:
    hinted = values(
        CARD, Hint("sex", (30, 10, 200, 50), 0.99), Hint("document_number", (30, 10, 200, 50), 0.9)
    )
    assert hinted == values(CARD)


def test_a_date_that_is_one_field_already_is_not_hinted_into_another() -> None:
    card = [line("VERMONT", 40, 20), line("DRIVER LICENSE", 400, 20), line("EXP", 330, 215)]
    card.append(line("03/14/2029", 330, 240))
    assert values(card)["date_of_expiry"] == dt.date(2029, 3, 14)
    hinted = values(card, Hint("date_of_issue", (325, 235, 460, 265), 0.95))
    assert "date_of_issue" not in hinted
    assert hinted["date_of_expiry"] == dt.date(2029, 3, 14)
