"""Weights in and out of ONNX: a file that docparse exports is also the checkpoint a fine-tuning starts from.

Exported graphs keep the network's own tensors under their own names (batch normalisation stays apart; ONNX
Runtime folds it while loading, into the same operations). Tensors are stored in half precision where that
loses nothing, which is everywhere in a finished training: ultralytics saves half precision too. Tensors that
only training needs (auxiliary heads) travel in the file's ``training_info``, which runtimes ignore.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from ultralytics.nn.tasks import (
    DetectionModel,
    SegmentationModel,
    SemanticSegmentationModel,
    load_checkpoint,
)

from docparse.errors import EngineError, UsageError
from docparse.regions.registry import known_models, locate

_MODELS = {"detect": DetectionModel, "segment": SegmentationModel, "semantic": SemanticSegmentationModel}
_WIDENED = "/float"
_COUNTERS = "num_batches_tracked"


def read_model(weights: str | Path) -> nn.Module:
    """The network of a checkpoint or of an exported file, in float32 and evaluating.

    Args:
        weights: A ``.pt`` that ultralytics wrote, an ``.onnx`` that docparse exported, or the name of a model
            docparse ships.

    Returns:
        The network, with ``names``, ``task`` and ``stride``.

    Raises:
        UsageError: ``training.weights_missing``.
        EngineError: ``training.weights_unreadable``.
    """
    path = locate(str(weights)).path if str(weights) in known_models() else Path(weights)
    if not path.is_file():
        raise UsageError("training.weights_missing", f"there are no weights at {path}")
    try:
        model: nn.Module = _from_onnx(path) if path.suffix == ".onnx" else load_checkpoint(path)[0]
    except Exception as error:
        raise EngineError(
            "training.weights_unreadable",
            f"{path} holds no network that can be trained or judged ({type(error).__name__})",
        ) from error
    return model.eval()


def trained_size(model: nn.Module) -> int:
    """Long side of the pictures a network was trained on, in pixels; 640 where nothing says so."""
    args: Any = model.args
    size = args.get("imgsz", 640) if isinstance(args, dict) else 640
    return int(size if isinstance(size, (int, float)) else max(size))


def _from_onnx(path: Path) -> nn.Module:
    graph = onnx.load(path)
    told = {entry.key: entry.value for entry in graph.metadata_props}
    names = ast.literal_eval(told["names"])
    architecture = json.loads(told["architecture"])
    model: Any = _MODELS[told["task"]](architecture, nc=len(names), verbose=False)
    tensors = list(graph.graph.initializer)
    tensors += [item for info in graph.training_info for item in info.initialization.initializer]
    state = {item.name: torch.from_numpy(numpy_helper.to_array(item).astype(np.float32)) for item in tensors}
    kept = model.state_dict()
    absent = [name for name in kept if name not in state and not name.endswith(_COUNTERS)]
    if absent:
        raise KeyError(absent[0])
    model.load_state_dict({name: state.get(name, kept[name]) for name in kept})
    model.names, model.task = names, told["task"]
    model.args = {"imgsz": ast.literal_eval(told["imgsz"]), "task": told["task"]}
    return model


def add_training_tensors(graph: onnx.ModelProto, state: dict[str, torch.Tensor]) -> None:
    """Put the tensors of a network that its graph does not use beside it, as ``training_info``.

    Raises:
        EngineError: ``training.export_failed`` when the graph holds a tensor under a name of its own.
    """
    used = {item.name for item in graph.graph.initializer}
    if not used <= set(state):
        raise EngineError("training.export_failed", "the exporter renamed tensors; use torch 2.4 or newer")
    unused = [name for name in state if name not in used and not name.endswith(_COUNTERS)]
    info = graph.training_info.add()
    info.initialization.name = "training_only"
    info.initialization.initializer.extend(
        numpy_helper.from_array(_halved(state[name].numpy()), name) for name in unused
    )


def halve(graph: onnx.ModelProto) -> None:
    """Store float tensors in half precision where every value survives it; the graph widens them again."""
    narrow = set()
    for tensor in graph.graph.initializer:
        values = numpy_helper.to_array(tensor)
        halved = _halved(values)
        if halved.dtype != values.dtype:
            tensor.CopyFrom(numpy_helper.from_array(halved, tensor.name))
            narrow.add(tensor.name)
    for node in graph.graph.node:
        for place, name in enumerate(node.input):
            if name in narrow:
                node.input[place] = name + _WIDENED
    widening = [helper.make_node("Cast", [n], [n + _WIDENED], to=TensorProto.FLOAT) for n in sorted(narrow)]
    nodes = list(graph.graph.node)
    del graph.graph.node[:]
    graph.graph.node.extend(widening + nodes)


def _halved(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if values.dtype != np.float32:
        return values
    with np.errstate(over="ignore"):
        halved = values.astype(np.float16)
    return halved if np.array_equal(halved.astype(np.float32), values) else values
