"""One printed length: feet and inches, metric, or figures whose notation only suggests the unit.

A notation that engines often damage has several readings, each with a cost: 0 as printed, 1 for a usual slip
(``139"`` for ``13'9"``) or a unit that is only suggested, more for what is believed only where a second unit
beside it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docparse.blueprint.carriers import Length
from docparse.blueprint.labels.clean import figures

INCH_M = 0.0254
FOOT_M = 0.3048

System = Literal["imperial", "metric"]
BareUnit = Literal["cm", "mm"]
Hint = Literal["ft", "m", "cm", "mm"]

# Readings that cost more are believed only where something beside them agrees.
BELIEVED_ALONE = 1
# Longer than this is no part of a building that fits a sheet of plans.
_LONGEST_M = 200.0

_FOOT = r"(?:'|ft\b\.?|feet|foot|pieds?\b)"
_INCH = r'(?:"|inches|inch|ins?\b\.?|\')'
_METRE = r"(?:metres?|meters?|mtrs?|mts?|mm|cm|m)\b\.?"
_FEET_INCHES = re.compile(
    rf"(?P<ft>\d{{1,3}})\s*{_FOOT}(?:(?:\s*-?\s*(?P<in>\d{{1,2}}(?:\.\d+)?))?(?:[\s-]*(?P<num>\d{{1,2}})/(?P<den>\d{{1,2}}))?"
    rf"\s*{_INCH}?)?"
)
_INCHES = re.compile(
    rf"(?P<in>\d{{1,4}}(?:\.\d+)?)?(?:[\s-]*(?P<num>\d{{1,2}})/(?P<den>\d{{1,2}}))?\s*{_INCH}"
)
_DECIMAL_FEET = re.compile(rf"(?P<n>\d{{1,3}}\.\d{{1,2}})\s*{_FOOT}")
_NUMBER = r"\d{1,3}(?:[ .,]\d{3})+|\d{1,5}(?:[.,]\d{1,3})?|\d{1,2} \d{2}"
_METRIC = re.compile(rf"(?P<n>{_NUMBER})\s*(?P<u>{_METRE})")
_FRENCH = re.compile(r"(?P<m>\d{1,2})\s*m\s*(?P<cm>\d{2})")  # 3m67
_MISREAD_METRE = re.compile(rf"(?P<n>{_NUMBER})\s*(?:rn|n|nn|tn)")
_BARE_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,3}")
_BARE_WHOLE = re.compile(r"\d{1,2} \d{3}|\d{1,5}")
_CUT_OFF = re.compile(r"[.,']|0\d")  # the first figure is lost: .48, '05
_FEET_GAP_INCHES = re.compile(r"(?P<ft>\d{1,2})[ .'](?P<in>\d{1,2})")
_MISREAD_QUOTE = re.compile(r"(?P<ft>\d{1,2})\s?1\s?(?P<in>\d{1,2})")
_FRACTIONS = {2, 3, 4, 8, 16, 32, 64}


@dataclass(frozen=True)
class Reading:
    """One way to read a printed length.

    Attributes:
        length: The length it would be.
        cost: How far one has to go to read it so; see the module.
        system: Which family of units.
    """

    length: Length
    cost: int
    system: System


def parse_length(text: str, *, bare: BareUnit | None = None) -> Length | None:
    """Read a text that is one length and nothing else.

    Args:
        text: As printed: ``12'-6 1/2"``, ``12ft 6in``, ``3.67 m``, ``3,67``, ``367 cm``, ``1 435``.
        bare: The unit of whole numbers without one. Without it they are no lengths.

    Returns:
        The length, or None when the text is none.
    """
    found = readings(text, bare=bare)
    if not found:
        return None
    best = min(found, key=lambda reading: reading.cost)
    return best.length if best.cost <= BELIEVED_ALONE else None


def unit_of(text: str) -> Hint | None:
    """The unit written in a text that holds one length."""
    s = figures(text)
    if "'" in s or '"' in s or re.search(r"\d\s*(?:ft|feet|foot|in|ins|inches)\b", s):
        return "ft"
    found = re.search(rf"\d\s*({_METRE}|rn\b)", s)
    if found is None:
        return None
    if found.group(1)[:2] == "mm":
        return "mm"
    return "cm" if found.group(1).startswith("cm") else "m"


def readings(text: str, *, hint: Hint | None = None, bare: BareUnit | None = None) -> tuple[Reading, ...]:
    """Every way to read a text as one length.

    Args:
        text: As printed.
        hint: The unit written on the other length of a pair, taken where this one has none.
        bare: The unit of whole numbers on this page.
    """
    s = figures(text).strip(" ()[]{}:;=").rstrip(".,")
    if _CUT_OFF.match(s):
        return ()
    found = [*_imperial(s, text), *_metric(s, text)]
    if not found and re.fullmatch(r"[\d .,']+", s):
        found = list(_bare(s, text, hint, bare))
    return tuple(reading for reading in found if 0.0 < reading.length.metres <= _LONGEST_M)


def _imperial(s: str, text: str) -> Iterator[Reading]:
    if found := _FEET_INCHES.fullmatch(s):
        inches, step = _inches(found)
        if inches is not None and inches < 12:
            whole_feet = found["in"] is None and found["num"] is None
            step = FOOT_M if whole_feet and "'" not in s else step
            yield _read(int(found["ft"]) * FOOT_M + inches * INCH_M, step, text, 0, "imperial")
    elif found := _DECIMAL_FEET.fullmatch(s):
        step = FOOT_M * _step(found["n"])
        yield _read(float(found["n"]) * FOOT_M, step, text, 0, "imperial")
    elif (found := _INCHES.fullmatch(s)) and (found["in"] or found["num"]):
        yield from _only_inches(found, text)
    elif found := re.fullmatch(rf"(\d{{2,4}})\s*{_FOOT}", s):
        yield from _split(found[1], text, 2)


def _only_inches(found: re.Match[str], text: str) -> Iterator[Reading]:
    """``11"`` is inches; what would be more than a yard of them has mostly lost its mark for feet."""
    inches, step = _inches(found)
    if inches is None:
        return
    split = [] if found["num"] or "." in (found["in"] or "") else list(_split(found["in"], text, 1))
    many = inches >= 36 and bool(split)
    if inches < 1000:
        yield _read(inches * INCH_M, step, text, 2 if many else 0, "imperial")
    if many:
        yield from split


def _inches(found: re.Match[str]) -> tuple[float | None, float]:
    """Inches of a match with their fraction, and the step shown; None where the fraction is none."""
    value = float(found["in"] or 0)
    step = INCH_M * _step(found["in"] or "0")
    if found["num"] is None:
        return value, step
    top, bottom = int(found["num"]), int(found["den"])
    if bottom not in _FRACTIONS or top >= bottom:
        return None, step
    return value + top / bottom, INCH_M / bottom


def _metric(s: str, text: str) -> Iterator[Reading]:
    if found := _FRENCH.fullmatch(s):
        yield _read(int(found["m"]) + int(found["cm"]) / 100, 0.01, text, 0, "metric")
    elif found := _METRIC.fullmatch(s):
        unit = found["u"].rstrip(".")
        yield from _in_unit(found["n"], "m" if unit not in {"cm", "mm"} else unit, text, 0)
    elif found := _MISREAD_METRE.fullmatch(s):
        yield from _in_unit(found["n"], "m", text, 1)
        if re.fullmatch(r"\d+\.\d", found["n"]):
            yield _read(float(found["n"]) * FOOT_M, FOOT_M * 0.1, text, 3, "imperial")


def _in_unit(number: str, unit: str, text: str, cost: int) -> Iterator[Reading]:
    factor = {"m": 1.0, "cm": 0.01, "mm": 0.001}[unit]
    if found := re.fullmatch(r"(\d{1,3})(?:[ .,](\d{3}))+", number):
        if unit == "m" and "," not in number and "." not in number:
            return
        if unit != "m":
            yield _read(int(re.sub(r"\D", "", number)) * factor, factor, text, cost, "metric")
            return
    if found := re.fullmatch(r"(\d{1,2}) (\d{2})", number):  # a lost point
        number, cost = f"{found[1]}.{found[2]}", cost + 1
    number = number.replace(",", ".")
    yield _read(float(number) * factor, factor * _step(number), text, cost, "metric")
    if unit == "m" and re.fullmatch(r"\d{2,4}", number):
        for digits in (1, 2):
            if len(number) > digits:
                step = 10.0**-digits
                yield _read(int(number) * step, step, text, cost + 3, "metric")


def _bare(s: str, text: str, hint: Hint | None, bare: BareUnit | None) -> Iterator[Reading]:
    """Readings of figures without a unit; the other length's unit settles most."""
    number = s.replace(",", ".")
    if hint == "ft":
        yield from _bare_imperial(number, text, 1)
        return
    if hint is not None:
        if re.fullmatch(_NUMBER, s):
            yield from _in_unit(s, hint, text, 0)
        return
    if _BARE_DECIMAL.fullmatch(s):
        yield _read(float(number), _step(number), text, 1, "metric", given=False)
    elif bare is not None and _BARE_WHOLE.fullmatch(s):
        factor = {"cm": 0.01, "mm": 0.001}[bare]
        yield _read(int(s.replace(" ", "")) * factor, factor, text, 1, "metric", given=False)
    elif re.fullmatch(r"\d{3}", s):  # a lost point
        yield _read(int(s) * 0.01, 0.01, text, 3, "metric", given=False)
    yield from _bare_imperial(number, text, 3)


def _bare_imperial(number: str, text: str, cost: int) -> Iterator[Reading]:
    """Feet and inches without their marks: ``10 10``, ``1011``, ``101 8`` (a mark read as 1), ``10.5``."""
    if re.fullmatch(r"\d{1,2}", number):
        feet = int(number)
        extra = 0 if feet <= 30 else 1
        yield _read(feet * FOOT_M, INCH_M, text, cost + extra, "imperial")
    if re.fullmatch(r"\d{1,3}\.\d{1,2}", number):
        yield _read(float(number) * FOOT_M, FOOT_M * _step(number), text, cost, "imperial")
    if (found := _FEET_GAP_INCHES.fullmatch(number)) and int(found["in"]) < 12:
        yield _feet_and_inches(found["ft"], found["in"], text, cost)
    if (found := _MISREAD_QUOTE.fullmatch(number)) and int(found["in"]) < 12:
        yield _feet_and_inches(found["ft"], found["in"], text, cost + 1)
    if number.isdigit():
        yield from _split(number, text, cost if len(number) > 2 or int(number) > 30 else cost + 1)


def _split(digits: str, text: str, cost: int) -> Iterator[Reading]:
    """Cut figures into feet and inches: ``1011`` is 10 feet 11."""
    for tail in (1, 2):
        feet, inches = digits[:-tail], digits[-tail:]
        if (
            1 <= len(feet) <= 2
            and int(feet) > 0
            and int(inches) < 12
            and not (tail == 2 and inches[0] == "0")
        ):
            yield _feet_and_inches(feet, inches, text, cost)


def _feet_and_inches(feet: str, inches: str, text: str, cost: int) -> Reading:
    return _read(int(feet) * FOOT_M + int(inches) * INCH_M, INCH_M, text, cost, "imperial")


def _read(metres: float, step: float, text: str, cost: int, system: System, *, given: bool = True) -> Reading:
    return Reading(Length(metres, step, text.strip(), given), cost, system)


def _step(number: str) -> float:
    """Step of a decimal number: 1 for a whole one, 0.1 for one place after the point."""
    return 10.0 ** -len(number.partition(".")[2])
