"""Which authority issued the card, and what kind of document it is, from the words on its face."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from docparse.identity import countries, jurisdictions
from docparse.identity.front import lexicon
from docparse.identity.front.address import find_city_line
from docparse.identity.front.fold import squeeze
from docparse.identity.front.found import Found, Span
from docparse.identity.front.layout import FrameLine, median_height
from docparse.identity.jurisdictions import Jurisdiction
from docparse.records.id_document import DocumentType

# How like a name a line must look before it counts: a fancy letterform costs an engine one letter in four.
_LIKENESS = 0.72
_ABBREVIATIONS_THAT_ARE_WORDS = {"ID", "DL", "ON"}


@dataclass(frozen=True)
class _Vote:
    jurisdiction: Jurisdiction
    weight: float
    span: Span


def find_issuer(lines: Sequence[FrameLine]) -> Found[Jurisdiction] | None:
    """The issuing jurisdiction: its printed name, its abbreviation, the address's state, each as a vote."""
    votes = [*_name_votes(lines), *_abbreviation_votes(lines), *_address_votes(lines)]
    totals: dict[str, float] = {}
    for vote in votes:
        totals[vote.jurisdiction.code] = totals.get(vote.jurisdiction.code, 0.0) + vote.weight
    if not totals:
        return None
    code = max(totals, key=lambda key: totals[key])
    best = max((v for v in votes if v.jurisdiction.code == code), key=lambda v: v.weight)
    rest = sum(totals.values()) - totals[code]
    if not totals[code]:
        return None
    support = totals[code] / (totals[code] + rest) * min(1.0, totals[code])
    return Found(best.jurisdiction, (best.span,), support)


def _name_votes(lines: Sequence[FrameLine]) -> list[_Vote]:
    usual = median_height(lines)
    top = min((line.box[1] for line in lines), default=0.0)
    extent = max((line.box[3] for line in lines), default=1.0) - top
    votes = []
    for line in lines:
        hits = _names_in(squeeze(line.source.text))
        for jurisdiction, likeness, length in hits:
            size = min(2.0, line.height / max(1.0, usual))
            place = 1.0 if (line.box[1] - top) < 0.3 * extent else 0.45
            alone = length / max(1, len(_without_known_words(line.folded)))
            weight = likeness**2 * size * place * min(1.0, alone)
            votes.append(_Vote(jurisdiction, weight, Span(line, 0, len(line.folded))))
    return votes


def _without_known_words(folded: str) -> str:
    """The line without document-type words and the like, squeezed: what is left should be the name."""
    text = squeeze(folded)
    for word in _known_words():
        if len(word) > 2 or text.startswith(word):
            text = text.replace(word, "")
    return text


@cache
def _known_words() -> tuple[str, ...]:
    groups = [*lexicon.words("document_types").values(), lexicon.words("noise")]
    return tuple(sorted({squeeze(word) for group in groups for word in group}, key=len, reverse=True))


def _names_in(squeezed: str) -> list[tuple[Jurisdiction, float, int]]:
    """Jurisdictions the line names: (jurisdiction, likeness, letters); longer names hide shorter ones."""
    exact: list[tuple[str, Jurisdiction]] = []
    for name, jurisdiction in _squeezed_names():
        if len(name) >= 4 and name in squeezed:
            exact.append((name, jurisdiction))
    kept = [(n, j) for n, j in exact if not any(n != other and n in other for other, _ in exact)]
    if kept:
        return [(jurisdiction, 1.0, len(name)) for name, jurisdiction in kept]
    rest = _without_known_words(squeezed)
    best: tuple[Jurisdiction, float, int] | None = None
    for name, jurisdiction in _squeezed_names():
        if len(name) < 5 or not 0.75 <= len(rest) / len(name) <= 1.34:
            continue
        matcher = SequenceMatcher(None, name, rest, autojunk=False)
        if matcher.quick_ratio() < _LIKENESS:
            continue
        likeness = matcher.ratio()
        if likeness >= _LIKENESS and (best is None or likeness > best[1]):
            best = (jurisdiction, likeness, len(name))
    return [best] if best else []


@cache
def _squeezed_names() -> tuple[tuple[str, Jurisdiction], ...]:
    return tuple(
        (squeeze(name), jurisdiction)
        for jurisdiction in jurisdictions.all_jurisdictions()
        for name in jurisdiction.names
        if len(squeeze(name)) >= 4
    )


def _abbreviation_votes(lines: Sequence[FrameLine]) -> list[_Vote]:
    votes = []
    for line in lines:
        tokens = [
            t
            for t in line.folded.replace(".", " ").replace(",", " ").split()
            if t not in ("USA", "US", "CANADA")
        ]
        if len(tokens) != 1 or len(tokens[0]) != 2 or tokens[0] in _ABBREVIATIONS_THAT_ARE_WORDS:
            continue
        country = "USA" if "US" in line.folded else None
        jurisdiction = jurisdictions.by_abbreviation(tokens[0], country)
        if jurisdiction and jurisdiction.country in ("USA", "CAN"):
            votes.append(
                _Vote(jurisdiction, 0.7 if "USA" in line.folded else 0.25, Span(line, 0, len(line.folded)))
            )
    return votes


def _address_votes(lines: Sequence[FrameLine]) -> list[_Vote]:
    votes = []
    for line in lines:
        city = find_city_line(line.folded)
        jurisdiction = city and city.region and jurisdictions.by_abbreviation(city.region)
        if jurisdiction:
            votes.append(_Vote(jurisdiction, 0.5, Span(line, 0, len(line.folded))))
    return votes


def find_country(lines: Sequence[FrameLine]) -> Found[str] | None:
    """The issuing country (ISO 3166-1 alpha-3) where a line, or a part of it, is a country's name."""
    for line in lines:
        for match in re.finditer(r"[^/|,•·]+", line.source.text):
            code = countries.country_of_name(match[0]) if len(match[0].strip()) > 3 else None
            if code:
                return Found(code, (Span(line, match.start(), match.end()),), 0.8)
    return None


def _is_whole_word(phrase: str, folded: str) -> bool:
    """Short words count only whole: VISALIA is a city."""
    return re.search(rf"(?<![A-Z]){re.escape(phrase)}(?![A-Z])", folded) is not None


def _continues(a: FrameLine, b: FrameLine) -> bool:
    """Whether line ``b`` stands right below ``a`` or next to it, as the second half of a heading would."""
    unit = max(a.height, b.height)
    under = abs(b.box[1] - a.box[3]) < 0.7 * unit and b.box[0] < a.box[2] and a.box[0] < b.box[2]
    next_to = abs(b.box[1] - a.box[1]) < 0.5 * unit and 0 < b.box[0] - a.box[2] < 2 * unit
    return a is not b and (under or next_to)


def find_document_type(lines: Sequence[FrameLine]) -> Found[DocumentType] | None:
    """The kind of document, from words such as DRIVER LICENSE or IDENTIFICATION CARD; longer words win."""
    best: tuple[int, DocumentType, FrameLine] | None = None
    texts = [(line, squeeze(line.source.text)) for line in lines]
    # Words broken over two lines ("IDENTIFICATION" / "CARD") are read together too.
    texts += [(a, x + y) for a, x in texts for b, y in texts if _continues(a, b)]
    kind: DocumentType
    for kind, phrases in lexicon.words("document_types").items():
        for phrase in phrases:
            word = squeeze(phrase)
            for line, text in texts:
                not_for = "NOTFOR" in text and kind == "id_card"
                whole = len(word) > 5 or _is_whole_word(phrase, line.folded)
                if word in text and whole and not not_for and (best is None or len(word) > best[0]):
                    best = (len(word), kind, line)
    if best is None:
        return None
    return Found(best[1], (Span(best[2], 0, len(best[2].folded)),), 0.95)
