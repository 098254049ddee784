import json
from pathlib import Path

import pytest

from docparse.output.schema import schema_names, schema_text, write_schemas
from docparse.records import Field, IDDocument


@pytest.mark.parametrize("name", schema_names())
def test_schemas_say_what_they_are(name: str):
    schema = json.loads(schema_text(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


def test_every_field_is_in_the_schema():
    schema = json.loads(schema_text("id_document"))
    assert set(schema["properties"]) == set(IDDocument.model_fields)
    fields = [inner for name, inner in schema["$defs"].items() if name.startswith("Field")]
    assert fields
    assert all(set(inner["properties"]) == set(Field.model_fields) for inner in fields)


def test_an_unknown_schema():
    with pytest.raises(KeyError):
        schema_text("nonsense")


def test_written_again_they_are_the_same(tmp_path: Path):
    first = [path.read_bytes() for path in write_schemas(tmp_path)]
    assert [path.read_bytes() for path in write_schemas(tmp_path)] == first
