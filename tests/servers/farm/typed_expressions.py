"""A strategy for typed expressions over two entities with every kind of column, and for rows to compute them on."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from servers.farm import scopes, types
from servers.farm.expressions import ExpressionError, parse
from servers.farm.inference import infer
from servers.farm.model import Environment, from_data
from servers.farm.state import State

# --- the environment ------------------------------------------------------------------------------------------------

ENTITIES: dict[str, Any] = {
    "shop": {
        "plural": "shops",
        "key": {"column": "shop_id"},
        "columns": {
            "name": {"kind": "text"},
            "fee": {"kind": "money"},
            "motto": {"kind": "text", "nullable": True},
            "stock": {"computed": "count(i for i in item if i.shop_id == shop.shop_id)"},
        },
    },
    "item": {
        "plural": "items",
        "key": {"column": "item_id"},
        "columns": {
            "shop_id": {"kind": "reference", "to": "shop", "on_delete": "cascade"},
            "title": {"kind": "text"},
            "note": {"kind": "text", "nullable": True},
            "count": {"kind": "integer"},
            "limit": {"kind": "integer", "nullable": True},
            "size": {"kind": "number"},
            "rate": {"kind": "number", "nullable": True},
            "price": {"kind": "money"},
            "refund": {"kind": "money", "nullable": True},
            "levy": {"kind": "money", "scale": 3},
            "open": {"kind": "boolean"},
            "sold": {"kind": "boolean", "nullable": True},
            "day": {"kind": "date"},
            "until": {"kind": "date", "nullable": True},
            "made_at": {"kind": "datetime"},
            "seen_at": {"kind": "datetime", "nullable": True},
            "status": {"kind": "enum", "values": ["new", "used", "old"]},
            "grade": {"kind": "enum", "values": ["new", "fine"], "nullable": True},
            "tags": {"kind": "list", "of": "text"},
            "dear": {"computed": "item.price > 2.5"},
            "label": {"computed": 'f"{item.title}/{item.shop.name}"'},
        },
    },
}
PARAMETERS: dict[str, Any] = {
    "item_id": {"kind": "text"},
    "word": {"kind": "text"},
    "other": {"kind": "text", "optional": True},
    "n": {"kind": "integer"},
    "x": {"kind": "number"},
    "amount": {"kind": "money"},
    "flag": {"kind": "boolean"},
    "since": {"kind": "date"},
    "words": {"kind": "list", "of": "text"},
}
FIND = {"find": {"entity": "item", "key": "item_id", "else": "no_item"}}


def environment_of(tools: dict[str, list[Any]]) -> Environment:
    """The two entities with these tools, name to steps."""
    declared = {
        name: {"title": name, "description": name, "parameters": PARAMETERS, "steps": steps}
        for name, steps in tools.items()
    }
    return from_data(
        {
            "name": "meaning",
            "title": "Meaning",
            "description": "Every kind of column.",
            "clock": {"start": "2026-02-27T23:30:00Z"},
            "entities": ENTITIES,
            "faults": {"no_item": {"message": "There is no item {item_id}."}},
            "tools": declared or {"nothing": {"title": "x", "description": "x", "steps": [{"return": {"a": "1"}}]}},
        }
    )


PLAIN = environment_of({"probe": [FIND, {"return": {"a": "item.title"}}]})
SCOPE = scopes.start(PLAIN, PLAIN.tools["probe"]).bind("item", types.row("item"))

# --- values ---------------------------------------------------------------------------------------------------------

TEXTS = ["", "a", "A", "ab", "É", "é", "ß", "SS", " a ", "%", "a*", "?b", "_", "a.b", "İ", "日本", "'\"\\{"]
INTEGERS = [-8, -7, -1, 0, 1, 2, 5, 7, 1000]
NUMBERS = [-2.5, -0.1, 0.0, 0.1, 0.2, 0.5, 1.0, 2.5, 2.675, 3.0, 1e-7, 123456.789]
AMOUNTS = [Decimal(units).scaleb(-2) for units in (-250, -1, 0, 1, 5, 250, 267, 999, 123456)]
LEVIES = [Decimal(units).scaleb(-3) for units in (-5, 0, 10, 50, 2500, 2505, 2670)]
DATES = ["2024-02-29", "2026-01-31", "2026-02-27", "2026-02-28", "2026-12-31"]
TIMES = ["2024-02-29T12:00:00Z", "2026-02-27T00:00:00Z", "2026-02-27T23:30:00Z", "2026-12-31T23:59:59Z"]


def _rows(draw: st.DrawFn, texts: list[str]) -> State:
    def one(values: list[Any]) -> Any:
        return values[draw(st.integers(0, len(values) - 1))]

    def maybe(values: list[Any]) -> Any:
        return one([None, *values])

    shops = [{"shop_id": f"s{i}", "name": one(texts), "fee": one(AMOUNTS), "motto": maybe(texts)} for i in range(2)]
    items = [
        {
            "item_id": f"i{number}", "shop_id": one(["s0", "s1"]), "title": one(texts), "note": maybe(texts),
            "count": one(INTEGERS), "limit": maybe(INTEGERS), "size": one(NUMBERS), "rate": maybe(NUMBERS),
            "price": one(AMOUNTS), "levy": one(LEVIES),
            "refund": maybe(AMOUNTS), "open": one([True, False]), "sold": maybe([True, False]),
            "day": one(DATES), "until": maybe(DATES), "made_at": one(TIMES), "seen_at": maybe(TIMES),
            "status": one(["new", "used", "old"]), "grade": maybe(["new", "fine"]),
            "tags": tuple(draw(st.lists(st.sampled_from(texts), max_size=3))),
        }
        for number in range(5)
    ]  # fmt: skip
    tables: Any = {"shop": {(row["shop_id"],): row for row in shops}, "item": {(row["item_id"],): row for row in items}}
    return State("2026-02-27T23:30:00Z", tables)


def _arguments(draw: st.DrawFn, texts: list[str]) -> dict[str, Any]:
    chosen: dict[str, list[Any]] = {"word": texts, "n": INTEGERS, "x": NUMBERS, "flag": [True, False], "since": DATES}
    found: dict[str, Any] = {name: draw(st.sampled_from(values)) for name, values in chosen.items()}
    other = draw(st.none() | st.sampled_from(texts))
    amount = float(draw(st.sampled_from(AMOUNTS)))
    words = draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3))
    return found | {"amount": amount, "words": words} | ({} if other is None else {"other": other})


# --- expressions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Around:
    """What an expression may use: its row's name, what is known not to be None, how deep it may still nest."""

    row: str = "item"
    solid: frozenset[str] = frozenset()
    depth: int = 3
    nested: bool = False
    """Whether it stands inside a comprehension, which holds no other."""

    def inner(self) -> "Around":
        """One level deeper."""
        return replace(self, depth=self.depth - 1)

    def known(self, path: str) -> "Around":
        """One level deeper, where a path is not None."""
        return replace(self, solid=self.solid | {path}, depth=self.depth - 1)


NULLABLE = {
    "text": ("<row>.note", "<row>.shop.motto", "other"),
    "integer": ("<row>.limit",),
    "number": ("<row>.rate",),
    "money": ("<row>.refund",),
    "boolean": ("<row>.sold",),
    "date": ("<row>.until",),
    "datetime": ("<row>.seen_at",),
    "enum": ("<row>.grade",),
}
LEAVES: dict[str, tuple[str, ...]] = {
    "text": ("'a'", "'É'", "''", "word", "<row>.title", "<row>.shop.name", "<row>.label", "<row>.item_id"),
    "integer": ("0", "3", "-7", "n", "<row>.count", "<row>.shop.stock"),
    "number": ("0.1", "2.5", "x", "<row>.size"),
    "money": ("amount", "<row>.price", "<row>.shop.fee", "money(0)", "money(2.675)"),
    "boolean": ("flag", "<row>.open", "<row>.dear"),
    "date": ("since", "today()", "<row>.day"),
    "datetime": ("now()", "<row>.made_at"),
    "enum": ("<row>.status",),
    "words": ("words", "<row>.tags", "['a', 'É']"),
}
SHAPES: dict[str, tuple[str, ...]] = {
    "text": (
        "(<text> + <text>)", "<text>[1:3]", "<text>[-1:]", "min(<text>, <text>)", "replace(<text>, <text>, <text>)",
        "join_path(<text>, <text>)", 'f"{<leaf:text>}|{<leaf:integer>:03d}|{<leaf:money>}|{<leaf:number>:.2f}"',
        'f"{{{<leaf:number>}}} {<leaf:date>} {<leaf:money>:,.2f} {<leaf:boolean>}"',
        "{'new': <text>, 'used': 'u', 'old': <text>}[<row>.status]",
    ),
    "integer": (
        "(<integer> + <integer>)", "(<integer> - <integer>)", "(<integer> * <integer>)", "(<integer> % 5)",
        "(<integer> % -3)", "-(<integer>)", "len(<text>)", "len(<words>)", "days_between(<date>, <datetime>)",
        "floor(<number>)", "abs(<integer>)", "max(<integer>, <integer>, 2)", "count(<rows>)", "len(<words>)",
        "total(<each:integer>)", "{'new': 1, 'used': <integer>, 'old': 3}[<row>.status]",
    ),
    "number": (
        "(<integer> / 2)", "(<number> + <integer>)", "(<number> - <number>)", "(<number> * <number>)", "(<number> / 3)",
        "(<number> % 0.7)", "(<number> % -2)", "ratio(<integer>, <number>)", "ratio(<money>, <money>)",
        "round_half_up(<number>, 2)", "round_half_up(<number>, 0)", "hours_between(<datetime>, <datetime>)",
        "ratio(<row>.levy, <money>)", "ratio(total(o.levy for o in item), 7)",
        "average(<each:number>)", "average(<each:money>)", "percentile(<each:number>, 50)", "max(<number>, <integer>)",
        "total(<each:number>)", "abs(<number>)",
    ),
    "money": (
        "(<money> + <money>)", "(<money> - <money>)", "(<money> * <integer>)", "money(<number>)", "(<money> + 0)",
        "money(<money> * <number>)", "money(<money> / 3)", "money(<money> % 0.7)", "-(<money>)", "max(0, <money>)",
        "min(<money>, <money>)", "total(<each:money>)", "abs(<money>)", "(<money> if <boolean> else 0)",
        "money(<row>.levy * <number>)", "money(<row>.levy + <money>)",
    ),
    "boolean": (
        "(<text> == <text>)", "(<text> < <text>)", "(<integer> == <integer>)", "(<integer> <= <number>)",
        "(<number> > <number>)", "(<money> >= <money>)", "(<money> > 0)", "(<money> < 2.675)", "(<money> == 2.5)",
        "(<row>.levy > <money>)", "(<money> == <row>.levy)", "(<row>.levy <= 2.505)",
        "(<row>.levy in (0.01, <money>))", "(<row>.levy * <integer> > <row>.levy)",
        "(<row>.levy + <row>.levy == <money>)", "any(<row>.levy < o.price for o in item)",
        "(<date> < <date>)", "(<datetime> >= <datetime>)", "(<enum> != 'used')", "(<enum> in ('new', 'old'))",
        "(<boolean> == <boolean>)", "(<boolean> and <boolean>)", "(<boolean> or <boolean>)", "(not <boolean>)",
        "(<text> in <words>)", "(<text> not in <words>)", "(<text> in <text>)", "(<integer> in (<integer>, 2))",
        "contains(<text>, <text>)", "starts_with(<text>, <text>)", "same_text(<text>, <text>)",
        "glob_match(<text>, <text>)", "valid_email(<text>)", "(<words> == <words>)", "any(<each:boolean>)",
        "all(<each:boolean>)", "(<date> == date_of(<datetime>))", "(<money> in (<money>, <money>))",
        "(<money> * <number> > 1)", "(<money> * <money> > 1)",
        "(<money> + <number> > 1)", "(<number> - <money> <= 1)", "(count(<rows>) > 1)",
        "(total(<each:money>) <= <money>)",
    ),
    "date": (
        "add_days(<date>, <integer>)", "add_months(<date>, <integer>)", "date_of(<datetime>)", "start_of_month(<date>)",
        "end_of_month(<date>)", "max(<date>, <date>)",
    ),
    "datetime": ("add_hours(<datetime>, <number>)", "add_days(<datetime>, 3)", "add_months(<datetime>, -1)"),
    "enum": ("('new' if <boolean> else <enum>)",),
    "words": ("words[:1]", "[<each:text>]", "lines(<text>)", "words(<text>)", "[<text>, <text>]"),
}  # fmt: skip
WITH_NONE = ("({} == {})", "({} != {})", "({} is None)", "({} is not None)")
TEXT_WITH_NONE = (
    "contains({}, {})",
    "starts_with({}, {})",
    "same_text({}, {})",
    "({} in words)",
    "({} not in ('a', '%'))",
)
_PLACE = re.compile(r"<([a-z:]+)>")


def expression(draw: st.DrawFn, kind: str, around: Around) -> str:
    """The text of an expression of a kind."""
    if around.depth <= 0 or draw(st.integers(0, 3)) == 0:
        return _leaf(draw, kind, around)
    if draw(st.integers(0, 4)) == 0:
        return _guarded(draw, kind, around)
    if kind == "boolean" and draw(st.integers(0, 3)) == 0:
        return _about_none(draw, around.inner())
    return _shaped(draw, draw(st.sampled_from(SHAPES[kind])), around)


def _shaped(draw: st.DrawFn, shape: str, around: Around) -> str:
    inner = around.inner()
    return _PLACE.sub(lambda place: _part(draw, place[1], inner), shape)


def _leaf(draw: st.DrawFn, kind: str, around: Around) -> str:
    solid = [path for path in _nullable(kind, around) if path in around.solid]
    leaf: str = draw(st.sampled_from([*LEAVES[kind], *solid, *solid]))
    return leaf.replace("<row>", around.row)


def _nullable(kind: str, around: Around) -> list[str]:
    return [path.replace("<row>", around.row) for path in NULLABLE.get(kind, ())]


def _part(draw: st.DrawFn, place: str, around: Around) -> str:
    name, _, kind = place.partition(":")
    if place == "row":
        return around.row
    if name == "leaf":
        return _leaf(draw, kind, around)
    return expression(draw, place, around) if place in SHAPES else _comprehension(draw, kind, around)


def _comprehension(draw: st.DrawFn, kind: str, around: Around) -> str:
    """`value for o in item`, or a plain list inside of another comprehension; without a kind the rows themselves."""
    if around.nested:
        return "words" if not kind else f"[{_leaf(draw, kind, around)}]"
    inner = replace(around, row="o", solid=frozenset(), nested=True)
    element = expression(draw, kind, inner) if kind else "o"
    condition = f" if {expression(draw, 'boolean', inner)}" if draw(st.booleans()) else ""
    return f"{element} for o in item{condition}"


def _guarded(draw: st.DrawFn, kind: str, around: Around) -> str:
    """A value that may be None, used where it is not."""
    path = draw(st.sampled_from([one for other in NULLABLE for one in _nullable(other, around)]))
    inside, outside = expression(draw, kind, around.known(path)), expression(draw, kind, around.inner())
    shapes = [f"({inside} if {path} is not None else {outside})", f"({outside} if {path} is None else {inside})"]
    if kind == "boolean":
        shapes += [f"({path} is not None and {inside})", f"({path} is None or {inside})"]
    shapes += [f"coalesce({own}, {outside})" for own in _nullable(kind, around) if own not in around.solid]
    return draw(st.sampled_from(shapes))


def _about_none(draw: st.DrawFn, around: Around) -> str:
    """A condition that takes None as it is."""
    kind = draw(st.sampled_from(list(NULLABLE)))
    null = draw(st.sampled_from(_nullable(kind, around)))
    shape = draw(st.sampled_from([*WITH_NONE, *(TEXT_WITH_NONE if kind == "text" else ())]))
    return str(shape).format(null, expression(draw, kind, around))


@dataclass(frozen=True)
class Case:
    """Rows, arguments and expressions."""

    state: State
    arguments: dict[str, Any]
    expressions: tuple[str, ...]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One expression per shape, and some about None, with what they are computed on."""
    depths = st.integers(1, 3)
    shapes = [shape for kind in [*SHAPES, "boolean"] for shape in SHAPES[kind]]
    found = [_shaped(draw, shape, Around(depth=draw(depths))) for shape in shapes]
    found += [_guarded(draw, kind, Around()) for kind in SHAPES]
    found += [_about_none(draw, Around(depth=draw(depths) - 1)) for _ in range(20)]
    texts = ["a", "A", "É", "é", *draw(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=4))]
    return Case(_rows(draw, texts), _arguments(draw, texts), tuple(text for text in found if types_well(text)))


def types_well(text: str) -> bool:
    """Whether the type rules accept an expression for the row `item`."""
    problems: list[str] = []
    try:
        infer(parse(text), SCOPE, lambda what, _hint: problems.append(what))
    except ExpressionError:
        return False
    return not problems
