from __future__ import annotations

import numpy as np
import pytest

from docparse.regions.letterbox import Letterbox, at_scale, fit
from docparse.regions.semantic import labels_against, labels_from_map, labels_on_page


def plainly(logits: np.ndarray, box: Letterbox) -> np.ndarray:
    """Logits at every page pixel, all classes, (C, H, W) float64."""

    def places(length: int, gain: float, offset: int, canvas: int, cells: int) -> np.ndarray:
        return np.clip(((np.arange(length) + 0.5) * gain + offset) * cells / canvas - 0.5, 0, cells - 1)

    _, high, wide = logits.shape
    x = places(box.page[0], box.gain[0], box.offset[0], box.canvas[0], wide)
    y = places(box.page[1], box.gain[1], box.offset[1], box.canvas[1], high)
    x0, y0 = np.minimum(x.astype(int), max(wide - 2, 0)), np.minimum(y.astype(int), max(high - 2, 0))
    x1, y1 = np.minimum(x0 + 1, wide - 1), np.minimum(y0 + 1, high - 1)
    fx, fy = x - x0, (y - y0)[:, None]
    cells = logits.astype(float)
    upper = cells[:, y0][:, :, x0] * (1 - fx) + cells[:, y0][:, :, x1] * fx
    lower = cells[:, y1][:, :, x0] * (1 - fx) + cells[:, y1][:, :, x1] * fx
    return upper * (1 - fy) + lower * fy


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("page", [(600, 420), (97, 331), (830, 700), (40, 40)])
def test_leaving_out_classes_that_cannot_win_changes_nothing(seed: int, page: tuple[int, int]):
    rng = np.random.default_rng([seed, *page])
    box = fit(page, (320, 320), stride=32)
    rough = rng.normal(size=(6, box.canvas[1] // 8, box.canvas[0] // 8)).astype(np.float32)
    regions = rng.integers(0, 6, (3, 3)).repeat(20, 0).repeat(20, 1)[: rough.shape[1], : rough.shape[2]]
    rough += 3 * (regions[None] == np.arange(6)[:, None, None])
    labels, sure = labels_on_page(rough, box)
    exact = plainly(rough, box)
    ranked = np.sort(exact, axis=0)
    clear = ranked[-1] - ranked[-2] > 1e-4  # elsewhere rounding decides
    assert clear.mean() > 0.99
    assert np.array_equal(labels[clear], exact.argmax(axis=0)[clear])
    assert sure is None


def test_confidence():
    rng = np.random.default_rng(1)
    box = fit((300, 200), (160, 160), stride=None)
    logits = rng.normal(size=(4, 20, 20)).astype(np.float32)
    labels, sure = labels_on_page(logits, box, confidence=True)
    exact = plainly(logits, box)
    odds = np.exp(exact) / np.exp(exact).sum(axis=0)
    assert sure is not None
    assert np.allclose(sure, odds.max(axis=0), atol=1e-4)
    assert np.mean(labels == odds.argmax(axis=0)) > 0.999


def test_a_ground_class_must_outweigh_all_others_together():
    # Half and half: at the first two cells the kinds together are likelier than the ground, at the last not.
    ground, others = [1.0, 1.0, 2.0], [[0.8, 0.2, 0.5], [0.7, 0.9, 0.0]]
    logits = np.array([[[others[0][k], ground[k], others[1][k]] for k in range(3)]], np.float32)
    logits = logits.transpose(2, 0, 1)
    box = at_scale((24, 8), 1.0, stride=8)
    labels, sure = labels_against(logits, box, 1, confidence=True)
    assert labels[4, [4, 12, 20]].tolist() == [0, 2, 1]
    assert labels_on_page(logits, box)[0][4, [4, 12, 20]].tolist() == [1, 1, 1]
    odds = np.exp(logits[:, 0]) / np.exp(logits[:, 0]).sum(axis=0)
    assert sure is not None
    assert np.allclose(sure[4, [4, 12, 20]], [1 - odds[1, 0], 1 - odds[1, 1], odds[1, 2]], atol=0.06)


@pytest.mark.parametrize("page", [(2480, 3508), (1999, 703)])
def test_a_page_much_larger_than_the_canvas(page: tuple[int, int]):
    rng = np.random.default_rng(2)
    box = fit(page, (320, 320), stride=32)
    cells = rng.integers(0, 3, (4, 4)).repeat(10, 0).repeat(10, 1)
    cells = cells[: box.canvas[1] // 8, : box.canvas[0] // 8]
    logits = (4.0 * (cells[None] == np.arange(3)[:, None, None])).astype(np.float32)
    labels, sure = labels_on_page(logits, box, confidence=True)
    assert sure is not None
    assert labels.shape == sure.shape == page[::-1]
    exact = plainly(logits, box)
    assert np.mean(labels == exact.argmax(axis=0)) > 0.99
    odds = np.exp(exact[:, ::7, ::7])
    assert np.abs(sure[::7, ::7] - odds.max(axis=0) / odds.sum(axis=0)).max() < 0.15


def test_a_thin_wall_between_cells_that_win_is_not_lost():
    # Wall is second at every cell, but best half way between floor and outside.
    logits = np.array([[[5, 5, 0, 0]], [[0, 0, 5, 5]], [[4, 4, 4, 4]]], np.float32)
    labels, _ = labels_on_page(logits, at_scale((32, 8), 1.0, stride=8))
    assert 2 in labels
    assert labels[0, 0] == 0
    assert labels[0, -1] == 1


@pytest.mark.parametrize("cells", [(1, 1), (1, 5), (4, 1)])
def test_maps_of_few_cells(cells: tuple[int, int]):
    logits = np.zeros((2, *cells), np.float32)
    logits[1] = 1
    canvas = (cells[1] * 8, cells[0] * 8)
    labels, _ = labels_on_page(logits, Letterbox((9, 7), canvas, (0, 0), canvas))
    assert labels.shape == (7, 9)
    assert (labels == 1).all()


def test_a_map_that_is_chosen_already():
    canvas = np.zeros((64, 64), np.uint8)
    canvas[:, 32:] = 3
    labels = labels_from_map(canvas, fit((100, 50), (64, 64), stride=None))
    assert labels.shape == (50, 100)
    assert (labels[:, :50] == 0).all()
    assert (labels[:, 50:] == 3).all()
    coarse = labels_from_map(canvas[::8, ::8], fit((100, 50), (64, 64), stride=None))
    assert np.array_equal(labels, coarse)


@pytest.mark.parametrize("confidence", [False, True])
def test_a_logit_that_is_no_number_is_no_error(confidence: bool):
    logits = np.random.default_rng(0).normal(size=(4, 8, 8)).astype(np.float32)
    logits[2, 3, 3] = np.nan
    labels, _ = labels_on_page(logits, fit((64, 64), (64, 64), stride=None), confidence=confidence)
    assert labels.max() < 4


@pytest.mark.parametrize("page", [(600, 420), (97, 331), (40, 40), (1, 1), (3, 900)])
def test_classes_are_the_same_with_and_without_confidence(page: tuple[int, int]):
    box = fit(page, (320, 320), stride=32)
    logits = np.random.default_rng(2).normal(size=(5, box.canvas[1] // 8, box.canvas[0] // 8))
    plain, _ = labels_on_page(logits.astype(np.float32), box)
    weighed, sure = labels_on_page(logits.astype(np.float32), box, confidence=True)
    assert np.mean(plain == weighed) > 0.999
    assert sure is not None
    assert sure.min() >= 1 / 5
