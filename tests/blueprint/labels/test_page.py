from __future__ import annotations

import pytest

from docparse.blueprint.labels import read_text

SIZE = (2000.0, 2000.0)


@pytest.fixture
def flat(make_line):
    """A flat with names over dimensions in two units, a total and a storey's name."""
    return [
        make_line("Reception", 500, 500),
        make_line("Room", 500, 524),
        make_line("13'9\" x 12'9\"", 500, 548),
        make_line("4.19 x 3.89m", 500, 572),
        make_line("Kitchen/", 900, 500),
        make_line("Dining Room", 900, 524),
        make_line("158×80", 900, 548),
        make_line("4.77 × 2.45m", 900, 572),
        make_line("Bedroom 14'x 7'", 500, 900),
        make_line("First Floor", 700, 1300),
        make_line("Approx. gross internal area", 700, 1324),
        make_line("489 sq. ft / 45.39 sq. m", 700, 1348),
        make_line("Not to scale. For guidance only.", 700, 1600),
    ]


def test_labels_of_a_flat(flat):
    text = read_text(flat, SIZE)
    found = {
        label.name: (label.type, tuple(round(d.metres, 2) for d in label.dimensions)) for label in text.labels
    }
    assert found == {
        "Reception Room": ("living", (4.19, 3.89)),
        "Kitchen/ Dining Room": ("kitchen", (4.77, 2.45)),
        "Bedroom": ("bedroom", (4.27, 2.13)),
    }
    assert text.labels[0].text == "Reception Room 13'9\" x 12'9\" 4.19 x 3.89m"
    assert text.labels[0].at == pytest.approx((500, 536))
    assert text.dimensions == ()


def test_total_with_its_wording_and_storey(flat):
    text = read_text(flat, SIZE)
    assert [(total.measures, total.level, total.area.m2) for total in text.totals] == [
        ("gross_internal", "first", 45.39)
    ]
    assert [level.level for level in text.levels] == ["first"]
    assert text.totals[0].area.text.startswith("First Floor Approx. gross internal area 489")


@pytest.mark.parametrize("degrees", [90, 180, 270, 30])
def test_turned_pages_say_the_same(flat, turn, degrees):
    straight, turned = read_text(flat, SIZE), read_text(turn(flat, degrees), SIZE)
    assert {(label.name, label.type) for label in straight.labels} == {
        (label.name, label.type) for label in turned.labels
    }
    assert [total.area.m2 for total in straight.totals] == [total.area.m2 for total in turned.totals]


def test_text_whose_edge_runs_against_the_writing(make_line, turn):
    lines = [make_line("Kitchen", 1000, 900), make_line("2.10 x 1.80m", 1000, 924)]
    turned = turn(lines, 90)
    flipped = [type(line)(line.text, line.polygon_px[[2, 3, 0, 1]], line.confidence) for line in turned]
    (label,) = read_text(flipped, SIZE).labels
    assert (label.name, round(label.dimensions[0].metres, 2)) == ("Kitchen", 2.1)


def test_area_below_beside_and_run_together(make_line):
    lines = [
        make_line("CHAMBRE 2", 300, 300),
        make_line("11,30 m²", 310, 326),
        make_line("D.", 700, 300),
        make_line("3,36 m²", 760, 302),
        make_line("DEGAGEMENT6,73 m²", 1000, 600),
        make_line("WC", 1300, 300),
        make_line("1,49", 1300, 324),
        make_line("14,60", 1000, 100),
    ]
    text = read_text(lines, SIZE)
    found = {label.name: (label.type, label.area.m2) for label in text.labels}
    assert found == {
        "CHAMBRE 2": ("bedroom", 11.3),
        "D.": ("hall", 3.36),
        "DEGAGEMENT": ("hall", 6.73),
        "WC": ("toilet", 1.49),
    }
    assert [found.length.metres for found in text.dimensions] == [14.6]


def test_decimals_are_lengths_where_no_areas_are_printed(make_line):
    text = read_text([make_line("WC", 300, 300), make_line("1,49", 300, 324)], SIZE)
    assert [label.area for label in text.labels] == [None]
    assert [found.length.metres for found in text.dimensions] == [1.49]


def test_figures_without_a_name_are_a_label(make_line):
    text = read_text([make_line("29,87 m²", 300, 300), make_line("20'10 x 15'1", 900, 900)], SIZE)
    assert [(label.name, label.area is None, label.dimensions is None) for label in text.labels] == [
        (None, False, True),
        (None, True, False),
    ]


def test_a_name_nobody_knows_is_kept_with_its_area(make_line):
    (label,) = read_text([make_line("Gloriette", 300, 300), make_line("12.5 m²", 300, 324)], SIZE).labels
    assert (label.name, label.type, label.area.m2) == ("Gloriette", None, 12.5)


def test_neighbours_do_not_share_a_label(make_line):
    lines = [
        make_line("CORRIDOR", 300, 300),
        make_line("STORAGE", 300, 332),
        make_line("Bedroom", 800, 300),
        make_line("10 m²", 800, 324),
        make_line("Bathroom", 800, 348),
        make_line("5 m²", 800, 372),
    ]
    found = [(label.name, label.area and label.area.m2) for label in read_text(lines, SIZE).labels]
    assert sorted(found, key=str) == sorted(
        [("CORRIDOR", None), ("STORAGE", None), ("Bedroom", 10.0), ("Bathroom", 5.0)], key=str
    )


def test_rooms_numbers_are_no_lengths(make_line):
    lines = [
        make_line("LAKE PATIO", 300, 300),
        make_line("101", 300, 330),
        make_line("KITCHEN", 700, 300),
        make_line("100", 700, 330),
    ]
    text = read_text(lines, SIZE)
    assert {(label.name, label.type) for label in text.labels} == {
        ("LAKE PATIO", "terrace"),
        ("KITCHEN", "kitchen"),
    }
    assert text.dimensions == ()


@pytest.mark.parametrize(
    ("texts", "metres"),
    [
        (["1 605", "1435"], [16.05, 14.35]),
        (["12500", "9400", "3600", "1200"], [12.5, 9.4, 3.6, 1.2]),
        (["101", "102", "103"], []),
        (["1605", "12'-6\"", "3'-0\""], [3.81, 0.914]),
    ],
)
def test_unit_of_whole_numbers_is_the_pages(make_line, texts, metres):
    lines = [make_line(text, 300 + 200 * i, 100) for i, text in enumerate(texts)]
    assert [found.length.metres for found in read_text(lines, SIZE).dimensions] == pytest.approx(
        metres, abs=1e-3
    )


def test_lengths_read_as_one_line_are_parted(make_line):
    text = read_text([make_line("1'-6\" 1'-10\"", 300, 300)], SIZE)
    assert [round(found.length.metres, 4) for found in text.dimensions] == [0.4572, 0.5588]
    left, right = text.dimensions
    assert left.at[0] < 300 < right.at[0]


def test_letters_of_a_grid_are_no_rooms(make_line):
    grid = [make_line(letter, 100 + 300 * i, 50) for i, letter in enumerate("ABCDE")]
    assert read_text(grid, SIZE).labels == ()
    assert [
        label.type for label in read_text([make_line("B", 100, 50), make_line("N", 500, 50)], SIZE).labels
    ] == ["utility"]


def test_ratio_and_title(make_line):
    lines = [
        make_line("1ST FLOOR", 300, 300),
        make_line("PLAN", 260, 326),
        make_line('SCALE: 1/4" = 1\'-0" @ A1', 300, 360),
    ]
    text = read_text(lines, SIZE)
    assert text.titles == ("1ST FLOOR PLAN",)
    assert [(note.ratio, note.at_paper_size) for note in text.ratios] == [(48.0, "A1")]
    assert [level.level for level in text.levels] == ["first"]


def test_a_storey_inside_a_note_is_no_heading(make_line):
    lines = [
        make_line("WINDOW ON", 300, 300, 12),
        make_line("1ST FLOOR", 300, 314, 12),
        make_line("WINDOW", 300, 328, 12),
    ]
    assert read_text(lines, SIZE).levels == ()


def test_storey_with_its_area_is_a_total(make_line):
    lines = [
        make_line("Ground Floor 51.2 sq m", 300, 300),
        make_line("TOTAL AREA", 300, 400),
        make_line("110,5 m²", 300, 424),
    ]
    found = [(total.level, total.measures, total.area.m2) for total in read_text(lines, SIZE).totals]
    assert found == [("ground", "unknown", 51.2), (None, "unknown", 110.5)]
    assert read_text(lines, SIZE).labels == ()


def test_lines_off_the_page_and_empty_ones_are_left_out(make_line):
    assert read_text([make_line("Kitchen", -500, 300), make_line("   ", 300, 300)], SIZE).labels == ()
    assert read_text([], SIZE).labels == ()
