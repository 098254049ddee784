"""What a caller may write for the scale."""

import math

import pytest
from hypothesis import given, strategies

from docparse.blueprint.scale import PageFacts, parse_scale
from docparse.blueprint.scale.given import from_given, parse_length
from docparse.errors import UsageError

PAGE = PageFacts(2480, 3508, dpi=300)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("1:100", 100),
        ("1/100", 100),
        (" 1 : 50 ", 50),
        ("1:62.5", 62.5),
        ('1/4" = 1\'-0"', 48),
        ("1/8″ = 1′-0″", 96),
        ("3/16\" = 1'", 64),
        ('1 1/2" = 1\'-0"', 8),
        ("1\" = 10'", 120),
        ("1 in = 20 ft", 240),
        ("1 cm = 1 m", 100),
        ("5mm = 1m", 200),
    ],
)
def test_ratios(text, ratio):
    assert parse_scale(text).ratio == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("0.0085 m/px", 0.0085),
        ("0,0085 m/px", 0.0085),
        ("8.5 mm/px", 0.0085),
        ("85 px/m", 1 / 85),
        ("12 px/ft", 0.0254),
    ],
)
def test_a_pixels_size(text, metres):
    assert parse_scale(text).metres_per_pixel == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("100,200 500,200 = 4.20 m", 4.2),
        ("(100, 200) (500, 200) = 420 cm", 4.2),
        ("100.0,200.5 500.0,200.5 = 13'-9\"", 4.191),
        ("100,200 500,200 = 4,20 m", 4.2),
    ],
)
def test_two_points_and_a_length(text, metres):
    found = parse_scale(text)
    assert found.length_m == pytest.approx(metres)
    assert math.dist(*found.points) == pytest.approx(400)
    item, _ = from_given(found, PageFacts(1000, 1000))
    assert item.source == "two_points"
    assert item.metres_per_pixel == pytest.approx(metres / 400)


@pytest.mark.parametrize(
    "text",
    ["", "100", "1:0", "1:", "big", "2:100", "0 m/px", "px/m", "0 px/m", "1 px/m/px", "5,5 5,5 = 4 m",
     "= 4 m", "1,1 9,9 =", "1/0\" = 1'", "1:999999999", "1e999 m/px", "1 cm = 0 m"],
)  # fmt: skip
def test_anything_else_is_wrong_usage_and_the_forms_are_shown(text):
    with pytest.raises(UsageError) as error:
        parse_scale(text)
    assert error.value.code == "usage.scale"
    assert "1:100" in error.value.message
    assert "x1,y1 x2,y2 = 4.20 m" in error.value.message


def test_a_ratio_needs_a_resolution():
    item, _ = from_given(parse_scale("1:100"), PAGE)
    assert item.metres_per_pixel == pytest.approx(100 * 0.0254 / 300)
    item, _ = from_given(parse_scale("1:100"), PageFacts(2480, 3508, assumed_dpi=150))
    assert item.metres_per_pixel == pytest.approx(100 * 0.0254 / 150)
    item, why = from_given(parse_scale("1:100"), PageFacts(2480, 3508))
    assert item is None
    assert "dpi" in why


@given(strategies.text(max_size=30))
def test_no_text_breaks_it(text):
    try:
        found = parse_scale(text)
    except UsageError:
        return
    assert found.ratio or found.metres_per_pixel or found.points


@given(strategies.integers(1, 60), strategies.integers(0, 11), strategies.sampled_from([0, 1, 3, 5, 7]))
def test_feet_and_inches_come_back(feet, inches, eighths):
    part = f" {eighths}/8" if eighths else ""
    text = f"{feet}'-{inches}{part}\""
    assert parse_length(text) == pytest.approx((feet * 12 + inches + eighths / 8) * 0.0254)
