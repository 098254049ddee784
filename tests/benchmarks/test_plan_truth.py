from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import plan_truth as truth
import pytest
from hypothesis import given
from hypothesis import strategies as st

WALL, DOOR, WINDOW = (truth.CLASSES.index(name) for name in ("wall", "door", "window"))


def blank() -> truth.Mask:
    return np.zeros((60, 80), np.bool_)


def drawn(*boxes: tuple[int, int, int, int]) -> truth.Mask:
    mask = blank()
    for x0, y0, x1, y1 in boxes:
        mask[y0:y1, x0:x1] = True
    return mask


@st.composite
def masks(draw: st.DrawFn) -> truth.Mask:
    boxes = draw(st.lists(st.tuples(*[st.integers(0, 55)] * 2, *[st.integers(1, 20)] * 2), max_size=6))
    return drawn(*[(x, y, x + w, y + h) for x, y, w, h in boxes])


def test_the_truth_itself_scores_full() -> None:
    mask = drawn((5, 5, 30, 9), (5, 30, 9, 50))
    assert truth.opening_matches(mask, mask) == (2, 0, 0)
    assert truth.opening_matches(mask, mask, boxes=True) == (2, 0, 0)


def test_an_opening_moved_by_its_thickness_is_missed_and_false() -> None:
    assert truth.opening_matches(drawn((5, 9, 30, 13)), drawn((5, 5, 30, 9))) == (0, 1, 1)


def test_a_find_over_two_openings_counts_for_one() -> None:
    want = drawn((5, 5, 25, 9), (27, 5, 45, 9))
    assert truth.opening_matches(drawn((5, 5, 45, 9)), want) == (1, 0, 1)


def test_a_slanted_opening_may_match_by_its_box_alone() -> None:
    rising, falling = blank(), blank()
    for k in range(5, 40):
        rising[k, k] = rising[k, k + 1] = True
        falling[44 - k, k] = falling[44 - k, k + 1] = True
    assert truth.opening_matches(rising, falling).tp == 0
    assert truth.opening_matches(rising, falling, boxes=True).tp == 1


def test_single_pixels_are_noise_on_both_sides() -> None:
    mask = drawn((5, 5, 30, 9))
    noisy = mask.copy()
    noisy[50, 60] = noisy[40, 70] = True
    assert truth.opening_matches(noisy, mask) == (1, 0, 0)
    assert truth.opening_matches(mask, noisy) == (1, 0, 0)


@given(masks(), masks())
def test_every_component_is_counted_once(mapped: truth.Mask, want: truth.Mask) -> None:
    found, back = truth.opening_matches(mapped, want), truth.opening_matches(want, mapped)
    assert found.tp + found.fp == len(truth.components(mapped).sizes)
    assert found.tp + found.fn == len(truth.components(want).sizes)
    assert found == (back.tp, back.fn, back.fp)


@given(masks(), masks())
def test_the_table_of_ious_is_that_of_the_masks(mapped: truth.Mask, want: truth.Mask) -> None:
    have, sought = truth.components(mapped), truth.components(want)
    table = truth.mask_ious(have, sought)
    for row in range(len(have.sizes)):
        for column in range(len(sought.sizes)):
            inter, union = truth.overlap(have.numbers == row + 1, sought.numbers == column + 1)
            assert table[row, column] == pytest.approx(inter / union)


def test_a_plan_scores_by_surfaces_and_kinds() -> None:
    doors, windows, wall = drawn((10, 4, 20, 8)), drawn((40, 4, 60, 8)), drawn((0, 4, 80, 8))
    wall &= ~doors & ~windows
    plan = truth.Plan("a", np.zeros((60, 80, 3), np.uint8), wall, doors | windows, drawn((0, 8, 80, 60)))
    labels = np.zeros((60, 80), np.uint8)
    labels[wall], labels[windows] = WALL, WINDOW
    score = truth.PlanScore()
    score.add(plan, labels, (doors, windows))
    figures = score.figures()
    assert figures["wall_iou"] == 1
    assert figures["floor_iou"] == 0
    assert (figures["door_recall"], figures["window_recall"], figures["opening_recall"]) == (0, 1, 0.5)
    assert figures["opening_iou"] == pytest.approx(80 / 120)


def test_a_map_of_another_size_is_brought_to_the_page() -> None:
    wall = drawn((0, 0, 40, 60))
    plan = truth.Plan("a", np.zeros((60, 80, 3), np.uint8), wall, blank(), blank())
    labels = np.zeros((30, 40), np.uint8)
    labels[:, :20] = WALL
    score = truth.PlanScore()
    score.add(plan, labels)
    assert score.figures()["wall_iou"] == 1


def test_surfaces_are_pooled_over_plans_and_averaged() -> None:
    score = truth.PlanScore(surfaces={"wall": [(10, 10), (0, 30)]})
    assert score.figures() == {"wall_iou": 0.25, "wall_iou_mean": 0.5}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One page of 80 x 60 px with its masks; the openings apart are stretched to 600 x 600."""
    folder, apart = tmp_path / "plan/r3d/train", tmp_path / "plan/r3d/doors_windows"
    folder.mkdir(parents=True)
    apart.mkdir()
    doors, windows = drawn((10, 4, 20, 8)), drawn((40, 4, 60, 8))
    grey = lambda mask: mask.astype(np.uint8) * 255  # noqa: E731
    stretched = lambda mask: cv2.resize(grey(mask), (600, 600), interpolation=cv2.INTER_NEAREST)  # noqa: E731
    cv2.imwrite(str(folder / "7.jpg"), np.full((60, 80, 3), 255, np.uint8))
    cv2.imwrite(str(folder / "7_wall.png"), grey(drawn((0, 4, 10, 8))))
    cv2.imwrite(str(folder / "7_close.png"), grey(doors | windows))
    cv2.imwrite(str(folder / "7_rooms.png"), np.dstack([grey(drawn((0, 4, 80, 60)))] * 3) // 2)
    cv2.imwrite(str(apart / "7_doors.png"), stretched(doors))
    cv2.imwrite(str(apart / "7_windows.png"), stretched(windows))
    cv2.imwrite(str(apart / "8_doors.png"), stretched(doors))
    cv2.imwrite(str(apart / "8_windows.png"), stretched(doors))
    return tmp_path


def test_truth_is_read_at_the_pages_size(data: Path) -> None:
    plan = truth.load_plan(data, "train", "7")
    assert truth.plan_names(data, "train") == ["7"]
    assert plan.wall.shape == (60, 80)
    assert not (plan.floor & (plan.wall | plan.opening)).any()
    apart = truth.load_openings(data, "7", (60, 80))
    assert apart is not None
    assert np.array_equal(apart[0] | apart[1], plan.opening)


def test_equal_door_and_window_masks_tell_nothing(data: Path) -> None:
    assert truth.load_openings(data, "8", (60, 80)) is None


def test_measuring_maps_every_plan_of_the_part(data: Path) -> None:
    labels = np.zeros((60, 80), np.uint8)
    labels[4:8, 10:20] = DOOR
    score = truth.measure(lambda pixels: labels, data, "train")
    assert score.matches["door"] == (1, 0, 0)
    assert score.matches["window"] == (0, 0, 1)
    with pytest.raises(FileNotFoundError):
        truth.load_plan(data, "train", "9")


def test_a_sample_is_spread_evenly() -> None:
    names = [str(k) for k in range(10)]
    assert truth.spread(names, 3) == ["0", "3", "6"]
    assert truth.spread(names, 0) == truth.spread(names, 99) == names
