"""Time docparse against bare RapidOCR on the same licence fronts, and the start of its commands.

usage: bench_speed.py [--data DIR] [--runs 5] [--starts 7]

Both are kept warm in one process and take turns, picture by picture, each decoding the file as it does. The
ratio is docparse's whole time over RapidOCR's, per run; the median run is printed. Start times are medians of
fresh processes.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measuring import data_folder, fronts, median_process, rgb

HEAVY = ("cv2", "onnxruntime", "PIL", "rapidocr", "zxingcpp", "pypdfium2", "shapely")
HELP = (
    "from docparse.cli import main\nsys.argv = ['docparse', '--help']\ntry: main()\nexcept SystemExit: pass"
)


def whole_reader() -> Callable[[str], object]:
    """Docparse from file to record; from file to text lines while there is no extractor."""
    try:
        from docparse import Extractor  # noqa: PLC0415
    except ImportError:
        from docparse.text import get_reader  # noqa: PLC0415

        print("no extractor yet: text lines only")
        reader = get_reader()
        return lambda path: reader.read(rgb(Path(path)))
    extractor = Extractor()
    return lambda path: extractor.extract(path, kind="id")


def timed(call: Callable[[str], object], path: str) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    call(path)
    return time.perf_counter() - start


def side_by_side(paths: list[str], runs: int) -> None:
    """Print the ratio of the two and the time each takes for a page."""
    from rapidocr import RapidOCR  # noqa: PLC0415

    bare: Callable[[str], object] = RapidOCR()
    docparse = whole_reader()
    logging.disable(logging.WARNING)
    for call in (bare, docparse):
        call(paths[0])
    ratios, ours, theirs = [], [], []
    for run in range(runs):
        total = {"docparse": 0.0, "bare": 0.0}
        for number, path in enumerate(paths):
            turns = [("docparse", docparse), ("bare", bare)]
            # Whoever is second finds the file and the caches warm: take turns at it.
            for name, call in turns if (run + number) % 2 else reversed(turns):
                total[name] += timed(call, path)
        ours.append(total["docparse"] / len(paths))
        theirs.append(total["bare"] / len(paths))
        ratios.append(total["docparse"] / total["bare"])
    print(f"docparse      {1000 * statistics.median(ours):7.0f} ms a page")
    print(f"bare RapidOCR {1000 * statistics.median(theirs):7.0f} ms a page")
    print(f"ratio         {statistics.median(ratios):7.2f} (runs {min(ratios):.2f} to {max(ratios):.2f})")


def starts(path: str, runs: int) -> None:
    """Print how long fresh processes take and how much memory they need."""
    docparse = str(Path(sys.executable).parent / "docparse")
    bare = f"from rapidocr import RapidOCR; RapidOCR()({path!r})"
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import docparse": [sys.executable, "-c", "import docparse"],
        "docparse --help": [docparse, "--help"],
        "docparse extract FRONT": [docparse, "extract", path, "--kind", "id"],
        "bare RapidOCR, one front": [sys.executable, "-c", bare],
    }
    for name, command in commands.items():
        try:
            seconds, memory = median_process(command, runs)
        except (OSError, SystemExit) as error:
            print(f"{name:26} not measured: {error}")
            continue
        print(f"{name:26} {seconds:6.2f} s {memory:6.0f} MB")


def heavy_imports() -> bool:
    """Print which heavy modules the light commands load; True when there are none."""
    light = True
    for name, code in (("import docparse", "import docparse"), ("docparse --help", HELP)):
        check = f"import sys\n{code}\nprint(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
        loaded = done.stderr.strip()
        light = light and not loaded
        print(f"{name:26} loads {loaded or 'nothing heavy'}")
    return light


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--starts", type=int, default=7)
    args = parser.parse_args()
    paths = [str(path) for path, _ in fronts(data_folder(args.data))]
    # First, while this process is small: the system counts a child's memory from the fork on.
    starts(paths[0], args.starts)
    light = heavy_imports()
    side_by_side(paths, args.runs)
    if not light:
        sys.exit(1)


if __name__ == "__main__":
    main()
