"""Which lines belong together: those under each other, or side by side, in one writing direction.

Every line is put into a frame along its own writing direction. A line of figures hangs on the nearest name
above or left of it, a further line of a name on the one above it; what hangs together is one label.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.labels.lines import ReadLine
from docparse.blueprint.labels.names import read_name

# All in text heights. How far figures may stand below a name, the next line of a name below the first,
# another room's name that shares its label, figures beside a name, the next word of a name.
_FIGURES_BELOW = 1.6
_NAME_BELOW = 0.65
_TWO_ROOMS_BELOW = 0.3
_BESIDE = 2.0
_NAME_BESIDE = 0.8
# Boxes of neighbouring lines reach into each other by up to this.
_OVERLAP = 0.6
# Of the shorter of two lines, the share that must stand under the longer.
_SHARED_WIDTH = 0.4
_HEIGHTS_DIFFER = 1.8
_JOINING_SIGNS = {"/", "&", "+"}
_SAME_DIRECTION = math.radians(12)
# How far above a line, in its own heights, the top of a line it may hang on can be.
_REACH = 4.0


@dataclass(frozen=True, eq=False)
class Placed:
    """A line in the frame of its writing direction: from left to right along it, top to bottom across it."""

    read: ReadLine
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the line's box, pixels."""
        return max(self.bottom - self.top, 1e-6)

    @property
    def middle(self) -> float:
        """Its centre along the writing direction."""
        return (self.left + self.right) / 2


class Frame:
    """Lines of one writing direction, so that neighbours are found without looking at every line.

    Args:
        lines: Of one direction.
        reversed_rows: Take the next line to stand on the other side: engines cannot always tell which way
            turned text runs, so their first edge may run against the writing.
    """

    def __init__(self, lines: Sequence[ReadLine], *, reversed_rows: bool = False) -> None:
        angles = [_angle(line) for line in lines] or [0.0]
        # Angles to the left are a whole turn apart where they are hardly so: their median is of offsets.
        turns = [math.remainder(angle - angles[0], 2 * math.pi) for angle in angles]
        angle = angles[0] + float(np.median(turns))
        along = np.array([math.cos(angle), math.sin(angle)])
        across = np.array([-along[1], along[0]])
        if reversed_rows:
            along, across = -along, -across
        placed = [_placed(line, along, across) for line in lines]
        self.placed = sorted(placed, key=lambda line: line.top)
        self._tops = [line.top for line in self.placed]

    def near(self, line: Placed, *, under: bool = False) -> list[int]:
        """Indices of lines on the same baseline and above, or with ``under`` below."""
        up, down = (1.0, _REACH) if under else (_REACH, 1.0)
        first = bisect_left(self._tops, line.top - up * line.height)
        last = bisect_right(self._tops, line.top + down * line.height)
        return [i for i in range(first, last) if self.placed[i] is not line]

    def next_above(self, line: Placed, most: float) -> Placed | None:
        """The nearest line above, no further than ``most`` text heights."""
        return min(
            (other for i in self.near(line) if below(other := self.placed[i], line, most) < math.inf),
            key=lambda other: below(other, line, most),
            default=None,
        )

    def next_below(self, line: Placed, most: float) -> Placed | None:
        """The nearest line below, no further than ``most`` text heights."""
        return min(
            (
                other
                for i in self.near(line, under=True)
                if below(line, other := self.placed[i], most) < math.inf
            ),
            key=lambda other: below(line, other, most),
            default=None,
        )

    def next_left(self, line: Placed, most: float) -> Placed | None:
        """The nearest line before it on its baseline."""
        return min(
            (other for i in self.near(line) if beside(other := self.placed[i], line, most) < math.inf),
            key=lambda other: beside(other, line, most),
            default=None,
        )


def directions(lines: Sequence[ReadLine]) -> list[list[ReadLine]]:
    """Lines by writing direction, those within a few degrees of each other together."""
    groups: list[tuple[float, list[ReadLine]]] = []
    for line in lines:
        angle = _angle(line)
        for known, members in groups:
            if abs(math.remainder(angle - known, 2 * math.pi)) <= _SAME_DIRECTION:
                members.append(line)
                break
        else:
            groups.append((angle, [line]))
    return [members for _, members in groups]


def is_turned(lines: Sequence[ReadLine]) -> bool:
    """Whether lines run up or down the page rather than along it."""
    return bool(lines) and abs(math.sin(_angle(lines[0]))) > 0.5


def chains(frame: Frame, skip: set[ReadLine]) -> list[list[Placed]]:
    """Lines that form labels, each list in reading order; lines that join nothing are lists of one.

    Args:
        frame: Lines of one direction.
        skip: Lines that are something else already.
    """
    placed = frame.placed
    parents: dict[int, int] = {}
    taken: set[int] = set()
    wishes = sorted(
        (gap, i, j)
        for i, line in enumerate(placed)
        if line.read not in skip
        for gap, j in _hooks(frame, line, skip)
    )
    for _, child, parent in wishes:
        if child in parents or parent in taken or _root(parents, parent) == child:
            continue
        parents[child] = parent
        taken.add(parent)
    members: dict[int, list[Placed]] = defaultdict(list)
    order = sorted(range(len(placed)), key=lambda i: (_depth(parents, i), placed[i].top))
    for i in order:
        if placed[i].read not in skip:
            members[_root(parents, i)].append(placed[i])
    return list(members.values())


def below(upper: Placed, lower: Placed, most: float) -> float:
    """Gap between two lines under each other in text heights; infinite where they are not so placed."""
    height = min(upper.height, lower.height)
    gap = (lower.top - upper.bottom) / height
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    narrower = min(upper.right - upper.left, lower.right - lower.left)
    alike = max(upper.height, lower.height) <= _HEIGHTS_DIFFER * height
    under = lower.top > upper.top and lower.bottom > upper.bottom
    if not (-_OVERLAP <= gap <= most and shared >= _SHARED_WIDTH * narrower and alike and under):
        return math.inf
    return max(gap, 0.0)


def beside(left: Placed, right: Placed, most: float) -> float:
    """Gap between two lines on one baseline in text heights; infinite where they are not so placed."""
    height = min(left.height, right.height)
    gap = (right.left - left.right) / height
    level = abs((left.top + left.bottom) - (right.top + right.bottom)) / 2 <= 0.6 * height
    if not (level and -_OVERLAP <= gap <= most and right.middle > left.middle):
        return math.inf
    return max(gap, 0.0)


def _hooks(frame: Frame, line: Placed, skip: set[ReadLine]) -> Iterator[tuple[float, int]]:
    """What a line could hang on, with how far it is."""
    for j in frame.near(line):
        other = frame.placed[j]
        if other.read in skip:
            continue
        gap = _pull(other, line)
        if gap < math.inf:
            yield gap, j


def _pull(parent: Placed, child: Placed) -> float:
    """How near a line is to one it could hang on; infinite where it cannot."""
    upper, lower = parent.read, child.read
    gap = math.inf
    if upper.is_total or lower.is_total or upper.ratio or lower.ratio:
        return gap
    if lower.has_figures and not lower.name:
        follows = _adds(upper, lower) if upper.has_figures else _may_name(upper)
        if follows:
            gap = min(below(parent, child, _FIGURES_BELOW), 0.3 + beside(parent, child, _BESIDE))
    elif upper.has_figures:
        return gap
    elif lower.is_room_number:
        named = upper.room.type is not None and not upper.room.unlikely
        gap = below(parent, child, _FIGURES_BELOW) if named and _centred(parent, child) else gap
    elif lower.is_name or lower.room.modifier:
        gap = _name_pull(parent, child)
    return gap


def _adds(upper: ReadLine, lower: ReadLine) -> bool:
    """Whether figures can follow figures: a second unit's pair, or an area and a pair."""
    return not (upper.area is not None and lower.area is not None)


def _may_name(line: ReadLine) -> bool:
    """Whether words may name the room whose figures stand below: also a name nobody has in a table."""
    if line.has_figures or line.lengths or line.heading.level or line.heading.title:
        return line.is_name
    if line.is_name:
        return True
    if read_name(line.name, beside_figures=True).known:
        return True
    word = re.search(r"[^\W\d_]{3}", line.name) is not None  # not a mark such as CE-4
    return (
        word and not line.room.unlikely and not re.search(r"\d{2}", line.name) and len(line.name.split()) <= 4
    )


def _name_pull(parent: Placed, child: Placed) -> float:
    """How near a further line of a name is to the one before it."""
    upper, lower = parent.read, child.read
    only_room = lower.room.modifier and lower.room.type is not None
    begins = upper.is_name or upper.room.modifier or (only_room and _may_name(upper))
    if not begins or upper.lengths or not (upper.name and lower.name):
        return math.inf
    most = _NAME_BELOW
    if upper.room.open_ended or lower.name.lstrip()[:1] in _JOINING_SIGNS:
        most *= 1.6
    if _are_two_rooms(upper, lower):
        return below(parent, child, _TWO_ROOMS_BELOW) if _centred(parent, child) else math.inf
    joined = read_name(f"{upper.name} {lower.name}")
    gap = below(parent, child, most)
    if gap < math.inf and _centred(parent, child) and (joined.known or only_room):
        return gap
    return 0.3 + beside(parent, child, _NAME_BESIDE)


def _are_two_rooms(upper: ReadLine, lower: ReadLine) -> bool:
    """Whether two names could each be a room's own, with nothing that joins them."""
    joined_by_sign = upper.room.open_ended or lower.name.lstrip()[:1] in _JOINING_SIGNS
    both = not upper.room.modifier and not lower.room.modifier
    phrase = upper.room.type == lower.room.type and upper.name.casefold() != lower.name.casefold()
    return both and not joined_by_sign and not phrase


def _centred(upper: Placed, lower: Placed) -> bool:
    height = upper.height
    return abs(upper.middle - lower.middle) <= 0.75 * height or abs(upper.left - lower.left) <= 0.5 * height


def _placed(line: ReadLine, along: NDArray[np.float64], across: NDArray[np.float64]) -> Placed:
    s, t = line.corners @ along, line.corners @ across
    return Placed(line, float(s.min()), float(s.max()), float(t.min()), float(t.max()))


def _root(parents: dict[int, int], i: int) -> int:
    while i in parents:
        i = parents[i]
    return i


def _depth(parents: dict[int, int], i: int) -> int:
    depth = 0
    while i in parents:
        i, depth = parents[i], depth + 1
    return depth


def _angle(line: ReadLine) -> float:
    first, second = line.corners[0], line.corners[1]
    return math.atan2(float(second[1] - first[1]), float(second[0] - first[0]))
