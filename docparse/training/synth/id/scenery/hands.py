"""Hands that hold a document or lie over its edge, drawn in the frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.quad import Points
from docparse.training.synth.id.scenery.layers import blend, with_opacity
from docparse.training.synth.id.scenery.noise import (
    Generator,
    Pixels,
    between,
    chance,
    colour,
    hsv,
    near,
    octaves,
    shade,
    soften,
)

Tone = tuple[float, float, float]
Vector = NDArray[np.float64]


def skin(rng: Generator) -> Tone:
    """A skin's colour, from very light to very dark; now and then a glove's."""
    if chance(rng, 0.04):
        return colour(rng)
    depth = rng.random()
    saturation = 0.28 + 0.3 * depth + between(rng, -0.08, 0.08)
    return hsv(between(rng, 0.03, 0.08), saturation, 0.95 - 0.65 * depth)


@dataclass(frozen=True)
class Finger:
    """A finger: its tip, two joints and root as (4, 2) pixels, and its width in pixels."""

    joints: Points
    width: float

    def mask(self, shape: tuple[int, ...]) -> Pixels:
        """(height, width) of 255 where it is."""
        mask = np.zeros(shape[:2], np.uint8)
        for start, end, thick in zip(self.joints[:-1], self.joints[1:], (0.9, 1.0, 1.08), strict=True):
            _capsule(mask, start, end, self.width * thick)
        return mask


def _capsule(mask: Pixels, start: Vector, end: Vector, width: float) -> None:
    a, b = (np.clip(np.round(point * 16), -60000, 60000).astype(int).tolist() for point in (start, end))
    cv2.line(mask, a, b, (255,), int(np.clip(round(width), 1, 2000)), cv2.LINE_AA, 4)


def _turned(vector: Vector, angle: float) -> Vector:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([c * vector[0] - s * vector[1], s * vector[0] + c * vector[1]])


def _finger(tip: Vector, direction: Vector, width: float, length: float, bend: float) -> Finger:
    """A finger from its tip on; it turns by ``bend`` radians at each joint."""
    joints = [tip + direction * width * 0.5]
    for part in (0.27, 0.3, 0.43):
        joints.append(joints[-1] + direction * length * part)
        direction = _turned(direction, bend)
    return Finger(np.array(joints), width)


@dataclass(frozen=True)
class Hand:
    """The back of a hand: where it starts (pixels), the unit vector along the arm, its width in pixels."""

    wrist: Vector
    away: Vector
    width: float


def paint_skin(rng: Generator, canvas: Pixels, mask: Pixels, tone: Tone) -> None:
    """Fill a mask with round-looking skin and drop its shadow on what lies beneath, in place."""
    x, y, w, h = cv2.boundingRect(mask)
    if w < 3 or h < 3:
        return
    depth = cv2.distanceTransform(cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], cv2.DIST_L2, 3)
    thick = max(2.0, float(depth.max()))
    reach = int(thick * 1.2) + 2
    window = (
        slice(max(0, y - reach), min(mask.shape[0], y + h + reach)),
        slice(max(0, x - reach), min(mask.shape[1], x + w + reach)),
    )
    part = np.ascontiguousarray(mask[window])
    drop = np.array([[1, 0, between(rng, -0.3, 0.3) * thick], [0, 1, between(rng, 0, 0.5) * thick]])
    fallen = soften(
        np.asarray(cv2.warpAffine(part, drop, (part.shape[1], part.shape[0])), np.uint8), 0.5 + thick * 0.25
    )
    keep = 255 - cv2.convertScaleAbs(fallen, alpha=between(rng, 0.2, 0.6))
    canvas[window] = cv2.multiply(canvas[window], cv2.merge([keep] * 3), scale=1 / 255)
    roundness = 0.6 + 0.45 * np.sqrt(np.clip(depth[window] / thick, 0, 1))
    folds = octaves(rng, (part.shape[0], part.shape[1]), max(3.0, thick * 0.6), 3, 0.6) - 0.5
    light = soften(roundness.astype(np.float32), 1 + thick * 0.1) + 0.15 * folds
    flesh = shade(
        np.broadcast_to(np.asarray(tone), (*part.shape, 3)).astype(np.uint8), light.astype(np.float32)
    )
    flesh = np.asarray(cv2.multiply(flesh, cv2.merge([part] * 3), scale=1 / 255), np.uint8)
    blend(canvas, with_opacity(flesh, part), window)


def _paint_nail(rng: Generator, canvas: Pixels, finger: Finger, tone: Tone) -> None:
    towards = finger.joints[1] - finger.joints[0]
    angle = float(np.degrees(np.arctan2(towards[1], towards[0])))
    varnish = near(rng, np.asarray(tone) * (1.08, 1.0, 1.0) + 12, 8) if chance(rng, 0.8) else colour(rng)
    axes = (int(finger.width * 0.34 * 16) + 1, int(finger.width * 0.28 * 16) + 1)
    middle = np.round(finger.joints[0] * 16).astype(int).tolist()
    cv2.ellipse(canvas, middle, axes, angle, 0, 360, varnish, -1, cv2.LINE_AA, 4)


def _arm(rng: Generator, canvas: Pixels, hand: Hand, *, room: Pixels, tone: Tone) -> None:
    """Draw the back of a hand and its arm where ``room`` is 255; by chance in a sleeve."""
    start, direction, width = hand.wrist, hand.away, hand.width
    far = float(sum(canvas.shape[:2])) * 1.5
    flesh = np.zeros(canvas.shape[:2], np.uint8)
    _capsule(flesh, start, start + direction * width * 0.8, width)
    _capsule(flesh, start, start + direction * far, width * between(rng, 0.6, 0.85))
    paint_skin(rng, canvas, np.asarray(cv2.bitwise_and(flesh, room), np.uint8), near(rng, tone, 8))
    if chance(rng, 0.5):
        sleeve = np.zeros_like(flesh)
        cuff = start + direction * width * between(rng, 1.3, 2.5)
        _capsule(sleeve, cuff, cuff + direction * far, width * between(rng, 1.0, 1.3))
        paint_skin(rng, canvas, np.asarray(cv2.bitwise_and(sleeve, room), np.uint8), colour(rng))


def edge_fingers(
    rng: Generator, canvas: Pixels, corners: Points, tone: Tone, most: float = 0.15, *, arm: bool = True
) -> float:
    """Lay one to four fingers over one edge of a document, in place.

    Args:
        rng: Where all chance comes from.
        canvas: The frame.
        corners: (4, 2) frame points of the document.
        tone: The skin's RGB.
        most: Largest share of the document that may be hidden; fingers beyond it are left out.
        arm: Whether the hand's back and arm are seen as well.

    Returns:
        The share of the document that is hidden.
    """
    inside = np.zeros(canvas.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(corners).astype(np.int32), (255,))
    area = max(1, cv2.countNonZero(inside))
    fingers = _over_an_edge(rng, corners)
    total = np.zeros_like(inside)
    shown: list[tuple[Finger, Pixels]] = []
    for finger in fingers:
        mask = finger.mask(canvas.shape)
        joined = np.asarray(cv2.bitwise_or(total, mask), np.uint8)
        if cv2.countNonZero(cv2.bitwise_and(joined, inside)) > most * area:
            break
        total = joined
        shown.append((finger, mask))
    if shown and arm:
        roots = np.array([finger.joints[-1] for finger, _ in shown])
        away = roots.mean(axis=0) - np.mean([finger.joints[0] for finger, _ in shown], axis=0)
        away = _turned(away / max(1.0, float(np.linalg.norm(away))), between(rng, -0.3, 0.3))
        width = max(len(shown) * 1.05, 2.0) * shown[0][0].width
        spare = np.asarray(cv2.bitwise_not(inside), np.uint8)
        hand = Hand(roots.mean(axis=0) + away * width * 0.2, away, width)
        _arm(rng, canvas, hand, room=spare, tone=tone)
    for finger, mask in shown:
        paint_skin(rng, canvas, mask, near(rng, tone, 8))
        if chance(rng, 0.6):
            _paint_nail(rng, canvas, finger, tone)
    return cv2.countNonZero(cv2.bitwise_and(total, inside)) / area


def _over_an_edge(rng: Generator, corners: Points) -> list[Finger]:
    """Neighbouring fingers that reach in from outside one edge, not all equally far."""
    side = int(rng.integers(4))
    start, end = corners[side], corners[(side + 1) % 4]
    along = (end - start) / max(1.0, float(np.linalg.norm(end - start)))
    outward = np.array([along[1], -along[0]])
    if outward @ (corners.mean(axis=0) - start) > 0:
        outward = -outward
    short = float(np.sqrt(cv2.contourArea(corners.astype(np.float32)) / 1.55))
    width = short * between(rng, 0.2, 0.36)
    length = short * between(rng, 0.9, 1.6)
    at, depth, bend = rng.random(), between(rng, 0.08, 0.4), between(rng, -0.25, 0.25)
    direction = _turned(outward, between(rng, -0.45, 0.45))
    fingers = []
    for index in range(int(rng.choice([1, 1, 2, 3, 4]))):
        place = start + (end - start) * at + along * index * width * between(rng, 0.98, 1.12)
        tip = place - outward * short * depth * between(rng, 0.7, 1.2)
        fingers.append(_finger(tip, _turned(direction, between(rng, -0.07, 0.07)), width, length, bend))
    return fingers


def palm(rng: Generator, canvas: Pixels, corners: Points, tone: Tone) -> None:
    """A hand behind a document: a palm and fingertips beyond its edges; to be drawn before the document."""
    centre, size = corners.mean(axis=0), float(np.sqrt(cv2.contourArea(corners.astype(np.float32))))
    away = _turned(np.array([1.0, 0.0]), between(rng, 0, 2 * np.pi))
    across = np.array([-away[1], away[0]])
    everywhere = np.full(canvas.shape[:2], 255, np.uint8)
    hand = Hand(centre + away * size * between(rng, 0.2, 0.4), away, size * between(rng, 0.8, 1.1))
    _arm(rng, canvas, hand, room=everywhere, tone=tone)
    width = size * between(rng, 0.16, 0.26)
    for index in range(int(rng.integers(0, 5))):
        tip = centre - away * size * between(rng, 0.5, 0.85) + across * (index - 1.5) * width * 1.1
        finger = _finger(tip, away, width, size * 0.8, between(rng, -0.1, 0.1))
        paint_skin(rng, canvas, finger.mask(canvas.shape), near(rng, tone, 8))
