"""Read the text of an AAMVA barcode into its elements.

AAMVA DL/ID Card Design Standard, Annex D, versions 1 (2000) to 10 (2020); elements a later edition adds are
kept raw. Nothing here interprets a value: see :mod:`docparse.identity.aamva.fields`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docparse.errors import KindError
from docparse.identity.aamva.elements import known_elements
from docparse.identity.aamva.header import CARD_TYPES, Header, read_header, resolve_issuer
from docparse.identity.aamva.split import Pieces, split_body

MAX_LENGTH = 20_000
"""Characters looked at; a PDF417 symbol holds at most 1,850."""

_PRINTED_CONTROLS = re.compile(r"<(LF|CR|RS|FS|GS|US)>|\\(n|r|x1[cdeCDE])|[␊␍␞␜]|&#(?:10|13|30);")
_UNDEFINED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u2028\u2029\ufeff\ufffd]")
_ANCHORS = frozenset({"DAQ", "DCS", "DAA", "DBB", "DAC", "DCT"})
_NEEDED = (("DAQ",), ("DCS", "DAA", "DAB"), ("DBB",), ("DBA",))


@dataclass(frozen=True)
class AamvaDocument:
    """An AAMVA barcode, cut into its elements.

    Attributes:
        version: AAMVA version in the header, or None when the header does not tell.
        jurisdiction_version: The jurisdiction's own version, or None.
        issuer_id: Issuer identification number, six digits, or None.
        subfile_type: ``DL`` (driver's licence), ``ID`` (identification card), ``EN`` (enhanced licence), or
            None.
        elements: Element id (``DAQ``) to raw value without padding, in the order of the barcode.
        subfiles: Jurisdiction subfiles (``ZC``), each element id to raw value.
        warnings: Stable codes of what was odd: ``barcode.truncated``, ``barcode.header_missing``,
            ``barcode.header_damaged``, ``barcode.issuer_guessed``, ``barcode.entry_count``,
            ``barcode.separators_missing``, ``barcode.undefined_characters``, ``barcode.duplicate_element``,
            ``barcode.unknown_line``.
        doubtful: Ids of elements whose value may lack its end or hold the start of the next.
    """

    version: int | None
    jurisdiction_version: int | None
    issuer_id: str | None
    subfile_type: str | None
    elements: Mapping[str, str]
    subfiles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()


def parse(payload: str | bytes) -> AamvaDocument:
    """Read a barcode's content.

    A payload that was cut gives what is there, with the warning ``barcode.truncated``.

    Args:
        payload: Text, or bytes in UTF-8 or Latin-1.

    Raises:
        KindError: ``barcode.not_aamva`` when it has neither an AAMVA header nor AAMVA elements.
    """
    text, warnings = _clean(payload)
    header = read_header(text)
    pieces = split_body(
        _body(text, header),
        caret=header is not None and header.caret,
        announced=frozenset(kind for kind, _, _ in header.subfiles) if header and header.subfiles else None,
    )
    if header is None:
        if len(known_elements().keys() & pieces.elements.keys()) < 3 or not _ANCHORS & pieces.elements.keys():
            raise KindError("barcode.not_aamva", "The barcode does not hold AAMVA driver's licence data.")
        warnings.add("barcode.header_missing")
    warnings |= pieces.warnings
    doubtful = set(pieces.unparted)
    if _was_cut(text, header, pieces):
        warnings.add("barcode.truncated")
        if pieces.last is not None and not text.endswith(("\n", "\r")):
            doubtful.add(pieces.last)
    issuer, guessed = resolve_issuer(header.issuer_digits if header else "", pieces.elements.get("DAJ"))
    if guessed:
        warnings.add("barcode.issuer_guessed")
    if header is not None:
        warnings |= _header_warnings(header, pieces)
    return AamvaDocument(
        version=header.version if header else None,
        jurisdiction_version=header.jurisdiction_version if header else None,
        issuer_id=issuer,
        subfile_type=_card_type(header, pieces),
        elements=pieces.elements,
        subfiles=pieces.subfiles,
        warnings=tuple(sorted(warnings)),
        doubtful=frozenset(doubtful),
    )


def decode(payload: bytes) -> str:
    """Bytes as text: UTF-8 where they are that, else Latin-1, which takes any."""
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("latin-1")


def _clean(payload: str | bytes) -> tuple[str, set[str]]:
    """Text without characters that mean nothing, controls printed as names turned back into line breaks."""
    text = decode(payload) if isinstance(payload, bytes) else payload
    text = text[:MAX_LENGTH].lstrip(" \t\ufeff")
    text = _PRINTED_CONTROLS.sub("\n", text)
    text = text.replace("\x85", "\n").replace("\t", " ")
    clean = _UNDEFINED.sub("", text)
    odd = re.sub(r"\x00+$", "", text)
    return clean, {"barcode.undefined_characters"} if _UNDEFINED.search(odd) else set()


def _body(text: str, header: Header | None) -> str:
    """The text after the header; a damaged entry between header and first element is passed over."""
    if header is None:
        return re.sub(r"^@?\s*(?=(?:DL|ID|EN)?D[A-Z]{2})", "", text)
    body = text[header.end :]
    if header.subfiles:
        return body
    for match in re.finditer(r"(?:DL|ID|EN)?(?=(D[A-Z]{2}))", body[:32]):
        if match.group(1) in known_elements():
            return body[match.start() :]
    return body


def _card_type(header: Header | None, pieces: Pieces) -> str | None:
    """The type of the card's subfile: what the header announces, else what stands before the elements."""
    announced = [kind for kind, _, _ in header.subfiles if kind in CARD_TYPES] if header else []
    if len(announced) == 1:
        return announced[0]
    return pieces.card_type or (announced[0] if announced else None)


_SLACK = 40
"""Characters that a header's lengths may be wrong by though nothing is missing."""


def _was_cut(text: str, header: Header | None, pieces: Pieces) -> bool:
    """Whether the end is missing.

    Lengths in headers are often wrong by a character for each lost CR, so only a larger gap counts; a much
    larger one when the data ends with a terminator, for headers are wrong more often than data is cut there.
    """
    if any(not any(name in pieces.elements for name in names) for names in _NEEDED):
        return True
    if header is None or not header.complete:
        return header is not None and not pieces.elements
    announced = max(offset + length for _, offset, length in header.subfiles)
    lines = text.count("\n") + text.count("\r")
    missing = announced - len(text) - lines
    if text.endswith(("\n", "\r")) or pieces.caret:
        return missing > max(_SLACK, len(text) // 5)
    return missing > 4


def _header_warnings(header: Header, pieces: Pieces) -> set[str]:
    found = set()
    if not header.complete:
        found.add("barcode.header_damaged")
    listed = len(header.subfiles)
    there = len(pieces.subfiles) + bool(pieces.elements)
    if header.entries is not None and (header.entries < listed or header.entries not in (listed, there)):
        found.add("barcode.entry_count")
    return found
