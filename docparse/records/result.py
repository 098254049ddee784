"""The result docparse returns for one input, whatever its kind."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field as Attribute
from pydantic import SerializeAsAny, model_validator

from docparse.records.field import Record
from docparse.records.floor_plan import FloorPlan
from docparse.records.id_document import IDDocument

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Status = Literal["ok", "partial", "failed"]


class Source(Record):
    """Where the input came from.

    Attributes:
        path: The path as the caller gave it, or None for bytes and arrays.
        sha256: Digest of the file's bytes (or of the pixels, for an array); None when it could not be read.
        media_type: IANA media type found from the content, e.g. ``image/jpeg``.
        pages: Number of pages in the file.
    """

    path: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    pages: int = 0


class ErrorItem(Record):
    """An error as data: a stable code, a sentence, the stage and the page."""

    code: str
    message: str
    stage: str
    page: int | None = None


class DocumentResult(Record):
    """Everything docparse found out about one input.

    A result never says ``ok`` with errors inside: building one raises a validation error.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    kind: str = "unknown"
    status: Status
    errors: list[ErrorItem] = Attribute(default_factory=list)
    warnings: list[ErrorItem] = Attribute(default_factory=list)
    id_document: IDDocument | None = None
    floor_plans: list[FloorPlan] = Attribute(default_factory=list)
    record: SerializeAsAny[Any] | None = None
    timings_ms: dict[str, float] = Attribute(default_factory=dict)
    models: dict[str, str] = Attribute(default_factory=dict)

    @model_validator(mode="after")
    def _status_is_honest(self) -> DocumentResult:
        if self.status == "ok" and self.errors:
            raise ValueError("a result with errors cannot have status 'ok'")
        if self.status != "ok" and not self.errors:
            raise ValueError("a partial or failed result must say why in errors")
        return self
