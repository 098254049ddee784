"""docparse's own recogniser for one line of the zone: a small CTC network on ONNX Runtime, 37 characters.

Trained on rendered OCR-B lines only; see the model card beside the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docparse.regions.small import SmallNetwork

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS_FILE = "mrz-line.onnx"
WIDTH, HEIGHT = 640, 32
_network = SmallNetwork(WEIGHTS_FILE, "the MRZ recogniser")


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
    return _network(batch)


def _to_input(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    height, width = crop.shape[:2]
    shrinks = width >= WIDTH and height >= HEIGHT
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, (WIDTH, HEIGHT), interpolation=how), np.uint8)
