"""``convert`` recognises what it is given."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.errors import UsageError
from docparse.training.convert import convert

COCO = {
    "images": [{"id": i, "file_name": f"{i}.png", "width": 200, "height": 100} for i in (0, 1)],
    "categories": [{"id": 1, "name": "front"}, {"id": 2, "name": "back"}],
    "annotations": [{"image_id": i, "category_id": i + 1, "bbox": [10, 10, 50, 50]} for i in (0, 1)],
}
STUDIO = [
    {
        "data": {"image": f"{i}.png"},
        "annotations": [
            {
                "result": [
                    {
                        "type": "rectanglelabels",
                        "original_width": 200,
                        "original_height": 100,
                        "value": {"x": 5, "y": 10, "width": 25, "height": 50, "rectanglelabels": [name]},
                    }
                ]
            }
        ],
    }
    for i, name in enumerate(("front", "back"))
]
CVAT = "<annotations>{}</annotations>".format(
    "".join(
        f'<image id="{i}" name="{i}.png" width="200" height="100">'
        f'<box label="{name}" xtl="10" ytl="10" xbr="60" ybr="60"/></image>'
        for i, name in enumerate(("front", "back"))
    )
)
EXPORTS = {"coco.json": json.dumps(COCO), "studio.json": json.dumps(STUDIO), "cvat.xml": CVAT}


@pytest.fixture
def export(picture: Callable[..., Path], tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        for number in (0, 1):
            picture(f"{number}.png")
        (tmp_path / name).write_text(EXPORTS[name])
        return tmp_path / name

    return write


@pytest.mark.parametrize("name", EXPORTS)
def test_every_tools_export_says_the_same(export: Callable[[str], Path], tmp_path: Path, name: str):
    found = convert(export(name), tmp_path / "set", "detect", classes=("back", "front", "passport_page"))
    assert found.names == ("back", "front", "passport_page")
    lines = sorted(file.read_text() for file in (tmp_path / "set" / "labels").rglob("*.txt"))
    assert lines == [f"{number} 0.175000 0.350000 0.250000 0.500000\n" for number in (0, 1)]


def test_the_share_held_back_is_the_callers(export: Callable[[str], Path], tmp_path: Path):
    data = json.loads(export("coco.json").read_text())
    data["images"] = [{**data["images"][0], "id": number} for number in range(10)]
    data["annotations"] = []
    (tmp_path / "ten.json").write_text(json.dumps(data))
    convert(tmp_path / "ten.json", tmp_path / "set", "detect", classes=("front",), share=0.5)
    assert len(list((tmp_path / "set/images/val").iterdir())) == 5


def test_without_a_model_the_classes_are_those_of_the_data(export: Callable[[str], Path], tmp_path: Path):
    assert convert(export("coco.json"), tmp_path / "set", "segment").names == ("back", "front")


def test_a_yolo_set_is_taken_as_it_is_or_put_in_order(export: Callable[[str], Path], tmp_path: Path):
    made = convert(export("coco.json"), tmp_path / "set", "detect", classes=("front", "back"))
    assert convert(made.root, tmp_path / "other", "detect", classes=("front", "back")) == made
    assert not (tmp_path / "other").exists()
    turned = convert(made.root, tmp_path / "other", "detect", classes=("back", "front"))
    assert turned.root == tmp_path / "other"
    for part in ("train", "val"):
        before, after = (
            [file.read_text() for file in (root / "labels" / part).iterdir()]
            for root in (made.root, turned.root)
        )
        assert [line[0] for line in before] == ["10"[int(line[0])] for line in after]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.json", "{", "convert.unreadable"),
        ("a.json", "{}", "convert.unknown_format"),
        ("a.json", "[1]", "convert.unknown_format"),
        ("a.json", '{"images": [1], "annotations": [2]}', "convert.unreadable"),
        ("a.xml", "<annotations>", "convert.unreadable"),
        ("a.xml", "<svg/>", "convert.unknown_format"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, text: str, code: str):
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError) as caught:
        convert(tmp_path / name, tmp_path / "set", "detect")
    assert caught.value.code == code
    assert name in caught.value.message


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError) as caught:
        convert(tmp_path / "none.json", tmp_path / "set", "detect")
    assert caught.value.code == "training.data_missing"
