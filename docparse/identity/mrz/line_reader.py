"""docparse's own recogniser for one line of the zone: a small CTC network on ONNX Runtime, 37 characters.

Trained on rendered OCR-B lines only; see the model card beside the weights.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from docparse.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

WEIGHTS_FILE = "mrz-line.onnx"
WIDTH, HEIGHT = 640, 32
_lock = threading.Lock()
_session: Any = None


def _load() -> Any:
    global _session  # noqa: PLW0603 - one session for the process, made on first use
    with _lock:
        if _session is None:
            _session = _start()
        return _session


def _start() -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - heavy, loaded on first use
    except ImportError as error:
        raise EngineError(
            "engine.missing", "ONNX Runtime is not installed; run: pip install onnxruntime"
        ) from error
    options = onnxruntime.SessionOptions()
    # A few milliseconds of work: more threads cost more than they bring.
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    source = resources.files("docparse") / "weights" / WEIGHTS_FILE
    try:
        return onnxruntime.InferenceSession(source.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EngineError(
            "engine.failed", f"the MRZ recogniser did not load ({type(error).__name__})"
        ) from error


def score_lines(crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Read grey cuts that each hold one upright line.

    Args:
        crops: (h, w) uint8 pictures of any size.

    Returns:
        (N, 160, 38) log-probabilities over time steps; class 0 is the CTC blank, class k the character
        ``CHARACTERS[k - 1]``.

    Raises:
        EngineError: ``engine.missing`` or ``engine.failed``.
    """
    import numpy as np  # noqa: PLC0415

    if not crops:
        return np.zeros((0, 160, 38), np.float32)
    batch = np.stack([_to_input(crop) for crop in crops])[:, None].astype(np.float32)
    session = _load()
    try:
        (scores,) = session.run(None, {"lines": batch})
    except Exception as error:
        raise EngineError("engine.failed", f"the MRZ recogniser failed ({type(error).__name__})") from error
    return np.asarray(scores, np.float32)


def _to_input(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    height, width = crop.shape[:2]
    shrinks = width >= WIDTH and height >= HEIGHT
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, (WIDTH, HEIGHT), interpolation=how), np.uint8)
