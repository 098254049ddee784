"""What is printed on plans, by language, from ``words.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))

# Room type -> language -> names.
ROOMS: dict[str, dict[str, list[str]]] = _WORDS["rooms"]
# Language -> names of storeys.
FLOORS: dict[str, list[str]] = _WORDS["floors"]
# Language -> sentences that hold ``{m2}`` or ``{ft2}``, a bar where a line ends.
TOTALS: dict[str, list[str]] = _WORDS["totals"]
SMALL_PRINT: dict[str, list[str]] = _WORDS["small_print"]
# Language -> how a scale is printed, with ``{ratio}`` or ``{imperial}``.
SCALES: dict[str, str] = _WORDS["scales"]
# Letters and short words that stand in rooms.
MARKS: list[str] = _WORDS["marks"]
# Short notes that leaders point from.
NOTES: list[str] = _WORDS["notes"]
# Fictional firms.
COMPANIES: list[str] = _WORDS["companies"]
# Language -> names of a title block's cells; the sixth is the scale's.
TITLE_FIELDS: dict[str, list[str]] = _WORDS["title_fields"]
LANGUAGES = tuple(FLOORS)
