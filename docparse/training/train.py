"""Training: a data set and a recipe in, a checkpoint out. Can be cut at any time and resumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docparse.errors import EngineError, UsageError
from docparse.training import ultra
from docparse.training.convert import convert
from docparse.training.dataset import Dataset
from docparse.training.progress import Progress, report
from docparse.training.recipe import Recipe, recipe


@dataclass(frozen=True)
class Trained:
    """What a training left.

    Attributes:
        best: Checkpoint that did best on the held-back pictures.
        last: Checkpoint after the last epoch.
        metrics: Measures of ``best`` on the held-back pictures, by ultralytics' names.
    """

    best: Path
    last: Path
    metrics: dict[str, float]


def train(
    data: Path,
    model: str,
    out: Path,
    *,
    epochs: int | None = None,
    imgsz: int | None = None,
    batch: int | None = None,
    pictures: Path | None = None,
    hold_back: float = 0.2,
    start_from: str | Path | None = None,
    resume: bool = False,
    device: str = "auto",
    workers: int = 1,
    cache: bool = False,
    seed: int = 0,
    settings: dict[str, Any] | None = None,
    quiet: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
) -> Trained:
    """Train a region model.

    Args:
        data: Annotated pictures, anything that :func:`docparse.training.convert.convert` knows.
        model: A recipe (``card``, ``id-fields``, ``plan``) or an architecture's ``.yaml``.
        out: Folder for checkpoints, ``results.csv``, and the data set where one has to be converted.
        epochs: Times through the data; the recipe's number by default.
        imgsz: Long side of the input in pixels, a multiple of 32; the recipe's by default.
        batch: Pictures in a batch; the recipe's by default.
        pictures: Folder the pictures of ``data`` lie in, where that is a ``.json`` or ``.xml``.
        hold_back: Share of the pictures to hold back, where ``data`` does not say which.
        start_from: Weights to start from: the name of a model docparse ships, an ``.onnx`` it exported, or a
            checkpoint. None starts from random ones. A model of another task lends the layers that both
            share.
        resume: Go on from ``out/weights/last.pt`` after a cut, as it was begun; of the other arguments only
            ``batch``, ``device``, ``workers`` and ``cache`` count.
        device: ``auto``, ``cpu``, or a GPU's number.
        workers: Processes that prepare pictures.
        cache: Keep the decoded pictures in memory.
        seed: Of everything random.
        settings: Ultralytics' settings that override the recipe's.
        quiet: Whether ultralytics keeps to warnings.
        on_progress: Told after every epoch.

    Returns:
        The checkpoints and their measures.

    Raises:
        UsageError: ``training.*``, ``convert.*``: the data, the model or the folder do not fit.
        EngineError: ``engine.missing`` without the ``[train]`` extra, ``training.failed`` when the training
            breaks off by itself.
    """
    trainers = ultra.load("trainers", quiet=quiet)
    start = None
    if resume:
        overrides = _resumed(out / "weights" / "last.pt")
        overrides |= {"batch": batch} if batch else {}
    else:
        if (out / "weights" / "last.pt").exists():
            raise UsageError("training.exists", f"{out} holds a training; resume it or name another folder")
        plan = recipe(model)
        found = convert(
            data, out / "data", plan.task, classes=plan.classes, pictures=pictures, share=hold_back, seed=seed
        )
        _check(found, plan)
        if start_from:
            start = ultra.load("weights").read_model(start_from)
            plan = plan.for_fine_tuning() if start.task == plan.task else plan
        chosen = {"epochs": epochs, "imgsz": imgsz, "batch": batch, "seed": seed}
        overrides = _fresh(found, plan, out) | {k: v for k, v in chosen.items() if v is not None}
        overrides |= settings or {}
        overrides.setdefault("nbs", overrides["batch"])  # a step for every batch
    device = _device(device)
    overrides |= {"device": device, "workers": workers, "cache": "ram" if cache else False}
    overrides |= {} if resume else {"amp": _precision(device)}
    trainer = _prepared(trainers.TRAINERS[overrides["task"]], overrides, start)
    if on_progress:
        report(trainer, on_progress)
    try:
        trainer.train()
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError("training.failed", f"the training broke off: {error}") from error
    return Trained(trainer.best, trainer.last, {key: float(value) for key, value in trainer.metrics.items()})


def _prepared(trainer: Any, overrides: dict[str, Any], start: Any) -> Any:
    try:
        return trainer(overrides=overrides, start=start)
    except (SyntaxError, TypeError, ValueError) as error:  # how ultralytics refuses a setting
        raise UsageError("training.settings", f"a setting does not fit: {error}") from error


def _check(found: Dataset, plan: Recipe) -> None:
    if plan.classes and found.names != plan.classes:
        raise UsageError(
            "training.classes",
            f"the model {plan.name} has the classes {', '.join(plan.classes)}; the data set has "
            f"{', '.join(found.names)}",
        )
    if plan.task == "semantic" and found.masks is None:
        raise UsageError("training.data_invalid", f"{found.root} has no masks/, which a semantic model needs")


def _fresh(found: Dataset, plan: Recipe, out: Path) -> dict[str, Any]:
    return {
        "task": plan.task,
        "model": plan.architecture,
        "pretrained": False,
        "data": str(found.write(out / "data.yaml")),
        "project": str(out.resolve().parent),
        "name": out.name,
        "exist_ok": True,
        "epochs": plan.epochs,
        "imgsz": plan.imgsz,
        "batch": plan.batch,
        "plots": False,
        **plan.settings,
    }


def _resumed(last: Path) -> dict[str, Any]:
    if not last.exists():
        raise UsageError("training.nothing_to_resume", f"there is no checkpoint at {last}")
    from ultralytics.nn.tasks import load_checkpoint  # noqa: PLC0415

    model, checkpoint = load_checkpoint(last)
    if checkpoint.get("epoch", -1) < 0:
        raise UsageError("training.finished", f"the training in {last.parent.parent} is finished")
    return {"resume": str(last), "model": str(last), "task": model.task}


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    import torch  # noqa: PLC0415

    return "0" if torch.cuda.is_available() else "cpu"


def _precision(device: str) -> str | bool:
    """Bfloat16 on a GPU that has it. Ultralytics would try half precision out on weights it fetches."""
    import torch  # noqa: PLC0415

    return "bf16" if device != "cpu" and torch.cuda.is_bf16_supported() else False
