"""Ultralytics' trainers for the three tasks, fast on a processor and quiet about everything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import nn
from ultralytics.data.utils import get_split_fraction
from ultralytics.models.yolo.detect import DetectionTrainer
from ultralytics.models.yolo.segment import SegmentationTrainer
from ultralytics.models.yolo.semantic import SemanticSegmentationTrainer

from docparse.training.cpu import plain, speed_up, supports_bfloat16
from docparse.training.norms import PICTURES, measure_norms
from docparse.training.semantic import PageDataset, PageLoss


class _Trainer:
    """Norms measured anew before every judgement; on processors bfloat16 and loader workers.

    Ultralytics switches those two off there.

    Args:
        overrides: Ultralytics' settings.
        start: Network whose architecture and weights are the start, or, of another task, whose weights are
            as far as they fit; None for what the settings say.
    """

    _evaluates_rounded = False

    def __init__(self, overrides: dict[str, Any], start: nn.Module | None = None) -> None:
        workers = overrides.get("workers", 0)
        self.start = start
        super().__init__(overrides=overrides)  # type: ignore[call-arg]
        self.args.workers = workers  # type: ignore[attr-defined]

    def get_model(self, cfg: Any = None, weights: nn.Module | None = None, verbose: bool = True) -> nn.Module:
        """The model to train, sped up where the processor allows."""
        if self.start is not None:
            # A model of another task lends the layers it shares with this one's architecture.
            cfg = self.start.yaml if self.start.task == self.args.task else cfg  # type: ignore[attr-defined]
            weights = self.start
        model: nn.Module = super().get_model(cfg=cfg, weights=weights, verbose=verbose)  # type: ignore[misc]
        if self.device.type == "cpu" and supports_bfloat16():  # type: ignore[attr-defined]
            speed_up(model, when_evaluating=self._evaluates_rounded)
        return model

    def validate(self) -> Any:
        """Judge the averaged weights, their norms measured anew."""
        if self.ema and self.world_size <= 1:  # type: ignore[attr-defined]
            measure_norms(self.ema.ema, self._some_pictures())  # type: ignore[attr-defined]
        return super().validate()  # type: ignore[misc]

    def _some_pictures(self) -> Iterator[torch.Tensor]:
        seen = 0
        for batch in self.train_loader:  # type: ignore[attr-defined]
            pictures = self.preprocess_batch(batch)["img"]  # type: ignore[attr-defined]
            yield pictures
            seen += len(pictures)
            if seen >= PICTURES:
                return

    def save_model(self) -> bool:
        """Write the checkpoints; they load in plain ultralytics."""
        with plain(self.ema.ema):  # type: ignore[attr-defined]
            return bool(super().save_model())  # type: ignore[misc]


class DetectTrainer(_Trainer, DetectionTrainer):
    """Trains boxes."""


class SegmentTrainer(_Trainer, SegmentationTrainer):
    """Trains boxes with masks."""


class SemanticTrainer(_Trainer, SemanticSegmentationTrainer):
    """Trains a class for every pixel, on whole pages and with the loss at half size."""

    _evaluates_rounded = True

    def build_dataset(self, img_path: str, mode: str = "train", batch: int | None = None) -> Any:
        """Pages with class masks: whole ones to learn from, rectangular batches to be judged by."""
        if mode != "train":
            return super().build_dataset(img_path, mode, batch)
        return PageDataset(
            img_path=img_path,
            imgsz=self.args.imgsz,
            batch_size=batch,
            augment=True,
            hyp=self.args,
            cache=self.args.cache or None,
            prefix="train: ",
            stride=32,
            pad=0.0,
            task="semantic",
            data=self.data,
            fraction=get_split_fraction(self.args.fraction, "train"),
        )

    def set_class_weights(self) -> None:
        """Class weights, if asked for, and the loss that uses them."""
        super().set_class_weights()
        weights = getattr(self.model, "class_weights", None)
        weights = weights.float().to(self.device) if weights is not None else None
        self.model.criterion = PageLoss(self.data["nc"], weights)


TRAINERS: dict[str, type] = {
    "detect": DetectTrainer,
    "segment": SegmentTrainer,
    "semantic": SemanticTrainer,
}
