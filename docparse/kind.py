"""What a document kind is: how sure it is that pages are its own, and how it reads them.

A kind is a plug-in, registered under the entry-point group ``docparse.kinds``. The extractor, the batch
runner and the outputs know only this protocol and the records.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from docparse.records import ErrorItem, Standard
from docparse.text.layer import lines_of_layer
from docparse.text.reader import beside
from docparse.text.small import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from docparse.pages import Page
    from docparse.regions import Segmenter
    from docparse.text import TextLine, TextReader

KIND_GROUP = "docparse.kinds"


@dataclass
class PageView:
    """One page as every kind sees it: what is costly to find is found once and shared.

    Attributes:
        page: The page.
        reader: The text engine.
        side: ``front`` or ``back`` when the caller said which side of a card this is, else None.
        segmenters: Gives a region model by name, None for one that is not installed; None itself when the
            caller wants none used.
        memo: What kinds found out about the page, by their own names, so that a guess is not made twice.
        text_ms: Time spent reading text so far.
        region_models: Region models used so far, ``name@sha``.
    """

    page: Page
    reader: TextReader
    side: str | None = None
    segmenters: Callable[[str], Segmenter | None] | None = None
    memo: dict[str, Any] = field(default_factory=dict)
    text_ms: float = 0.0
    region_models: set[str] = field(default_factory=set)

    @property
    def has_own_text(self) -> bool:
        """Whether the page's text layer is its text, so that nothing has to be recognised."""
        return bool(self.page.text_layer) and not self.page.is_scan

    @cached_property
    def lines(self) -> list[TextLine]:
        """The page's text lines, read on first use."""
        if self.has_own_text:
            return lines_of_layer(self.page)
        return self.read_pixels(self.page.pixels)

    def region_model(self, name: str) -> Segmenter | None:
        """The region model of that name, loaded on first use; None where there is none to be used."""
        model = self.segmenters(name) if self.segmenters else None
        if model is not None:
            self.region_models.add(model.version)
        return model

    def read_pixels(self, pixels: NDArray[np.uint8], *, aside: bool = False) -> list[TextLine]:
        """Read other pixels made from this page (turned, rectified); the time counts as the page's.

        Args:
            pixels: (H, W, 3) uint8 RGB.
            aside: Whether another thread computes meanwhile, with which the cores are shared.
        """
        start = time.perf_counter()
        try:
            return read_lines(beside(self.reader) if aside else self.reader, pixels)
        finally:
            self.text_ms += (time.perf_counter() - start) * 1000

    def recognise(self, cuts: Sequence[NDArray[np.uint8]], *, aside: bool = False) -> list[tuple[str, float]]:
        """Read cuts that each hold one upright line: (text, confidence 0-1) per cut, in order."""
        start = time.perf_counter()
        try:
            return (beside(self.reader) if aside else self.reader).recognise(cuts)
        finally:
            self.text_ms += (time.perf_counter() - start) * 1000


@dataclass(frozen=True)
class Guess:
    """How sure a kind is that the pages are its own, and why.

    Attributes:
        confidence: 0 to 1; the extractor takes the surest kind if it is at least 0.5.
        reason: One short phrase for a person; holds nothing read from the document.
    """

    confidence: float
    reason: str


@dataclass(frozen=True)
class ReadOptions:
    """What the caller told about the document.

    Attributes:
        as_of: The day that two-digit years, ages and expiry are judged from; today by default.
        scale: A plan's scale, as the caller wrote it.
        dpi: A scan's dots per inch, for files that do not tell.
        standard: Which of a plan's areas is its headline: ``net``, ``gia`` or ``ansi``.
    """

    as_of: dt.date = field(default_factory=dt.date.today)
    scale: str | None = None
    dpi: float | None = None
    standard: Standard = "gia"


@dataclass
class Extraction:
    """What a kind read.

    Attributes:
        record: An ``IDDocument``, a list of ``FloorPlan``, or a plug-in kind's own record; None for nothing.
        errors: Reasons why the record is partial; empty means it is whole.
        warnings: Things worth knowing that do not make it partial.
        models: Models used, by role.
        timings_ms: Time by stage, beside those the extractor measures itself.
    """

    record: Any
    errors: list[ErrorItem] = field(default_factory=list)
    warnings: list[ErrorItem] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)


class Kind(Protocol):
    """A kind of document. Implementations hold their models and are kept for the life of the extractor."""

    name: str
    """The result's ``kind``, e.g. ``id_document``."""
    alias: str
    """Short name on the command line, e.g. ``id``."""

    def guess(self, views: Sequence[PageView], options: ReadOptions) -> Guess:
        """Say how likely the pages are of this kind, at little cost."""
        ...

    def extract(self, views: Sequence[PageView], options: ReadOptions) -> Extraction:
        """Read the pages.

        Raises:
            DocparseError: When nothing at all can be read; anything less is an error inside the extraction.
        """
        ...
