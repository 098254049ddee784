"""How far a training is, once an epoch, for a person or a program that waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Ultralytics' name of the one measure that a task is judged by.
MEASURES = {
    "detect": "metrics/mAP50-95(B)",
    "segment": "metrics/mAP50-95(M)",
    "semantic": "metrics/mIoU",
}


@dataclass(frozen=True)
class Progress:
    """A training after one of its epochs.

    Attributes:
        epoch: Epochs done.
        epochs: Epochs in all.
        losses: Mean losses of the epoch by name.
        score: Mean IoU, or mean average precision over IoU 0.5 to 0.95, on the held-back pictures.
        seconds_left: Judged by the epochs of this run.
    """

    epoch: int
    epochs: int
    losses: dict[str, float]
    score: float
    seconds_left: float

    def __str__(self) -> str:
        losses = "  ".join(f"{name} {value:.3f}" for name, value in self.losses.items())
        width = len(str(self.epochs))
        left = f"{self.seconds_left / 60:.0f} min left" if self.seconds_left else "done"
        return f"epoch {self.epoch:{width}}/{self.epochs}  {losses}  score {self.score:.3f}  {left}"


def report(trainer: Any, to: Callable[[Progress], None]) -> None:
    """Have a trainer tell ``to`` about every epoch it finishes."""
    began: list[float] = []

    def start(_: Any) -> None:
        began.append(time.monotonic())

    def tell(trainer: Any) -> None:
        done = trainer.epoch + 1 - trainer.start_epoch
        each = (time.monotonic() - began[0]) / max(done, 1)
        left = 0.0 if trainer.stop else each * (trainer.epochs - trainer.epoch - 1)
        losses = {name: float(value) for name, value in trainer.tloss.items()}
        score = float(trainer.metrics.get(MEASURES[trainer.args.task], 0.0))
        to(Progress(trainer.epoch + 1, trainer.epochs, losses, score, left))

    trainer.add_callback("on_train_start", start)
    # Not on_fit_epoch_end: that comes once more, for the final judgement.
    trainer.add_callback("on_model_save", tell)
