"""Scenes: the same for the same seed, labels where the documents are, none where there is none."""

import cv2
import numpy as np
import pytest
from shapely.geometry import Polygon

from docparse.geometry.quad import homography, map_points, polygon_area
from docparse.training.synth.id import scene as scene_module
from docparse.training.synth.id.carriers import Document
from docparse.training.synth.id.scene import LONG_SIDES, random_scene
from docparse.training.synth.id.scenery import compositions

WIDTH, HEIGHT, SQUARE = 960, 600, 120


def checkerboard(rng):
    """A document of black and white squares."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] // SQUARE
    image = np.where(((x + y) % 2)[..., None] == 0, 235, 25).repeat(3, axis=2).astype(np.uint8)
    return Document(image, "front", (), 30.0, {})


def inner_crossings():
    x, y = np.meshgrid(np.arange(SQUARE, WIDTH, SQUARE), np.arange(SQUARE, HEIGHT, SQUARE))
    return np.column_stack([x.ravel(), y.ravel()]).astype(float)


def only(monkeypatch, composition):
    monkeypatch.setattr(scene_module, "COMPOSITIONS", ((composition, 1.0),))


@pytest.mark.parametrize("seed", range(4))
def test_same_seed_same_scene(seed):
    first = random_scene(np.random.default_rng([3, seed]), checkerboard)
    second = random_scene(np.random.default_rng([3, seed]), checkerboard)
    assert np.array_equal(first.image, second.image)
    assert len(first.documents) == len(second.documents)
    for one, other in zip(first.documents, second.documents, strict=True):
        assert np.array_equal(one.corners, other.corners)
        assert np.array_equal(one.visible, other.visible)


def test_labels_are_sound_and_pictures_as_long_as_asked_for():
    found = []
    for seed in range(24):
        longer = 320 if seed % 2 else None
        scene = random_scene(np.random.default_rng([5, seed]), checkerboard, longer)
        height, width = scene.image.shape[:2]
        assert scene.image.dtype == np.uint8
        assert scene.image.shape[2] == 3
        assert max(height, width) == 320 if longer else LONG_SIDES[0] <= max(height, width) <= LONG_SIDES[1]
        assert len(scene.documents) <= 4
        found.append(len(scene.documents))
        for placed in scene.documents:
            assert placed.kind == "front"
            assert placed.visible.dtype == placed.corners.dtype == np.float32
            assert (placed.visible >= 0).all()
            assert (placed.visible <= (width, height)).all()
            outline = Polygon(placed.visible)
            assert outline.is_valid
            assert outline.area > 0.2 * polygon_area(placed.corners)
            # Corners run clockwise from the document's own top-left: nothing is ever mirrored.
            assert Polygon(placed.corners).exterior.is_ccw
    assert 0 in found
    assert max(found) > 1


@pytest.mark.parametrize(
    "composition",
    [
        compositions.on_table,
        compositions.in_hand,
        compositions.edge_to_edge,
        compositions.on_scanner,
        compositions.copied_on_sheet,
    ],
)
def test_corners_lie_where_the_document_was_drawn(monkeypatch, composition):
    """The squares' crossings are found within a fraction of a pixel of where the label puts them."""
    only(monkeypatch, composition)
    # Straight out of the renderer: what blur, noise and the lens add is tested where they are.
    monkeypatch.setattr(scene_module, "_taken", lambda _rng, image, _draft, _lens: image)
    monkeypatch.setattr(scene_module, "between", lambda _rng, _low, _high: 0.0)
    errors = []
    for seed in range(6):
        scene = random_scene(np.random.default_rng([11, seed]), checkerboard, 560)
        for placed in scene.documents:
            errors.extend(crossing_errors(scene.image, placed.corners))
    assert len(errors) > 60
    # Some crossings lie under fingers and coins.
    assert np.quantile(errors, 0.8) < 0.35


def crossing_errors(image, corners):
    """Distances between labelled and detected crossings, for documents large enough to be measured."""
    page = [[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]
    expected = map_points(inner_crossings(), homography(page, corners))
    squares = np.sqrt(polygon_area(corners) / (WIDTH * HEIGHT)) * SQUARE
    inside = ((expected > 8) & (expected < np.array(image.shape[1::-1]) - 8)).all(axis=1)
    if squares < 12 or not inside.any():
        return []
    expected = expected[inside]
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    # OpenCV counts pixel centres at whole numbers, labels at halves.
    start = (expected - 0.5).astype(np.float32).reshape(-1, 1, 2)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 30, 0.01)
    found = cv2.cornerSubPix(grey, start.copy(), (4, 4), (-1, -1), stop).reshape(-1, 2) + 0.5
    return np.linalg.norm(found - expected, axis=1).tolist()


def test_scenes_without_documents_are_labelled_empty_and_ask_for_none(monkeypatch):
    only(monkeypatch, compositions.without_documents)

    def never(_rng):
        raise AssertionError("a document was drawn")

    pictures = [random_scene(np.random.default_rng([2, seed]), never, 320) for seed in range(12)]
    assert all(picture.documents == () for picture in pictures)
    assert all(picture.image.std() > 0 for picture in pictures)


def test_a_quarter_of_all_scenes_is_empty():
    weights = {composition.__name__: weight for composition, weight in compositions.COMPOSITIONS}
    assert sum(weights.values()) == pytest.approx(1.0)
    assert weights["without_documents"] == pytest.approx(0.26)


def test_a_document_scanned_to_its_edges_fills_the_picture(monkeypatch):
    only(monkeypatch, compositions.edge_to_edge)
    shares = []
    for seed in range(10):
        scene = random_scene(np.random.default_rng([9, seed]), checkerboard, 400)
        (placed,) = scene.documents
        shares.append(polygon_area(placed.visible) / (scene.image.shape[0] * scene.image.shape[1]))
    assert min(shares) > 0.6
    assert sum(share > 0.98 for share in shares) >= 3
