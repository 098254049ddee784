"""Score docparse on the benchmark sets and fail where a figure falls below its recorded floor.

usage: check_floors.py [--data DIR] [--score score.py] [--out runs/scores] [--record]

The scoring script lies beside the data folder. Where it or the data is missing there is nothing to measure,
and that is no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.toml")
ALLOWED_FALL = 0.02


def measure(name: str, score: Path, pictures: Path, truth: Path, out: Path) -> float | None:
    """The set's figure, or None when the scoring script gave none; results it finds in a folder are kept."""
    command = [sys.executable, str(score), name, str(pictures), str(truth), "--out", str(out)]
    # The docparse of this interpreter's environment, whether or not it is activated.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    found = re.findall(rf"^{re.escape(name)}: ([0-9.]+) ", done.stdout, re.MULTILINE)
    return float(found[-1]) if found else None


def measure_bench(entry: dict[str, str], data: Path, out: Path) -> float | None:
    """A figure of one of this folder's benchmarks, or None when it gave none; each is run once."""
    script, *options = entry["bench"].split()
    told = out / (re.sub(r"\W+", "-", entry["bench"]) + ".json")
    if not told.exists():
        out.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, str(Path(__file__).with_name(script)), *options, "--json", str(told)]
        subprocess.run(command, check=False, env={**os.environ, "DOCPARSE_DATA": str(data)})
    figure = json.loads(told.read_text(encoding="utf-8")) if told.exists() else None
    for key in entry["figure"].split("."):
        figure = figure.get(key) if isinstance(figure, dict) else None
    return float(figure) if isinstance(figure, int | float) else None


def record(name: str, figure: float) -> None:
    """Write the figure into floors.toml as the set's floor."""
    text = FLOORS.read_text(encoding="utf-8")
    pattern = rf"(^\[{re.escape(name)}\]$.*?^floor = )[0-9.]+"
    FLOORS.write_text(
        re.sub(pattern, rf"\g<1>{figure:.3f}", text, count=1, flags=re.MULTILINE | re.DOTALL),
        encoding="utf-8",
    )


def main() -> int:
    """Measure every set; the exit status is 1 when one fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    default = os.environ.get("DOCPARSE_DATA") or ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--score", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "runs" / "scores")
    parser.add_argument("--record", action="store_true", help="make today's figures the floors")
    args = parser.parse_args()
    score = args.score or args.data.resolve().parent / "score.py"
    if not args.data.is_dir() or not score.is_file():
        print("no benchmark data or scoring script here: floors not checked")
        return 0
    fallen = []
    sets = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    for folder in ("benches", *sets):
        # Yesterday's results must not stand in for today's.
        shutil.rmtree(args.out / folder, ignore_errors=True)
    for name, entry in sets.items():
        if "bench" in entry:
            figure = measure_bench(entry, args.data.resolve(), args.out / "benches")
            print(f"{name}: {figure} (floor {entry['floor']})")
        else:
            pictures, truth = args.data / entry["pictures"], args.data / entry["truth"]
            figure = measure(name, score, pictures, truth, args.out / entry.get("results", name))
        if figure is None or figure < entry["floor"] - ALLOWED_FALL:
            fallen.append(name)
        elif args.record:
            record(name, figure)
    print("fallen below the floor: " + ", ".join(fallen) if fallen else "all floors hold")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
