"""The sets on disk: YOLO's folders and lines, truth beside them, the same for any number of workers."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from docparse.errors import UsageError
from docparse.training.synth.id.carriers import DOCUMENT_KINDS, FIELD_CLASSES
from docparse.training.synth.id.dataset import write_id_dataset


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "data.yaml")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_fields_set_is_complete_and_its_boxes_are_the_truths(tmp_path: Path) -> None:
    write_id_dataset(tmp_path, 6, seed=3, task="fields", validation=0.34)
    assert len(list((tmp_path / "images" / "train").iterdir())) == 4
    assert len(list((tmp_path / "images" / "val").iterdir())) == 2
    description = (tmp_path / "data.yaml").read_text()
    assert "train: images/train" in description
    assert f"  12: {FIELD_CLASSES[12]}" in description
    for label_file in tmp_path.glob("labels/*/*.txt"):
        part, stem = label_file.parent.name, label_file.stem
        image = cv2.imread(str(tmp_path / "images" / part / f"{stem}.jpg"))
        truth = json.loads((tmp_path / "truth" / part / f"{stem}.json").read_text())
        height, width = image.shape[:2]
        rows = [list(map(float, line.split())) for line in label_file.read_text().splitlines()]
        assert rows
        assert len(rows) <= len(truth["regions"])
        wanted = [
            (FIELD_CLASSES.index(r["label"]), np.clip(np.array(r["polygon_px"]), 0, (width, height)))
            for r in truth["regions"]
        ]
        for kind, x, y, w, h in rows:
            box = np.array([x - w / 2, y - h / 2, x + w / 2, y + h / 2]) * [width, height, width, height]
            assert any(
                k == kind and np.allclose(box, [*p.min(axis=0), *p.max(axis=0)], atol=0.1) for k, p in wanted
            )


def test_card_set_outlines_documents(tmp_path: Path) -> None:
    write_id_dataset(tmp_path, 3, seed=3, task="card")
    assert f"  2: {DOCUMENT_KINDS[2]}" in (tmp_path / "data.yaml").read_text()
    lines = [
        line.split() for path in tmp_path.glob("labels/*/*.txt") for line in path.read_text().splitlines()
    ]
    assert lines
    for kind, *numbers in lines:
        assert int(kind) in range(len(DOCUMENT_KINDS))
        assert len(numbers) >= 6
        assert len(numbers) % 2 == 0
        assert all(0 <= float(number) <= 1 for number in numbers)


def test_workers_do_not_change_the_set(tmp_path: Path) -> None:
    write_id_dataset(tmp_path / "one", 17, seed=9, task="fields", jobs=1)
    write_id_dataset(tmp_path / "two", 17, seed=9, task="fields", jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(("count", "task", "jobs"), [(0, "fields", 1), (2, "fields", 0), (2, "faces", 1)])
def test_wrong_requests_are_refused(tmp_path: Path, count: int, task: str, jobs: int) -> None:
    with pytest.raises(UsageError):
        write_id_dataset(tmp_path, count, 1, task, jobs)
    assert not any(tmp_path.iterdir())
