"""Average networks that learned on from the same one: each its own way better, the mean steadier than any.

usage: average_networks.py FILE.onnx=WEIGHT FILE.onnx=WEIGHT... --out FILE.onnx

Averaged are the weights themselves, not the answers, so the mean costs no more than one network to run. That
holds only for networks of one shape that began at the same weights (``train_openings.py --from``). Their
convolutions have the normalisation worked in, as exported.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx


def mean_of(networks: list[tuple[onnx.ModelProto, float]]) -> onnx.ModelProto:
    """The weighted mean of networks, as a new one.

    Raises:
        SystemExit: When they are not of one shape.
    """
    shapes = [[(one.name, tuple(one.dims)) for one in network.graph.initializer] for network, _ in networks]
    if any(shape != shapes[0] for shape in shapes):
        raise SystemExit("the networks are not of one shape: average what learned on from the same file")
    total = sum(weight for _, weight in networks)
    mean = onnx.ModelProto()
    mean.CopyFrom(networks[0][0])
    for number, tensor in enumerate(mean.graph.initializer):
        parts = [
            (weight / total)
            * onnx.numpy_helper.to_array(network.graph.initializer[number]).astype(np.float64)
            for network, weight in networks
        ]
        tensor.CopyFrom(onnx.numpy_helper.from_array(np.sum(parts, axis=0).astype(np.float32), tensor.name))
    return mean


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("networks", nargs="+", metavar="FILE.onnx=WEIGHT")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    parts = [text.rsplit("=", 1) for text in args.networks]
    if any(len(part) != 2 for part in parts):
        parser.error("give every network its weight, as in one.onnx=0.5")
    onnx.save(mean_of([(onnx.load(path), float(weight)) for path, weight in parts]), args.out)


if __name__ == "__main__":
    main()
