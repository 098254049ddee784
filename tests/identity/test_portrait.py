"""Where the portrait and the signature are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docparse.identity.portrait import find_portrait, find_signature
from docparse.text import TextLine

Pixels = NDArray[np.uint8]


def line(
    text: str, left: float, top: float, width: float, height: float, confidence: float = 0.9
) -> TextLine:
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    return TextLine(text, np.array(corners, dtype=np.float64), confidence)


def drawn_card(left: int, width: int = 860, height: int = 540) -> tuple[Pixels, tuple[int, int, int, int]]:
    """A pale card with a drawn head and shoulders; its box (left, top, right, bottom)."""
    page = np.full((height, width, 3), (226, 232, 238), np.uint8)
    box = (left, int(0.25 * height), left + int(0.26 * width), int(0.83 * height))
    cv2.rectangle(page, box[:2], box[2:], (150, 175, 200), -1)
    x, y = (box[0] + box[2]) // 2, box[1] + int(0.4 * (box[3] - box[1]))
    cv2.ellipse(page, (x, y - 25), (70, 85), 0, 0, 360, (50, 35, 28), -1)
    cv2.ellipse(page, (x, y), (52, 70), 0, 0, 360, (222, 180, 150), -1)
    cv2.ellipse(page, (x, box[3]), (105, 95), 0, 180, 360, (60, 40, 90), -1)
    return page, box


def overlap(polygon: list[tuple[float, float]], box: tuple[int, int, int, int]) -> float:
    xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
    inner = (min(max(xs), box[2]) - max(min(xs), box[0])) * (min(max(ys), box[3]) - max(min(ys), box[1]))
    union = (max(xs) - min(xs)) * (max(ys) - min(ys)) + (box[2] - box[0]) * (box[3] - box[1]) - inner
    return inner / union


@pytest.mark.parametrize("left", [40, 600])
def test_the_portrait_is_found_left_and_right(left: int) -> None:
    page, box = drawn_card(left)
    found = find_portrait(page, [line("HOLLOWAY", 330, 130, 150, 20)])
    assert found is not None
    assert overlap(found, box) > 0.5


def test_an_empty_page_has_no_portrait() -> None:
    assert find_portrait(np.full((540, 860, 3), 235, np.uint8), []) is None


def test_a_block_full_of_print_is_no_portrait() -> None:
    page, box = drawn_card(40)
    rows = [line("PRINT ALL OVER IT", box[0] - 20, y, 300, 22) for y in range(box[1] - 40, box[3] + 40, 22)]
    found = find_portrait(page, rows)
    assert found is None or overlap(found, box) < 0.5


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (200, 3, 3), (24, 24, 3), (200, 160, 3)])
def test_pictures_of_odd_shapes_do_no_harm(shape: tuple[int, int, int]) -> None:
    noise = np.random.default_rng(7).integers(0, 255, shape).astype(np.uint8)
    found = find_portrait(noise, [])
    assert found is None or all(0 <= x <= shape[1] + 1 and 0 <= y <= shape[0] + 1 for x, y in found)


def test_lines_off_the_page_do_no_harm() -> None:
    page, box = drawn_card(40)
    found = find_portrait(page, [line("FAR", -500, -500, 100, 20), line("AWAY", 5000, 5000, 100, 20)])
    assert found is not None
    assert overlap(found, box) > 0.5


def test_the_signature_reads_like_the_name_in_both_cases() -> None:
    lines = [
        line("HOLLOWAY", 330, 130, 150, 20),
        line("Secretary of State", 500, 60, 150, 20),
        line("Jane Hollowy", 60, 470, 200, 40, 0.6),
    ]
    found = find_signature(lines, ["HOLLOWAY", "JANE"])
    assert found == [(60.0, 470.0), (260.0, 470.0), (260.0, 510.0), (60.0, 510.0)]


@pytest.mark.parametrize("text", ["HOLLOWAY", "holloway", "Jo", "Jane 1987", "Director Quist"])
def test_lines_that_are_no_signature(text: str) -> None:
    assert find_signature([line(text, 60, 470, 200, 40)], ["HOLLOWAY", "JANE"]) is None


def test_no_names_no_signature() -> None:
    assert find_signature([line("Jane Holloway", 60, 470, 200, 40)], []) is None
    assert find_signature([], ["HOLLOWAY"]) is None
