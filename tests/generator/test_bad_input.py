"""Documents that are empty, contradict themselves or hold what nobody expects: a reason in one line, or an environment
that is sound, has a start state and renders as Python."""

import hashlib
import json
from pathlib import Path

import pytest

from generator.emit import render
from generator.explore import Exploration, explore
from generator.readers import ReadError, read
from generator.seed import start_state
from generator.sources import SourceText
from servers.farm.checks import check
from servers.farm.model import Environment

DATA = Path(__file__).parent / "readers" / "data" / "bad"
INFO = {"title": "Nothing", "version": "1"}


def explored(data: bytes, document: str) -> Exploration:
    return explore(
        read(SourceText(name=document, document=document, data=data, sha256=hashlib.sha256(data).hexdigest()))
    )


def environment(document: str) -> Environment:
    found = explored((DATA / document).read_bytes(), document)
    assert found.refused is None
    assert len(found.environments) == 1
    return found.environments[0]


@pytest.mark.parametrize(
    "root",
    [
        {"openapi": "3.0.0", "info": INFO, "paths": {}},
        {"openapi": "3.0.0", "info": INFO, "paths": {"/boats": {}}},
        {"openapi": "3.1.0", "info": INFO, "paths": None, "webhooks": {}},
        {"swagger": "2.0", "info": INFO},
        {"swagger": "2.0", "info": INFO, "paths": {"/boats": {"parameters": []}}},
    ],
)
def test_a_description_without_operations_is_refused_with_that_reason(root: dict[str, object]) -> None:
    assert explored(json.dumps(root).encode(), "x.json").refused == "not stateful: it describes no operation"


def acting(version: str) -> dict[str, object]:
    """A description of nothing but questions that are answered and forgotten."""
    text = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    body = {"content": {"application/json": {"schema": text}}}
    asked = {
        "3": {"requestBody": body, "responses": {"200": {"description": "Done.", **body}}},
        "2": {
            "parameters": [{"in": "body", "name": "body", "schema": text}],
            "responses": {"200": {"description": "Done.", "schema": text}},
        },
    }[version]
    head = {"3": {"openapi": "3.0.0"}, "2": {"swagger": "2.0"}}[version]
    verbs = ("convert", "translate", "render", "estimate", "ping", "validate")
    return {**head, "info": INFO, "paths": {f"/{verb}": {"post": asked} for verb in verbs}}


@pytest.mark.parametrize("version", ["2", "3"])
def test_a_description_in_which_everything_is_an_action_is_refused_with_that_reason(version: str) -> None:
    found = explored(json.dumps(acting(version)).encode(), "x.json")
    assert found.refused == "not stateful: no operation reads a thing with an id"
    assert len(found.left_out) == 6


@pytest.mark.parametrize(
    ("script", "what"),
    [
        (b"CREATE VIEW v AS SELECT 1;\nCREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END;",
         "creates no table: it holds 1 CREATE VIEW, 1 CREATE TRIGGER"),
        (b"INSERT INTO a VALUES (1);", "creates no table: it holds 1 INSERT"),
        (b"CREATE TABLE", "creates no table"),
        (b"CREATE TABLE c ();", "creates no table"),
        (b"\x00\x01\x02", "creates no table: it holds 1 ?"),
        (b"-- nothing yet\n", "creates no table"),
    ],
)  # fmt: skip
def test_a_script_that_makes_no_table_is_refused_with_what_it_holds(script: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        explored(script, "x.sql")
    assert caught.value.what == what
    assert str(caught.value).isprintable()


def test_a_script_that_breaks_off_is_refused_with_a_reason() -> None:
    assert (explored(b"CREATE TABLE a (id int, t text default 'never", "x.sql").refused or "").startswith("too small: ")


DOCUMENTS = sorted(path.name for path in DATA.iterdir())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_becomes_of_odd_documents_is_sound_and_runs(document: str) -> None:
    found = explored((DATA / document).read_bytes(), document)
    assert found.environments
    for made in found.environments:
        assert check(made) == []
        files = render(made, start_state(made))
        compile(files["service.py"], "service.py", "exec")


def test_an_environment_keeps_what_a_contradicting_description_can_mean() -> None:
    made = environment("contradicting.yaml")
    columns = made.entities["boat"].columns
    assert "ghost" not in columns
    assert columns["length"].kind == "integer"
    bounds = json.loads(columns["length"].model_dump_json())
    assert (bounds["minimum"], bounds["maximum"]) == (None, None)
    named = [tool.origin.operation for tool in made.tools.values() if tool.origin is not None]
    assert len(named) == len(set(named)) == 5


def test_words_of_other_scripts_are_spelled_in_latin_letters() -> None:
    assert set(environment("scripts.sql").entities) == {"klienty", "zakazy", "zhu_wen", "hjz", "racehorse"}


def test_reserved_words_are_names_of_tables_and_columns_all_the_same() -> None:
    found = explored((DATA / "reserved.sql").read_bytes(), "reserved.sql")
    entities = {name: entity for made in found.environments for name, entity in made.entities.items()}
    assert {"order", "table", "list", "row", "view"} <= set(entities)
    assert entities["table"].columns["order_id"].kind == "reference"
    assert entities["order"].columns["order_value"].kind == "position"  # where a row stands


@pytest.mark.parametrize(
    ("document", "entities"),
    [
        ("postgresql.sql", {"thing", "owner"}),
        ("mysql.sql", {"artikel", "lager"}),
        ("sql_server.sql", {"order_detail", "customer_ass"}),
        ("sqlite.sql", {"note", "link"}),
    ],
)
def test_views_triggers_and_rows_make_no_tables(document: str, entities: set[str]) -> None:
    assert set(environment(document).entities) == entities
