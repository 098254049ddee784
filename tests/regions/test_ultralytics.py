"""Our decoding beside ultralytics' own, on one network of random weights; only where torch is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from docparse.errors import EngineError, UsageError
from docparse.regions import segmenter
from docparse.regions.letterbox import fit
from docparse.regions.registry import ModelInfo
from docparse.regions.ultralytics import UltralyticsSegmenter

CONFIGS = {"detect": "yolo26n.yaml", "segment": "yolo26n-seg.yaml", "semantic": "yolo26n-sem.yaml"}
SIZE = 160
THRESHOLD = 0.2


def page(width: int, height: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    made = cv2.resize(rng.integers(0, 256, (7, 9, 3), dtype=np.uint8), (width, height))
    for _ in range(12):
        x0, y0, x1, y1 = rng.integers(0, [width, height, width, height]).tolist()
        cv2.rectangle(made, (x0, y0), (x1, y1), rng.integers(0, 256, 3).tolist(), int(rng.integers(1, 6)))
    return made


PAGES = [page(200, 140, 0), page(150, 220, 1), page(160, 160, 2), page(61, 43, 3)]


@pytest.fixture(scope="module", params=list(CONFIGS))
def network(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, Path]:
    """Task, checkpoint and ONNX file of a network of random weights that finds a great deal."""
    torch = pytest.importorskip("torch")
    ultralytics = pytest.importorskip("ultralytics")
    folder = tmp_path_factory.mktemp(request.param)
    torch.set_num_threads(1)  # small networks: more threads only wait for one another
    torch.manual_seed(5)
    model = ultralytics.YOLO(CONFIGS[request.param], task=request.param)
    net = model.model
    with torch.no_grad():
        pages = torch.stack([torch.from_numpy(cv2.resize(p, (SIZE, SIZE))) for p in PAGES])
        net.train()
        for _ in range(2):  # statistics of normalisation, so that outputs vary
            net(pages.permute(0, 3, 1, 2).float() / 255)
        net.eval()
        _enliven(net, pages.permute(0, 3, 1, 2).float() / 255, request.param)
    checkpoint, exported = folder / "random.pt", folder / "random.onnx"
    torch.save({"model": net, "train_args": {"task": request.param, "imgsz": SIZE}}, checkpoint)
    _write_onnx(torch, ultralytics.YOLO(str(checkpoint)).model, exported, request.param)
    return request.param, checkpoint, exported


def _enliven(net: Any, pages: Any, task: str) -> None:
    """Spread the network's answers over classes and scores."""
    head = net.model[-1]
    if task == "semantic":
        logits = net(pages)
        mean, spread = logits.mean((0, 2, 3)), logits.std((0, 2, 3)) + 1e-9
        last = head.classifier[-1]
        last.weight.mul_((2 / spread)[:, None, None, None])
        last.bias.sub_(mean).mul_(2 / spread)
        return
    for branch in (*head.cv3, *head.one2one_cv3):
        branch[-1].weight.mul_(30)
        branch[-1].bias.fill_(-1.5)


def _write_onnx(torch: Any, net: Any, path: Path, task: str) -> None:
    net = net.float().eval()
    head = net.model[-1]
    axes: dict[str, dict[int, str]] = {"images": {0: "batch", 2: "height", 3: "width"}}
    if task == "semantic":
        outputs = ["output0"]
    else:
        head.export, head.format, head.dynamic, net.end2end = True, "onnx", True, False
        outputs = ["output0", "output1"][: 1 + (task == "segment")]
    with pytest.warns():  # of the older exporter, and of branches in the network's code
        torch.onnx.export(
            net, torch.zeros(1, 3, 96, 64), str(path), input_names=["images"], output_names=outputs,
            dynamic_axes=axes | {name: {0: "batch"} for name in outputs}, opset_version=17, dynamo=False,
        )  # fmt: skip
    onnx = pytest.importorskip("onnx")
    graph = onnx.load(str(path))
    for key, value in {
        "task": task,
        "names": str(net.names),
        "imgsz": f"[{SIZE}, {SIZE}]",
        "stride": "32",
    }.items():
        graph.metadata_props.add(key=key, value=value)
    onnx.save(graph, str(path))


def _reference(checkpoint: Path, shown: np.ndarray) -> Any:
    from ultralytics import YOLO

    options = {"imgsz": SIZE, "conf": THRESHOLD, "iou": 0.7, "rect": True, "verbose": False}
    return YOLO(str(checkpoint)).predict(np.ascontiguousarray(shown[..., ::-1]), **options)[0]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_as_ultralytics_itself(network: tuple[str, Path, Path], number: int):
    task, checkpoint, exported = network
    shown = PAGES[number]
    theirs = _reference(checkpoint, shown)
    model = segmenter(exported)
    if task == "semantic":
        labels = theirs.semantic_mask.data.cpu().numpy()
        assert np.mean(labels == model.map(shown).labels) > 0.98
        return
    ours = model.find(shown, threshold=THRESHOLD)
    boxes, scores = theirs.boxes.xyxy.cpu().numpy(), theirs.boxes.conf.cpu().numpy()
    kept = (boxes[:, 2:] > boxes[:, :2]).all(axis=1)  # we leave out what lies in the padding alone
    boxes, scores = boxes[kept], scores[kept]
    assert abs(len(ours) - len(boxes)) <= 2
    apart = np.abs(ours.boxes[:, None] - boxes).max(axis=2)
    nearest = apart.argmin(axis=1)
    assert np.quantile(apart.min(axis=1), 0.98) < 0.01
    assert np.quantile(np.abs(ours.scores - scores[nearest]), 0.98) < 1e-3
    if task == "segment":
        masks = theirs.masks.data.cpu().numpy()[kept]
        agreement = [_agreement(ours.polygons[n], masks[nearest[n]], shown) for n in range(len(ours))]
        assert np.quantile(agreement, 0.05) > 0.97


def _agreement(polygon: np.ndarray, mask: np.ndarray, shown: np.ndarray) -> float:
    """Intersection over union of our outline and the largest piece of ultralytics' mask, on the canvas."""
    box = fit((shown.shape[1], shown.shape[0]), (SIZE, SIZE), stride=32)
    left, top = box.offset
    inside = np.zeros(mask.shape, np.uint8)
    inside[top : top + box.content[1], left : left + box.content[0]] = 1
    pieces, _ = cv2.findContours(
        (mask > 0).astype(np.uint8) & inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    if not pieces:
        return 1.0
    largest = max(pieces, key=cv2.contourArea)
    theirs = cv2.drawContours(np.zeros(mask.shape, np.uint8), [largest], -1, 1, -1)
    on_canvas = polygon.astype(float) * box.gain + box.offset
    drawn = np.zeros((mask.shape[0] * 4, mask.shape[1] * 4), np.uint8)
    cv2.fillPoly(drawn, [np.rint((on_canvas * 4 - 0.5) * 256).astype(np.int32)], 16, shift=8)
    ours = cv2.resize(drawn, mask.shape[::-1], interpolation=cv2.INTER_AREA) > 8
    return float((ours & (theirs > 0)).sum() / (ours | (theirs > 0)).sum())


def test_checkpoints_are_run_as_they_are(network: tuple[str, Path, Path]):
    task, checkpoint, exported = network
    own, model = segmenter(checkpoint), segmenter(exported)
    assert isinstance(own, UltralyticsSegmenter)
    assert (own.task, own.classes) == (model.task, model.classes)
    assert own.version.startswith("random@")
    if task == "semantic":
        assert np.mean(own.map(PAGES[0]).labels == model.map(PAGES[0]).labels) > 0.98
        with pytest.raises(UsageError) as error:
            own.find(PAGES[0])
    else:
        ours, theirs = (m.find(PAGES[0], threshold=THRESHOLD) for m in (own, model))
        assert abs(len(ours) - len(theirs)) <= 2
        assert np.abs(np.sort(ours.scores)[-20:] - np.sort(theirs.scores)[-20:]).max() < 1e-3
        assert ours.scores.tolist() == sorted(ours.scores.tolist(), reverse=True)
        with pytest.raises(UsageError) as error:
            own.map(PAGES[0])
    assert error.value.code == "usage.task"
    with pytest.raises(UsageError):
        (own.map if task == "semantic" else own.find)(np.zeros((4, 4)))


def test_without_ultralytics_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "ultralytics", None)
    path = tmp_path / "own.pt"
    path.write_bytes(b"weights")
    with pytest.raises(EngineError) as error:
        segmenter(path).find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "engine.missing"
    assert "docparse[train]" in error.value.message


def test_a_damaged_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class Ultralytics:
        @staticmethod
        def YOLO(_path: str) -> object:  # noqa: N802 - ultralytics' own name
            raise ValueError("no checkpoint")

    monkeypatch.setitem(__import__("sys").modules, "ultralytics", Ultralytics)
    path = tmp_path / "own.pt"
    path.write_bytes(b"weights")
    with pytest.raises(EngineError) as error:
        segmenter(path).find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "engine.failed"
    registered = UltralyticsSegmenter(ModelInfo("own", path, sha256="0" * 64))
    with pytest.raises(EngineError) as error:
        registered.find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "regions.weights_damaged"
