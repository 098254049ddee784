"""What one source of truth (face, barcode, MRZ) says about a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from docparse.records import Barcode, Check, Field, Mrz

_EMPTY: Mapping[str, Field[Any]] = MappingProxyType({})


@dataclass(frozen=True)
class SourceReading:
    """The fields one source gave.

    Attributes:
        fields: Name of an ``IDDocument`` field to its value with source, place and confidence.
        checks: Comparisons the source allows by itself (check digits, lengths).
        barcode: The raw barcode, for source ``pdf417``.
        mrz: The raw zone, for source ``mrz``.
    """

    fields: Mapping[str, Field[Any]] = field(default_factory=lambda: _EMPTY)
    checks: tuple[Check, ...] = ()
    barcode: Barcode | None = None
    mrz: Mrz | None = None
