"""A hundred pages that show no document: plans, printed pages, empty tables."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from scenes.placing import empty_table
from scenes.textures import TEXTURES, sheet

PLANS, TEXTS, TABLES = 30, 35, 35


def other_pages(
    data: Path, out: Path, *, seed: int = 0, counts: tuple[int, int, int] = (PLANS, TEXTS, TABLES)
) -> list[Path]:
    """Write that many plans (from the benchmark data), printed pages and empty tables; their paths."""
    out.mkdir(parents=True, exist_ok=True)
    paths = [_plan(path, out / f"plan_{k:03d}.jpg") for k, path in enumerate(_plans(data, counts[0]))]
    texts = (_text_page(np.random.default_rng([seed, 2, k])) for k in range(counts[1]))
    paths += [_write(out / f"text_{k:03d}.jpg", page) for k, page in enumerate(texts)]
    kinds = list(TEXTURES)
    tables = (empty_table((seed, 3, k), kinds[k % len(kinds)]) for k in range(counts[2]))
    return paths + [_write(out / f"table_{k:03d}.jpg", page) for k, page in enumerate(tables)]


def _plans(data: Path, count: int) -> list[Path]:
    """The architects' plans and, evenly spread, plans of R3D's test part."""
    sheets = sorted((data / "plan" / "architect_a4").glob("*.png"))[:count]
    flats = sorted((data / "plan" / "r3d" / "test").glob("*.jpg"))
    rest = count - len(sheets)
    return sheets + [flats[k * len(flats) // rest] for k in range(rest)]


def _plan(source: Path, path: Path) -> Path:
    picture = cv2.imread(str(source), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(source)
    return _write(path, np.asarray(picture[..., ::-1], np.uint8))


def _text_page(rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """A scanned A4 or letter page, a little skewed, grey and noisy."""
    wide = int(rng.integers(900, 1500))
    page = sheet(rng, wide, int(wide * rng.choice([1.414, 1.294])))
    high = page.shape[0]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.normal(0, 1.0), 1.0)
    turned = cv2.warpAffine(page, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE)
    noisy = turned + rng.normal(0, rng.uniform(0, 6), page.shape)
    return np.asarray(np.clip(noisy, 0, 255), np.uint8)


def _write(path: Path, picture: npt.NDArray[np.uint8]) -> Path:
    cv2.imwrite(str(path), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])
    return path
