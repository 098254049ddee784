from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from docparse.errors import LimitError, PageError
from docparse.pages import Limits, Page, load_pages
from docparse.pages.limits import Deadline
from docparse.pages.pdf import dpi_within, open_pdf
from docparse.pages.poppler import open_with_poppler
from docparse.pages.reader import Settings

MakePdf = Callable[..., bytes]

TEXT = b"BT /F1 24 Tf 60 120 Td (Rooms) Tj ET"
BAR = b"0 0 0 rg 60 40 100 20 re f"


def dark_box(page: Page) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(page.pixels.min(axis=2) < 128)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def box_of(points: np.ndarray) -> tuple[float, float, float, float]:
    return (*points.min(axis=0), *points.max(axis=0))


def code_of(data: bytes, **options: object) -> str:
    with pytest.raises((PageError, LimitError)) as caught:
        load_pages(data, **options)
    return caught.value.code


def test_page_is_drawn_at_the_dpi_asked_for(make_pdf: MakePdf) -> None:
    file = load_pages(make_pdf(TEXT), dpi=144)
    page = file.pages[0]
    assert page.pixels.shape == (400, 600, 3)
    assert (page.dpi, page.size_pt) == (144, (300, 200))
    assert (file.media_type, file.page_count, file.errors) == ("application/pdf", 1, ())


def test_colours_are_red_green_blue(make_pdf: MakePdf) -> None:
    page = load_pages(make_pdf(b"1 0 0 rg 0 0 300 200 re f"), dpi=72).pages[0]
    assert page.pixels[100, 150].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    ("rotation", "direction"), [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (270, (0, -1))]
)
@pytest.mark.parametrize("crop", [b"", b"/CropBox [20 30 280 190]"])
def test_text_layer_lies_on_the_ink(
    make_pdf: MakePdf, rotation: int, direction: tuple[int, int], crop: bytes
) -> None:
    entries = b"/MediaBox [0 0 300 200] /Rotate %d %s" % (rotation, crop)
    page = load_pages(make_pdf(TEXT, page=entries), dpi=150).pages[0]
    (run,) = page.text_layer
    assert run.text == "Rooms"
    left, top, right, bottom = dark_box(page)
    run_left, run_top, run_right, run_bottom = box_of(run.polygon_px)
    assert run_left <= left + 2
    assert run_top <= top + 2
    assert run_right >= right - 2
    assert run_bottom >= bottom - 2
    assert (run_right - run_left) * (run_bottom - run_top) < 2 * (right - left) * (bottom - top)
    along = run.polygon_px[1] - run.polygon_px[0]
    assert np.allclose(along / np.linalg.norm(along), direction, atol=1e-6)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_paths_lie_on_the_ink(make_pdf: MakePdf, rotation: int) -> None:
    entries = b"/MediaBox [10 10 310 210] /Rotate %d" % rotation
    page = load_pages(make_pdf(BAR, page=entries), dpi=150).pages[0]
    (path,) = page.vector_paths
    assert (path.closed, path.filled, path.stroke_width_px) == (True, True, 0.0)
    assert np.allclose(box_of(path.points_px), dark_box(page), atol=1.5)


def test_paths_inside_forms_and_matrices_lie_on_the_ink(make_pdf: MakePdf) -> None:
    content = b"q 2 0 0 0.5 40 30 cm /X1 Do Q"
    form = (b"q 1 0 0 1 5 5 cm 0 0 0 rg 0 0 40 60 re f Q", b"/Matrix [0 1 -1 0 80 10]")
    page = load_pages(make_pdf(content, form=form), dpi=150).pages[0]
    (path,) = page.vector_paths
    assert np.allclose(box_of(path.points_px), dark_box(page), atol=1.5)


def test_text_inside_forms_lies_on_the_ink(make_pdf: MakePdf) -> None:
    form = (b"BT /F1 20 Tf 10 10 Td (Hall) Tj ET", b"/Resources << /Font << /F1 3 0 R >> >>")
    page = load_pages(make_pdf(b"q 0 1.5 -1.5 0 150 20 cm /X1 Do Q", form=form), dpi=150).pages[0]
    (run,) = page.text_layer
    assert run.text == "Hall"
    assert np.allclose(box_of(run.polygon_px), dark_box(page), atol=14)
    along = run.polygon_px[1] - run.polygon_px[0]
    assert np.allclose(along / np.linalg.norm(along), (0, -1), atol=1e-6)


def test_stroke_width_and_curves(make_pdf: MakePdf) -> None:
    content = b"4 w 20 20 m 20 120 120 120 120 20 c S 0 w 10 10 m 50 10 l S 5 5 m 9 9 l n"
    curve, hairline = load_pages(make_pdf(content), dpi=144).pages[0].vector_paths
    assert curve.stroke_width_px == pytest.approx(8)
    assert (curve.closed, curve.filled) == (False, False)
    assert len(curve.points_px) > 10
    assert curve.points_px[:, 1].min() == pytest.approx((200 - 95) * 2, abs=1)
    assert hairline.stroke_width_px > 0


def test_paths_can_be_left_out(make_pdf: MakePdf) -> None:
    assert load_pages(make_pdf(BAR), dpi=72, vector_paths=False).pages[0].vector_paths == ()


def test_columns_and_lines_are_runs_of_their_own(make_pdf: MakePdf) -> None:
    content = b"BT /F1 12 Tf 20 150 Td (Name of room) Tj 160 0 Td (Area) Tj -160 -20 Td (Kitchen) Tj ET"
    runs = load_pages(make_pdf(content), dpi=72).pages[0].text_layer
    assert [run.text for run in runs] == ["Name of room", "Area", "Kitchen"]


def test_slanting_text_is_one_run_along_its_baseline(make_pdf: MakePdf) -> None:
    content = b"BT /F1 20 Tf 0.8 0.6 -0.6 0.8 60 40 Tm (Terrace) Tj ET"
    page = load_pages(make_pdf(content), dpi=150).pages[0]
    (run,) = page.text_layer
    along = run.polygon_px[1] - run.polygon_px[0]
    assert np.allclose(along / np.linalg.norm(along), (0.8, -0.6), atol=0.01)
    across = np.linalg.norm(run.polygon_px[3] - run.polygon_px[0])
    assert across < 1.2 * 20 * 150 / 72


def test_embedded_picture_share(make_pdf: MakePdf) -> None:
    inline = b"q 300 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    assert load_pages(make_pdf(inline), dpi=72).pages[0].image_share == pytest.approx(0.5)
    assert load_pages(make_pdf(TEXT), dpi=72).pages[0].image_share == 0


def test_huge_page_is_drawn_at_a_lower_dpi(make_pdf: MakePdf) -> None:
    data = make_pdf(BAR, page=b"/MediaBox [0 0 3000 2000]")
    file = load_pages(data, limits=Limits(max_pixels=60_000))
    page = file.pages[0]
    assert page.width * page.height <= 60_000
    assert page.dpi is not None
    assert page.width == pytest.approx(3000 * page.dpi / 72, abs=1)
    assert page.size_pt == (3000, 2000)
    assert [warning.code for warning in file.warnings] == ["page.dpi_lowered"]


@pytest.mark.parametrize("size", [(1.0, 14_400.0), (14_400.0, 14_400.0), (0.001, 0.001)])
def test_dpi_never_breaks_the_limit(size: tuple[float, float]) -> None:
    dpi = dpi_within(*size, 300, 1_000_000)
    width, height = (max(1, round(side * dpi / 72)) for side in size)
    assert width * height <= 1_000_000
    assert max(width, height) <= 32_000


def test_encrypted(make_pdf: MakePdf) -> None:
    data = make_pdf(TEXT, password="open sesame")
    assert code_of(data) == "page.encrypted"
    assert code_of(data, password="wrong") == "page.encrypted"
    assert load_pages(data, password="open sesame", dpi=72).pages[0].text_layer[0].text == "Rooms"


def test_no_page(make_pdf: MakePdf) -> None:
    # An encrypted file before it: the library's last error must not be taken for this file's.
    assert code_of(make_pdf(TEXT, password="x")) == "page.encrypted"
    assert code_of(make_pdf()) == "page.empty"


def test_damaged(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert code_of(make_pdf(TEXT)[:200]) == "page.unreadable"
    assert code_of(b"%PDF-1.7\nnothing follows") == "page.unreadable"


def test_pages_beyond_the_limit_are_reported_and_the_first_kept(make_pdf: MakePdf) -> None:
    file = load_pages(make_pdf(*[BAR] * 5), dpi=20, limits=Limits(max_pages=3))
    assert [page.index for page in file.pages] == [0, 1, 2]
    assert file.page_count == 5
    assert [(error.code, error.page) for error in file.errors] == [("page.too_many", 3)]


def test_all_pages_together_are_limited(make_pdf: MakePdf) -> None:
    file = load_pages(make_pdf(*[BAR] * 5), dpi=72, limits=Limits(max_total_pixels=100_000))
    assert len(file.pages) == 2
    assert [(error.code, error.page) for error in file.errors] == [("limit.pixels", 2)]


def test_a_page_that_draws_too_long_is_stopped(make_pdf: MakePdf) -> None:
    settings = Settings(Limits(), Deadline(0.0), 72.0)
    reader = open_pdf(make_pdf(BAR * 5000), None, settings)
    with pytest.raises(LimitError) as caught:
        reader.page(0)
    reader.close()
    assert (caught.value.code, caught.value.page) == ("limit.time", 0)


def test_time_is_up_before_the_first_page(make_pdf: MakePdf) -> None:
    assert code_of(make_pdf(BAR), limits=Limits(max_seconds=1e-9)) == "limit.time"


@pytest.fixture
def fake_poppler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that answer as Poppler's do for a file of one page, one inch by half an inch, all grey."""
    programs = {
        "pdfinfo": "print('Pages:          1\\nPage    1 size: 72 x 36 pts')",
        "pdftoppm": "import sys\n"
        "dpi = round(float(sys.argv[sys.argv.index('-r') + 1]))\n"
        "head = b'P6\\n%d %d\\n255\\n' % (dpi, dpi // 2)\n"
        "sys.stdout.buffer.write(head + b'\\x80' * (dpi * (dpi // 2) * 3))",
    }
    for name, body in programs.items():
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="bytes reach Poppler through a file in memory")
def test_poppler_draws_what_pdfium_cannot_open(fake_poppler: None) -> None:
    file = load_pages(b"%PDF-1.7\nPDFium makes nothing of this", dpi=100)
    page = file.pages[0]
    assert page.pixels.shape == (50, 100, 3)
    assert page.pixels[0, 0].tolist() == [128, 128, 128]
    assert (page.dpi, page.size_pt) == (100, (72, 36))
    assert [warning.code for warning in file.warnings] == ["page.second_renderer"]


def test_poppler_is_given_the_path_where_there_is_one(fake_poppler: None, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nPDFium makes nothing of this")
    assert load_pages(path, dpi=50).pages[0].pixels.shape == (25, 50, 3)


def test_poppler_is_never_given_a_password(fake_poppler: None) -> None:
    assert code_of(b"%PDF-1.7\nbroken", password="secret") == "page.unreadable"


def test_poppler_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pdfinfo", "pdftoppm"):
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_of(b"%PDF-1.7\nbroken") == "page.unreadable"


def test_real_poppler_agrees_with_pdfium(make_pdf: MakePdf) -> None:
    data = make_pdf(BAR, page=b"/MediaBox [0 0 300 200] /Rotate 90")
    second = open_with_poppler(data, None, Settings(Limits(), Deadline(60), 100.0))
    if second is None:
        pytest.skip("Poppler is not installed")
    drawn, expected = second.page(0), load_pages(data, dpi=100).pages[0]
    second.close()
    assert drawn.pixels.shape == expected.pixels.shape
    assert np.allclose(dark_box(drawn), dark_box(expected), atol=1.5)
