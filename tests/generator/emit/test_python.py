"""Expressions as Python: the text is what a person would write, and means what the model says."""

import pytest

from generator.emit.module import Module
from generator.emit.place import Place
from generator.emit.python import python_text
from servers.farm import types
from servers.farm.scopes import Scope
from servers.farm.types import Type

NAMES: dict[str, Type] = {
    "order": types.row("order"),
    "line": types.row("order_line"),
    "stock": types.row("stock"),
    "person": types.row("person"),
    "rate": types.NUMBER,
    "amount": types.MONEY,
    "hours": types.INTEGER,
    "flag": types.BOOLEAN,
    "maybe": types.BOOLEAN.or_none(),
    "text": types.TEXT,
    "note": types.TEXT.or_none(),
    "kind": Type("enum", values=("a", "b")),
    "limit": types.MONEY.or_none(),
    "words": types.list_of(types.TEXT),
    "costs": types.list_of(types.MONEY),
    "added": types.list_of(types.record({"part": types.TEXT, "cost": types.MONEY})),
}


@pytest.fixture(scope="module")
def place(module: Module) -> Place:
    """A place where all of them are bound under their own names."""
    return Place(module, Scope(module.environment, NAMES), {name: name for name in NAMES})


PLAIN = [
    ("hours - (2 - hours)", "hours - (2 - hours)"),
    ("(hours + 1) * 2", "(hours + 1) * 2"),
    ("-(hours + 1)", "-(hours + 1)"),
    ("not (flag and text == 'x')", "not (flag and text == 'x')"),
    ("not (hours < 2 or text == 'x')", "hours >= 2 and text != 'x'"),
    ("not text in words", "text not in words"),
    ("flag == True", "flag"),
    ("flag != True", "not flag"),
    ("maybe == True", "maybe is True"),
    ("maybe != True", "maybe is not True"),
    ("3 < hours", "hours > 3"),
    ("True if hours > 1 else False", "hours > 1"),
    ("False if hours > 1 else True", "hours <= 1"),
    ("text if flag else 'none'", "text if flag else 'none'"),
    ("kind in ('a', 'b')", "kind in ('a', 'b')"),
    ("{'a': 1, 'b': 2}[kind]", "{'a': 1, 'b': 2}[kind]"),
    ("text[2:]", "text[2:]"),
    ("note is not None and contains(note, text)", "note is not None and contains(note, text)"),
    ("coalesce(note, text)", "note if note is not None else text"),
    ("coalesce(note, coalesce(note, text))", "note if note is not None else note if note is not None else text"),
    ("today()", "db.today()"),
    ("now()", "db.now()"),
]
MONEY = [
    ("amount + amount * hours", "amount + amount * hours"),
    ("money(amount * rate)", "money(amount * exact(rate))"),
    ("money(amount * 0.05)", 'money(amount * Decimal("0.05"))'),
    ("money(amount / 2)", "money(amount / 2)"),
    ("amount > 2.5", 'amount > Decimal("2.5")'),
    ("amount > 0", "amount > 0"),
    ("amount if flag else 0", "amount if flag else Decimal(0)"),
    ("max(amount - stock.price, 0)", "max(amount - stock.price, Decimal(0))"),
    ("total(costs)", "money(total(costs))"),
    ("total(a.cost for a in added)", "money(total(a['cost'] for a in added))"),
    ("amount in (1.5, 2)", 'amount in (Decimal("1.5"), Decimal(2))'),
    ("coalesce(limit, 0)", "limit if limit is not None else Decimal(0)"),
]
ROWS = [
    ("order.class_", "order.class_"),
    ("order.label", "order_label(order)"),
    ("order.cost", "order_cost(db, order)"),
    ("line.order.status", "db.get(Order, line.order_id).status"),
    ("line.order.owner.name", "db.get(Person, db.get(Order, line.order_id).owner_id).name"),
    ("rules.most_open_orders", "db.get(Rules, 1).most_open_orders"),
    ("order.from_ < today()", "order.from_ < db.today()"),
    ("f'{order.class_} {hours:03d} {{}}'", 'f"{order.class_} {hours:03d} {{}}"'),
    ("""f"it's {coalesce(note, '')}" """, """f"it's {note if note is not None else ''}\""""),
]
QUERIES = [
    (
        "count(l for l in order_line if l.order_id == order.order_id)",
        "db.query(OrderLine).where('order_id = ?', order.order_id).count()",
    ),
    ("count(o for o in order)", "db.query(Order).count()"),
    ("any(o.status == 'open' for o in order)", """db.query(Order).where("status = 'open'").exists()"""),
    (
        "all(i.sent for i in invoice if i.amount > amount)",
        "not db.query(Invoice).where('amount > ? AND NOT sent', minor_units(amount)).exists()",
    ),
    (
        "total(l.quantity for l in order_line if l.slot > 1)",
        "total(order_line.quantity for order_line in db.query(OrderLine).where('slot > 1').all())",
    ),
    (
        "[p.name for p in person if p.mentor_id is not None and p.level == 'master']",
        """[p.name for p in db.query(Person).where("level = 'master'").all() if p.mentor_id is not None]""",
    ),
    ("count(w for w in words if w == text)", "count(w for w in words if w == text)"),
    ("count(words)", "len(words)"),
    ("any(w == text for w in words)", "any(w == text for w in words)"),
    ("[w for w in words]", "list(words)"),
    ("average(c for c in costs)", "average(c for c in costs)"),
    ("percentile([c for c in costs if c > 0], 50)", "percentile([c for c in costs if c > 0], 50)"),
]


@pytest.mark.parametrize(("text", "wanted"), PLAIN + MONEY + ROWS + QUERIES)
def test_an_expression_is_written_as_a_person_would(text: str, wanted: str, place: Place) -> None:
    assert python_text(text, place) == wanted


def test_what_sql_cannot_test_is_tested_in_python(place: Place) -> None:
    written = python_text("count(l for l in order_line if l.slot > 1 and len(l.line_id) > 3)", place)
    assert written == (
        "count(order_line for order_line in db.query(OrderLine).where('slot > 1').all() if len(order_line.line_id) > 3)"
    )


def test_a_computed_column_that_may_be_none_is_unwrapped_where_it_is_known(place: Place) -> None:
    known = place.moved(place.scope.assume(["line.order.closed_at"]))
    assert python_text("line.order.closed_at", known) == "coalesce(db.get(Order, line.order_id).closed_at)"


def test_the_actor_of_a_computed_column_may_be_nobody(place: Place) -> None:
    written = python_text("person.name == actor.name", place)
    assert written == "person.name == (actor.name if (actor := signed_in_actor(db)) is not None else None)"


def test_a_slot_with_quotes_becomes_a_format_call(place: Place) -> None:
    written = python_text("f'''{replace(text, \"it's\", \"x\")} {{done}}'''", place)
    assert written == """'{} {{done}}'.format(replace(text, "it's", 'x'))"""


def test_a_long_text_is_written_in_pieces(place: Place) -> None:
    long = "word " * 40
    written = python_text(repr(long), place)
    assert written.startswith("(")
    assert max(map(len, written.splitlines())) < 100
    assert "".join(part[1:-1] for part in written[1:-1].splitlines()) == long
