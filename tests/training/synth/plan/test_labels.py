"""Lengths as printed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.training.synth.plan.labels import feet, imperial, metric
from docparse.training.synth.plan.words import (
    FLOORS,
    LANGUAGES,
    ROOMS,
    SCALES,
    SMALL_PRINT,
    TITLE_FIELDS,
    TOTALS,
)


@settings(deadline=None)
@given(st.floats(0.3, 30))
def test_feet_and_inches_are_within_half_an_inch(metres: float):
    whole, _, inches = feet(metres).partition("'")
    value = int(whole) * 0.3048 + (int(inches.rstrip('"')) if inches else 0) * 0.0254
    assert value == pytest.approx(metres, abs=0.0128)
    assert not inches or int(inches.rstrip('"')) < 12


def test_feet_are_written_as_agents_write_them():
    assert feet(3.6576) == "12'"
    assert feet(3.8354, "", "") == "12'7"
    assert feet(3.8354, " ", '"') == "12' 7\""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sides_keep_their_order_and_their_figures(language: str):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        text = (
            metric((3.84, 3.70), language, rng).replace(",", ".").lower().replace("m", "").replace("×", "x")
        )
        first, second = (float(part) for part in text.split("x"))
        assert (first, second) == (pytest.approx(3.84, abs=0.05), pytest.approx(3.70, abs=0.05))
        assert imperial((3.84, 3.70), rng).startswith("12'")


def test_every_language_has_every_word():
    for tables in ROOMS.values():
        assert set(tables) == set(LANGUAGES)
    for table in (FLOORS, TOTALS, SMALL_PRINT, SCALES, TITLE_FIELDS):
        assert set(table) == set(LANGUAGES)
    assert all(len(names) >= 6 for names in TITLE_FIELDS.values())
