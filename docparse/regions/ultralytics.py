"""Segmenters for ``.pt`` files, run by ultralytics itself: weights that were trained but not yet exported."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from docparse.errors import EngineError, UsageError
from docparse.regions.masks import outline
from docparse.regions.regions import Pixels, Regions, SemanticMap
from docparse.regions.registry import ModelInfo, read_weights


class UltralyticsSegmenter:
    """Runs one ``.pt`` model; torch and ultralytics are loaded when it is first needed.

    Pages are always fitted into the model's input as a whole: there are no windows here.

    Args:
        info: The model.
    """

    def __init__(self, info: ModelInfo) -> None:
        self.name = info.name
        self._info = info
        self._model: Any = None
        self._digest = info.sha256
        # One model holds the state of one call.
        self._lock = threading.RLock()

    @property
    def version(self) -> str:
        """``name@`` and the first eight digits of the file's sha256."""
        return f"{self.name}@{(self._digest or hashlib.sha256(read_weights(self._info)).hexdigest())[:8]}"

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the network's order."""
        names = self._load().names
        return tuple(str(names[number]) for number in sorted(names))

    @property
    def task(self) -> str:
        """``detect``, ``segment`` or ``semantic``."""
        return str(self._load().task)

    def find(self, pixels: Pixels, *, threshold: float | None = None, scale: float | None = None) -> Regions:
        """Find single things on a page; see :meth:`docparse.regions.Segmenter.find`."""
        result = self._predict(pixels, threshold, scale, semantic=False)
        boxes = result.boxes.xyxy.cpu().numpy().astype(np.float32)
        polygons = [box[[0, 1, 2, 1, 2, 3, 0, 3]].reshape(4, 2) for box in boxes]
        if result.masks is not None:
            # Masks at the page's own size, so that their outlines follow the edges of its pixels.
            shapes = (outline(mask) for mask in result.masks.data.cpu().numpy().astype(np.uint8))
            polygons = [box if shape is None else shape for box, shape in zip(polygons, shapes, strict=True)]
        scores = result.boxes.conf.cpu().numpy().astype(np.float32)
        labels = result.boxes.cls.cpu().numpy().astype(np.int64)
        regions = Regions(self.classes, labels, scores, boxes, tuple(polygons))
        return regions.select(np.argsort(-scores, kind="stable"))

    def find_all(
        self, pages: Sequence[Pixels], *, threshold: float | None = None, scale: float | None = None
    ) -> list[Regions]:
        """Find single things on several pages."""
        return [self.find(pixels, threshold=threshold, scale=scale) for pixels in pages]

    def map(
        self,
        pixels: Pixels,
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> SemanticMap:
        """Give every pixel of a page its best class; ultralytics keeps nothing else for the options."""
        del confidence, ground
        result = self._predict(pixels, None, scale, semantic=True)
        return SemanticMap(self.classes, np.asarray(result.semantic_mask.data.cpu().numpy(), np.uint8))

    def map_all(
        self,
        pages: Sequence[Pixels],
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> list[SemanticMap]:
        """Give every pixel of several pages a class."""
        return [self.map(pixels, scale=scale, confidence=confidence, ground=ground) for pixels in pages]

    def _predict(
        self, pixels: Pixels, threshold: float | None, scale: float | None, *, semantic: bool
    ) -> Any:
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or not pixels.size:
            raise UsageError("usage.pixels", "a page is an array of (H, W, 3) uint8 RGB values")
        with self._lock:
            model = self._load()
            if (model.task == "semantic") != semantic:
                wanted = "maps pages: call map" if model.task == "semantic" else "finds things: call find"
                raise UsageError("usage.task", f"the model '{self.name}' {wanted}")
            options: dict[str, Any] = {
                "conf": self._info.threshold if threshold is None else threshold,
                "iou": self._info.overlap,
                "retina_masks": True,
                "verbose": False,
            }
            if scale is not None or self._info.size:
                options["imgsz"] = round(max(pixels.shape[:2]) * scale) if scale else self._info.size
            try:
                return model.predict(np.ascontiguousarray(pixels[..., ::-1]), **options)[0]
            except Exception as error:
                raise EngineError(
                    "engine.failed", f"the model '{self.name}' failed ({type(error).__name__})"
                ) from error

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = self._start()
            return self._model

    def _start(self) -> Any:
        try:
            load = import_module("ultralytics").YOLO  # torch takes seconds to load
        except ImportError as error:
            raise EngineError(
                "engine.missing", "a .pt file needs ultralytics; run: pip install 'docparse[train]'"
            ) from error
        if self._digest:
            read_weights(self._info)  # for the check alone
        try:
            return load(str(self._info.path))
        except Exception as error:
            raise EngineError(
                "engine.failed", f"the model '{self.name}' did not load ({type(error).__name__})"
            ) from error
