"""A pinhole camera above a table, and the slight bend of its lens.

The table is the plane z = 0 in millimetres, x right and y down as on a page, z up towards the camera.
Frame points are pixels with the origin at the picture's corner, so pixel centres lie at halves.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from docparse.geometry.quad import Matrix, Points, by_centres, homography, map_points
from docparse.training.synth.id.scenery.noise import Generator, Pixels, Size, between

# Nearest and farthest things in the frame differ by no more than this in distance:
# beyond it textures shrink to nothing before the horizon.
_FARTHEST = 3.5


@dataclass(frozen=True)
class Camera:
    """Where the table's points land in the frame.

    Attributes:
        rotation: (3, 3), table to camera.
        distance: From the camera to the table's origin, millimetres.
        zoom: Focal length, pixels.
        shift: Where the table's origin lands, pixels.
    """

    rotation: Matrix
    distance: float
    zoom: float
    shift: tuple[float, float]

    def plane(self, height: float = 0.0) -> Matrix:
        """The (3, 3) mapping to the frame of the plane that lies ``height`` millimetres above the table."""
        right, down, up = self.rotation[:, 0], self.rotation[:, 1], -self.rotation[:, 2]
        lens = np.array([[self.zoom, 0, self.shift[0]], [0, self.zoom, self.shift[1]], [0, 0, 1]])
        away = np.array([0.0, 0.0, self.distance])
        return np.asarray(lens @ np.column_stack([right, down, up * height + away]))

    def table(self, points: ArrayLike) -> Points:
        """Where on the table, in millimetres, (N, 2) frame points lie."""
        return map_points(points, np.linalg.inv(self.plane()))

    def mm_per_px(self, point: ArrayLike) -> float:
        """How much of the table one pixel covers about one table point."""
        x, y = np.asarray(point, float)
        seen = map_points([[x, y], [x + 1, y], [x, y + 1]], self.plane())
        return 1.0 / max(1e-6, float(np.linalg.norm(seen[1:] - seen[0], axis=1).mean()))


def random_camera(
    rng: Generator, size: Size, subject: ArrayLike, share: float, tilt: float, *, overhang: float = 0.0
) -> Camera:
    """A camera that sees a subject at a wanted size, somewhere in its frame.

    Args:
        rng: Where all chance comes from.
        size: (height, width) of the frame.
        subject: (N, 2) millimetres on the table, about the origin.
        share: How much of the frame's width or height, whichever fits first, the subject takes.
        tilt: Angle between the optical axis and the table's normal, radians; its direction is random.
        overhang: How far the subject may stick out of the frame, in terms of its own size.
    """
    points = np.asarray(subject, float)
    frame = np.array(size[::-1], float)
    extent = float(np.ptp(points, axis=0).max())
    focal = between(rng, 0.9, 2.6)
    distance = focal * extent / share * float(frame.max() / frame.min()) ** 0.5
    direction = rng.uniform(0, 2 * np.pi)
    place = rng.random(2)
    axis = np.array([np.cos(direction), np.sin(direction), 0.0])
    while True:
        rotation = np.asarray(cv2.Rodrigues(axis * tilt)[0], float)
        seen = map_points(points, Camera(rotation, distance, 1.0, (0.0, 0.0)).plane())
        low, high = seen.min(axis=0), seen.max(axis=0)
        zoom = share * float((frame / (high - low)).min())
        room = frame - zoom * (high - low)
        slack = overhang * zoom * (high - low)
        # Where the subject fits it lies anywhere inside; where it does not, it is centred; then overhang.
        corner = np.where(room > 0, place * room, room / 2) + (place - 0.5) * 2 * slack
        shift = corner - zoom * low
        camera = Camera(rotation, distance, zoom, (float(shift[0]), float(shift[1])))
        if abs(tilt) < 1e-3 or _depth_ratio(camera, frame) < _FARTHEST:
            return camera
        tilt *= 0.85


def _depth_ratio(camera: Camera, frame: NDArray[np.float64]) -> float:
    """Farthest over nearest distance of the table in the frame; infinite when the horizon is in it."""
    corners = np.array([[0, 0], [frame[0], 0], frame, [0, frame[1]]])
    rays = np.column_stack([(corners - camera.shift) / camera.zoom, np.ones(4)])
    closeness = rays @ camera.rotation[:, 2] / (camera.rotation[2, 2] * camera.distance)
    return float("inf") if closeness.min() <= 0 else float(closeness.max() / closeness.min())


@dataclass(frozen=True)
class Lens:
    """Slight pincushion (negative) or barrel (positive) bend about the frame's centre.

    Attributes:
        strength: Relative displacement at the frame's corners.
        size: (height, width) of the frame.
    """

    strength: float
    size: Size

    def bend(self, image: Pixels) -> Pixels:
        """The picture through this lens, same size; what comes from outside repeats the border."""
        if not self.strength:
            return image
        height, width = self.size
        x = np.arange(width, dtype=np.float32) + 0.5
        y = np.arange(height, dtype=np.float32)[:, None] + 0.5
        dx, dy = x - width / 2, y - height / 2
        factor = np.float32(1 / self._grown) + np.float32(self._scaled / self._grown) * (dx * dx + dy * dy)
        map_x = np.asarray(dx * factor + (width / 2 - 0.5), np.float32)
        map_y = np.asarray(dy * factor + (height / 2 - 0.5), np.float32)
        bent = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        return np.asarray(bent, np.uint8)

    def bend_points(self, points: ArrayLike) -> Points:
        """Where (N, 2) points of the straight picture land in the bent one."""
        centre = np.array(self.size[::-1], float) / 2
        straight = np.asarray(points, float) - centre
        bent = straight.copy()
        for _ in range(12):
            bent = straight * self._grown / (1 + self._scaled * (bent**2).sum(axis=1, keepdims=True))
        return np.asarray(bent + centre)

    @property
    def _grown(self) -> float:
        """Enlargement that keeps what lies outside the straight frame out of the bent one."""
        return 1 + max(self.strength, 0.0)

    @property
    def _scaled(self) -> float:
        return 4 * self.strength / float(self.size[0] ** 2 + self.size[1] ** 2)


def corner_mapping(source: ArrayLike, target: ArrayLike) -> Matrix:
    """:func:`docparse.geometry.quad.homography` for pixel centres at whole numbers, as OpenCV counts."""
    return by_centres(homography(source, target))
