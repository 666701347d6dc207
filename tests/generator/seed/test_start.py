"""The start state as a whole: deterministic, scaled, with references and unique sets that hold."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from generator.seed import raw_state, seeded, start_state, with_seed_rules
from servers.farm.interpreter import Interpreter
from servers.farm.model import EnumColumn, Environment, ReferenceColumn
from servers.farm.situations import Finder
from servers.farm.state import State, digest, key_of, stored_columns
from tests.generator.seed.conftest import DATA, of

_PROGRAM = """
import yaml
from generator.seed import start_state
from servers.farm.model import from_data
from servers.farm.state import digest
print(digest(start_state(from_data(yaml.safe_load(open({path!r}, encoding="utf-8"))), 3)))
"""


@pytest.mark.parametrize("hash_seed", ["0", "17"])
def test_another_process_with_other_hashes_makes_the_same_state(desk: Environment, hash_seed: str) -> None:
    program = _PROGRAM.format(path=str(DATA / "desk.yaml"))
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert found.stdout.strip() == digest(start_state(desk, 3))


def test_another_seed_makes_another_state(bikes: Environment) -> None:
    assert digest(raw_state(bikes, 1)) != digest(raw_state(bikes, 2))


def test_the_environments_own_seed_is_the_default(bikes: Environment) -> None:
    assert digest(raw_state(bikes)) == digest(raw_state(bikes, bikes.seed))


def test_entities_get_eight_to_forty_rows_and_children_more_than_parents(desk: Environment) -> None:
    state = raw_state(desk)
    counts = {name: len(rows) for name, rows in state.rows.items() if not desk.entities[name].singleton}
    assert all(8 <= count <= 40 for count in counts.values())
    assert counts["task"] > counts["task_list"] > counts["user"]


def test_rows_scales_every_entity(desk: Environment) -> None:
    few, many = raw_state(desk, rows=4), raw_state(desk, rows=60)
    assert all(len(few.rows[name]) < len(many.rows[name]) for name in desk.entities if name != "session")
    assert len(many.rows["task"]) > 60
    assert len(many.rows["session"]) == 1


def test_a_thousand_rows_stay_unique(bikes: Environment) -> None:
    state = raw_state(bikes, rows=400)
    emails = [row["email"] for row in state.ordered("rider")]
    assert len(emails) == len(set(emails)) > 200


def _check_integrity(environment: Environment, state: State) -> None:
    for name, entity in environment.entities.items():
        for key, row in state.rows[name].items():
            assert list(row) == stored_columns(entity)
            assert key == key_of(entity, row)
            for column_name, column in entity.columns.items():
                value = row.get(column_name)
                if value is None:
                    assert getattr(column, "nullable", True) or column.kind == "computed", (name, column_name)
                elif isinstance(column, ReferenceColumn):
                    assert (value,) in state.rows[column.to]
                elif isinstance(column, EnumColumn):
                    assert value in column.values
        for unique in entity.unique:
            values = [tuple(row[column] for column in unique.columns) for row in state.ordered(name)]
            whole = [item for item in values if None not in item]
            assert len(whole) == len(set(whole))


@pytest.mark.parametrize("name", ["bikes", "desk"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_references_enums_keys_and_unique_sets_hold(name: str, seed: int, request: pytest.FixtureRequest) -> None:
    environment: Environment = request.getfixturevalue(name)
    state = start_state(environment, seed)
    _check_integrity(environment, state)
    assert Interpreter(environment).invariants(state) == []


@pytest.mark.parametrize("name", ["bikes", "desk"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_tool_can_succeed_and_every_fault_can_be_provoked(
    name: str, seed: int, request: pytest.FixtureRequest
) -> None:
    environment: Environment = request.getfixturevalue(name)
    found = seeded(environment, seed)
    finder = Finder(environment)
    assert found.problems == []
    assert set(found.situations) == set(finder.obligations)
    assert all(finder.holds(found.state, item) for item in found.situations.values())


def test_what_cannot_be_met_is_a_problem() -> None:
    environment = of(
        {"note": {"columns": {"text": {"kind": "text"}}}},
        faults={"impossible": {"message": "No."}},
        tools={
            "never": {
                "title": "Never",
                "description": "Never.",
                "parameters": {"note_id": {"kind": "text", "column": "note.note_id"}},
                "steps": [
                    {"find": {"entity": "note", "key": "note_id", "else": "impossible"}},
                    {"require": {"that": "len(note.text) > 5000", "else": "impossible"}},
                    {"return": {"text": "note.text"}},
                ],
            }
        },
    )
    assert [item.where for item in seeded(environment).problems] == ["tool 'never'"]


def test_the_next_key_continues_the_sequence(desk: Environment) -> None:
    state = raw_state(desk)
    assert state.sequences["task"] == len(state.rows["task"])
    for repository in {repository for repository, _ in state.rows["issue"]}:
        numbers = [int(number) for parent, number in state.rows["issue"] if parent == repository]
        assert state.sequences[f"issue:{repository}"] == max(numbers) == len(numbers)


def test_positions_are_dense_inside_each_parent(desk: Environment) -> None:
    groups: dict[object, list[object]] = {}
    for row in raw_state(desk).ordered("task"):
        groups.setdefault(row["task_list_id"], []).append(row["position"])
    assert all(sorted(found, key=str) == sorted(range(len(found)), key=str) for found in groups.values())


def test_nobody_is_signed_in_where_a_tool_signs_in(desk: Environment) -> None:
    assert raw_state(desk).rows["session"][()]["actor_id"] is None


def test_without_a_login_the_first_actor_is_signed_in(desk: Environment) -> None:
    tools = {name: tool for name, tool in desk.tools.items() if name not in ("log_in", "log_out")}
    state = raw_state(desk.model_copy(update={"tools": tools}))
    assert state.rows["session"][()]["actor_id"] == "U1"


def test_rules_are_chosen_once_and_kept(desk: Environment) -> None:
    ruled = with_seed_rules(desk)
    assert with_seed_rules(ruled) == ruled
    assert digest(raw_state(ruled)) == digest(raw_state(desk))


def test_rows_that_an_environment_asks_for_are_made() -> None:
    environment = of({"note": {"columns": {"text": {"kind": "text"}}, "seed": {"rows": 5}}})
    assert len(raw_state(environment).rows["note"]) == 5


def test_creation_times_rise_with_the_keys(desk: Environment) -> None:
    created = [str(row["created_at"]) for row in raw_state(desk).ordered("task")]
    assert all(first <= second for first, second in pairwise(created))
