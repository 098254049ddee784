"""The protocol every text engine follows, and the registry that finds one by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from docparse.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docparse.text.line import TextLine

DEFAULT_READER = "rapidocr"

# Engine name -> "module:class". Modules are imported when an engine is first asked for, not before.
_READERS = {
    "rapidocr": "docparse.text.rapid:RapidOCRReader",
    "paddleocr": "docparse.text.paddle:PaddleOCRReader",
}


@runtime_checkable
class TextReader(Protocol):
    """Finds and reads text lines in pixels.

    Implementations load their models on first use, keep them, and may be called from several threads.
    """

    name: str

    @property
    def version(self) -> str:
        """Engine and model version, e.g. ``rapidocr@3.10.0/PP-OCRv6-small``."""
        ...

    def read(self, pixels: NDArray[np.uint8]) -> list[TextLine]:
        """Read every line of an (H, W, 3) RGB picture, in reading order of the engine.

        Raises:
            EngineError: ``engine.missing`` when the engine is not installed, ``engine.failed`` when it broke.
        """
        ...

    def recognise(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        """Read crops that each hold one upright line: (text, confidence 0-1) per crop, in order."""
        ...


def beside(reader: TextReader) -> TextReader:
    """The reader to use while another thread computes.

    Threads of an engine commonly wait for each other by spinning: what else computes on these cores comes
    late, and so do they. An engine that can share its cores has a method ``beside`` that returns a reader
    that does; any other is used as it is.
    """
    leave: Callable[[], TextReader] | None = getattr(reader, "beside", None)
    return leave() if leave else reader


def reader_names() -> list[str]:
    """Names that :func:`get_reader` takes."""
    return sorted(_READERS)


def get_reader(name: str = DEFAULT_READER, **options: object) -> TextReader:
    """Make the text reader of that name; its models load on first use.

    Args:
        name: One of :func:`reader_names`.
        **options: Passed to the reader, e.g. ``threads=2``.

    Raises:
        UsageError: ``usage.unknown_engine``.
    """
    try:
        module, _, cls = _READERS[name].partition(":")
    except KeyError:
        known = ", ".join(reader_names())
        raise UsageError("usage.unknown_engine", f"no text engine '{name}'; known: {known}") from None
    make: Callable[..., TextReader] = getattr(import_module(module), cls)
    return make(**options)
