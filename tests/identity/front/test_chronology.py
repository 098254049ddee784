"""Birth, issue and expiry among the dates of a card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front.chronology import DateOnCard, assign_dates
from docparse.identity.front.found import Span
from docparse.identity.front.layout import FrameLine
from docparse.identity.front.values import find_dates

AS_OF = dt.date(2025, 6, 1)
BIRTH, ISSUE, EXPIRY = "date_of_birth", "date_of_issue", "date_of_expiry"
Assign = Callable[..., dict[str, dt.date]]


@pytest.fixture
def assign(frame: Callable[..., list[FrameLine]]) -> Assign:
    """A function that assigns prints, each a text or (text, votes)."""

    def assigned(*prints: str | tuple[str, dict[str, float]], **options: Any) -> dict[str, dt.date]:
        texts = [one if isinstance(one, tuple) else (one, {}) for one in prints]
        lines = frame([(text, 100, 100 + 40 * i) for i, (text, _) in enumerate(texts)])
        dates = []
        for line, (text, votes) in zip(lines, texts, strict=True):
            (match,) = find_dates(text, order="MDY", as_of=AS_OF)
            dates.append(
                DateOnCard(
                    Span(line, match.start, match.end),
                    match.readings,
                    dict(votes),
                    two_digit_year=match.two_digit_year,
                    ghost=match.compact and not votes,
                )
            )
        return {name: found.value for name, found in assign_dates(dates, AS_OF, **options).items()}

    return assigned


def test_no_dates_no_fields() -> None:
    assert assign_dates([], AS_OF) == {}


@pytest.mark.parametrize("order", list(permutations(["03/14/1987", "02/27/2025", "03/14/2029"])))
def test_unreadable_labels_leave_chronology_alone_to_decide(assign: Assign, order: tuple[str, ...]) -> None:
    assert assign(*order) == {
        BIRTH: dt.date(1987, 3, 14),
        ISSUE: dt.date(2025, 2, 27),
        EXPIRY: dt.date(2029, 3, 14),
    }


def test_labels_decide_between_plausible_dates(assign: Assign) -> None:
    found = assign(
        ("03/14/1987", {BIRTH: 1.0}),
        ("03/14/2021", {ISSUE: 1.0}),
        ("02/27/2025", {"other": 1.0}),
        ("03/14/2029", {EXPIRY: 1.0}),
    )
    assert found == {BIRTH: dt.date(1987, 3, 14), ISSUE: dt.date(2021, 3, 14), EXPIRY: dt.date(2029, 3, 14)}


def test_a_revision_date_is_no_issue_date(assign: Assign) -> None:
    found = assign(
        ("03/14/1987", {BIRTH: 1.0}), ("07/15/2019", {"other": 1.0}), ("03/14/2029", {EXPIRY: 1.0})
    )
    assert found == {BIRTH: dt.date(1987, 3, 14), EXPIRY: dt.date(2029, 3, 14)}


def test_expiry_falls_on_a_birthday(assign: Assign) -> None:
    found = assign("03/14/1987", "03/14/2029", "05/05/2030", ("02/27/2025", {ISSUE: 1.0}))
    assert found[EXPIRY] == dt.date(2029, 3, 14)


@pytest.mark.parametrize(("printed", "year"), [("03-14-39", 1939), ("03-14-26", 1926)])
def test_nobody_is_born_after_today(assign: Assign, printed: str, year: int) -> None:
    found = assign((printed, {BIRTH: 1.0}), ("03-01-24", {ISSUE: 1.0}), ("03-14-28", {EXPIRY: 1.0}))
    assert found == {BIRTH: dt.date(year, 3, 14), ISSUE: dt.date(2024, 3, 1), EXPIRY: dt.date(2028, 3, 14)}


def test_a_young_holders_two_digit_year_is_in_this_century(assign: Assign) -> None:
    found = assign(("03-14-05", {BIRTH: 1.0}), ("03-14-28", {EXPIRY: 1.0}))
    assert found[BIRTH] == dt.date(2005, 3, 14)


def test_a_ghost_print_confirms_a_birth_and_never_replaces_it(assign: Assign) -> None:
    found = assign(("03/14/1987", {BIRTH: 1.0}), "03141987", ("03/14/2029", {EXPIRY: 1.0}))
    assert found == {BIRTH: dt.date(1987, 3, 14), EXPIRY: dt.date(2029, 3, 14)}


def test_a_ghost_print_is_no_issue_and_no_expiry(assign: Assign) -> None:
    found = assign(("03/14/1987", {BIRTH: 1.0}), "03142029")
    assert EXPIRY not in found
    assert ISSUE not in found


def test_a_birth_printed_twice_beats_a_date_printed_once(assign: Assign) -> None:
    later = ("02/27/2025", {ISSUE: 1.0}), ("06/06/2029", {EXPIRY: 1.0})
    found = assign("05/05/1990", "03/14/1987", "03/14/1987", *later)
    assert found[BIRTH] == dt.date(1987, 3, 14)


def test_an_open_order_is_settled_by_plausibility(assign: Assign) -> None:
    found = assign(
        ("03/04/2025", {ISSUE: 1.0}),
        ("12/11/2024", {"other": 1.0}),
        ("10/06/1990", {BIRTH: 1.0}),
        ("06/10/2030", {EXPIRY: 1.0}),
        order_known=False,
    )
    assert found[BIRTH] < found[ISSUE] < found[EXPIRY]


def test_a_date_in_the_future_is_no_birth_and_no_issue(assign: Assign) -> None:
    found = assign(("03/14/2031", {BIRTH: 0.6}), ("03/14/2032", {ISSUE: 0.6}))
    assert BIRTH not in found
    assert ISSUE not in found


@given(
    days=st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2060, 1, 1)), max_size=5),
    fields=st.lists(st.sampled_from([BIRTH, ISSUE, EXPIRY, "other", ""]), min_size=5, max_size=5),
)
def test_chosen_dates_are_prints_of_the_card_in_order(
    frame: Callable[..., list[FrameLine]], days: list[dt.date], fields: list[str]
) -> None:
    lines = frame([(f"{day:%m/%d/%Y}", 100, 100 + 40 * i) for i, day in enumerate(days)])
    dates = [
        DateOnCard(Span(line, 0, 10), (day,), {field: 0.9} if field else {})
        for line, day, field in zip(lines, days, fields, strict=False)
    ]
    found = assign_dates(dates, AS_OF)
    chosen = [found[name].value for name in (BIRTH, ISSUE, EXPIRY) if name in found]
    assert set(chosen) <= set(days)
    assert chosen == sorted(set(chosen))
    assert all(found[name].value <= AS_OF for name in (BIRTH, ISSUE) if name in found)
