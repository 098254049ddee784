"""Small ONNX networks made by hand, so that the real engine runs without any weights."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

Array = NDArray[np.generic]
_TYPES = {"float32": 1, "uint8": 2, "int64": 7}


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _tensor(name: str, values: Array) -> bytes:
    dims = b"".join(_number(1, side) for side in values.shape)
    return dims + _number(2, _TYPES[values.dtype.name]) + _bytes(8, name) + _bytes(9, values.tobytes())


def _value(name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    dims = b"".join(
        _bytes(1, _number(1, side) if isinstance(side, int) else _bytes(2, side)) for side in shape
    )
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, _TYPES[kind]) + _bytes(2, dims)))


def _attribute(name: str, value: int | float | Sequence[int]) -> bytes:
    if isinstance(value, float):
        return _bytes(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _bytes(1, name) + _number(3, value) + _number(20, 2)
    return _bytes(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def _node(kind: str, inputs: Sequence[str], output: str, **attributes: int | float | Sequence[int]) -> bytes:
    return (
        b"".join(_bytes(1, name) for name in inputs)
        + _bytes(2, output)
        + _bytes(4, kind)
        + b"".join(_bytes(5, _attribute(*item)) for item in attributes.items())
    )


def _model(
    nodes: Sequence[bytes],
    constants: dict[str, Array],
    shape: Sequence[int | str],
    outputs: Sequence[bytes],
    told: dict[str, str],
) -> bytes:
    graph = (
        b"".join(_bytes(1, node) for node in nodes)
        + _bytes(2, "g")
        + b"".join(_bytes(5, _tensor(name, values)) for name, values in constants.items())
        + _bytes(11, _value("images", "float32", shape))
        + b"".join(_bytes(12, output) for output in outputs)
    )
    entries = b"".join(_bytes(14, _bytes(1, key) + _bytes(2, value)) for key, value in told.items())
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, "") + _number(2, 17)) + entries


FREE = ("batch", 3, "height", "width")


@pytest.fixture
def colour_model(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a semantic network whose class is the page's strongest colour: r, g or b.

    Its logits are ten times the mean colour of cells of 8 x 8 pixels; ``baked`` makes it choose by itself, at
    the input's size.
    """

    def write(
        *, baked: bool = False, shape: Sequence[int | str] = FREE, size: int = 64, name: str = "colours"
    ) -> Path:
        cell = 1 if baked else 8
        nodes = [
            _node("AveragePool", ["images"], "mean", kernel_shape=[cell, cell], strides=[cell, cell]),
            _node("Mul", ["mean", "ten"], "logits"),
        ]
        constants: dict[str, Array] = {"ten": np.array([10], np.float32)}
        if baked:
            nodes.append(_node("ArgMax", ["logits"], "best", axis=1, keepdims=0))
            nodes.append(_node("Cast", ["best"], "classes", to=2))
            outputs = [_value("classes", "uint8", ["b", "h", "w"])]
        else:
            outputs = [_value("logits", "float32", ["b", 3, "h", "w"])]
        told = {"task": "semantic", "names": "{0: 'r', 1: 'g', 2: 'b'}", "imgsz": f"[{size}, {size}]"}
        path = tmp_path / f"{name}.onnx"
        path.write_bytes(_model(nodes, constants, shape, outputs, {**told, "stride": "32"}))
        return path

    return write


@pytest.fixture
def fixed_model(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a network that finds the same things on every page."""

    def write(
        *outputs: NDArray[np.float32],
        task: str = "detect",
        classes: Sequence[str] = ("a", "b"),
        shape: Sequence[int | str] = FREE,
        size: int = 64,
        told: dict[str, str] | None = None,
        name: str = "fixed",
    ) -> Path:
        # The page takes part with nothing, so that the outputs have its batch size.
        nodes = [
            _node("ReduceSum", ["images", "axes"], "sums", keepdims=1),
            _node("Mul", ["sums", "no"], "zero"),
        ]
        constants: dict[str, Array] = {"axes": np.array([1, 2, 3]), "no": np.zeros(1, np.float32)}
        described = []
        for number, values in enumerate(outputs):
            zero = "zero"
            if values.ndim == 2:
                zero = f"flat{number}"
                constants["last"] = np.array([3])
                nodes.append(_node("Squeeze", ["zero", "last"], zero))
            constants[f"values{number}"] = values[None].astype(np.float32)
            nodes.append(_node("Add", [f"values{number}", zero], f"output{number}"))
            described.append(_value(f"output{number}", "float32", ["b", *values.shape]))
        metadata = {"task": task, "names": str(dict(enumerate(classes))), "imgsz": f"[{size}, {size}]"}
        path = tmp_path / f"{name}.onnx"
        metadata = {**metadata, "stride": "32"} if told is None else told
        path.write_bytes(_model(nodes, constants, shape, described, metadata))
        return path

    return write
