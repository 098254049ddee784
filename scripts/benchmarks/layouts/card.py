"""Sets a style's rows on a card and keeps account of what was printed where."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw

from layouts.faces import Faces
from layouts.scenery import paper, portrait
from layouts.style import Block, Style

PIXELS = 1.5  # drawn pixels for a thousandth of the card's longer side
SHORT_SIDE = 631  # ID-1: 85.60 mm by 53.98 mm
INK = (22, 22, 30)
RED_INK = (178, 24, 40)
TIGHTEST = 0.8  # rows and long values may shrink to this share before the holder is refused
# Fields whose size decides how small the picture may be.
KEYS = {"number", "last", "first", "given", "middle", "birth", "issue", "expiry", "sex", "addr"}


class UnfitError(Exception):
    """The holder's data do not fit the style."""


@dataclass(frozen=True)
class Cell:
    """One label and value of a row."""

    flags: str
    at: float | None
    label: str
    template: str

    @staticmethod
    def parse(text: str) -> Cell:
        """A cell as written in a :class:`Block`."""
        found = re.match(r"([!~*^><]*)(?:@(\d+) ?)?([!~*^><]*)([^{]*)(.*)", text.strip())
        assert found is not None
        flags, at, more, label, template = found.groups()
        return Cell(flags + more, float(at) if at else None, label.strip(), template.replace("\\n", "\n"))

    def fields(self) -> list[str]:
        """The fields it names."""
        return re.findall(r"\{(\w+)\}", self.template)

    def value(self, words: dict[str, str]) -> list[str]:
        """The printed lines; none when every field is empty."""
        if not any(words[name] for name in self.fields()):
            return []
        lines = re.sub(r"\{(\w+)\}", lambda m: words[m.group(1)], self.template).split("\n")
        return [re.sub(r"[ ,]+$", "", re.sub(" {2,}", " ", line)) for line in lines]


@dataclass
class Card:
    """A card being drawn, in drawn pixels."""

    style: Style
    faces: Faces
    rng: random.Random
    words: dict[str, str]
    picture: Image.Image = field(init=False)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)
    kept: list[tuple[float, float, float, float]] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    smallest_value: float = 1e9
    smallest_label: float = 1e9

    def __post_init__(self) -> None:
        long, short = round(1000 * PIXELS), round(SHORT_SIDE * PIXELS)
        size = (short, long) if self.style.vertical else (long, short)
        base = tuple(min(250, max(196, c + self.rng.randint(-10, 10))) for c in self.style.paper)
        self.picture = paper(*size, (base[0], base[1], base[2]), self.rng)
        self.draw = ImageDraw.Draw(self.picture)
        self.files = self.faces.pick(self.rng)
        self.value_role = self.style.face
        if self.style.face == "sans":
            self.value_role = self.rng.choice(("sans", "sans", "bold", "bold", "narrow", "mono"))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.picture.size

    def font(self, role: str, size: float) -> Any:
        """The card's face of a role; size in thousandths."""
        return self.faces.font(self.files[role], size * PIXELS)

    def text(self, xy: tuple[float, float], text: str, font: Any, color: Any, anchor: str = "ls") -> None:
        """Draw on a baseline and note the place."""
        self.draw.text(xy, text, font=font, fill=color, anchor=anchor)
        self.taken.append(self.draw.textbbox(xy, text, font=font, anchor=anchor))

    def headers(self) -> None:
        """The heading lines."""
        width, height = self.size
        for item in self.style.headers:
            font = self.font(item.face, item.size)
            xy = (item.x / 100 * width, item.y / 100 * height)
            self.text(xy, item.text, font, item.color, item.anchor + "a")

    def photo(self) -> None:
        """The portrait in its place."""
        width, height = self.size
        x0, y0, x1, y1 = (round(v / 100 * (width, height)[i % 2]) for i, v in enumerate(self.style.portrait))
        self.picture.paste(portrait(x1 - x0, y1 - y0, self.rng), (x0, y0))
        self.taken.append((x0, y0, x1, y1))

    def _shown(self, block: Block) -> list[list[Cell]]:
        rows = []
        for line in block.rows.strip().splitlines():
            cells = [Cell.parse(part) for part in line.split("|")]
            cells = [c for c in cells if c.value(self.words) or (c.label and not c.template)]
            if cells:
                rows.append(cells)
        return rows

    def _sizes(self, cell: Cell) -> tuple[float, float]:
        value = self.style.size * (1.18 if "!" in cell.flags else 0.78 if "~" in cell.flags else 1.0)
        return value, self.style.size * self.style.label_scale

    def _height(self, cell: Cell) -> float:
        value, label = self._sizes(cell)
        lines = max(1, len(cell.value(self.words)))
        head = label * 1.12 if "^" in cell.flags and cell.label and cell.template else 0
        return (head + lines * value * 1.22 + (4 if head else 2)) * PIXELS

    def block(self, block: Block) -> None:
        """All rows of a block, spread over its height."""
        width, height = self.size
        x0, y0, x1, y1 = (v / 100 * (width, height)[i % 2] for i, v in enumerate(block.box))
        rows = self._shown(block)
        heights = [max(self._height(c) for c in cells) for cells in rows]
        fit = (y1 - y0) / sum(heights)
        if fit < TIGHTEST:
            raise UnfitError
        shrink, lead = min(1.0, fit), min(1.3, max(1.0, fit))
        top = y0
        for cells, tall in zip(rows, heights, strict=True):
            places = [
                x0 + (c.at if c.at is not None else 100 * i / len(cells)) / 100 * (x1 - x0)
                for i, c in enumerate(cells)
            ]
            for cell, left, right in zip(cells, places, [*places[1:], x1], strict=True):
                gap = 14 if right < x1 else 0
                self._cell(cell, (left, top, right - gap, top + tall * shrink), shrink, x1 - x0)
            top += tall * shrink * lead

    def _cell(
        self, cell: Cell, box: tuple[float, float, float, float], shrink: float, block_width: float
    ) -> None:
        left, top, right, _ = box
        value_size, label_size = (s * shrink for s in self._sizes(cell))
        lines = cell.value(self.words)
        role = "bold" if "!" in cell.flags else self.value_role
        label_font = self.font(self.style.label_face, label_size)
        if not lines:  # a remark, or a label whose value stands elsewhere
            remark = self.font(self.style.label_face, label_size)
            if left + remark.getlength(cell.label) > right + 8:
                raise UnfitError
            self.text((left, top + value_size * PIXELS), cell.label, remark, self.style.label_color)
            return
        above = "^" in cell.flags and cell.label
        first = top + (label_size * 1.12 * PIXELS if above else 0) + value_size * PIXELS
        start = left
        if cell.label:
            at = top + label_size * PIXELS if above else first
            self.text((left, at), cell.label, label_font, self.style.label_color)
            self.smallest_label = min(self.smallest_label, label_size)
            long = label_font.getlength(cell.label)
            if above and left + long > right + 8:
                raise UnfitError
            if not above:
                start = left + long + value_size * 0.35 * PIXELS
            if "<" in cell.flags:
                start = max(start, left + self.style.label_column / 100 * block_width)
        font = self._fitting(role, value_size, lines, right - start)
        color = RED_INK if "*" in cell.flags else INK
        for index, line in enumerate(lines):
            self.text((start, first + index * value_size * 1.22 * PIXELS), line, font, color)
        ends = start + max(font.getlength(line) for line in lines)
        self.kept.append((left, top, ends, first))  # nothing comes between a label and its value
        self.printed.update(name for name in cell.fields() if self.words[name])
        if KEYS & set(cell.fields()):
            self.smallest_value = min(self.smallest_value, font.size / PIXELS)

    def _fitting(self, role: str, size: float, lines: list[str], room: float) -> Any:
        for share in (1.0, 0.93, 0.86, TIGHTEST):
            font = self.font(role, size * share)
            if max(font.getlength(line) for line in lines) <= room:
                return font
        raise UnfitError

    def free_place(
        self, width: float, height: float, near: tuple[float, float] | None = None, aside: float = 10
    ) -> tuple[float, float] | None:
        """A corner where a box of that size meets nothing printed within ``aside`` of it, or None."""
        tries = [near] if near else []
        tries += [
            (
                self.rng.uniform(8, max(9, self.size[0] - width - 8)),
                self.rng.uniform(8, max(9, self.size[1] - height - 8)),
            )
            for _ in range(80)
        ]
        busy = self.taken + self.kept
        for x, y in tries:
            box = (x - aside, y - 8, x + width + aside, y + height + 8)
            inside = x + width + 8 < self.size[0] and y + height + 8 < self.size[1]
            if inside and not any(
                box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in busy
            ):
                return x, y
        return None
