"""Export: a checkpoint becomes an ONNX file that says what it is, and is compared with the network itself."""

from __future__ import annotations

import hashlib
import io
import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse import __version__
from docparse.errors import EngineError
from docparse.training import ultra

OPSET = 17
TOLERANCE = 1e-3
_AXES = {"images": {0: "batch", 2: "height", 3: "width"}}
_OUTPUTS: dict[str, dict[str, dict[int, str]]] = {
    "detect": {"output0": {0: "batch", 2: "anchors"}},
    "segment": {"output0": {0: "batch", 2: "anchors"}, "output1": {0: "batch", 2: "rows", 3: "columns"}},
    "semantic": {"output0": {0: "batch", 2: "rows", 3: "columns"}},
}


@dataclass(frozen=True)
class Exported:
    """An exported file.

    Attributes:
        path: The file.
        sha256: Its digest.
        size: Its size in bytes.
        difference: Largest difference between its outputs and the network's, relative to the largest output
            (boxes are in pixels, logits in tens: absolute differences would say little).
    """

    path: Path
    sha256: str
    size: int
    difference: float


def export(weights: Path, out: Path, *, imgsz: int | None = None, description: str = "") -> Exported:
    """Write a checkpoint as ONNX and compare the two.

    The file takes ``images``, float32 ``(B, 3, H, W)`` RGB in 0..1, H and W any multiples of 32, and gives

    - detect: ``output0`` ``(B, 4 + classes, anchors)``: centre x, centre y, width, height in input pixels,
      and a score for each class; overlapping boxes are not yet thinned out;
    - segment: the same with 32 mask coefficients more, and ``output1``, prototypes ``(B, 32, H/4, W/4)``;
    - semantic: ``output0``, logits ``(B, classes, H/cell, W/cell)``.

    Its metadata tell ``task``, ``names``, ``imgsz``, ``stride`` (sides are multiples of it), ``cell``,
    ``architecture``, ``docparse``, ``description``.

    Args:
        weights: Checkpoint of a training.
        out: The file to write.
        imgsz: Long side the model is meant for; the training's by default.
        description: What it was trained on, for the metadata.

    Returns:
        The file and how closely it agrees.

    Raises:
        UsageError: ``training.weights_missing``.
        EngineError: ``training.weights_unreadable``, ``training.export_failed``, ``training.export_differs``,
            ``engine.missing``.
    """
    files = ultra.load("weights")
    model = files.read_model(weights)
    size = imgsz or files.trained_size(model)
    content = _graph(model, files, size, description)
    difference = max(_difference(model, content, pictures) for pictures in _pictures(size))
    if not difference <= TOLERANCE:
        raise EngineError(
            "training.export_differs",
            f"the exported file's outputs differ from the network's by {difference:.2g}, more than "
            f"{TOLERANCE:g} of the largest",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    return Exported(out, hashlib.sha256(content).hexdigest(), len(content), difference)


def _graph(model: Any, files: Any, size: int, description: str) -> bytes:
    import onnx  # noqa: PLC0415
    import torch  # noqa: PLC0415

    head = model.model[-1]
    if model.task != "semantic":  # a semantic head would bake its logits into classes
        head.export, head.format, head.dynamic, head.end2end = True, "onnx", True, False
    buffer = io.BytesIO()
    picture = torch.zeros(1, 3, 64, 96)
    outputs = _OUTPUTS[model.task]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # tracing speaks of branches that depend on no data
            torch.onnx.export(
                model,
                (picture,),
                buffer,
                opset_version=OPSET,
                input_names=["images"],
                output_names=list(outputs),
                dynamic_axes=_AXES | outputs,
                # As it is, nothing folded: tensors keep the names and values of the checkpoint.
                do_constant_folding=False,
                training=torch.onnx.TrainingMode.PRESERVE,
                dynamo=False,
            )
    except Exception as error:
        raise EngineError(
            "training.export_failed", f"the network cannot be written as ONNX ({type(error).__name__})"
        ) from error
    graph = onnx.load_from_string(buffer.getvalue())
    files.add_training_tensors(graph, model.state_dict())
    files.halve(graph)
    _describe(graph, model, size, description)
    onnx.checker.check_model(graph)
    return bytes(graph.SerializeToString())


def _describe(graph: Any, model: Any, size: int, description: str) -> None:
    architecture = {key: value for key, value in model.yaml.items() if key != "yaml_file"}
    told = {
        "task": model.task,
        "names": str(dict(model.names)),
        "imgsz": str([size, size]),
        "stride": str(max(32, int(max(model.stride)))),
        "architecture": json.dumps(architecture),
        "docparse": __version__,
        "description": description,
        "license": "AGPL-3.0-or-later",
    }
    if model.task == "semantic":
        told["cell"] = str(_cell(model))
    for key, value in told.items():
        graph.metadata_props.add(key=key, value=value)


def _cell(model: Any) -> int:
    """Input pixels along a side of one of the semantic map's cells."""
    import torch  # noqa: PLC0415

    with torch.no_grad():
        return int(64 // model(torch.zeros(1, 3, 64, 64)).shape[-1])


def _pictures(size: int) -> list[NDArray[np.float32]]:
    """Batches to compare on: noise, and pages of dark lines and blocks on light, square and not."""
    rng = np.random.default_rng(0)
    noise = rng.random((2, 3, size, size), np.float32)
    pages = np.full((2, 3, size - 32 * (size > 64), size), 0.95, np.float32)
    for page in pages:
        for _ in range(40):
            x, y = rng.integers(0, size, 2)
            wide, high = rng.integers(2, size // 3, 2) if rng.random() < 0.3 else rng.integers(1, 40, 2)
            page[:, y : y + high, x : x + wide] = rng.random((3, 1, 1), np.float32)
    return [noise, pages]


def _difference(model: Any, content: bytes, pictures: NDArray[np.float32]) -> float:
    import onnxruntime  # noqa: PLC0415
    import torch  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        told = model(torch.from_numpy(pictures))
    wanted = [item.numpy() for item in (told if isinstance(told, tuple) else (told,))]
    given = session.run(None, {"images": pictures})
    return max(float(np.abs(a - b).max() / np.abs(a).max()) for a, b in zip(wanted, given, strict=True))
