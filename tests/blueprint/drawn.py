"""A drawn plan with its true classes: two rooms, a door between them, a window, a door to the outside."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.blueprint.drawing import Drawing
from docparse.regions.regions import SemanticMap

CLASSES = ("outside", "floor", "wall", "door", "window", "stairs", "title_block", "north_arrow", "scale_bar")
# Left, top, right, bottom of both rooms, wall face to wall face, pixels.
LEFT, RIGHT = (120, 120, 400, 380), (410, 120, 680, 380)


def two_rooms(*, door_seen: bool = True, arc: bool = False, leak: int = 0) -> Drawing:
    """The plan.

    Args:
        door_seen: Whether the classes show the door between the rooms.
        arc: Whether its leaf and arc are drawn.
        leak: Pixels of the inner wall that are missing at its lower end.
    """
    grey = np.full((500, 800), 255, np.uint8)
    labels = np.zeros(grey.shape, np.uint8)
    cv2.rectangle(grey, (100, 100), (699, 399), 0, -1)
    labels[grey == 0] = CLASSES.index("wall")
    for left, top, right, bottom in (LEFT, RIGHT):
        grey[top:bottom, left:right] = 255
        labels[top:bottom, left:right] = CLASSES.index("floor")
    grey[180:260, 400:410] = 255
    labels[180:260, 400:410] = CLASSES.index("door" if door_seen else "floor")
    grey[100:120, 200:300] = 255
    labels[100:120, 200:300] = CLASSES.index("window")
    grey[380:400, 500:580] = 255
    labels[380:400, 500:580] = CLASSES.index("door")
    if leak:
        grey[380 - leak : 380, 400:410] = 255
        labels[380 - leak : 380, 400:410] = CLASSES.index("floor")
    if arc:
        cv2.ellipse(grey, (410, 180), (80, 80), 0, 0, 90, 120, 1)
        cv2.line(grey, (410, 180), (490, 180), 120, 1)
    return Drawing(grey, np.eye(3), 1.0, SemanticMap(CLASSES, labels))


def on_paper(drawing: Drawing) -> np.ndarray:
    """(H, W, 3) the page as it comes in."""
    return np.repeat(drawing.grey[..., None], 3, axis=2)
