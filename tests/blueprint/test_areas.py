"""Areas by measurement standard, on plans whose areas are known. A pixel is a centimetre."""

import math

import pytest
from hypothesis import example, given, strategies
from shapely import affinity
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from docparse.blueprint.areas import SQFT_PER_M2, ansi_finished, gross_internal, measure, type_of
from docparse.blueprint.carriers import Label, PlanShape, RoomShape

CM = 0.01
OUTER, INNER = 30.0, 10.0


def named(polygon, kind=None, name=None, traced="room"):
    label = Label(name or kind, kind, (0.0, 0.0), ()) if kind or name else None
    return RoomShape(polygon, (label,) if label else (), traced)


def plan_of(*rooms, outline, thickness=INNER):
    indoor = unary_union([room.polygon for room in rooms])
    return PlanShape(tuple(rooms), outline.difference(indoor), (), outline, thickness)


def two_rooms():
    """Two rooms of 4 x 3 m with a wall of 10 cm between them, in perimeter walls of 30 cm."""
    return plan_of(
        named(box(30, 30, 430, 330), "bedroom"),
        named(box(440, 30, 840, 330), "living"),
        outline=box(0, 0, 870, 360),
    )


def test_internal_walls_are_inside_and_perimeter_walls_are_not():
    areas = measure(two_rooms(), CM)
    assert areas.rooms_m2 == pytest.approx(24.0)
    assert areas.gross_internal_m2 == pytest.approx(8.1 * 3.0)
    assert areas.gross_external_m2 == pytest.approx(8.7 * 3.6)
    assert areas.living_m2 == pytest.approx(24.0)
    assert areas.gross_internal_sqft == pytest.approx(8.1 * 3.0 * SQFT_PER_M2, abs=0.01)
    assert areas.ansi_finished_sqft == round(8.7 * 3.6 * SQFT_PER_M2)
    assert areas.by_type["bedroom"].m2 == pytest.approx(12.0)
    assert areas.by_type["bedroom"].count == 1


def test_the_headline_follows_the_standard():
    plan = two_rooms()
    assert measure(plan, CM, standard="net").headline_m2 == pytest.approx(24.0)
    assert measure(plan, CM).headline_m2 == pytest.approx(24.3)
    ansi = measure(plan, CM, standard="ansi")
    assert ansi.headline_sqft == ansi.ansi_finished_sqft
    assert ansi.headline_m2 == pytest.approx(31.32)


@example(degrees=0.0, size=0.9001223663887843)  # GEOS divided by nothing, and said so
@given(degrees=strategies.floats(0, 90), size=strategies.floats(0.5, 3))
def test_turning_and_resizing_a_drawing_changes_nothing(degrees, size):
    def moved(shape):
        return affinity.scale(affinity.rotate(shape, degrees, origin=(0, 0)), size, size, origin=(0, 0))

    plan = two_rooms()
    rooms = tuple(RoomShape(moved(room.polygon), room.labels) for room in plan.rooms)
    turned = PlanShape(rooms, moved(plan.walls), (), moved(plan.outline), plan.wall_thickness * size)
    assert measure(turned, CM / size).gross_internal_m2 == pytest.approx(24.3, abs=0.01)


def test_a_re_entrant_corner_is_not_filled():
    ell = Polygon([(30, 30), (630, 30), (630, 330), (330, 330), (330, 630), (30, 630)])
    outline = ell.buffer(OUTER, join_style="mitre")
    assert measure(plan_of(named(ell), outline=outline), CM).gross_internal_m2 == pytest.approx(
        27.0, abs=1e-3
    )
    # The same in two rooms with a wall between.
    upper, lower = named(box(30, 30, 630, 330)), named(box(30, 340, 330, 640))
    outline = unary_union([box(0, 0, 660, 360), box(0, 0, 360, 670)])
    areas = measure(plan_of(upper, lower, outline=outline), CM)
    assert areas.gross_internal_m2 == pytest.approx(18.0 + 9.0 + 3.0 * 0.1, abs=1e-3)


def test_a_u_shaped_plan_keeps_its_court_open():
    wings = [box(30, 30, 630, 330), box(30, 340, 230, 640), box(430, 340, 630, 640)]
    outline = unary_union([box(0, 0, 660, 360), box(0, 0, 260, 670), box(400, 0, 660, 670)])
    plan = plan_of(*[named(wing) for wing in wings], outline=outline)
    assert measure(plan, CM).gross_internal_m2 == pytest.approx(18 + 6 + 6 + 2 * 2 * 0.1, abs=1e-3)


def test_a_chimney_breast_and_a_thick_internal_wall_are_inside():
    breast = box(150, 30, 310, 75)
    room = box(30, 30, 430, 330).difference(breast)
    other = box(470, 30, 870, 330)
    areas = measure(plan_of(named(room), named(other), outline=box(0, 0, 900, 360)), CM)
    assert areas.rooms_m2 == pytest.approx(24.0 - 1.6 * 0.45)
    assert areas.gross_internal_m2 == pytest.approx(8.4 * 3.0, abs=1e-3)


def test_a_recess_of_the_outside_is_not_inside():
    room = box(30, 30, 630, 330).difference(box(250, 200, 410, 330))
    outline = box(0, 0, 660, 360).difference(box(280, 230, 380, 360))
    assert measure(plan_of(named(room), outline=outline), CM).gross_internal_m2 == pytest.approx(
        room.area * CM**2, abs=1e-3
    )


def test_columns_and_shafts_are_inside():
    room = box(30, 30, 430, 330).difference(box(200, 150, 240, 190))
    column = RoomShape(box(205, 155, 235, 185), (), "column")
    areas = measure(plan_of(named(room), column, outline=box(0, 0, 460, 360)), CM)
    assert areas.gross_internal_m2 == pytest.approx(12.0)
    assert areas.rooms_m2 == pytest.approx(12.0 - 0.16)


def test_a_courtyard_is_outside():
    court = box(150, 100, 310, 260)
    ring = box(30, 30, 430, 330).difference(court.buffer(OUTER, join_style="mitre"))
    plan = plan_of(named(ring), named(court, "terrace", traced="outdoor"), outline=box(0, 0, 460, 360))
    assert gross_internal(plan, CM).area == pytest.approx(ring.area, abs=1)


def test_outdoor_rooms_are_no_part_of_the_inside():
    plan = plan_of(
        named(box(30, 30, 430, 330), "living"),
        named(box(460, 30, 660, 330), "balcony", traced="outdoor"),
        outline=box(0, 0, 460, 360),
    )
    areas = measure(plan, CM)
    assert areas.gross_internal_m2 == pytest.approx(12.0)
    assert areas.living_m2 == pytest.approx(12.0)
    assert areas.rooms_m2 == pytest.approx(18.0)
    assert areas.ansi_finished_sqft == round(4.6 * 3.6 * SQFT_PER_M2)


def test_ansi_leaves_the_garage_out_but_not_the_wall_to_it():
    plan = plan_of(
        named(box(20, 20, 420, 320), "living"),
        named(box(440, 20, 740, 320), "garage"),
        outline=box(0, 0, 760, 340),
        thickness=20.0,
    )
    finished = ansi_finished(plan).area * CM**2
    assert finished == pytest.approx(4.4 * 3.4, abs=0.05)
    areas = measure(plan, CM)
    assert areas.living_m2 == pytest.approx(12.0)
    assert areas.gross_internal_m2 == pytest.approx(7.2 * 3.0)


def test_a_cellar_is_not_lived_in():
    plan = plan_of(
        named(box(30, 30, 430, 330), "living"),
        named(box(440, 30, 840, 330), "storage", "Cave à vin 2"),
        outline=box(0, 0, 870, 360),
    )
    assert measure(plan, CM).living_m2 == pytest.approx(12.0)


def test_types_may_be_told():
    areas = measure(two_rooms(), CM, types=["garage", "kitchen"])
    assert set(areas.by_type) == {"garage", "kitchen"}
    assert areas.living_m2 == pytest.approx(12.0)
    assert type_of(named(box(0, 0, 1, 1), traced="stairs")) == "stairs"
    assert type_of(named(box(0, 0, 1, 1), traced="outdoor")) == "terrace"
    assert type_of(named(box(0, 0, 1, 1))) == "other"


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("closet", "bedroom"), "bedroom"),
        ((None, "closet"), "closet"),
        (("kitchen", "living"), "kitchen"),
        ((None,), "other"),
    ],
)
def test_a_cupboards_name_tells_only_where_it_stands_alone(kinds: tuple[str | None, ...], told: str):
    labels = tuple(Label("NAME", kind, (0.0, 0.0), ()) for kind in kinds)
    assert type_of(RoomShape(box(0, 0, 1, 1), labels)) == told


def test_uncertainties_come_from_scale_and_outline():
    exact, doubtful = measure(two_rooms(), CM), measure(two_rooms(), CM, 0.02)
    assert exact.uncertainty_m2["gross_internal_m2"] == pytest.approx(22.2 * 0.5 * CM, abs=1e-3)
    expected = math.hypot(2 * 0.02 * 24.3, 22.2 * 0.5 * CM)
    assert doubtful.uncertainty_m2["gross_internal_m2"] == pytest.approx(expected, abs=1e-3)
    names = {"rooms_m2", "gross_internal_m2", "gross_external_m2", "living_m2", "ansi_finished_sqft"}
    assert set(exact.uncertainty_m2) == names


def test_a_plan_without_rooms_or_outline():
    empty = measure(PlanShape((), Polygon(), (), Polygon(), 0.0), CM)
    assert empty.rooms_m2 is None
    assert empty.gross_internal_m2 is None
    assert empty.headline_m2 is None
    assert empty.by_type == {}
    rooms = two_rooms().rooms
    areas = measure(PlanShape(rooms, Polygon(), (), Polygon(), INNER), CM)
    assert areas.gross_internal_m2 == pytest.approx(24.3)
    assert areas.gross_external_m2 is None
