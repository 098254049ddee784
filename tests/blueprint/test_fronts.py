"""Doors of cupboards side by side: between posts, and between the feet of leaves on a thin line."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.blueprint.fronts import line_gaps, post_gaps
from docparse.blueprint.walls import Walls

THICK = 12
TOP, LEFT, RIGHT = 100, 40, 400


def cupboard(line: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """A cupboard's two side walls, and the ink of everything: a thin line from one to the other."""
    walls = np.zeros((260, 440), np.bool_)
    walls[20:TOP, LEFT - THICK : LEFT] = walls[20:TOP, RIGHT : RIGHT + THICK] = True
    ink = walls.copy()
    if line:
        ink[TOP - 4 : TOP - 1, LEFT:RIGHT] = True
    return walls, ink


def read(walls: np.ndarray, ink: np.ndarray, posts: np.ndarray | None = None) -> Walls:
    empty = np.zeros_like(walls)
    return Walls(walls, THICK, THICK, THICK, ink, empty if posts is None else posts, empty)


def spans(gaps: list[np.ndarray], turned: bool = False) -> set[tuple[int, int]]:
    axis = int(turned)
    return {(round(gap[:, axis].min()), round(gap[:, axis].max())) for gap in gaps}


def leaves(ink: np.ndarray, *feet: tuple[int, int]) -> np.ndarray:
    """Leaves from a foot on the line to a place below."""
    drawn = ink.astype(np.uint8)
    for foot, tip in feet:
        cv2.line(drawn, (foot, TOP - 3), (tip, TOP + 30), 1, 3)
    return drawn > 0


def test_a_zig_zag_without_posts_parts_where_two_leaves_meet() -> None:
    walls, ink = cupboard()
    ink = leaves(ink, (LEFT + 2, LEFT + 50), (LEFT + 180, LEFT + 130), (LEFT + 180, LEFT + 230))
    found = spans(line_gaps(read(walls, ink)))
    near = [s for s in found if abs(s[0] - LEFT) < 8 and abs(s[1] - LEFT - 180) < 8]
    assert near
    assert any(abs(s[0] - LEFT - 180) < 8 and abs(s[1] - RIGHT) < 8 for s in found)


def test_a_gap_is_as_deep_as_the_line() -> None:
    walls, ink = cupboard()
    gaps = line_gaps(read(walls, leaves(ink, (LEFT + 100, LEFT + 150))))
    assert gaps
    assert {(gap[:, 1].min(), gap[:, 1].max()) for gap in gaps} == {(TOP - 4, TOP - 1)}


@pytest.mark.parametrize("turned", [False, True])
def test_posts_part_a_front_without_a_line(turned: bool) -> None:
    walls, ink = cupboard(line=False)
    posts = np.zeros_like(walls)
    posts[TOP - THICK : TOP, 150:160] = posts[TOP - THICK : TOP, 270:280] = True
    # The cupboard's inside is closed above, so that only its mouth is a gap.
    masks = [mask.T.copy() if turned else mask for mask in (walls, ink | posts, posts)]
    found = spans(post_gaps(read(masks[0], masks[1], masks[2])), turned)
    assert {(LEFT, 150), (160, 270), (280, RIGHT)} <= found


def test_without_posts_there_is_nothing_beside_the_walls_own_gaps() -> None:
    walls, ink = cupboard()
    assert post_gaps(read(walls, ink)) == []


def test_what_is_hatched_is_no_front() -> None:
    walls, ink = cupboard()
    for start in range(LEFT + 10, RIGHT - 10, 14):
        ink[TOP : TOP + 9, start : start + 3] = True
    assert line_gaps(read(walls, ink)) == []


def test_an_empty_page_has_none() -> None:
    empty = np.zeros((50, 60), np.bool_)
    walls = replace(read(empty, empty), thickness=0.0, thin=0.0, thick=0.0)
    assert line_gaps(walls) == []
    assert post_gaps(walls) == []
