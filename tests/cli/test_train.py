"""``train``, ``evaluate`` and ``export``: what they say, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docparse.cli.app import app
from docparse.errors import EngineError, UsageError
from docparse.training import evaluate as evaluation
from docparse.training import export as exporting
from docparse.training import train as training
from docparse.training.evaluate import ClassScore, Report
from docparse.training.progress import Progress

runner = CliRunner()
TRAIN = ["train", "--data", "set", "--model", "card", "--out", "run"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict:
    """Stands in for the training and keeps what it was asked."""
    kept: dict = {}

    def train(data, model, out, **options):
        kept.update(options, data=data, model=model, out=out)
        options["on_progress"](Progress(1, 2, {"box_loss": 0.5}, 0.25, 60.0))
        return training.Trained(Path("run/best.pt"), Path("run/last.pt"), {})

    monkeypatch.setattr(training, "train", train)
    return kept


def test_train_says_how_far_it_is_and_where_the_weights_lie(asked: dict):
    done = runner.invoke(app, [*TRAIN, "--from", "card", "--set", "lr0=0.001", "--set", "scale=[0.5, 2]"])
    assert done.exit_code == 0, done.output
    assert done.stdout == "run/best.pt\n"
    assert done.stderr == "epoch 1/2  box_loss 0.500  score 0.250  1 min left\n"
    assert (asked["data"], asked["model"], asked["start_from"]) == (Path("set"), "card", "card")
    assert asked["settings"] == {"lr0": 0.001, "scale": [0.5, 2]}


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (UsageError("training.exists", "there is one"), 2, "docparse: there is one [training.exists]\n"),
        (EngineError("engine.missing", "no torch"), 1, "docparse: no torch [engine.missing]\n"),
        (KeyboardInterrupt(), 130, "docparse: cut; go on with --resume\n"),
    ],
)
def test_train_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, text: str
):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(training, "train", fail)
    done = runner.invoke(app, TRAIN)
    assert (done.exit_code, done.stderr) == (status, text)


def test_a_setting_without_a_value_is_wrong_usage(asked: dict):
    assert runner.invoke(app, [*TRAIN, "--set", "lr0"]).exit_code == 2
    assert not asked


def test_evaluate_prints_a_table_or_json(monkeypatch: pytest.MonkeyPatch):
    score = ClassScore("front", truths=3, precision=0.5, recall=0.25, map50=0.75, map50_95=0.625)
    monkeypatch.setattr(evaluation, "evaluate", lambda *args, **options: Report("segment", 2, (score,)))
    table = runner.invoke(app, ["evaluate", "card", "--data", "set"]).stdout.splitlines()
    assert table[0].split() == ["class", "truths", "precision", "recall", "map50", "map50_95"]
    assert table[1].split() == ["front", "3", "0.500", "0.250", "0.750", "0.625"]
    assert table[2] == "mAP50-95 0.625 on 2 pictures"
    told = json.loads(runner.invoke(app, ["evaluate", "card", "--data", "set", "--json"]).stdout)
    assert (told["score"], told["classes"][0]["name"]) == (0.625, "front")


def test_a_semantic_report_is_of_iou():
    report = Report(
        "semantic", 1, tuple(ClassScore(name, 1, 1, 1, iou=iou) for name, iou in (("a", 0.5), ("b", 1.0)))
    )
    assert report.score == 0.75
    assert report.table().splitlines()[-1] == "mean IoU 0.750 on 1 pictures"


def test_export_tells_size_and_agreement(monkeypatch: pytest.MonkeyPatch):
    done = exporting.Exported(Path("card.onnx"), "ab" * 32, 5_300_000, 2e-7)
    monkeypatch.setattr(exporting, "export", lambda *args, **options: done)
    told = runner.invoke(app, ["export", "best.pt", "--out", "card.onnx"])
    assert told.stdout.startswith("card.onnx  5.3 MB  sha256 abababababababab  ")
    assert "2.0e-07" in told.stdout


@pytest.mark.parametrize("verb", ["train", "evaluate", "export"])
def test_help_shows_examples_on_lines_of_their_own(verb: str):
    lines = runner.invoke(app, [verb, "--help"]).stdout.splitlines()
    assert any(line.strip().startswith("docparse ") for line in lines)
    assert not any("\\b" in line for line in lines)
