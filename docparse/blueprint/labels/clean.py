"""Text as engines read it, brought into one spelling before it is parsed: as figures or as words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What engines and typesetters write for the marks of feet, inches and "by".
_MARKS = str.maketrans(
    {
        **dict.fromkeys("’‘′`´ʹ‛ʼ°º", "'"),
        **dict.fromkeys("“”″‟„ˮ‶", '"'),
        **dict.fromkeys("×✕✖хХ＊*", "x"),
        **dict.fromkeys("–—−‐‑‒", "-"),
        "⁄": "/",
        "∕": "/",
        "，": ",",
    }
)
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_MISREAD_DIGITS = re.compile(
    r"(?<![a-z])[oil]{1,2}(?=[\d'\".,])|(?<=[\d.,'])[oil](?![a-z])|(?<=[\d'])\|(?=[\d'\"])"
)
_AS_DIGITS = str.maketrans("oil|", "0111")
_DOTTED = re.compile(r"(?:\b[a-z]\.)+[a-z]?(?![a-z])\.?")
_BREAKS = re.compile(r"[^a-z0-9/&+\-]+")
_SIGNS = re.compile(r"\s*([/&+-])\s*")
# Letters that engines take for one another, by what they are taken for here.
_LOOKALIKE = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "|": "l", "j": "l", "q": "g", "é": "e"}
)


def figures(text: str) -> str:
    """Lower case, one kind of quote, ``x`` for every "by" sign, and letters that stand for digits put right.

    ``O`` and ``I``, ``l``, ``|`` become digits only beside digits, quotes or points and outside words.
    """
    for sign, plain_form in _VULGAR.items():
        text = text.replace(sign, f" {plain_form}")
    text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).lower()
    text = text.replace("''", '"')
    return _MISREAD_DIGITS.sub(lambda found: found.group().translate(_AS_DIGITS), text).strip()


def words(text: str) -> list[str]:
    """Words without accents and case; ``/ & + -`` are words of their own, dotted initials one word.

    ``W.C.`` gives ``wc``, ``DEGT1`` ``degt`` and ``1``, ``ReceptionRoom/`` ``reception``, ``room`` and ``/``.
    """
    text = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", text)
    text = _unaccented(text)
    text = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text)
    text = _SIGNS.sub(r" \1 ", _BREAKS.sub(" ", text))
    text = re.sub(r"(?<=[a-z]{2})(?=\d+(?:\s|$))", " ", text)
    return text.split()


@lru_cache(maxsize=4096)
def _unaccented(text: str) -> str:
    lowered = text.casefold().replace("œ", "oe").replace("æ", "ae")
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The word with look-alike letters folded together, so that ``lntemal`` and ``internal`` agree."""
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_LOOKALIKE)


@lru_cache(maxsize=16384)
def alike(word: str, target: str) -> bool:
    """Whether a word is the target, or it misread.

    Words under six letters must agree but for look-alikes; longer ones may differ by one letter, from nine on
    by two: short words are too near to other words.
    """
    if word == target:
        return True
    if len(target) < 4 or abs(len(word) - len(target)) > 2:
        return False
    a, b = skeleton(word), skeleton(target)
    if a == b:
        return True
    if len(target) < 6:
        return False
    return distance(a, b, 2 if len(target) >= 9 else 1) is not None


def distance(a: str, b: str, limit: int) -> int | None:
    """Letters to insert, drop or change to make one word the other; None where more than ``limit``."""
    # Most pairs are told apart by the letters they hold, much faster than by aligning them.
    if abs(len(a) - len(b)) > limit or len(set(a) ^ set(b)) > 2 * limit:
        return None
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None
