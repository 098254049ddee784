"""Networks of one shape are averaged weight by weight."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")

SCRIPT = Path(__file__).parents[2] / "scripts" / "average_networks.py"


def averaging():
    spec = importlib.util.spec_from_file_location("average_networks", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def network(*weights: float):
    kernel = onnx.numpy_helper.from_array(np.array(weights, np.float32), "kernel")
    node = onnx.helper.make_node("Add", ["x", "kernel"], ["y"])
    sides = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [len(weights)]) for name in "xy"
    ]
    return onnx.helper.make_model(onnx.helper.make_graph([node], "net", sides[:1], sides[1:], [kernel]))


def test_the_mean_is_weighted_and_leaves_the_networks_alone():
    one, other = network(0.0, 4.0), network(10.0, 8.0)
    mean = averaging().mean_of([(one, 3.0), (other, 1.0)])
    assert onnx.numpy_helper.to_array(mean.graph.initializer[0]).tolist() == [2.5, 5.0]
    assert onnx.numpy_helper.to_array(one.graph.initializer[0]).tolist() == [0.0, 4.0]


def test_networks_of_other_shapes_are_refused():
    with pytest.raises(SystemExit, match="not of one shape"):
        averaging().mean_of([(network(1.0), 1.0), (network(1.0, 2.0), 1.0)])
