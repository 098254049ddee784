"""Which date is the birth, which the issue, which the expiry: labels and plausibility together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from docparse.identity.front.found import Found, Span
from docparse.identity.front.pieces import DATE_FIELDS

_MIN_HOLDER_YEARS = 13
_LONGEST_TERM_YEARS = 21
_USUAL_TERM_YEARS = 10.1
_OLDEST_YEARS = 120
# A card prints five or six dates; a page with more is no card, and must not take long.
_MOST_CHOICES = 12


@dataclass
class DateOnCard:
    """One date print.

    Attributes:
        span: Where it stands.
        readings: What it can mean, the likeliest first.
        votes: Field (or ``other``) to how strongly a label claims it, 0 to 1.
        two_digit_year: Whether the century was not printed: then every reading is open.
        ghost: Printed without separators, as the ghost print of the birth date is.
    """

    span: Span
    readings: tuple[dt.date, ...]
    votes: dict[str, float] = field(default_factory=dict)
    two_digit_year: bool = False
    ghost: bool = False


@dataclass(frozen=True)
class _Choice:
    date: DateOnCard
    value: dt.date


def assign_dates(
    dates: Sequence[DateOnCard], as_of: dt.date, *, order_known: bool = True
) -> dict[str, Found[dt.date]]:
    """Choose birth, issue and expiry among the dates of a card.

    Every combination is scored by its labels' votes and by what is plausible: birth before issue before
    expiry, a
    holder old enough, a term no card exceeds, expiry on a birthday (most US states), birth printed twice.

    Args:
        dates: Every date on the card.
        as_of: Nobody is born, and no card is issued, after this day.
        order_known: Whether all-digit dates can only mean their first reading.

    Returns:
        The chosen dates by field; a field nothing speaks for is left out.
    """
    readings = 1 if order_known else 2
    options = {name: [None, *_likeliest(name, dates, readings)] for name in DATE_FIELDS}
    best: tuple[float, tuple[_Choice | None, ...]] = (0.0, (None, None, None))
    for combination in product(*(options[name] for name in DATE_FIELDS)):
        score = _score(combination, dates, as_of)
        if score > best[0]:
            best = (score, combination)
    chosen: dict[str, Found[dt.date]] = {}
    for name, choice in zip(DATE_FIELDS, best[1], strict=True):
        if choice:
            support = max(choice.date.votes.get(name, 0.0), 0.55)
            chosen[name] = Found(choice.value, (choice.date.span,), support)
    return chosen


def _likeliest(name: str, dates: Sequence[DateOnCard], readings: int) -> list[_Choice]:
    """The choices labels speak for most: few enough for every combination to be looked at."""
    choices = sorted(_choices(name, dates, readings), key=lambda choice: -_label_score(name, choice))
    return choices[:_MOST_CHOICES]


def _choices(name: str, dates: Sequence[DateOnCard], readings: int) -> Iterator[_Choice]:
    for date in dates:
        if date.ghost and name != "date_of_birth":
            continue
        for reading in date.readings if date.two_digit_year else date.readings[:readings]:
            yield _Choice(date, reading)


def _score(combination: Sequence[_Choice | None], dates: Sequence[DateOnCard], as_of: dt.date) -> float:
    score = 0.0
    used: set[int] = set()
    for name, choice in zip(DATE_FIELDS, combination, strict=True):
        if choice is None:
            continue
        if id(choice.date) in used:
            return -1.0
        used.add(id(choice.date))
        score += _label_score(name, choice)
    birth, issue, expiry = (choice.value if choice else None for choice in combination)
    plausible = _plausibility(birth, issue, expiry, as_of)
    if plausible is None:
        return -1.0
    if birth:
        score += 0.25 * min(2, sum(birth in other.readings for other in dates if id(other) not in used))
    return score + plausible


def _label_score(name: str, choice: _Choice) -> float:
    votes = choice.date.votes
    claimed_by_others = max((v for k, v in votes.items() if k != name), default=0.0)
    score = 0.3 + 2.0 * votes.get(name, 0.0) - 1.5 * max(0.0, claimed_by_others - votes.get(name, 0.0))
    if choice.date.ghost:
        score -= 0.6
    elif choice.date.two_digit_year and not votes:
        score -= 0.25
    if choice.date.two_digit_year:
        return score  # which century is a matter of plausibility alone
    return score - 0.4 * choice.date.readings.index(choice.value)


def _plausibility(
    birth: dt.date | None, issue: dt.date | None, expiry: dt.date | None, as_of: dt.date
) -> float | None:
    """How well three dates go together; None when they cannot."""
    known = [day for day in (birth, issue, expiry) if day]
    in_order = all(earlier < later for earlier, later in pairwise(known))
    too_late = any(day > as_of for day in (birth, issue) if day)
    if not in_order or too_late or (birth and birth.year < as_of.year - _OLDEST_YEARS):
        return None
    return _term_score(issue, expiry) + _age_score(birth, issue, expiry, as_of)


def _term_score(issue: dt.date | None, expiry: dt.date | None) -> float:
    if not issue or not expiry:
        return 0.0
    term = (expiry - issue).days / 365.25
    return 0.3 if term <= _USUAL_TERM_YEARS else -0.2 if term <= _LONGEST_TERM_YEARS else -1.5


def _age_score(birth: dt.date | None, issue: dt.date | None, expiry: dt.date | None, as_of: dt.date) -> float:
    if not birth:
        return 0.0
    score = -0.4 if as_of.year - birth.year > 100 else 0.0
    if issue and issue.year - birth.year < _MIN_HOLDER_YEARS:
        score -= 0.8
    if expiry and expiry.year - birth.year < _MIN_HOLDER_YEARS:
        score -= 0.5
    if expiry and (birth.month, birth.day) == (expiry.month, expiry.day):
        score += 0.35
    return score
