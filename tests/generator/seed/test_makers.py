"""The makers that mechanics use: parts, turns, expiries, ranks within a parent, weights."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from generator.seed import raw_state
from servers.farm.state import Row
from tests.generator.seed.conftest import of

CLOCK = "2026-03-02T09:00:00Z"
SEEDS = (1, 2, 3)


def made(columns: dict[str, Any], rules: dict[str, Any], seed: int, rows: int = 20) -> list[Row]:
    entities: dict[str, Any] = {
        "room": {"columns": {"name": {"kind": "text"}}, "seed": {"rows": 4}},
        "thing": {
            "columns": {"room_id": {"kind": "reference", "to": "room", "on_delete": "cascade"}, **columns},
            "seed": {"rows": rows, "columns": rules},
        },
    }
    return raw_state(of(entities), seed).ordered("thing")


def rule(make: str, **options: Any) -> dict[str, Any]:
    return {"make": make, "options": options}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_is_sometimes_nothing_sometimes_all_and_never_more(seed: int) -> None:
    columns = {"quota": {"kind": "integer"}, "used": {"kind": "integer"}}
    rules = {"quota": rule("whole", low=10, high=20), "used": rule("part", of="quota")}
    found = [(int(str(row["quota"])), int(str(row["used"]))) for row in made(columns, rules, seed)]
    assert all(0 <= used <= quota for quota, used in found)
    left = {quota - used for quota, used in found}
    assert {0, 1} <= left
    assert any(used == 0 for _, used in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_stretches_in_turn_never_overlap_and_lie_on_both_sides_of_the_clock(seed: int) -> None:
    columns = {"starts": {"kind": "datetime"}, "ends": {"kind": "datetime"}}
    rules = {
        "starts": rule("in_turn", by="room_id", end="ends", from_days=-12),
        "ends": rule("around", after="starts", null=0.0),
    }
    found = made(columns, rules, seed, rows=40)
    for room in {row["room_id"] for row in found}:
        own = [(str(row["starts"]), str(row["ends"])) for row in found if row["room_id"] == room]
        assert all(start < end for start, end in own)
        assert all(end <= start for (_, end), (start, _) in pairwise(own))
    assert min(str(row["starts"]) for row in found) < CLOCK < max(str(row["ends"]) for row in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_things_have_expired_and_most_have_not(seed: int) -> None:
    found = [
        str(row["runs_out"]) for row in made({"runs_out": {"kind": "datetime"}}, {"runs_out": rule("expiry")}, seed)
    ]
    over = sum(value < CLOCK for value in found)
    assert 1 <= over <= len(found) // 3


@pytest.mark.parametrize("seed", SEEDS)
def test_ranks_run_within_a_parent(seed: int) -> None:
    found = made({"rank": {"kind": "integer"}}, {"rank": rule("ordinal", within="room_id")}, seed)
    for room in {row["room_id"] for row in found}:
        ranks = [row["rank"] for row in found if row["room_id"] == room]
        assert ranks == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_count_of_some_rows_leaves_the_others_out(seed: int) -> None:
    entities: dict[str, Any] = {
        "album": {
            "columns": {"shown": {"kind": "integer"}, "rest": {"kind": "integer"}, "photos": {"kind": "integer"}},
            "seed": {
                "columns": {
                    "shown": rule("count", entity="photo", by="album_id", where="state", **{"is": ["shown"]}),
                    "photos": rule("count", entity="photo", by="album_id"),
                    "rest": rule("worked_out", value="album.photos - album.shown"),
                }
            },
        },
        "photo": {
            "columns": {
                "album_id": {"kind": "reference", "to": "album", "on_delete": "cascade"},
                "state": {"kind": "enum", "values": ["shown", "hidden"]},
            }
        },
    }
    state = raw_state(of(entities), seed)
    shown = Counter(row["album_id"] for row in state.ordered("photo") if row["state"] == "shown")
    hidden = Counter(row["album_id"] for row in state.ordered("photo") if row["state"] == "hidden")
    assert sum(shown.values())
    assert sum(hidden.values())
    for album in state.ordered("album"):
        assert (album["shown"], album["rest"]) == (shown[album["album_id"]], hidden[album["album_id"]])


@pytest.mark.parametrize("seed", SEEDS)
def test_most_things_went_well_and_each_state_occurs(seed: int) -> None:
    status = {"kind": "enum", "values": ["failed", "cancelled", "completed", "pending"]}
    found = Counter(row["status"] for row in made({"status": status}, {}, seed))
    assert set(found) == set(status["values"])
    assert found.most_common(1)[0][0] == "completed"
    assert found["failed"] + found["cancelled"] < len(list(found.elements())) / 2


def test_weights_say_how_often_a_value_occurs() -> None:
    colour = {"kind": "enum", "values": ["red", "blue", "green"]}
    found = Counter(
        row["colour"] for row in made({"colour": colour}, {"colour": rule("spread", weights=["green=9"])}, 1)
    )
    assert found["green"] > found["red"] + found["blue"]
