"""Which value stands beside or below which label."""

from __future__ import annotations

from docparse.identity.front.layout import Box, same_row


def beside(label: Box, value: Box, unit: float) -> float:
    """How well ``value`` stands right of ``label`` in its row, 0 to 1; ``unit`` is a line height."""
    if not same_row(label, value):
        return 0.0
    gap = value[0] - label[2]
    if gap < -0.7 * unit or gap > 8 * unit:
        return 0.0
    return 0.95 - 0.06 * max(0.0, gap / unit)


def below(label: Box, value: Box, unit: float) -> float:
    """How well ``value`` stands right below ``label``, 0 to 1: left edges in line, or it covers the label."""
    gap = value[1] - label[3]
    if gap < -0.55 * unit or gap > 1.2 * unit or value[1] <= label[1]:
        return 0.0
    shift = abs(value[0] - label[0])
    aligned = shift < 1.6 * unit
    covers = value[0] - 0.5 * unit <= label[0] <= value[2]
    if not (aligned or covers):
        return 0.0
    return 0.9 - 0.15 * max(0.0, gap / unit) - 0.1 * min(2.0, shift / unit)


def same_column(a: Box, b: Box, unit: float) -> bool:
    """Whether two lines begin at about the same place from the left."""
    return abs(a[0] - b[0]) < 1.8 * unit
