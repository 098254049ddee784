from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docparse.identity.mrz import parse_mrz, repair_mrz
from docparse.identity.mrz.build import build_td1, build_td3
from docparse.identity.mrz.normalise import confusions, fit, to_alphabet
from docparse.identity.mrz.parse import run_checks

AS_OF = dt.date(2026, 6, 1)
PERSON = {
    "family_name": "Oslob",
    "given_names": "Zoi Liis",
    "issuing_country": "POL",
    "nationality": "COD",
    "date_of_birth": "801009",
    "sex": "F",
    "date_of_expiry": "351208",
}
TD3 = build_td3(**PERSON, document_number="XB2517086", personal_number="Z61")
TD1 = build_td1(**PERSON, document_number="XB2517086")


def swapped(lines, row, at, char):
    out = list(lines)
    out[row] = out[row][:at] + char + out[row][at + 1 :]
    return out


def test_a_clean_zone_is_left_alone():
    found = repair_mrz(TD3)
    assert list(found.lines) == TD3
    assert found.repairs == ()
    assert found.failed == 0


@pytest.mark.parametrize("zone", [TD3, TD1])
def test_digits_among_letters_and_letters_among_digits_go_back(zone):
    read = [line.replace("O", "0").replace("I", "1") for line in zone]
    found = repair_mrz(read)
    assert list(found.lines) == zone
    assert {r.reason for r in found.repairs} == {"alphabet"}


@pytest.mark.parametrize(
    ("row", "at", "char"), [(1, 2, "Z"), (1, 6, "O"), (1, 13, "B"), (1, 28, "2"), (1, 14, "D")]
)
def test_one_confusion_in_a_checked_field(row, at, char):
    found = repair_mrz(swapped(TD3, row, at, char))
    assert list(found.lines) == TD3
    assert [(r.line, r.position, r.read, r.repaired) for r in found.repairs] == [
        (row, at, char, TD3[row][at])
    ]


def test_two_repairs_that_are_as_likely_are_both_left_alone():
    read = swapped(TD3, 1, 1, "8")  # the B after the X, or else the other 8, may be the one misread
    found = repair_mrz(read)
    assert list(found.lines) == read
    assert not found.checks["document_number"]


def test_country_codes_nobody_has():
    found = repair_mrz(swapped(TD3, 0, 3, "Q"))
    assert found.lines[0].startswith("P<POL")
    found = repair_mrz(["P<0<<VOSS<<IDA<<<<".ljust(44, "<"), TD3[1]])
    assert found.lines[0].startswith("P<D<<VOSS")


def test_unknown_codes_that_look_like_no_other_stay():
    assert repair_mrz(swapped(TD3, 0, 2, "W")).lines[0].startswith("P<WOL")


@pytest.mark.parametrize("change", [-3, -1, 2, 4])
def test_lost_and_added_fillers(change):
    read = [line if change < 0 else line + "<" * change for line in TD3]
    if change < 0:
        read = [TD3[0][:change], TD3[1].replace("<" * 8, "<" * (8 + change), 1)]
    found = repair_mrz(read)
    assert list(found.lines) == TD3
    assert any(r.reason == "length" for r in found.repairs)


def test_look_alikes_blanks_and_case():
    read = [TD3[0].lower().replace("<<", "«"), " ".join(TD3[1]).replace("<", "く")]
    assert list(repair_mrz(read).lines) == TD3


def test_noise_behind_the_names_is_filler():
    read = [TD3[0][:30] + "<<K<<<C<<<<<<<", TD3[1]]
    assert list(repair_mrz(read).lines) == TD3


def test_initials_are_not_noise():
    zone = build_td3(**PERSON | {"given_names": "Lee K"}, document_number="XB2517086")
    assert list(repair_mrz(zone).lines) == zone


def test_nothing_is_invented():
    read = swapped(swapped(TD3, 1, 4, "W"), 1, 5, "9")
    found = repair_mrz(read)
    assert not found.checks["document_number"]
    assert found.lines[1][:10] == read[1][:10]


def test_dates_that_cannot_be_repaired_are_reported():
    found = repair_mrz(swapped(TD3, 1, 14, "5"))
    assert not found.checks["date_of_birth"]
    assert not found.checks["composite"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_confusions_are_repaired_or_reported(data, any_zone):
    zone, _ = data.draw(any_zone)
    row = 0 if len(zone) == 3 else 1
    read = list(zone)
    for _ in range(data.draw(st.integers(1, 2))):
        number = range(5, 15) if row == 0 else range(9)
        strong = {
            at: sorted(c for c, cost in confusions()[read[row][at]].items() if cost <= 1.0) for at in number
        }
        places = [at for at, lookalikes in strong.items() if lookalikes]
        assume(places)
        at = data.draw(st.sampled_from(places))
        read = swapped(read, row, at, data.draw(st.sampled_from(strong[at])))
    found = repair_mrz(read)
    assert found.checks == run_checks(found.layout, found.lines)
    undone = list(found.lines)
    for repair in found.repairs:
        undone = swapped(undone, repair.line, repair.position, repair.read)
    assert undone == read  # every change is on record
    if sum(a != b for a, b in zip(read[row], zone[row], strict=True)) == 1 and not found.failed:
        assert found.repairs or list(found.lines) != zone


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_letter_in_a_date_is_always_put_right(data, any_zone):
    zone, _ = data.draw(any_zone)
    row, start = (1, 0) if len(zone) == 3 else (1, 13)
    at = start + data.draw(st.integers(0, 5))
    letter = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}.get(zone[row][at])
    assume(letter)
    assert list(repair_mrz(swapped(zone, row, at, letter)).lines) == zone


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=50), max_size=4))
def test_any_text_is_a_zone_or_none(lines):
    found = repair_mrz(lines)
    if found is not None:
        parse_mrz(found.lines, as_of=AS_OF)


@settings(max_examples=40, deadline=None)
@given(st.text("AB12<", min_size=1, max_size=50), st.sampled_from([30, 36, 44]))
def test_fitting_gives_the_width_and_loses_nothing_else(text, width):
    for item in fit(text, width):
        assert len(item.text) == len(item.read) == width
        kept = "".join(item.read)
        assert len(kept) + len(item.dropped) == len(text)


@given(st.text(max_size=60))
def test_the_alphabet_is_all_that_is_left(text):
    assert all(c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<" for c in to_alphabet(text))
