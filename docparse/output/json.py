"""Results as JSON, by the schema in ``schemas/``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.records import DocumentResult


def to_json(result: DocumentResult) -> str:
    """The result as indented JSON text, ending with a line feed."""
    return result.model_dump_json(indent=2) + "\n"


def to_json_line(result: DocumentResult) -> str:
    """The result on one line, ending with a line feed: several together are JSON Lines."""
    return result.model_dump_json() + "\n"


def write_json(result: DocumentResult, path: Path) -> None:
    """Write a result to a file; the file is there whole or not at all.

    Args:
        result: The result.
        path: Where to; its folder is made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, not one made from the file's: that may be as long as names can be.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".docparse-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(to_json(result))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
