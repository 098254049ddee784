"""One labelled value: how much room it takes, and printing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docparse.training.synth.id.sheet import Box, Sheet, TextStyle, union
from docparse.training.synth.id.typography import Typography
from docparse.training.synth.id.values import Item
from docparse.training.synth.id.wording import Placement, Wording

_ASCENT = 0.8  # of a face, in sizes
_LABEL_LEADING = 1.15  # from a label above to its value, in label sizes


@dataclass(frozen=True)
class Cell:
    """A value at a size, ready to print.

    Attributes:
        item: What it is.
        width: Pixels it takes across.
        height: Pixels it takes down.
        value: Style of its lines.
        label: Style of its labels.
        texts: Label of each line when labels stand beside; else one label or none.
    """

    item: Item
    width: float
    height: float
    value: TextStyle
    label: TextStyle
    texts: tuple[str, ...]
    typography: Typography
    wording: Wording

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.value.size * self.typography.leading

    @property
    def stacked(self) -> bool:
        """Whether the label takes a line of its own."""
        return self.wording.placement in ("above", "below") and any(self.texts)

    @property
    def label_column(self) -> float:
        """Width kept free for labels on the left of the lines."""
        if self.stacked or not any(self.texts):
            return 0.0
        return max(self.label.width(text) for text in self.texts) + self.typography.gap * self.value.size


@dataclass(frozen=True)
class Setting:
    """How a card sets its values: typography and wording."""

    typography: Typography
    wording: Wording

    def placed(self, placement: Placement | None) -> Setting:
        """The same with labels elsewhere; unchanged for None."""
        return (
            self if placement is None else replace(self, wording=replace(self.wording, placement=placement))
        )

    def cell(self, item: Item, size: float, squeeze: float = 1.0) -> Cell:
        """Measure an item at a size; ``squeeze`` narrows its letters."""
        value = self.typography.value_style(item.key, size, item.rank)
        value = replace(value, stretch=value.stretch * squeeze)
        label = self.typography.label_style(size)
        label = replace(label, stretch=label.stretch * squeeze)
        cell = Cell(item, 0, 0, value, label, _labels(item, self.wording), self.typography, self.wording)
        widest = max(value.width(line) for line in item.lines)
        height = cell.leading * len(item.lines)
        if cell.stacked:
            widest, height = max(widest, label.width(cell.texts[0])), height + label.size * _LABEL_LEADING
        return replace(cell, width=cell.label_column + widest, height=height)


def _labels(item: Item, wording: Wording) -> tuple[str, ...]:
    """The label of each line where labels stand beside, else the item's one label."""
    if wording.placement == "none" and item.key not in ("dob", "expiry", "issue", "sex"):
        return ("",) * len(item.lines)
    if wording.placement in ("above", "below"):
        return (wording.label(item.key),)
    if item.line_keys:
        return tuple(wording.label(key) for key in item.line_keys)
    return (wording.label(item.key), *[""] * (len(item.lines) - 1))


def print_cell(sheet: Sheet, cell: Cell, x: float, y: float) -> Box:
    """Print a cell with its top-left at a point, record its region, and return the box of all its ink."""
    inks: list[Box] = []
    labels: list[Box] = []
    if cell.stacked and cell.wording.placement == "above":
        labels.append(sheet.text(cell.texts[0], x, y + cell.label.size * _ASCENT, cell.label))
        y += cell.label.size * _LABEL_LEADING
    column = cell.label_column
    for row, line in enumerate(cell.item.lines):
        baseline = y + cell.leading * row + cell.value.size * _ASCENT
        text = "" if cell.stacked or row >= len(cell.texts) else cell.texts[row]
        if text:
            labels.append(sheet.text(text, x, baseline, cell.label))
        indent = column if text or cell.typography.indent else 0.0
        inks.append(sheet.text(line, x + indent, baseline, cell.value))
    if cell.stacked and cell.wording.placement == "below":
        under = y + cell.leading * len(cell.item.lines)
        labels.append(sheet.text(cell.texts[0], x, under + cell.label.size * _ASCENT * 0.9, cell.label))
    box = union(inks)
    sheet.record(cell.item.label, box.grown(1), "\n".join(cell.item.lines))
    sheet.taken.extend(labels)
    return union(inks + labels)
