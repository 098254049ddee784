"""Training on a processor in bfloat16, about four times faster than in float32 where the processor has it.

Ultralytics trains in float32 on processors. Measured on two cores with AVX512-BF16, forward and backward of
yolo26n-sem at 512 px take 0.045 s a picture in bfloat16 with channels last, 0.2 s as it comes. Weights,
gradients and the loss stay float32; only the network's own arithmetic is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import MethodType
from typing import Any

import torch
from torch import nn

_NATIVE = ("avx512_bf16", "amx_bf16", "bf16")


def supports_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware; emulation would be slower than float32."""
    probe = getattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", None)
    if not torch.backends.mkldnn.is_available() or probe is None or not probe():
        return False
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="ignore") as info:  # noqa: PTH123
            flags = next((line for line in info if line.startswith(("flags", "Features"))), "")
    except OSError:
        return False
    return not set(_NATIVE).isdisjoint(flags.split())


def speed_up(model: nn.Module, *, when_evaluating: bool) -> nn.Module:
    """Make a model's ``predict`` run in bfloat16 with channels last; outputs stay float32.

    The patch sits on the instance, not in a class of its own, so that copies of the model carry it and
    ``plain`` can take it off before the model is pickled.

    Args:
        model: An ultralytics model on the processor, changed in place.
        when_evaluating: Whether evaluation runs so too. Box heads decode coordinates while evaluating, which
            bfloat16's eight bits cannot hold; a semantic head has no coordinates.

    Returns:
        The same model.
    """
    model.to(memory_format=torch.channels_last)
    model.bfloat16_evaluation = when_evaluating
    model.predict = MethodType(_predict, model)
    return model


@contextmanager
def plain(model: nn.Module) -> Iterator[nn.Module]:
    """The model without the patch of ``speed_up``, as a checkpoint must hold it."""
    attributes = vars(model)
    taken = {name: attributes.pop(name) for name in ("predict", "bfloat16_evaluation") if name in attributes}
    try:
        yield model
    finally:
        attributes.update(taken)


def _predict(self: Any, x: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    rounded = self.training or self.bfloat16_evaluation
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=rounded):
        outputs = type(self).predict(self, x.contiguous(memory_format=torch.channels_last), *args, **kwargs)
    return _to_float(outputs)


def _to_float(value: Any) -> Any:
    """Every tensor in nested outputs as float32."""
    if isinstance(value, torch.Tensor):
        return value.float() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {key: _to_float(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_to_float(item) for item in value)
    return value
