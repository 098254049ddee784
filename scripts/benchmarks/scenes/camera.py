"""A pinhole camera over a flat document: where its corners fall in the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
FORMATS = (4 / 3, 3 / 2, 16 / 9)
MOST_TILT = 45.0
TRIES, STEPS = 30, 30


@dataclass(frozen=True)
class View:
    """One photograph's geometry.

    Attributes:
        size: Width and height of the frame in px.
        tilt: Angle between the camera's axis and the table's normal, in degrees.
        axis: Direction in the table around which it is tilted, in degrees.
        rotation: Turn of the document in its plane, in degrees.
        plane: (3, 3) matrix from the table to the frame; the document is 1 wide, centred on the origin.
        corners: (4, 2) px: the document's top left, top right, bottom right, bottom left.
    """

    size: tuple[int, int]
    tilt: float
    axis: float
    rotation: float
    plane: Points
    corners: Points

    @property
    def share(self) -> float:
        """Part of the frame's area that the document covers."""
        return area(self.corners) / (self.size[0] * self.size[1])

    @property
    def span(self) -> float:
        """The document's extent as a part of the frame's, the larger of width and height."""
        return float((np.ptp(self.corners, axis=0) / self.size).max())


def area(polygon: Points) -> float:
    """Area of a simple polygon, (N, 2) points."""
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def outline(aspect: float) -> Points:
    """(4, 2) corners of a document of width 1 around the origin; ``aspect`` is width by height."""
    x, y = 0.5, 0.5 / aspect
    return np.array([[-x, -y], [x, -y], [x, y], [-x, y]])


def turning(tilt: float, axis: float, rotation: float) -> Points:
    """(3, 3) rotation: turned in the plane first, then tilted around an axis in the plane. Degrees."""
    turn = np.radians(rotation)
    in_plane = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    direction = np.array([np.cos(np.radians(axis)), np.sin(np.radians(axis)), 0.0])
    tilted, _ = cv2.Rodrigues(np.radians(tilt) * direction)
    return np.asarray(tilted @ in_plane)


def plane_matrix(rotated: Points, focal: float, distance: float) -> Points:
    """(3, 3) homography from table points to the picture, in the focal length's unit."""
    pose = np.column_stack([rotated[:, 0], rotated[:, 1], [0, 0, distance]])
    return np.asarray(np.diag([focal, focal, 1.0]) @ pose)


def project(matrix: Points, points: Points) -> Points:
    """(N, 2) points through a homography."""
    mapped = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def distance_for(rotated: Points, focal: float, points: Points, wanted: float) -> float:
    """How far off the document covers that area; the area falls as it moves away."""
    # At the most tilt less than half a document's width lies before its middle: all is before the camera.
    near, far = 0.6, 40.0
    for _ in range(40):
        middle = (near + far) / 2
        if area(project(plane_matrix(rotated, focal, middle), points)) > wanted:
            near = middle
        else:
            far = middle
    return far


def aim(rng: np.random.Generator, aspect: float, share: float, long_side: int) -> View | None:
    """A random view in which the document covers ``share`` of the frame and lies inside it whole.

    The tilt is drawn evenly from 0 to ``MOST_TILT``; its axis, the document's turn (any, at first), the
    frame's format and the place are drawn anew until all fits. Where nothing fits, turns stay near the
    frame's own directions and the tilt shrinks step by step: a large share leaves only small tilts.

    Returns:
        None when nothing fitted at any tilt.
    """
    tilt = rng.uniform(0, MOST_TILT)
    for attempt in range(STEPS * TRIES):
        if attempt and attempt % TRIES == 0:
            tilt *= 0.85
        free = attempt % TRIES < TRIES / 2
        rotation = rng.uniform(0, 360) if free else 90 * rng.integers(4) + rng.normal(0, 8)
        view = _view(rng, aspect, share, long_side, tilt, rotation)
        if view is not None:
            return view
    return None


def _view(
    rng: np.random.Generator, aspect: float, share: float, long_side: int, tilt: float, rotation: float
) -> View | None:
    """One draw of format, axis, lens and place; None where the document does not fit."""
    size = (long_side, round(long_side / FORMATS[int(rng.integers(len(FORMATS)))]))
    if rng.random() < 0.5:
        size = size[1], size[0]
    points, axis = outline(aspect), rng.uniform(0, 360)
    focal = rng.uniform(0.75, 1.1) * long_side
    rotated = turning(tilt, axis, rotation)
    distance = distance_for(rotated, focal, points, share * size[0] * size[1])
    matrix = plane_matrix(rotated, focal, distance)
    shift = _place(rng, project(matrix, points), size)
    if shift is None:
        return None
    moved = np.array([[1, 0, shift[0]], [0, 1, shift[1]], [0, 0, 1.0]]) @ matrix
    if not _table_everywhere(moved, size):
        return None
    return View(size, float(tilt), float(axis), float(rotation % 360), moved, project(moved, points))


def _place(rng: np.random.Generator, corners: Points, size: tuple[int, int]) -> Points | None:
    """A shift that brings the corners inside the frame, by a margin of 0.6 % of it; None when too large."""
    margin = 0.006 * max(size)
    room = np.array(size) - 2 * margin - np.ptp(corners, axis=0)
    if (room < 0).any():
        return None
    return np.asarray(margin - corners.min(axis=0) + rng.uniform(0, 1, 2) * room)


def _table_everywhere(matrix: Points, size: tuple[int, int]) -> bool:
    """Whether every pixel of the frame shows the table: no horizon, no grazing sight."""
    back = np.linalg.inv(matrix)
    frame = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], float)
    depth = np.column_stack([frame, np.ones(4)]) @ back[2] / back[2, 2]
    scale = depth / depth.mean() if depth.mean() else depth
    return bool((depth > 0).all() or (depth < 0).all()) and bool(scale.min() > 0.12)


def as_json(view: View) -> dict[str, Any]:
    """The view's figures for the truth file."""
    return {
        "corners": np.round(view.corners, 2).tolist(),
        "size": list(view.size),
        "tilt": round(view.tilt, 1),
        "axis": round(view.axis, 1),
        "rotation": round(view.rotation, 1),
        "share": round(view.share, 4),
        "span": round(view.span, 4),
    }
