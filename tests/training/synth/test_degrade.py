"""Damage changes what it should, and moves nothing."""

import numpy as np
import pytest

from docparse.training.synth import degrade


@pytest.fixture
def spot():
    image = np.zeros((61, 81, 3), np.uint8)
    image[28:33, 38:43] = 250
    return image


@pytest.fixture
def picture():
    y, x = np.mgrid[:90, :120]
    return np.dstack([x * 2, y * 2, (x + y)]).astype(np.uint8)


def centre(image):
    light = image[..., 0].astype(float)
    y, x = np.mgrid[: image.shape[0], : image.shape[1]]
    return np.array([(x * light).sum(), (y * light).sum()]) / light.sum()


@pytest.mark.parametrize(
    "blur",
    [
        lambda image: degrade.defocus(image, 2.3),
        lambda image: degrade.motion_blur(image, 9.5, 0.7),
        lambda image: degrade.motion_blur(image, 4.0, 2.9),
    ],
)
def test_blurs_spread_light_but_move_nothing(blur, spot):
    blurred = blur(spot)
    assert centre(blurred) == pytest.approx(centre(spot), abs=0.05)
    assert int(blurred.sum()) == pytest.approx(int(spot.sum()), rel=0.05)
    assert np.count_nonzero(blurred) > np.count_nonzero(spot)
    assert spot.max() == 250


def test_hardly_any_blur_is_none(spot):
    assert np.array_equal(degrade.defocus(spot, 0.1), spot)
    assert np.array_equal(degrade.motion_blur(spot, 0.5, 1.0), spot)


def test_noise_has_the_strength_asked_for():
    flat = np.full((200, 200, 3), 128, np.uint8)
    noisy = degrade.sensor_noise(np.random.default_rng(0), flat, 8.0)
    assert noisy.mean(axis=2).std() == pytest.approx(8.0, rel=0.25)
    assert noisy.mean() == pytest.approx(128, abs=1)


def test_specks_touch_about_the_share_asked_for(picture):
    changed = (degrade.specks(np.random.default_rng(0), picture, 0.01) != picture).any(axis=2)
    assert 0.005 < changed.mean() <= 0.01


def test_jpeg_and_low_resolution_keep_the_shape_and_lose_detail():
    noise = np.random.default_rng(0).integers(0, 255, (90, 120, 3)).astype(np.uint8)
    for worse in (degrade.jpeg(noise, 20), degrade.low_resolution(noise, 0.4)):
        assert worse.shape == noise.shape
        assert np.diff(worse.astype(float), axis=1).std() < np.diff(noise.astype(float), axis=1).std()


def test_tone_and_grey(picture):
    assert np.array_equal(degrade.tone(picture), picture)
    assert degrade.tone(picture, brightness=0.2).mean() > picture.mean()
    assert degrade.tone(picture, gamma=2.0).mean() < picture.mean()
    assert np.ptp(degrade.grey(picture), axis=2).max() == 0


def test_light_shadow_and_glare():
    flat = np.full((120, 160, 3), 120, np.uint8)
    uneven = degrade.uneven_light(np.random.default_rng(1), flat, 1.0)
    assert np.ptp(uneven) > 30
    dark = degrade.shadow(np.random.default_rng(1), flat, 0.6)
    assert dark.min() < 100
    assert dark.max() <= 120
    bright = degrade.glare(np.random.default_rng(1), flat, (80.0, 60.0), 15.0)
    assert bright[60, 80].min() > 140
    assert bright[:5, :5].max() <= 121
    cast = degrade.tint(np.random.default_rng(1), flat, 1.0)
    assert np.ptp(cast.mean(axis=(0, 1))) > 2


@pytest.mark.parametrize("name", ["sensor_noise", "uneven_light", "tint", "shadow"])
def test_same_seed_same_damage(name, picture):
    damage = getattr(degrade, name)
    first, again, other = (damage(np.random.default_rng(seed), picture, 0.6) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
