"""Rooms of the R3D test plans that were read wrongly, by how: which class of failure is worth work.

usage: plan_failures.py FOLDER [--data DIR] [-v]

FOLDER holds what ``docparse extract`` or score.py wrote for the plans, NAME.jpg.json. A room of the masks and
one that was read are the same from an IoU of 0.5. Of the masks' other rooms, those of which little is in any
room are *lost*, those that lie in a larger one are *joined*, the rest are *cut*. Of what was read besides,
cupboards and small spaces are told apart, which the masks often leave out; what lies on no mask is *outside*,
the rest is *part* of one or of several.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from measuring import data_folder
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
# The masks' colours of rooms, and how far a pixel may be from one in all.
PALETTE = (
    (255, 255, 192),
    (192, 255, 224),
    (128, 224, 255),
    (96, 160, 255),
    (224, 192, 192),
    (224, 224, 255),
)
NEAR, BLACK = 90, 150
# Shares: of the page, the least room and a small one; of a room, what tells lost and joined ones.
LEAST, SMALL, LOST, JOINED = 0.0008, 0.004, 0.4, 0.6
SAME = 0.5


def drawn_rooms(path: Path) -> list[Mask]:
    """The rooms of a picture of masks."""
    picture = cv2.imread(str(path)).astype(int)
    away = np.abs(picture[:, :, None] - np.array(PALETTE)).sum(axis=-1)
    kinds = np.where((picture.sum(axis=-1) > BLACK) & (away.min(axis=-1) < NEAR), away.argmin(axis=-1) + 1, 0)
    rooms = []
    for kind in range(1, len(PALETTE) + 1):
        mask = cv2.morphologyEx((kinds == kind).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        count, numbers, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
        least = LEAST * mask.size
        rooms += [numbers == number for number in range(1, count) if stats[number, cv2.CC_STAT_AREA] > least]
    return rooms


def read_rooms(path: Path, shape: tuple[int, ...]) -> list[tuple[Mask, dict[str, Any]]]:
    """The rooms of a result, as masks and as they are told."""
    found = []
    plans = json.loads(path.read_text(encoding="utf-8"))["floor_plans"]
    for room in (room for plan in plans for room in plan["rooms"]):
        mask = np.zeros(shape[:2], np.uint8)
        for ring, value in ((room["polygon_px"], 1), *((hole, 0) for hole in room["holes_px"])):
            cv2.fillPoly(mask, [np.rint(np.array(ring)).astype(np.int32)], (value,))
        found.append((mask > 0, room))
    return found


def failures(drawn: list[Mask], read: list[tuple[Mask, dict[str, Any]]]) -> Counter[str]:
    """How many rooms of one plan went wrong in which way."""
    both = np.array([[np.count_nonzero(one & other) for other, _ in read] for one in drawn], float)
    both = both.reshape(len(drawn), len(read))
    sizes = np.array([np.count_nonzero(one) for one in drawn], float)
    read_sizes = np.array([max(np.count_nonzero(one), 1) for one, _ in read], float)
    same = both / (sizes[:, None] + read_sizes - both) > SAME
    found: Counter[str] = Counter()
    for number in np.flatnonzero(~same.any(axis=1)):
        shares = both[number] / sizes[number]
        joined = shares.max(initial=0.0) > JOINED
        found["lost" if shares.sum() < LOST else "joined" if joined else "cut"] += 1
    for number in np.flatnonzero(~same.any(axis=0)):
        mask, room = read[number]
        if room["type"] in ("closet", "storage") or read_sizes[number] < SMALL * mask.size:
            found["more: cupboard or small"] += 1
        else:
            outside = both[:, number].sum() < LOST * read_sizes[number]
            found["more: outside" if outside else "more: part"] += 1
    return found


def main() -> None:
    """Print counts for all plans, and with -v for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    truth = data_folder(args.data) / "plan" / "r3d" / "test"
    total: Counter[str] = Counter()
    clean = 0
    for path in sorted(args.folder.glob("*.jpg.json")):
        drawn = drawn_rooms(truth / path.name.replace(".jpg.json", "_rooms.png"))
        own = failures(drawn, read_rooms(path, drawn[0].shape))
        total += own
        clean += not own
        if args.verbose and own:
            print(f"{path.name:24} " + ", ".join(f"{kind} {count}" for kind, count in own.most_common()))
    print(f"{clean} plans without any")
    for kind, count in total.most_common():
        print(f"{count:4} {kind}")


if __name__ == "__main__":
    main()
