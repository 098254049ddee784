"""Small annotated pictures, and data sets of drawn blocks that a network can learn in seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

BLOCKS = ("light", "dark")


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Writes an empty picture of a width and height under ``tmp_path / images``."""

    def write(name: str = "a.png", width: int = 200, height: int = 100) -> Path:
        file = tmp_path / "images" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(cv2.imencode(".png", np.full((height, width, 3), 200, np.uint8))[1].tobytes())
        return file

    return write


@pytest.fixture
def blocks(tmp_path: Path) -> Callable[..., Path]:
    """Writes a YOLO set of grey pages with light and dark blocks, for any of the three tasks."""

    def write(task: str, count: int = 8, size: int = 96) -> Path:
        root = tmp_path / f"blocks-{task}"
        for part, number in (("train", count), ("val", 4)):
            for index in range(number):
                rng = np.random.default_rng([index, part == "val"])
                page, mask, lines = _page(rng, size, task)
                _save(root / "images" / part / f"{index:06d}.png", page)
                if task == "semantic":
                    _save(root / "masks" / part / f"{index:06d}.png", mask)
                else:
                    file = root / "labels" / part / f"{index:06d}.txt"
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text("\n".join(lines))
        names = [*(["page"] if task == "semantic" else []), *BLOCKS]
        (root / "data.yaml").write_text(
            f"train: images/train\nval: images/val\nnames: [{', '.join(names)}]\n"
        )
        return root

    return write


def _page(rng: np.random.Generator, size: int, task: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    page = np.full((size, size, 3), 128, np.uint8)
    mask = np.zeros((size, size), np.uint8)
    lines = []
    for kind in (0, 1):
        x, y = rng.integers(0, size // 2, 2)
        wide, high = rng.integers(size // 4, size // 2, 2)
        page[y : y + high, x : x + wide] = (250, 10)[kind]
        mask[y : y + high, x : x + wide] = 1 + kind
        if task == "segment":
            corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
            values = np.array(corners).ravel() / size
        else:
            values = np.array([x + wide / 2, y + high / 2, wide, high]) / size
        lines.append(" ".join([str(kind), *(f"{value:.5f}" for value in values)]))
    return page, mask, lines


def _save(file: Path, pixels: np.ndarray) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
