"""Stands between a text engine and its callers: nothing an engine throws or returns passes unchecked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from docparse.errors import DocparseError, EngineError
from docparse.text.line import TextLine, Word
from docparse.text.reader import beside

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docparse.text.reader import TextReader

log = logging.getLogger(__name__)

ReadT = TypeVar("ReadT")


class GuardedReader:
    """A text reader around another: engine failures become errors with a code, results are put in order.

    Characters that do not print are dropped, confidences brought into 0 to 1, places cut to the picture;
    lines without text or without a place are left out.

    Args:
        reader: The engine.
        before: Called before each use of the engine; it raises when there must be no more.
    """

    def __init__(self, reader: TextReader, before: Callable[[], None]) -> None:
        self._reader = reader
        self._before = before
        self.name = reader.name

    @property
    def version(self) -> str:
        """The engine's own version."""
        return self._reader.version

    def beside(self) -> GuardedReader:
        """The same round the engine's reader that shares its cores."""
        return GuardedReader(beside(self._reader), self._before)

    def read(self, pixels: NDArray[np.uint8]) -> list[TextLine]:
        """Read every line of an (H, W, 3) RGB picture.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
            DocparseError: Whatever ``before`` raises.
        """
        height, width = pixels.shape[:2]

        def read() -> list[TextLine]:
            lines = (_line(line, width, height) for line in self._reader.read(pixels))
            return [line for line in lines if line is not None]

        return self._guard(read)

    def recognise(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        """Read crops that each hold one upright line: (text, confidence) for each crop, in order.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
            DocparseError: Whatever ``before`` raises.
        """

        def read() -> list[tuple[str, float]]:
            found = [(_text(text), _confidence(score)) for text, score in self._reader.recognise(crops)]
            return (found + [("", 0.0)] * len(crops))[: len(crops)]

        return self._guard(read)

    def _guard(self, read: Callable[[], ReadT]) -> ReadT:
        self._before()
        try:
            return read()
        except (DocparseError, MemoryError):
            raise
        except Exception as error:
            # Its message may quote text from the page: only its type is passed on.
            log.debug("text engine %s failed (%s)", self.name, type(error).__name__)
            raise EngineError(
                "engine.failed", f"the text engine {self.name} failed ({type(error).__name__})"
            ) from error


def _line(line: TextLine, width: int, height: int) -> TextLine | None:
    text, polygon = _text(line.text), _place(line.polygon_px, width, height)
    if not text.strip() or polygon is None:
        return None
    words = tuple(_words(line.words, width, height))
    return TextLine(text, polygon, _confidence(line.confidence), words)


def _words(words: Iterable[Word], width: int, height: int) -> Iterable[Word]:
    for word in words:
        text, polygon = _text(word.text), _place(word.polygon_px, width, height)
        if text and polygon is not None:
            yield Word(text, polygon, _confidence(word.confidence))


def _text(text: str) -> str:
    """The characters that print; any white space becomes a blank."""
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text if c.isprintable() or c.isspace())


def _confidence(score: float) -> float:
    # Not a number is no confidence at all.
    return min(max(float(score), 0.0), 1.0) if score == score else 0.0  # noqa: PLR0124


def _place(polygon: Any, width: int, height: int) -> NDArray[np.float64] | None:
    """The corners cut to the picture, or None when nothing of them lies on it."""
    import numpy as np  # noqa: PLC0415

    corners = np.asarray(polygon, dtype=np.float64)
    if corners.shape != (4, 2) or not np.isfinite(corners).all():
        return None
    corners = np.clip(corners, 0.0, (width, height))
    return corners if np.ptp(corners, axis=0).min() > 0 else None
