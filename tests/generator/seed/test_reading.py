"""Rows that a demanding reader goes through: lists that differ, words that fit, states that are rare."""

from typing import Any

import pytest

from generator.seed import raw_state
from servers.farm.state import Value
from tests.generator.seed.conftest import of

SEEDS = (1, 2, 3)
TEXT = {"kind": "text"}


def values(entity: str, columns: dict[str, Any], name: str, seed: int = 1, **more: Any) -> list[Value]:
    environment = of({entity: {"columns": columns, "seed": {"rows": 24}, **more}})
    return [row[name] for row in raw_state(environment, seed).ordered(entity)]


@pytest.mark.parametrize("seed", SEEDS)
def test_entities_that_draw_from_one_family_have_few_names_in_common(seed: int) -> None:
    names = ("task", "todo", "reminder")
    state = raw_state(of({name: {"columns": {"title": TEXT}, "seed": {"rows": 8}} for name in names}), seed)
    lists = [{row["title"] for row in state.ordered(name)} for name in names]
    for place, own in enumerate(lists):
        assert all(len(own & other) <= len(own) // 2 for other in lists[:place])


@pytest.mark.parametrize("seed", SEEDS)
def test_texts_still_go_with_their_titles_wherever_a_table_begins(seed: int) -> None:
    columns = {"title": TEXT, "description": TEXT}
    known: dict[str, set[Value]] = {}
    for name in ("task", "todo"):
        environment = of({other: {"columns": columns, "seed": {"rows": 10}} for other in ("task", "todo")})
        for row in raw_state(environment, seed).ordered(name):
            known.setdefault(str(row["title"]).partition(", ")[0], set()).add(row["description"])
    assert all(len(texts) == 1 for texts in known.values())


def test_a_second_title_says_something_else() -> None:
    columns = {"title": TEXT, "embargo_title": TEXT, "online_title": TEXT}
    state = raw_state(of({"article": {"columns": columns}}))
    for row in state.ordered("article"):
        assert row["embargo_title"] != row["title"]
        assert row["online_title"] == row["title"]


@pytest.mark.parametrize("name", ["deleted_at", "cancelled_on", "archived_at"])
def test_few_rows_are_gone_where_no_status_tells_it(name: str) -> None:
    found = values("gadget", {name: {"kind": "datetime", "nullable": True}}, name)
    assert 1 <= sum(value is not None for value in found) <= len(found) // 3
