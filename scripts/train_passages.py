"""Train the passage model: does a leaf hang in a door's place, or does nothing shut it?

usage: train_passages.py CLOSE-UPS... [--out FILE.onnx] [--from openings.onnx] [--minutes 6] [--seed 5]

Learns from those gaps of what ``collect_openings.py`` wrote that agree with a door or with a bare passage,
starting from what the opening model sees; every tenth page is held back. Passages are few: a third of every
batch is one. Training time is wall-clock: a second run gives other weights of the same quality, not the same
file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from train_openings import OpeningNet, augment, export_network, start_from

from docparse.blueprint.closeups import SIDE

# A gap is at a door, or a passage, from this agreement on; the columns of targets that tell.
_AGREES, _DOOR, _BARE = 0.3, 0, 2
_PASSAGES, _DOORS = 48, 96


class PassageNet(OpeningNet):
    """Close-ups (N, 5, 64, 64) of bytes to (N, 1) probabilities that nothing shuts a gap."""

    def __init__(self, features: nn.Module) -> None:
        super().__init__()
        self.features = features
        self.head = nn.Sequential(
            nn.Dropout(0.3), nn.Linear(96 * (SIDE // 16) ** 2, 32), nn.ReLU(inplace=True), nn.Linear(32, 1)
        )


def load(folders: list[Path]) -> tuple[tuple[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]:
    """Close-ups and whether they are bare (N, 1), to learn from and held back."""
    parts: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    held: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for number, path in enumerate(path for folder in folders for path in sorted(folder.glob("*.npz"))):
        with np.load(path) as page:
            bare = page["targets"][:, _BARE] >= _AGREES
            asked = bare | (page["targets"][:, _DOOR] >= _AGREES)
            kept = held if number % 10 == 9 else parts
            kept[0].append(page["close_ups"][asked])
            kept[1].append(bare[asked, None].astype(np.float32))
    learn, test = ([torch.from_numpy(np.concatenate(each)) for each in both] for both in (parts, held))
    return (learn[0], learn[1]), (test[0], test[1])


def report(net: PassageNet, close_ups: torch.Tensor, bare: torch.Tensor) -> str:
    """Average precision on gaps held back."""
    net.eval()
    with torch.no_grad():
        scores = torch.cat([net(part.float()) for part in close_ups.split(512)])[:, 0]
    right = bare[scores.argsort(descending=True), 0]
    precision = right.cumsum(0) / torch.arange(1, len(right) + 1)
    return f"AP {float((precision * right).sum() / right.sum().clamp(min=1)):.3f}"


def train(args: argparse.Namespace) -> PassageNet:
    """Train for the given minutes, the rate falling to nothing."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = np.random.default_rng(args.seed)
    (close_ups, bare), held = load(args.close_ups)
    print(f"{len(bare)} gaps, {int(bare.sum())} of them bare", flush=True)
    base = OpeningNet()
    start_from(base, args.start, close_ups)
    net = PassageNet(base.features)
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=1e-2)
    passages, doors = (torch.nonzero(bare[:, 0] == value)[:, 0] for value in (1, 0))
    start, step, share = time.time(), 0, 0.0
    while share < 1:
        share = min(1.0, (time.time() - start) / (60 * args.minutes))
        for group in optimiser.param_groups:
            group["lr"] = args.rate * max(0.02, 0.5 * (1 + np.cos(np.pi * share)))
        picks = ((passages, _PASSAGES), (doors, _DOORS))
        chosen = torch.cat([group[torch.randint(len(group), (count,))] for group, count in picks])
        net.train()
        loss = functional.binary_cross_entropy_with_logits(
            net.logits(augment(close_ups[chosen], rng)), bare[chosen]
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 400 == 0:
            print(f"{step} steps, {share:.0%} of the time, {report(net, *held)}", flush=True)
    print(f"{step} steps: {report(net, *held)}")
    return net


def main() -> int:
    """Train and export; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("close_ups", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docparse/weights/passages.onnx"))
    parser.add_argument("--from", dest="start", type=Path, default=Path("docparse/weights/openings.onnx"))
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    export_network(train(args), args.out, "bare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
