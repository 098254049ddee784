"""The one door to ultralytics: no network, no telemetry, nothing installed behind the user's back."""

from __future__ import annotations

import logging
import os
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from docparse.errors import EngineError

_NEEDED = ("torch", "torchvision", "ultralytics")


def load(module: str, *, quiet: bool = True) -> ModuleType:
    """Import one of this package's modules that need torch and ultralytics.

    Args:
        module: Its name inside ``docparse.training``, e.g. ``trainers``.
        quiet: Whether ultralytics keeps to warnings from now on.

    Returns:
        The module.

    Raises:
        EngineError: ``engine.missing`` without the ``[train]`` extra.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise EngineError(
            "engine.missing",
            f"training needs {', '.join(missing)}, not installed; run: pip install 'docparse[train]'",
        )
    _keep_offline()
    utils = import_module("ultralytics.utils")
    utils.LOGGER.setLevel(logging.WARNING if quiet else logging.INFO)
    _bring_font(Path(utils.USER_CONFIG_DIR))
    return import_module(f"docparse.training.{module}")


def _keep_offline() -> None:
    """Tell ultralytics, which reads this once when it is first imported, where its settings may lie."""
    cache = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(cache) if cache else Path.home() / ".cache") / "docparse"
    os.environ["YOLO_OFFLINE"] = "true"
    os.environ["YOLO_AUTOINSTALL"] = "false"
    os.environ.setdefault("YOLO_CONFIG_DIR", str(folder))


def _bring_font(folder: Path) -> None:
    """Put a font where ultralytics looks for the one it would fetch otherwise."""
    spec = find_spec("matplotlib")
    font = Path(spec.origin if spec and spec.origin else "").parent / "mpl-data/fonts/ttf/DejaVuSans.ttf"
    for name in ("Arial.ttf", "Arial.Unicode.ttf"):
        if font.is_file() and not (folder / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(font, folder / name)
