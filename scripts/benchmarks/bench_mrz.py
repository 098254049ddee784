"""Measures how well docparse reads machine-readable zones.

Two sets: the shared specimens (``id/mrz_images/truth.json`` under ``--data`` or ``DOCPARSE_DATA``), and pages
rendered here to be hard in one way each (needs the Debian package fonts-ocr-b)::

    python scripts/benchmarks/bench_mrz.py --data ../shared/data
    python scripts/benchmarks/bench_mrz.py --rendered 20
    python scripts/benchmarks/bench_mrz.py --data ../shared/data --passporteye venv/bin/python

Keys are the document number, birth date and expiry date. PassportEye runs in an environment of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from docparse.identity.mrz import read_mrz
from docparse.identity.mrz.build import build_mrv, build_td1, build_td2, build_td3
from docparse.text import TextReader, get_reader

AS_OF = dt.date(2026, 1, 1)
FONT = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
PRINT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
Pixels = Any


def keys(lines: list[str]) -> tuple[str, str, str]:
    """Number, birth and expiry as they stand in the zone."""
    if len(lines) == 3:
        return lines[0][5:14], lines[1][:6], lines[1][8:14]
    return lines[1][:9], lines[1][13:19], lines[1][21:27]


def specimens(data: Path) -> Iterator[tuple[str, Pixels, list[str], bool]]:
    """(name, RGB pixels, truth, whether its check digits hold)."""
    folder = data / "id" / "mrz_images"
    for row in json.loads((folder / "truth.json").read_text()):
        picture = cv2.imread(str(folder / row["image"]))
        yield row["image"], np.ascontiguousarray(picture[..., ::-1]), row["mrz"], row["all_check_digits_ok"]


def random_zone(rng: random.Random) -> list[str]:
    """A zone with right check digits and fictional contents."""
    syllables = (
        "KO",
        "VA",
        "LIN",
        "STE",
        "BRO",
        "MAR",
        "TIN",
        "SON",
        "DU",
        "QUE",
        "ZEL",
        "HOF",
        "WIK",
        "FEY",
        "JO",
    )
    name = lambda n: "".join(rng.choices(syllables, k=n))  # noqa: E731
    day = lambda lo, hi: dt.date(rng.randint(lo, hi), rng.randint(1, 12), rng.randint(1, 28))  # noqa: E731
    values: dict[str, Any] = {
        "family_name": name(rng.randint(1, 4)),
        "given_names": " ".join(name(rng.randint(1, 2)) for _ in range(rng.randint(1, 2))),
        "issuing_country": rng.choice(("UTO", "D", "POL", "USA", "GBR", "COD", "SWE")),
        "nationality": rng.choice(("UTO", "D", "POL", "USA", "GBR", "COD", "SWE")),
        "document_number": "".join(rng.choices("ABCDEFGHKLMNPRSTUVXYZO0123456789012345678901234567890", k=9)),
        "date_of_birth": day(1940, 2015),
        "date_of_expiry": day(2015, 2035),
        "sex": rng.choice("MFX"),
    }
    optional = "".join(rng.choices("0123456789AB", k=rng.choice((0, 0, 7))))
    build = rng.choice((build_td3, build_td3, build_td1, build_td2, build_mrv))
    key = {"build_td3": "personal_number", "build_td1": "optional_1"}.get(build.__name__, "optional")
    return build(**values, **{key: optional})


def page(lines: list[str], width: int, rng: random.Random) -> Pixels:
    """A page of that many pixels across with the zone at its foot and print above, RGB."""
    scale = 3 if width < 500 else 2
    across = width * scale
    pitch = across * 0.9 / len(lines[0]) if len(lines[0]) > 30 else across * 0.9 / 31
    height = round(across * rng.choice((0.65, 0.7)))
    tone = rng.randint(205, 250)
    canvas = Image.new("RGB", (across, height), (tone, tone, min(255, tone + rng.randint(-12, 12))))
    draw = ImageDraw.Draw(canvas)
    label = ImageFont.truetype(str(PRINT), max(9, round(across / 45)))
    for i in range(6):
        draw.text(
            (across * 0.36, height * (0.08 + 0.1 * i)), f"Field {i} / Champ", fill=(70, 70, 90), font=label
        )
        draw.text(
            (across * 0.36, height * (0.115 + 0.1 * i)), f"VALUE {rng.randint(100, 999)}", fill=0, font=label
        )
    draw.rectangle((across * 0.05, height * 0.12, across * 0.3, height * 0.62), fill=(150, 140, 135))
    font = ImageFont.truetype(str(FONT), 100)
    font = ImageFont.truetype(str(FONT), round(100 * pitch / font.getlength("0")))
    step = pitch * 2.45 if len(lines) == 2 else pitch * 2.2
    top = height - step * (len(lines) + 0.2)
    for row, line in enumerate(lines):
        for i, char in enumerate(line):
            draw.text((across * 0.05 + i * pitch, top + row * step), char, fill=(25, 25, 30), font=font)
    return cv2.resize(np.asarray(canvas), (width, round(height / scale)), interpolation=cv2.INTER_AREA)


def _jpeg(picture: Pixels, quality: int) -> Pixels:
    return cv2.imdecode(
        cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR
    )


def _skewed(picture: Pixels, degrees: float) -> Pixels:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.85)
    return cv2.warpAffine(picture, matrix, (width, height), borderValue=(120, 125, 130))


def _perspective(picture: Pixels, rng: random.Random) -> Pixels:
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + np.array([[rng.uniform(0, 0.09) * s for s in (width, height)] for _ in range(4)]) * [
        [1, 1], [-1, 1], [-1, -1], [1, -1],
    ]  # fmt: skip
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return cv2.warpPerspective(picture, matrix, (width, height), borderValue=(110, 120, 125))


def _guilloche(picture: Pixels, rng: random.Random) -> Pixels:
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = np.zeros((height, width), np.float32)
    for _ in range(4):
        period, angle = rng.uniform(4, 18), rng.uniform(0, np.pi)
        bend = rng.uniform(1, 4) * np.sin(xs / rng.uniform(8, 40))
        waves += np.sin((xs * np.cos(angle) + ys * np.sin(angle) + bend) * 2 * np.pi / period) > 0.6
    return np.clip(picture.astype(np.float32) - 26 * waves[..., None], 0, 255).astype(np.uint8)


def _contrast(picture: Pixels, share: float) -> Pixels:
    return np.clip(150 + (picture.astype(np.float32) - 150) * share, 0, 255).astype(np.uint8)


def _noise(picture: Pixels, rng: random.Random, sigma: float) -> Pixels:
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, sigma, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


Hard = Callable[[list[str], random.Random], Pixels]
CASES: dict[str, Hard] = {
    "clean 600 px": lambda z, r: page(z, 600, r),
    "350 px": lambda z, r: _jpeg(page(z, 350, r), 80),
    "280 px": lambda z, r: _jpeg(page(z, 280, r), 80),
    "250 px": lambda z, r: _jpeg(page(z, 250, r), 75),
    "220 px": lambda z, r: _jpeg(page(z, 220, r), 85),
    "blur": lambda z, r: cv2.GaussianBlur(page(z, 600, r), (0, 0), r.uniform(1.2, 2.0)),
    "JPEG 12-30": lambda z, r: _jpeg(page(z, 500, r), r.randint(12, 30)),
    "skew to 15": lambda z, r: _skewed(page(z, 800, r), r.uniform(-15, 15)),
    "perspective": lambda z, r: _perspective(page(z, 800, r), r),
    "turned 90": lambda z, r: np.ascontiguousarray(np.rot90(page(z, 700, r), 3)),
    "turned 180": lambda z, r: np.ascontiguousarray(np.rot90(page(z, 700, r), 2)),
    "turned 270": lambda z, r: np.ascontiguousarray(np.rot90(page(z, 700, r), 1)),
    "low contrast": lambda z, r: _noise(_contrast(page(z, 600, r), 0.22), r, 3),
    "guilloche": lambda z, r: _jpeg(_guilloche(page(z, 600, r), r), 60),
    "all at once": lambda z, r: _jpeg(
        _noise(_perspective(_skewed(_guilloche(page(z, 700, r), r), r.uniform(-8, 8)), r), r, 6), 45
    ),
}


def measure(name: str, pixels: Pixels, truth: list[str], reader: TextReader) -> dict[str, Any]:
    """Read one picture and compare."""
    start = time.perf_counter()
    lines = reader.read(pixels)
    ocr = time.perf_counter() - start
    start = time.perf_counter()
    reading = read_mrz(pixels, lines, reader, page=0, as_of=AS_OF)
    took = time.perf_counter() - start
    got = list(reading.mrz.lines) if reading and reading.mrz else []
    valid = bool(reading and reading.mrz and all(reading.mrz.checks.values()))
    found = len(got) == len(truth)
    return {
        "name": name, "lines": got == truth, "keys": found and keys(got) == keys(truth), "valid": valid,
        "ocr_s": ocr, "mrz_s": took, "got": got, "truth": truth,
    }  # fmt: skip


def report(title: str, rows: list[dict[str, Any]], *, verbose: bool) -> None:
    """One line of figures, and what went wrong."""
    n = len(rows)
    wrong = sum(r["valid"] and not r["keys"] for r in rows)
    took = sorted(r["mrz_s"] for r in rows)[n // 2]
    print(
        f"{title:16s} lines exact {sum(r['lines'] for r in rows)}/{n}"
        f"  keys exact {sum(r['keys'] for r in rows)}/{n}"
        f"  checks hold but keys wrong {wrong}"
        f"  median {1000 * took:.0f} ms, most {1000 * max(r['mrz_s'] for r in rows):.0f} ms,"
        f" beside {1000 * sum(r['ocr_s'] for r in rows) / n:.0f} ms of text reading",
        flush=True,
    )
    for row in rows if verbose else []:
        if not row["lines"]:
            print(
                f"    {row['name']}: keys {'right' if row['keys'] else 'wrong'}, checks hold: {row['valid']}"
            )
            for want, got in zip(row["truth"], row["got"] or [""] * 3, strict=False):
                print(f"      {want}\n      {got}")


_PASSPORTEYE = """
import json, sys
from passporteye import read_mrz
for path in sys.argv[1:]:
    try:
        mrz = read_mrz(path)
        text = mrz.aux["text"] if mrz else ""
        keys = [mrz.number, mrz.date_of_birth, mrz.expiration_date] if mrz and mrz.mrz_type else []
    except Exception:
        text, keys = "", []
    lines = [l.replace(" ", "") for l in (text or "").split("\\n") if l.strip()]
    print(json.dumps({"lines": lines, "keys": keys}))
"""


def passporteye(python: Path, data: Path) -> None:
    """The same figures for PassportEye, run by another environment's Python."""
    folder = data / "id" / "mrz_images"
    truth = [t for t in json.loads((folder / "truth.json").read_text()) if t["all_check_digits_ok"]]
    start = time.perf_counter()
    command = [str(python), "-W", "ignore", "-c", _PASSPORTEYE, *(str(folder / t["image"]) for t in truth)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took = time.perf_counter() - start
    got = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"lines"')]
    exact = sum(g["lines"] == t["mrz"] for g, t in zip(got, truth, strict=True))
    right = sum(g["keys"] == list(keys(t["mrz"])) for g, t in zip(got, truth, strict=True))
    n = len(truth)
    print(f"PassportEye      lines exact {exact}/{n}  keys exact {right}/{n}  {took / n:.2f} s each")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("DOCPARSE_DATA"))
    parser.add_argument("--rendered", type=int, default=0, help="pages of each hard case")
    parser.add_argument("--case", help="only hard cases whose name holds this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--passporteye", type=Path, help="Python of an environment with PassportEye")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    reader = get_reader(threads=args.threads)
    if args.data and not args.rendered:
        rows = [(measure(n, p, t, reader), ok) for n, p, t, ok in specimens(Path(args.data))]
        report("specimens", [r for r, ok in rows if ok], verbose=args.verbose)
        report("checks broken", [r for r, ok in rows if not ok], verbose=args.verbose)
    if args.passporteye and args.data:
        passporteye(args.passporteye, Path(args.data))
    if args.rendered and not FONT.exists():
        sys.exit("rendered pages need the OCR-B font: apt-get install fonts-ocr-b")
    for title, make in CASES.items() if args.rendered else []:
        if args.case and args.case not in title:
            continue
        found = []
        for i in range(args.rendered):
            rng = random.Random(f"{args.seed}/{title}/{i}")
            zone = random_zone(rng)
            found.append(measure(f"{title} #{i}", make(zone, rng), zone, reader))
        report(title, found, verbose=args.verbose)


if __name__ == "__main__":
    main()
