from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from docparse.errors import EngineError, UsageError
from docparse.regions import segmenter
from docparse.regions.onnx import OnnxSegmenter
from docparse.regions.registry import ModelInfo

Writer = Callable[..., Path]
RED, GREEN, BLUE = np.eye(3, dtype=np.uint8) * 200


def quarters(width: int, height: int) -> np.ndarray:
    """Red top left, green top right, blue below."""
    page = np.empty((height, width, 3), np.uint8)
    page[: height // 2, : width // 2] = RED
    page[: height // 2, width // 2 :] = GREEN
    page[height // 2 :] = BLUE
    return page


def wrong_share(labels: np.ndarray, page: np.ndarray) -> float:
    return float((labels != page.argmax(axis=2)).mean())


@pytest.mark.parametrize("baked", [False, True])
@pytest.mark.parametrize("shape", [("b", 3, "h", "w"), (1, 3, 64, 64)])
@pytest.mark.parametrize("size", [(64, 64), (200, 120), (90, 301), (31, 17), (640, 480)])
def test_maps_have_the_pages_size_and_place(colour_model: Writer, baked: bool, shape: tuple, size: tuple):
    page = quarters(*size)
    found = segmenter(colour_model(baked=baked, shape=shape)).map(page)
    assert found.classes == ("r", "g", "b")
    assert found.labels.shape == page.shape[:2]
    assert found.labels.dtype == np.uint8
    assert wrong_share(found.labels, page) < 0.1
    assert found.confidence is None


@pytest.mark.parametrize("baked", [False, True])
def test_windows_agree_with_one_look(colour_model: Writer, baked: bool):
    page = quarters(500, 333)
    windows = segmenter(colour_model(baked=baked)).map(page, scale=1.0)
    whole = segmenter(colour_model(baked=baked, size=512, name="large")).map(page, scale=1.0)
    assert wrong_share(windows.labels, page) < 0.02
    assert np.mean(windows.labels != whole.labels) < 0.002


def test_pages_that_may_not_be_shrunk_are_seen_in_windows(colour_model: Writer):
    fine = quarters(640, 640)
    path = colour_model()
    seen: list[tuple[int, ...]] = []
    for least in (0.0, 0.5):
        model = OnnxSegmenter(dataclasses.replace(ModelInfo("m", path), least_scale=least))
        network = model._load()

        class Spy:
            def run(self, outputs: object, inputs: dict[str, np.ndarray], real=network.session) -> object:
                seen.append(inputs["images"].shape)
                return real.run(outputs, inputs)

        model._network = dataclasses.replace(network, session=Spy())
        assert wrong_share(model.map(fine).labels, fine) < 0.05
    assert seen[0] == (1, 3, 64, 64)
    assert sum(shape[0] for shape in seen[1:]) > 20


def test_confidence_is_the_softmax_of_the_best(colour_model: Writer):
    page = np.empty((64, 64, 3), np.uint8)
    page[:] = (200, 100, 0)
    found = segmenter(colour_model()).map(page, confidence=True)
    logits = np.array([200, 100, 0]) / 25.5
    expected = 1 / np.exp(logits - logits.max()).sum()
    assert found.confidence is not None
    assert found.confidence.dtype == np.float32
    assert np.allclose(found.confidence, expected, atol=1e-5)
    assert (found.labels == 0).all()


def test_many_pages_are_as_each_alone(colour_model: Writer):
    model = segmenter(colour_model())
    pages = [quarters(100 + 7 * (n // 3), 80) for n in range(9)]
    together = model.map_all(pages)
    for page, found in zip(pages, together, strict=True):
        assert np.array_equal(found.labels, model.map(page).labels)
    assert model.map_all([]) == []


ROWS = np.array(
    [[8, 4, 40, 24, 0.9, 1], [16, 8, 24, 16, 0.3, 0], [0, 0, 64, 64, 0.05, 0]], np.float32
)  # left top right bottom score class


def test_boxes_come_back_in_page_pixels(fixed_model: Writer):
    model = segmenter(fixed_model(ROWS))
    found = model.find(np.zeros((32, 128, 3), np.uint8))  # scaled by a half: 64 x 16, grey below to 32
    assert found.names == ("b", "a")
    assert found.scores == pytest.approx([0.9, 0.3])
    # The canvas is 64 x 32 with 8 rows of grey above and below.
    assert found.boxes[0].tolist() == [16, 0, 80, 32]
    assert found.boxes[1].tolist() == [32, 0, 48, 16]
    assert found.polygons[0].tolist() == [[16, 0], [80, 0], [80, 32], [16, 32]]


def test_threshold(fixed_model: Writer):
    model = segmenter(fixed_model(ROWS))
    page = np.zeros((64, 64, 3), np.uint8)
    assert len(model.find(page)) == 2
    assert len(model.find(page, threshold=0.01)) == 3
    assert len(model.find(page, threshold=0.9)) == 0


def test_outlines_follow_the_mask_within_the_box(fixed_model: Writer):
    prototypes = np.full((2, 16, 16), -1, np.float32)
    prototypes[0, :, 4:12] = 1  # canvas columns 16 to 48
    rows = np.array([[8, 8, 40, 56, 0.9, 0, 1, 0], [0, 0, 8, 8, 0.8, 0, 1, 0]], np.float32)
    found = segmenter(fixed_model(rows, prototypes, task="segment")).find(np.zeros((64, 64, 3), np.uint8))
    assert len(found) == 1, "the other's mask is empty"
    low, high = found.polygons[0].min(axis=0), found.polygons[0].max(axis=0)
    assert low.tolist() == [16, 8]
    assert high.tolist() == [40, 56]


def test_things_in_the_padding_are_none(fixed_model: Writer):
    rows = np.array([[4, 0, 20, 6, 0.9, 0]], np.float32)
    assert len(segmenter(fixed_model(rows)).find(np.zeros((32, 128, 3), np.uint8))) == 0


def test_things_cut_by_windows_are_one(fixed_model: Writer):
    # Every window sees its whole width filled by one bar: together one bar across the page.
    rows = np.array([[0, 20, 64, 40, 0.9, 0]], np.float32)
    found = segmenter(fixed_model(rows)).find(np.zeros((64, 250, 3), np.uint8), scale=1.0)
    assert len(found) == 1
    assert found.boxes[0] == pytest.approx([0, 20, 250, 40], abs=4)


@pytest.mark.parametrize("page", [np.zeros((4, 4)), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)])
def test_what_is_no_page(colour_model: Writer, page: np.ndarray):
    with pytest.raises(UsageError) as error:
        segmenter(colour_model()).map(page)
    assert error.value.code == "usage.pixels"


def test_finders_do_not_map_and_maps_do_not_find(colour_model: Writer, fixed_model: Writer):
    page = np.zeros((8, 8, 3), np.uint8)
    for call in (segmenter(colour_model()).find, segmenter(fixed_model(ROWS)).map):
        with pytest.raises(UsageError) as error:
            call(page)
        assert error.value.code == "usage.task"


def test_files_that_are_no_networks(tmp_path: Path, fixed_model: Writer):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(EngineError) as error:
        segmenter(broken).find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "engine.failed"
    with pytest.raises(EngineError) as error:
        segmenter(fixed_model(ROWS, told={"imgsz": "nonsense("}, name="mute")).task  # noqa: B018
    assert error.value.code == "regions.metadata"


def test_output_of_no_known_layout(fixed_model: Writer):
    odd = segmenter(fixed_model(np.zeros((9, 3), np.float32)))
    with pytest.raises(EngineError) as error:
        odd.find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "regions.output"


def test_a_network_that_breaks_is_told(fixed_model: Writer):
    model = segmenter(fixed_model(ROWS, shape=(1, 3, 32, 32)))
    assert isinstance(model, OnnxSegmenter)
    network = model._load()
    model._network = dataclasses.replace(network, fixed=(64, 64))  # not what the network takes
    with pytest.raises(EngineError) as error:
        model.find(np.zeros((8, 8, 3), np.uint8))
    assert error.value.code == "engine.failed"


def test_several_threads_get_the_same(colour_model: Writer):
    model = segmenter(colour_model())
    page = quarters(120, 90)
    results: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: results.append(model.map(page).labels)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(results[0], labels) for labels in results[1:])
    assert len(results) == 4


def test_importing_loads_no_engine():
    heavy = "[name for name in ('onnxruntime', 'torch', 'cv2') if name in sys.modules]"
    code = f"import sys, docparse.regions; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
