from __future__ import annotations

import numpy as np
import pytest

from docparse.errors import EngineError
from docparse.regions.decode import MAX_FOUND, Found, decode


def columns(boxes: np.ndarray, scores: np.ndarray, coefficients: int = 0) -> np.ndarray:
    """(4 + classes + k, N) as a network without a choice of its own gives them."""
    centre, size = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]
    extra = np.arange(len(boxes) * coefficients, dtype=float).reshape(len(boxes), coefficients)
    return np.concatenate([centre, size, scores, extra], axis=1).T.astype(np.float32)


def iou(one: np.ndarray, other: np.ndarray) -> float:
    low, high = np.maximum(one[:2], other[:2]), np.minimum(one[2:], other[2:])
    both = np.prod(np.clip(high - low, 0, None))
    return float(both / (np.prod(one[2:] - one[:2]) + np.prod(other[2:] - other[:2]) - both))


def plainly(boxes: np.ndarray, scores: np.ndarray, labels: np.ndarray, overlap: float) -> list[int]:
    """The kept boxes, one comparison at a time."""
    kept: list[int] = []
    for index in np.argsort(-scores, kind="stable"):
        if all(labels[index] != labels[k] or iou(boxes[index], boxes[k]) <= overlap for k in kept):
            kept.append(int(index))
    return kept


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("overlap", [0.2, 0.7])
def test_of_boxes_on_each_other_the_best_stays(seed: int, overlap: float):
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 200, (90, 2))
    boxes = np.concatenate([low, low + rng.uniform(20, 120, (90, 2))], axis=1)
    scores = rng.uniform(0, 1, (90, 3))
    found, extra = decode(columns(boxes, scores, 2), 3, 0.5, overlap)
    best, labels = scores.max(axis=1), scores.argmax(axis=1)
    (good,) = np.nonzero(best > 0.5)
    expected = good[plainly(boxes[good], best[good], labels[good], overlap)]
    assert np.array_equal(found.labels, labels[expected])
    assert np.allclose(found.scores, best[expected])
    assert np.allclose(found.boxes, boxes[expected], atol=1e-3)
    assert np.array_equal(extra[:, 0], expected * 2)


def test_rows_are_taken_as_they_are():
    rows = np.zeros((300, 8), np.float32)
    rows[5] = [1, 2, 3, 4, 0.6, 2, 7, 8]
    rows[9] = [1, 2, 3, 4, 0.8, 1, 9, 10]
    found, extra = decode(rows, 3, 0.5, 0.1)
    assert found.labels.tolist() == [1, 2]
    assert found.boxes.tolist() == [[1, 2, 3, 4]] * 2
    assert extra.tolist() == [[9, 10], [7, 8]]


def test_nothing_found():
    for output in (np.zeros((300, 6), np.float32), np.zeros((7, 2100), np.float32)):
        found, extra = decode(output, 3, 0.25, 0.7)
        assert len(found.scores) == len(extra) == 0
        assert found.boxes.shape == (0, 4)


def test_no_more_than_a_page_can_hold():
    low = np.stack(np.meshgrid(np.arange(40) * 10.0, np.arange(40) * 10.0), axis=-1).reshape(-1, 2)
    output = columns(np.concatenate([low, low + 5], axis=1), np.linspace(0.3, 0.9, 1600)[:, None])
    found, _ = decode(output, 1, 0.25, 0.7)
    assert len(found.scores) == MAX_FOUND
    assert found.scores.min() > 0.78


@pytest.mark.parametrize("shape", [(3, 5), (300, 4), (300, 5), (8,)])
def test_other_layouts_are_refused(shape: tuple[int, ...]):
    with pytest.raises(EngineError) as error:
        decode(np.zeros(shape, np.float32), 2, 0.25, 0.7)
    assert error.value.code == "regions.output"


def test_moving_and_joining():
    outline = np.zeros((3, 2), np.float32)
    one = Found(np.array([1]), np.array([0.5], np.float32), np.zeros((1, 4), np.float32), (outline,))
    moved = one.moved(10, 20)
    assert moved.boxes.tolist() == [[10, 20, 10, 20]]
    assert moved.outlines is not None
    assert moved.outlines[0].tolist() == [[10, 20]] * 3
    both = Found.join([one, moved])
    assert both.labels.tolist() == [1, 1]
    assert both.outlines is not None
    assert len(both.outlines) == 2
    assert one.moved(0, 0) is one
