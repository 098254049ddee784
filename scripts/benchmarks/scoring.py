"""The shared scoring script, run as a process, and its printed figures as data."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Count = tuple[int, int]
_CALL = "import sys; sys.argv[0] = 'docparse'; sys.argv += {}; from docparse.cli import main; main()"


@dataclass(frozen=True)
class Scored:
    """What score.py printed for one set.

    Attributes:
        figure: The set's headline figure, 0 to 1.
        counts: Right and asked for, by field; ``jurisdiction`` and ``five keys all right`` among them.
        places: Fields found at the hand-drawn boxes and asked for, by class; only for flat fronts.
        seconds: Seconds for one file, the start included.
        text: All of the output.
    """

    figure: float
    counts: dict[str, Count]
    places: dict[str, Count]
    seconds: float
    text: str

    @property
    def place_rate(self) -> float | None:
        """Share of all fields found at their place; None where no boxes were drawn."""
        asked = sum(n for _, n in self.places.values())
        return sum(n for n, _ in self.places.values()) / asked if asked else None


def docparse_command(options: Sequence[str] = ()) -> str:
    """This interpreter's docparse as one shell-quoted command; the options go behind all others."""
    return shlex.join([sys.executable, "-c", _CALL.format(list(options))])


def parsed(name: str, text: str) -> Scored:
    """The figures in score.py's output.

    Raises:
        ValueError: there is no headline figure.
    """
    headline = re.findall(rf"^{re.escape(name)}: ([0-9.]+) ", text, re.MULTILINE)
    if not headline:
        raise ValueError(f"score.py gave no figure for {name}")
    rows = re.findall(r"^  ([a-z_ ]+?) +(\d+)/(\d+)$", text, re.MULTILINE)
    drawn = re.search(r"at its place .*?: (.*)$", text, re.MULTILINE)
    places = re.findall(r"(\w+) (\d+)/(\d+)", drawn[1]) if drawn else []
    timed = re.search(r"^(\d+) files in (\d+) s", text, re.MULTILINE)
    return Scored(
        float(headline[-1]),
        {key: (int(right), int(asked)) for key, right, asked in rows},
        {key: (int(right), int(asked)) for key, right, asked in places if int(asked)},
        int(timed[2]) / int(timed[1]) if timed else float("nan"),
        text,
    )


def score(
    name: str, script: Path, pictures: Path, truth: Path, out: Path, options: Sequence[str] = ()
) -> Scored:
    """Run score.py on a set; ``options`` are given to ``docparse extract``.

    Raises:
        SystemExit: the script is not there or gave no figure.
    """
    if not script.is_file():
        raise SystemExit(f"no scoring script at {script}; name it with --score")
    # The script keeps results it finds: those of another model must not stand in for today's.
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, str(script), name, str(pictures), str(truth), "--out", str(out), "-v"]
    done = subprocess.run(
        [*command, "--cmd", docparse_command(options)],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    try:
        return parsed(name, done.stdout)
    except ValueError as error:
        raise SystemExit(f"{error}\n{done.stdout[-800:]}{done.stderr[-800:]}") from None
