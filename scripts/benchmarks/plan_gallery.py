"""Contact sheets of a folder's overlays, twelve to a sheet, for looking at many plans at once.

usage: plan_gallery.py FOLDER [--out DIR] [--pattern *.overlay.jpg] [--width 700]

FOLDER is what ``docparse extract … --out FOLDER --overlay`` wrote. Sheets are numbered in order of name.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS, ROWS = 4, 3
STRIP, GAP = 26, 10


def sheet_of(pictures: list[Path], width: int) -> Image.Image:
    """One sheet: pictures reduced to fit their cells, each with its name below."""
    height = round(width * 0.95)
    cell = width + GAP, height + STRIP + GAP
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * cell[0] + GAP, rows * cell[1] + GAP), (236, 238, 242))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(15)
    for number, path in enumerate(pictures):
        left, top = GAP + number % COLUMNS * cell[0], GAP + number // COLUMNS * cell[1]
        with Image.open(path) as picture:
            small = picture.convert("RGB")
        small.thumbnail((width, height), Image.Resampling.LANCZOS)
        draw.rectangle((left, top, left + width, top + height), fill="white")
        sheet.paste(small, (left + (width - small.width) // 2, top + (height - small.height) // 2))
        name = path.name.removesuffix(".overlay.jpg").encode("ascii", "replace").decode()
        draw.text((left + 4, top + height + 4), name, font=font, fill=(40, 44, 56))
    return sheet


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, help="default: FOLDER/gallery")
    parser.add_argument("--pattern", default="*.overlay.jpg")
    parser.add_argument("--width", type=int, default=700, help="of a cell, pixels")
    args = parser.parse_args()
    pictures = sorted(args.folder.glob(args.pattern))
    if not pictures:
        sys.exit(f"no {args.pattern} in {args.folder}")
    out = args.out or args.folder / "gallery"
    out.mkdir(parents=True, exist_ok=True)
    step = COLUMNS * ROWS
    for number, start in enumerate(range(0, len(pictures), step), 1):
        path = out / f"sheet_{number:02}.jpg"
        sheet_of(pictures[start : start + step], args.width).save(path, quality=85)
        print(path)


if __name__ == "__main__":
    main()
