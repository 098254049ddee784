"""Tests that draw text need fonts, which docparse does not bring: without any they are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.errors import EngineError
from docparse.training.synth.fonts import FontKind, font_files

# What is tested here without a letter drawn.
WITHOUT_FONTS = (
    "test_degrade", "test_layout", "test_graph", "test_plane", "test_partition", "test_procedural",
    "test_r2v", "test_camera", "test_layers", "test_fonts", "test_people", "test_portrait",
)  # fmt: skip


def missing_fonts(*kinds: FontKind) -> str:
    """Why nothing can be drawn with fonts of these kinds; empty when it can."""
    try:
        for kind in kinds:
            font_files(kind)
    except EngineError as error:
        return f"no fonts: {error.message}"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what draws text where there is nothing to draw it with; documents need handwriting, too."""
    here = Path(__file__).parent
    reasons = {here / "plan": missing_fonts("sans"), here / "id": missing_fonts("sans", "script", "ocrb")}
    for item in items:
        for folder, reason in reasons.items():
            if reason and folder in item.path.parents and item.path.stem not in WITHOUT_FONTS:
                item.add_marker(pytest.mark.skip(reason=reason))
