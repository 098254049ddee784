"""PaddleOCR as a text reader: on ONNX Runtime and the weights in RapidOCR's wheel, or any of its own models.

PaddleOCR insists on the distribution ``opencv-contrib-python`` while docparse and RapidOCR use
``opencv-python-headless``. Both install one and the same ``cv2`` folder, so the extra ``docparse[paddle]``
holds both to one version. The contrib build needs libGL; on a machine without it, put the headless build back
on top::

    pip install --force-reinstall --no-deps opencv-python-headless==4.10.0.84
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterable, Sequence
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from docparse.errors import EngineError
from docparse.text.line import TextLine, Word
from docparse.text.paddle_models import DET_MODEL, REC_MODEL, bundled_folder, quieten
from docparse.text.rapid import MIN_CONFIDENCE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)


# Small scans are enlarged to this many pixels on their shorter side before text is looked for: PaddleOCR's
# own default (64) leaves a 300 pixel card as it is, and misses its smallest print.
_SHORTER_SIDE_PX = 736
# Both engines turn a crop at least this much taller than wide by 90 degrees, then read it.
_UPRIGHT_RATIO = 1.5


class PaddleOCRReader:
    """Reads text with PaddleOCR.

    Args:
        threads: Threads the engine may use; all cores by default.
        det_model: Name of a PaddleOCR text detection model. The default lies in RapidOCR's wheel; PaddleOCR
            downloads any other by itself.
        rec_model: Name of a PaddleOCR text recognition model, in the same way.
        engine: PaddleOCR's inference engine: ``onnxruntime``, or ``paddle`` where paddlepaddle is installed.
            Models in RapidOCR's wheel serve ``onnxruntime`` only.
        device: PaddleOCR's device, e.g. ``cpu`` or ``gpu:0``.
    """

    name = "paddleocr"

    def __init__(
        self,
        threads: int | None = None,
        *,
        det_model: str = DET_MODEL,
        rec_model: str = REC_MODEL,
        engine: str = "onnxruntime",
        device: str = "cpu",
    ) -> None:
        self._models = (det_model, rec_model)
        self._options = _engine_options(engine, threads or os.cpu_count() or 1, device)
        self._pipeline: Any = None
        self._recogniser: Any = None
        # PaddleX keeps state in its predictors while they run, so calls take turns.
        self._lock = threading.RLock()

    @property
    def version(self) -> str:
        """Engine release and models.

        Raises:
            EngineError: ``engine.missing``.
        """
        try:
            release = metadata.version("paddleocr")
        except metadata.PackageNotFoundError as error:
            raise _missing() from error
        family = "PP-OCRv6-small" if self._models == (DET_MODEL, REC_MODEL) else "+".join(self._models)
        return f"paddleocr@{release}/{family}"

    def read(self, pixels: NDArray[np.uint8]) -> list[TextLine]:
        """Read every line of an (H, W, 3) RGB picture.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
        """
        with self._lock:
            if self._pipeline is None:
                self._pipeline = self._start_pipeline()
            try:
                found = self._pipeline.predict(_bgr(pixels), return_word_box=True)[0]
                return _lines(found)
            except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
                raise _failed(error) from None

    def recognise(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        """Read crops that each hold one upright line of text.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
        """
        if not crops:
            return []
        with self._lock:
            if self._recogniser is None:
                self._recogniser = self._start_recogniser()
            try:
                # One by one: in a batch, short lines are padded to the longest, which costs time.
                found = self._recogniser.predict([_bgr(crop) for crop in crops], batch_size=1)
                return [(str(line["rec_text"]), float(line["rec_score"])) for line in found]
            except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
                raise _failed(error) from None

    def _start_pipeline(self) -> Any:
        det, rec = self._models
        paddleocr = _import_paddleocr()
        log.debug("loading PaddleOCR with %s and %s", det, rec)
        try:
            return paddleocr.PaddleOCR(
                text_detection_model_name=det,
                text_detection_model_dir=self._folder(det),
                text_recognition_model_name=rec,
                text_recognition_model_dir=self._folder(rec),
                text_det_limit_side_len=_SHORTER_SIDE_PX,
                text_det_limit_type="min",
                text_rec_score_thresh=MIN_CONFIDENCE,
                # Pages are straightened and turned upright before they come here.
                use_doc_orientation_classify=False,
                use_doc_unwarping=False,
                use_textline_orientation=False,
                **self._options,
            )
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
            raise _failed(error) from None

    def _start_recogniser(self) -> Any:
        model = self._models[1]
        paddleocr = _import_paddleocr()
        try:
            return paddleocr.TextRecognition(model_name=model, model_dir=self._folder(model), **self._options)
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
            raise _failed(error) from None

    def _folder(self, model: str) -> str | None:
        """The model's folder, or None for one that PaddleOCR shall find by its name."""
        if self._options["engine"] != "onnxruntime":
            return None
        folder = bundled_folder(model)
        return None if folder is None else str(folder)


def _engine_options(engine: str, threads: int, device: str) -> dict[str, Any]:
    if engine != "onnxruntime":
        return {"engine": engine, "device": device, "cpu_threads": threads}
    return {
        "engine": engine,
        "device": device,
        "engine_config": {"intra_op_num_threads": threads, "inter_op_num_threads": 1},
    }


def _import_paddleocr() -> Any:
    if find_spec("paddleocr") is None:
        raise _missing()
    quieten()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import paddleocr  # noqa: PLC0415 - heavy, loaded on first use
    except ImportError as error:
        raise EngineError(
            "engine.failed",
            "PaddleOCR is installed but does not load; if libGL is what it lacks, reinstall "
            "opencv-python-headless on top",
        ) from error
    except Exception as error:  # noqa: BLE001 - becomes one known error, without its text
        raise _failed(error) from None
    for name in ("paddlex", "paddleocr"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return paddleocr


def _missing() -> EngineError:
    return EngineError("engine.missing", "PaddleOCR is not installed; run: pip install 'docparse[paddle]'")


def _failed(error: Exception) -> EngineError:
    # The engine's own message may quote text from the page: only its type is passed on.
    return EngineError("engine.failed", f"PaddleOCR failed ({type(error).__name__})")


def _bgr(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import numpy as np  # noqa: PLC0415

    return np.ascontiguousarray(pixels[..., ::-1])


def _lines(found: Any) -> list[TextLine]:
    tokens = found.get("text_word") or [[]] * len(found["rec_texts"])
    boxes = found.get("text_word_region") or [[]] * len(found["rec_texts"])
    rows = zip(found["rec_texts"], found["rec_scores"], found["rec_polys"], tokens, boxes, strict=True)
    return [
        _line(str(text), float(score), polygon, line_tokens, line_boxes)
        for text, score, polygon, line_tokens, line_boxes in rows
        if str(text).strip()
    ]


def _line(text: str, score: float, corners: Any, tokens: Sequence[str], boxes: Sequence[Any]) -> TextLine:
    import numpy as np  # noqa: PLC0415

    polygon = np.asarray(corners, dtype=np.float64).reshape(4, 2)
    width, height = np.ptp(polygon, axis=0)
    # PaddleOCR reads such a line from top to bottom and cuts it into words along y.
    downwards = bool(height > _UPRIGHT_RATIO * width)
    axis = 1 if downwards else 0
    # Along the line, 0 to 1, as PaddleOCR measured: from the first corner to the one across.
    start, end = polygon[0, axis], polygon[2 if downwards else 1, axis]
    length = (end - start) or 1.0
    along = np.roll(polygon, -1, axis=0) if downwards else polygon
    spans = [
        ((min(p[axis] for p in box) - start) / length, (max(p[axis] for p in box) - start) / length)
        for box in boxes
    ]
    words = _words(tokens, spans) if len(tokens) == len(spans) else []
    return TextLine(
        text=text,
        polygon_px=along,
        confidence=score,
        # PaddleOCR scores whole lines only.
        words=tuple(Word(word, _slice(along, left, right), score) for word, left, right in words),
    )


def _words(tokens: Sequence[str], spans: Iterable[tuple[float, float]]) -> list[tuple[str, float, float]]:
    """Join tokens (runs of letters, of signs, of blanks) into words: (text, start, end along the line)."""
    words: list[tuple[str, float, float]] = []
    apart = True
    for token, (left, right) in zip(tokens, spans, strict=True):
        if not token.strip():
            apart = True
            continue
        if apart or not words:
            words.append((token, left, right))
        else:
            text, start, end = words[-1]
            words[-1] = (text + token, min(start, left), max(end, right))
        apart = False
    return words


def _slice(polygon: NDArray[np.float64], left: float, right: float) -> NDArray[np.float64]:
    """The part of a line's (4, 2) polygon from ``left`` to ``right`` (0 to 1) of its length."""
    import numpy as np  # noqa: PLC0415

    top_left, top_right, bottom_right, bottom_left = polygon
    top, bottom = top_right - top_left, bottom_right - bottom_left
    return np.stack(
        [
            top_left + left * top,
            top_left + right * top,
            bottom_left + right * bottom,
            bottom_left + left * bottom,
        ]
    )
