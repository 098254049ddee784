"""The PP-OCRv6 weights in RapidOCR's wheel, set up the way PaddleOCR wants them.

PaddleOCR (3.7 or later) takes a model as a folder with ``inference.onnx`` and ``inference.yml``. RapidOCR's
wheel carries PP-OCRv6's small detector and recogniser as bare ONNX files, with the recogniser's characters in
that file's metadata. This module makes such folders in the user's cache, so that PaddleOCR reads with no
network and no ``paddlepaddle``. RapidOCR's own folder is never written to.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import logging
import os
import shutil
import tempfile
import threading
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docparse.errors import EngineError

log = logging.getLogger(__name__)

DET_MODEL = "PP-OCRv6_small_det"
REC_MODEL = "PP-OCRv6_small_rec"
_BUNDLED = {DET_MODEL: "PP-OCRv6_det_small.onnx", REC_MODEL: "PP-OCRv6_rec_small.onnx"}

# Part of the cache folder's name: raise it when the files written there change.
_LAYOUT = 1


def bundled_folder(model: str) -> Path | None:
    """The folder of the PaddleOCR model of that name, or None when RapidOCR's wheel does not carry it.

    Raises:
        EngineError: ``engine.missing`` when RapidOCR or the weights in it are not there.
    """
    return bundled_models() / model if model in _BUNDLED else None


def quieten() -> None:
    """Tell the libraries below, before they load, to look up no hosts and report nothing home."""
    # PaddleX would otherwise ask four model hosters whether they can be reached.
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    # No search for source checkouts of eight training repositories.
    os.environ.setdefault("PADDLE_PDX_EAGER_INIT", "False")
    # ONNX Runtime's wheels send usage events unless this stands before it is first imported.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def bundled_models() -> Path:
    """The folder with PaddleOCR model folders for the weights in RapidOCR's wheel, made on first use.

    It lies in the user's cache (``$XDG_CACHE_HOME`` or ``~/.cache``, then ``docparse``), or where that cannot
    be written, in a temporary folder that is removed when the interpreter ends.

    Raises:
        EngineError: ``engine.missing`` when RapidOCR or the weights in it are not there.
    """
    source = _weights_folder()
    key = f"{_LAYOUT}|{metadata.version('rapidocr')}|{source}"
    name = "paddle-" + hashlib.sha256(key.encode()).hexdigest()[:16]
    try:
        root = _cache_root()
        root.mkdir(parents=True, exist_ok=True)
        return _make_once(root / name, source)
    except (OSError, RuntimeError):
        log.debug("the user's cache cannot be written; the models are set up in a temporary folder")
    global _temporary  # noqa: PLW0603 - one folder for the life of the process
    with _temporary_lock:
        if _temporary is None or not _is_whole(_temporary):
            _temporary = Path(tempfile.mkdtemp(prefix="docparse-paddle-"))
            atexit.register(shutil.rmtree, _temporary, ignore_errors=True)
            _fill(_temporary, source)
        return _temporary


_temporary: Path | None = None
_temporary_lock = threading.Lock()


def _weights_folder() -> Path:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise EngineError(
            "engine.missing", "PaddleOCR's default weights come with RapidOCR; run: pip install rapidocr"
        )
    folder = Path(spec.origin).resolve().parent / "models"
    if not all((folder / file).is_file() for file in _BUNDLED.values()):
        raise EngineError("engine.missing", "the installed RapidOCR carries no PP-OCRv6 weights")
    return folder


def _cache_root() -> Path:
    # The XDG base directory rules: a relative path in the variable is not valid and is passed over.
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "docparse"


def _make_once(target: Path, source: Path) -> Path:
    """Fill ``target`` unless it is whole already; processes that race for it leave one whole folder."""
    if _is_whole(target):
        return target
    making = Path(tempfile.mkdtemp(dir=target.parent, prefix=".making-"))
    try:
        _fill(making, source)
        if target.exists() and not _is_whole(target):
            shutil.rmtree(target)
        try:
            making.rename(target)
        except OSError:
            # Another process was first: a folder that holds something is never replaced by a rename.
            if not _is_whole(target):
                raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return target


def _is_whole(folder: Path) -> bool:
    files = ("inference.onnx", "inference.yml")
    return all((folder / model / file).is_file() for model in _BUNDLED for file in files)


def _fill(folder: Path, source: Path) -> None:
    for model, file in _BUNDLED.items():
        made = folder / model
        made.mkdir()
        try:
            (made / "inference.onnx").symlink_to(source / file)
        except (OSError, NotImplementedError):
            # Links need a privilege on Windows and do not exist on some file systems.
            shutil.copyfile(source / file, made / "inference.onnx")
        recipe = _det_recipe() if model == DET_MODEL else _rec_recipe(_characters(source / file))
        # JSON is YAML too. Characters beyond the basic plane must stand as themselves: as JSON's surrogate
        # pairs a YAML reader would take each for two characters.
        (made / "inference.yml").write_text(json.dumps(recipe, ensure_ascii=False), encoding="utf-8")


def _det_recipe() -> dict[str, Any]:
    """PP-OCRv6's detector: ImageNet normalisation and DB thresholds, as in PaddleOCR's published set-up."""
    normalise = {
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "scale": "1./255.",
        "order": "hwc",
    }
    return {
        "Global": {"model_name": DET_MODEL},
        "PreProcess": {
            "transform_ops": [
                {"DetResizeForTest": None},
                {"NormalizeImage": normalise},
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 1000,
            "unclip_ratio": 1.5,
        },
    }


def _rec_recipe(characters: list[str]) -> dict[str, Any]:
    """PP-OCRv6's recogniser: crops 48 pixels high, CTC over the given characters (blank and space apart)."""
    return {
        "Global": {"model_name": REC_MODEL},
        "PreProcess": {"transform_ops": [{"RecResizeImg": {"image_shape": [3, 48, 320]}}]},
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }


def _characters(model: Path) -> list[str]:
    quieten()
    import onnxruntime  # noqa: PLC0415 - heavy, loaded on first use

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    found: str = session.get_modelmeta().custom_metadata_map["character"]
    return found.splitlines()
