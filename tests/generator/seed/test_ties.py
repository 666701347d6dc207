"""Moments, reasons and flags of a row agree with its status."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from generator.seed import raw_state, start_state
from generator.seed.states import is_participle, standing, tells_status
from servers.farm.model import Environment
from servers.farm.state import Row
from tests.generator.seed.conftest import of

SEEDS = (1, 2, 3)


def enum(*values: str, **more: Any) -> dict[str, Any]:
    return {"kind": "enum", "values": list(values), **more}


def moment(**more: Any) -> dict[str, Any]:
    return {"kind": "datetime", "nullable": True, **more}


def things(columns: dict[str, Any]) -> list[Row]:
    environment = of({"thing": {"columns": {"name": {"kind": "text"}, **columns}, "seed": {"rows": 30}}})
    return [row for seed in SEEDS for row in raw_state(environment, seed).ordered("thing")]


def where(rows: Sequence[Row], column: str) -> set[object]:
    """The statuses of the rows in which the column is filled."""
    return {row["status"] for row in rows if row[column] is not None}


def always(rows: Sequence[Row], column: str, *values: str) -> bool:
    return all((row["status"] in values) == (row[column] is not None) for row in rows)


def test_an_enum_that_is_no_status_decides_nothing() -> None:
    surface = enum("GMAIL", "DOCUMENT", "SPACE", nullable=True)
    rows = things({"surface_type": surface, "completed_at": moment(), "status": enum("needsAction", "completed")})
    assert always(rows, "completed_at", "completed")


def test_the_same_word_in_a_later_column_is_preferred_to_a_synonym_in_an_earlier_one() -> None:
    columns = {"end_state": enum("ended", "going"), "status": enum("open", "completed"), "completed_at": moment()}
    assert always(things(columns), "completed_at", "completed")


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [
        ("completed_at", ("open", "done"), ("done",)),
        ("completed_at", ("pending", "succeeded", "failed"), ("succeeded",)),
        ("finished_at", ("IMPORTING", "FINISHED_SUCCESS", "FINISHED_FAILED"), ("FINISHED_SUCCESS", "FINISHED_FAILED")),
        ("cancelled_at", ("active", "canceled"), ("canceled",)),
        ("cancelled_at", ("OPEN", "CANCEL_REQUESTED", "CANCELED"), ("CANCELED",)),
        ("paid_at", ("open", "paid", "shipped", "cancelled"), ("paid", "shipped")),
        ("started_at", ("queued", "inProgress", "completed"), ("inProgress", "completed")),
        ("processed_at", ("open", "processing", "completed"), ("completed",)),
        ("deleted_at", ("ACTIVE", "TRASHED"), ("TRASHED",)),
        ("rejected_reason", ("accepted", "rejected"), ("rejected",)),
        ("approval_approved_at", ("pending_approval", "approved"), ("approved",)),
    ],
)
def test_a_moment_is_there_exactly_where_the_status_says_so(
    column: str, values: tuple[str, ...], told: tuple[str, ...]
) -> None:
    kind = {"kind": "text", "nullable": True} if column.endswith("reason") else moment()
    rows = things({"status": enum(*values), column: kind})
    assert where(rows, column) == set(told)
    assert always(rows, column, *told)


@pytest.mark.parametrize("flag", ["archived", "is_archived"])
def test_a_flag_tells_like_a_status(flag: str) -> None:
    rows = things({flag: {"kind": "boolean"}, "archived_at": moment()})
    assert all(row[flag] == (row["archived_at"] is not None) for row in rows)


def test_a_flag_that_asks_for_something_does_not_tell_that_it_was_done() -> None:
    rows = things({"require_approval": {"kind": "boolean"}, "approved_at": moment()})
    assert any(not row["require_approval"] and row["approved_at"] for row in rows)


@pytest.mark.parametrize("nullable", [False, True])
def test_a_flag_repeats_what_the_status_says(nullable: bool) -> None:
    flag = {"kind": "boolean", "nullable": nullable}
    rows = things({"is_deleted": flag, "status": enum("active", "deleted")})
    assert all(row["is_deleted"] in (None, row["status"] == "deleted") for row in rows)
    assert {row["is_deleted"] for row in rows} >= {True, False}


def test_what_is_deleted_is_not_active() -> None:
    rows = things({"active": {"kind": "boolean"}, "deleted": {"kind": "boolean"}})
    assert not any(row["active"] and row["deleted"] for row in rows)


def test_an_outcome_is_there_when_the_run_is_over() -> None:
    rows = things({"status": enum("queued", "completed"), "conclusion": enum("success", "failure", nullable=True)})
    assert always(rows, "conclusion", "completed")


def test_the_moments_of_a_life_follow_each_other() -> None:
    life = ["created_at", "approved_at", "paid_at", "shipped_at", "delivered_at", "deleted_at"]
    rows = things({name: moment() for name in reversed(life)})
    for row in rows:
        there = [str(row[name]) for name in life if row[name] is not None]
        assert all(first <= second for first, second in pairwise(there)), row


def test_the_last_change_is_not_before_what_was_done_last() -> None:
    columns = {"updated_at": {"kind": "datetime"}, "completed_at": moment(), "created_at": moment()}
    for row in things(columns):
        assert str(row["updated_at"]) >= max(str(row["completed_at"] or ""), str(row["created_at"] or ""))


def test_an_end_without_a_start_still_comes_after_the_creation() -> None:
    rows = things({"created_at": moment(), "finished_at": moment()})
    both = [row for row in rows if row["created_at"] and row["finished_at"]]
    assert both
    assert all(str(row["created_at"]) <= str(row["finished_at"]) for row in both)


def test_what_an_obligation_plants_keeps_moments_and_status_together(desk: Environment) -> None:
    for seed in SEEDS:
        for row in start_state(desk, seed).ordered("task"):
            assert (row["status"] == "completed") == (row["completed_at"] is not None)


def test_every_word_of_a_state_has_one_standing() -> None:
    words = ("completed", "canceled", "cancelled", "CANCEL".lower(), "expired", "paid", "sent")
    assert all(standing(word) for word in words)
    assert standing("cancelled") == standing("voided") != standing("completed")
    assert standing("gmail") is None


def test_participles_and_statuses_are_told_by_their_form() -> None:
    assert is_participle("paid")
    assert not is_participle("expire")
    assert tells_status("payment_status", ("a", "b"))
    assert tells_status("progress", ("queued", "completed"))
    assert not tells_status("event_type", ("created", "deleted"))
    assert not tells_status("category", ("assignment", "warehouse"))
