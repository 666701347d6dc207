"""Predicates as SQL: columns bare, values bound, money in minor units, None compared as Python compares it."""

import pytest

from generator.emit.module import Module
from generator.emit.place import Place
from generator.emit.python import write
from generator.emit.sql import predicate
from servers.farm import types
from servers.farm.expressions import parse
from servers.farm.model import Environment
from servers.farm.scopes import Scope
from servers.farm.types import Type

NAMES: dict[str, Type] = {
    "order": types.row("order"),
    "stock": types.row("stock"),
    "invoice": types.row("invoice"),
    "text": types.TEXT,
    "note": types.TEXT.or_none(),
    "number": types.INTEGER,
    "most": types.INTEGER.or_none(),
    "amount": types.MONEY,
    "flag": types.BOOLEAN,
    "words": types.list_of(types.TEXT),
    "costs": types.list_of(types.MONEY),
    "kind": Type("enum", values=("a", "b")),
}
COLUMNS = [
    ("order.status == 'open'", "status = 'open'", ()),
    ("order.class_ == text", "class_ = ?", ("text",)),
    ("order.group == text", '"group" IS ?', ("text",)),
    ("order.group != text", '"group" IS NOT ?', ("text",)),
    ("order.schema == note", "schema_ IS ?", ("note",)),
    ("order.discount * 2 > 0.5", "discount * 2 > 0.5", ()),
    (
        "order.model_year is not None and order.model_year < number",
        "model_year_ IS NOT NULL AND model_year_ < ?",
        ("number",),
    ),
    ("not (order.status == 'open' or order.type == 'trade')", "status <> 'open' AND type <> 'trade'", ()),
    ("order.status in ('open', 'done')", "status IN ('open', 'done')", ()),
    ("order.class_ not in words", "class_ NOT IN (SELECT value FROM json_each(?))", ("words",)),
    ("order.group in words", '"group" IS NOT NULL AND "group" IN (SELECT value FROM json_each(?))', ("words",)),
    ("order.group not in words", '"group" IS NULL OR "group" NOT IN (SELECT value FROM json_each(?))', ("words",)),
    ("'x' in order.class_", "instr(class_, 'x') > 0", ()),
    ("contains(order.schema, text)", "contains(schema_, ?)", ("text",)),
    ("order.class_ + '-' == text", "class_ || '-' = ?", ("text",)),
    ("order.from_ <= today()", "from_ <= ?", ("db.today()",)),
    ("order.order_id == number + 1", "order_id = ?", ("number + 1",)),
    ("flag or order.status == 'open'", "? OR status = 'open'", ("flag",)),
    (
        "{'a': order.status == 'open', 'b': True}[kind]",
        "CASE ? WHEN 'a' THEN status = 'open' WHEN 'b' THEN TRUE END",
        ("kind",),
    ),
    ("(order.status if flag else order.type) == text", "CASE WHEN ? THEN status ELSE type END = ?", ("flag", "text")),
]
MONEY = [
    ("stock.price > amount", "price > ?", ("minor_units(amount)",)),
    ("stock.price > 3", "price > 300", ()),
    ("stock.price > 2.5", "price > ?", ("minor_units(2.5)",)),
    ("stock.price * stock.quantity >= amount + 1", "price * quantity >= ?", ("minor_units(amount + 1)",)),
    ("stock.price - amount < 0", "price - ? < 0", ("minor_units(amount)",)),
    ("stock.price in costs", "price IN (SELECT value FROM json_each(?))", ("[minor_units(item) for item in costs]",)),
    ("text in stock.tags", "? IN (SELECT value FROM json_each(tags))", ("text",)),
    ("not invoice.sent", "NOT sent", ()),
    ("invoice.sent == flag", "sent = ?", ("flag",)),
]
OTHERS = [
    (
        "order.owner.name == text",
        "(SELECT person.name FROM people AS person WHERE person.person_id = orders.owner_id) = ?",
        ("text",),
    ),
    (
        "order.owner.mentor.name == text",
        "(SELECT person_.name FROM people AS person JOIN people AS person_ ON person_.person_id = person.mentor_id "
        "WHERE person.person_id = orders.owner_id) = ?",
        ("text",),
    ),
    (
        "order.parts >= number",
        "(SELECT count(*) FROM order_lines AS l WHERE l.order_id = orders.order_id) >= ?",
        ("number",),
    ),
    (
        "any(l.quantity > number for l in order_line if l.order_id == order.order_id)",
        "EXISTS (SELECT 1 FROM order_lines AS l WHERE l.order_id = orders.order_id AND l.quantity > ?)",
        ("number",),
    ),
    (
        "all(l.quantity > 0 for l in order_line if l.order_id == order.order_id)",
        "NOT EXISTS (SELECT 1 FROM order_lines AS l WHERE l.order_id = orders.order_id AND l.quantity <= 0)",
        (),
    ),
    (
        "total(l.price * l.quantity for l in order_line if l.order_id == order.order_id) > amount",
        "(SELECT coalesce(sum(l.price * l.quantity), 0) FROM order_lines AS l WHERE l.order_id = orders.order_id) > ?",
        ("minor_units(amount)",),
    ),
    (
        "not any(glob_match(order.class_, w) for w in words)",
        "NOT EXISTS (SELECT 1 FROM json_each(?) AS w WHERE glob_match(orders.class_, w.value))",
        ("words",),
    ),
    (
        "any(o.group == order.group for o in order)",
        'EXISTS (SELECT 1 FROM orders AS o WHERE o."group" IS orders."group")',
        (),
    ),
]


def predicate_of(text: str, environment: Environment) -> tuple[str, tuple[str, ...]]:
    place = Place(Module(environment), Scope(environment, NAMES), {name: name for name in NAMES})
    row = next(name for name in ("order", "stock", "invoice") if name + "." in text)
    found = predicate(parse(text), row, place, write)
    return found.text, found.values


@pytest.mark.parametrize(("text", "sql", "values"), COLUMNS + MONEY + OTHERS)
def test_a_predicate_becomes_sql_with_bound_values(
    text: str, sql: str, values: tuple[str, ...], garage: Environment
) -> None:
    assert predicate_of(text, garage) == (sql, values)


def test_a_constant_that_could_end_its_quotes_is_bound(garage: Environment) -> None:
    assert predicate_of('order.class_ == "it\'s; DROP TABLE"', garage) == ("class_ = ?", ('"it\'s; DROP TABLE"',))


def test_an_optional_value_is_not_computed_with_while_it_is_none(garage: Environment) -> None:
    text, values = predicate_of("order.status == 'open' and (most is None or order.order_id > most + 1)", garage)
    assert text == "status = 'open' AND (? OR order_id > ?)"
    assert values == ("most is None", "most + 1 if most is not None else None")
