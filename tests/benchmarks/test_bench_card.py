from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import bench_card
import numpy as np
import pytest
from bench_card import Outcome, corner_error, judge, missed_bars, quad_iou, summary

WANT = np.array([[100, 100], [300, 120], [290, 260], [95, 240]], float)


def find(corners: Any, kind: str = "front") -> SimpleNamespace:
    return SimpleNamespace(kind=kind, corners=np.asarray(corners, np.float32), score=0.9)


@pytest.mark.parametrize("shift", range(4))
def test_the_order_of_corners_may_begin_anywhere(shift: int) -> None:
    outcome = judge("a", [find(np.roll(WANT, shift, axis=0))], WANT)
    assert outcome.found
    assert outcome.error == pytest.approx(0, abs=1e-4)
    assert outcome.lengthwise == (shift in (0, 2))


def test_the_error_is_in_percent_of_the_width() -> None:
    square = np.array([[0, 0], [200, 0], [200, 100], [0, 100]], float)
    assert corner_error(square + np.array([4, 0]), square) == (pytest.approx(2.0), 0)


def test_a_mirrored_order_is_an_error() -> None:
    assert corner_error(WANT[::-1], WANT)[0] > 10


def test_nothing_and_elsewhere_are_not_found() -> None:
    assert not judge("a", [], WANT).found
    far = judge("a", [find(WANT + 500)], WANT)
    assert not far.found
    assert far.extra == 1


def test_further_finds_are_extra() -> None:
    outcome = judge("a", [find(WANT + 500), find(WANT, "back")], WANT)
    assert (outcome.found, outcome.extra, outcome.kind) == (True, 1, "back")


def test_the_iou_of_quads() -> None:
    square = np.array([[0, 0], [2, 0], [2, 2], [0, 2]], float)
    assert quad_iou(square, square) == pytest.approx(1)
    assert quad_iou(square, square + np.array([1, 0])) == pytest.approx(1 / 3)
    assert quad_iou(square, square + 9) == 0


def test_the_summary_means_over_found_documents() -> None:
    rows = [
        Outcome("a", True, 1.0, True, 0, None, "front"),
        Outcome("b", True, 3.0, False, 1, None, "front"),
        Outcome("c", False, float("inf"), False, 0, None, ""),
    ]
    figures = summary(rows)
    assert figures["found"] == pytest.approx(2 / 3)
    assert (figures["mean"], figures["median"], figures["extra"]) == (2, 2, 1)


def test_photographs_are_grouped_without_loss() -> None:
    truth = {
        str(k): {
            "tilt": k % 46,
            "share": 0.15 + 0.007 * k,
            "span": 0.4 + 0.006 * k,
            "texture": "wood",
            "source": "x",
        }
        for k in range(100)
    }
    outcomes = [Outcome(name, True, 1.0, True, 0, None, "front") for name in truth]
    parts = bench_card.groups(outcomes, truth)
    for key in ("tilt", "share", "span"):
        assert sum(len(rows) for label, rows in parts if label.startswith(key)) == 100


def report(**changes: Any) -> dict[str, Any]:
    return {"all": {"found": 0.99, "mean": 1.0}, "false": {"plan": 1, "text": 1}} | changes


def test_bars() -> None:
    assert missed_bars(report()) == []
    assert missed_bars(report(all={"found": 0.97, "mean": float("nan")})) == ["found", "corner error"]
    assert missed_bars(report(false={"plan": 3})) == ["false finds"]
    assert missed_bars(report(fields={"flat": 0.98, "photographed": 0.92})) == ["fields"]
    assert missed_bars(report(fields={"flat": 0.98, "photographed": 0.94})) == []
