"""What a room's printed name means, in English, French, German, Spanish, Italian, Portuguese and Dutch.

The words are in ``tables/room_names.json``. A text is a room's name when every word of it is a room word, a
number or a word that goes with one ("master", "rear", "2"): one strange word, as in a street's name, and it
is not.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast, get_args

from docparse.blueprint.labels.clean import alike, skeleton, words
from docparse.blueprint.labels.tables import load_table
from docparse.records.floor_plan import RoomType

_SEPARATORS = {"/", "&", "+", "-"}
# More words than this are a sentence.
_MOST_WORDS = 8
_LONGEST_PHRASE = 4
_NOT_IN_NAMES = re.compile(r"[@\\]|www|\d{4}")
# A sign between letters, or after a dotted initial at the end.
_SIGN_FOR_LETTER = re.compile(
    r"(?<=[^\W\d_.])[&@#%$!|\\*€£§~^<>=?](?=[^\W\d_.])|(?<=[^\W\d_]\.)[&@#€£§](?!\S)"
)
_NUMBER = re.compile(r"\d{1,3}[a-z]?")
# A word run together from two is cut only where both parts are long enough to be meant.
_SHORTEST_PART = 4
_SHORTEST_MISREAD = 6


@dataclass(frozen=True)
class RoomName:
    """What is known of a text as a room's name.

    Attributes:
        type: What its first room word means; None without one.
        known: Whether every word is understood and one of them names a room.
        modifier: Whether it holds only words that go with a room's name ("couverte"), or "room" itself.
        open_ended: Whether it ends in a sign after which more must follow (``Kitchen/``).
        unlikely: Whether a word stands in it that room names do not have (street, scale, floor …).
    """

    type: RoomType | None
    known: bool
    modifier: bool = False
    open_ended: bool = False
    unlikely: bool = False


@dataclass(frozen=True)
class _Part:
    """A stretch of words that was understood: a room word, strong or weak, or what goes with one."""

    kind: str  # "room", "weak", "abbreviation", "qualifier", "separator", "unknown", "unlikely"
    type: RoomType | None = None
    key: str = ""


def room_type(text: str) -> RoomType | None:
    """The type of the room that a text names, or None where it is no room's name."""
    found = read_name(text)
    return found.type if found.known else None


def read_name(text: str, *, beside_figures: bool = False) -> RoomName:
    """Judge a text as a room's name.

    Args:
        text: As printed, without areas and dimensions.
        beside_figures: Whether an area or dimensions stand with it: then some single letters are believed.
    """
    tokens = words(text)
    if not tokens or len([token for token in tokens if token not in _SEPARATORS]) > _MOST_WORDS:
        return RoomName(None, known=False, unlikely=bool(tokens))
    parts = _parts(tuple(tokens), text.isupper() or len(text.strip(" .")) == 1, beside_figures)
    unlikely = any(part.kind == "unlikely" for part in parts) or _NOT_IN_NAMES.search(text) is not None
    rooms = [part for part in parts if part.kind in {"room", "abbreviation"}]
    weak = [part for part in parts if part.kind == "weak"]
    understood = not any(part.kind in {"unknown", "unlikely"} for part in parts)
    return RoomName(
        type=_type(parts, rooms, weak),
        known=understood and not unlikely and bool(rooms or weak),
        modifier=understood and not rooms and any(len(token) > 2 and token.isalpha() for token in tokens),
        open_ended=parts[-1].kind == "separator",
        unlikely=unlikely,
    )


def restored(text: str) -> str:
    """A room's name in which an engine took one letter for a sign, put right: ``W.C`` for ``W.&``.

    Only where the sign stands in a word, and one letter alone makes a known name of it; else as it is.
    """
    signs = [found.start() for found in _SIGN_FOR_LETTER.finditer(text)]
    if len(signs) != 1:
        return text
    at = signs[0]
    letters = string.ascii_uppercase if text.isupper() else string.ascii_lowercase
    names = [text[:at] + letter + text[at + 1 :] for letter in letters]
    known = [name for name in names if _joined(name) in _vocabulary().rooms]
    return known[0] if len(known) == 1 else text


def _type(parts: list[_Part], rooms: list[_Part], weak: list[_Part]) -> RoomType | None:
    if not rooms:
        return weak[0].type if weak else None
    # English puts the thing last: "bedroom closet" is a closet. A separator parts two rooms instead.
    first = parts.index(rooms[0])
    stretch: list[_Part] = []
    for part in parts[first:]:
        if part.kind == "separator":
            break
        if part.kind in {"room", "abbreviation"}:
            stretch.append(part)
    last = stretch[-1]
    return last.type if last.key in _vocabulary().decides_last else rooms[0].type


@dataclass(frozen=True)
class _Vocabulary:
    rooms: dict[str, RoomType]
    weak: dict[str, RoomType]
    abbreviations: dict[str, RoomType]
    only_with_figures: frozenset[str]
    qualifiers: frozenset[str]
    decides_last: frozenset[str]
    not_rooms: frozenset[str]
    by_length: dict[int, tuple[str, ...]]


@cache
def _vocabulary() -> _Vocabulary:
    """The table with its phrases' blanks dropped: engines lose and invent blanks."""
    table: dict[str, Any] = load_table("room_names")
    types = set(get_args(RoomType))
    rooms: dict[str, RoomType] = {}
    for kind, phrases in table["types"].items():
        if kind not in types:
            raise ValueError(f"unknown room type in the table: {kind}")
        for phrase in phrases:
            rooms.setdefault(_joined(phrase), cast("RoomType", kind))
    by_length: dict[int, list[str]] = {}
    for key in rooms:
        if len(key) >= _SHORTEST_MISREAD:
            by_length.setdefault(len(skeleton(key)), []).append(key)
    return _Vocabulary(
        rooms=rooms,
        weak={
            _joined(word): cast("RoomType", kind)
            for kind, all_words in table["weak"].items()
            for word in all_words
        },
        abbreviations={
            _joined(word): cast("RoomType", kind) for word, kind in table["abbreviations"].items()
        },
        only_with_figures=frozenset(_joined(word) for word in table["only_with_figures"]),
        qualifiers=frozenset(_joined(word) for word in table["qualifiers"]),
        decides_last=frozenset(_joined(word) for word in table["decides_when_last"]),
        not_rooms=frozenset(table["not_rooms"]),
        by_length={length: tuple(keys) for length, keys in by_length.items()},
    )


def _joined(phrase: str) -> str:
    return "".join(word for word in words(phrase) if word not in _SEPARATORS)


@lru_cache(maxsize=4096)
def _parts(tokens: tuple[str, ...], capitals: bool, beside_figures: bool) -> list[_Part]:
    parts: list[_Part] = []
    at = 0
    while at < len(tokens):
        part, used = _longest(tokens, at, capitals, beside_figures)
        parts.extend(part)
        at += used
    return parts


def _longest(
    tokens: tuple[str, ...], at: int, capitals: bool, beside_figures: bool
) -> tuple[list[_Part], int]:
    """The longest understood phrase at a place, and how many words it takes."""
    if tokens[at] in _SEPARATORS:
        return [_Part("separator")], 1
    vocabulary = _vocabulary()
    for count in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
        key = "".join(token for token in tokens[at : at + count] if token not in _SEPARATORS)
        if tokens[at + count - 1] in _SEPARATORS or any(
            token in {"/", "&", "+"} for token in tokens[at : at + count]
        ):
            continue  # only a hyphen inside: en-suite, walk-in
        if key in vocabulary.rooms and _long_enough(key, tokens, count, capitals):
            return [_Part("room", vocabulary.rooms[key], key)], count
        if count == 1:
            break
    return _single(tokens[at], tokens, capitals, beside_figures), 1


def _long_enough(key: str, tokens: tuple[str, ...], count: int, capitals: bool) -> bool:
    """One or two letters are a room's only in capitals, and with nothing but numbers beside them."""
    if len(key) > 2:
        return True
    if "-" in tokens:  # a mark such as ST2-1
        return False
    others = [token for token in tokens if token not in _SEPARATORS and not _NUMBER.fullmatch(token)]
    return key == "wc" or (capitals and len(others) <= max(count, 1))


def _single(token: str, tokens: tuple[str, ...], capitals: bool, beside_figures: bool) -> list[_Part]:
    vocabulary = _vocabulary()
    if token in vocabulary.abbreviations and _long_enough(token, tokens, 1, capitals):
        needs_figures = token in vocabulary.only_with_figures
        if not needs_figures or beside_figures:
            return [_Part("abbreviation", vocabulary.abbreviations[token], token)]
    if token in vocabulary.weak:
        return [_Part("weak", vocabulary.weak[token], token)]
    if token in vocabulary.qualifiers or _NUMBER.fullmatch(token):
        return [_Part("qualifier")]
    if token in vocabulary.not_rooms:
        return [_Part("unlikely")]
    return _run_together(token) or _misread(token) or [_Part("unknown")]


def _run_together(token: str) -> list[_Part]:
    """``kitchendining``: two words without their blank."""
    vocabulary = _vocabulary()
    for cut in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1):
        left, right = token[:cut], token[cut:]
        if left in vocabulary.rooms and (right in vocabulary.rooms or right in vocabulary.weak):
            kind = "room" if right in vocabulary.rooms else "weak"
            meaning = vocabulary.rooms.get(right) or vocabulary.weak[right]
            return [
                _Part("room", vocabulary.rooms[left], left),
                _Part("separator"),
                _Part(kind, meaning, right),
            ]
        if left in vocabulary.qualifiers and right in vocabulary.rooms:
            return [_Part("room", vocabulary.rooms[right], right)]
    return []


def _misread(token: str) -> list[_Part]:
    if len(token) < _SHORTEST_MISREAD - 1:
        return []
    vocabulary = _vocabulary()
    length = len(skeleton(token))
    near = (key for size in range(length - 2, length + 3) for key in vocabulary.by_length.get(size, ()))
    for key in near:
        if alike(token, key):
            return [_Part("room", vocabulary.rooms[key], key)]
    return []
