"""Compare the text engines through docparse's own readers, on the same licence fronts, in one run.

usage: bench_readers.py [--data DIR] [--runs 3] [--python rapidocr=PYTHON] [--python paddleocr=PYTHON]

Each engine runs in a process of its own, by the interpreter given for it (this one where none is), so that an
engine may live in another environment. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from measuring import data_folder, field_hits, fronts, installed_mb, rgb, word_recall

EXTRAS = {"paddleocr": ("paddle",)}


def measure(engine: str, data: Path, runs: int, threads: int, started: float) -> dict[str, Any]:
    """Read every front ``runs`` times with one engine, in this process."""
    from docparse.text import get_reader  # noqa: PLC0415 - loading it is part of the cold start

    reader = get_reader(engine, threads=threads)
    pages = [(rgb(path), truth) for path, truth in fronts(data)]
    reader.read(pages[0][0])
    cold = time.time() - started
    totals, found, asked = [], 0, 0
    for turn in range(runs):
        times = []
        for pixels, truth in pages:
            start = time.perf_counter()
            lines = reader.read(pixels)
            times.append(time.perf_counter() - start)
            if turn == 0:
                hits, words = word_recall("".join(line.text for line in lines), truth)
                found, asked = found + hits, asked + words
        totals.append(statistics.mean(times))
    result = {
        "engine": engine,
        "version": reader.version,
        "recall": [found, asked],
        "page_ms": 1000 * statistics.median(totals),
        "cold_s": cold,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "installed_mb": installed_mb(EXTRAS.get(engine, ())),
        "fields": None,
    }
    # Last, so that the figures above are the reader's alone.
    result["fields"] = accuracy(engine, data)
    return result


def accuracy(engine: str, data: Path) -> list[int] | None:
    """Fields right and fields asked for when docparse reads the fronts with that engine."""
    try:
        from docparse import Extractor  # noqa: PLC0415
    except ImportError:
        return None
    extractor = Extractor(text_engine=engine)
    hits = [field_hits(extractor.extract(path, kind="id").id_document, truth) for path, truth in fronts(data)]
    return [sum(right for right, _ in hits), sum(asked for _, asked in hits)]


def share(pair: list[int] | None) -> str:
    """``0.988 (320/324)``, or a dash."""
    return f"{pair[0] / pair[1]:.3f} ({pair[0]}/{pair[1]})" if pair else "–"


def main() -> None:
    """Run the engines one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--engine", action="append", help="an engine to run; both by default")
    parser.add_argument("--python", action="append", default=[], metavar="ENGINE=PYTHON")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    data = data_folder(args.data)
    if args.worker:
        print(json.dumps(measure(args.worker, data, args.runs, args.threads, args.started)))
        return
    pythons = dict(pair.split("=", 1) for pair in args.python)
    rows = []
    for engine in args.engine or ["rapidocr", "paddleocr"]:
        command = [pythons.get(engine, sys.executable), __file__, "--worker", engine, "--data", str(data)]
        command += ["--runs", str(args.runs), "--threads", str(args.threads), "--started", str(time.time())]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{engine} failed; is it installed in {command[0]}?")
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(
        "| engine | field accuracy | word recall | ms a page | cold start s | peak MB | installed MB |\n"
        "|---|---|---|---|---|---|---|"
    )
    for row in rows:
        print(
            f"| {row['version']} | {share(row['fields'])} | {share(row['recall'])} | {row['page_ms']:.0f} "
            f"| {row['cold_s']:.2f} | {row['rss_mb']:.0f} | {row['installed_mb']:.0f} |"
        )


if __name__ == "__main__":
    main()
