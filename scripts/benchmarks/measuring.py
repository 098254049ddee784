"""What the benchmarks share: where the data is, how a process is timed, how a reading is scored."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("document_number", "last_name", "given_names", "address_lines", "height", "eye_color")
# Record field -> key in the truth.
FIELDS = {
    "document_number": "document_number",
    "family_name": "last_name",
    "given_names": "given_names",
    "date_of_birth": "date_of_birth",
    "date_of_issue": "issue_date",
    "date_of_expiry": "expiry_date",
    "sex": "sex",
    "address": "address_lines",
}


def data_folder(given: Path | None) -> Path:
    """The benchmark data: ``--data``, else ``$DOCPARSE_DATA``, else ``shared/data`` beside the repository."""
    folder = given or Path(os.environ.get("DOCPARSE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        raise SystemExit(f"no benchmark data at {folder}; name it with --data or DOCPARSE_DATA")
    return folder.resolve()


def fronts(data: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The licence fronts with their truth."""
    folder = data / "id" / "us_fronts"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [(folder / row["image"], row) for row in truth]


def rgb(path: Path) -> Any:
    """The picture as an (H, W, 3) RGB array."""
    import cv2  # noqa: PLC0415 - loading it is part of what is measured
    import numpy as np  # noqa: PLC0415

    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise SystemExit(f"{path} is no picture")
    return np.ascontiguousarray(picture[..., ::-1])


def plain(value: object) -> str:
    """Letters and digits alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", str(value or "").upper())


def word_recall(text: str, truth: dict[str, Any]) -> tuple[int, int]:
    """How many of the truth's printed words stand in the text: (found, asked for)."""
    found = asked = 0
    have = plain(text)
    for key in WORDS:
        value = truth.get(key) or ""
        for word in (" ".join(value) if isinstance(value, list) else value).split():
            if plain(word):
                asked += 1
                found += plain(word) in have
    return found, asked


def field_hits(document: Any, truth: dict[str, Any]) -> tuple[int, int]:
    """How many of the truth's sure fields the record has right: (right, asked for)."""
    doubtful = {note.split(":")[0].strip() for note in truth.get("uncertain") or []}
    right = asked = 0
    for name, key in FIELDS.items():
        want = truth.get(key)
        if not want or key in doubtful:
            continue
        field = getattr(document, name, None)
        value = getattr(field, "value", None)
        have = "".join(value.lines) if name == "address" and value else value
        wanted = {plain("".join(want) if isinstance(want, list) else want)}
        if name == "given_names":
            wanted.add(plain(want.split(",")[0]))
        asked += 1
        right += plain(have) in wanted
    return right, asked


def run_process(command: Sequence[str], env: dict[str, str] | None = None) -> tuple[float, float]:
    """Run a command with its output thrown away: (seconds, peak memory in MB).

    The system counts a child's memory from the fork on, so call this before the caller itself has grown.
    """
    start = time.perf_counter()
    # Not with "with": wait4 is what gives this one child's own memory.
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # For docparse extract, 1 says that an input is partial; anything else is a broken benchmark.
    if child.returncode not in ((0, 1) if "extract" in command else (0,)):
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def median_process(command: Sequence[str], runs: int) -> tuple[float, float]:
    """Medians of seconds and of peak memory over fresh processes."""
    results = [run_process(command) for _ in range(runs)]
    return statistics.median(r[0] for r in results), statistics.median(r[1] for r in results)


def installed_mb(extras: Sequence[str] = ()) -> float:
    """Size of docparse's dependencies in this interpreter, with those of the extras, in MB."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - comes with the dev extra

    seen: set[tuple[str, tuple[str, ...]]] = set()
    files: dict[str, int] = {}
    queue = [("docparse", tuple(extras))]
    while queue:
        name, wanted = queue.pop()
        if (name.lower(), wanted) in seen:
            continue
        seen.add((name.lower(), wanted))
        try:
            dist = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        for file in dist.files or []:
            path = Path(str(dist.locate_file(file)))
            if path.is_file():
                files[str(path)] = path.stat().st_size
        for line in dist.requires or []:
            need = Requirement(line)
            fits = need.marker is None or any(need.marker.evaluate({"extra": e}) for e in (*wanted, ""))
            if fits:
                queue.append((need.name, tuple(sorted(need.extras))))
    return sum(files.values()) / 1e6
