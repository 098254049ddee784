"""Walls to the pixel: where the model sees wall, the drawn ink tells where its faces are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.alike import drawn_alike
from docparse.blueprint.drawing import THIN, Drawing, Grey, Mask, Patch
from docparse.geometry.axes import directions
from docparse.geometry.strips import disc, grown, straight, thicknesses

# Where so much of what the model calls wall is dark, the wall is drawn solid and its ink is all of it.
_SOLID = 0.72
# Ink this much of the way from paper to the wall's own tone belongs to it: halfway, the face as the eye
# sees it.
_FACE = 0.5
# Leaves, arcs and dimension lines are often fainter by far; what is this much darker than paper is ink of
# some kind.
_FAINT, _NOISE = 0.15, 18.0
# Where no wall tells, what is darker than this grey is ink.
_DARK = 128.0
# A direction counts when so much of all wall faces runs in it, and it is so many radians from the page's own.
_LEAST_SHARE, PAGE_TURN = 0.04, 0.03
# The share of all walls' length that is thinner than what is called thick.
_THICK = 0.85
# Pieces of wall smaller than this many thicknesses either way are letters, unless they fill their box so far.
_CRUMB, _BLOCK = 1.6, 0.8
# What is so many thin walls', usual walls' and pixels thick is no pen's line. A post is a block no larger
# than so many thicknesses that fills its box so far, or the end of a wall: so long, and so thick.
_POST, _POST_THICK, _LEAST_POST = 0.3, 0.25, 4
_MOST_POST, _POST_FILLS = 1.3, 0.65
_MOST_END = 6.0
# A strip goes on in the line of a door when so much of it lies there.
_IN_LINE = 0.85
# Where so much of the walls round about is light, they are drawn as lines; so many pixels at a face may be
# light by chance. A page has so many such walls, or none.
_LINED, _RAGGED, _LEAST_LINED = 0.06, 2, 0.1
# Lines of a hollow wall lie no farther apart than so many thicknesses, along the page and askew.
_MOST_APART = 1.6
# How far a face may lie from where the model sees it, in wall thicknesses and in pixels.
_REACH = 0.45
_LEAST_REACH, _MOST_REACH = 3, 9


@dataclass(frozen=True)
class Walls:
    """The walls of a drawing.

    Attributes:
        mask: (H, W) True on walls, faces at the ink's edge.
        thickness: Median thickness in pixels, 0 where there is no wall.
        thin: Thickness of the thinner ones, partitions mostly, in pixels.
        thick: Thickness of the thicker ones, outer walls mostly, in pixels.
        ink: (H, W) True on ink of any kind, faint lines too.
        posts: (H, W) True on solid ink that is drawn as walls are, and not seen as one: the ends of thin
            walls, and what stands between the doors of cupboards.
        rim: (H, W) True on walls drawn as lines, from their ink's edge to the middle of these lines.
        turns: Directions in which they run, radians, each with the one across; the page's own first.
        faint: Ink of any kind is darker than this grey.
    """

    mask: Mask
    thickness: float
    thin: float
    thick: float
    ink: Mask
    posts: Mask
    rim: Mask
    turns: tuple[float, ...] = (0.0,)
    faint: float = _DARK


def find_walls(drawing: Drawing) -> Walls:
    """Take the model's walls to the edge of the ink that draws them.

    A solid wall is its ink. A hatched or hollow one is all between its outer lines.
    """
    seen = drawing.classes.mask("wall")
    if not seen.any():
        return Walls(seen, 0.0, 0.0, 0.0, drawing.grey < _DARK, seen, seen)
    thickness, thick = thicknesses(seen, (0.5, _THICK))
    paper, tone = _levels(drawing.grey, seen)
    dark = drawing.grey < paper - _FACE * (paper - tone)
    faint = paper - max(_FAINT * (paper - tone), _NOISE)
    reach = int(np.clip(round(_REACH * thickness), _LEAST_REACH, _MOST_REACH))
    near = grown(seen, reach)
    # Lines that end at a wall, leaves say, are none of it: beyond what is seen, walls have some thickness.
    bold = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    drawn = dark & (grown(seen, _LEAST_REACH - 1) | (bold & near))
    solid = _solid_places(drawn, seen, max(2 * round(thickness), 9))
    # What has ink on either side, near enough: floor seen as wall has not.
    between = straight(dark, round(_MOST_APART * thick) | 1, cv2.MORPH_CLOSE)
    hollow = _filled(drawn, seen, round(thickness)) & between & ~solid
    mask = _without_crumbs((drawn & solid) | hollow, thickness)
    rim = _rim(mask, dark, thickness)
    if not rim.any():
        openings = drawing.classes.mask("door", "window")
        mask |= drawn_alike(dark, mask, openings, max(*thicknesses(mask, (THIN,)), 2.0))
    narrow, wide = (max(value, 2.0) for value in thicknesses(mask, (THIN, _THICK)))
    posts = _posts(dark, mask, narrow, thickness)
    ink, turns = drawing.grey < faint, wall_directions(mask)
    return Walls(mask, thickness, narrow, wide, ink, posts, rim, turns, faint)


def with_posts(walls: Walls, jambs: Iterable[tuple[Patch, Patch]]) -> Walls:
    """The walls and those posts that hold a door: small ones, and strips that go on in its line.

    A strip that stands off the line is a leaf.

    Args:
        walls: The walls.
        jambs: For each door what its posts must touch, and the line they must lie in, each as rows and
            columns of the drawing and the mask's part there.
    """
    if not walls.posts.any():
        return walls
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(walls.posts.astype(np.uint8), connectivity=8)
    long = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    small = long <= _MOST_POST * max(walls.thickness, 2 * walls.thin)
    kept = np.zeros(len(stats), np.bool_)
    for (here, part), (there, line) in jambs:
        touched = np.setdiff1d(numbers[here][part], [0])
        if not len(touched):
            continue
        within = np.bincount(numbers[there][line], minlength=len(stats))
        kept[touched] |= small[touched] | (within >= _IN_LINE * stats[:, cv2.CC_STAT_AREA])[touched]
    return replace(walls, mask=walls.mask | kept[numbers])


def wall_directions(mask: Mask) -> tuple[float, ...]:
    """Directions in which walls run, radians; the page's own first."""
    others = [found.angle for found in directions(mask) if found.share >= _LEAST_SHARE]
    return (0.0, *(angle for angle in others if abs(angle) > PAGE_TURN))


def _without_crumbs(mask: Mask, thickness: float) -> Mask:
    """Walls without what is too small for a wall and too ragged for a column: letters, arrow heads."""
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    full = stats[:, cv2.CC_STAT_AREA] / np.maximum(sides.prod(axis=1), 1)
    crumbs = (sides.max(axis=1) < _CRUMB * thickness) & (
        (full < _BLOCK) | (sides.min(axis=1) < 0.3 * thickness)
    )
    crumbs[0] = False
    return np.asarray(mask & ~crumbs[numbers])


def _rim(walls: Mask, dark: Mask, thickness: float) -> Mask:
    """Of walls that are drawn as lines, what lies beyond the middle of these."""
    inside = cv2.erode(walls.astype(np.uint8), disc(_RAGGED)) > 0
    size = max(2 * round(thickness), 9)
    lined = walls & (_shares(inside & ~dark, size) >= _LINED * _shares(walls, size))
    half = int(thicknesses(dark & lined)[0] / 2)
    if not half or np.count_nonzero(lined) < _LEAST_LINED * np.count_nonzero(walls):
        return np.zeros_like(walls)
    slim = cv2.erode(walls.astype(np.uint8), disc(half)) > 0
    # A wall no thicker than two lines would be lost.
    return np.asarray(lined & ~slim & grown(slim, half + 1))


def _posts(dark: Mask, walls: Mask, thin: float, thickness: float) -> Mask:
    """Solid ink beside walls: blocks, and strips that end at a wall."""
    side = max(_LEAST_POST, round(_POST * thin), round(_POST_THICK * thickness)) | 1
    solid = cv2.morphologyEx((dark | walls).astype(np.uint8), cv2.MORPH_OPEN, disc(side // 2))
    beside = ((solid > 0) & ~walls).astype(np.uint8)
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(beside, connectivity=8)
    sides, area = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]], stats[:, cv2.CC_STAT_AREA]
    long = sides.max(axis=1)
    block = (area >= _POST_FILLS * sides.prod(axis=1)) & (long <= _MOST_POST * max(thickness, 2 * thin))
    touching = np.isin(np.arange(len(stats)), numbers[grown(walls, 2)])
    end = touching & (long <= _MOST_END * thickness) & (area <= _MOST_POST * thickness * long)
    kept = (area >= _POST_FILLS * side * side) & (block | end)
    kept[0] = False
    return np.asarray(kept[numbers])


def _levels(grey: Grey, wall: Mask) -> tuple[float, float]:
    """The tone of the paper beside walls, and of the ink that draws them."""
    core = cv2.erode(wall.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    inside = grey[core] if core.any() else grey[wall]
    beside = grown(wall, 8) & ~grown(wall, 3)
    paper = float(np.percentile(grey[beside], 75)) if beside.any() else 255.0
    # The darker half of what is wall: all of a solid one, the lines of a hollow one.
    tone = float(np.percentile(inside, 25))
    return paper, min(tone, paper - 20.0)


def _solid_places(drawn: Mask, seen: Mask, window: int) -> Mask:
    """Where the walls round about are drawn solid."""
    dark, wall = _shares(drawn & seen, window), _shares(seen, window)
    return np.asarray((wall > 0) & (dark >= _SOLID * wall))


def _shares(mask: Mask, window: int) -> NDArray[np.float32]:
    """(H, W) how much of the square about each pixel a mask takes up."""
    size = (window | 1, window | 1)
    return np.asarray(cv2.boxFilter(mask.view(np.uint8), cv2.CV_32F, size), np.float32)


def _filled(drawn: Mask, seen: Mask, thickness: int) -> Mask:
    """Walls of lines: what lies between their outermost lines."""
    core = cv2.erode(seen.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    joined = (core | (drawn & grown(seen, 2))).astype(np.uint8)
    size = max(3, thickness // 2) | 1
    return np.asarray(cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)) > 0)
