"""Small networks."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.errors import EngineError
from docparse.regions.small import SmallNetwork


def test_missing_weights_are_an_engine_error():
    with pytest.raises(EngineError, match="the reader did not load") as caught:
        SmallNetwork("nothing.onnx", "the reader")(np.zeros((1, 1, 32, 640), np.float32))
    assert caught.value.code == "engine.failed"


def test_a_batch_of_the_wrong_shape_is_an_engine_error():
    with pytest.raises(EngineError, match="the reader failed") as caught:
        SmallNetwork("mrz-line.onnx", "the reader")(np.zeros((1, 1, 3, 3), np.float32))
    assert caught.value.code == "engine.failed"


def test_weights_are_loaded_once(monkeypatch):
    network = SmallNetwork("mrz-line.onnx", "the reader")
    batch = np.full((2, 1, 32, 640), 255, np.float32)
    first = network(batch)
    monkeypatch.setattr(network, "_start", lambda: pytest.fail("loaded a second time"))
    assert np.array_equal(first, network(batch))
    assert first.shape == (2, 160, 38)
    assert network.version.startswith("mrz-line@")
    assert len(network.version) == len("mrz-line@12345678")
