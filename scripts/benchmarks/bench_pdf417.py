"""How many of zxing's PDF417 and MicroPDF417 pictures docparse reads right.

usage: bench_pdf417.py [--data DIR] [--min COUNT]

Reads ``id/pdf417_zxing/test/samples`` under DIR (default: the environment variable DOCPARSE_DATA). Beside
each picture lies its content, as text (``NAME.txt``) or bytes (``NAME.bin``). The pictures in ``pdf417-4``
show the symbols of one structured append (``01-01``, ``01-02`` of ``01.bin``): each symbol read must be a
part of the whole. ``03-01`` counts as a miss: its character set holds on from symbol to symbol, and docparse,
which reads cards, does not join symbols. Exits 1 when fewer than --min PDF417 pictures are right.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

from docparse.identity.barcode import BarcodeReading, find_barcodes


def truth_of(picture: Path) -> tuple[bytes, bool] | None:
    """The content beside a picture, and whether the picture shows only a part of it."""
    for stem, partial in ((picture.stem, False), (picture.stem.rsplit("-", 1)[0], True)):
        for suffix in (".txt", ".bin"):
            path = picture.with_name(stem + suffix)
            if path.exists():
                return path.read_bytes(), partial
    return None


def is_right(readings: list[BarcodeReading], truth: tuple[bytes, bool]) -> bool:
    """Whether the whole content was read, or parts of it."""
    want, partial = truth
    if partial:
        return bool(readings) and all(reading.data in want for reading in readings)
    return any(want in (reading.data, reading.text.encode("utf-8")) for reading in readings)


def main() -> int:
    """Run the comparison; the exit status."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=os.environ.get("DOCPARSE_DATA"))
    options.add_argument("--min", type=int, default=55)
    args = options.parse_args()
    if args.data is None:
        options.error("name the data folder with --data or DOCPARSE_DATA")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    seconds = []
    for picture in sorted((Path(args.data) / "id/pdf417_zxing").rglob("*")):
        truth = truth_of(picture) if picture.suffix in {".png", ".webp", ".jpg"} else None
        if truth is None:
            continue
        pixels = np.asarray(Image.open(picture).convert("RGB"))
        start = time.perf_counter()
        readings = find_barcodes(pixels, thorough=True)
        seconds.append(time.perf_counter() - start)
        folder = picture.parent.name
        total[folder] += 1
        right[folder] += is_right(readings, truth)
        if not is_right(readings, truth):
            print("  miss:", folder, picture.name, [reading.format for reading in readings])
    for folder in sorted(total):
        print(f"  {folder:16} {right[folder]:3}/{total[folder]}")
    stacked = [folder for folder in total if folder.startswith("pdf417")]
    count = sum(right[folder] for folder in stacked)
    print(f"PDF417 right: {count}/{sum(total[folder] for folder in stacked)}")
    print(f"all right: {right.total()}/{total.total()}, median {1000 * float(np.median(seconds)):.1f} ms")
    return 0 if count >= args.min else 1


if __name__ == "__main__":
    sys.exit(main())
