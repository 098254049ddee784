"""From masks to shapes on the page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from shapely import affinity
from shapely.geometry import Polygon

from docparse.blueprint.trace import _Placing
from tests.blueprint.drawn import two_rooms

# A hole's corner a hair from a slanted side.
_SHELL = [
    (30.331788788358992, 36.47482804919992),
    (161.87553750817244, 226.73569161736515),
    (79.620863969015, 283.60544351559867),
    (-51.922884750798445, 93.34457994743343),
]
_HOLE = [
    (121.03279948163942, 167.6620018142247),
    (111.15905220979859, 188.54899537227968),
    (98.00467733781726, 169.52290901546317),
]


def test_walls_that_rounding_would_lay_across_themselves_stay_valid_on_the_page():
    to_page = np.array([[1 / 1.7, 0.001, 133.7], [-0.001, 1 / 1.7, 77.3], [0, 0, 1]])
    place = _Placing(replace(two_rooms(), to_page=to_page))
    walls = Polygon(_SHELL, [_HOLE])
    plain = affinity.affine_transform(walls, [1 / 1.7, 0.001, -0.001, 1 / 1.7, 133.7, 77.3])
    assert walls.is_valid
    assert not plain.is_valid
    placed = place(walls)
    assert placed.is_valid
    assert abs(placed.area - plain.area) < 0.1
