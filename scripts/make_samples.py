"""Draws the fictional ID documents in ``samples/id`` and floor plans in ``samples/plan``, with their truth.

The pictures are committed; the fonts they are set in are not, and are needed only to draw them again. All
are free: Liberation and Dancing Script (SIL Open Font License 1.1), OCR-B by Norbert Schwarz and Matthew
Skala (free of any condition). On Debian or Ubuntu, without installing anything::

    mkdir -p build/fonts && cd build/fonts
    apt-get download fonts-liberation2 fonts-dancingscript fonts-ocr-b
    for package in *.deb; do dpkg -x "$package" .; done

or install the same packages (``fonts-liberation`` from Debian 13 on). Then::

    python scripts/make_samples.py            # draw everything into samples/id and samples/plan
    python scripts/make_samples.py --check    # draw elsewhere, compare with what is committed

The same data and fonts give the same pictures: nothing is drawn by chance that is not seeded.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from samples.fonts import SYSTEM_FONTS, FontBook
from samples.licences import bilingual_front, numbered_back, numbered_front, worded_front
from samples.plans.sheets import PLANS
from samples.scenes import landscape, photographed
from samples.travel import card_zone, identity_back, identity_front, passport_page, passport_zone

from samples import people, truth

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PDF_VIEW_DPI = 100  # at which two PDF files are compared

# How far apart two drawings of one thing may lie: other releases of the fonts or of Pillow move edges.
MEAN_DIFFERENCE = 3.0  # grey levels, over the picture
SHARE_DIFFERENT = 0.02  # share of pixels more than LEVELS_DIFFERENT apart
LEVELS_DIFFERENT = 48


@dataclass(frozen=True)
class Sample:
    """One picture and what it says."""

    name: str
    draw: Callable[[FontBook], Image.Image]
    truth: dict[str, Any]
    quality: int = 90


def all_samples() -> list[Sample]:
    """Every sample, in the order of the README."""
    vermont, photo = people.VERMONT_FRONT, people.VERMONT_PHOTO
    nebraska, ontario = people.NEBRASKA_FRONT, people.ONTARIO_FRONT
    passport, identity = people.PASSPORT, people.IDENTITY_CARD
    page_zone, back_zone = passport_zone(passport), card_zone(identity)
    page_truth = truth.travel_truth(passport, "passport") | truth.zone_truth(passport, "passport", page_zone)
    return [
        Sample(
            "licence_numbered_front",
            lambda fonts: numbered_front(vermont, "Vermont", fonts).finished(),
            truth.licence_truth(vermont),
        ),
        Sample(
            "licence_numbered_back",
            lambda fonts: numbered_back(vermont, fonts).finished(),
            truth.barcode_truth(vermont),
        ),
        Sample(
            "licence_worded_front",
            lambda fonts: worded_front(nebraska, "Nebraska", fonts).finished(),
            truth.licence_truth(nebraska),
        ),
        Sample(
            "licence_bilingual_front",
            lambda fonts: bilingual_front(ontario, fonts).finished(),
            truth.licence_truth(ontario),
        ),
        Sample(
            "passport_page",
            lambda fonts: passport_page(passport, fonts).finished(round_corners=False),
            page_truth,
        ),
        Sample(
            "identity_card_front",
            lambda fonts: identity_front(identity, fonts).finished(),
            truth.travel_truth(identity, "id_card"),
        ),
        Sample(
            "identity_card_back",
            lambda fonts: identity_back(identity, fonts).finished(),
            truth.zone_truth(identity, "id_card", back_zone),
        ),
        Sample(
            "licence_photographed",
            lambda fonts: photographed(numbered_front(photo, "Vermont", fonts), seed=5),
            truth.licence_truth(photo),
            quality=85,
        ),
        Sample("landscape", lambda fonts: landscape(fonts, seed=23), {"kind": "unknown"}, quality=85),
    ]


def draw_documents(fonts: FontBook, folder: Path) -> None:
    """Draw every ID document and write its truth into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in all_samples():
        picture = folder / f"{sample.name}.jpg"
        sample.draw(fonts).save(picture, quality=sample.quality, subsampling=0, optimize=True)
        write_truth(picture, sample.truth)


def draw_plans(fonts: FontBook, folder: Path) -> None:
    """Draw every floor plan and write its truth into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PLANS.items():
        data, said = draw(fonts)
        (folder / name).write_bytes(data)
        write_truth(folder / name, said)


def write_truth(picture: Path, said: dict[str, Any]) -> None:
    """Write a sample's truth beside it and tell its size."""
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    picture.with_suffix(".json").write_text(text, encoding="utf-8")
    print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


KINDS = {"id": draw_documents, "plan": draw_plans}


def draw_all(fonts: FontBook, folder: Path) -> None:
    """Draw everything, each kind into a folder of its own."""
    for kind, draw in KINDS.items():
        draw(fonts, folder / kind)


def pages_of(file: Path) -> list[Image.Image]:
    """A picture, or the pages of a PDF drawn."""
    if file.suffix != ".pdf":
        with Image.open(file) as picture:
            return [picture.convert("RGB")]
    with pdfium.PdfDocument(file) as document:
        return [page.render(scale=PDF_VIEW_DPI / 72).to_pil().convert("RGB") for page in document]


def difference(first: Path, second: Path) -> str:
    """Say in what two files differ to the eye, or nothing when they are the same within tolerance."""
    ones, twos = pages_of(first), pages_of(second)
    if len(ones) != len(twos):
        return f"{len(ones)} and {len(twos)} pages"
    for one, two in zip(ones, twos, strict=True):
        if one.size != two.size:
            return f"size {one.size} and {two.size}"
        apart = np.abs(np.asarray(one, dtype=int) - np.asarray(two, dtype=int))
        mean, share = float(apart.mean()), float((apart.max(axis=-1) > LEVELS_DIFFERENT).mean())
        if mean > MEAN_DIFFERENCE or share > SHARE_DIFFERENT:
            return f"mean difference {mean:.2f} levels, {share:.1%} of the pixels far apart"
    return ""


def check(fonts: FontBook, folder: Path) -> int:
    """Draw everything again in a temporary folder, compare, and count what differs."""
    with tempfile.TemporaryDirectory() as scratch:
        draw_all(fonts, Path(scratch))
        differing = sum(compare(folder / kind, Path(scratch) / kind) for kind in KINDS)
    print("samples are as drawn" if not differing else f"{differing} files differ")
    return differing


def compare(folder: Path, fresh: Path) -> int:
    """Compare a folder with one drawn anew, and count what differs."""
    expected = {path.name for path in fresh.iterdir()}
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(expected ^ found):
        print(f"{name}: {'missing' if name in expected else 'drawn by nothing'}")
    differing = len(expected ^ found)
    for name in sorted(expected & found):
        old, new = folder / name, fresh / name
        if name.endswith(".json"):
            problem = "" if old.read_text("utf-8") == new.read_text("utf-8") else "truth differs"
        else:
            problem = difference(old, new)
        if problem:
            print(f"{name}: {problem}")
            differing += 1
    return differing


def main() -> int:
    """Draw, or with ``--check`` compare."""
    parser = argparse.ArgumentParser(description="Draw the fictional documents in samples.")
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed files, change nothing"
    )
    parser.add_argument("--out", type=Path, default=SAMPLES, help="folder to draw into (default: samples)")
    parser.add_argument(
        "--fonts", type=Path, help="folder with the fonts (default: build/fonts, then the system's)"
    )
    args = parser.parse_args()
    try:
        fonts = FontBook([args.fonts] if args.fonts else [ROOT / "build" / "fonts", SYSTEM_FONTS])
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if args.check:
        return 1 if check(fonts, args.out) else 0
    draw_all(fonts, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
