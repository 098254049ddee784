"""Trains docparse's MRZ line recogniser and exports it to ONNX.

A small convolutional CTC network reads one line of the machine-readable zone, resized to 640 x 32 pixels.
It is trained on rendered lines only: OCR-B glyphs (package fonts-ocr-b; public domain / permissive), random
contents, strong augmentation. No picture of a document takes part.

Run it in an environment of its own (torch is no dependency of docparse)::

    pip install torch onnx onnxscript opencv-python-headless pillow numpy
    PYTHONPATH=. python scripts/train_mrz_reader.py --minutes 25 --out docparse/weights/mrz-line.onnx
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import nn

from docparse.identity.mrz import build
from docparse.identity.mrz.alphabet import CHARACTERS, LETTERS

WIDTH, HEIGHT = 640, 32
FONTS = Path("/usr/share/fonts/opentype/ocr-b")
FONT_FILES = ("OCRB.otf", "OCRB.otf", "OCRBE.otf", "OCRBF.otf", "OCRBL.otf", "OCRBS.otf")
EXTRA_FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",)
EXTRA_SHARE = 0.04
STATES = (
    "UTO",
    "D",
    "USA",
    "GBR",
    "FRA",
    "POL",
    "CZE",
    "CHE",
    "XXC",
    "TWN",
    "NLD",
    "SWE",
    "COD",
    "ROU",
    "IRQ",
)
Grey = np.ndarray[Any, np.dtype[Any]]


class Glyphs:
    """Masks of the 37 characters in one font, cap height 40 px, cell 48 px wide and 64 px high."""

    CELL_W, CELL_H, CAP = 48, 64, 40

    def __init__(self, path: Path) -> None:
        font = ImageFont.truetype(str(path), 100)
        top, bottom = font.getbbox("H")[1], font.getbbox("H")[3]
        font = ImageFont.truetype(str(path), round(100 * self.CAP / (bottom - top)))
        base = font.getbbox("H")[3]
        self.cells: dict[str, Grey] = {}
        for char in CHARACTERS:
            cell = Image.new("L", (self.CELL_W, self.CELL_H), 0)
            left = (self.CELL_W - font.getlength(char)) / 2
            ImageDraw.Draw(cell).text((left, 52 - base), char, font=font, fill=255)
            self.cells[char] = np.asarray(cell, np.float32) / 255


def random_text(rng: random.Random) -> str:
    """A line of the zone: of a well-formed one mostly, else any characters."""
    word = lambda lo, hi, chars=LETTERS: "".join(rng.choices(chars, k=rng.randint(lo, hi)))  # noqa: E731
    roll = rng.random()
    if roll < 0.35:
        length = rng.choice((30, 36, 44, 44))
        return "".join(rng.choices(CHARACTERS, k=length))
    if roll < 0.5:
        length = rng.choice((30, 36, 44, 44))
        text = "".join(
            rng.choice((word(1, 9), word(1, 9, "0123456789"), "<" * rng.randint(1, 12))) for _ in range(20)
        )
        return text[:length]
    if roll < 0.55:
        return word(4, 28, CHARACTERS)
    values: dict[str, Any] = {
        "family_name": " ".join(word(2, 11) for _ in range(rng.choice((1, 1, 1, 2)))),
        "given_names": " ".join(word(2, 9) for _ in range(rng.choice((0, 1, 1, 2, 3)))),
        "issuing_country": rng.choice((*STATES, word(3, 3))),
        "nationality": rng.choice((*STATES, word(3, 3))),
        "document_number": word(
            6, 9, rng.choice((CHARACTERS[:36], "0123456789", "0123456789", "ABC0123456789"))
        ),
        "date_of_birth": f"{rng.randrange(100):02d}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}",
        "date_of_expiry": f"{rng.randrange(100):02d}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}",
        "sex": rng.choice("MFX"),
    }
    optional = word(0, 7, rng.choice((CHARACTERS, "0123456789")))
    kind = rng.choice((build.build_td3, build.build_td3, build.build_td1, build.build_td2, build.build_mrv))
    key = {build.build_td3: "personal_number", build.build_td1: "optional_1"}.get(kind, "optional")
    return rng.choice(kind(**values, **{key: optional}))


def draw_ink(text: str, glyphs: Glyphs, rng: random.Random) -> Grey:
    """Ink coverage (64, n * pitch) of a line; pitch, stroke and unevenness vary."""
    pitch = rng.randint(38, 47)
    canvas = np.zeros((Glyphs.CELL_H, pitch * len(text) + 2 * Glyphs.CELL_W), np.float32)
    jitter = rng.random() < 0.3
    for i, char in enumerate(text):
        x = Glyphs.CELL_W + i * pitch + (pitch - Glyphs.CELL_W) // 2
        dx, dy = (rng.randint(-2, 2), rng.randint(-2, 2)) if jitter else (0, 0)
        cell = np.roll(glyphs.cells[char], dy, axis=0)
        region = canvas[:, x + dx : x + dx + Glyphs.CELL_W]
        np.maximum(region, cell, out=region)
    stroke = rng.random()
    if stroke < 0.2:
        canvas = cv2.dilate(canvas, np.ones((3, 3), np.uint8))
    elif stroke < 0.35:
        canvas = cv2.erode(canvas, np.ones((2, 2), np.uint8))
    return canvas


def place(ink: Grey, text: str, glyphs: Glyphs, rng: random.Random) -> Grey:
    """The line on a taller canvas, with its neighbour lines where the zone has them."""
    gap = rng.randint(56, 92)
    sheet = np.zeros((3 * gap + 64, ink.shape[1]), np.float32)
    sheet[gap : gap + 64] = ink
    for offset in (0, 2 * gap):
        if rng.random() < 0.6:
            other = draw_ink(random_text(rng)[: len(text)].ljust(len(text), "<"), glyphs, rng)
            width = min(other.shape[1], ink.shape[1])
            region = sheet[offset : offset + 64, :width]
            np.maximum(region, other[:, :width], out=region)
    middle = gap + 12 + Glyphs.CAP / 2  # the centre of the capitals
    half = Glyphs.CAP * rng.uniform(0.54, 1.02)
    shift = Glyphs.CAP * rng.uniform(-0.12, 0.12)
    left = Glyphs.CELL_W + rng.uniform(-60, 8)
    right = ink.shape[1] - Glyphs.CELL_W + rng.uniform(-8, 60)
    if rng.random() < 0.15:  # the line found is longer than the text
        right += rng.uniform(40, 200)
    tilt = rng.gauss(0, 0.12) * Glyphs.CAP
    bend = rng.gauss(0, 0.05) * Glyphs.CAP
    top, bottom = middle - half + shift, middle + half + shift
    corners = np.array(
        [
            [left, top - tilt],
            [right, top + tilt + bend],
            [right, bottom + tilt - bend],
            [left, bottom - tilt],
        ],
        np.float32,
    )
    corners[:, 0] += [rng.gauss(0, 6) for _ in range(4)]
    # Rendered at the resolution the picture will have: letters of 4 to 32 px.
    cap = min(32.0, max(4.5, rng.lognormvariate(2.35, 0.5)))
    scale = cap / Glyphs.CAP
    size = (max(40, round((right - left) * scale)), max(6, round(2 * half * scale)))
    blurred = cv2.GaussianBlur(sheet, (0, 0), max(0.3, 0.45 / scale)) if scale < 0.8 else sheet
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(blurred, matrix, size, flags=cv2.INTER_LINEAR), np.float32)


def background(shape: tuple[int, int], rng: random.Random, noise: np.random.Generator) -> Grey:
    """Paper: a tone, a gradient, and often the waves of a guilloche or blotches."""
    height, width = shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    paper = np.full(shape, rng.uniform(0.55, 1.0), np.float32)
    paper += rng.gauss(0, 0.08) * xs / width + rng.gauss(0, 0.05) * ys / height
    if rng.random() < 0.55:
        for _ in range(rng.randint(1, 3)):
            angle, period = rng.uniform(0, np.pi), rng.uniform(0.15, 1.5) * height
            phase = (xs * np.cos(angle) + ys * np.sin(angle)) / period
            phase += rng.uniform(0, 1.0) * np.sin(xs / rng.uniform(0.4, 4) / height + rng.uniform(0, 6))
            wave = np.sin(2 * np.pi * phase)
            if rng.random() < 0.5:
                wave = (wave > 0.7).astype(np.float32)
            paper += rng.uniform(0.02, 0.14) * wave.astype(np.float32)
    if rng.random() < 0.3:
        blotch = noise.normal(0, 1, (3, max(3, width // 24))).astype(np.float32)
        paper += rng.uniform(0.02, 0.12) * cv2.resize(blotch, (width, height), interpolation=cv2.INTER_CUBIC)
    return paper


def degrade(picture: Grey, rng: random.Random, noise: np.random.Generator) -> Grey:
    """Blur, noise and JPEG at picture resolution, then the cut resized to the network's input."""
    height = picture.shape[0]
    if rng.random() < 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.035 * height + 0.35))
    if rng.random() < 0.12:
        kernel = np.zeros((5, 5), np.float32)
        cv2.line(kernel, (0, rng.randint(0, 4)), (4, rng.randint(0, 4)), 1.0)
        picture = cv2.filter2D(picture, -1, kernel / max(1.0, float(kernel.sum())))
    if rng.random() < 0.6:
        picture = picture + noise.normal(0, rng.uniform(0.005, 0.04), picture.shape).astype(np.float32)
    picture = np.clip(picture, 0, 1)
    eight = (picture * 255).astype(np.uint8)
    if rng.random() < 0.7:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randint(22, 92)]
        eight = cv2.imdecode(cv2.imencode(".jpg", eight, quality)[1], cv2.IMREAD_GRAYSCALE)
    if rng.random() < 0.2:
        amount = rng.uniform(0.3, 1.2)
        soft = cv2.GaussianBlur(eight, (0, 0), 1.0)
        eight = cv2.addWeighted(eight, 1 + amount, soft, -amount, 0)
    how = rng.choice((cv2.INTER_CUBIC, cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_AREA))
    return np.asarray(cv2.resize(eight, (WIDTH, HEIGHT), interpolation=how))


def sample(fonts: list[Glyphs], extra: list[Glyphs], rng: random.Random, noise: np.random.Generator) -> Any:
    """One (32, 640) uint8 picture and its text."""
    text = random_text(rng)
    glyphs = rng.choice(extra) if extra and rng.random() < EXTRA_SHARE else rng.choice(fonts)
    ink = place(draw_ink(text, glyphs, rng), text, glyphs, rng)
    paper = background((int(ink.shape[0]), int(ink.shape[1])), rng, noise)
    dark = rng.uniform(0.0, 0.35)
    strength = rng.uniform(0.75, 1.0)
    picture = paper * (1 - ink * strength) + ink * strength * dark
    if rng.random() < 0.3:
        low = rng.uniform(0.0, 0.4)
        picture = low + picture * rng.uniform(0.25, 1 - low)
    return degrade(picture, rng, noise), text


def normalise(batch: torch.Tensor) -> torch.Tensor:
    """Grey levels to zero mean and unit deviation per picture; part of the exported graph."""
    mean = batch.mean(dim=(2, 3), keepdim=True)
    centred = batch - mean
    deviation = centred.pow(2).mean(dim=(2, 3), keepdim=True).sqrt()
    return centred / (deviation + 1.0)


class LineNet(nn.Module):
    """(N, 1, 32, 640) grey levels 0-255 to (N, 160, 38) log-probabilities; class 0 is the CTC blank."""

    def __init__(self) -> None:
        super().__init__()

        def conv(i: int, o: int, stride: tuple[int, int]) -> nn.Sequential:
            return nn.Sequential(nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(True))

        def line(i: int, o: int, dilation: int) -> nn.Sequential:
            body = nn.Conv1d(i, o, 5, padding=2 * dilation, dilation=dilation, bias=False)
            return nn.Sequential(body, nn.BatchNorm1d(o), nn.ReLU(True))

        self.look = nn.Sequential(
            conv(1, 16, (1, 2)), conv(16, 24, (2, 1)), conv(24, 32, (2, 1)),
            conv(32, 48, (2, 2)), conv(48, 64, (2, 1)), conv(64, 64, (1, 1)),
        )  # fmt: skip
        self.along = nn.Sequential(line(128, 128, 1), line(128, 96, 2), nn.Dropout(0.05))
        self.classes = nn.Conv1d(96, len(CHARACTERS) + 1, 1)

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """See the class."""
        seen = self.look(normalise(batch))
        flat = seen.reshape(seen.shape[0], 128, 160)
        return self.classes(self.along(flat)).permute(0, 2, 1).log_softmax(-1)


class Stream(torch.utils.data.IterableDataset):  # type: ignore[type-arg]
    """Endless samples, each worker with its own seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __iter__(self) -> Any:
        """Yield (picture, text) for ever."""
        info = torch.utils.data.get_worker_info()
        seed = self.seed * 1000 + (info.id if info else 0)
        cv2.setNumThreads(1)
        rng, noise = random.Random(seed), np.random.default_rng(seed)
        fonts = [Glyphs(FONTS / name) for name in FONT_FILES]
        extra = [Glyphs(Path(p)) for p in EXTRA_FONTS if Path(p).exists()]
        while True:
            yield sample(fonts, extra, rng, noise)


def collate(items: list[Any]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[str]]:
    """Pictures, joined labels, label lengths, texts."""
    pictures = torch.from_numpy(np.stack([p for p, _ in items])).float()[:, None]
    labels = torch.tensor([CHARACTERS.index(c) + 1 for _, t in items for c in t])
    return pictures, labels, torch.tensor([len(t) for _, t in items]), [t for _, t in items]


def decode(scores: torch.Tensor) -> list[str]:
    """Best path, repeats and blanks removed."""
    out = []
    for row in scores.argmax(-1).tolist():
        kept = [c for i, c in enumerate(row) if c and (i == 0 or row[i - 1] != c)]
        out.append("".join(CHARACTERS[c - 1] for c in kept))
    return out


def export(net: LineNet, out: Path) -> None:
    """Write the network as ONNX, batch size free."""
    net.eval()
    example = torch.zeros(1, 1, HEIGHT, WIDTH)
    torch.onnx.export(
        net, (example,), str(out), input_names=["lines"], output_names=["scores"], opset_version=17,
        dynamic_axes={"lines": {0: "n"}, "scores": {0: "n"}}, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Train for the given minutes, report on held-out rendered lines, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--out", type=Path, default=Path("docparse/weights/mrz-line.onnx"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    net, ctc = LineNet(), nn.CTCLoss(zero_infinity=True)
    held = Stream(args.seed + 1)
    iterator = iter(held)
    test = collate([next(iterator) for _ in range(400)])
    loader = torch.utils.data.DataLoader(Stream(args.seed), args.batch, collate_fn=collate, num_workers=0)
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=1e-4)
    start, seen, running = time.time(), 0, 0.0
    for step, (pictures, labels, lengths, _) in enumerate(loader):
        share = (time.time() - start) / (args.minutes * 60)
        if share >= 1:
            break
        warm = min(1.0, (step + 1) / 100)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * warm * max(0.01, 0.5 * (1 + np.cos(np.pi * share)))
        net.train()
        scores = net(pictures).permute(1, 0, 2)
        loss = ctc(scores, labels, torch.full((len(lengths),), 160), lengths)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        seen += len(lengths)
        running = loss.item() if step == 0 else 0.98 * running + 0.02 * loss.item()
        if step % 200 == 199:
            net.eval()
            with torch.no_grad():
                read = decode(net(test[0]))
            exact = sum(a == b for a, b in zip(read, test[3], strict=True)) / len(read)
            minutes = (time.time() - start) / 60
            print(
                f"{minutes:5.1f} min  {seen:7d} lines  loss {running:.3f}  held-out lines exact {exact:.3f}",
                flush=True,
            )
            export(net, args.out)
    export(net, args.out)
    print(f"{seen} lines seen, {args.out} {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
