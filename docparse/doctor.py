"""What is installed, and whether it works: each engine is tried on a small picture, not only imported."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec

from docparse import __version__


@dataclass(frozen=True)
class Finding:
    """One thing that was examined.

    Attributes:
        name: What.
        works: Whether it works here.
        needed: Whether docparse cannot do its main work without it.
        detail: Version, or what to do.
    """

    name: str
    works: bool
    needed: bool
    detail: str


def examine() -> list[Finding]:
    """Examine this installation."""
    return [
        Finding(
            "docparse", True, True, f"{__version__} on Python {sys.version.split()[0]}, {platform.machine()}"
        ),
        _try("text: rapidocr", True, _rapidocr),
        _try("mrz: line reader", True, _mrz_weights),
        _try("regions: models", True, _region_models),
        _try("floor plans: openings", True, _opening_weights),
        _try("barcodes: zxing-cpp", True, _zxing),
        _try("pdf: pypdfium2", True, _pdfium),
        _opencv(),
        _try("document kinds", True, _kinds),
        _poppler(),
        _paddle(),
    ]


def _try(name: str, needed: bool, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, needed, check())
    except Exception as error:  # noqa: BLE001 - whatever a broken installation throws is the finding
        return Finding(name, False, needed, f"{type(error).__name__}: {error}")


def _mrz_weights() -> str:
    import numpy as np  # noqa: PLC0415

    from docparse.identity.mrz.line_reader import WEIGHTS_FILE, score_lines  # noqa: PLC0415

    if not np.isfinite(score_lines([np.full((32, 640), 255, np.uint8)])).all():
        raise RuntimeError("loaded, but does not work; reinstall docparse")
    return WEIGHTS_FILE


def _region_models() -> str:
    import numpy as np  # noqa: PLC0415

    from docparse.regions import segmenter  # noqa: PLC0415
    from docparse.regions.registry import known_models  # noqa: PLC0415

    blank = np.full((64, 64, 3), 255, np.uint8)
    models = [segmenter(name) for name in sorted(known_models())]
    if not models:
        raise RuntimeError("none is registered; reinstall docparse")
    for model in models:
        if model.task == "semantic":
            model.map(blank)
        else:
            model.find(blank)
    return ", ".join(model.version for model in models)


def _opening_weights() -> str:
    import numpy as np  # noqa: PLC0415

    from docparse.blueprint.closeups import CHANNELS, SIDE  # noqa: PLC0415
    from docparse.blueprint.openings import WEIGHTS_FILE, judged  # noqa: PLC0415

    if not np.isfinite(judged(np.zeros((1, len(CHANNELS), SIDE, SIDE), np.uint8))).all():
        raise RuntimeError("loaded, but does not work; reinstall docparse")
    return WEIGHTS_FILE


def _rapidocr() -> str:
    import cv2  # noqa: PLC0415 - engines load only when examined
    import numpy as np  # noqa: PLC0415

    from docparse.text import get_reader  # noqa: PLC0415

    reader = get_reader("rapidocr")
    picture = np.full((80, 480, 3), 255, np.uint8)
    cv2.putText(picture, "DOCPARSE 1234", (20, 55), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (0, 0, 0), 3, cv2.LINE_AA)
    text = " ".join(line.text for line in reader.read(picture))
    if "1234" not in text:
        raise RuntimeError("loaded, but does not read a plain line of print; reinstall rapidocr")
    return reader.version


def _zxing() -> str:
    import numpy as np  # noqa: PLC0415

    from docparse.identity.barcode import find_barcodes  # noqa: PLC0415

    find_barcodes(np.full((64, 64, 3), 255, np.uint8))
    return metadata.version("zxing-cpp")


def _pdfium() -> str:
    import pypdfium2  # noqa: PLC0415

    pypdfium2.PdfDocument.new().close()
    return metadata.version("pypdfium2")


def _opencv() -> Finding:
    builds = sorted(
        f"{dist.metadata['Name']} {dist.version}"
        for dist in metadata.distributions()
        if (dist.metadata["Name"] or "").lower().startswith("opencv")
    )
    versions = {build.rsplit(" ", 1)[1] for build in builds}
    detail = ", ".join(builds) or "none; run: pip install opencv-python-headless"
    if len(versions) > 1:
        detail += "; different builds share one folder: install one version of all"
    return Finding("images: cv2", len(versions) == 1, True, detail)


def _kinds() -> str:
    from docparse.extractor import find_kinds  # noqa: PLC0415

    names = [kind.name for kind in find_kinds()]
    if not names:
        raise RuntimeError("none is installed; reinstall docparse")
    return ", ".join(names)


def _poppler() -> Finding:
    path = shutil.which("pdftoppm")
    detail = "second renderer for damaged PDFs" if path else "not installed (optional second PDF renderer)"
    return Finding("pdf: poppler", path is not None, False, detail)


def _paddle() -> Finding:
    name = "text: paddleocr"
    if find_spec("paddleocr") is None:
        return Finding(name, False, False, "not installed (optional: pip install 'docparse[paddle]')")
    return _try(name, False, lambda: metadata.version("paddleocr"))
