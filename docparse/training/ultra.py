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
    import_module("ultralytics.utils").LOGGER.setLevel(logging.WARNING if quiet else logging.INFO)
    return import_module(f"docparse.training.{module}")


def _keep_offline() -> None:
    """Point ultralytics at a settings folder of docparse's own, before it is first imported.

    It reads these variables once. A font must lie in that folder or it fetches one for its plots.
    """
    folder = _cache_folder()
    os.environ["YOLO_OFFLINE"] = "true"
    os.environ["YOLO_AUTOINSTALL"] = "false"
    os.environ.setdefault("YOLO_CONFIG_DIR", str(folder))
    fonts = Path(os.environ["YOLO_CONFIG_DIR"]) / "Ultralytics"
    fonts.mkdir(parents=True, exist_ok=True)
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return
    font = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
    for name in ("Arial.ttf", "Arial.Unicode.ttf"):
        if font.exists() and not (fonts / name).exists():
            shutil.copyfile(font, fonts / name)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "docparse"
