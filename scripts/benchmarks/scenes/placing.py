"""Documents photographed on tables: the shared fronts and travel documents under known perspectives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scenes.camera import View, aim, area, as_json
from scenes.textures import SIDE, SPAN, TEXTURES, Texture

Picture = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
OUTLINES = Path(__file__).with_name("outlines.json")
SHARES = (0.15, 0.90)


@dataclass(frozen=True)
class Card:
    """A flat picture of a document.

    Attributes:
        name: The picture's file name.
        source: ``us_fronts`` or ``mrz_images``.
        path: Where it is.
        margins: Pixels around the document's own outline: left, top, right, bottom (measured by hand).
        radius: Rounding of its corners as a part of its width.
    """

    name: str
    source: str
    path: Path
    margins: tuple[int, int, int, int] = (0, 0, 0, 0)
    radius: float = 0.03

    def pixels(self) -> Picture:
        """(H, W, 3) RGB: the document alone."""
        picture = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if picture is None:
            raise FileNotFoundError(self.path)
        left, top, right, bottom = self.margins
        high, wide = picture.shape[:2]
        return np.ascontiguousarray(picture[top : high - bottom, left : wide - right, ::-1])


def cards(data: Path) -> list[Card]:
    """The shared documents that are one flat document each; ``outlines.json`` names what is left out."""
    known = json.loads(OUTLINES.read_text(encoding="utf-8"))
    found = []
    for source in ("us_fronts", "mrz_images"):
        for name, (left, top, right, bottom, radius) in known[source].items():
            path = data / "id" / source / name
            found.append(Card(name, source, path, (left, top, right, bottom), radius))
    return found


def lit(rng: np.random.Generator, picture: Texture) -> Texture:
    """A light that falls off to one side and towards the edges, with a tint."""
    high, wide = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = rng.uniform(0, 0.35) * (x * np.cos(angle) + y * np.sin(angle))
    fall = rng.uniform(0, 0.25) * (x**2 + y**2) / 2
    tint = rng.uniform(0.94, 1.06, 3) * rng.uniform(0.75, 1.12)
    return np.asarray(picture * ((1 + slope - fall)[..., None] * tint.astype(np.float32)), np.float32)


def blurred(rng: np.random.Generator, picture: Texture) -> Texture:
    """Out of focus by up to 1.4 px at 1600 px, sometimes moved by up to 5 px."""
    scale = max(picture.shape[:2]) / 1600
    sigma = rng.uniform(0, 1.4) * scale
    if sigma > 0.2:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)
    if rng.random() < 0.25:
        length, angle = max(2, round(rng.uniform(2, 5) * scale)), rng.uniform(0, np.pi)
        kernel = np.zeros((length * 2 + 1, length * 2 + 1), np.float32)
        reach = length / 2 * np.array([np.cos(angle), np.sin(angle)])
        ends = [tuple(int(v) for v in np.rint(length + sign * reach)) for sign in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0)
        picture = np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), np.float32)
    return picture


def exposed(rng: np.random.Generator, picture: Texture) -> Picture:
    """Light, blur and the sensor's noise: the (H, W, 3) uint8 photograph."""
    picture = blurred(rng, lit(rng, picture))
    level = rng.uniform(1, 7) / 255
    grain = rng.normal(0, level, picture.shape[:2]).astype(np.float32)[..., None]
    tinted = rng.normal(0, level / 2, picture.shape).astype(np.float32)
    return np.asarray(np.clip(255 * (picture + grain + tinted) + 0.5, 0, 255), np.uint8)


def table(rng: np.random.Generator, view: View, kind: str) -> Texture:
    """The table under the document, seen by the same camera."""
    texture = TEXTURES[kind](rng)
    scale = rng.uniform(0.7, 1.3) * SPAN / SIDE
    turn = rng.uniform(0, 2 * np.pi)
    cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
    middle = np.array([[1, 0, -SIDE / 2], [0, 1, -SIDE / 2], [0, 0, 1]])
    onto = view.plane @ np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]) @ middle
    return np.asarray(
        cv2.warpPerspective(
            texture, onto, view.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        ),
        np.float32,
    )


def _rounded(high: int, wide: int, radius: float) -> npt.NDArray[np.float32]:
    """(high, wide) cover of a document with round corners, softened by a pixel."""
    mask = np.zeros((high, wide), np.float32)
    r = max(1, round(radius * wide))
    cv2.rectangle(mask, (r, 0), (wide - 1 - r, high - 1), 1.0, -1)
    cv2.rectangle(mask, (0, r), (wide - 1, high - 1 - r), 1.0, -1)
    for x in (r, wide - 1 - r):
        for y in (r, high - 1 - r):
            cv2.circle(mask, (x, y), r, 1.0, -1, cv2.LINE_AA)
    return mask


def _onto(view: View, high: int, wide: int) -> Matrix:
    """(3, 3) matrix from the document's pixels to the frame's, both by their centres."""
    to_table = np.array([[1 / wide, 0, -0.5], [0, 1 / wide, -0.5 * high / wide], [0, 0, 1]])
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    return np.asarray(np.linalg.inv(half) @ view.plane @ to_table @ half)


def lay(rng: np.random.Generator, desk: Texture, card: Picture, view: View, radius: float) -> Texture:
    """The document on the table, with its shadow."""
    high, wide = card.shape[:2]
    # Shrinking by more than the warp's own interpolation bears would alias; the camera's lens would not.
    shrink = np.sqrt(area(view.corners) / (high * wide))
    if shrink < 0.7:
        size = round(wide * shrink), round(high * shrink)
        card = np.asarray(cv2.resize(card, size, interpolation=cv2.INTER_AREA), np.uint8)
        high, wide = card.shape[:2]
    matrix = _onto(view, high, wide)
    padded = cv2.copyMakeBorder(_rounded(high, wide, radius), 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    shifted = matrix @ np.array([[1, 0, -2], [0, 1, -2], [0, 0, 1.0]])
    cover = cv2.warpPerspective(padded, shifted, view.size, flags=cv2.INTER_LINEAR)
    picture = cv2.warpPerspective(
        card.astype(np.float32) / 255,
        matrix,
        view.size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    reach = 0.004 * wide * max(shrink, 0.3)
    move = np.array([[1, 0, rng.uniform(-2, 2) * reach], [0, 1, rng.uniform(-2, 2) * reach]])
    shadow = cv2.GaussianBlur(cv2.warpAffine(cover, move, view.size), (0, 0), max(0.8, 1.5 * reach))
    dark = 1 - rng.uniform(0.2, 0.55) * shadow[..., None]
    share = cover[..., None]
    return np.asarray(desk * dark * (1 - share) + np.clip(picture, 0, 1) * share, np.float32)


def photograph(
    card: Card, seed: tuple[int, ...], share: float, kind: str, long_side: int = 1600
) -> tuple[Picture, dict[str, Any]]:
    """One photograph of a document and its truth.

    Returns:
        (H, W, 3) RGB pixels, and a dictionary with ``card``, ``corners`` (four (x, y), from the document's
        top left clockwise, pixel edges counting from 0), ``tilt``, ``share`` and the rest.

    Raises:
        ValueError: no view with that share was found.
    """
    rng = np.random.default_rng(seed)
    flat = card.pixels()
    high, wide = flat.shape[:2]
    view = aim(rng, wide / high, share, long_side)
    if view is None:
        raise ValueError(f"a document of {wide} x {high} never covers {share:.0%} of a frame")
    picture = exposed(rng, lay(rng, table(rng, view, kind), flat, view, card.radius))
    width = float(np.linalg.norm(np.roll(view.corners, -1, axis=0) - view.corners, axis=1)[[0, 2]].mean())
    truth = {"card": card.name, "source": card.source, "texture": kind, "width": round(width, 1)}
    return picture, {**truth, **as_json(view)}


def _draw(job: tuple[Card, tuple[int, ...], float, str, int, Path]) -> tuple[str, dict[str, Any]]:
    card, seed, share, kind, long_side, path = job
    while True:
        try:
            picture, truth = photograph(card, seed, share, kind, long_side)
            break
        except ValueError:
            share *= 0.97  # a narrow document: the largest share its form allows
    quality = int(np.random.default_rng([*seed, 1]).integers(75, 96))
    cv2.imwrite(str(path), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return path.name, truth


def place_cards(
    which: Sequence[Card],
    out: Path,
    *,
    each: int = 3,
    seed: int = 0,
    long_side: int = 1600,
    shares: tuple[float, float] = SHARES,
    workers: int = 1,
) -> dict[str, dict[str, Any]]:
    """Photograph every document ``each`` times; write the pictures and ``corners.json`` into ``out``.

    The shares of the frame are spread evenly over ``shares``, the tables over all textures. The same
    arguments give the same files, whatever the number of workers.
    """
    out.mkdir(parents=True, exist_ok=True)
    count = len(which) * each
    order = np.random.default_rng([seed, 0]).permutation(count)
    kinds = list(TEXTURES)
    jobs = []
    for index in range(count):
        card = which[index % len(which)]
        share = shares[0] + (shares[1] - shares[0]) * (order[index] + 0.5) / count
        path = out / f"{index:04d}_{Path(card.name).stem}.jpg"
        jobs.append((card, (seed, 1, index), float(share), kinds[index % len(kinds)], long_side, path))
    truth = dict(_run(jobs, workers))
    (out / "corners.json").write_text(json.dumps(truth, indent=1), encoding="utf-8")
    return truth


def _run(
    jobs: Sequence[tuple[Card, tuple[int, ...], float, str, int, Path]], workers: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    if workers <= 1:
        yield from map(_draw, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_draw, jobs, chunksize=4)


def empty_table(seed: tuple[int, ...], kind: str, long_side: int = 1600) -> Picture:
    """(H, W, 3) RGB: a table with no document on it."""
    rng = np.random.default_rng(seed)
    view = aim(rng, 1.586, float(rng.uniform(0.15, 0.5)), long_side)
    if view is None:
        raise ValueError("no view of the table")
    return exposed(rng, table(rng, view, kind))
