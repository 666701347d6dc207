"""Names: whatever things are called, the emitted service runs and its names do not meet."""

import json
import keyword
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.session import Session
from generator.emit import render, write
from generator.emit.imports import IMPORTS, import_block
from generator.emit.module import Module
from servers.farm.interpreter import Interpreter
from servers.farm.model import from_data
from servers.farm.names import RESERVED_ROWS, RESERVED_TOOLS
from servers.farm.state import State

_OTHERS = (
    "id type list dict open filter sum max len str int float bool order group select table index values key row page "
    "query database service tool field path copy json schema metadata registry model_x db self cls changes l limits"
)
WORDS = sorted(
    word
    for word in {*IMPORTS, *keyword.kwlist, *keyword.softkwlist, *_OTHERS.split()}
    if word.islower() and word != "_"
)
names = st.sampled_from(WORDS)
rows = names.filter(lambda name: name not in RESERVED_ROWS and not keyword.iskeyword(name))
tools = rows.filter(lambda name: name not in RESERVED_TOOLS)


def written(name: str) -> str:
    """The name as expressions have it."""
    return f"{name}_" if keyword.iskeyword(name) else name


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    """A keeper of things with every name drawn: entity, key, columns, views, parameters, tools."""
    entity, other = draw(st.lists(rows, min_size=2, max_size=2, unique=True))
    free = names.filter(lambda one: one != entity)  # inside a search, the entity's name is the row
    key, name, count, parent, view, double = draw(st.lists(free, min_size=6, max_size=6, unique=True))
    make, show, change, seek = draw(st.lists(tools, min_size=4, max_size=4, unique=True))
    row, find = f"{entity}.{written(name)}", {"entity": entity, "as": "found", "key": written(key), "else": "missing"}
    result = {entity: {"row": "found", "view": view}}
    parameters = {name: "text", count: "integer or none"}
    filters = {"given": [f"contains({row}, {written(name)})", f"{entity}.{written(count)} >= {written(count)}"]}
    return {
        "schema": "mcpfarm.environment/1", "name": "any", "title": "Any", "description": "",
        "clock": {"start": "2026-01-01T00:00:00Z"}, "faults": {"missing": {"message": "Nothing has this key."}},
        "entities": {
            other: {"plural": f"{other}_rows", "key": {"column": "code"}},
            entity: {
                "plural": f"{entity}_rows",
                "key": {"column": key, "sequence": "K{n}"},
                "columns": {
                    name: {"kind": "text"},
                    count: {"kind": "integer", "nullable": True},
                    parent: {"kind": "reference", "to": other, "nullable": True, "on_delete": "clear"},
                    double: {"computed": f"{row} + {row}"},
                },
                "views": {view: [key, name, count, double]},
            },
        },
        "tools": {
            make: {
                "title": "", "description": "", "parameters": parameters,
                "steps": [
                    {"insert": {"entity": entity, "as": "found", "set": {name: written(name), count: written(count)}}},
                    {"return": result},
                ],
            },
            show: {
                "title": "", "description": "", "parameters": {key: "text"},
                "steps": [{"find": find}, {"return": result}],
            },
            change: {
                "title": "", "description": "",
                "parameters": {key: "text", name: "text or none", count: "integer or none"},
                "steps": [{"find": find}, {"update": {"row": "found", "given": [name, count]}}, {"return": result}],
            },
            seek: {
                "title": "", "description": "", "parameters": {name: "text or none", count: "integer or none"},
                "steps": [
                    {"search": {"entity": entity, "as": "found", **filters, "order": [name], "page": {"size": 2}}},
                    {"return": {"found": {"rows": "found", "view": view}}},
                ],
            },
        },
    }  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=services())
def test_whatever_things_are_called_the_service_runs(data: dict[str, Any], tmp_path_factory: Any) -> None:
    environment = from_data(data)
    entity = environment.entities[list(environment.entities)[1]]
    key, (name, count) = entity.key.column if entity.key else "", list(entity.columns)[:2]
    make, show, change, seek = environment.tools
    state = State(environment.clock.start, {one: {} for one in environment.entities})
    interpreter, folder = Interpreter(environment), tmp_path_factory.mktemp("any") / "any"
    calls: list[tuple[str, dict[str, Any]]] = [
        (make, {name: "One", count: 7}), (make, {name: "Two"}), (make, {name: "Three", count: 2}), (show, {key: "K1"}),
        (change, {key: "K1", name: "Four", "clear": [count]}), (change, {key: "K2", count: 3}), (change, {key: "K9"}),
        (seek, {}), (seek, {name: "t", count: 3}),
    ]  # fmt: skip
    with Session.open(write(render(environment, state), folder)) as session:
        for tool, arguments in calls:
            outcome = interpreter.call(state, tool, arguments)
            answer = json.loads(session.call(tool, arguments).text)
            assert answer == (
                outcome.result or {"error": outcome.fault, "message": outcome.message, "details": outcome.details}
            )
            state = outcome.state


def test_a_view_and_a_tool_of_one_name_do_not_meet() -> None:
    data = {
        "schema": "mcpfarm.environment/1", "name": "any", "title": "Any", "description": "",
        "clock": {"start": "2026-01-01T00:00:00Z"},
        "entities": {
            "database": {"plural": "databases", "key": {"column": "code"}, "views": {"short": ["code"]}},
            "database_short": {"plural": "shorts", "key": {"column": "code"}},
        },
        "tools": {"database_short": {"title": "", "description": "", "steps": [{"return": {"one": "1"}}]}},
    }  # fmt: skip
    module = Module(from_data(data))
    assert module.entity("database") == "DatabaseRow"
    assert module.tool("database_short") == "database_short"
    assert module.view("database", "short") == "database_short_view"
    assert module.view_class("database", "short") == "DatabaseShortView"
    assert module.local("database_short") == "database_short_"


def test_only_what_is_read_is_imported() -> None:
    body = "class A(SQLModel):\n    lines: int\n\n\ndef f(db: Database) -> Decimal:\n    return money(fail('x'))\n"
    assert import_block(body) == (
        "from decimal import Decimal\n\nfrom sqlmodel import SQLModel\n\n"
        "from .functions import money\nfrom .runtime import Database, fail"
    )
