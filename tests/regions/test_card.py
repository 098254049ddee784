from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from docparse.errors import UsageError
from docparse.geometry.outline import is_convex
from docparse.geometry.quad import box_corners, homography
from docparse.regions import Regions, SemanticMap
from docparse.regions.card import CardRegion, find_cards, refine
from docparse.regions.edges import find_edge

KINDS = ("front", "back", "passport_page")
CARD = (856, 540)


def card_face(seed: int) -> np.ndarray:
    """A card's face: tinted, with bands, text-like bars and a picture."""
    rng = np.random.default_rng(seed)
    face = np.empty((CARD[1], CARD[0], 3), np.uint8)
    face[:] = rng.integers(170, 245, 3)
    face[30:90] = rng.integers(20, 160, 3)
    face[130:430, 40:270] = rng.integers(60, 200, (300, 230, 3))
    for row in range(140, 480, 45):
        face[row : row + 18, 320 : int(rng.integers(500, 820))] = 40
    return face


def desk(shape: tuple[int, int], seed: int) -> np.ndarray:
    """A background of soft blotches, grain and stripes."""
    rng = np.random.default_rng(seed)
    height, width = shape
    blotches = cv2.resize(rng.uniform(40, 130, (5, 6, 3)), (width, height), interpolation=cv2.INTER_CUBIC)
    stripes = 12 * np.sin(np.arange(width) / rng.uniform(2, 9) + np.arange(height)[:, None] / 7)
    return blotches + stripes[..., None] + rng.normal(0, 8, (height, width, 1))


def photo(corners: np.ndarray, shape: tuple[int, int] = (600, 800), seed: int = 0) -> np.ndarray:
    """The card with its corners at these places, a little blurred and noisy."""
    scale = 3
    matrix = homography(box_corners(0, 0, *CARD), corners * scale)
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])  # cv2 counts from the first pixel's centre
    large = (shape[1] * scale, shape[0] * scale)
    matrix = np.linalg.inv(half) @ matrix @ half
    shown = cv2.warpPerspective(card_face(seed), matrix, large, borderMode=cv2.BORDER_REPLICATE)
    shown = cv2.resize(shown, shape[::-1], interpolation=cv2.INTER_AREA)
    cover = np.zeros(large[::-1], np.uint8)
    cv2.fillPoly(cover, [np.rint((corners * scale - 0.5) * 16).astype(np.int32)], 255, shift=4)
    cover = cv2.resize(cover, shape[::-1], interpolation=cv2.INTER_AREA)[..., None] / 255
    mixed = cv2.GaussianBlur(shown * cover + desk(shape, seed) * (1 - cover), (0, 0), 0.8)
    noise = np.random.default_rng(seed + 1).normal(0, 4, mixed.shape)
    return np.clip(mixed + noise, 0, 255).astype(np.uint8)


def placed(seed: int, size: float = 420, shape: tuple[int, int] = (600, 800)) -> np.ndarray:
    """Corners of a card somewhere in the picture, turned and tilted."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(-0.6, 0.6)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flat = box_corners(-0.5, -0.315, 0.5, 0.315) + rng.uniform(-0.05, 0.05, (4, 2))
    middle = np.array([shape[1] / 2, shape[0] / 2]) + rng.uniform(-40, 40, 2)
    return flat @ turn.T * size + middle


class Seer:
    """A segmenter that sees the cards it is told of, in whatever size it is shown the picture."""

    name, version, classes, task = "seer", "seer@0", KINDS, "segment"

    def __init__(self, picture: np.ndarray, cards: Sequence[tuple[int, float, np.ndarray]]) -> None:
        self._picture = picture
        self._cards = cards

    def find(
        self, pixels: np.ndarray, *, threshold: float | None = None, scale: float | None = None
    ) -> Regions:
        shown = np.array(pixels.shape[1::-1]) / self._picture.shape[1::-1]
        seen = [(label, score, (polygon * shown).astype(np.float32)) for label, score, polygon in self._cards]
        return Regions(
            KINDS,
            np.array([label for label, _, _ in seen], np.int64),
            np.array([score for _, score, _ in seen], np.float32),
            np.array([[*p.min(axis=0), *p.max(axis=0)] for _, _, p in seen], np.float32).reshape(-1, 4),
            tuple(polygon for _, _, polygon in seen),
        )

    def find_all(self, pages: Sequence[np.ndarray], **options: float | None) -> list[Regions]:
        return [self.find(page, **options) for page in pages]

    def map(self, pixels: np.ndarray, **options: object) -> SemanticMap:
        raise UsageError("usage.task", "the model finds things")

    def map_all(self, pages: Sequence[np.ndarray], **options: object) -> list[SemanticMap]:
        raise UsageError("usage.task", "the model finds things")


def error(found: np.ndarray, corners: np.ndarray) -> float:
    distance = min(np.linalg.norm(np.roll(found, k, axis=0) - corners, axis=1).mean() for k in range(4))
    return float(distance / np.linalg.norm(corners[1] - corners[0]))


@pytest.mark.parametrize("seed", range(12))
def test_sides_move_onto_the_pictures_edges(seed: int):
    corners = placed(seed)
    rng = np.random.default_rng([seed, 1])
    rough = corners + rng.normal(0, 2.5, (4, 2))
    card = CardRegion("front", rough.astype(np.float32), 0.9)
    better = refine(card, photo(corners, seed=seed))
    assert error(better.corners, corners) < 0.0025
    assert (better.kind, better.score) == ("front", 0.9)


def test_without_an_edge_the_corners_stay():
    corners = placed(3)
    card = CardRegion("front", corners.astype(np.float32), 0.9)
    for picture in (np.full((600, 800, 3), 90, np.uint8), desk((600, 800), 5).clip(0, 255).astype(np.uint8)):
        assert error(refine(card, picture).corners, corners) < 0.004


def test_a_large_photo_is_refined_as_well():
    corners = placed(1, size=1000, shape=(1200, 1600))
    rough = corners + np.random.default_rng(0).normal(0, 6, (4, 2))
    better = refine(CardRegion("front", rough.astype(np.float32), 0.9), photo(corners, (1200, 1600), seed=1))
    assert error(better.corners, corners) < 0.002


def test_a_corner_beyond_the_picture_stays_there():
    corners = placed(2) - [230, 0]
    assert corners[:, 0].min() < -5
    card = CardRegion("front", (corners + np.array([1.5, -1])).astype(np.float32), 0.9)
    better = refine(card, photo(corners, seed=2))
    assert error(better.corners, corners) < 0.006
    assert better.corners[:, 0].min() < -5


def test_cards_are_found_with_their_kind_best_first():
    corners = placed(4)
    picture = photo(corners, seed=4)
    speck = box_corners(5, 5, 15, 12)
    strip = box_corners(20, 500, 700, 540)
    seer = Seer(picture, [(2, 0.8, corners + 1.0), (0, 0.7, speck), (1, 0.6, strip)])
    (card,) = find_cards(picture, seer)
    assert card.kind == "passport_page"
    assert card.score == pytest.approx(0.8, abs=0.01)
    assert card.corners.dtype == np.float32
    assert is_convex(card.corners)
    top, side = (np.linalg.norm(card.corners[k + 1] - card.corners[k]) for k in (0, 1))
    assert top > side
    assert card.corners[:2, 1].mean() < card.corners[2:, 1].mean()
    assert error(card.corners, corners) < 0.003


def test_one_document_taken_for_two_is_one():
    corners = placed(4)
    picture = photo(corners, seed=4)
    seer = Seer(picture, [(0, 0.9, corners), (1, 0.5, corners + 3.0)])
    (card,) = find_cards(picture, seer)
    assert card.kind == "front"


def test_an_outline_that_is_no_card():
    picture = photo(placed(4), seed=4)
    star = np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 2 * np.pi, 10, endpoint=False)])
    star = star * np.where(np.arange(10) % 2, 60, 200)[:, None] + [400, 300]
    triangle = np.array([[100.0, 100.0], [600.0, 120.0], [300.0, 500.0]])
    assert find_cards(picture, Seer(picture, [(0, 0.9, star), (0, 0.9, triangle)])) == ()


def test_a_card_of_which_the_model_sees_one_half_is_found_whole():
    corners = placed(6)
    left = np.array([corners[0], (corners[0] + corners[1]) / 2, (corners[2] + corners[3]) / 2, corners[3]])
    picture = photo(corners, seed=6)
    (card,) = find_cards(picture, Seer(picture, [(0, 0.9, left), (0, 0.2, corners)]))
    assert error(card.corners, corners) < 0.003
    assert card.score == pytest.approx(0.55, abs=0.02)


def test_a_card_that_fills_the_picture_has_the_pictures_corners():
    flat = card_face(3)
    whole = box_corners(0, 0, *CARD)
    (card,) = find_cards(flat, Seer(flat, [(0, 0.9, whole)]))
    assert error(card.corners, whole) < 0.01


def test_no_cards():
    picture = photo(placed(0), seed=0)
    assert find_cards(picture, Seer(picture, [])) == ()


def edge_picture(offset: float, angle: float = 0.0) -> np.ndarray:
    """Dark above a line, light below; the line passes (100, 60 + offset)."""
    y, x = np.mgrid[:120, :200] + 0.5
    distance = (y - 60 - offset) * np.cos(angle) - (x - 100) * np.sin(angle)
    grey = 60 + 120 * np.clip(distance / 2 + 0.5, 0, 1)
    return np.repeat(np.rint(grey)[..., None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("offset", [-5.3, -1.0, 0.0, 0.4, 3.7])
@pytest.mark.parametrize("angle", [-0.03, 0.0, 0.02])
def test_an_edge_to_a_fraction_of_a_pixel(offset: float, angle: float):
    edge = find_edge(edge_picture(offset, angle), np.array([20.0, 60.0]), np.array([180.0, 60.0]), 9)
    assert edge is not None
    a, b, c = edge.line
    for x in (30, 100, 170):
        y = 60 + offset + (x - 100) * np.tan(angle)
        assert abs(a * x + b * y + c) < 0.25
    assert edge.support > 0.8


def test_no_edge_where_there_is_none():
    flat = np.full((120, 200, 3), 128, np.uint8)
    edge = find_edge(flat, np.array([20.0, 60.0]), np.array([180.0, 60.0]), 9)
    assert edge is not None
    assert edge.support < 0.05
    assert find_edge(flat, np.array([-300.0, 60.0]), np.array([-20.0, 60.0]), 9) is None
    assert find_edge(flat, np.array([20.0, 60.0]), np.array([22.0, 60.0]), 9) is None


def test_a_map_of_other_classes_has_no_documents(colour_model: Callable[..., object]):
    from docparse.regions import segmenter

    with pytest.raises(UsageError) as caught:
        find_cards(np.zeros((64, 64, 3), np.uint8), segmenter(str(colour_model())))
    assert caught.value.code == "usage.task"


class PixelSeer:
    """A segmenter that classes every pixel: given maps of labels and of how sure it is."""

    name, version, task = "pixel-seer", "pixel-seer@0", "semantic"
    classes = ("outside", *KINDS)

    def __init__(self, labels: np.ndarray, sure: np.ndarray) -> None:
        self._labels, self._sure = labels, sure

    def map(self, pixels: np.ndarray, *, confidence: bool = False, **options: object) -> SemanticMap:
        size = pixels.shape[1::-1]
        labels, sure = (
            cv2.resize(values, size, interpolation=cv2.INTER_NEAREST) for values in (self._labels, self._sure)
        )
        return SemanticMap(self.classes, labels, sure if confidence else None)

    def map_all(self, pages: Sequence[np.ndarray], **options: object) -> list[SemanticMap]:
        """Of places laid flat: all but the rim is a document."""
        maps = []
        for page in pages:
            labels = np.zeros(page.shape[:2], np.uint8)
            labels[51:-51, 51:-51] = 1
            maps.append(SemanticMap(self.classes, labels, np.full(labels.shape, 0.9, np.float32)))
        return maps


def test_documents_are_the_pieces_of_a_map_and_of_the_kind_most_pixels_have() -> None:
    corners = [placed(3, size=380), placed(4, size=380) + np.array([800, 0])]
    labels = np.zeros((600, 1600), np.uint8)
    cv2.fillPoly(labels, [np.rint(corners[0]).astype(np.int32)], 1)
    cv2.fillPoly(labels, [np.rint(corners[1]).astype(np.int32)], 3)
    middle = corners[1].mean(axis=0).astype(int)
    labels[middle[1] : middle[1] + 30, middle[0] : middle[0] + 50] = 2
    sure = np.where(np.arange(1600) < 800, 0.95, 0.8).astype(np.float32) * np.ones((600, 1), np.float32)
    picture = np.hstack([photo(corners[0]), photo(corners[1] - [800, 0], seed=1)])
    found = find_cards(picture, PixelSeer(labels, sure))
    assert [card.kind for card in found] == ["front", "passport_page"]
    for card, truth in zip(found, corners, strict=True):
        apart = np.linalg.norm(card.corners[:, None] - truth[None], axis=2).min(axis=0)
        assert apart.max() < 3.0
    assert find_cards(picture, PixelSeer(labels, sure), threshold=0.97) == ()
