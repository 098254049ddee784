"""What a segmenter offers, and where to get one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from docparse.errors import UsageError
from docparse.regions.regions import Pixels, Regions, SemanticMap
from docparse.regions.registry import ModelInfo, locate

_lock = threading.Lock()
_loaded: dict[tuple[ModelInfo, int | None], Segmenter] = {}


class Segmenter(Protocol):
    """A network that finds regions on pages. Safe to use from several threads.

    Attributes:
        name: The registered name, or the file's own.
        version: ``name@`` and the first eight digits of the file's sha256, as results report it.
        classes: Names of the classes, in the network's order.
        task: ``detect`` (boxes), ``segment`` (outlines) or ``semantic`` (a class for every pixel).
    """

    name: str

    @property
    def version(self) -> str: ...  # noqa: D102 - told above
    @property
    def classes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def task(self) -> str: ...  # noqa: D102

    def find(self, pixels: Pixels, *, threshold: float | None = None, scale: float | None = None) -> Regions:
        """Find single things on a page.

        Args:
            pixels: (H, W, 3) uint8 RGB.
            threshold: Finds must score more than this; None for the model's own threshold.
            scale: Size at which the network looks, 1 for the page's own; None to let it fit the page into its
                input. A page that is too large at that scale is looked at in overlapping windows.

        Raises:
            UsageError: ``usage.task`` for a semantic model; ``usage.pixels`` for something that is no page.
            EngineError: ``engine.missing``, ``engine.failed`` or ``regions.*``.
        """
        ...

    def find_all(
        self, pages: Sequence[Pixels], *, threshold: float | None = None, scale: float | None = None
    ) -> list[Regions]:
        """Find things on several pages; see :meth:`find`."""
        ...

    def map(
        self,
        pixels: Pixels,
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> SemanticMap:
        """Give every pixel of a page a class.

        Args:
            pixels: (H, W, 3) uint8 RGB.
            scale: As for :meth:`find`.
            confidence: Whether to work out the probability of every pixel's class, which takes longer.
            ground: A class that must be likelier than all others together to be chosen; None for the best
                class everywhere.

        Raises:
            UsageError: ``usage.task`` for a model that finds things; ``usage.pixels``.
            EngineError: ``engine.missing``, ``engine.failed`` or ``regions.*``.
        """
        ...

    def map_all(
        self,
        pages: Sequence[Pixels],
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> list[SemanticMap]:
        """Give every pixel of several pages a class; see :meth:`map`."""
        ...


def segmenter(model: str | Path, *, threads: int | None = None) -> Segmenter:
    """The segmenter for a model; each is made once for the process, and its network is loaded on first use.

    Args:
        model: A registered name (``card``, ``id-fields``, ``plan``), or the path of an ``.onnx`` or ``.pt``
            file exported or trained by ultralytics. A folder in the environment variable
            ``DOCPARSE_WEIGHTS`` is looked into before docparse's own weights.
        threads: Threads for the network; None for one per physical core. ``.pt`` files follow torch's own.

    Raises:
        UsageError: ``usage.model`` for a name that is not registered and no such file; ``usage.weights`` when
            ``DOCPARSE_WEIGHTS`` names no folder.
        EngineError: ``regions.weights_damaged`` when a registered file is not the one that was registered.
    """
    info = locate(model)
    key = (info, threads)
    with _lock:
        if key not in _loaded:
            _loaded[key] = _make(info, threads)
        return _loaded[key]


def installed_segmenter(model: str, *, threads: int | None = None) -> Segmenter | None:
    """Like :func:`segmenter`, but None where there is no model of that name: then one reads without it.

    Raises:
        UsageError: ``usage.weights``.
        EngineError: ``regions.weights_damaged`` or ``regions.registry``.
    """
    try:
        return segmenter(model, threads=threads)
    except UsageError as error:
        if error.code != "usage.model":
            raise
        return None


def _make(info: ModelInfo, threads: int | None) -> Segmenter:
    if info.path.suffix == ".pt":
        from docparse.regions.ultralytics import UltralyticsSegmenter  # noqa: PLC0415

        return UltralyticsSegmenter(info)
    from docparse.regions.onnx import OnnxSegmenter  # noqa: PLC0415

    return OnnxSegmenter(info, threads=threads)
