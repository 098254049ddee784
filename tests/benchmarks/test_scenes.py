from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scenes import textures
from scenes.camera import aim, area, outline, project
from scenes.others import other_pages
from scenes.placing import OUTLINES, Card, cards, photograph, place_cards

QUARTERS = ((230, 30, 30), (30, 200, 30), (40, 40, 230), (230, 220, 30))


@pytest.fixture
def card(tmp_path: Path) -> Card:
    """A card with a colour in each corner, in a picture with a grey margin."""
    picture = np.full((220, 340, 3), 128, np.uint8)
    inside = picture[10:210, 10:330]
    for k, tint in enumerate(QUARTERS):
        x, y = (0, 160, 160, 0)[k], (0, 0, 100, 100)[k]
        inside[y : y + 100, x : x + 160] = tint
    path = tmp_path / "card.png"
    cv2.imwrite(str(path), picture[..., ::-1])
    return Card("card.png", "us_fronts", path, (10, 10, 10, 10))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.15, 0.8), st.floats(1.2, 1.7))
@example(598, 0.798828125, 1.5)  # a wide lens before a large document: nearer than was looked for
def test_a_document_lies_in_the_frame_and_covers_its_share(seed: int, share: float, aspect: float) -> None:
    view = aim(np.random.default_rng(seed), aspect, share, 1600)
    assert view is not None
    assert view.share == pytest.approx(share, rel=1e-3)
    assert (view.corners >= 0).all()
    assert (view.corners <= view.size).all()
    assert 0 < view.span <= 1
    assert 0 <= view.tilt <= 45
    assert np.allclose(project(view.plane, outline(aspect)), view.corners)
    x, y = view.corners.T
    # Clockwise with y down, that is: not seen from below.
    assert np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)) > 0


def test_tilts_reach_far_and_large_shares_are_seen_from_above() -> None:
    small = [aim(np.random.default_rng(k), 1.586, 0.2, 1600) for k in range(20)]
    large = [aim(np.random.default_rng(k), 1.586, 0.85, 1600) for k in range(5)]
    assert max(view.tilt for view in small if view) > 40
    assert max(view.tilt for view in large if view) < 20


def test_the_area_of_a_square() -> None:
    assert area(np.array([[0, 0], [2, 0], [2, 2], [0, 2]], float)) == 4


@pytest.mark.parametrize("name", textures.TEXTURES)
def test_textures_are_pictures_and_repeat(name: str) -> None:
    first, again = (textures.TEXTURES[name](np.random.default_rng(4)) for _ in range(2))
    assert first.shape == (textures.SIDE, textures.SIDE, 3)
    assert -0.2 < first.min() <= first.max() < 1.5
    assert np.array_equal(first, again)


def test_the_corners_in_the_truth_are_those_in_the_picture(card: Card) -> None:
    picture, truth = photograph(card, (1, 2), 0.4, "plain", long_side=800)
    corners = np.array(truth["corners"])
    middle = corners.mean(axis=0)
    for corner, tint in zip(corners, QUARTERS, strict=True):
        x, y = np.rint(corner + 0.3 * (middle - corner)).astype(int)
        seen = picture[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3).mean(axis=0)
        distance = [
            np.linalg.norm(seen / np.linalg.norm(seen) - np.array(q) / np.linalg.norm(q)) for q in QUARTERS
        ]
        assert QUARTERS[int(np.argmin(distance))] == tint
    # Just outside, the margin of the flat picture is not shown: the table is.
    assert truth["share"] == pytest.approx(0.4, rel=1e-2)


def test_pictures_do_not_depend_on_the_number_of_workers(card: Card, tmp_path: Path) -> None:
    digests = []
    for workers in (1, 2):
        out = tmp_path / str(workers)
        truth = place_cards([card], out, each=3, seed=5, long_side=320, workers=workers)
        assert json.loads((out / "corners.json").read_text()) == truth
        assert {row["card"] for row in truth.values()} == {"card.png"}
        digests.append([hashlib.sha256((out / name).read_bytes()).hexdigest() for name in sorted(truth)])
    assert digests[0] == digests[1]
    assert len(set(digests[0])) == 3


def test_outlines_name_every_document_once(tmp_path: Path) -> None:
    known = json.loads(OUTLINES.read_text())
    assert not set(known["left_out"]) & (set(known["us_fronts"]) | set(known["mrz_images"]))
    for one in cards(tmp_path):
        assert min(one.margins) >= 0
        assert 0 < one.radius < 0.1
        assert one.path.parent == tmp_path / "id" / one.source


def test_other_pages_are_plans_texts_and_tables(tmp_path: Path) -> None:
    for folder, name in (("architect_a4", "a.png"), ("r3d/test", "1.jpg")):
        (tmp_path / "plan" / folder).mkdir(parents=True)
        cv2.imwrite(str(tmp_path / "plan" / folder / name), np.full((40, 30, 3), 255, np.uint8))
    pages = other_pages(tmp_path, tmp_path / "out", counts=(2, 1, 1))
    assert [page.stem for page in pages] == ["plan_000", "plan_001", "text_000", "table_000"]
    assert all(cv2.imread(str(page)) is not None for page in pages)
