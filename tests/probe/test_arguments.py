"""Arguments made from schemas, and what is learned from answers."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.answers import Answer
from client.probe.arguments import Maker, is_ours
from client.probe.knowledge import Knowledge
from client.probe.schemas import fits, invalid, misfit
from client.probe.tools import Tool
from client.servers import Object

Schema = st.SearchStrategy[dict[str, Any]]
NAMES = st.sampled_from(["id", "note_id", "title", "userEmail", "due_date", "limit", "path", "query", "tags", "url"])
TEXT: Schema = st.fixed_dictionaries({"type": st.just("string")}, optional={"minLength": st.integers(0, 60)})
FORMAT: Schema = st.builds(
    lambda form: {"type": "string", "format": form}, st.sampled_from(["date", "date-time", "email", "uri"])
)
CHOICE: Schema = st.builds(lambda values: {"type": "string", "enum": values}, st.lists(st.text(max_size=5), min_size=1))
NUMBER: Schema = st.builds(
    lambda kind, least, size: {"type": kind, "minimum": least, "maximum": least + size},
    st.sampled_from(["integer", "number"]),
    st.integers(-100, 100),
    st.integers(0, 5),
)
FLAG: Schema = st.just({"type": "boolean"})
CONST: Schema = st.builds(lambda value: {"const": value}, st.none() | st.integers() | st.text())
SCALAR: Schema = TEXT | FORMAT | CHOICE | NUMBER | FLAG | CONST


def _nest(inner: Schema) -> Schema:
    lists: Schema = st.builds(
        lambda item, least: {"type": "array", "items": item, "minItems": least}, inner, st.integers(0, 3)
    )
    objects: Schema = st.builds(
        lambda parts: {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False},
        st.dictionaries(NAMES, inner, max_size=3),
    )
    either: Schema = st.builds(lambda first, second: {"anyOf": [{"type": "null"}, first, second]}, inner, inner)
    return lists | objects | either


SCHEMAS: Schema = st.recursive(SCALAR, _nest, max_leaves=5)


def _tool(properties: Object, name: str = "create_note") -> Tool:
    schema: Object = {"type": "object", "properties": properties, "required": list(properties)}
    return Tool(name, input=schema)


@settings(suppress_health_check=[HealthCheck.too_slow])  # which is about the machine
@given(st.dictionaries(NAMES, SCHEMAS, min_size=1, max_size=4), st.sampled_from(["create_note", "list_notes", "do"]))
def test_arguments_fit_the_schema_that_they_are_made_from(properties: Object, name: str) -> None:
    tool = _tool(properties, name)
    assert misfit(tool.input, Maker(Knowledge()).arguments(tool)) == ""


@given(st.dictionaries(NAMES, SCHEMAS, min_size=1, max_size=4))
def test_the_same_seed_makes_the_same_attempts_each_unlike_the_others(properties: Object) -> None:
    tool = _tool(properties)
    first, second = (list(Maker(Knowledge(), 7).attempts(tool)) for _ in range(2))
    assert first == second
    assert len({json.dumps(made, sort_keys=True) for made in first}) == len(first)


def test_what_one_tool_lists_is_what_the_next_one_gets() -> None:
    knowledge = Knowledge()
    rows = {"notes": [{"id": "n1", "ownerId": 7}, {"id": "n2", "ownerId": 8}], "total": 2}
    knowledge.learn(Tool("list_notes"), Answer(False, None, (json.dumps(rows),)))
    maker = Maker(knowledge)
    text: Object = {"type": "string"}
    assert maker.arguments(_tool({"note_id": text}, "get_note")) == {"note_id": "n2"}
    assert maker.arguments(_tool({"id": text}, "deleteNote")) == {"id": "n2"}
    assert maker.arguments(_tool({"owner_id": {"type": "integer"}}, "get_owner")) == {"owner_id": 8}


def test_lines_and_paths_in_prose_are_learned_too() -> None:
    knowledge = Knowledge()
    knowledge.learn(Tool("list_roots"), Answer(False, None, ("Allowed directories:\n/srv/data\n\nProject: Apollo\n",)))
    maker = Maker(knowledge)
    assert maker.arguments(_tool({"path": {"type": "string"}}, "read_file")) == {"path": "/srv/data"}
    assert maker.arguments(_tool({"project": {"type": "string"}}, "get_project")) == {"project": "Apollo"}


def test_what_is_written_is_a_text_of_ours_that_no_other_is_like() -> None:
    maker = Maker(Knowledge())
    tool = _tool({"title": {"type": "string"}, "body": {"type": "string"}})
    texts = [value for _ in range(5) for value in maker.arguments(tool).values()]
    assert len(set(map(str, texts))) == len(texts)
    assert all(map(is_ours, texts))


def test_a_schema_of_elsewhere_is_not_fetched() -> None:
    schema: Object = {"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1:9/schema"}}}
    assert "a reference to elsewhere" in invalid(schema)
    assert fits(schema, {"a": 1})


def test_local_references_and_examples_are_followed() -> None:
    schema: Object = {
        "type": "object",
        "properties": {"where": {"$ref": "#/$defs/Place"}, "how": {"type": "string", "examples": ["by train"]}},
        "required": ["where", "how"],
        "$defs": {"Place": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}},
    }
    assert Maker(Knowledge()).arguments(Tool("go", input=schema)) == {"where": {"city": "Paris"}, "how": "by train"}


def test_a_tool_that_may_write_gets_no_path_that_was_there_before() -> None:
    knowledge = Knowledge()
    knowledge.know("path", ["/srv/data"])
    knowledge.learn(Tool("list_files"), Answer(False, None, ('{"files": [{"path": "/srv/data/precious"}]}',)))
    maker = Maker(knowledge)
    path: Object = {"path": {"type": "string"}}
    assert maker.arguments(_tool(path, "read_file")) == {"path": "/srv/data/precious"}
    for name in ("delete_file", "write_file", "edit_file", "frobnicate"):
        given = [str(made["path"]) for made in maker.attempts(_tool(path, name))]
        assert all("probe path" in text for text in given)
    knowledge.accepted(Tool("write_file"), {"path": "probe path 9"})
    assert maker.arguments(_tool(path, "delete_file")) == {"path": "probe path 9"}


def test_a_path_that_says_where_something_is_done_is_the_one_that_the_server_was_given() -> None:
    knowledge = Knowledge()
    knowledge.know("path", ["/srv/repository"])
    tool = _tool({"repo_path": {"type": "string"}}, "git_add")
    assert Maker(knowledge).arguments(tool) == {"repo_path": "/srv/repository"}
