"""How well docparse reads fronts of layouts it was not written for: fictional cards, drawn by chance.

usage: bench_layouts.py [--count N] [--seed S] [--style CODE|free] [--free SHARE] [--threads N]
                        [--save DIR] [--draw-only] [--out FILE] [--min SHARE] [-v]

Draws N fronts (see ``layouts``), reads each with one ``Extractor`` and compares letters and digits of the
main fields with what was printed. Prints shares by field, style and trait; with ``-v`` each miss. Exits 1
when the mean over all fields is under ``--min``. Fonts: as for ``scripts/make_samples.py``, in
``build/fonts`` or installed; fonts-roboto-unhinted, fonts-open-sans, fonts-lato and fonts-liberation, where
found, add variety.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
from layouts.faces import Faces
from layouts.fronts import Front, front

ROOT = Path(__file__).resolve().parents[2]
FIELDS = (
    "document_number",
    "family_name",
    "given_names",
    "date_of_birth",
    "date_of_issue",
    "date_of_expiry",
    "sex",
    "address",
    "jurisdiction",
)
FIVE = ("document_number", "family_name", "given_names", "date_of_birth", "date_of_expiry")


def plain(value: object) -> str:
    """Capital letters and digits alone, accents dropped."""
    text = unicodedata.normalize("NFKD", str(value or "")).upper()
    return re.sub(r"[^A-Z0-9]", "", text)


def read_value(document: Any, name: str) -> Any:
    """The record's value of one field, an address as its lines joined; None when it has none."""
    field = getattr(document, "issuing_jurisdiction" if name == "jurisdiction" else name, None)
    value = getattr(field, "value", None)
    return " / ".join(value.lines) if name == "address" and value else value


def accepted(name: str, truth: dict[str, Any]) -> set[str]:
    """What counts as right; a suffix may stay with the given names, as in the licence fronts' truth."""
    want = truth[name]
    answers = {plain("".join(want) if isinstance(want, list) else want)}
    if name == "given_names":
        answers.add(plain(want) + plain(truth.get("name_suffix")))
    if want == "US-PR":
        answers.add("PR")
    return answers


class Tally:
    """Right and asked-for counts under any key."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])

    def add(self, group: str, key: str, right: bool) -> None:
        """Count one answer."""
        self._counts[group, key][0] += right
        self._counts[group, key][1] += 1

    def share(self, group: str, key: str) -> float:
        """Right over asked for."""
        right, asked = self._counts[group, key]
        return right / max(1, asked)

    def show(self, groups: Iterable[str]) -> None:
        """Print the groups, one line a key."""
        for group in groups:
            print(f"{group}:")
            for (_, key), (right, asked) in sorted(i for i in self._counts.items() if i[0][0] == group):
                print(f"  {key:32} {right:5}/{asked:<5} {right / asked:6.1%}")


def judge(made: Front, document: Any, tally: Tally) -> list[dict[str, Any]]:
    """Compare one front; the misses."""
    misses, rights = [], {}
    for name in FIELDS:
        if name not in made.truth:
            continue
        have = read_value(document, name)
        rights[name] = plain(have) in accepted(name, made.truth)
        tally.add("field", name, rights[name])
        if name != "jurisdiction":
            tally.add("all", "mean", rights[name])
            tally.add("style", made.style, rights[name])
            for trait, value in made.traits.items():
                tally.add(f"trait {trait}", value, rights[name])
        if not rights[name]:
            want = made.truth[name]
            misses.append({"image": made.name, "field": name, "want": want, "have": have and str(have)})
    five = [rights[n] for n in FIVE if n in rights]
    tally.add("all", "five keys right", all(five))
    return misses


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="first seed; card i has seed S + i")
    parser.add_argument("--style", help="a code such as US-NY, or free")
    parser.add_argument("--free", type=float, default=0.25, help="share of layouts composed at random")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fonts", type=Path, default=ROOT / "build" / "fonts")
    parser.add_argument("--save", type=Path, help="keep pictures, truth and misses here")
    parser.add_argument("--draw-only", action="store_true", help="draw and save, do not read")
    parser.add_argument("--min", type=float, default=0.0)
    parser.add_argument("-v", action="store_true", help="print each miss")
    return parser.parse_args()


def _saved(made: Front, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / f"{made.name}.png"), made.pixels[..., ::-1])
    record = {"truth": made.truth, "traits": made.traits}
    (folder / f"{made.name}.json").write_text(
        json.dumps(record, indent=1, ensure_ascii=False), encoding="utf-8"
    )


def main() -> int:
    """Draw, read, compare, print."""
    args = _arguments()
    faces = Faces((args.fonts, Path("/usr/share/fonts")))
    extractor = None
    if not args.draw_only:
        from docparse import Extractor  # noqa: PLC0415 - drawing needs none of it

        extractor = Extractor(threads=args.threads)
    tally, misses, start = Tally(), [], time.perf_counter()
    for seed in range(args.seed, args.seed + args.count):
        made = front(seed, faces, args.style, args.free)
        if args.save:
            _saved(made, args.save)
        if extractor is None:
            continue
        result = extractor.extract(made.pixels, kind="id")
        found = judge(made, result.id_document, tally)
        misses += [{**miss, "traits": made.traits} for miss in found]
        for miss in found if args.v else ():
            print(
                f"  wrong: {miss['image']} | {miss['field']} | want {miss['want']} | have {miss['have']}",
                flush=True,
            )
    if extractor is None:
        return 0
    if args.save:
        (args.save / "misses.json").write_text(
            json.dumps(misses, indent=1, ensure_ascii=False), encoding="utf-8"
        )
    traits = sorted({f"trait {name}" for name in made.traits})
    tally.show(["style", *traits, "field", "all"])
    print(f"{args.count} fronts in {time.perf_counter() - start:.0f} s")
    return 0 if tally.share("all", "mean") >= args.min else 1


if __name__ == "__main__":
    sys.exit(main())
