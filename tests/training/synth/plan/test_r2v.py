"""Vector files become layouts in metres; broken ones are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from docparse.training.synth.plan.layout import Layout, footprint, full_walls, opening_polygon
from docparse.training.synth.plan.r2v import LayoutReadError, layout_files, read_layout

FLAT = Path(__file__).parent / "flat.txt"


@pytest.fixture(params=range(12))
def layout(request: pytest.FixtureRequest) -> Layout:
    return read_layout(FLAT, np.random.default_rng(request.param))


def test_rooms_have_the_types_of_the_boxes_in_them(layout: Layout) -> None:
    types = sorted(room.type for room in layout.rooms)
    assert types == sorted(
        ["balcony", "bathroom", "bedroom", "bedroom", "closet", "hall", "kitchen", "laundry", "living"]
    )
    assert [room.type for room in layout.rooms if room.railed] == ["balcony"]


def test_the_scale_makes_doors_as_wide_as_doors_are(layout: Layout) -> None:
    widths = [
        np.hypot(*np.subtract(o.end, o.start))
        for o in layout.openings
        if o.kind == "door" and o.style == "swing"
    ]
    assert 0.55 < np.median(widths) < 1.05
    assert 40 < footprint(layout).area < 110


def test_every_opening_is_kept_and_lies_in_a_wall(layout: Layout) -> None:
    # A wardrobe's front may have become a row of doors.
    rows = sum(opening.cupboard for opening in layout.openings)
    assert len(layout.openings) - max(rows - 1, 0) in (12, 13)
    walls = full_walls(layout).buffer(1e-6)
    assert all(walls.covers(opening_polygon(opening)) for opening in layout.openings)


def test_windows_are_outside_and_the_way_in_is_a_door(layout: Layout) -> None:
    assert all(opening.exterior for opening in layout.openings if opening.kind == "window")
    hall = next(room.polygon for room in layout.rooms if room.type == "hall")
    ways_in = [o for o in layout.openings if o.exterior and opening_polygon(o).distance(hall) < 0.01]
    assert [opening.kind for opening in ways_in] == ["door"]


def test_rooms_and_walls_fill_the_footprint(layout: Layout) -> None:
    polygons = [room.polygon for room in layout.rooms]
    assert shapely.union_all(polygons).area == pytest.approx(sum(p.area for p in polygons))
    inside = sum(room.polygon.area for room in layout.rooms if not room.railed)
    assert inside + full_walls(layout).area == pytest.approx(footprint(layout).area, rel=1e-3)


def test_icons_become_fixtures_with_their_backs_to_walls(layout: Layout) -> None:
    kinds = {fixture.kind for fixture in layout.fixtures}
    assert kinds <= {"counter", "bathtub", "toilet", "basin"}
    for fixture in layout.fixtures:
        room = next(r.polygon for r in layout.rooms if r.polygon.covers(shapely.Point(fixture.centre)))
        turn = np.radians(fixture.angle)
        back = np.array(fixture.centre) + np.array([np.sin(turn), -np.cos(turn)]) * fixture.size[1] / 2
        assert room.exterior.distance(shapely.Point(back)) < 0.5


def test_the_seed_decides() -> None:
    first, again, other = (read_layout(FLAT, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_files_are_found_sorted(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/1.txt", "a/notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert [path.name for path in layout_files(tmp_path)] == ["1.txt", "9.txt", "2.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1\t2\t3\tx\twall\t1\t1\n",
        "1\t2\t3\n",
        # Walls without a door, a door without walls, and walls that enclose nothing.
        "0\t0\t100\t0\twall\t1\t1\n" * 5,
        "0\t0\t30\t0\tdoor\t1\t1\n",
        "".join(f"{x}\t0\t{x}\t200\twall\t1\t1\n" for x in range(0, 250, 50)) + "0\t0\t30\t0\tdoor\t1\t1\n",
    ],
)
def test_broken_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(text)
    with pytest.raises(LayoutReadError) as caught:
        read_layout(path, np.random.default_rng(0))
    assert isinstance(caught.value, ValueError)
    assert caught.value.code == "usage.layout_file"
    assert str(path) not in str(caught.value)
