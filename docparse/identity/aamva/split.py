"""Cut the body of an AAMVA barcode into elements, by element ids and not by the header's offsets.

Annex D.12.4 and D.12.5: a subfile is its type, then elements, each an id of three characters and a value,
ended by the data element separator (LF); the segment terminator (CR) ends the subfile. In the wild each of
these is lost, doubled, or turned into something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from docparse.identity.aamva.elements import known_elements
from docparse.identity.aamva.header import CARD_TYPES

_SEPARATOR = re.compile(r"[\n\r\x0b\x0c\x1c-\x1f]+")
_JURISDICTION_START = re.compile(r"(?<!^)M?(?=(Z[A-Z])\1[A-Z])")
_ID = re.compile(r"D[A-Z]{2}|Z[A-Z]{2}")
_CROWDED_LENGTH = 24
_CROWDED_IDS = 3


@dataclass
class Pieces:
    """What the body holds.

    Attributes:
        elements: Id to raw value for the DL or ID subfile.
        subfiles: Jurisdiction subfiles: type (``ZC``) to id to raw value.
        card_type: The subfile type that stands before the elements, or None.
        last: Id of the last element, in reading order.
        warnings: Codes of what was odd.
        caret: Whether ``M`` stands where a segment terminator was.
        unparted: Ids of elements whose end had to be guessed as no separator stood there.
    """

    elements: dict[str, str] = field(default_factory=dict)
    subfiles: dict[str, dict[str, str]] = field(default_factory=dict)
    card_type: str | None = None
    last: str | None = None
    warnings: set[str] = field(default_factory=set)
    caret: bool = False
    unparted: set[str] = field(default_factory=set)


def split_body(body: str, *, caret: bool, announced: frozenset[str] | None = None) -> Pieces:
    """Cut the body.

    Args:
        body: Text after the header, line breaks of any sort.
        caret: Whether the header shows that control characters were turned into letters.
        announced: Subfile types in the header; None when there is no header to tell.
    """
    pieces = Pieces(caret=caret)
    lines = [
        piece for line in _SEPARATOR.split(body) if line.strip() for piece in _part(line, announced, pieces)
    ]
    if pieces.caret and lines and lines[-1].endswith("M"):
        lines[-1] = lines[-1][:-1]
    for line in lines:
        _take(line, pieces)
    return pieces


def _part(line: str, announced: frozenset[str] | None, pieces: Pieces) -> list[str]:
    """One line as the lines it should have been: at jurisdiction subfiles, and at ids in a crowded line.

    A name can look like the start of a subfile (``ZAZAI``), so the type must be announced, and something must
    stand between the last id and it.
    """
    parts = []
    start = 0
    for match in _JURISDICTION_START.finditer(line):
        if (announced is not None and match.group(1) not in announced) or match.start() - start <= 3:
            continue
        pieces.caret |= match.group() == "M"
        parts.append(line[start : match.start()])
        start = match.end()
    parts.append(line[start:])
    return [piece for part in parts if part.strip() for piece in _uncrowd(part, pieces)]


def _uncrowd(line: str, pieces: Pieces) -> list[str]:
    """Cut a line that holds several known ids; a name that happens to hold one id does not count as such."""
    if len(line) < _CROWDED_LENGTH or line.lstrip().startswith("Z"):
        return [line]
    starts: list[int] = []
    seen: set[str] = set()
    known = known_elements()
    at = 0
    while at < len(line) - 2:
        element = known.get(line[at : at + 3])
        fits = element is not None and element.id not in seen
        if fits and element is not None and element.value_start is not None:
            fits = element.value_start.match(line, at + 3) is not None
        if fits and element is not None:
            starts.append(at)
            seen.add(element.id)
            at += 3
        else:
            at += 1
    if len(starts) <= _CROWDED_IDS:
        return [line]
    pieces.warnings.add("barcode.separators_missing")
    pieces.unparted |= seen
    cuts = [0, *(start for start in starts if start > 0), len(line)]
    return [line[a:b] for a, b in pairwise(cuts) if line[a:b].strip()]


def _take(line: str, pieces: Pieces) -> None:
    """Put one line's element where it belongs."""
    text = line.strip()
    known = known_elements()
    if text[:2] in CARD_TYPES and text[:3] not in known:
        pieces.card_type = pieces.card_type or text[:2]
        text = text[2:].lstrip()
        if not text:
            return
    if re.fullmatch(r"Z[A-Z]", text):
        pieces.subfiles.setdefault(text, {})
        return
    if re.match(r"(Z[A-Z])\1[A-Z]", text):
        text = text[2:]
    if not _ID.match(text):
        pieces.warnings.add("barcode.unknown_line")
        return
    name, value = text[:3], text[3:].strip()
    target = pieces.elements if name.startswith("D") else pieces.subfiles.setdefault(name[:2], {})
    if target.get(name) and value and target[name] != value:
        pieces.warnings.add("barcode.duplicate_element")
    elif value or name not in target:
        target[name] = value
    pieces.last = name
