"""Evaluation: how well weights do on a data set, class by class, as a small typed report."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docparse.errors import UsageError
from docparse.training import dataset as datasets
from docparse.training import ultra


@dataclass(frozen=True)
class ClassScore:
    """How well one class is found.

    Attributes:
        name: The class.
        truths: True things of it; of a semantic model, pictures that show it.
        precision: Share of finds (or pixels) that are right, at the threshold that is best over all classes.
        recall: Share of true things (or pixels) that are found, at that threshold.
        map50: Average precision at IoU 0.5; None for semantic.
        map50_95: Mean of the average precisions at IoU 0.5 to 0.95; None for semantic.
        iou: Intersection over union of all its pixels; None but for semantic.
    """

    name: str
    truths: int
    precision: float
    recall: float
    map50: float | None = None
    map50_95: float | None = None
    iou: float | None = None


@dataclass(frozen=True)
class Report:
    """How well weights do on a data set.

    Attributes:
        task: ``detect``, ``segment`` (measured by masks) or ``semantic``.
        pictures: Pictures judged.
        classes: One score for each class that the data set shows.
    """

    task: str
    pictures: int
    classes: tuple[ClassScore, ...]

    @property
    def score(self) -> float:
        """Mean over the classes of ``map50_95``, or of ``iou``."""
        values = [one.iou if self.task == "semantic" else one.map50_95 for one in self.classes]
        return sum(value or 0.0 for value in values) / len(values) if values else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values, for JSON."""
        return {"score": self.score, **asdict(self)}

    def table(self) -> str:
        """The report as text, one line for each class."""
        columns = ["truths", "precision", "recall"]
        columns += ["iou"] if self.task == "semantic" else ["map50", "map50_95"]
        width = max([len(one.name) for one in self.classes] + [len("class")])
        lines = [f"{'class':{width}}" + "".join(f"  {column:>9}" for column in columns)]
        for one in self.classes:
            cells = (getattr(one, column) for column in columns)
            texts = (f"{cell:>9}" if isinstance(cell, int) else f"{cell:9.3f}" for cell in cells)
            lines.append(f"{one.name:{width}}" + "".join(f"  {text}" for text in texts))
        measure = "mean IoU" if self.task == "semantic" else "mAP50-95"
        return "\n".join([*lines, f"{measure} {self.score:.3f} on {self.pictures} pictures"])


def evaluate(
    weights: str | Path,
    data: Path,
    *,
    split: str = "val",
    imgsz: int | None = None,
    batch: int = 8,
    device: str = "cpu",
    quiet: bool = True,
) -> Report:
    """Judge weights by a data set.

    Args:
        weights: A checkpoint, an ``.onnx`` docparse exported, or the name of a model it ships; judged by the
            network in it, in float32.
        data: A ``data.yaml`` or its folder.
        split: ``val`` or ``train``.
        imgsz: Long side of the input in pixels; the training's by default.
        batch: Pictures in a batch.
        device: ``cpu`` or a GPU's number.
        quiet: Whether ultralytics keeps to warnings.

    Returns:
        The report.

    Raises:
        UsageError: ``training.*``: weights or data are missing, or their classes differ.
        EngineError: ``engine.missing`` without the ``[train]`` extra, ``training.weights_unreadable``.
    """
    files = ultra.load("weights", quiet=quiet)
    if split not in ("val", "train"):
        raise UsageError("training.split", f"no part '{split}' of a data set; known: val, train")
    model = files.read_model(weights)
    found = datasets.load(data)
    names = tuple(model.names[number] for number in sorted(model.names))
    if names != found.names:
        raise UsageError(
            "training.classes",
            f"the weights have the classes {', '.join(names)}; the data set has {', '.join(found.names)}",
        )
    with tempfile.TemporaryDirectory() as folder:
        overrides = {
            "task": model.task,
            "model": str(weights),
            "data": str(found.write(Path(folder) / "data.yaml")),
            "split": split,
            "imgsz": imgsz or files.trained_size(model),
            "batch": batch,
            "device": device,
            "workers": 0,
            "plots": False,
            "verbose": False,
        }
        validator = ultra.load("validators").VALIDATORS[model.task](args=overrides, save_dir=Path(folder))
        validator(model=model)
    classes = _semantic(validator.metrics) if model.task == "semantic" else _things(validator.metrics)
    return Report(model.task, validator.seen, tuple(classes))


def _things(metrics: Any) -> list[ClassScore]:
    """Scores of boxes, or of masks where there are any."""
    measured = getattr(metrics, "seg", metrics.box)
    rows = zip(measured.ap_class_index, measured.p, measured.r, measured.ap50, measured.ap, strict=True)
    return [
        ClassScore(
            name=metrics.names[int(number)],
            truths=int(metrics.nt_per_class[number]),
            precision=float(precision),
            recall=float(recall),
            map50=float(half),
            map50_95=float(mean),
        )
        for number, precision, recall, half, mean in rows
    ]


def _semantic(metrics: Any) -> list[ClassScore]:
    counts = metrics.matrix.double().numpy(force=True)  # truth down, found across
    right, true, found = counts.diagonal(), counts.sum(1), counts.sum(0)
    return [
        ClassScore(
            name=metrics.names[number],
            truths=int(metrics.nt_per_image[number]),
            precision=float(right[number] / max(found[number], 1)),
            recall=float(right[number] / true[number]),
            iou=float(right[number] / (true[number] + found[number] - right[number])),
        )
        for number in range(len(metrics.names))
        if true[number]
    ]
