"""JSON Schemas of the records, generated from the models."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from docparse.records import DocumentResult, FloorPlan, IDDocument, VisitorRecord

_MODELS: dict[str, type[BaseModel]] = {
    "document_result": DocumentResult,
    "floor_plan": FloorPlan,
    "id_document": IDDocument,
    "visitor": VisitorRecord,
}


def schema_names() -> list[str]:
    """Names of the schemas."""
    return sorted(_MODELS)


def schema_text(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a record, as indented JSON text.

    Raises:
        KeyError: For a name not in :func:`schema_names`.
    """
    schema = _MODELS[name].model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema to ``<folder>/<name>.schema.json``; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in schema_names():
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
        paths.append(path)
    return paths
