"""Enter a model into docparse's weights: copy the file, take its digest, classes and task.

usage: register_weights.py NAME FILE.onnx [--size 640] [--threshold 0.25] [--overlap 0.7] [--least-scale 0]
                           [--folder docparse/weights]

Classes and task come from the file's own metadata, as ultralytics and ``docparse export`` write them. Write
the model card NAME.md beside the weights by hand.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from docparse.regions.onnx import read_info
from docparse.regions.registry import WEIGHTS, ModelInfo, register


def main() -> None:
    """Register one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--size", type=int, default=0, help="longest side of the input; default: the file's own"
    )
    parser.add_argument("--threshold", type=float, default=0.25)
    parser.add_argument("--overlap", type=float, default=0.7)
    parser.add_argument(
        "--least-scale", type=float, default=0.0, help="shrink pages to this at the least, then use windows"
    )
    parser.add_argument("--folder", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    told = read_info(ModelInfo(args.name, args.file, size=args.size))
    info = replace(told, threshold=args.threshold, overlap=args.overlap, least_scale=args.least_scale)
    entered = register(info, args.folder)
    print(f"{entered.path}: {entered.task}, {len(entered.classes)} classes, {entered.sha256}")
    if not entered.card.is_file():
        print(f"{entered.card} is missing: write the model card")


if __name__ == "__main__":
    main()
