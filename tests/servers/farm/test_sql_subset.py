"""The SQL subset: what may stand in `where`, and which part of a predicate may not."""

import pytest

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.model import Environment
from servers.farm.scopes import Scope
from servers.farm.sql_subset import in_sql_subset, outside

INSIDE = [
    "bike.status == 'rented'",
    "bike.weight is not None and bike.weight * 2 + 1 < number",
    "bike.price_per_hour * 3 > amount",
    "contains(bike.model, text) or same_text(bike.station.city, text)",
    "text in bike.tags or bike.status in ('rented', text)",
    "bike.model in words",
    "any(r.ended_at is None for r in rental if r.bike_id == bike.bike_id)",
    "total(r.bike.price_per_hour for r in rental if r.bike_id == bike.bike_id) > amount",
    "not any(glob_match(bike.model, w) for w in words)",
    "bike.station.free > 0",
    "{'a': bike.status == 'rented', 'b': True}[kind]",
    "len(text) > 3 and bike.model == text[1:]",
    "bike.model == f'{text}!'",
    "round_half_up(number / 3, 1) > 2",
]
OUTSIDE = {
    "len(bike.model) > 3": "len(bike.model)",
    "bike.slot / 2 > 1": "bike.slot / 2",
    "bike.price_per_hour * number > 1": "bike.price_per_hour * number",
    "bike.model == f'{bike.serial}'": "f'{bike.serial}'",
    "bike.model[1:] == text": "bike.model[1:]",
    "text == 'x' and coalesce(bike.weight, 1) > 1": "coalesce(bike.weight, 1)",
    "any(len(r.rental_id) > 2 for r in rental if r.bike_id == bike.bike_id)": "len(r.rental_id)",
    "average(r.slot for r in bike if r.station_id == bike.station_id) > 1": None,
    "count(bike.tags) > 1": "count(bike.tags)",
    "abs(bike.slot) > 1 or bike.slot > 3": "abs(bike.slot)",
}


@pytest.fixture
def scope(bikes: Environment) -> Scope:
    """The row of a search over bikes, and some parameters."""
    names = {
        "bike": types.row("bike"), "text": types.TEXT, "number": types.NUMBER, "amount": types.MONEY,
        "words": types.list_of(types.TEXT), "kind": types.Type("enum", values=("a", "b")),
    }  # fmt: skip
    return Scope(bikes, names)


@pytest.mark.parametrize("text", INSIDE)
def test_sql_computes_it_as_python_does(text: str, scope: Scope) -> None:
    assert in_sql_subset(parse(text), scope, "bike")


@pytest.mark.parametrize(("text", "part"), OUTSIDE.items())
def test_the_part_that_sql_cannot_compute_is_named(text: str, part: str | None, scope: Scope) -> None:
    found = outside(parse(text), scope, frozenset({"bike"}))
    assert found is not None
    assert part is None or found == parse(part)
