"""Whatever stands where in a document: a reader answers with a description that holds together, or with ReadError."""

from pathlib import Path

import orjson
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.description import Description, Schema
from generator.explore import explore
from generator.readers import ReadError, read
from generator.sources import SourceText
from tests.generator.readers import test_aws, test_graphql, test_mcp

DATA = Path(__file__).parent / "data"
DOCUMENTS = {
    "library": yaml.load((DATA / "library.yaml").read_bytes(), yaml.BaseLoader),
    "clinic": orjson.loads((DATA / "clinic.json").read_text("utf-8-sig")),
    "bike_hire": orjson.loads((DATA / "bike_hire.json").read_bytes()),
    "harbour": orjson.loads(test_aws.model()),
    "garden": {"serverInfo": {"name": "garden"}, "tools": test_mcp.GARDEN},
    "shelves": test_graphql.introspected(),
}
JUNK: list[object] = [
    None,
    True,
    -1,
    1.5,
    "",
    "x",
    [],
    {},
    [None],
    {"": None},
    {"$ref": "#"},
    {"$ref": "#/paths"},
    {"$ref": "#/components/schemas"},
    {"$ref": 5},
    {"allOf": [{"$ref": "#"}, {"$ref": "#/info"}]},
    {"oneOf": 5},
    {"anyOf": [{"$ref": "#/components"}, {"type": "null"}]},
    {"type": ["null"]},
    {"type": "array"},
    {"enum": {}},
    {"required": True},
    {"properties": {"a": None, "b": True}},
    {"content": {"application/json": None}},
    {"shape": "Pier"},
    {"type": "structure"},
    {"kind": "LIST", "ofType": {"kind": "NON_NULL"}},
    "本を作る",
    "имя",
    "a/{b}",
    "class",
    "-",
]


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in items for found in places(item, (*path, key)))]


def put(value: object, path: tuple[str | int, ...], junk: object) -> object:
    if not path:
        return junk
    if isinstance(value, dict):
        return {key: put(item, path[1:], junk) if key == path[0] else item for key, item in value.items()}
    assert isinstance(value, list)
    return [put(item, path[1:], junk) if at == path[0] else item for at, item in enumerate(value)]


def check(description: Description, schema: Schema) -> None:
    """Refs lead somewhere, and every question has an answer."""
    assert (schema.kind == "ref") == (schema.ref is not None)
    assert schema.ref is None or schema.ref in description.schemas
    assert description.resolve(schema).kind != "ref"
    children = [*schema.properties.values(), schema.items, schema.values]
    for child in children:
        if child is not None:
            check(description, child)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
@example(data=None)
def test_junk_anywhere_in_a_document_is_read_around_or_refused(name: str, data: st.DataObject | None) -> None:
    document = DOCUMENTS[name]
    if data is not None:
        for _ in range(data.draw(st.integers(1, 3))):
            place = data.draw(st.sampled_from(places(document)))
            document = put(document, place, data.draw(st.sampled_from(JUNK)))
    text = SourceText(name="given", document="given.json", data=orjson.dumps(document), sha256="0" * 64)
    try:
        description = read(text)
    except ReadError:
        assert data is not None
        return
    assert len({operation.id for operation in description.operations}) == len(description.operations)
    bodies = [body for found in description.operations for body in (found.request, found.response)]
    parameters = [one.schema for found in description.operations for one in found.parameters]
    for schema in (*description.schemas.values(), *bodies, *parameters):
        if schema is not None:
            check(description, schema)
    found = explore(description)
    assert found.environments or found.refused


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_by_chance_are_refused(data: bytes) -> None:
    text = SourceText(name="given", document="given.yaml", data=data, sha256="0" * 64)
    with pytest.raises(ReadError):
        read(text)
