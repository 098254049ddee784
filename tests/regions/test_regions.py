from __future__ import annotations

import numpy as np

from docparse.regions import Regions, SemanticMap

BOXES = np.array([[0, 0, 4, 4], [1, 1, 2, 2], [5, 5, 6, 7]], np.float32)
THREE = Regions(
    ("a", "b"),
    np.array([1, 0, 1]),
    np.array([0.9, 0.8, 0.7], np.float32),
    BOXES,
    tuple(box.reshape(2, 2) for box in BOXES),
)


def test_selecting():
    assert THREE.names == ("b", "a", "b")
    assert THREE.of("b").boxes.tolist() == BOXES[[0, 2]].tolist()
    assert len(THREE.of("a", "b")) == 3
    assert len(THREE.of("c")) == 0
    assert THREE.select([2, 0]).scores.tolist() == THREE.scores[[2, 0]].tolist()
    assert THREE.select(THREE.scores > 0.75).names == ("b", "a")
    assert len(THREE.select([])) == 0
    assert np.array_equal(THREE.select([1]).polygons[0], THREE.polygons[1])


def test_none():
    nothing = Regions.none(("a",))
    assert len(nothing) == 0
    assert nothing.names == ()
    assert nothing.boxes.shape == (0, 4)
    assert len(nothing.of("a")) == 0


def test_masks():
    page = SemanticMap(("a", "b", "c"), np.array([[0, 1], [2, 1]], np.uint8))
    assert page.mask("b").tolist() == [[False, True], [False, True]]
    assert page.mask("a", "c").tolist() == [[True, False], [True, False]]
    assert not page.mask("d").any()
