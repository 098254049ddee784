"""Text flows into panes, clear of obstacles, as large as it fits; names join where they stand together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.training.synth.id.carriers import Region, box_polygon
from docparse.training.synth.id.cell import Setting
from docparse.training.synth.id.flow import SMALLEST, Flow, Group, join_names, print_groups
from docparse.training.synth.id.sheet import Box, Sheet
from docparse.training.synth.id.typography import random_typography
from docparse.training.synth.id.values import Item
from docparse.training.synth.id.wording import random_wording

ITEMS = (
    Item("number", "document_number", ("D1234567",)),
    Item("dob", "date_of_birth", ("01/02/1980",)),
    Item("address", "address", ("12 ELM ST", "SALEM, OR 97301")),
    Item("sex", "sex", ("F",)),
)
PANE = Box(300, 120, 880, 540)


def flow(*obstacles: Box, panes: tuple[Box, ...] = (PANE,), largest: float = 30.0) -> Flow:
    return Flow(panes, obstacles, 0.2, 0.3, 1.0, spread=False, largest=largest)


def setting(seed: int) -> Setting:
    rng = np.random.default_rng(seed)
    return Setting(random_typography(rng), random_wording(rng, foreign=False))


def blank() -> Sheet:
    return Sheet(np.full((567, 900, 3), 240, np.uint8))


def boxes(sheet: Sheet) -> dict[str, Box]:
    return {r.label: Box(*r.polygon[0].tolist(), *r.polygon[2].tolist()) for r in sheet.regions}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(16, 44))
def test_values_stay_in_the_pane_and_off_obstacles_and_apart(seed: int, largest: float) -> None:
    sheet, ghost = blank(), Box(700, 300, 880, 540)
    groups = [Group((item,), 1) for item in ITEMS]
    size = print_groups(
        sheet, np.random.default_rng(seed), groups, flow(ghost, largest=largest), setting(seed)
    )
    assert SMALLEST <= size <= largest
    found = boxes(sheet)
    assert set(found) == {item.label for item in ITEMS}
    outer = PANE.grown(8)  # italics and descenders hang over a little
    for label, box in found.items():
        assert box.x0 >= outer.x0
        assert box.y0 >= outer.y0
        assert box.x1 <= outer.x1
        assert box.y1 <= outer.y1
        assert not box.grown(-8).meets(ghost)
        for other, second in found.items():
            assert other == label or not box.grown(-4).meets(second.grown(-4))


def test_a_tight_pane_makes_text_smaller() -> None:
    sizes = []
    for pane in (PANE, PANE._replace(y1=PANE.y0 + 130)):
        groups = [Group((item,), 1) for item in ITEMS]
        sizes.append(print_groups(blank(), np.random.default_rng(1), groups, flow(panes=(pane,)), setting(3)))
    assert sizes[1] < sizes[0]


def test_what_cannot_fit_is_left_out_from_the_end() -> None:
    sheet = blank()
    pane = Box(300, 100, 860, 132)
    print_groups(
        sheet, np.random.default_rng(1), [Group((i,), 1) for i in ITEMS], flow(panes=(pane,)), setting(3)
    )
    labels = [region.label for region in sheet.regions]
    assert labels
    assert labels == [item.label for item in ITEMS][: len(labels)]
    assert len(labels) < len(ITEMS)


@pytest.mark.parametrize(("gap", "regions"), [(4.0, 1), (60.0, 2)])
def test_names_join_when_they_stand_together(gap: float, regions: int) -> None:
    sheet = blank()
    sheet.regions = [
        Region("name", box_polygon(100, 100, 200, 120), "DOE"),
        Region("name", box_polygon(100, 120 + gap, 220, 140 + gap), "JANE"),
    ]
    join_names(sheet)
    assert len(sheet.regions) == regions
    if regions == 1:
        assert sheet.regions[0].text == "DOE\nJANE"
        assert np.array_equal(sheet.regions[0].polygon, box_polygon(100, 100, 220, 140 + gap))
