"""Which parts of a page are taken, and where something still fits."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

Box = tuple[float, float, float, float]


@dataclass
class Space:
    """Which parts of the page are taken.

    Attributes:
        width: Of the page, drawing pixels.
        height: Of the page, drawing pixels.
        taken: Boxes already used.
    """

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def free(self, area: Box) -> bool:
        """Whether a box lies on the page and touches nothing."""
        x0, y0, x1, y1 = area
        inside = x0 >= 0 and y0 >= 0 and x1 <= self.width and y1 <= self.height
        return inside and not any(
            x0 < right and x1 > left and y0 < bottom and y1 > top for left, top, right, bottom in self.taken
        )

    def place(self, wide: float, tall: float, spots: list[tuple[float, float]]) -> Box | None:
        """Take the first free spot for a box, spots being top left corners."""
        for x, y in spots:
            area = (x, y, x + wide, y + tall)
            if self.free(area):
                self.taken.append(area)
                return area
        return None

    def anywhere(self, wide: float, tall: float, rng: np.random.Generator, tries: int = 30) -> Box | None:
        """Take a random free spot."""
        spots = rng.random((tries, 2)) * (max(self.width - wide, 0), max(self.height - tall, 0))
        return self.place(wide, tall, [(float(x), float(y)) for x, y in spots])
