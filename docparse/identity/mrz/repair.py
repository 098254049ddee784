"""Undoes what text engines do to a zone: wrong alphabets first, then confusions that make check digits hold.

Nothing is invented: a character changes only where ICAO Doc 9303 does not allow it, or where the change is
the one likeliest that makes a check digit hold. Every change is recorded; a check digit that cannot be made
to hold is reported as failed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from docparse.identity.countries import find_country, zone_codes
from docparse.identity.mrz.alphabet import FILLER
from docparse.identity.mrz.layouts import (
    FRENCH_ID,
    MRVA,
    MRVB,
    TD1,
    TD2,
    TD3,
    CheckRule,
    Layout,
    Place,
    allowed_at,
    checks_of,
)
from docparse.identity.mrz.normalise import Fitted, confusions, fit, knowledge, to_alphabet
from docparse.identity.mrz.parse import run_checks
from docparse.identity.mrz.solve import Answer, Options, solve_all, solve_one
from docparse.records import MrzRepair

Reason = Literal["check_digit", "alphabet", "length"]

# Changes dearer than this in all are guesses.
BUDGET = 2.4
CODE_BUDGET, CODE_MARGIN = 2.1, 0.15
# Two answers whose costs are closer than this are both possible: then neither is believed.
MARGIN, MARGIN_OF_TWO = 0.3, 0.8
COST_OF_FAILING = 1.5
# A character its place does not allow is nearly certain to be wrong, so its look-alikes cost little.
FORBIDDEN_SHARE = 0.3
KEPT_FITS = 4
# Lines that miss more characters than this on average have another shape.
MAX_OFF = 4


@dataclass(frozen=True)
class Evidence:
    """What is known of each character before check digits speak.

    Attributes:
        options: Place to characters and their costs; the cheapest is the reading.
        read: Place to the character read there; empty for one put in to restore the length.
        dropped: (line, position, character) of characters left out to restore the length.
        cost: Cost of restoring the lengths.
    """

    options: Mapping[Place, Options]
    read: Mapping[Place, str]
    dropped: tuple[tuple[int, int, str], ...] = ()
    cost: float = 0.0


@dataclass(frozen=True)
class Repaired:
    """A zone after repair.

    Attributes:
        layout: Its layout.
        lines: Lines of the layout's width.
        checks: Check digit name to whether it holds.
        repairs: Everything that differs from what was read.
        cost: How much had to be changed; lower is likelier right.
    """

    layout: Layout
    lines: tuple[str, ...]
    checks: dict[str, bool]
    repairs: tuple[MrzRepair, ...] = ()
    cost: float = field(default=0.0, compare=False)

    @property
    def failed(self) -> int:
        """Number of check digits that do not hold."""
        return sum(not held for held in self.checks.values())

    @property
    def rank(self) -> float:
        """Lower is likelier right: changes, and check digits that fail all the same."""
        return self.cost + COST_OF_FAILING * self.failed


def repair_mrz(lines: Sequence[str]) -> Repaired | None:
    """Bring lines as a text engine read them to a zone, or None where they fit no layout.

    Args:
        lines: Two or three lines, top to bottom, in any case, with blanks or look-alikes of the filler.
    """
    texts = [to_alphabet(line) for line in lines]
    best: Repaired | None = None
    for layout in plausible_layouts(texts):
        fits = [_best_fits(layout, row, text) for row, text in enumerate(texts)]
        for choice in itertools.product(*fits):
            found = resolve(layout, evidence_of_text(layout, choice))
            if best is None or found.rank < best.rank:
                best = found
        if best is not None and best.failed == 0 and best.cost < 1:
            break
    return best


def plausible_layouts(texts: Sequence[str]) -> list[Layout]:
    """Layouts whose shape these lines may have, the likeliest first."""
    if len(texts) == 3:
        shapes = [TD1]
    elif len(texts) == 2:
        visa = texts[0][:1] in ("V", "Y", "U")
        shapes = [MRVA, MRVB, TD3, TD2] if visa else [TD3, TD2]
        if re.match(r"..FRA|.?.?F[RPK]A", texts[0]):
            shapes.append(FRENCH_ID)
    else:
        return []
    off = {id(s): sum(abs(len(t) - s.width) for t in texts) for s in shapes}
    nearest = min(off.values())
    if nearest > MAX_OFF * len(texts):
        return []
    return [s for s in sorted(shapes, key=lambda s: off[id(s)]) if off[id(s)] <= nearest + 4]


def _best_fits(layout: Layout, row: int, text: str) -> list[Fitted]:
    """The few ways to restore a line's length that put the fewest characters where they cannot stand."""

    def strange(item: Fitted) -> float:
        wrong = sum(c not in layout.alphabets[row, i] for i, c in enumerate(item.text))
        return item.cost + 0.5 * wrong

    return sorted(fit(text, layout.width), key=strange)[:KEPT_FITS]


def evidence_of_text(layout: Layout, fitted: Sequence[Fitted]) -> Evidence:
    """Options by the table of confusions, for lines that have their length."""
    options: dict[Place, Options] = {}
    read: dict[Place, str] = {}
    for row, item in enumerate(fitted):
        for i, char in enumerate(item.text):
            place = (row, i)
            read[place] = item.read[i]
            options[place] = options_of(char, allowed_at(layout, place, fitted[0].text[0]))
    dropped = tuple((row, at, c) for row, item in enumerate(fitted) for at, c in item.dropped)
    return Evidence(options, read, dropped, sum(item.cost for item in fitted))


def options_of(char: str, allowed: frozenset[str]) -> dict[str, float]:
    """What a character read may be, given what its place allows."""
    alike = {c: cost for c, cost in confusions()[char].items() if c in allowed}
    if char in allowed:
        return {char: 0.0, **alike}
    if alike:
        return {c: FORBIDDEN_SHARE * cost for c, cost in alike.items()}
    return {char: FORBIDDEN_SHARE * 10}


def resolve(layout: Layout, evidence: Evidence) -> Repaired:
    """The likeliest zone for the evidence, check digits holding where that is believable."""
    reading = {place: min(opts, key=opts.__getitem__) for place, opts in evidence.options.items()}
    reading = _clean_names(layout, _known_codes(layout, reading, evidence.options))
    solved = _hold_checks(layout, reading, evidence.options)
    lines = _lines(layout, solved)
    repairs = (*_dropped(evidence), *_changes(evidence, reading, solved))
    cost = evidence.cost + sum(evidence.options[p].get(c, 0.5) for p, c in solved.items())
    return Repaired(layout, tuple(lines), run_checks(layout, lines), repairs, cost)


def _lines(layout: Layout, reading: Mapping[Place, str]) -> list[str]:
    return ["".join(reading[row, i] for i in range(layout.width)) for row in range(layout.rows)]


def _known_codes(
    layout: Layout, reading: dict[Place, str], options: Mapping[Place, Options]
) -> dict[Place, str]:
    """Country codes nobody has become the code they look like, if there is exactly one."""
    parts = [layout.part("issuing_country"), layout.part("nationality")]
    seen = {"".join(reading[p] for p in part.places()) for part in parts if part is not None}
    result = dict(reading)
    for part in parts:
        if part is None:
            continue
        places = part.places()
        text = "".join(reading[p] for p in places)
        if find_country(text) is not None or not text.strip(FILLER):
            continue
        ranked = sorted(
            (sum(options[p][c] for p, c in zip(places, code, strict=True)) - 0.3 * (code in seen), code)
            for code in zone_codes()
            if all(c in options[p] for p, c in zip(places, code, strict=True))
        )
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] >= CODE_MARGIN)
        if ranked and alone and ranked[0][0] <= CODE_BUDGET:
            result.update(zip(places, ranked[0][1], strict=True))
    return result


def _clean_names(layout: Layout, reading: dict[Place, str]) -> dict[Place, str]:
    """Fillers misread behind the given names: nothing may follow a second double filler (9303-3, 4.6)."""
    part = layout.part("names")
    if part is None:
        return reading
    text = "".join(reading[p] for p in part.places())
    head = re.match(r"<*[A-Z]+(<[A-Z]+)*<<+[A-Z]+(<[A-Z]+)*(?=<<)", text)
    if head is None:
        return reading
    tail = text[head.end() :]
    noise = knowledge()["tail_noise"]
    if not re.fullmatch(rf"(<+[{noise}]{{0,2}})*", tail):
        return reading
    cleaned = text[: head.end()] + FILLER * len(tail)
    return reading | dict(zip(part.places(), cleaned, strict=True))


def _hold_checks(
    layout: Layout, reading: dict[Place, str], options: Mapping[Place, Options]
) -> dict[Place, str]:
    lines = _lines(layout, reading)
    checks = run_checks(layout, lines)
    if all(checks.values()):
        return reading
    rules = checks_of(layout, lines)
    near = _within(options, float(knowledge()["weak_from"]))
    if rules[-1].name == "composite":
        *own, composite = rules
        answer = solve_all(own, composite, near)
        if answer is not None and _believed(answer, rules, options):
            return reading | answer.chosen
    solved = dict(reading)
    for rule in rules:
        if rule.name == "composite" or checks[rule.name]:
            continue
        answer = solve_one(rule, near)
        if answer is not None and _believed(answer, [rule], options):
            solved.update(answer.chosen)
    return solved


def _within(options: Mapping[Place, Options], limit: float) -> dict[Place, Options]:
    """Options up to a cost above the cheapest."""
    return {
        p: {c: cost for c, cost in opts.items() if cost - min(opts.values()) < limit}
        for p, opts in options.items()
    }


def _believed(answer: Answer, rules: Sequence[CheckRule], options: Mapping[Place, Options]) -> bool:
    """Whether the answer is near to what was read, and no other answer is nearly as near.

    One check digit holds for one in ten of all changes, and the composite repeats the document number's
    weights: two changes under one check digit are believed only when every other answer is much dearer.
    """
    extra = {p: options[p][c] - min(options[p].values()) for p, c in answer.chosen.items()}
    if sum(extra.values()) > BUDGET:
        return False
    changed = [sum(extra.get(p, 0.0) > 0 for p in (*rule.covers, rule.digit)) for rule in rules]
    own = changed[:-1] if len(rules) > 1 else changed
    return answer.margin >= (MARGIN_OF_TWO if max(own) > 1 else MARGIN) - 1e-9


def _dropped(evidence: Evidence) -> list[MrzRepair]:
    return [
        MrzRepair(line=row, position=at, read=char, repaired="", reason="length")
        for row, at, char in evidence.dropped
    ]


def _changes(
    evidence: Evidence, reading: Mapping[Place, str], solved: Mapping[Place, str]
) -> list[MrzRepair]:
    """Everything that differs from what was read, in reading order."""
    found = []
    for (row, i), char in sorted(solved.items()):
        read = evidence.read[row, i]
        if read == char:
            continue
        reason: Reason = "length" if not read else "alphabet"
        if read and solved[row, i] != reading[row, i]:
            reason = "check_digit"
        found.append(MrzRepair(line=row, position=i, read=read, repaired=char, reason=reason))
    return found
