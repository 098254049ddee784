"""A small flat drawn by hand, and habits that draw it plainly."""

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import box

from docparse.training.synth.plan.habits import random_style
from docparse.training.synth.plan.layout import Fixture, Layout, Opening, Room, Stairs, Wall
from docparse.training.synth.plan.style import Style


@pytest.fixture
def flat() -> Layout:
    """Two rooms side by side, 8 m x 5 m: two doors, a window, a balcony, a flight of stairs."""
    outer, inner = 0.3, 0.12
    walls = (
        Wall(((0, 0), (8, 0)), outer, exterior=True),
        Wall(((8, 0), (8, 5)), outer, exterior=True),
        Wall(((8, 5), (0, 5)), outer, exterior=True),
        Wall(((0, 5), (0, 0)), outer, exterior=True),
        Wall(((4, 0), (4, 5)), inner, exterior=False),
    )
    openings = (
        Opening("door", (1.0, 5.0), (1.9, 5.0), outer, exterior=True, style="swing"),
        Opening("door", (4.0, 2.0), (4.0, 2.8), inner, exterior=False, style="swing"),
        Opening("window", (5.0, 0.0), (6.6, 0.0), outer, exterior=True),
    )
    rooms = (
        Room(box(0.15, 0.15, 3.94, 4.85), "living"),
        Room(box(4.06, 0.15, 7.85, 4.85), "bedroom"),
        Room(box(8.15, 1.0, 9.5, 4.0), "balcony", railed=True),
    )
    fixtures = (Fixture("bed", (6.5, 3.5), (1.6, 2.0), 180.0), Fixture("sink", (1.0, 0.5), (1.0, 0.6)))
    stairs = (Stairs(box(0.2, 0.2, 1.2, 3.0), (0.0, -1.0)),)
    return Layout(walls, openings, rooms, fixtures, stairs)


@pytest.fixture
def plain() -> Style:
    """Black walls on white paper, thin lines, nothing that hides anything."""
    style = random_style(np.random.default_rng(0))
    wall = replace(style.outer, kind="solid", fill=(0, 0, 0), line=(0, 0, 0))
    door = replace(
        style.door, leaf="line", arc="full", chord=False, angle=90.0, gap="paper", line=(0, 0, 0), filled=None
    )
    window = replace(
        style.window, kind="one", line=(0, 0, 0), width=1.0, sill=0.0, fill=(255, 255, 255), faces=True
    )
    label = replace(style.label, skipped=1.0)
    quiet = replace(
        style, floors="none", terrace=None, tiled=None, boarded=None, fitted=0.0, furniture=0.0, arrows=False,
        chains=0, breasts=0.0, headroom=0.0, deck=None, called_out=False,
    )  # fmt: skip
    paper = (255, 255, 255)
    return replace(
        quiet, look="agent", paper=paper, outer=wall, inner=wall, door=door, window=window, label=label
    )
