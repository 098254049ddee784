"""The machine-readable zone (ICAO Doc 9303): parsing, repair, and reading it from a page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docparse.identity.mrz.parse import ParsedMrz, parse_mrz
    from docparse.identity.mrz.read import looks_turned, read_mrz, zone_turn
    from docparse.identity.mrz.repair import Repaired, repair_mrz

__all__ = ["ParsedMrz", "Repaired", "looks_turned", "parse_mrz", "read_mrz", "repair_mrz", "zone_turn"]

_HOMES = {
    "ParsedMrz": "parse",
    "Repaired": "repair",
    "looks_turned": "read",
    "parse_mrz": "parse",
    "read_mrz": "read",
    "repair_mrz": "repair",
    "zone_turn": "read",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for on first use, so that the builders stay light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
