"""A recipe: the architecture, size and settings one of docparse's region models is trained with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from docparse.errors import UsageError

_HERE = Path(__file__).parent
RECIPES = tuple(sorted(path.stem for path in (_HERE / "recipes").glob("*.yaml")))
_TASK_SUFFIXES = {"-seg": "segment", "-sem": "semantic"}


@dataclass(frozen=True)
class Recipe:
    """How one model is trained.

    Attributes:
        name: ``card``, ``id-fields``, ``plan``, or the architecture's own name.
        architecture: Model file in ultralytics' grammar; a bare name is one of ultralytics' own.
        task: ``detect``, ``segment`` or ``semantic``.
        imgsz: Long side of the input in pixels.
        batch: Pictures in a batch.
        epochs: Times through the data.
        classes: Class names the reader knows, in order; empty when any will do.
        settings: Ultralytics' settings, by its names.
        fine_tuning: What changes when the start is a trained model: any of the fields above, and settings.
    """

    name: str
    architecture: str
    task: str
    imgsz: int = 640
    batch: int = 16
    epochs: int = 40
    classes: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    fine_tuning: dict[str, Any] = field(default_factory=dict)

    def for_fine_tuning(self) -> Recipe:
        """The recipe for a start from trained weights."""
        own = {key: value for key, value in self.fine_tuning.items() if key in ("imgsz", "batch", "epochs")}
        rest = {key: value for key, value in self.fine_tuning.items() if key not in own}
        return replace(self, settings=self.settings | rest, **own)


def recipe(name: str) -> Recipe:
    """The recipe of a name.

    Args:
        name: One of ``RECIPES``, or a model file such as ``yolo26s-seg.yaml``.

    Returns:
        The recipe; for a model file, one with ultralytics' own settings.

    Raises:
        UsageError: ``training.unknown_model``.
    """
    if name in RECIPES:
        fields = yaml.safe_load((_HERE / "recipes" / f"{name}.yaml").read_text(encoding="utf-8"))
        classes = tuple(fields.pop("classes", ()))
        architecture = _own(fields.pop("architecture"))
        return Recipe(name=name, architecture=architecture, classes=classes, **fields)
    if name.endswith((".yaml", ".yml")):
        stem = Path(name).stem
        task = next((task for suffix, task in _TASK_SUFFIXES.items() if suffix in stem), "detect")
        return Recipe(name=stem, architecture=_own(name), task=task)
    known = ", ".join(RECIPES)
    raise UsageError("training.unknown_model", f"no model '{name}'; known: {known}, or a model's .yaml file")


def _own(architecture: str) -> str:
    """The path of an architecture docparse brings; other names as they are."""
    stem = Path(architecture).stem.replace("yolo26n", "yolo26").replace("yolo26s", "yolo26")
    return (
        str(_HERE / "models" / architecture) if (_HERE / "models" / f"{stem}.yaml").exists() else architecture
    )
