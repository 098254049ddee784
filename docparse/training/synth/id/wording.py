"""How values are labelled: AAMVA codes, English wordings, other languages, and the styles they are set in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import numpy as np

from docparse.training.synth.id.people import chance, pick

Placement = Literal["beside", "above", "below", "none"]

# Element codes of the AAMVA card design standard, as printed before a value.
CODES = {
    "family": "1", "given": "2", "name": "1,2", "dob": "3", "issue": "4a", "expiry": "4b", "number": "4d",
    "dd": "5", "address": "8", "class": "9", "end": "9a", "rest": "12", "sex": "15", "height": "16",
    "weight": "17", "eyes": "18", "hair": "19",
}  # fmt: skip


@lru_cache(maxsize=1)
def word_lists() -> dict[str, Any]:
    """The word lists beside this module: ``labels`` by language, and the headers' lists."""
    data: dict[str, Any] = json.loads(resources.files(__package__).joinpath("words.json").read_text("utf-8"))
    return data


@dataclass(frozen=True)
class Wording:
    """A card's labels.

    Attributes:
        placement: Where a label stands to its value.
        labels: Value's key to label; empty where the card prints none.
        numbered: Whether a small code stands before each label (or alone).
        colon: Whether a colon ends a label.
    """

    placement: Placement
    labels: dict[str, str]
    numbered: bool
    colon: bool

    def label(self, key: str) -> str:
        """The label to print before or above a value; may be empty."""
        words = self.labels.get(key, "")
        code = CODES.get(key, "") if self.numbered else ""
        text = f"{code} {words}".strip()
        return f"{text}:" if self.colon and text else text


def random_wording(rng: np.random.Generator, *, foreign: bool) -> Wording:
    """Choose a card's labels: language, codes, case and place.

    Args:
        rng: Source of every choice.
        foreign: A card outside North America: other languages and labels above become likely.
    """
    placement: Placement = pick(rng, ("beside", "beside", "beside", "above"))
    if foreign:
        placement = pick(rng, ("beside", "above", "above", "above", "below"))
    elif chance(rng, 0.05):
        placement = "none"
    languages = dict(word_lists()["labels"])
    english = {key: tuple(options.split(" | ")) for key, options in languages.pop("english").items()}
    labels = {key: pick(rng, options) for key, options in english.items()}
    bilingual = False
    if (foreign and chance(rng, 0.8)) or chance(rng, 0.06):
        language = languages[pick(rng, sorted(languages))]
        bilingual = chance(rng, 0.6)
        join = pick(rng, ("/", " / ", "  ")) if bilingual else ""
        labels = {key: _translated(rng, language.get(key), options, join) for key, options in english.items()}
    numbered = chance(rng, 0.25 if foreign else 0.65)
    bare = 0.0 if placement == "above" or bilingual else 0.45 if numbered else 0.3
    # Names and addresses often stand without a word; dates and measures seldom do.
    for key in ("family", "given", "name", "address"):
        if chance(rng, bare + (0.4 if bare else 0.1)):
            labels[key] = ""
    for key in ("number", "dob", "sex", "class"):
        if numbered and chance(rng, bare * 0.3):
            labels[key] = ""
    case = rng.random()
    if case < 0.35:
        labels = {key: text.upper() for key, text in labels.items()}
    elif case < 0.55:
        labels = {key: text if len(text) < 5 else text[:1] + text[1:].lower() for key, text in labels.items()}
    return Wording(placement, labels, numbered and not (foreign and bilingual), chance(rng, 0.2))


def _translated(rng: np.random.Generator, foreign: str | None, english: tuple[str, ...], join: str) -> str:
    """A label in one language, or in two with ``join`` between them; English where there is no other."""
    if foreign is None:
        return pick(rng, english)
    return f"{foreign}{join}{pick(rng, english)}" if join else foreign
