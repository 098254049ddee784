"""The camera is a true pinhole, keeps its subject where it was asked to, and its lens agrees with itself."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.geometry.quad import map_points
from docparse.training.synth.id.scenery.camera import Camera, Lens, random_camera
from docparse.training.synth.id.scenery.layers import Place

CARD = (85.6, 54.0)


def looking_down(distance=300.0, zoom=600.0):
    return Camera(np.eye(3), distance, zoom, (320.0, 240.0))


def test_straight_down_scales_evenly_and_higher_things_look_larger():
    camera = looking_down()
    points = [[0, 0], [30, 0], [0, 30]]
    assert map_points(points, camera.plane()) == pytest.approx(np.array([[320, 240], [380, 240], [320, 300]]))
    assert map_points(points, camera.plane(100))[1] == pytest.approx([320 + 600 * 30 / 200, 240])
    assert camera.mm_per_px((0, 0)) == pytest.approx(0.5)


def test_plane_agrees_with_opencv_projection():
    turn = np.array([0.4, -0.3, 0.2])
    camera = Camera(np.asarray(cv2.Rodrigues(turn)[0]), 250.0, 700.0, (300.0, 200.0))
    points = Place(10, 20, 0.7).corners(CARD)
    lens = np.array([[700, 0, 300], [0, 700, 200], [0, 0, 1.0]])
    # OpenCV's z runs away from the camera, ours towards it.
    in_space = np.column_stack([points, np.full(4, -12.0)])
    seen, _ = cv2.projectPoints(in_space, turn, np.array([0, 0, 250.0]), lens, None)
    assert map_points(points, camera.plane(12.0)) == pytest.approx(seen.reshape(4, 2))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    share=st.floats(0.15, 1.0),
    tilt=st.floats(0, np.radians(50)),
    spin=st.floats(0, 6.3),
    wide=st.booleans(),
)
def test_subject_fits_as_asked(seed, share, tilt, spin, wide):
    size = (360, 640) if wide else (640, 480)
    subject = Place(0, 0, spin).corners(CARD)
    camera = random_camera(np.random.default_rng(seed), size, subject, share, tilt)
    seen = map_points(subject, camera.plane())
    frame = np.array(size[::-1])
    assert (np.ptp(seen, axis=0) / frame).max() == pytest.approx(share)
    assert (seen >= -1e-6).all()
    assert (seen <= frame + 1e-6).all()
    # No horizon: every corner of the frame looks at the table in front of the camera.
    corners = np.array([[0, 0], [frame[0], 0], frame, [0, frame[1]]])
    rays = np.column_stack([(corners - camera.shift) / camera.zoom, np.ones(4)])
    assert (rays @ camera.rotation[:, 2] > 0).all()
    assert camera.table(seen) == pytest.approx(subject, abs=1e-5)


@pytest.mark.parametrize("strength", [-0.03, 0.05])
def test_lens_moves_points_as_it_moves_pixels(strength):
    size = (300, 400)
    image = np.full((*size, 3), 255, np.uint8)
    dots = np.array([[60.0, 50.0], [200.0, 150.0], [330.0, 250.0], [90.0, 240.0]])
    for centre in np.round(16 * (dots - 0.5)).astype(int).tolist():
        cv2.circle(image, centre, 4 * 16, (0, 0, 0), -1, cv2.LINE_AA, 4)
    lens = Lens(strength, size)
    ink = 255.0 - lens.bend(image)[..., 0]
    y, x = np.mgrid[: size[0], : size[1]] + 0.5
    moved = 0.0
    for dot, expected in zip(dots, lens.bend_points(dots), strict=True):
        weight = ink * (np.hypot(x - expected[0], y - expected[1]) < 12)
        found = np.array([(x * weight).sum(), (y * weight).sum()]) / weight.sum()
        assert found == pytest.approx(expected, abs=0.1)
        moved = max(moved, float(np.linalg.norm(expected - dot)))
    assert moved > 1


def test_no_lens_changes_nothing():
    image = np.random.default_rng(0).integers(0, 255, (20, 30, 3)).astype(np.uint8)
    lens = Lens(0.0, (20, 30))
    assert np.array_equal(lens.bend(image), image)
    assert lens.bend_points([[3, 4]]) == pytest.approx(np.array([[3, 4]]))
