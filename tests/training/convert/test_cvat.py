"""CVAT's XML: boxes, turned ones, polygons, masks."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docparse.errors import UsageError
from docparse.training.convert.cvat import read

FILE = Path("annotations.xml")


@pytest.fixture
def images(picture: Callable[..., Path]) -> Path:
    return picture("a.png").parent


def document(shapes: str) -> ElementTree.Element:
    image = f'<image id="4" name="a.png" width="200" height="100">{shapes}</image>'
    return ElementTree.fromstring(f"<annotations><version>1.1</version>{image}</annotations>")


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<box label="wall" xtl="1" ytl="2" xbr="30.5" ybr="40"/>', (1, 2, 30.5, 40)),
        ('<box label="wall" xtl="10" ytl="20" xbr="30" ybr="24" rotation="90"/>', (18, 12, 22, 32)),
        ('<polygon label="wall" points="1.0,2;5,2;5,9"/>', (1, 2, 5, 9)),
        ('<mask label="wall" rle="5,2,2,2,1" left="10" top="20" width="4" height="3"/>', (11, 21, 12, 22)),
    ],
)
def test_shapes(images: Path, shape: str, box: tuple[float, ...]):
    (found,) = read(FILE, document(shape), images)
    assert (found.width, found.height, found.file) == (200, 100, images / "a.png")
    (thing,) = found.shapes
    assert thing.name == "wall"
    assert thing.box == pytest.approx(box)


def test_a_tag_of_the_whole_picture_is_no_shape(images: Path):
    assert read(FILE, document('<tag label="blurred"/>'), images)[0].shapes == ()


@pytest.mark.parametrize(
    ("shape", "word"),
    [
        ('<polyline label="wall" points="1,2;3,4"/>', "polyline"),
        ('<box label="wall" xtl="1" ytl="2" xbr="3"/>', "no number"),
        ('<polygon label="wall" points="1,2;3,4"/>', "three"),
        ('<mask label="wall" rle="5" left="1" top="1" width="4" height="3"/>', "fill"),
        ('<mask label="wall" rle="-1,13" left="1" top="1" width="4" height="3"/>', "fill"),
    ],
)
def test_a_shape_that_cannot_be_used_is_named_by_its_picture(images: Path, shape: str, word: str):
    with pytest.raises(UsageError, match=word) as caught:
        read(FILE, document(shape), images)
    assert caught.value.code == "convert.item"
    assert "annotations.xml, image 4" in caught.value.message


def test_a_video_is_refused(images: Path):
    root = ElementTree.fromstring("<annotations><track/></annotations>")
    with pytest.raises(UsageError, match="video"):
        read(FILE, root, images)
