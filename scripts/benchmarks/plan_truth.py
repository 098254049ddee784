"""The R3D plans' truth, and how a semantic map of a plan is measured against it.

Protocol
    *Surfaces* (wall, floor, openings): intersection over union of pixels at the page's own size, pooled over
    all plans of a part (and the mean over plans beside it). Floor is the truth's coloured rooms; a map's
    floor counts stairs in, which R3D colours as hall.
    *Openings one by one*: connected components (8 neighbours) of the mapped class against connected
    components of the truth's mask, paired one to one by falling IoU of their masks, a pair counting when its
    IoU reaches 0.3. Unpaired truth is missed, unpaired prediction false. The same with the components'
    bounding boxes is reported beside it: openings are 3 to 10 px thin, where one pixel of thickness costs a
    third of the mask.
    Doors and windows apart are known for 115 plans, all of the ``train`` part, as 600 x 600 pictures: they
    are stretched back to the page, cut at half grey, and components under ``LEAST`` px are dropped (the
    files' noise is single pixels; the smallest real opening has about ten) from truth and map alike. Plans
    whose two masks are the same picture (one: 45737995) say nothing about the kinds and are left out.
    The ``test`` part knows doors and windows together only; there the two classes are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.uint8]
CLASSES = ("outside", "floor", "wall", "door", "window", "stairs", "title_block", "north_arrow", "scale_bar")
LEAST = 6
ROOM_LEVEL = 60  # the palest JPEG noise on black stays under this, every room colour above


class Matches(NamedTuple):
    """Components paired (tp), of the map alone (fp) and of the truth alone (fn)."""

    tp: int
    fp: int
    fn: int

    @property
    def recall(self) -> float:
        """Share of the truth that was found; 1 when there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def precision(self) -> float:
        """Share of the finds that are true; 1 when there is none."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0


@dataclass(frozen=True)
class Plan:
    """One R3D page: (H, W, 3) RGB pixels and (H, W) masks."""

    name: str
    pixels: npt.NDArray[np.uint8]
    wall: Mask
    opening: Mask
    floor: Mask


def _grey(path: Path, shape: tuple[int, int] | None = None) -> npt.NDArray[np.uint8]:
    """A picture's brightest channel, stretched to (H, W) where asked."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(path)
    grey = picture.max(axis=2)
    if shape is not None and grey.shape != shape:
        grey = cv2.resize(grey, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grey, np.uint8)


def plan_names(data: Path, part: str) -> list[str]:
    """Names of the plans of a part, ``train`` or ``test``, in order."""
    return sorted(path.stem for path in (data / "plan" / "r3d" / part).glob("*.jpg"))


def load_plan(data: Path, part: str, name: str) -> Plan:
    """One plan with its wall, opening and floor masks."""
    folder = data / "plan" / "r3d" / part
    picture = cv2.imread(str(folder / f"{name}.jpg"), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(folder / f"{name}.jpg")
    shape = picture.shape[0], picture.shape[1]
    wall = _grey(folder / f"{name}_wall.png", shape) > 127
    opening = _grey(folder / f"{name}_close.png", shape) > 127
    rooms = _grey(folder / f"{name}_rooms.png", shape) > ROOM_LEVEL
    return Plan(name, np.ascontiguousarray(picture[..., ::-1]), wall, opening, rooms & ~wall & ~opening)


def opening_names(data: Path) -> list[str]:
    """Names of the ``train`` plans whose doors and windows are known apart."""
    folder = data / "plan" / "r3d" / "doors_windows"
    return sorted(path.name.removesuffix("_doors.png") for path in folder.glob("*_doors.png"))


def load_openings(data: Path, name: str, shape: tuple[int, int]) -> tuple[Mask, Mask] | None:
    """Door mask and window mask at the page's (H, W); None where the two files are the same picture."""
    folder = data / "plan" / "r3d" / "doors_windows"
    doors, windows = (_grey(folder / f"{name}_{kind}.png", shape) > 127 for kind in ("doors", "windows"))
    if doors.any() and np.array_equal(doors, windows):
        return None
    return doors, windows


def overlap(mapped: Mask, truth: Mask) -> tuple[int, int]:
    """(intersection, union) of two masks in pixels."""
    return int((mapped & truth).sum()), int((mapped | truth).sum())


class Components(NamedTuple):
    """Connected parts of a mask: (H, W) numbers from 1 (0 is none), (N,) pixels, (N, 4) x0 y0 x1 y1."""

    numbers: npt.NDArray[np.int32]
    sizes: npt.NDArray[np.int64]
    boxes: npt.NDArray[np.float64]


def components(mask: Mask, least: int = LEAST) -> Components:
    """Connected parts (8 neighbours) of at least that many pixels, numbered without gaps."""
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= least
    keep[0] = False
    order = np.cumsum(keep) * keep
    x, y, w, h = stats[keep, :4].T.astype(float)
    return Components(
        order[numbers].astype(np.int32),
        stats[keep, cv2.CC_STAT_AREA].astype(np.int64),
        np.stack([x, y, x + w, y + h], axis=1),
    )


def mask_ious(mapped: Components, truth: Components) -> npt.NDArray[np.float64]:
    """(N mapped, M truth) IoU of the components' pixels."""
    rows, columns = len(mapped.sizes) + 1, len(truth.sizes) + 1
    pairs = mapped.numbers.astype(np.int64) * columns + truth.numbers
    inter = np.bincount(pairs.ravel(), minlength=rows * columns).reshape(rows, columns)[1:, 1:]
    union = mapped.sizes[:, None] + truth.sizes[None, :] - inter
    return np.asarray(inter / np.maximum(union, 1), np.float64)


def box_ious(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(N, M) IoU of two sets of x0 y0 x1 y1 boxes."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.prod(np.clip(high - low, 0, None), axis=2)
    area_a, area_b = (np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) for boxes in (a, b))
    return np.asarray(inter / np.maximum(area_a[:, None] + area_b[None, :] - inter, 1e-9))


def pair(ious: npt.NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs (row, column) of an IoU table, best first, none under ``least``."""
    pairs: list[tuple[int, int]] = []
    rows, columns = np.nonzero(ious >= least)
    free_rows, free_columns = set(rows.tolist()), set(columns.tolist())
    for i in np.argsort(-ious[rows, columns], kind="stable"):
        row, column = int(rows[i]), int(columns[i])
        if row in free_rows and column in free_columns:
            free_rows.remove(row)
            free_columns.remove(column)
            pairs.append((row, column))
    return pairs


def opening_matches(
    mapped: Mask, truth: Mask, iou: float = 0.3, *, boxes: bool = False, least: int = LEAST
) -> Matches:
    """Openings of a mask against the truth's, one to one at an IoU of masks, or of their boxes."""
    have, want = components(mapped, least), components(truth, least)
    table = box_ious(have.boxes, want.boxes) if boxes else mask_ious(have, want)
    hits = len(pair(table, iou))
    return Matches(hits, len(have.sizes) - hits, len(want.sizes) - hits)


@dataclass
class PlanScore:
    """Adds up the measures of many plans."""

    surfaces: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    matches: dict[str, Matches] = field(default_factory=dict)
    by_plan: dict[str, dict[str, float]] = field(default_factory=dict)

    def add(self, plan: Plan, labels: Labels, apart: tuple[Mask, Mask] | None = None) -> None:
        """Measure one plan's (H, W) class numbers; ``apart`` are its door and window masks, where known."""
        if labels.shape != plan.wall.shape:
            size = plan.wall.shape[1], plan.wall.shape[0]
            labels = np.asarray(cv2.resize(labels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
        door, window = labels == CLASSES.index("door"), labels == CLASSES.index("window")
        floor = (labels == CLASSES.index("floor")) | (labels == CLASSES.index("stairs"))
        self._surface(plan.name, "wall", labels == CLASSES.index("wall"), plan.wall)
        self._surface(plan.name, "floor", floor, plan.floor)
        self._surface(plan.name, "opening", door | window, plan.opening)
        self._openings(plan.name, "opening", door | window, plan.opening)
        if apart is not None:
            self._openings(plan.name, "door", door, apart[0])
            self._openings(plan.name, "window", window, apart[1])

    def _surface(self, plan: str, name: str, mapped: Mask, truth: Mask) -> None:
        inter, union = overlap(mapped, truth)
        self.surfaces.setdefault(name, []).append((inter, union))
        self.by_plan.setdefault(plan, {})[f"{name}_iou"] = inter / union if union else 1.0

    def _openings(self, plan: str, name: str, mapped: Mask, truth: Mask) -> None:
        for key, boxes in ((name, False), (f"{name}_box", True)):
            found = opening_matches(mapped, truth, boxes=boxes)
            before = self.matches.get(key, Matches(0, 0, 0))
            self.matches[key] = Matches(*(a + b for a, b in zip(before, found, strict=True)))
            self.by_plan.setdefault(plan, {})[f"{key}_recall"] = found.recall
            self.by_plan[plan][f"{key}_precision"] = found.precision

    def figures(self) -> dict[str, float]:
        """Pooled IoU of each surface (``_mean``: over plans); recall and precision of the openings."""
        out: dict[str, float] = {}
        for name, pairs in self.surfaces.items():
            inter, union = np.sum(pairs, axis=0)
            out[f"{name}_iou"] = float(inter / max(union, 1))
            out[f"{name}_iou_mean"] = float(np.mean([i / u if u else 1.0 for i, u in pairs]))
        for name, found in self.matches.items():
            out[f"{name}_recall"] = found.recall
            out[f"{name}_precision"] = found.precision
            out[f"{name}_count"] = float(found.tp + found.fn)
        return out


def measure(
    map_plan: Callable[[npt.NDArray[np.uint8]], Any],
    data: Path,
    part: str,
    names: Iterable[str] | None = None,
) -> PlanScore:
    """Map and measure the named plans of a part, all of them by default.

    Args:
        map_plan: takes (H, W, 3) RGB pixels, gives (H, W) class numbers in the order of ``CLASSES``.
        data: the benchmark data.
        part: ``train`` or ``test``.
        names: which plans.
    """
    score = PlanScore()
    known = set(opening_names(data)) if part == "train" else set()
    for name in names if names is not None else plan_names(data, part):
        plan = load_plan(data, part, name)
        apart = load_openings(data, name, plan.wall.shape) if name in known else None
        score.add(plan, np.asarray(map_plan(plan.pixels), np.uint8), apart)
    return score


def spread(names: Sequence[str], limit: int) -> list[str]:
    """A sample of that many names, evenly spread; all of them when ``limit`` is 0 or more than there are."""
    if not 0 < limit < len(names):
        return list(names)
    return [names[i * len(names) // limit] for i in range(limit)]
