"""Wordings of total areas: what ``Gross internal area``, ``Surface habitable`` and their like measure.

The wordings are in ``tables/total_wordings.json``. Gross internal, gross external and net internal are RICS's
terms (Code of Measuring Practice, 6th edition); "surface habitable" is that of the French Code de la
construction et de l'habitation, R156-1, "Wohnfläche" that of the German Wohnflächenverordnung: rooms to live
in, wall face to wall face.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast, get_args

from docparse.blueprint.labels.clean import alike, words
from docparse.blueprint.labels.tables import load_table

Measures = Literal["gross_internal", "gross_external", "living", "rooms", "unknown"]
# A wording of so many letters is found without its blanks, too.
_LONG_ENOUGH_TOGETHER = 9
_SIGNS = {"/", "&", "+", "-"}


def total_measures(text: str) -> Measures | None:
    """What an area measures by the wording beside it, or None where the wording is not a total's."""
    tokens = [word for word in words(text) if word not in _SIGNS]
    joined = "".join(tokens)
    for phrase, measures in _wordings():
        together = "".join(phrase)
        if len(together) >= _LONG_ENOUGH_TOGETHER and together in joined:  # GROSSINTERNAL
            return measures
        size = len(phrase)
        for at in range(len(tokens) - size + 1):
            if all(alike(word, target) for word, target in zip(tokens[at:], phrase, strict=False)):
                return measures
    return None


@cache
def _wordings() -> tuple[tuple[tuple[str, ...], Measures], ...]:
    """All wordings; those that tell what is measured before those that do not, then the longer first."""
    known = set(get_args(Measures))
    found: list[tuple[tuple[str, ...], Measures]] = []
    for measures, phrases in load_table("total_wordings").items():
        if measures not in known:
            raise ValueError(f"unknown measure in the table: {measures}")
        found += [(tuple(words(phrase)), cast("Measures", measures)) for phrase in phrases]
    return tuple(sorted(found, key=lambda item: (item[1] == "unknown", -len(item[0]))))
