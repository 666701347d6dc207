"""The environment model: what loads, what does not and how that is said, and that it is written the same every time."""

import copy
import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servers.farm import model
from servers.farm.checks import check
from servers.farm.model import Environment, Parameter, dump, from_data, json_schema, load
from servers.farm.problems import InvalidEnvironment, Problem

Edited = Callable[..., Environment]
DATA = Path(__file__).parent / "data"
SMALLEST: dict[str, Any] = {
    "name": "tiny",
    "title": "Tiny",
    "description": "One list.",
    "clock": {"start": "2026-01-01T00:00:00Z"},
    "entities": {"item": {"plural": "items", "key": {"column": "item_id"}, "columns": {"name": {"kind": "text"}}}},
    "tools": {"list_items": {"title": "List", "description": "List.", "steps": [{"return": {"n": "1"}}]}},
}


def _problems(data: Any) -> tuple[Problem, ...]:
    with pytest.raises(InvalidEnvironment) as error:
        from_data(data)
    return error.value.problems


def _tiny(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(SMALLEST), **changes}


@pytest.mark.parametrize("name", ["bikes", "workshop"])
def test_writing_twice_gives_the_same_bytes(name: str, request: pytest.FixtureRequest) -> None:
    text = dump(request.getfixturevalue(name))
    assert dump(load(text)) == text


@pytest.mark.parametrize("name", ["bikes", "workshop"])
def test_loading_what_was_written_gives_an_equal_environment(name: str, request: pytest.FixtureRequest) -> None:
    environment = request.getfixturevalue(name)
    assert load(dump(environment)) == environment


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_json_schema_takes_what_is_written(path: Path) -> None:
    written = json.loads(dump(from_data(yaml.safe_load(path.read_text(encoding="utf-8")))))
    validator = jsonschema_rs.Draft202012Validator(json_schema())
    assert [error.message for error in validator.iter_errors(written)] == []


BROKEN: dict[str, tuple[str, Any]] = {
    "a field that no entity has": ("entities.station.colour", "red"),
    "a step of no kind": ("tools.get_station.steps", [{"guess": {"entity": "station"}}]),
    "a column of no kind": ("entities.station.columns.name", {"kind": "colour"}),
    "a clock without a start": ("clock", {"tick_seconds": 60}),
    "a tick of no time": ("clock.tick_seconds", 0),
}


@pytest.mark.parametrize(("path", "value"), BROKEN.values(), ids=BROKEN.keys())
def test_the_json_schema_refuses_what_does_not_load(bikes: Environment, path: str, value: Any) -> None:
    data = json.loads(dump(bikes))
    *way, last = path.split(".")
    holder = data
    for part in way:
        holder = holder[part]
    holder[last] = value
    assert not jsonschema_rs.Draft202012Validator(json_schema()).is_valid(data)
    assert _problems(data)


def test_the_json_schema_is_one_of_2020_12() -> None:
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(json_schema())


def test_every_field_of_the_json_schema_has_a_description() -> None:
    schema = json_schema()
    forms = {**schema["$defs"], "Environment": schema}
    silent = [
        f"{form}.{name}"
        for form, declared in forms.items()
        for name, field in declared.get("properties", {}).items()
        if not field.get("description")
    ]
    assert silent == []
    assert all(declared.get("description") for declared in forms.values())


def test_the_environment_of_the_authors_page_has_no_problem() -> None:
    page = textwrap.dedent(str(model.__doc__).partition("A whole one::")[2].partition("**Columns**")[0])
    assert check(from_data(yaml.safe_load(page))) == []


def test_the_written_form_ends_with_a_newline_and_keeps_letters(edited: Edited) -> None:
    text = dump(edited("bikes", lambda data: data.update(title="Vélos")))
    assert text.endswith("}\n")
    assert "Vélos" in text


def test_all_structural_problems_come_at_once() -> None:
    data = _tiny(clock={"start": "yesterday"}, colour="red")
    data["entities"]["item"]["columns"]["size"] = {"kind": "colour"}
    del data["tools"]["list_items"]["title"]
    where = [problem.where for problem in _problems(data)]
    assert where == ["clock, start", "entity 'item', column 'size'", "environment", "tool 'list_items'"]


def test_a_problem_of_a_missing_field_says_to_add_it() -> None:
    data = _tiny()
    del data["title"]
    assert _problems(data) == (Problem("environment", "'title' is missing", "add it"),)


def test_a_misspelt_field_is_named_by_its_place_with_what_was_meant() -> None:
    data = _tiny()
    data["tools"]["list_items"]["steps"][0] = {"search": {"enitty": "item", "entity": "item", "as": "items"}}
    (problem,) = _problems(data)
    assert problem.where == "tool 'list_items', step 1 (search)"
    assert problem.what == "unknown field 'enitty'"
    assert problem.hint.startswith("did you mean 'entity'")


def test_a_wrong_result_field_is_told_once_and_not_once_for_each_form_it_could_have() -> None:
    data = _tiny()
    data["tools"]["list_items"]["steps"][-1] = {"return": {"item": {"row": "item"}}}
    assert [problem.what for problem in _problems(data)] == ["'view' is missing"]


def test_no_problem_speaks_of_the_library_that_found_it() -> None:
    data = _tiny(clock=3, actor=[], faults={"x": {"message": ""}, "y": {"message": "\ud800"}, "z": None}, seed="x")
    data["entities"]["item"]["columns"] = {"a": {"kind": "enum", "values": []}, "b": {}, "c": 3}
    data["tools"]["list_items"]["steps"] = [{"find": {"entity": "item", "order": 3, "else": {}}}, {"x": 1}, 3]
    for problem in _problems(data):
        assert not any(word in str(problem) for word in ("Input", "input", "Tuple", "dictionary", "tag", "_expression"))
        assert problem.hint


def test_text_that_is_no_json_names_line_and_column() -> None:
    with pytest.raises(InvalidEnvironment) as error:
        load('{"name": \n tiny}')
    assert error.value.problems[0].where == "line 2 column 2"


BAD: dict[str, tuple[str, Any, str]] = {
    "an expression outside the language": (
        "tools.list_items.steps",
        [{"return": {"n": "open('x')()"}}],
        "only functions of the function table",
    ),
    "a step with two names": ("tools.list_items.steps", [{"find": {}, "let": {}}], "is no step"),
    "a step that is a text": ("tools.list_items.steps", ["return"], "is no step"),
    "no steps": ("tools.list_items.steps", [], "must not be empty"),
    "a column that is a text": ("entities.item.columns.name", "text", "says not what it is"),
    "a sequence without a number": ("entities.item.key", {"column": "id", "sequence": "B"}, "number of its own"),
    "a sequence with an attribute": (
        "entities.item.key",
        {"column": "id", "sequence": "{n.real}"},
        "number of its own",
    ),
    "a sequence with a quote": ("entities.item.key", {"column": "id", "sequence": "'{n}"}, "number of its own"),
    "an integer key with letters": (
        "entities.item.key",
        {"column": "id", "kind": "integer", "sequence": "B{n}"},
        "as the key is an integer",
    ),
    "a message with a lonely brace": ("faults", {"x": {"message": "There is no { here."}}, "braces only around"),
    "a message with an attribute": ("faults", {"x": {"message": "{item.__class__}"}}, "braces only around"),
    "a message with a format": ("faults", {"x": {"message": "{item.name!r:>9}"}}, "braces only around"),
    "a table of SQLite's": ("entities.item.plural", "sqlite_master", "SQLite keeps"),
    "a clock outside the calendar": ("clock.start", "2026-02-30T08:00:00Z", "no time of the calendar"),
    "a clock at the end of time": ("clock.start", "9999-12-31T23:59:59Z", "leaves no room"),
    "a bound that is infinite": (
        "tools.list_items.parameters",
        {"n": {"kind": "number", "minimum": float("-inf")}},
        "finite",
    ),
    "a find by key and by predicates": (
        "tools.list_items.steps",
        [{"find": {"entity": "item", "key": "1", "where": ["True"], "else": "none"}}],
        "either `key` or `where`",
    ),
    "an update of nothing": ("tools.list_items.steps", [{"update": {"row": "item"}}], "`set` or `given`"),
    "an update of a row and an entity": (
        "tools.list_items.steps",
        [{"update": {"row": "item", "entity": "item", "set": {"name": "'x'"}}}],
        "either `row` or `entity`",
    ),
    "given columns of many rows": (
        "tools.list_items.steps",
        [{"update": {"entity": "item", "given": ["name"]}}],
        "`given` goes with `row`",
    ),
    "a key that is declared twice": ("entities.item.key", {"column": "name"}, "not among the columns"),
    "a keyless entity": ("entities.item.key", None, "has a key, or is a singleton"),
    "a singleton with a key": ("entities.item.singleton", True, "has a key, or is a singleton"),
    "an enum with equal values": ("entities.item.columns.name", {"kind": "enum", "values": ["a", "a"]}, "differ"),
    "a transition of an unknown value": (
        "entities.item.columns.name",
        {"kind": "enum", "values": ["a"], "transitions": {"a": ["b"]}},
        "values that the enum does not have: b",
    ),
    "a refusal without a fault": (
        "entities.item.columns.name",
        {"kind": "reference", "to": "item"},
        "`fault` goes with",
    ),
    "a clear of what is never null": (
        "entities.item.columns.name",
        {"kind": "reference", "to": "item", "on_delete": "clear"},
        "needs a nullable column",
    ),
    "a view of a text that is no name": ("entities.item.views", {"all": ["item name"]}, "is not a name"),
    "a reserved tool name": ("tools", {"reset": SMALLEST["tools"]["list_items"]}, "reserved by training frameworks"),
    "a tool name with two underscores": ("tools", {"list__items": SMALLEST["tools"]["list_items"]}, "is not a name"),
    "an entity called actor": ("entities", {"actor": SMALLEST["entities"]["item"]}, "means something else"),
    "a parameter that is optional and has a default": (
        "tools.list_items.parameters",
        {"n": {"kind": "integer", "optional": True, "default": 1}},
        "not both",
    ),
    "rows without fields": ("tools.list_items.parameters", {"n": {"kind": "rows"}}, "names the fields"),
    "a short form that is none": ("tools.list_items.parameters", {"n": "colour"}, "is not a parameter"),
    "a page of nothing": (
        "tools.list_items.steps",
        [{"search": {"entity": "item", "as": "items", "page": {"size": 0}}}],
        "must be at least 1",
    ),
}


@pytest.mark.parametrize(("path", "value", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_structurally_wrong_does_not_load_and_the_place_is_named(path: str, value: Any, said: str) -> None:
    data = _tiny()
    *way, last = path.split(".")
    holder = data
    for part in way:
        holder = holder[part]
    holder[last] = value
    problems = _problems(data)
    assert any(said in problem.what for problem in problems), problems
    heads = {"tools": "tool '", "entities": "entity '"}
    assert all(heads.get(way[0], way[0]) in problem.where for problem in problems) if way else True


SHORT: dict[str, dict[str, Any]] = {
    "text": {"kind": "text"},
    "date or none": {"kind": "date", "optional": True},
    "boolean = False": {"kind": "boolean", "default": False},
    "boolean = True": {"kind": "boolean", "default": True},
    "integer = 3": {"kind": "integer", "default": 3},
    "number = 1.5": {"kind": "number", "default": 1.5},
    "text = @me": {"kind": "text", "default": "@me"},
    "enum small|large": {"kind": "enum", "values": ("small", "large")},
    "enum small|large = small": {"kind": "enum", "values": ("small", "large"), "default": "small"},
    "enum as is|by hand": {"kind": "enum", "values": ("as is", "by hand")},
    "enum or none small|large": {"kind": "enum", "values": ("small", "large"), "optional": True},
    "list text": {"kind": "list", "of": "text"},
    "list text or none": {"kind": "list", "of": "text", "optional": True},
    "list text = []": {"kind": "list", "of": "text", "default": ()},
    "list enum red|blue = [red]": {"kind": "list", "of": "enum", "values": ("red", "blue"), "default": ("red",)},
}


@pytest.mark.parametrize(("text", "fields"), SHORT.items())
def test_a_parameter_may_be_written_short(text: str, fields: dict[str, Any]) -> None:
    assert Parameter.model_validate(text) == Parameter.model_validate(fields)


def test_the_fields_of_rows_may_be_written_short() -> None:
    found = Parameter.model_validate("rows {sku: text, quantity: integer}")
    assert {name: field.kind for name, field in found.rows.items()} == {"sku": "text", "quantity": "integer"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["item", "name", "return", "text", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "steps", "to"]), inner),
    max_leaves=6,
)


@given(JSON, st.sampled_from(["entities", "tools", "clock", "actor", "faults", "provenance", "seed"]))
def test_any_json_in_any_place_either_loads_or_gives_problems(value: Any, place: str) -> None:
    try:
        from_data(_tiny(**{place: value}))
    except InvalidEnvironment as error:
        found = error.problems
    else:
        return
    assert all(problem.where and problem.what and problem.hint for problem in found)


CONSTRUCTS: dict[str, str] = {
    "find by key": r"find: \{entity: \w+, key: ",
    "find by predicates": r"find: \{entity: \w+, where: \[",
    "find under another name": r"find: \{entity: \w+, as: ",
    "find that cannot miss": r"find: \{entity: \w+, key: [\w.]+\}",
    "find or none": r"else: none\}",
    "find or insert": r"else: \{insert: ",
    "search with given": r"given: \[\"",
    "search in an order": r"search: .*order: \[-",
    "search in a chosen order": r"order: \{by: \w+, choices: ",
    "search in pages": r"page: \{size: ",
    "search in groups": r"group: \{by: ",
    "require": r"- require: ",
    "insert": r"- insert: ",
    "update of a row": r"update: \{row: \w+, set: ",
    "update of what is given": r"update: \{row: \w+, given: ",
    "update of many rows": r"update: \{entity: ",
    "delete of a row": r"delete: \{row: ",
    "delete of many rows": r"delete: \{entity: ",
    "each": r"- each:",
    "if with else": r"else:\n",
    "let": r"- let: ",
    "collect of a value": r"collect: \{into: \w+, value: [\"\w]",
    "collect of a record": r"collect: \{into: \w+, value: \{",
    "return of a row": r"\{row: \w+, view: ",
    "return of rows": r"\{rows: \w+, view: ",
    "return of a described value": r"describe: ",
    "rows": r"kind: rows",
    "optional parameter": r"optional: true",
    "list of an enum": r"kind: list, of: enum",
    "computed column": r"computed: ",
    "transitions": r"transitions: ",
    "position": r"kind: position",
    "money": r"kind: money",
    "list column": r"kind: list, of: text, default",
    "hidden column": r"hidden: true",
    "cascade": r"on_delete: cascade",
    "refuse": r"on_delete: refuse, fault: ",
    "clear": r"on_delete: clear",
    "given key": r"key: \{column: sku",
    "singleton": r"singleton: true",
    "actor with a session": r"actor: \{entity: member, session: session\}",
    "view in a view": r"detail: \[summary, ",
    "path over a reference in a view": r"\{station: station\.name\}",
    "child list in a view": r"\{of: line, by: job_id, view: summary\}",
    "case map": r"'normal': 1, 'night': 1\.5\}\[rate\]",
    "formatted text": r":\.2f\}",
    "comprehension over an entity": r"count\(\w+ for \w+ in job if ",
    "comprehension over a list": r"\[l\.name for l in labels\]",
}


@pytest.mark.parametrize("pattern", CONSTRUCTS.values(), ids=CONSTRUCTS.keys())
def test_every_construct_of_the_model_is_in_an_environment_without_problems(pattern: str) -> None:
    texts = [(DATA / f"{name}.yaml").read_text(encoding="utf-8") for name in ("bikes", "workshop")]
    assert any(re.search(pattern, text) for text in texts)
