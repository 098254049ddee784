"""Read broken and hostile inputs, and print what came of each: status, codes, seconds.

usage: bench_hostile.py [--seconds 20] [--folder DIR]

Ends with 1 when an input raised, gave no code though it is no document, or took longer than ``--seconds``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from hostile import make_all

from docparse import Extractor


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="the longest an input may take")
    parser.add_argument("--folder", type=Path, help="keep the inputs there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        files = make_all(args.folder or Path(spare))
        extractor = Extractor()
        extractor.warm_up()
        bad = 0
        print(f"{'input':32} {'status':8} {'seconds':>7}  codes")
        for file in files:
            start = time.perf_counter()
            try:
                result = extractor.extract(file)
                status, codes = result.status, [item.code for item in (*result.errors, *result.warnings)]
            except Exception as error:  # noqa: BLE001 - what must not happen is counted
                status, codes = "RAISED", [type(error).__name__]
            spent = time.perf_counter() - start
            bad += status == "RAISED" or not codes or spent > args.seconds
            print(f"{file.name:32} {status:8} {spent:7.2f}  {', '.join(codes) or '-'}")
    print(f"{len(files)} inputs, {bad} not as they should be")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
