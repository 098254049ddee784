"""Finds the likeliest characters of a zone for which its check digits hold.

Each position has options, a character to a cost; the search is exact: dynamic programming over the positions
a check digit covers, with the remainders of its own sum and of the composite's sum as state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docparse.identity.mrz.alphabet import FILLER, VALUES, WEIGHTS
from docparse.identity.mrz.layouts import CheckRule, Place

Options = Mapping[str, float]
Chosen = tuple[tuple[Place, str], ...]
_State = dict[tuple[int, int], list[tuple[float, Chosen]]]

# Answers kept per state: the best, and the next to tell how sure the best is.
KEPT = 2


@dataclass(frozen=True)
class Answer:
    """The cheapest choice for which the check digits hold.

    Attributes:
        cost: Sum of the costs of the characters chosen.
        chosen: Place to character, for the places that had more than one option or were covered.
        margin: How much dearer the second best is; infinite when there is none.
    """

    cost: float
    chosen: dict[Place, str]
    margin: float


def _add(state: _State, key: tuple[int, int], cost: float, chosen: Chosen) -> None:
    held = state.setdefault(key, [])
    if len(held) < KEPT:
        held.append((cost, chosen))
        held.sort(key=lambda entry: entry[0])
    elif cost < held[-1][0]:
        held[-1] = (cost, chosen)
        held.sort(key=lambda entry: entry[0])


def _walk(places: Sequence[tuple[Place, int, int]], options: Mapping[Place, Options]) -> _State:
    """States after choosing a character for every place; weights are (place, own, composite)."""
    state: _State = {(0, 0): [(0.0, ())]}
    for place, own, composite in places:
        following: _State = {}
        for (a, b), entries in state.items():
            for char, cost in options[place].items():
                value = VALUES[char]
                key = ((a + own * value) % 10, (b + composite * value) % 10)
                for so_far, chosen in entries:
                    _add(following, key, so_far + cost, (*chosen, (place, char)))
        state = following
    return state


def _closes(rule: CheckRule, chosen: Chosen) -> bool:
    """Whether a filler as check digit stands for an empty field only."""
    held = dict(chosen)
    return held[rule.digit] != FILLER or not any(held[p] != FILLER for p in rule.covers)


def _group(rule: CheckRule, weights: Mapping[Place, int], options: Mapping[Place, Options]) -> _State:
    """The rule's own sum must hold; what is left open is the composite's remainder."""
    places = [(p, WEIGHTS[i % 3], weights.get(p, 0)) for i, p in enumerate(rule.covers)]
    places.append((rule.digit, -1, weights.get(rule.digit, 0)))
    open_: _State = {}
    for (own, composite), entries in _walk(places, options).items():
        if own == 0:
            for cost, chosen in entries:
                if _closes(rule, chosen):
                    _add(open_, (0, composite), cost, chosen)
    return open_


def _join(left: _State, right: _State) -> _State:
    joined: _State = {}
    for (_, a), left_entries in left.items():
        for (_, b), right_entries in right.items():
            for cost, chosen in left_entries:
                for more, further in right_entries:
                    _add(joined, (0, (a + b) % 10), cost + more, chosen + further)
    return joined


def _answer(entries: Sequence[tuple[float, Chosen]]) -> Answer | None:
    if not entries:
        return None
    best = entries[0]
    other = next((cost for cost, chosen in entries[1:] if chosen != best[1]), float("inf"))
    return Answer(best[0], dict(best[1]), other - best[0])


def solve_one(rule: CheckRule, options: Mapping[Place, Options]) -> Answer | None:
    """The cheapest characters for which this one check digit holds, or None."""
    return _answer(_group(rule, {}, options).get((0, 0), []))


def solve_all(
    rules: Sequence[CheckRule], composite: CheckRule, options: Mapping[Place, Options]
) -> Answer | None:
    """The cheapest characters for which all these check digits and the composite hold, or None."""
    weights = {p: WEIGHTS[i % 3] for i, p in enumerate(composite.covers)}
    taken = {p for rule in rules for p in (*rule.covers, rule.digit)}
    free = [(p, 0, w) for p, w in weights.items() if p not in taken]
    free.append((composite.digit, 0, -1))
    joined = _walk(free, options)
    for rule in rules:
        joined = _join(joined, _group(rule, weights, options))
    return _answer(joined.get((0, 0), []))
