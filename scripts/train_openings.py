"""Train the opening model: is a gap between walls a door, a window, or nothing?

usage: train_openings.py CLOSE-UPS... [--out FILE.onnx] [--from FILE.onnx] [--minutes 30] [--seed 7]

Learns from what ``collect_openings.py`` wrote, nothing else; every tenth page is held back. A target is how
well a gap agrees with a door (or window), from 0 below an intersection over union of 0.15 to 1 from 0.6 on,
so that of several gaps at one door the best placed scores best. Training time is wall-clock: a second run
gives other weights of the same quality, not the same file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

from docparse.blueprint.closeups import CHANNELS, SIDE

GREY, OPENING, FLOOR = (CHANNELS.index(name) for name in ("grey", "opening", "floor"))
KINDS = ("door", "window")
_NO_TARGET, _FULL_TARGET = 0.15, 0.6
_ENOUGH = 0.5
# So many close-ups tell how outputs are spread.
_CALIBRATED = 2048


class OpeningNet(nn.Module):
    """Close-ups (N, 5, 64, 64) of bytes to (N, 2) probabilities of door and window."""

    def __init__(self) -> None:
        super().__init__()
        widths = ((len(CHANNELS), 16, 2), (16, 32, 2), (32, 32, 1), (32, 64, 2), (64, 64, 1), (64, 96, 2))
        stages = [
            nn.Sequential(
                nn.Conv2d(given, made, 3, step, 1, bias=False), nn.BatchNorm2d(made), nn.ReLU(inplace=True)
            )
            for given, made, step in widths
        ]
        self.features = nn.Sequential(*stages, nn.Flatten())
        self.head = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(96 * (SIDE // 16) ** 2, 64), nn.ReLU(inplace=True), nn.Linear(64, 2)
        )

    def logits(self, close_ups: torch.Tensor) -> torch.Tensor:
        """The same before the logistic function."""
        return self.head(self.features(close_ups / 127.5 - 1.0))

    def forward(self, close_ups: torch.Tensor) -> torch.Tensor:
        """As told by the class."""
        return torch.sigmoid(self.logits(close_ups))


def load(folders: list[Path]) -> tuple[tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]:
    """Close-ups and agreements, to learn from and held back."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.npz"))]
    parts: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    held: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for number, path in enumerate(paths):
        with np.load(path) as page:
            for kept, name in zip(held if number % 10 == 9 else parts, ("close_ups", "targets"), strict=True):
                kept.append(page[name] if name == "close_ups" else page[name][:, : len(KINDS)])
    print(f"{len(paths)} pages", flush=True)
    learn, test = ([torch.from_numpy(np.concatenate(each)) for each in both] for both in (parts, held))
    return (learn[0], learn[1]), (test[0], test[1])


def augment(batch: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Other hinges, other pens, other light; and the region model silent now and then."""
    batch = batch.float()
    for axis in (2, 3):
        if rng.random() < 0.5:
            batch = batch.flip(axis)
    shift = rng.integers(-1, 2, 2)
    batch = batch.roll((int(shift[0]), int(shift[1])), (2, 3))
    grey = batch[:, GREY : GREY + 1]
    pen = rng.random()
    if pen < 0.15:
        grey = -functional.max_pool2d(-grey, 3, 1, 1)
    elif pen < 0.25:
        grey = 0.5 * grey + 0.5 * functional.max_pool2d(grey, 3, 1, 1)
    elif pen < 0.4:
        grey = functional.avg_pool2d(grey, 3, 1, 1)
    count = len(batch)
    light = torch.from_numpy(rng.uniform(0.5, 1.15, (count, 1, 1, 1)).astype(np.float32))
    noise = torch.randn_like(grey) * torch.from_numpy(rng.exponential(4, (count, 1, 1, 1)).astype(np.float32))
    batch[:, GREY : GREY + 1] = (255 - (255 - grey) * light + noise).clamp(0, 255)
    for channel, share in ((OPENING, 0.35), (FLOOR, 0.2)):
        silent = torch.from_numpy(rng.random(count) < share)
        batch[silent, channel] = 0
    return batch


def wanted(agreement: torch.Tensor) -> torch.Tensor:
    """Targets from agreements."""
    return ((agreement - _NO_TARGET) / (_FULL_TARGET - _NO_TARGET)).clamp(0, 1)


def report(net: OpeningNet, close_ups: torch.Tensor, agreement: torch.Tensor) -> str:
    """Average precision of both kinds on gaps held back."""
    net.eval()
    with torch.no_grad():
        scores = torch.cat([net(part.float()) for part in close_ups.split(512)])
    told = []
    for column, kind in enumerate(KINDS):
        order = scores[:, column].argsort(descending=True)
        right = (agreement[:, column] >= _ENOUGH)[order].float()
        precision = right.cumsum(0) / torch.arange(1, len(right) + 1)
        told.append(f"{kind} AP {float((precision * right).sum() / right.sum().clamp(min=1)):.3f}")
    return ", ".join(told)


def start_from(net: OpeningNet, path: Path, close_ups: torch.Tensor) -> None:
    """Take over an exported network's weights; its convolutions have their normalisation worked in.

    Normalisation is set to what it would be by some of these close-ups: what was learned stays learned.
    """
    weights = {
        one.name: torch.tensor(onnx.numpy_helper.to_array(one)) for one in onnx.load(path).graph.initializer
    }
    heads = {name: value for name, value in weights.items() if name.startswith("head.")}
    folded = [value for name, value in weights.items() if name not in heads]
    kernels, biases = ([v for v in folded if v.dim() == size] for size in (4, 1))
    stages = [stage for stage in net.features if isinstance(stage, nn.Sequential)]
    with torch.no_grad():
        for (conv, norm, _), kernel, bias in zip(stages, kernels, biases, strict=True):
            conv.weight.copy_(kernel)
            norm.bias.copy_(bias)
        net.load_state_dict(heads, strict=False)
        seen = close_ups[torch.randperm(len(close_ups))[:_CALIBRATED]].float() / 127.5 - 1.0
        for stage in stages:
            conv, norm, active = stage
            made = conv(seen)
            mean, variance = made.mean((0, 2, 3)), made.var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.add_(mean)
            seen = active(norm.eval()(made))


def export_network(net: nn.Module, path: Path, output: str) -> None:
    """Write a network that looks at close-ups as ONNX, batch size free."""
    net.eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.zeros(1, len(CHANNELS), SIDE, SIDE)
    torch.onnx.export(
        net, (example,), str(path), input_names=["close_ups"], output_names=[output], opset_version=17,
        dynamic_axes={"close_ups": {0: "n"}, output: {0: "n"}}, dynamo=False,
    )  # fmt: skip


def train(args: argparse.Namespace) -> OpeningNet:
    """Train for the given minutes, the rate falling to nothing."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = np.random.default_rng(args.seed)
    (close_ups, agreement), held = load(args.close_ups)
    targets = wanted(agreement)
    print(f"{len(close_ups)} gaps, {int((agreement >= _ENOUGH).any(1).sum())} of them openings", flush=True)
    net = OpeningNet()
    if args.start is not None:
        start_from(net, args.start, close_ups)
        print(f"starts at {report(net, *held)}", flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=1e-3)
    start, step, running, share = time.time(), 0, 0.0, 0.0
    while share < 1:
        for chosen in torch.randperm(len(close_ups)).split(args.batch):
            share = (time.time() - start) / (60 * args.minutes)
            if share >= 1:
                break
            rate = args.rate * min(1.0, (step + 1) / 100) * max(0.01, 0.5 * (1 + np.cos(np.pi * share)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            net.train()
            logits = net.logits(augment(close_ups[chosen], rng))
            loss = functional.binary_cross_entropy_with_logits(logits, targets[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            running = loss.item() if step == 1 else 0.99 * running + 0.01 * loss.item()
            if step % 500 == 0:
                told = report(net, *held)
                print(f"{step} steps, {share:.0%} of the time, loss {running:.4f}, {told}", flush=True)
                export_network(net, args.out, "scores")
    print(f"{step} steps of {args.batch}: {report(net, *held)}")
    return net


def main() -> int:
    """Train and export; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("close_ups", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docparse/weights/openings.onnx"))
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    export_network(train(args), args.out, "scores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
