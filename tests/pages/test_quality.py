from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.pages.quality import measure

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def card() -> Pixels:
    """A printed card: coloured ground, lines of text, a dark portrait."""
    pixels = np.full((450, 700, 3), (190, 205, 215), dtype=np.uint8)
    for line in range(9):
        text = "SPECIMEN CARD LINE " + "ABCDEFGHI"[line]
        cv2.putText(
            pixels, text, (240, 50 + 42 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 40), 2, cv2.LINE_AA
        )
    cv2.rectangle(pixels, (30, 60), (200, 300), (90, 80, 70), -1)
    return pixels


def with_reflection(pixels: Pixels, x: float, y: float, radius: float) -> Pixels:
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    distance = np.hypot(columns - x, rows - y) / radius
    light = np.clip(1.5 - distance, 0, None) * 300
    return np.clip(pixels + light[..., np.newaxis], 0, 255).astype(np.uint8)


def test_blur_lowers_sharpness_step_by_step(card: Pixels) -> None:
    values = [measure(card).sharpness]
    values += [measure(np.asarray(cv2.GaussianBlur(card, (0, 0), sigma))).sharpness for sigma in (1, 2, 3, 5)]
    assert values[0] > 0.85
    assert values[-1] < 0.1
    assert values == sorted(values, reverse=True)


def test_shaking_in_one_direction_is_blur(card: Pixels) -> None:
    assert measure(np.asarray(cv2.blur(card, (15, 1)))).sharpness < measure(card).sharpness - 0.4


def test_nothing_to_see_is_not_sharp() -> None:
    for shape in ((100, 100, 3), (100, 100), (1, 1, 3), (1, 50), (50, 1)):
        quality = measure(np.full(shape, 255, np.uint8))
        assert (quality.sharpness, quality.glare) == (0.0, 0.0)


def test_a_reflection_is_glare(card: Pixels) -> None:
    assert measure(card).glare == 0
    share = measure(with_reflection(card, 450, 220, 60)).glare
    assert share == pytest.approx(np.pi * 75**2 / card[..., 0].size, rel=0.4)


def test_white_paper_is_no_glare() -> None:
    page = np.full((600, 450, 3), 255, dtype=np.uint8)
    for line in range(12):
        cv2.putText(page, "white paper", (40, 50 + 45 * line), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
    assert measure(page).glare == 0
    cv2.rectangle(
        page, (20, 20), (430, 580), (0, 0, 0), 3
    )  # a frame: the paper inside no longer meets the rim
    assert measure(page).glare == 0


def test_a_white_field_on_a_card_is_no_glare(card: Pixels) -> None:
    field = card.copy()
    cv2.rectangle(field, (30, 330), (200, 420), (255, 255, 255), -1)
    assert measure(field).glare == 0


def test_resolution_and_box(card: Pixels) -> None:
    assert measure(card).resolution_px == 700
    assert measure(card, (0, 0, 200.4, 300)).resolution_px == 300
    assert measure(card, (-50, -50, 9999, 9999)).resolution_px == 700
    assert measure(card[..., 0]).resolution_px == 700
    for box in ((700, 0, 800, 100), (10, 10, 10, 40), (-20, 0, -5, 100)):
        with pytest.raises(UsageError) as caught:
            measure(card, box)
        assert caught.value.code == "usage.box"
