"""Worlds with more rows: each is sound, and shows what no call shows without it."""

from pathlib import Path

import pytest
import yaml

from client.session import Session
from client.verify import Contract, kill
from client.verify.copies import Copies
from client.verify.prepared import LONG, World, Worlds
from client.verify.runner import cases
from client.verify.touched import touched
from generator.emit import render, write
from generator.seed import with_seed_rules
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, ReferenceColumn, from_data
from servers.farm.state import State, Value, apply, key_columns

CREW = Path(__file__).parent / "crew.yaml"


@pytest.fixture(scope="module")
def crew() -> Environment:
    return with_seed_rules(from_data(yaml.safe_load(CREW.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def emitted(crew: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(render(crew), tmp_path_factory.mktemp("prepared") / "crew")


@pytest.fixture(scope="module")
def start(emitted: Path) -> State:
    with Session.open(emitted) as session:
        return session.state()


def worlds(crew: Environment, start: State, tool: str) -> Worlds:
    return Worlds(crew, start, touched(crew, tool))


def sound(crew: Environment, start: State, world: World) -> State:
    """The state of a world in which nothing is there twice and everything that is referred to is there."""
    state = apply(crew, start, world)
    assert sum(map(len, state.rows.values())) == sum(map(len, start.rows.values())) + sum(
        change.op == "insert" for change in world
    )
    assert not Interpreter(crew).invariants(state)
    for name, declared in crew.entities.items():
        rows = state.ordered(name)
        for columns in (key_columns(declared), *(unique.columns for unique in declared.unique)):
            assert len({tuple(row[column] for column in columns) for row in rows}) == len(rows), (name, columns)
        for column, kind in declared.columns.items():
            if isinstance(kind, ReferenceColumn):
                assert {row[column] for row in rows} <= {None, *(key[-1] for key in state.rows[kind.to])}
    return state


@pytest.mark.parametrize("entity", ["team", "person", "member", "note"])
@pytest.mark.parametrize("number", [1, 21])
def test_copies_clash_with_nothing_and_differ_only_where_they_must(
    crew: Environment, start: State, entity: str, number: int
) -> None:
    row = start.ordered(entity)[0]
    made = Copies(crew, start).of(entity, row, number, {})
    assert len(made) == number
    state = sound(crew, start, tuple(change for copy in made for change in copy))
    must = {key_columns(crew.entities[entity])[-1], "name", "founded_on", "email", "badge", "person_id"}
    for change, *_ in made:
        copy = state.rows[entity][change.key]
        assert {column: copy[column] for column in copy if column not in must} == {
            column: row[column] for column in row if column not in must
        }
        assert len(str(copy.get("name", ""))) <= 12


def test_there_are_no_copies_where_all_that_may_differ_is_settled(crew: Environment, start: State) -> None:
    team, member = start.ordered("team")[0], start.ordered("member")[0]
    assert not Copies(crew, start).of("team", team, 1, {"name": "Bees"})
    assert not Copies(crew, start).of("member", member, 1, {"team_id": "T01", "person_id": "P01"})


def test_a_number_is_not_counted_beyond_what_its_column_takes(crew: Environment, start: State) -> None:
    row = start.ordered("person")[0]
    key = (str(row["person_id"]),)
    full = apply(crew, start, [])
    full.rows["person"][key] = {**row, "badge": 1_000_000 - 2}
    assert len(Copies(crew, full).of("person", full.rows["person"][key], 2, {})) == 2
    assert not Copies(crew, full).of("person", full.rows["person"][key], 3, {})


@pytest.mark.parametrize(("tool", "of", "limit"), [("show_team", "member", 3), ("show_person", "note", 4)])
def test_a_crowd_has_one_child_more_than_is_shown(
    crew: Environment, start: State, tool: str, of: str, limit: int
) -> None:
    (world,) = worlds(crew, start, tool).crowds()
    sound(crew, start, world)
    assert sum(change.entity == of for change in world) == limit + 1


def test_a_row_that_is_found_gets_a_twin_also_where_its_values_are_unique(crew: Environment, start: State) -> None:
    found = list(worlds(crew, start, "list_people").twins())
    assert len(found) == 3
    assert all(sound(crew, start, world) for world in found)


def test_a_chain_is_under_a_row_or_under_none_and_calls_name_each_of_its_rows(crew: Environment, start: State) -> None:
    found = list(worlds(crew, start, "move_team").chains(["team_id", "parent_id"], {"team_id": "T02"}))
    tops = set[Value]()
    for world, named in found:
        state = sound(crew, start, world)
        below = [change.after or {} for change in world]
        tops.add(below[0]["parent_id"])
        assert [row["parent_id"] for row in below[1:]] == [row["team_id"] for row in below[:-1]]
        assert all((value,) in state.rows["team"] for value in named.values())
    assert tops == {start.ordered("team")[0]["team_id"], None}
    assert {change.op for world, _ in found for change in world} == {"insert", "update"}
    assert len(found) == 2 * 2 * (2 * LONG + 1)


def test_there_is_no_chain_where_no_step_asks_what_a_row_is_under(crew: Environment, start: State) -> None:
    assert not list(worlds(crew, start, "show_team").chains(["team_id"], {}))


def test_calls_are_planned_that_name_a_row_two_levels_under_another_where_no_row_was(
    crew: Environment, emitted: Path, start: State
) -> None:
    flat = apply(crew, start, [])
    for row in flat.rows["team"].values():
        row["parent_id"] = None
    seen = set[tuple[bool, str]]()
    for case in cases(Contract.open(emitted), flat, only=["success"]):
        team, above = (case.steps[-1].call.arguments.get(name) for name in ("team_id", "parent_id"))
        found = {str(change.key[0]): change.after or {} for change in case.world if change.entity == "team"}
        if higher := found.get(str(found.get(str(above), {}).get("parent_id"))):
            seen.add((higher["parent_id"] == team, case.last.outcome))
    assert {(True, "fault"), (False, "success")} <= seen


BROKEN = [
    pytest.param("limit=3", "limit=4", id="one child too many"),
    pytest.param("limit=4", "limit=3", id="one child too few, numbered inside its parent"),
]


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_what_only_shows_among_more_rows_is_noticed(emitted: Path, tmp_path: Path, old: str, new: str) -> None:
    contract = Contract.open(emitted)
    with Session.open(emitted) as session:
        frozen = cases(contract, session.state())
        assert kill(contract, frozen, session) is None
    for source in emitted.glob("*.*"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    service = (emitted / "service.py").read_text(encoding="utf-8")
    assert old in service
    (tmp_path / "service.py").write_text(service.replace(old, new), encoding="utf-8")
    with Session.open(tmp_path) as session:
        assert kill(contract, frozen, session) is not None
