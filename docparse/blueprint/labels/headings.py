"""What lines say besides rooms: totals with the wording above them, storeys' names and plans' titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docparse.blueprint.carriers import LevelName, Point, Total
from docparse.blueprint.labels.group import Frame, Placed
from docparse.blueprint.labels.levels import level_of, read_heading
from docparse.blueprint.labels.lines import ReadLine
from docparse.blueprint.labels.totals import total_measures

# In text heights: how far apart the lines of a total's wording are, and a column of values from its wordings.
_WORDING_ABOVE = 1.2
_VALUE_COLUMN = 12.0
_WORDING_LINES = 3
_TITLE_ABOVE = 1.0
_NOTE_ABOVE = 0.6


def totals(frame: Frame) -> Iterator[tuple[Total, list[ReadLine]]]:
    """Every total area with the lines it is printed on, from top to bottom."""
    for line in frame.placed:
        if line.read.area is None:
            continue
        before = _wording(frame, line)
        wording = " ".join([*(upper.read.text for upper in before), line.read.name])
        measures = total_measures(wording)
        level = next((upper.read.heading.level for upper in before if upper.read.heading.level), None)
        level = level or level_of(line.read.name)
        own_level = line.read.heading.level is not None and not line.read.is_name
        if measures is None and not (own_level or (before and level)):
            continue
        used = [upper.read for upper in before] + [line.read]
        text = " ".join(read.text for read in used)
        yield Total(replace(line.read.area, text=text), measures or "unknown", centre(line.read), level), used


def level_names(frame: Frame) -> Iterator[tuple[LevelName, ReadLine]]:
    """Every storey's name that stands by itself, not inside a note."""
    for line in frame.placed:
        level = line.read.heading.level
        if level is not None and not _in_a_note(frame, line):
            yield LevelName(level, line.read.text, centre(line.read)), line.read


def titles(frame: Frame) -> Iterator[tuple[str, list[ReadLine]]]:
    """Every plan's title; one that goes over two lines (``1ST FLOOR`` / ``PLAN``) as one."""
    for line in frame.placed:
        upper = frame.next_above(line, _TITLE_ABOVE)
        joined = f"{upper.read.text} {line.read.text}" if upper else ""
        if upper and upper.read.heading.level and read_heading(joined).title and not line.read.heading.level:
            yield joined, [upper.read, line.read]
        elif line.read.heading.title:
            yield line.read.text, [line.read]


def centre(read: ReadLine) -> Point:
    """The middle of a line's box."""
    x, y = read.corners.mean(axis=0)
    return float(x), float(y)


def _wording(frame: Frame, line: Placed) -> list[Placed]:
    """The lines above (or left of) a value that tell what it is, in reading order."""
    found: list[Placed] = []
    at = line
    while len(found) < _WORDING_LINES:
        upper = frame.next_above(at, _WORDING_ABOVE)
        if upper is None and not found and not line.read.name:
            upper = frame.next_left(at, _VALUE_COLUMN)
        if upper is None or not _is_wording(upper.read):
            break
        found.insert(0, upper)
        at = upper
    return found


def _is_wording(read: ReadLine) -> bool:
    storey = read.heading.level is not None and not read.is_name and not read.heading.title
    return read.area is None and (read.is_total or storey)


def _in_a_note(frame: Frame, line: Placed) -> bool:
    """Whether other words stand tightly above and below, as in "window / on 1st floor / window"."""
    above, below = frame.next_above(line, _NOTE_ABOVE), frame.next_below(line, _NOTE_ABOVE)
    return above is not None and below is not None and _is_prose(above.read) and _is_prose(below.read)


def _is_prose(read: ReadLine) -> bool:
    says_something = read.is_name or read.is_total or read.has_figures or read.ratio or read.lengths
    return not says_something and not read.heading.title and any(letter.isalpha() for letter in read.text)
