"""Leaves as they are drawn: a straight line, and the quarter circle that its end draws, tell where a door is.

A door across a passage has no ends of walls for jambs, and a frame too small to be seen as wall; its leaf and
arc are drawn all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask
from docparse.blueprint.gaps import turned
from docparse.blueprint.swings import drawn_shares, ink_at
from docparse.blueprint.walls import PAGE_TURN, Walls
from docparse.geometry.strips import ellipse, straight

Corners = NDArray[np.float64]
Chances = NDArray[np.float64]

# Leaves are so long: in thin walls' thicknesses at least, in usual ones' at most, and in pixels at least.
_LEAST_LONG, _MOST_LONG, _LEAST_PIXELS = 3.0, 14.0, 24
# A leaf is a line, or two lines with so many thin walls' thicknesses from edge to edge.
_MOST_THICK = 1.0
# What is thinner than this share of a thin wall, and so many of its thicknesses long, is none.
_SLIM, _SLIP = 0.45, 1.5
# Of a leaf, so much must be seen as wall to matter.
_SEEN = 0.4
# The arc's radius as a share of the line's length, which may have some of the frame in it; its centre as
# shares of that length along the line and across.
_RADII = (0.86, 1.1)
_CENTRES = tuple((along, across) for along in (0.0, 0.06, 0.12) for across in (-0.06, 0.0, 0.06))
_ANGLES = np.radians(np.linspace(10, 80, 32))
# One of so many angles is enough for a first glance.
_FEW = 4
# At these, so much of an arc is drawn; and so many lines are looked at together.
_GLANCED, _TOGETHER = 0.5, 64
# A centre that is off by a share of the line's length must have so much more of the arc, for each length.
_OFF = 0.5
# So many pixels further in and out, an arc has paper beside it; so far it reaches besides, as a share of the
# line's length.
_BESIDE = 5
_REACH = max(_RADII) + max(along for along, _ in _CENTRES)
# So much of an arc is drawn.
_DRAWN = 0.8
# A jamb is looked for so far beyond the arc's end, and beyond its centre, as a share of the radius.
_JAMB = 0.25
# There, in thin walls' thicknesses behind the side to which the leaf opens.
_BEHIND = np.array([0.5, 0.0, 1.0, 1.5, 2.0, -0.5])
# So likely is a door where a leaf and its arc are drawn, whatever else is known.
_SURE = 0.6
# A gap is the one that a leaf shuts when their ends differ by so much of its width at most.
_SAME_ENDS = 0.2
# Walls of bevelled corners, at half a quarter, are too short to tell their direction; one so near tells it.
_BEVEL, _NEAR = np.pi / 4, 0.05
# Of lines laid straight, pixels of which so much is inked are.
_HAIR = 0.3
# Leaves whose centres differ by so much of their length, one shut where the other is open, have one arc.
_SAME_CENTRE, _SAME_WAY = 0.25, 0.9


@dataclass(frozen=True, eq=False)
class Leaf:
    """A leaf and the gap it shuts.

    Attributes:
        gap: (4, 2) corners; the first and last lie on one jamb, the two between on the other. As deep as a
            thin wall, from wall to wall.
        hinge: (2,) where it hangs.
        open_to: (2,) from there to its tip as it is drawn.
        shut_to: (2,) from there to its tip when shut.
    """

    gap: Corners
    hinge: Corners
    open_to: Corners
    shut_to: Corners


def find_leaves(walls: Walls) -> list[Leaf]:
    """The leaves drawn between walls: thin lines with a quarter circle about one end.

    What has no wall near both ends when shut is furniture's. Of an arc with a line at either end two are
    found, if there are walls for both: one of them is a threshold.
    """
    return _found(walls.ink & ~walls.mask, walls)


def _found(lines: Mask, walls: Walls, among: Mask | None = None) -> list[Leaf]:
    """The leaves among lines; those alone of which a part lies in a mask, where one is given."""
    solid = walls.mask | walls.posts
    found: list[Leaf] = []
    for turn in _ways(walls):
        if abs(turn) < PAGE_TURN:
            found += _leaves(lines, solid, walls, among)
            continue
        (askew, back), (wall, _) = turned(lines, turn, _HAIR), turned(solid, turn)
        near = None if among is None else turned(among, turn)[0]
        turn_back, shift = back[:, :2].T, back[:, 2]
        found += [
            Leaf(
                leaf.gap @ turn_back + shift,
                leaf.hinge @ turn_back + shift,
                leaf.open_to @ turn_back,
                leaf.shut_to @ turn_back,
            )
            for leaf in _leaves(askew, wall, walls, near)
        ]
    return found


def _ways(walls: Walls) -> list[float]:
    """The walls' directions and, where none of them is near it, that of doors on bevelled corners."""
    bevelled = any(abs(abs(turn) - _BEVEL) < _NEAR for turn in walls.turns)
    return [*walls.turns] if bevelled else [*walls.turns, _BEVEL]


def without_leaves(walls: Walls) -> Walls:
    """The walls less the leaves that were seen as parts of them, which are thinner than any wall."""
    slim = _slips(walls)
    if not slim.any():
        return walls
    mask, thick = walls.mask.copy(), max(round(_MOST_THICK * walls.thin), 3)
    for leaf in _found(walls.ink & (~walls.mask | slim), walls, slim):
        ends = np.rint([leaf.hinge, leaf.hinge + leaf.open_to]).astype(int)
        low = np.clip(ends.min(axis=0) - thick, 0, np.array(slim.shape[::-1]) - 1)
        high = ends.max(axis=0) + thick + 1
        here = slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))
        line = np.zeros(slim[here].shape, np.uint8)
        start, end = (ends - low).tolist()
        seen = slim[here] & (cv2.line(line, start, end, (1,), thick) > 0)
        rows, columns = np.nonzero(seen)
        # A bit of it at the jamb does no harm, and may be the jamb.
        if len(rows) and max(np.ptp(rows), np.ptp(columns)) >= _SEEN * np.linalg.norm(leaf.open_to):
            mask[here] &= ~seen
    return replace(walls, mask=mask)


def _slips(walls: Walls) -> Mask:
    """Of the walls, straight strips that are thinner than walls are."""
    wall = walls.mask.astype(np.uint8)
    least = max(round(_SLIM * walls.thin), 1) | 1
    slim = cv2.subtract(wall, cv2.morphologyEx(wall, cv2.MORPH_OPEN, ellipse(least)))
    return straight(slim > 0, max(round(_SLIP * walls.thin), _LEAST_PIXELS // 2))


def with_leaves(
    gaps: Sequence[Corners], chances: Chances, leaves: Sequence[Leaf]
) -> tuple[Chances, NDArray[np.bool_]]:
    """How likely gaps are doors and windows, leaves at hand.

    Args:
        gaps: (4, 2) corners of each.
        chances: (N, 2) how likely each is a door, and a window, by its looks.
        leaves: What is drawn.

    Returns:
        (N, 2) the same, raised for doors that a leaf shuts; and (N,) which these are.
    """
    if not leaves or not gaps:
        return chances, np.zeros(len(gaps), np.bool_)
    shuts = _shuts(np.stack(list(gaps)), leaves)
    best = (shuts * chances[:, 0]).max(axis=1)
    kept = [number for number in range(len(leaves)) if not _is_threshold(number, leaves, best)]
    hung = np.asarray(shuts[kept].any(axis=0), np.bool_)
    raised = chances.copy()
    raised[hung, 0] = 1 - (1 - chances[hung, 0]) * (1 - _SURE)
    raised[hung, 1] = chances[hung, 1] * (1 - _SURE)
    return raised, hung


def _shuts(gaps: Corners, leaves: Sequence[Leaf]) -> NDArray[np.bool_]:
    """(L, N) which leaf shuts which gap."""
    ends = (gaps[:, [0, 1]] + gaps[:, [3, 2]]) / 2
    depths = np.linalg.norm(gaps[:, 0] - gaps[:, 3], axis=1)
    table = np.zeros((len(leaves), len(gaps)), np.bool_)
    for row, leaf in enumerate(leaves):
        own = (leaf.gap[[0, 1]] + leaf.gap[[3, 2]]) / 2
        width, depth = (float(np.linalg.norm(leaf.gap[0] - leaf.gap[other])) for other in (1, 3))
        along = (own[1] - own[0]) / max(width, 1e-6)
        off = ends - own.mean(axis=0)
        places, aside = np.sort(off @ along, axis=1), np.abs(off @ np.array([-along[1], along[0]]))
        near = (np.abs(places - np.array([-width, width]) / 2) <= _SAME_ENDS * width).all(axis=1)
        table[row] = near & (aside <= (depths[:, None] + depth) / 2 + 1).all(axis=1)
    return table


def _is_threshold(number: int, leaves: Sequence[Leaf], best: NDArray[np.float64]) -> bool:
    """Whether another leaf of the same arc shuts a likelier gap."""
    leaf = leaves[number]
    length = float(np.linalg.norm(leaf.shut_to))
    for other, rival in enumerate(leaves):
        near = np.linalg.norm(rival.hinge - leaf.hinge) < _SAME_CENTRE * length
        one_way = _SAME_WAY * length * np.linalg.norm(rival.open_to)
        if (
            near
            and rival.open_to @ leaf.shut_to > one_way
            and (best[other], -other) > (best[number], -number)
        ):
            return True
    return False


def _leaves(lines: Mask, solid: Mask, walls: Walls, among: Mask | None) -> Iterator[Leaf]:
    """Leaves along and across the page."""
    thin = max(walls.thin, 2.0)
    least, most = max(_LEAST_LONG * thin, _LEAST_PIXELS), _MOST_LONG * max(walls.thickness, 2.0)
    strokes = [
        stroke
        for axis in (0, 1)
        for stroke in _strokes(lines, axis, least, most, _MOST_THICK * thin)
        if among is None or _meets(among, *stroke)
    ]
    for hinge, along, shut_to in _with_arcs(strokes, lines):
        gap = _shut(hinge, along, shut_to, solid, thin)
        if gap is not None:
            yield Leaf(gap, hinge, along, shut_to)


def _meets(mask: Mask, start: Corners, end: Corners) -> bool:
    found = ink_at(mask, start + np.linspace(0.02, 0.98, 48)[:, None] * (end - start))
    return found is not None and bool(found.any())


def _strokes(
    lines: Mask, axis: int, least: float, most: float, thick: float
) -> Iterator[tuple[Corners, Corners]]:
    """Ends of thin straight lines along the rows (axis 0) or the columns of some length."""
    kernel = np.ones((1, round(least)) if axis == 0 else (round(least), 1), np.uint8)
    straight = cv2.morphologyEx(lines.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    # Nearly all is empty: outlines are found sooner than pixels are numbered.
    outlines, _ = cv2.findContours(straight, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for left, top, width, height in map(cv2.boundingRect, outlines):
        length, across = (width, height) if axis == 0 else (height, width)
        if across <= thick and length <= most:
            middle = (left + width / 2, top + height / 2)
            half = (width / 2, 0.0) if axis == 0 else (0.0, height / 2)
            yield np.subtract(middle, half), np.add(middle, half)


def _with_arcs(
    strokes: Sequence[tuple[Corners, Corners]], lines: Mask
) -> Iterator[tuple[Corners, Corners, Corners]]:
    """Lines with an arc about one end: its centre, and from there to its ends, the line's first."""
    # Either end may be the hinge, and either side the one to which it shuts.
    ways = np.array([(end, other) for start, tip in strokes for end, other in ((start, tip), (tip, start))])
    hinges, alongs = ways.reshape(-1, 2, 2)[:, 0], np.diff(ways.reshape(-1, 2, 2), axis=1)[:, 0]
    acrosses = np.stack([-alongs[:, 1], alongs[:, 0]], axis=1)
    rays = np.stack([np.repeat(hinges, 2, 0), np.repeat(alongs, 2, 0), np.repeat(acrosses, 2, 0)], axis=1)
    rays[1::2, 2] *= -1
    reach = rays[:, :1] + _REACH * rays[:, 1:]
    low, high = _BESIDE + 1, np.array(lines.shape[::-1]) - _BESIDE - 1
    within = np.flatnonzero(((reach >= low) & (reach < high)).all(axis=(1, 2)))
    # Those about as long are looked at together.
    order = within[np.argsort(np.linalg.norm(rays[within, 1], axis=1), kind="stable")]
    # Of centres that do as well, the one nearest the line's end.
    off = _OFF * np.abs(_CENTRES).sum(axis=1)[:, None]
    found: dict[int, tuple[Corners, Corners, Corners]] = {}
    for part in np.array_split(order, -(-len(order) // _TOGETHER)) if len(order) else ():
        # Most lines are no leaves: a few angles tell.
        few = _arcs(rays[part], _ANGLES[::_FEW], lines).max(axis=(1, 2), initial=0.0)
        able = part[few >= _GLANCED]
        drawn = _arcs(rays[able], _ANGLES, lines)
        for way, shares in zip(able.tolist(), drawn, strict=True):
            centre, radius = np.unravel_index(int((shares - off).argmax()), shares.shape)
            if shares[centre, radius] >= _DRAWN:
                hinge, along, across = rays[way]
                a, b = _CENTRES[centre]
                found[way] = (
                    hinge + a * along + b * across,
                    along,
                    float(_radii(along)[_BESIDE + radius]) * across,
                )
    yield from (found[way] for way in sorted(found))


def _arcs(rays: Corners, angles: NDArray[np.float64], lines: Mask) -> NDArray[np.float64]:
    """How much of every arc is drawn that lines may have: (W, C, R) by centres and radii, pixel by pixel.

    Args:
        rays: (W, 3, 2) of W lines an end, from there the line, and as far to the side of it.
        angles: Radians from the line at which to look.
        lines: (H, W) where there is ink.
    """
    if not len(rays):
        return np.zeros((0, len(_CENTRES), 1))
    each = [_radii(along) for along in rays[:, 1]]
    most = max(map(len, each))
    radii = np.array([np.concatenate([own, np.full(most - len(own), own[-1])]) for own in each])
    off = np.array([(1.0, along, across) for along, across in _CENTRES]).T
    turn = np.stack([np.cos(angles), np.sin(angles)])
    cells = np.zeros((len(rays), len(_CENTRES), most, len(angles)), np.int32)
    # Columns, then rows: coordinates by themselves are several times as quick as points.
    for axis, step in ((0, 1), (1, lines.shape[1])):
        centres = (rays[:, :, axis] @ off).astype(np.float32)
        arcs = (radii[:, :, None] * (rays[:, 1:, axis] @ turn)[:, None]).astype(np.float32)
        cells += (centres[:, :, None, None] + arcs[:, None]).astype(np.int32) * step
    hit = np.take(lines.ravel(), cells, mode="clip")
    shares = drawn_shares(hit.reshape(-1, most, len(angles)), _BESIDE).reshape(len(rays), len(_CENTRES), -1)
    own = np.array([len(one) for one in each]) - 2 * _BESIDE
    return np.where(np.arange(shares.shape[2]) < own[:, None, None], shares, 0.0)


def _radii(along: Corners) -> NDArray[np.float64]:
    """Where a line's arc may run and what is beside it, a pixel apart, as shares of the line's length."""
    length = float(np.linalg.norm(along))
    low, high = (round(share * length) for share in _RADII)
    return np.arange(low - _BESIDE, high + _BESIDE + 1) / length


def _shut(hinge: Corners, open_to: Corners, shut_to: Corners, solid: Mask, thin: float) -> Corners | None:
    """The gap that a leaf shuts, from wall to wall, behind the side to which it opens; None without both."""
    radius = float(np.linalg.norm(shut_to))
    along, out = shut_to / radius, open_to / float(np.linalg.norm(open_to))
    reach = np.arange(0.0, _JAMB * radius)[:, None, None] * along
    # A frame is often deeper than the wall it stands in.
    behind = hinge - (_BEHIND * thin)[:, None] * out
    before, after = _first(solid, behind - reach), _first(solid, behind + shut_to + reach)
    if before is None or after is None:
        return None
    start, end = hinge - before * along, hinge + shut_to + after * along
    return np.array([start, end, end - out * thin, start - out * thin])


def _first(solid: Mask, ways: Corners) -> float | None:
    """Steps along the first axis of (S, W, 2) ways until a wall is met, on the first way that meets one."""
    cells = np.floor(ways).astype(int)
    cells = np.clip(cells, 0, np.array(solid.shape[::-1]) - 1)
    met = solid[cells[..., 1], cells[..., 0]]
    for way in met.T:
        if way.any():
            return float(way.argmax())
    return None
