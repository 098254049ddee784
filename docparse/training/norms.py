"""Batch normalisation measured anew for the weights that are kept.

The weights that are kept are an average over the last steps; their norms' running statistics lag behind while
the steps are large, and in a training of a hundred steps they never arrive. Measured: a plan model in the
middle of its training gains 0.035 of wall IoU, blocks learnt in a hundred steps go from 0 to 0.94.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

PICTURES = 96


def measure_norms(model: nn.Module, batches: Iterable[torch.Tensor]) -> None:
    """Replace a model's running statistics by those of some batches; it evaluates afterwards.

    Args:
        model: The model, changed in place.
        batches: Prepared pictures ``(B, 3, H, W)``; at least one batch.
    """
    norms = [module for module in model.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a plain mean over the batches
    model.train()
    with torch.no_grad():
        for pictures in batches:
            model(pictures)
    model.eval()
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
