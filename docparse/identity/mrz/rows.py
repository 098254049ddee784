"""Geometry of the zone's lines: which way they run, how they stack, how to cut them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Quad = NDArray[np.float64]

# A quadrilateral taller than wide by this much holds a line that runs downwards: engines give its corners
# from the page's top left, not from the text's.
TALL = 1.5
MAX_TILT = np.cos(np.radians(7.0))
MIN_STEP, MAX_STEP = 0.85, 3.4


@dataclass(frozen=True)
class Row:
    """One line that may belong to a zone.

    Attributes:
        text: As read; empty where nothing has been read yet.
        quad: (4, 2) corners from the text's own top left, clockwise.
        confidence: 0 to 1.
    """

    text: str
    quad: Quad
    confidence: float

    @property
    def along(self) -> NDArray[np.float64]:
        """Unit vector of the writing direction."""
        edge = (self.quad[1] - self.quad[0]) + (self.quad[2] - self.quad[3])
        return np.asarray(edge / (np.linalg.norm(edge) + 1e-9))

    @property
    def length(self) -> float:
        """Pixels along the line."""
        return float(np.linalg.norm((self.quad[1] - self.quad[0]) + (self.quad[2] - self.quad[3])) / 2)

    @property
    def height(self) -> float:
        """Pixels across the line."""
        return float(np.linalg.norm((self.quad[3] - self.quad[0]) + (self.quad[2] - self.quad[1])) / 2)

    @property
    def centre(self) -> NDArray[np.float64]:
        """Middle of the line."""
        return np.asarray(self.quad.mean(axis=0))

    def flipped(self) -> Row:
        """The same place read from the other end."""
        return Row("", np.roll(self.quad, 2, axis=0), self.confidence)

    def moved(self, across: float) -> Row:
        """The same shape, so many pixels further down its own page."""
        along = self.along
        down = np.array([-along[1], along[0]])
        return Row("", self.quad + across * down, 0.0)


def upright_quad(polygon: Quad, characters: int) -> Quad:
    """Corners from the text's own top left, for a polygon whose first edge may be its short one."""
    quad = np.asarray(polygon, np.float64).reshape(-1, 2)
    wide, tall = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    if characters >= 4 and tall > TALL * wide:
        return np.roll(quad, -1, axis=0)
    return quad


def offsets(a: Row, b: Row) -> tuple[float, float]:
    """How far b's centre lies from a's, (along, across) a's direction, in pixels."""
    along = a.along
    delta = b.centre - a.centre
    return float(delta @ along), float(delta @ np.array([-along[1], along[0]]))


def parallel(a: Row, b: Row) -> bool:
    """Whether two lines run the same way."""
    return bool(a.along @ b.along > MAX_TILT)


def stacked(a: Row, b: Row) -> bool:
    """Whether b may be the next line below a: parallel, a line's distance down, mostly beside it."""
    if not parallel(a, b):
        return False
    along, across = offsets(a, b)
    height = max(min(a.height, b.height), 0.6 * max(a.height, b.height))
    overlap = (a.length + b.length) / 2 - abs(along)
    return MIN_STEP * height < across < MAX_STEP * height and overlap > 0.5 * min(a.length, b.length)


def stacks(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of lines each below the one before, the longest first."""
    following: dict[int, int] = {}
    for i, row in enumerate(rows):
        below = [
            (offsets(row, other)[1], j) for j, other in enumerate(rows) if j != i and stacked(row, other)
        ]
        if below:
            following[i] = min(below)[1]
    heads = set(range(len(rows))) - set(following.values())
    found = []
    for head in sorted(heads):
        run = [head]
        while run[-1] in following and following[run[-1]] not in run:
            run.append(following[run[-1]])
        found.append([rows[i] for i in run])
    return sorted(found, key=len, reverse=True)


def alike(a: Row, b: Row) -> bool:
    """Whether two stacked lines begin and end together, as the lines of a zone do."""
    along, _ = offsets(a, b)
    height = max(a.height, b.height)
    return abs(along) < 1.2 * height and abs(a.length - b.length) < 2.0 * height


def evened(rows: Sequence[Row]) -> list[Row]:
    """The rows drawn out to begin and end together: detectors drop faint ends and runs of fillers."""
    first = rows[0]
    reach = [
        (offsets(first, row)[0] - row.length / 2, offsets(first, row)[0] + row.length / 2) for row in rows
    ]
    start, end = min(a for a, _ in reach), max(b for _, b in reach)
    return [
        Row(row.text, piece(row, (start - a) / row.length, (end - a) / row.length), row.confidence)
        for row, (a, _) in zip(rows, reach, strict=True)
    ]


def cut(grey: NDArray[np.uint8], row: Row, *, beside: float, above: float) -> NDArray[np.uint8]:
    """The line straightened, with margins.

    Args:
        grey: (H, W) page.
        row: The line.
        beside: Margin at either end, in line heights.
        above: Margin over and under the line, in line heights; negative trims.

    Returns:
        (h, w) uint8, upright.
    """
    import cv2  # noqa: PLC0415 - heavy, loaded on first use

    quad = widened(row, beside, above)
    width = max(16, round(float(np.linalg.norm(quad[1] - quad[0]))))
    height = max(6, round(float(np.linalg.norm(quad[3] - quad[0]))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    how, edge = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    return np.asarray(
        cv2.warpPerspective(grey, matrix, (width, height), flags=how, borderMode=edge), np.uint8
    )


def widened(row: Row, beside: float, above: float) -> Quad:
    """The line's corners with margins in line heights."""
    along = row.along * row.height * beside
    down = (row.quad[3] - row.quad[0] + row.quad[2] - row.quad[1]) / 2 * above
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    return np.asarray(row.quad + signs[:, :1] * along + signs[:, 1:] * down)


def piece(row: Row, start: float, end: float) -> Quad:
    """The part of a line between two fractions of its length, corners clockwise from its top left."""
    top, bottom = row.quad[1] - row.quad[0], row.quad[2] - row.quad[3]
    return np.stack(
        [
            row.quad[0] + start * top,
            row.quad[0] + end * top,
            row.quad[3] + end * bottom,
            row.quad[3] + start * bottom,
        ]
    )
