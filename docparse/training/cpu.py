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

    The layers that give the outputs stay float32 altogether: rounded to eight bits, a box of 300 pixels would
    jump by two. The patches sit on instances, not in classes of their own, so that copies of the model carry
    them and ``plain`` can take them off before the model is pickled.

    Args:
        model: An ultralytics model on the processor, changed in place.
        when_evaluating: Whether evaluation runs so too. Box heads decode coordinates while evaluating, which
            bfloat16 cannot hold; a semantic head has no coordinates.

    Returns:
        The same model.
    """
    model.to(memory_format=torch.channels_last)
    model.predict = MethodType(_predict_rounded if when_evaluating else _predict, model)
    for module in model.modules():
        if type(module) is nn.Conv2d and module.bias is not None:  # the others are followed by a norm
            module.forward = MethodType(_forward_in_full, module)
    return model


@contextmanager
def plain(model: nn.Module) -> Iterator[nn.Module]:
    """The model without the patches of ``speed_up``, as a checkpoint must hold it."""
    patched = [
        (module, name)
        for module in model.modules()
        for name in ("predict", "forward")
        if getattr(vars(module).get(name), "__func__", None) in _PATCHES
    ]
    patches = [vars(module).pop(name) for module, name in patched]
    try:
        yield model
    finally:
        for (module, name), patch in zip(patched, patches, strict=True):
            setattr(module, name, patch)


def _predict(self: Any, x: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
        outputs = type(self).predict(self, x.contiguous(memory_format=torch.channels_last), *args, **kwargs)
    return _to_float(outputs)


def _predict_rounded(self: Any, x: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = type(self).predict(self, x.contiguous(memory_format=torch.channels_last), *args, **kwargs)
    return _to_float(outputs)


def _forward_in_full(self: Any, x: torch.Tensor) -> torch.Tensor:
    with torch.autocast("cpu", enabled=False):
        return nn.Conv2d.forward(self, x.float())


_PATCHES = (_predict, _predict_rounded, _forward_in_full)


def _to_float(value: Any) -> Any:
    """Every tensor in nested outputs as float32."""
    if isinstance(value, torch.Tensor):
        return value.float() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {key: _to_float(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_to_float(item) for item in value)
    return value
