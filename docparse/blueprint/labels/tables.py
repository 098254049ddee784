"""The tables of words, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> Any:
    """The content of ``docparse/blueprint/tables/<name>.json``; callers must not change it."""
    text = files("docparse.blueprint").joinpath(f"tables/{name}.json").read_text(encoding="utf-8")
    return json.loads(text)
