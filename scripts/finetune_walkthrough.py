"""Fine-tune a shipped model on a handful of pictures, from annotation to use, and measure what it gains.

It draws badges of a company that does not exist: upright, white on colour, with the name below the portrait,
unlike the cards the shipped model learnt from. Half of them are held back and judged before and after. The
commands are those of the README; each is printed and run. Needs the ``[train]`` extra.

Run: make finetune, or: python scripts/finetune_walkthrough.py [--from id-fields] [--epochs 15]
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 420, 640
GIVEN = ("ARA", "BENNO", "CLIO", "DARIUS", "ELVIN", "FENJA", "GIDON", "HANKE", "IDA", "JORIN")
FAMILY = ("QUERNHEIM", "OLTMAR", "VESTERLUND", "TAMBRINO", "ASKERVALE", "NIJENHUIS", "PORTEVELLE")
FIELDS = ("portrait", "name", "document_number", "date_of_expiry", "barcode")
Box = tuple[float, float, float, float]


def draw_badge(rng: np.random.Generator) -> tuple[Image.Image, dict[str, Box]]:
    """A badge and the box of each of its fields."""
    ground = tuple(int(value) for value in rng.integers(20, 110, 3))
    badge = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(badge)
    pen.ellipse((180, 14, 240, 34), fill=(235, 235, 235))  # the slot for the clip
    _write(pen, "HALBERD WORKS", (WIDTH / 2, 70), 34)
    boxes = {"portrait": _portrait(pen, rng, 120 + int(rng.integers(-20, 20)))}
    name = f"{rng.choice(GIVEN)}\n{rng.choice(FAMILY)}"
    boxes["name"] = _write(pen, name, (WIDTH / 2, 400), 40)
    number = f"HW-{rng.integers(10000, 99999)}"
    boxes["document_number"] = _write(pen, number, (WIDTH / 2, 490), 30)
    until = f"{rng.integers(1, 28):02d}.{rng.integers(1, 12):02d}.{rng.integers(2027, 2033)}"
    _write(pen, "UNTIL", (120, 540), 22)
    boxes["date_of_expiry"] = _write(pen, until, (240, 540), 28)
    boxes["barcode"] = _bars(pen, rng)
    return badge, boxes


def _write(pen: ImageDraw.ImageDraw, text: str, centre: tuple[float, float], size: int) -> Box:
    font = ImageFont.load_default(size)
    pen.multiline_text(centre, text, font=font, fill=(245, 245, 245), anchor="mm", align="center")
    left, top, right, bottom = pen.multiline_textbbox(centre, text, font=font, anchor="mm", align="center")
    return left, top, right, bottom


def _portrait(pen: ImageDraw.ImageDraw, rng: np.random.Generator, top: int) -> Box:
    box = (120, top, 300, top + 220)
    skin = tuple(int(value) for value in rng.integers((150, 100, 80), (240, 200, 180)))
    hair = tuple(int(value) for value in rng.integers(10, 120, 3))
    pen.rectangle(box, fill=(200, 210, 220))
    pen.ellipse((125, top + 160, 295, top + 320), fill=hair)
    pen.rectangle((120, top + 221, 300, top + 321), fill=pen.im.getpixel((5, 300)))
    pen.ellipse((158, top + 25, 262, top + 130), fill=hair)
    pen.ellipse((165, top + 40, 255, top + 170), fill=skin)
    for x in (190, 230):
        pen.ellipse((x - 5, top + 95, x + 5, top + 103), fill=(30, 30, 30))
    pen.arc((190, top + 115, 230, top + 145), 20, 160, fill=(120, 40, 40), width=3)
    return box


def _bars(pen: ImageDraw.ImageDraw, rng: np.random.Generator) -> Box:
    pen.rectangle((60, 575, 360, 625), fill=(250, 250, 250))
    x = 70
    while x < 350:
        wide = int(rng.integers(1, 5))
        pen.rectangle((x, 580, x + wide - 1, 620), fill=(0, 0, 0))
        x += wide + int(rng.integers(2, 6))
    return 60, 575, 360, 625


def photograph(badge: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The badge as a scanner sees it: some noise, other light."""
    pixels = np.asarray(badge, np.float32) * rng.uniform(0.75, 1.1) + rng.normal(0, 6, (HEIGHT, WIDTH, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def write_badges(folder: Path, count: int) -> Path:
    """Draw badges and annotate them as an annotation tool would: a COCO file beside ``images``."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    images, annotations = [], []
    for index in range(count):
        rng = np.random.default_rng([7, index])
        badge, boxes = draw_badge(rng)
        photograph(badge, rng).save(folder / "images" / f"badge{index:03d}.png")
        images.append({"id": index, "file_name": f"badge{index:03d}.png", "width": WIDTH, "height": HEIGHT})
        annotations += [
            {
                "id": len(annotations) + place,
                "image_id": index,
                "category_id": FIELDS.index(name),
                "bbox": [left, top, right - left, bottom - top],
            }
            for place, (name, (left, top, right, bottom)) in enumerate(boxes.items())
        ]
    categories = [{"id": number, "name": name} for number, name in enumerate(FIELDS)]
    file = folder / "badges.json"
    file.write_text(json.dumps({"images": images, "annotations": annotations, "categories": categories}))
    return file


def run(command: str, **environment: str) -> str:
    """Print a ``docparse`` command, run it, and give what it wrote to standard output."""
    print(f"\n$ {command}", flush=True)
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout, end="", flush=True)
    return done.stdout


def score(told: str) -> float:
    """The mean at the end of a report."""
    return float(told.splitlines()[-1].split()[1])


def main() -> None:
    """Go through it and fail without a gain."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/badges"))
    parser.add_argument("--from", dest="start", default="id-fields", help="weights to start from")
    parser.add_argument("--pictures", type=int, default=40, help="half of them are held back")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--imgsz", type=int, default=416)
    parser.add_argument("--least-gain", type=float, default=0.1, help="fail below this gain in mAP50-95")
    options = parser.parse_args()
    out, start = options.out, options.start

    file = write_badges(out / "pictures", options.pictures)
    print(f"{options.pictures} badges drawn, annotated in {file}")
    began = time.monotonic()
    run(
        f"docparse train --model id-fields --from {start} --data {file} --hold-back 0.5 --out {out}/run"
        f" --epochs {options.epochs} --imgsz {options.imgsz}"
    )
    took = time.monotonic() - began
    judge = f"--data {out}/run/data.yaml --imgsz {options.imgsz}"
    before = score(run(f"docparse evaluate {start} {judge}"))
    after = score(run(f"docparse evaluate {out}/run/weights/best.pt {judge}"))
    run(f"docparse export {out}/run/weights/best.pt --out {out}/mine/id-fields.onnx")

    held_back = sorted((out / "run" / "data" / "images" / "val").iterdir())
    found = find(out / "mine" / "id-fields.onnx", held_back[0])
    print(f"\nfound by the exported file on a badge held back: {', '.join(found)}")
    learnt = options.pictures - len(held_back)
    print(
        f"mAP50-95 on {len(held_back)} badges held back: {before:.3f} before, {after:.3f} after "
        f"{learnt} badges in {took:.0f} s"
    )
    if after - before < options.least_gain:
        sys.exit(f"the gain is below {options.least_gain}")


def find(model: Path, picture: Path) -> list[str]:
    """Names of what a model finds on a picture, without torch."""
    from docparse.regions import segmenter  # noqa: PLC0415

    regions = segmenter(str(model)).find(np.asarray(Image.open(picture).convert("RGB")))
    return sorted({regions.classes[label] for label in regions.labels})


if __name__ == "__main__":
    main()
