"""RapidOCR as a text reader: PP-OCR models on ONNX Runtime, weights inside the wheel, no network."""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.errors import EngineError
from docparse.text.line import TextLine, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

# Below this, what the engine calls text is mostly texture.
MIN_CONFIDENCE = 0.5

# The engine enlarges a picture's shorter side to 736 pixels whatever its longer side becomes, and pads only
# those that are this much wider than high: a strip of 3 by 400 pixels would be read at 736 by 98,000.
_LONGEST_RATIO = 8

# It shrinks a long picture to 2000 pixels and its sides to multiples of 32: nothing is left of a flatter one.
_WIDEST_RATIO = 50

# Lines are read at this height and padded to this width at least. At the engine's own 320 a number is padding
# for the most part, which takes time and now and then a decimal point.
_LINE_HEIGHT, _LEAST_LINE_WIDTH = 48, 160


class RapidOCRReader:
    """Reads text with the PP-OCR weights in RapidOCR's own wheel.

    Args:
        threads: Threads ONNX Runtime may use; all cores by default.
        shares: Whether others compute on these cores meanwhile.
    """

    name = "rapidocr"

    def __init__(self, threads: int | None = None, *, shares: bool = False) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._shares = shares
        self._engine: Any = None
        self._beside: RapidOCRReader | None = None
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Engine release and model family."""
        return f"rapidocr@{metadata.version('rapidocr')}/PP-OCRv6-small"

    def beside(self) -> RapidOCRReader:
        """The same engine for use while another thread computes: it takes turns with it on all cores."""
        with self._lock:
            if self._beside is None:
                alone = self._threads == 1 or self._shares
                self._beside = self if alone else RapidOCRReader(self._threads, shares=True)
            return self._beside

    def _load(self) -> Any:
        with self._lock:
            if self._engine is None:
                self._engine = _start_engine(self._threads, shares=self._shares)
            return self._engine

    def read(self, pixels: NDArray[np.uint8]) -> list[TextLine]:
        """Read every line of an (H, W, 3) RGB picture.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
        """
        engine = self._load()
        try:
            found = engine(_bgr(_widened(pixels)))
        except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
            raise _failed(error) from None
        if found.boxes is None or found.txts is None:
            return []
        words = found.word_results or [()] * len(found.txts)
        return [
            _line(text, score, box, line_words)
            for text, score, box, line_words in zip(
                found.txts, found.scores, found.boxes, words, strict=False
            )
        ]

    def recognise(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        """Read crops that each hold one upright line of text.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
        """
        if not crops:
            return []
        engine = self._load()
        try:
            found = engine.recognize_txt([_bgr(crop) for crop in crops])
        except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
            raise _failed(error) from None
        return [(str(text), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def _start_engine(threads: int, *, shares: bool) -> Any:
    # ONNX Runtime's wheels send usage events unless this stands before it is first imported.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    try:
        from rapidocr import RapidOCR  # noqa: PLC0415 - heavy, loaded on first use
    except ImportError as error:
        raise EngineError(
            "engine.missing", "RapidOCR is not installed; run: pip install rapidocr onnxruntime"
        ) from error
    log.debug("loading RapidOCR on %d threads", threads)
    try:
        engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": MIN_CONFIDENCE,
                # Turned pages are turned back before reading, so no line-by-line 180 degree test.
                "Global.use_cls": False,
                "Global.return_word_box": True,
                "Rec.rec_img_shape": [3, _LINE_HEIGHT, _LEAST_LINE_WIDTH],
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
            }
        )
    except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
        raise _failed(error) from None
    if shares:
        try:
            _share_cores(engine, threads)
        except Exception as error:  # noqa: BLE001 - of another release, perhaps: it reads as well, only slower
            log.debug("RapidOCR's threads spin while they wait (%s)", type(error).__name__)
    return engine


def _share_cores(engine: Any, threads: int) -> None:
    """Give an engine sessions whose threads do not wait by spinning, which its own settings cannot tell."""
    from omegaconf import flag_override  # noqa: PLC0415 - comes with the engine
    from rapidocr.inference_engine.base import FileInfo, InferSession  # noqa: PLC0415

    from docparse.regions.session import start_session  # noqa: PLC0415 - loads what only pixels need

    keys = [field.name for field in dataclasses.fields(FileInfo)]
    for task in (engine.cfg.Det, engine.cfg.Rec):
        address = InferSession.get_model_url(FileInfo(**{key: task[key] for key in keys}))["model_dir"]
        weights = Path(engine.cfg.Global.model_root_dir) / Path(address).name
        session = start_session(weights.read_bytes(), f"RapidOCR's {weights.stem}", threads)
        with flag_override(engine.cfg, "allow_objects", True):
            task.session = session


def _bgr(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import numpy as np  # noqa: PLC0415

    return np.ascontiguousarray(pixels[..., ::-1])


def _widened(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with white to its right or below where it is a narrow strip; places stay what they are."""
    import numpy as np  # noqa: PLC0415

    height, width = pixels.shape[:2]
    right = max(0, -(-height // _LONGEST_RATIO) - width)
    below = max(0, -(-width // _WIDEST_RATIO) - height)
    if not (right or below):
        return pixels
    return np.pad(pixels, ((0, below), (0, right), (0, 0)), constant_values=255)


# The engine stands a line on its side before reading it when it is this much taller than wide.
_TALL = 1.5


def _line(text: str, score: float, box: Any, words: Any) -> TextLine:
    import numpy as np  # noqa: PLC0415

    corners = np.asarray(box, dtype=np.float64).reshape(4, 2)
    width, height = np.hypot(*(corners[1] - corners[0])), np.hypot(*(corners[3] - corners[0]))
    if height >= _TALL * width:
        # Read from top to bottom: the writing's own top left is the box's top right.
        return TextLine(str(text), np.roll(corners, -1, axis=0), float(score))
    return TextLine(
        text=str(text),
        polygon_px=corners,
        confidence=float(score),
        words=tuple(
            Word(str(word), np.asarray(corners, dtype=np.float64).reshape(4, 2), float(confidence))
            for word, confidence, corners in words
            if corners is not None
        ),
    )


def _failed(error: Exception) -> EngineError:
    # The engine's own message may quote text from the page: only its type is passed on.
    return EngineError("engine.failed", f"RapidOCR failed ({type(error).__name__})")
