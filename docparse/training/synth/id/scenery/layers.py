"""Flat things laid on the table and seen through the camera: warp without aliasing, shadow, thickness."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.quad import Matrix, Points, box_corners, map_points
from docparse.training.synth.id.scenery.camera import Camera, corner_mapping
from docparse.training.synth.id.scenery.noise import Pixels, soften

_Window = tuple[slice, slice]


@dataclass(frozen=True)
class Sprite:
    """A flat thing.

    Attributes:
        image: (H, W, 4) RGB and opacity.
        size_mm: Width and height.
        thickness_mm: How far its face lies above what it lies on; 0 is printed there.
        edge: RGB of its sides.
    """

    image: Pixels
    size_mm: tuple[float, float]
    thickness_mm: float = 0.0
    edge: tuple[float, float, float] = (120.0, 120.0, 120.0)


@dataclass(frozen=True)
class Place:
    """Where a flat thing's centre lies on the table (millimetres), and its turn (radians, clockwise)."""

    x: float
    y: float
    angle: float
    height: float = 0.0

    def corners(self, size_mm: tuple[float, float]) -> Points:
        """(4, 2) table points of the thing's own top-left, top-right, bottom-right and bottom-left."""
        width, height = size_mm
        c, s = np.cos(self.angle), np.sin(self.angle)
        box = box_corners(-width / 2, -height / 2, width / 2, height / 2)
        return np.asarray(box @ np.array([[c, s], [-s, c]]) + (self.x, self.y))


@dataclass(frozen=True)
class Light:
    """Where shadows fall: direction on the table (unit vector), length per height, darkness of 0 to 1."""

    direction: tuple[float, float]
    slant: float
    darkness: float


def opaque(rgb: Pixels, radius: float = 0.0) -> Pixels:
    """Add an opacity channel, with corners rounded to a radius in pixels."""
    height, width = rgb.shape[:2]
    return with_opacity(rgb, rounded_mask(height, width, radius))


def with_opacity(rgb: Pixels, mask: Pixels) -> Pixels:
    """(H, W, 4) from colours and an (H, W) opacity."""
    joined = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA), np.uint8)
    joined[..., 3] = mask
    return joined


def rounded_mask(height: int, width: int, radius: float) -> Pixels:
    """A filled (height, width) rectangle of 255 with rounded corners of 0."""
    if radius < 1:
        return np.full((height, width), 255, np.uint8)
    mask = np.zeros((height, width), np.uint8)
    r = min(int(radius), height // 2 - 1, width // 2 - 1)
    cv2.rectangle(mask, (r, 0), (width - 1 - r, height - 1), 255, -1)
    cv2.rectangle(mask, (0, r), (width - 1, height - 1 - r), 255, -1)
    for x in (r, width - 1 - r):
        for y in (r, height - 1 - r):
            cv2.circle(mask, (x, y), r, 255, -1, cv2.LINE_AA)
    return mask


def face_corners(sprite: Sprite, place: Place, camera: Camera) -> Points:
    """(4, 2) frame points of the corners of a thing's upper face."""
    return map_points(place.corners(sprite.size_mm), camera.plane(place.height + sprite.thickness_mm))


def lay(canvas: Pixels, sprite: Sprite, place: Place, camera: Camera, light: Light | None) -> None:
    """Draw a thing into the frame ``canvas``, in place: shadow, sides, face."""
    outline = place.corners(sprite.size_mm)
    top = map_points(outline, camera.plane(place.height + sprite.thickness_mm))
    if light is not None and light.darkness > 0:
        _shadow(canvas, sprite, place, camera, light)
    if sprite.thickness_mm > 0:
        solid = replace(sprite, image=_solid(sprite))
        steps = max(1, min(4, round(sprite.thickness_mm / 1.2)))
        for step in range(steps):
            height = place.height + sprite.thickness_mm * step / steps
            _warp_onto(canvas, solid.image, map_points(outline, camera.plane(height)))
    _warp_onto(canvas, sprite.image, top)


def _solid(sprite: Sprite) -> Pixels:
    """The sides' colour in the thing's outline; small, because it carries no detail."""
    step = max(1, max(sprite.image.shape[:2]) // 256)
    alpha = sprite.image[::step, ::step, 3]
    solid = np.empty((*alpha.shape, 4), np.uint8)
    solid[..., :3] = np.clip(sprite.edge, 0, 255)
    solid[..., 3] = alpha
    return solid


def _shadow(canvas: Pixels, sprite: Sprite, place: Place, camera: Camera, light: Light) -> None:
    reach = (sprite.thickness_mm + 0.3) * light.slant
    fallen = replace(place, x=place.x + light.direction[0] * reach, y=place.y + light.direction[1] * reach)
    corners = map_points(fallen.corners(sprite.size_mm), camera.plane(place.height))
    softness = 0.5 + 0.6 * reach / camera.mm_per_px((place.x, place.y))
    softness = min(softness, 25.0)
    warped = warp(canvas.shape[:2], _solid(sprite), corners, margin=int(3 * softness) + 2)
    if warped is None:
        return
    mask, window = warped
    dark = soften(np.ascontiguousarray(mask[..., 3]), softness)
    keep = 255 - cv2.convertScaleAbs(dark, alpha=light.darkness)
    canvas[window] = cv2.multiply(canvas[window], cv2.merge([keep] * 3), scale=1 / 255)


def _warp_onto(canvas: Pixels, rgba: Pixels, corners: Points) -> None:
    warped = warp(canvas.shape[:2], rgba, corners)
    if warped is not None:
        blend(canvas, *warped)


def blend(canvas: Pixels, rgba: Pixels, window: _Window) -> None:
    """Put (h, w, 4) colours multiplied by their opacity over the canvas's window, in place."""
    alpha = 255 - rgba[..., 3]
    below = cv2.multiply(canvas[window], cv2.merge([alpha, alpha, alpha]), scale=1 / 255)
    canvas[window] = cv2.add(below, np.ascontiguousarray(rgba[..., :3]))


def premultiplied(rgba: Pixels) -> Pixels:
    """Colours multiplied by their opacity, so that they can be averaged."""
    alpha = np.ascontiguousarray(rgba[..., 3])
    if alpha.min() == 255:
        return rgba
    ones = np.full_like(alpha, 255)
    return np.asarray(cv2.multiply(rgba, cv2.merge([alpha, alpha, alpha, ones]), scale=1 / 255), np.uint8)


def warp(
    frame: tuple[int, ...], rgba: Pixels, corners: Points, margin: int = 2
) -> tuple[Pixels, _Window] | None:
    """Carry a picture to four corners in the frame, shrinking by averages first so that nothing flickers.

    Args:
        frame: (height, width) of the frame.
        rgba: (H, W, 4) with straight opacity.
        corners: (4, 2) frame points of its corners.
        margin: Pixels of empty frame to keep round it.

    Returns:
        Colours multiplied by opacity, and the part of the frame they belong to; None when out of the frame.
    """
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int) - margin, 0)
    high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + margin, frame[1::-1])
    if (high <= low).any():
        return None
    image = _shrunk(premultiplied(rgba), corners)
    height, width = image.shape[:2]
    # One empty pixel round it lets the warp fade its edge over a pixel.
    padded = cv2.copyMakeBorder(image, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    mapping = _between_centres(width, height, corners - low)
    target = (int(high[0] - low[0]), int(high[1] - low[1]))
    drawn = cv2.warpPerspective(padded, mapping, target, flags=cv2.INTER_LINEAR)
    return np.asarray(drawn, np.uint8), (slice(low[1], high[1]), slice(low[0], high[0]))


def _between_centres(width: int, height: int, corners: Points) -> Matrix:
    box = box_corners(1, 1, width + 1, height + 1)
    return corner_mapping(box, corners)


def _shrunk(image: Pixels, corners: Points) -> Pixels:
    height, width = image.shape[:2]
    sides: NDArray[np.float64] = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    across, down = max(sides[0], sides[2], 2.0), max(sides[1], sides[3], 2.0)
    target = (min(width, max(2, round(across * 1.1))), min(height, max(2, round(down * 1.1))))
    if target == (width, height):
        return image
    return np.asarray(cv2.resize(image, target, interpolation=cv2.INTER_AREA), np.uint8)


def cover(canvas: Pixels, texture: Pixels, camera: Camera, texels_per_mm: float) -> None:
    """Fill the frame with a surface lying on the table, mirrored where it ends, in place."""
    height, width = texture.shape[:2]
    scale = np.array([[1 / texels_per_mm, 0, 0], [0, 1 / texels_per_mm, 0], [0, 0, 1]])
    centred = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1.0]])
    mapping = camera.plane() @ scale @ centred
    size = (canvas.shape[1], canvas.shape[0])
    canvas[:] = cv2.warpPerspective(
        texture, mapping, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
