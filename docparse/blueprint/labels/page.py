"""All that a page's text says about its plans."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Area, DimensionText, Label, PageText, Point, RatioNote
from docparse.blueprint.labels.clean import figures
from docparse.blueprint.labels.group import Frame, Placed, below, chains, directions, is_turned
from docparse.blueprint.labels.headings import centre, level_names, titles, totals
from docparse.blueprint.labels.lines import ReadLine, interpret, pair_of
from docparse.blueprint.labels.names import RoomName, read_name, restored
from docparse.text import TextLine

# On a page that prints areas with their unit, a decimal this near below a name is an area without it.
_AREA_BELOW = 0.7
_AREAS_THAT_TELL = 2
_NARROWEST_NAMELESS_M = 0.9
# Letters that stand alone in rooms (cupboard, boiler …) or show north; any other is a grid's or a mark's.
_ROOM_LETTERS = set("BCTNESW")


def read_text(lines: Sequence[TextLine], size: tuple[float, float]) -> PageText:
    """Sort a page's lines into room labels, dimensions, totals, ratios, storeys' names and titles.

    Args:
        lines: As an engine or a text layer gave them, in any order, turned or not, in page pixels.
        size: Width and height of the page in pixels; lines whose centre lies outside are left out.

    Returns:
        What was understood; lines that are nothing of this are left out.
    """
    read = interpret([line for line in lines if _on_page(line, size)])
    letters = {
        line.text.strip(" .") for line in read if len(line.text.strip(" .")) == 1 and line.text[0].isalpha()
    }
    lettered = letters <= _ROOM_LETTERS
    parts = [_read_direction(members, lettered=lettered) for members in directions(_with_bare_areas(read))]
    return PageText(
        labels=tuple(label for part in parts for label in part.labels),
        dimensions=tuple(found for part in parts for found in part.dimensions),
        totals=tuple(found for part in parts for found in part.totals),
        ratios=tuple(found for part in parts for found in part.ratios),
        levels=tuple(found for part in parts for found in part.levels),
        titles=tuple(dict.fromkeys(found for part in parts for found in part.titles)),
    )


def _on_page(line: TextLine, size: tuple[float, float]) -> bool:
    x, y = line.polygon_px.mean(axis=0)
    return bool(0 <= x <= size[0] and 0 <= y <= size[1])


def _read_direction(lines: list[ReadLine], *, lettered: bool) -> PageText:
    """What the lines of one writing direction say."""
    page = _read_frame(Frame(lines), lettered=lettered)
    if not is_turned(lines):
        return page
    other = _read_frame(Frame(lines, reversed_rows=True), lettered=lettered)
    return max((page, other), key=lambda part: sum(_is_whole(label) for label in part.labels))


def _is_whole(label: Label) -> bool:
    return label.name is not None and (label.area is not None or label.dimensions is not None)


def _read_frame(frame: Frame, *, lettered: bool) -> PageText:
    found_totals = list(totals(frame))
    used = {line for _, members in found_totals for line in members}
    found_titles = [title for title, members in titles(frame)]
    skip = used | {line.read for line in frame.placed if line.read.heading.title or line.read.ratio}
    labels: list[Label] = []
    in_labels: set[ReadLine] = set()
    for chain in chains(frame, skip):
        label = _label([placed.read for placed in chain], lettered=lettered)
        if label is not None:
            labels.append(label)
            in_labels.update(placed.read for placed in chain)
    ratios = [_ratio_note(line.read) for line in frame.placed if line.read.ratio]
    free = [line.read for line in frame.placed if line.read not in in_labels | skip]
    return PageText(
        labels=tuple(labels),
        dimensions=tuple(found for line in free for found in _dimensions(line)),
        totals=tuple(total for total, _ in found_totals),
        ratios=tuple(note for note in ratios if note is not None),
        levels=tuple(level for level, line in level_names(frame) if line not in in_labels),
        titles=tuple(found_titles),
    )


def _label(lines: list[ReadLine], *, lettered: bool) -> Label | None:
    """The label that lines which belong together are, or None when they are none."""
    area = next((line.area for line in lines if line.area is not None), None)
    dimensions = pair_of(lines)
    names = [line.name for line in lines if line.name and not line.is_room_number]
    if (
        dimensions is not None
        and not names
        and min(length.metres for length in dimensions) < _NARROWEST_NAMELESS_M
    ):
        dimensions = None  # a tile's or a post's
    has_figures = area is not None or dimensions is not None
    numbered = any(line.is_room_number for line in lines)
    name = " ".join(names).strip(" -:;,") or None
    room = read_name(name, beside_figures=has_figures) if name else RoomName(None, known=False)
    if name and has_figures and (room.open_ended or not room.known):
        name = restored(name)
        room = read_name(name, beside_figures=True)
    if not has_figures:
        heading_only = any(line.heading.level for line in lines) and not numbered
        letter = name is not None and len(name.strip(" .")) == 1
        partly = numbered and room.type is not None and not room.unlikely and len(lines) > 1
        if heading_only or (letter and not lettered) or not (room.known or partly):
            return None
    elif name is not None and room.unlikely:
        return None
    corners = np.concatenate([line.corners for line in lines])
    return Label(
        name=name,
        type=room.type,
        at=_middle(corners),
        polygon_px=_box(lines),
        area=area,
        dimensions=dimensions,
        text=" ".join(line.text for line in lines),
    )


def _with_bare_areas(lines: list[ReadLine]) -> list[ReadLine]:
    """Take decimals right below a room's name for areas where the page prints areas (``WC`` / ``1,49``)."""
    metric = sum(line.area is not None and "m" in figures(line.area.text) for line in lines)
    if metric < _AREAS_THAT_TELL:
        return lines
    changed: dict[ReadLine, ReadLine] = {}
    for members in directions(lines):
        frame = Frame(members)
        for placed in frame.placed:
            upper = frame.next_above(placed, _AREA_BELOW)
            if (
                upper is None
                or not (placed.read.is_bare_decimal and upper.read.is_name)
                or upper.read.has_figures
            ):
                continue
            if not any(frame.placed[i].read.has_figures for i in _figures_under(frame, upper)):
                changed[placed.read] = _as_area(placed.read)
    return [changed.get(line, line) for line in lines]


def _figures_under(frame: Frame, line: Placed) -> Iterator[int]:
    return (i for i in frame.near(line, under=True) if below(line, frame.placed[i], 1.0) < math.inf)


def _as_area(line: ReadLine) -> ReadLine:
    number = figures(line.text).replace(",", ".")
    step = 10.0 ** -len(number.partition(".")[2])
    return replace(line, name="", lengths=(), area=Area(float(number), step, line.text))


def _dimensions(line: ReadLine) -> Iterable[DimensionText]:
    """The lengths of a line, each with its share of the line's box."""
    total = sum(len(length.text) for length in line.lengths)
    at = 0.0
    for length in line.lengths:
        share = len(length.text) / total
        corners = _stretch(line.corners, at, at + share)
        yield DimensionText(length, _middle(corners), _points(corners))
        at += share


def _stretch(corners: NDArray[np.float64], start: float, end: float) -> NDArray[np.float64]:
    """The part of a line's box between two shares of its length."""
    top, bottom = corners[1] - corners[0], corners[2] - corners[3]
    return np.array(
        [
            corners[0] + start * top,
            corners[0] + end * top,
            corners[3] + end * bottom,
            corners[3] + start * bottom,
        ]
    )


def _ratio_note(line: ReadLine) -> RatioNote | None:
    if line.ratio is None:
        return None
    return RatioNote(line.ratio.ratio, line.text, centre(line), _points(line.corners), line.ratio.paper)


def _box(lines: Sequence[ReadLine]) -> tuple[Point, ...]:
    """The box round lines, along their writing direction, clockwise from the text's own top left."""
    first = lines[0].corners
    edge = first[1] - first[0]
    along = edge / max(float(np.hypot(*edge)), 1e-9)
    across = np.array([-along[1], along[0]])
    points = np.concatenate([line.corners for line in lines])
    s, t = points @ along, points @ across
    corners = [(s.min(), t.min()), (s.max(), t.min()), (s.max(), t.max()), (s.min(), t.max())]
    return _points(np.array([u * along + v * across for u, v in corners]))


def _middle(corners: NDArray[np.float64]) -> Point:
    """The middle of the box round points."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2


def _points(corners: NDArray[np.float64]) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in corners)
