"""Comparisons docparse made between sources, and what came of them."""

from __future__ import annotations

from typing import Literal

from docparse.records.field import Record

CheckStatus = Literal["passed", "failed", "not_performed"]


class Check(Record):
    """One comparison that was made, or could not be.

    Attributes:
        name: Dotted name, e.g. ``front_vs_pdf417.date_of_birth`` or ``mrz.check_digit.document_number``.
        status: ``passed``, ``failed`` or ``not_performed``.
        detail: Why, without the values themselves.
    """

    name: str
    status: CheckStatus
    detail: str = ""
