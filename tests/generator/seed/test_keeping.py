"""Invariants over several rows hold in every start state: overlaps, capacities, totals, cycles, ranks."""

from typing import Any

import pytest

from generator.seed import raw_state, start_state
from generator.seed.keeping import Keeper
from generator.seed.planting import Planter
from generator.seed.rules import with_seed_rules
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment
from servers.farm.situations import Finder
from servers.farm.state import State
from tests.generator.seed.conftest import of

SEEDS = range(1, 7)


def reference(to: str, **more: Any) -> dict[str, Any]:
    return {"kind": "reference", "to": to, "on_delete": "cascade", **more}


ROOMS = of(
    {
        "room": {"columns": {"name": {"kind": "text"}}},
        "booking": {
            "columns": {
                "room_id": reference("room"),
                "start_date": {"kind": "date"},
                "end_date": {"kind": "date"},
                "status": {"kind": "enum", "values": ["confirmed", "cancelled"]},
            },
            "invariants": [
                "booking.start_date < booking.end_date",
                "booking.status != 'confirmed' or not any(other.room_id == booking.room_id and other.status == "
                "'confirmed' and other.booking_id != booking.booking_id and other.start_date < booking.end_date and "
                "booking.start_date < other.end_date for other in booking)",
            ],
        },
    }
)
SEATS = of(
    {
        "course": {
            "columns": {"name": {"kind": "text"}, "places": {"kind": "integer"}, "taken": {"kind": "integer"}},
            "invariants": [
                "course.taken == count(e for e in enrolment if e.course_id == course.course_id and "
                "e.status == 'active')",
                "course.taken <= course.places",
            ],
            "seed": {"columns": {"places": {"make": "whole", "options": {"low": 2, "high": 3}}}},
        },
        "enrolment": {
            "columns": {
                "course_id": reference("course"),
                "status": {"kind": "enum", "values": ["active", "left"]},
            },
            "seed": {"rows": 30},
        },
    }
)
BASKETS = of(
    {
        "basket": {
            "columns": {"total": {"kind": "money"}, "paid": {"kind": "money"}, "open": {"kind": "money"}},
            "invariants": [
                "basket.total == total(l.price * l.pieces for l in line if l.basket_id == basket.basket_id)",
                "basket.open == basket.total - basket.paid",
                "basket.total > 0",
            ],
            "seed": {"columns": {"paid": {"make": "amount", "options": {"low": 0, "high": 1}}}},
        },
        "line": {
            "columns": {
                "basket_id": reference("basket"),
                "price": {"kind": "money"},
                "pieces": {"kind": "integer", "minimum": 1},
            }
        },
    }
)
TREE = of(
    {
        "node": {
            "columns": {
                "parent_id": reference("node", nullable=True),
                "place": {"kind": "position", "within": "parent_id"},
                "name": {"kind": "text"},
            },
            "invariants": [
                "node.parent_id is None or node.parent_id != node.node_id",
                "count(o for o in node if o.parent_id == node.node_id) <= 3",
                "not any(o.parent_id == node.parent_id and o.place == node.place and o.node_id != node.node_id "
                "for o in node)",
            ],
        }
    }
)
OWNERS = of(
    {
        "team": {
            "columns": {"name": {"kind": "text"}},
            "invariants": ["count(m for m in member if m.team_id == team.team_id and m.role == 'owner') == 1"],
        },
        "member": {
            "columns": {
                "team_id": reference("team"),
                "role": {"kind": "enum", "values": ["viewer", "editor", "owner"]},
            },
        },
    }
)
WORLDS = {"rooms": ROOMS, "seats": SEATS, "baskets": BASKETS, "tree": TREE, "owners": OWNERS}


def broken(environment: Environment, state: State) -> list[Any]:
    return Interpreter(environment).invariants(state)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", WORLDS)
def test_every_invariant_of_every_row_holds(name: str, seed: int) -> None:
    state = raw_state(WORLDS[name], seed)
    assert broken(WORLDS[name], state) == []
    assert all(len(state.rows[entity]) >= 2 for entity in WORLDS[name].entities)


@pytest.mark.parametrize("seed", SEEDS)
def test_few_rows_are_lost_to_invariants(seed: int) -> None:
    bookings = raw_state(ROOMS, seed).ordered("booking")
    assert len(bookings) >= 12
    assert {row["status"] for row in bookings} == {"confirmed", "cancelled"}


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_and_totals_are_those_of_the_rows_also_after_rows_went(seed: int) -> None:
    state = raw_state(SEATS, seed)
    for course in state.ordered("course"):
        own = [row for row in state.ordered("enrolment") if row["course_id"] == course["course_id"]]
        assert course["taken"] == sum(row["status"] == "active" for row in own)
    assert any(course["taken"] == course["places"] for course in state.ordered("course"))


@pytest.mark.parametrize("seed", SEEDS)
def test_sequences_go_on_after_the_last_key_that_is_there(seed: int) -> None:
    for environment in WORLDS.values():
        state = raw_state(environment, seed)
        for name, entity in environment.entities.items():
            assert entity.key is not None
            last = max(int(str(key[0]).rpartition("-")[2]) for key in state.rows[name])
            assert state.sequences[name] == last


def test_a_row_that_breaks_an_invariant_leaves_the_state_as_it_was() -> None:
    keeper = Keeper(with_seed_rules(TREE))
    keeper.take("node", {"node_id": "no-001", "parent_id": None, "place": 0, "name": "a"})
    before = {entity: dict(rows) for entity, rows in keeper.state.rows.items()}
    assert not keeper.take("node", {"node_id": "no-002", "parent_id": None, "place": 0, "name": "b"})
    assert keeper.state.rows == before


def test_what_follows_from_a_planted_row_follows_it() -> None:
    ruled = with_seed_rules(BASKETS)
    state = raw_state(BASKETS, 1)
    planter = Planter(ruled, 1, Finder(ruled))
    for changed in planter._with_row(state, "line"):
        assert broken(BASKETS, changed) == []
        assert len(changed.rows["line"]) == len(state.rows["line"]) + 1


@pytest.mark.parametrize("name", WORLDS)
def test_a_start_state_is_the_same_each_time(name: str) -> None:
    assert start_state(WORLDS[name], 3).rows == start_state(WORLDS[name], 3).rows
