"""What semantic training does differently for pages: whole ones, and a loss at half size."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows it by
from torch import nn
from ultralytics.data.dataset import SemanticDataset

IGNORED = 255
_AUXILIARY_SHARE = 0.4
_PHASES = ((0, 0), (1, 1), (0, 1), (1, 0))


class PageDataset(SemanticDataset):
    """Pages fitted whole into the input while training, as they are when read.

    Ultralytics fits the *short* side while training and the long side otherwise, so that a tall page would be
    learnt about 1.4 times larger than it is later seen, and its margins hardly at all.
    """

    def load_image(self, i: int, rect_mode: bool = True) -> Any:
        """Picture ``i`` with its long side at the input size, its old size and its new size."""
        return super(SemanticDataset, self).load_image(i, rect_mode=rect_mode)


class PageLoss(nn.Module):
    """Cross-entropy and Dice at half the input's size, and an auxiliary cross-entropy at a quarter.

    At full size the loss costs three times the network itself on a processor. Target pixels are picked, not
    averaged, one of every two by two, at a phase that changes from call to call: on average nothing is
    shifted and no thin line is lost.
    """

    def __init__(self, classes: int, weights: torch.Tensor | None = None) -> None:
        super().__init__()
        self.classes = classes
        self.calls = 0
        self.register_buffer("weight", weights, persistent=False)

    def forward(
        self, outputs: torch.Tensor | tuple[torch.Tensor, ...], batch: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Loss of a batch.

        Args:
            outputs: Logits ``(B, classes, h, w)``, with the auxiliary head's logits second while training.
            batch: Holds ``semantic_mask``, class ids ``(B, H, W)``, 255 where nothing is asked.

        Returns:
            The loss times the batch size, and its parts by name, detached.
        """
        logits, auxiliary = outputs if isinstance(outputs, tuple) else (outputs, None)
        down, right = _PHASES[self.calls % len(_PHASES)]
        self.calls += 1
        target = batch["semantic_mask"].to(logits.device)[:, down::2, right::2].long()
        entropy, dice = self._entropy_and_dice(logits, target)
        extra = logits.new_zeros(())
        if auxiliary is not None:
            coarse = target[:, down::2, right::2]
            extra = _AUXILIARY_SHARE * self._entropy(self._log_shares(auxiliary, coarse), coarse)
        parts = {"ce_loss": entropy.detach(), "dice_loss": dice.detach(), "aux_loss": extra.detach()}
        return (entropy + dice + extra) * logits.shape[0], parts

    def _log_shares(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        resized = F.interpolate(logits, size=target.shape[1:], mode="bilinear", align_corners=False)
        return F.log_softmax(resized, dim=1)

    def _entropy(self, log_shares: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        total = F.nll_loss(log_shares, target, weight=self.weight, ignore_index=IGNORED, reduction="sum")
        asked = target[target != IGNORED]
        count = self.weight[asked].sum() if self.weight is not None else asked.new_tensor(asked.numel())
        return total / count.clamp_min(1)

    def _entropy_and_dice(
        self, logits: torch.Tensor, target: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        log_shares = self._log_shares(logits, target)
        asked = target != IGNORED
        classes = target.masked_fill(~asked, 0)
        shares = log_shares.exp() * asked[:, None]
        hit = shares.gather(1, classes[:, None])[:, 0]
        overlap = shares.new_zeros(self.classes).scatter_add_(0, classes.flatten(), hit.flatten())
        wanted = torch.bincount(target[asked], minlength=self.classes)
        dice = 1 - (2 * overlap + 1) / (shares.sum((0, 2, 3)) + wanted + 1)
        return self._entropy(log_shares, target), dice.mean()
