"""The types of expressions: what each form gives, and what is reported with a hint."""

from collections.abc import Callable
from typing import Any

import pytest

from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.inference import infer, infer_text
from servers.farm.model import Environment
from servers.farm.scopes import Scope, column_of, root_of, start
from servers.farm.types import Type, assignable, comparable, join

Edited = Callable[..., Environment]


@pytest.fixture(scope="module")
def scope(bikes: Environment) -> Scope:
    """A bike, a rental, a station that may be missing, an optional text, an amount, lists."""
    found = Scope(bikes)
    for name, kind in {
        "bike": types.row("bike"),
        "rental": types.row("rental"),
        "kept": types.row("station", nullable=True),
        "note": types.TEXT.or_none(),
        "amount": types.MONEY,
        "size": types.INTEGER,
        "share": types.NUMBER,
        "words_": types.list_of(types.TEXT),
        "prices": types.list_of(types.MONEY),
        "items": types.list_of(types.record({"sku": types.TEXT, "quantity": types.INTEGER})),
        "kind": Type("enum", values=("a", "b")),
    }.items():
        found = found.bind(name, kind)
    return found


KINDS = {
    "1": "integer",
    "1.5": "number",
    "True": "boolean",
    "'x'": "enum x",
    "f'{bike.model}: {amount:.2f}'": "text",
    "bike.model": "text",
    "bike.price_per_hour": "money",
    "bike.tags": "list of text",
    "rental.bike.price_per_hour": "money",
    "rental.bike.bike_id": "text",
    "rental.ended_at": "datetime or none",
    "size + 1": "integer",
    "size / 2": "number",
    "size % 7": "integer",
    "size + share": "number",
    "amount + amount": "money",
    "amount * size": "money",
    "amount * share": "inexact",
    "amount / 3": "inexact",
    "amount + 0": "money",
    "amount + 1": "inexact",
    "money(amount * share)": "money",
    "-amount": "money",
    "'a' + bike.model": "text",
    "amount > 0": "boolean",
    "amount == 12.5": "boolean",
    "bike.status in ('available', 'rented')": "boolean",
    "'x' in bike.tags": "boolean",
    "'x' in bike.model": "boolean",
    "not size > 3": "boolean",
    "rental.ended_at is None": "boolean",
    "1 if size > 3 else 2.5": "number",
    "note if note is not None else 'none'": "text",
    "amount if size > 3 else 0": "money",
    "None if size > 3 else amount": "money or none",
    "coalesce(note, 'none')": "text",
    "coalesce(note, rental.note)": "text or none",
    "max(amount, 0)": "money",
    "min(today(), date_of(now()))": "date",
    "abs(amount)": "money",
    "abs(size)": "integer",
    "f'{size:03d} {share:.1f} {amount:,.2f} {size:.1f}'": "text",
    "[1.0, 2.5]": "list of number",
    "min(size, 2, 3)": "integer",
    "{'a': 1, 'b': 2.5}[kind]": "number",
    "bike.model[0:3]": "text",
    "bike.tags[:2]": "list of text",
    "[i.sku for i in items]": "list of text",
    "[i.quantity for i in items if i.sku == 'x']": "list of integer",
    "total(p for p in prices)": "money",
    "total(b.price_per_hour for b in bike)": "money",
    "count(b for b in bike if b.status == 'rented')": "integer",
    "count(prices)": "integer",
    "any(b.weight is None for b in bike)": "boolean",
    "average(b.weight for b in bike if b.weight is not None)": "number",
    "percentile([p for p in prices], 50)": "number",
    "len(bike.tags)": "integer",
    "len(bike.model)": "integer",
    "words(bike.model)": "list of text",
    "now()": "datetime",
    "today()": "date",
    "date_of(now())": "date",
    "add_days(today(), 3)": "date",
    "add_hours(now(), 1.5)": "datetime",
    "days_between(today(), now())": "integer",
    "ratio(amount, 2)": "number",
    "round_half_up(share, 2)": "number",
    "contains(rental.note, 'x')": "boolean",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_an_expression_has_the_type(scope: Scope, text: str, kind: str) -> None:
    reports: list[str] = []
    found = infer_text(text, scope, lambda what, hint: reports.append(what))
    assert (str(found), reports) == (kind, [])


WRONG = {
    "bik.model": "unknown name 'bik'",
    "bike.colour": "unknown column 'bike.colour'",
    "bike.owner.name": "unknown reference of bike",
    "amount.value": "'value' is asked of a value of type money",
    "items.sku": "'sku' is asked of a value of type list",
    "kept.name": "'kept' may be None here",
    "bike.station.name": "'bike.station' may be None here",
    "size + bike.weight": "'+' gets a value that may be None",
    "size + bike.model": "mixes integer and text",
    "size - bike.model": "gets a text",
    "-bike.model": "gets a text",
    "not size": "'not' gets a integer",
    "size and True": "'and' gets a integer",
    "1 if size else 2": "'if' gets a integer",
    "1 if size > 3 else 'x'": "gives integer or enum x",
    "bike.status == 'broken'": "is compared with",
    "bike.model == 3": "is compared with",
    "amount < bike.model": "is ordered against",
    "rental.ended_at < now()": "may be None",
    "rental.started_at < 'yesterday'": "is ordered against",
    "size in 3": "'in' looks into a integer",
    "3 in bike.tags": "is looked for in",
    "bike.model is None": "'bike.model' is never None",
    "{'a': 1}[kind]": "a case map has the keys a",
    "{'a': 1, 'b': 2}[bike.model]": "a case map gets a text",
    "size[1:2]": "a slice gets a integer",
    "bike.model['a':]": "a slice gets a enum",
    "f'{bike.tags}'": "a formatted text gets a list",
    "f'{bike.model:.2f}'": "the format ':.2f' gets a text",
    "f'{amount:03d}'": "the format ':03d' gets a money",
    "f'{share:,}'": "the format ':,' gets a number",
    "abs(bike.model)": "abs gets a text",
    "abs(today())": "abs gets a date",
    "min(size > 1, size > 2)": "min gets a boolean",
    "max(words_, words_)": "max gets a list of text",
    "[1, 2.5]": "a list mixes integers and numbers",
    "[b for b in size]": "runs over a integer",
    "[b.x for b in bike]": "unknown column 'bike.x'",
    "count(b for b in bike if b.weight)": "a comprehension's 'if' gets a",
    "shuffle(bike.tags)": "unknown function 'shuffle'",
    "len(size)": "len gets a integer",
    "len()": "len gets 0 arguments",
    "now(1)": "now gets 1 arguments",
    "date_of(rental.ended_at)": "date_of gets a datetime or none",
    "average(b.weight for b in bike)": "average gets a list of number or none",
    "max(amount, bike.model)": "max gets money and text",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_one_mistake_is_reported_once_with_a_hint(scope: Scope, text: str, said: str) -> None:
    reports: list[tuple[str, str]] = []
    infer_text(text, scope, lambda what, hint: reports.append((what, hint)))
    assert len(reports) == 1, reports
    assert said in reports[0][0]
    assert reports[0][1]


FLOW = {
    "kept is not None and kept.name == 'x'": [],
    "kept is None or kept.name == 'x'": [],
    "kept.name if kept is not None else 'none'": [],
    "'none' if kept is None else kept.name": [],
    "not (kept is None) and kept.open": [],
    "bike.station_id is not None and bike.station.open": [],
    "kept is not None or kept.open": ["'kept' may be None here"],
    "kept.open and kept is not None": ["'kept' may be None here"],
}


@pytest.mark.parametrize(("text", "said"), FLOW.items())
def test_a_test_for_none_holds_where_it_is_known(scope: Scope, text: str, said: list[str]) -> None:
    reports: list[str] = []
    infer_text(text, scope, lambda what, hint: reports.append(what))
    assert reports == said


def test_the_condition_of_a_comprehension_narrows_its_element(scope: Scope) -> None:
    found = infer_text("[r.note for r in rental if r.note is not None]", scope)
    assert str(found) == "list of text"


def test_a_reference_has_the_root_of_the_key_that_it_holds(scope: Scope, bikes: Environment) -> None:
    assert infer_text("rental.bike_id", scope).root == "bike.bike_id"
    assert root_of(bikes, "rental.rider_id") == "rider.rider_id"


def test_a_value_that_is_computed_has_no_root(scope: Scope) -> None:
    assert infer_text("bike.model + ''", scope).root == ""


def test_a_parameter_has_the_root_of_the_column_that_it_addresses(bikes: Environment) -> None:
    assert start(bikes, bikes.tools["get_station"]).names["station_id"].root == "station.station_id"


def test_money_of_a_parameter_has_as_many_decimals_as_its_column(edited: Edited) -> None:
    environment = edited("bikes", lambda data: data["entities"]["rider"]["columns"]["balance"].update(scale=0))
    assert start(environment, environment.tools["top_up"]).names["amount"].scale == 0


def test_an_amount_is_stored_where_none_of_its_decimals_is_lost() -> None:
    assert assignable(Type("money", scale=0), Type("money", scale=2))
    assert not assignable(Type("money", scale=3), Type("money", scale=2))


def test_computed_columns_in_a_circle_are_reported_and_do_not_hang(edited: Edited) -> None:
    def edit(data: dict[str, Any]) -> None:
        columns = data["entities"]["station"]["columns"]
        columns["free"] = {"computed": "station.used + 1"}
        columns["used"] = {"computed": "station.free + 1"}

    scope = Scope(edited("bikes", edit), {"station": types.row("station")})
    reports: list[str] = []
    assert infer(parse("station.free"), scope, lambda what, hint: reports.append(what)).kind == "unknown"
    assert reports == ["station.free is computed from itself"]


def test_a_column_of_an_unknown_entity_has_no_type(bikes: Environment) -> None:
    assert column_of(bikes, "ship", "name") is None


JOINS = [
    (types.TEXT, types.NULL, "text or none"),
    (types.NULL, types.TEXT, "text or none"),
    (types.INTEGER, types.NUMBER, "number"),
    (types.TEXT, Type("enum", values=("a",)), "text"),
    (Type("enum", values=("a",)), Type("enum", values=("b",)), "enum a|b"),
    (types.MONEY, types.NUMBER, "None"),
    (types.DATE, types.DATETIME, "None"),
    (types.UNKNOWN, types.DATE, "unknown"),
]


@pytest.mark.parametrize(("left", "right", "joined"), JOINS, ids=str)
def test_two_types_join_to_one_that_holds_both(left: Type, right: Type, joined: str) -> None:
    assert str(join(left, right)) == joined


def test_what_is_unknown_fits_everywhere_so_that_one_mistake_gives_one_problem() -> None:
    assert assignable(types.UNKNOWN, types.MONEY)
    assert assignable(types.MONEY, types.UNKNOWN)
    assert comparable(types.UNKNOWN, types.DATE)


def test_an_enum_fits_only_where_all_its_values_are_allowed() -> None:
    assert assignable(Type("enum", values=("a",)), Type("enum", values=("a", "b")))
    assert not assignable(Type("enum", values=("a", "c")), Type("enum", values=("a", "b")))
    assert not assignable(types.TEXT, Type("enum", values=("a",)))
    assert assignable(Type("enum", values=("a",)), types.TEXT)
