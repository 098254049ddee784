"""Trained, cut, resumed, exported, read back, fine-tuned and judged: each task on a few drawn blocks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytestmark = pytest.mark.filterwarnings("ignore")

from docparse.training import ultra  # noqa: E402

ultra.load("trainers")  # before anything imports ultralytics

from docparse.errors import EngineError, UsageError  # noqa: E402
from docparse.training.evaluate import evaluate  # noqa: E402
from docparse.training.export import TOLERANCE, export  # noqa: E402
from docparse.training.progress import Progress  # noqa: E402
from docparse.training.train import train  # noqa: E402
from docparse.training.weights import read_model  # noqa: E402

ARCHITECTURES = {
    "detect": "yolo26n.yaml",
    "segment": "yolo26n-seg.yaml",
    "semantic": "yolo26n-sem-p2.yaml",
}
SMALL: dict[str, Any] = {"epochs": 2, "imgsz": 96, "batch": 4, "workers": 0, "device": "cpu"}


@pytest.fixture(params=ARCHITECTURES)
def task(request: pytest.FixtureRequest) -> str:
    return request.param


def test_a_model_goes_all_the_way(blocks: Callable[..., Path], tmp_path: Path, task: str):
    data, told = blocks(task), []
    trained = train(data, ARCHITECTURES[task], tmp_path / "run", on_progress=told.append, **SMALL)
    assert [(one.epoch, one.epochs) for one in told] == [(1, 2), (2, 2)]
    assert all(isinstance(one, Progress) and one.losses for one in told)

    exported = export(trained.best, tmp_path / "x" / "model.onnx", description="blocks")
    assert exported.difference < TOLERANCE
    check_file(exported.path, task)
    check_same_weights(trained.best, exported.path)

    before, after = (evaluate(weights, data) for weights in (trained.best, exported.path))
    assert before == after
    assert before.pictures == 4
    assert json.loads(json.dumps(before.to_dict()))["task"] == task

    more = train(data, ARCHITECTURES[task], tmp_path / "more", start_from=exported.path, **SMALL)
    assert more.best.is_file()


def test_a_model_of_another_task_lends_the_layers_both_share(blocks: Callable[..., Path], tmp_path: Path):
    lender = train(blocks("detect"), "yolo26n.yaml", tmp_path / "lender", **SMALL)
    options = SMALL | {"epochs": 1, "settings": {"optimizer": "SGD", "lr0": 0.0}}
    taker = train(
        blocks("semantic"), "yolo26n-sem.yaml", tmp_path / "taker", start_from=lender.best, **options
    )
    given, got = (read_model(weights).state_dict() for weights in (lender.best, taker.last))
    shared = [
        name for name in given if name in got and name.startswith("model.0.") and name.endswith("conv.weight")
    ]
    assert shared
    assert all(torch.equal(given[name], got[name]) for name in shared)


def check_file(path: Path, task: str) -> None:
    model = onnx.load(path)
    told = {entry.key: entry.value for entry in model.metadata_props}
    assert (told["task"], told["imgsz"], told["stride"]) == (task, "[96, 96]", "32")
    assert told.get("cell") == ("4" if task == "semantic" else None)
    assert told["description"] == "blocks"
    assert list(eval(told["names"]).values())[-2:] == ["light", "dark"]
    session = pytest.importorskip("onnxruntime").InferenceSession(str(path))
    outputs = session.run(None, {"images": np.zeros((2, 3, 64, 128), np.float32)})
    shapes = {
        "detect": [(2, 6, 168)],
        "segment": [(2, 38, 168), (2, 32, 16, 32)],
        "semantic": [(2, 3, 16, 32)],
    }
    assert [output.shape for output in outputs] == shapes[task]


def check_same_weights(checkpoint: Path, exported: Path) -> None:
    wanted, given = read_model(checkpoint).state_dict(), read_model(exported).state_dict()
    assert list(wanted) == list(given)
    assert all(torch.equal(wanted[name], given[name]) for name in wanted if "num_batches" not in name)
    assert exported.stat().st_size < checkpoint.stat().st_size * 1.1


def test_exports_of_one_checkpoint_are_the_same_file(blocks: Callable[..., Path], tmp_path: Path):
    trained = train(blocks("detect"), "yolo26n.yaml", tmp_path / "run", **{**SMALL, "epochs": 1})
    digests = {export(trained.best, tmp_path / name).sha256 for name in ("a.onnx", "b.onnx")}
    assert len(digests) == 1


def test_a_cut_training_goes_on_where_it_was(blocks: Callable[..., Path], tmp_path: Path):
    data, out = blocks("detect"), tmp_path / "run"

    def cut(progress: Progress) -> None:
        if progress.epoch == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(data, "yolo26n.yaml", out, on_progress=cut, **{**SMALL, "epochs": 3})
    with pytest.raises(UsageError) as caught:
        train(data, "yolo26n.yaml", out, **SMALL)
    assert caught.value.code == "training.exists"
    told: list[Progress] = []
    train(data, "yolo26n.yaml", out, resume=True, device="cpu", workers=0, on_progress=told.append)
    assert [one.epoch for one in told] == [3]
    assert (out / "results.csv").read_text().count("\n") == 4
    with pytest.raises(UsageError) as caught:
        train(data, "yolo26n.yaml", out, resume=True)
    assert caught.value.code == "training.finished"


def test_blocks_are_learnt(blocks: Callable[..., Path], tmp_path: Path):
    data = blocks("semantic", count=16)
    trained = train(
        data,
        "yolo26n-sem-p2.yaml",
        tmp_path / "run",
        **{**SMALL, "epochs": 8},
        settings={"optimizer": "AdamW", "lr0": 0.004, "mosaic": 0.0, "warmup_epochs": 1.0},
    )
    report = evaluate(trained.last, data)
    assert [one.name for one in report.classes] == ["page", "light", "dark"]
    assert all(one.iou > 0.5 for one in report.classes)


def test_refusals(blocks: Callable[..., Path], tmp_path: Path):
    detect, semantic = blocks("detect"), blocks("semantic")
    (tmp_path / "broken.onnx").write_bytes(b"x")
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: train(detect, "id-fields", tmp_path / "a"), "convert.classes"),
        (lambda: train(detect, "nothing", tmp_path / "a"), "training.unknown_model"),
        (lambda: train(detect, "yolo26n-sem.yaml", tmp_path / "a"), "training.data_invalid"),
        (lambda: train(semantic, "plan", tmp_path / "a"), "training.classes"),
        (lambda: train(tmp_path, "card", tmp_path / "a"), "training.data_missing"),
        (lambda: train(detect, "card", tmp_path / "a", resume=True), "training.nothing_to_resume"),
        (
            lambda: train(detect, "yolo26n.yaml", tmp_path / "a", settings={"colour": 1}, **SMALL),
            "training.settings",
        ),
        (
            lambda: train(detect, "yolo26n.yaml", tmp_path / "a", start_from=tmp_path / "no.pt"),
            "training.weights_missing",
        ),
        (lambda: evaluate(tmp_path / "no.pt", detect), "training.weights_missing"),
    ]
    for call, code in cases:
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == code
    with pytest.raises(EngineError) as failed:
        evaluate(tmp_path / "broken.onnx", detect)
    assert failed.value.code == "training.weights_unreadable"
