"""What every text engine must do, run for each engine that is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from docparse.text import TextReader, reader_names

pytestmark = pytest.mark.ocr

LINES = ["DRIVER LICENSE", "4d 99 541 537", "EXPIRES 08/31/1977"]


@pytest.fixture(params=reader_names())
def reader(request: pytest.FixtureRequest, start_reader: Callable[[str], TextReader]) -> TextReader:
    return start_reader(request.param)


@pytest.fixture
def page(draw_text: Callable[..., Any]) -> Any:
    return draw_text(LINES)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_it_follows_the_protocol(reader: TextReader) -> None:
    assert isinstance(reader, TextReader)
    assert reader.name in reader_names()
    assert reader.version.startswith(f"{reader.name}@")
    assert "PP-OCRv6-small" in reader.version


def test_it_reads_what_is_drawn(reader: TextReader, page: Any, no_network: None) -> None:
    found = squeezed("".join(line.text for line in reader.read(page)))
    assert all(squeezed(word) in found for line in LINES for word in line.split())


def test_carriers_are_well_formed(reader: TextReader, page: Any) -> None:
    lines = reader.read(page)
    assert lines
    height, width = page.shape[:2]
    for line in lines:
        for part in (line, *line.words):
            assert isinstance(part.text, str)
            assert part.text.strip()
            assert part.polygon_px.shape == (4, 2)
            assert part.polygon_px.dtype == np.float64
            assert 0.0 <= part.confidence <= 1.0
            assert (part.polygon_px >= -2).all()
            assert (part.polygon_px <= [width + 2, height + 2]).all()


def test_lines_stand_where_they_were_drawn(reader: TextReader, page: Any) -> None:
    ink = cv2.boundingRect((page[..., 0] < 128).astype(np.uint8))
    left, top, wide, high = ink
    boxes = [line.box for line in reader.read(page)]
    assert abs(min(box[0] for box in boxes) - left) < 25
    assert abs(min(box[1] for box in boxes) - top) < 25
    assert abs(max(box[2] for box in boxes) - (left + wide)) < 25
    assert abs(max(box[3] for box in boxes) - (top + high)) < 25


def test_words_make_up_their_line_in_order(reader: TextReader, page: Any) -> None:
    lines = [line for line in reader.read(page) if line.words]
    assert lines
    for line in lines:
        assert squeezed("".join(word.text for word in line.words)) == squeezed(line.text)
        middles = [word.polygon_px[:, 0].mean() for word in line.words]
        assert middles == sorted(middles)
        left, top, right, bottom = line.box
        for word in line.words:
            x, y = word.polygon_px.mean(axis=0)
            assert left <= x <= right
            assert top <= y <= bottom


def test_the_first_edge_runs_along_the_writing(reader: TextReader, draw_text: Callable[..., Any]) -> None:
    page = draw_text(["DOCUMENT 2024"], width=420)
    turned = cv2.rotate(page, cv2.ROTATE_90_CLOCKWISE)
    for picture, direction in ((page, (1.0, 0.0)), (turned, (0.0, 1.0))):
        longest = max(reader.read(picture), key=lambda line: len(line.text))
        assert "DOCUMENT" in longest.text
        edge = longest.polygon_px[1] - longest.polygon_px[0]
        assert np.dot(edge / np.linalg.norm(edge), direction) > 0.95


def test_colour_order_is_rgb(reader: TextReader, draw_text: Callable[..., Any]) -> None:
    """Blue on black has next to no luminance; an engine that is fed BGR for RGB still must see both ways."""
    page = draw_text(["COLOUR 42"], width=420)
    coloured = np.where(page < 128, np.uint8([200, 30, 30]), np.uint8([255, 255, 200])).astype(np.uint8)
    assert "42" in "".join(line.text for line in reader.read(coloured))


def test_the_picture_is_not_changed(reader: TextReader, page: Any) -> None:
    before = page.copy()
    page.setflags(write=False)
    try:
        reader.read(page)
    finally:
        page.setflags(write=True)
    assert (page == before).all()


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (400, 3), (64, 64)])
def test_pictures_without_text_give_no_lines(reader: TextReader, shape: tuple[int, int]) -> None:
    assert reader.read(np.full((*shape, 3), 255, np.uint8)) == []


def test_crops_are_read_in_order(reader: TextReader, draw_text: Callable[..., Any], no_network: None) -> None:
    crops = [draw_text([text], width=700)[20:90] for text in LINES]
    read = reader.recognise(crops)
    assert [squeezed(text) for text, _ in read] == [squeezed(text) for text in LINES]
    assert all(0.5 < confidence <= 1.0 for _, confidence in read)


def test_no_crops_need_no_engine(reader: TextReader) -> None:
    assert reader.recognise([]) == []


def test_threads_may_share_a_reader(reader: TextReader, page: Any) -> None:
    alone = [line.text for line in reader.read(page)]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(reader.read, [page] * 4))
    assert all([line.text for line in lines] == alone for lines in together)


def models_folder() -> Path:
    spec = find_spec("rapidocr")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "models"


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(folder.rglob("*"))}


SCRIPT = """
import sys, numpy as np
from docparse.text import get_reader
reader = get_reader(sys.argv[1], threads=1)
reader.read(np.full((64, 64, 3), 255, np.uint8))
reader.recognise([np.full((48, 96, 3), 255, np.uint8)])
"""


def test_a_fresh_process_is_quiet_and_leaves_nothing_behind(
    reader: TextReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word on either stream, no change to the wheel's weights, no usage records in the user's home."""
    for name in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = state(models_folder())
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, reader.name], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert state(models_folder()) == before
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.parts[:2] == (".cache", "docparse") for path in files)
