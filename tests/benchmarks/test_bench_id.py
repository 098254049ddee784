from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bench_ablation import failures, row, travel_truth
from bench_id_fields import CLASSES, average_precision, class_figures, drawn_boxes, read_pages, verdicts
from scoring import docparse_command, parsed

BOX = np.array([[0, 0, 100, 20]], float)
PRINTED = """26 files in 52 s, exit 0
  document_number     26/26
  family_name         20/26
  field found at its place (IoU >= 0.5 with the drawn box): name 20/25, sex 5/25, birth 0/0
  jurisdiction        26/26
  five keys all right 25/26
  wrong: | a.jpg | sex
us_fronts: 0.912 (bar 0.0)
"""


def test_average_precision_by_hand() -> None:
    # right, false, right of three asked: precision 1 at recall 1/3, 2/3 at 2/3.
    assert average_precision(np.array([1, 0, 1]), 3) == pytest.approx((1 + 2 / 3) / 3)
    # A later, better precision lifts what stands before it.
    assert average_precision(np.array([0, 1, 1]), 2) == pytest.approx(2 / 3)
    assert average_precision(np.array([1, -1]), 1) == 1
    assert average_precision(np.array([], int), 3) == 0


def test_a_second_find_on_a_box_is_false_or_passed_over() -> None:
    finds = np.array([[0, 0, 100, 20], [0, 0, 95, 20]], float)
    scores = np.array([0.4, 0.9])
    assert verdicts([(finds, scores, BOX)], lax=False)[1].tolist() == [1, 0]
    assert verdicts([(finds, scores, BOX)], lax=True)[1].tolist() == [1, -1]


def test_a_value_without_its_label_is_right_by_the_lax_rule_alone() -> None:
    value = np.array([[60, 2, 98, 18]], float)
    for lax, want in ((False, [0]), (True, [1])):
        assert verdicts([(value, np.ones(1), BOX)], lax=lax)[1].tolist() == want
    beside = np.array([[60, 30, 98, 40]], float)
    assert verdicts([(beside, np.ones(1), BOX)], lax=True)[1].tolist() == [0]


def test_finds_of_several_pages_are_ordered_by_score() -> None:
    near, far = BOX, BOX + 500
    scores, right, asked = verdicts([(far, np.array([0.7]), BOX), (near, np.array([0.9]), BOX)], lax=False)
    assert (scores.tolist(), right.tolist(), asked) == ([0.9, 0.7], [1, 0], 2)


def test_yolo_boxes_are_read_in_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1 0.5 0.5 0.2 0.1\n4 0.1 0.1 0.2 0.2\n")
    boxes = drawn_boxes(path, 200, 100)
    assert boxes["document_number"].tolist() == [[80, 45, 120, 55]]
    assert boxes["address"].tolist() == [[0, 0, 40, 20]]
    assert len(boxes["name"]) == 0


class Finder:
    """Finds the whole picture as a name."""

    def __init__(self, pixels: Any) -> None:
        self.box = np.array([[0, 0, pixels.shape[1], pixels.shape[0]]], np.float32)

    def of(self, name: str) -> Any:
        self.boxes = self.box if name == "name" else self.box[:0]
        self.scores = np.full(len(self.boxes), 0.5, np.float32)
        return type("Part", (), {"boxes": self.boxes, "scores": self.scores})


def test_fronts_are_cut_together_with_their_boxes(tmp_path: Path) -> None:
    import cv2
    from scenes.placing import cards

    for card in cards(tmp_path):
        card.path.parent.mkdir(parents=True, exist_ok=True)
        if card.name == "kentucky.jpg":
            (card.path.parent / "boxes").mkdir()
            left, top, right, bottom = card.margins
            high, wide = 300 + top + bottom, 500 + left + right
            cv2.imwrite(str(card.path), np.zeros((high, wide, 3), np.uint8))
            middle = ((left + 250) / wide, (top + 150) / high, 500 / wide, 300 / high)
            label = card.path.parent / "boxes" / "kentucky.txt"
            label.write_text("0 " + " ".join(str(v) for v in middle))
    whole, cut = (read_pages(Finder, tmp_path, cut=cut)[0] for cut in (False, True))
    assert np.allclose(cut.drawn["name"], [[0, 0, 500, 300]], atol=0.01)
    assert cut.pixels.shape == (300, 500, 3)
    assert class_figures([cut], "name", 0.25)["strict_ap50"] == 1
    assert class_figures([whole], "name", 0.6)["strict_recall"] == 0
    assert len(CLASSES) == len(whole.drawn)


def test_the_scoring_scripts_output_becomes_figures() -> None:
    read = parsed("us_fronts", PRINTED)
    assert (read.figure, read.seconds) == (0.912, 2)
    assert read.counts["family_name"] == (20, 26)
    assert read.counts["five keys all right"] == (25, 26)
    assert read.place_rate == pytest.approx(25 / 50)
    with pytest.raises(ValueError, match="no figure"):
        parsed("mrz", PRINTED)


def test_options_go_behind_what_the_script_gives() -> None:
    import shlex
    import subprocess

    command = shlex.split(docparse_command(["--no-such-option"]))
    done = subprocess.run([*command, "extract", "none.jpg"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--no-such-option" in done.stderr


def test_only_documents_that_can_be_photographed_are_compared(tmp_path: Path) -> None:
    folder = tmp_path / "id" / "mrz_images"
    folder.mkdir(parents=True)
    rows = [{"image": "0_pass-lva.jpg", "mrz": []}, {"image": "53_id-d.jpg", "mrz": ["x"]}]
    (folder / "truth.json").write_text(json.dumps(rows))
    flat, shown = travel_truth(tmp_path, tmp_path, {"1.jpg": {"card": "53_id-d.jpg"}, "2.jpg": {"card": "b"}})
    assert json.loads(flat.read_text()) == rows[1:]
    assert json.loads(shown.read_text()) == [{"image": "1.jpg", "mrz": ["x"]}]


def table(**accuracies: float) -> list[dict[str, Any]]:
    out = []
    for key, accuracy in accuracies.items():
        form, label = key.split("_")
        out.append({"set": "us_fronts", "form": form, "regions": label, "accuracy": accuracy})
    return out


def test_what_regions_make_worse_is_named() -> None:
    assert failures(table(flat_with=0.98, flat_without=0.98, photographed_with=0.95)) == []
    assert len(failures(table(flat_with=0.97, flat_without=0.98, photographed_with=0.90))) == 2
    assert failures(table(photographed_with=0.5)) == []


def test_a_row_holds_what_is_printed() -> None:
    from bench_ablation import Set

    one = row(Set("us_fronts", "flat", Path(), Path()), "with", parsed("us_fronts", PRINTED))
    assert one["five_keys"] == pytest.approx(25 / 26)
    assert one["place_rate"] == pytest.approx(0.5)
