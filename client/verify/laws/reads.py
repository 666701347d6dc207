"""Laws of reading: reads agree with each other, filters take what they say, orders order, pages make up the list."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from client.servers import Json, Object
from client.verify.cases import Case
from client.verify.laws.conditions import COMPARE
from client.verify.laws.law import PAGES, Law, differs
from client.verify.laws.reading import Lister, Reader, Shown
from servers.farm.expressions import Attribute, Call, Compare, Expr, IsNone, Name, names, parse
from servers.farm.facts import conjuncts, disjuncts
from servers.farm.model import OrderChoices
from servers.farm.state import key_columns

T = TypeVar("T")
ROWS = 3
"""How many rows of a list are looked at one by one, from all over it."""
LISTS = 4
"""Among how many lists of a tool, by its required arguments, the longest is looked for."""
SHORT = 20
"""How many pages of one row are turned at most; the cases of family success turn some to the end, too."""
VALUES = 4
"""How many values of a filter are tried, if they are not those of an enum."""


class _Listing(Law):
    """A law about a list."""

    def applies(self, tool: str) -> bool:
        """Whether the tool lists rows."""
        return self.lister(tool) is not None

    def lister(self, tool: str) -> Lister | None:
        """The list that the tool is."""
        return next((reader for reader in self.reading.listers if reader.tool == tool), None)

    def tried(self, tool: str) -> list[Case]:
        """One call: of a few lists, the one that holds the most rows."""
        reader, lists = self.lister(tool), dict[str, Case]()
        for case in self.good(tool):
            lists.setdefault(json.dumps(self.required(tool, case.steps[-1].call.arguments)), case)
        some = list(lists.values())[:LISTS]
        if reader is None or len(some) < 2:
            return some
        chosen = self.reading.chosen
        if tool not in chosen:
            chosen[tool] = max(some, key=lambda case: self._length(reader, case))
        return [chosen[tool]]

    def _length(self, reader: Lister, case: Case) -> int:
        self.trial.begin(case)
        answer = self.trial.call(reader.tool, self.required(reader.tool, case.steps[-1].call.arguments))
        return len(self.reading.rows(reader, answer.structured))

    def required(self, tool: str, arguments: Object) -> Object:
        """Only the arguments that a call must have: the list without filters."""
        return {item.name: arguments[item.name] for item in self.contract.surfaces[tool] if item.required}

    def broken(self, tool: str, case: Case) -> str | None:
        """List without filters, then see."""
        reader = self.lister(tool)
        if reader is None:
            return None
        self.trial.begin(case)
        bare = self.required(tool, case.steps[-1].call.arguments)
        rows = self.trial.listed(reader, bare)
        return None if rows is None else self.holds(reader, bare, rows)

    def holds(self, reader: Lister, bare: Object, rows: list[Shown]) -> str | None:
        """What breaks the law; `rows` is the whole list."""
        raise NotImplementedError


class Agree(_Listing):
    """A row has the same values in a list, when it is got alone, and below other rows."""

    name = "agree"

    def holds(self, reader: Lister, bare: Object, rows: list[Shown]) -> str | None:
        """Get some rows of the list one by one."""
        context = self.reading.context(reader.tool, bare)
        looked = False
        for row in spread(rows, ROWS):
            known = {
                **_arguments(reader, bare),
                **{path[0]: value for path, value in row.values.items() if len(path) == 1},
            }
            for getter in self.reading.getters:
                arguments = self.reading.arguments(getter, known, context) if getter.entity == row.entity else None
                if arguments is None:
                    continue
                looked = True
                wrong = self._got(getter, arguments, row)
                if wrong:
                    return wrong
        return "" if looked else None

    def _got(self, getter: Reader, arguments: Object, row: Shown) -> str:
        answer, got = self.trial.got(getter, arguments)
        if got is None or got.key != row.key:
            return f"a row that it lists is not found by {getter.tool}: {answer.shown()[:120]}"
        wrong = differs(row, got)
        return wrong and f"{getter.tool} shows {row.entity} {'/'.join(map(str, row.key))} otherwise: {wrong}"


@dataclass(frozen=True)
class Filter:
    """A parameter that leaves out rows by one shown column."""

    parameter: str
    column: str
    op: str
    """How the column is compared with it; `text` if it only has to find a row by the whole of its text."""


class Filters(_Listing):
    """A filter by a column gives exactly the rows of the whole list whose shown value it asks for, in their order."""

    name = "filters"

    def applies(self, tool: str) -> bool:
        """Whether the tool lists rows and has a filter by a column."""
        reader = self.lister(tool)
        found = self._filters(reader) if reader is not None else []
        return bool(found) or (reader is not None and bool(reader.by))

    def holds(self, reader: Lister, bare: Object, rows: list[Shown]) -> str | None:
        """The list is that of what it was asked for; then each filter with values that the list shows."""
        for column, value in _arguments(reader, bare).items():
            if any(row.values.get((column,), value) != value for row in rows):
                return f"asked for {column} {value!r} it shows rows with another one"
        looked = bool(reader.by and rows)
        for item in self._filters(reader):
            for value in self._values(reader, item, rows):
                part = self.trial.listed(reader, {**bare, item.parameter: value})
                if part is None:
                    continue
                looked = True
                wrong = _misses(item, value, rows, part)
                if wrong:
                    return f"with {item.parameter} {value!r} {wrong}"
        return "" if looked else None

    def _filters(self, reader: Lister) -> list[Filter]:
        texts = [parse(text) for text in reader.search.given]
        found = [item for text in texts for item in _filter(text, reader.search.entity)]
        parameters = self.environment.tools[reader.tool].parameters
        once = [item for item in found if sum(item.parameter in names(text) for text in texts) == 1]
        return [item for item in once if item.parameter in parameters and parameters[item.parameter].optional]

    def _values(self, reader: Lister, item: Filter, rows: Sequence[Shown]) -> list[Json]:
        """Every value of an enum or boolean, else some that the list shows."""
        surface = next(one for one in self.contract.surfaces[reader.tool] if one.name == item.parameter)
        shown: list[Json] = [
            value for row in rows if (value := row.values.get((item.column,))) is not None and value != ""
        ]
        if item.op == "in":
            shown = [element for value in shown for element in (value if isinstance(value, list) else [])]
        if not shown:
            return []
        allowed = surface.schema.get("enum")
        if isinstance(allowed, list):
            return list(allowed)
        if surface.schema["type"] == "boolean":
            return [True, False]
        return spread(list(dict.fromkeys(shown)), VALUES)


def _filter(condition: Expr, row: str) -> Iterator[Filter]:
    """The filters that a condition of a search is: one comparison, or alternatives of which one finds a text."""
    tests = [fact for fact in conjuncts(condition) if not isinstance(fact, IsNone)]
    if len(tests) != 1:
        return
    test = tests[0]
    if isinstance(test, Compare) and isinstance(test.left, Attribute) and isinstance(test.right, Name):
        if test.left.base == Name(row) and test.op in COMPARE:
            yield Filter(test.right.id, test.left.name, test.op)
    elif isinstance(test, Compare) and test.op == "in" and isinstance(test.left, Name):
        if isinstance(test.right, Attribute) and test.right.base == Name(row):
            yield Filter(test.left.id, test.right.name, "in")
    else:
        yield from _texts(test, row)


def _texts(test: Expr, row: str) -> Iterator[Filter]:
    for part in disjuncts(test):
        for one in conjuncts(part):
            if isinstance(one, Call) and one.function in ("contains", "same_text", "starts_with"):
                column, text = one.arguments
                if isinstance(column, Attribute) and column.base == Name(row) and isinstance(text, Name):
                    yield Filter(text.id, column.name, "text")


def _misses(item: Filter, value: Json, rows: Sequence[Shown], part: Sequence[Shown]) -> str:
    """What is wrong with the part of a list that a filter lets through."""
    if any((item.column,) not in row.values for row in rows):
        return ""
    keys, got = [row.key for row in rows], [row.key for row in part]
    wanted = [row.key for row in rows if _takes(item, row.values[(item.column,)], value)]
    if item.op == "text":
        absent = [key for key in wanted if key not in got]
        foreign = got != [key for key in keys if key in got]
        return f"it does not show row {absent[0]}, which has it" if absent else "it is no part of the list" * foreign
    if got == wanted:
        return ""
    return f"it shows {got[:6]}, and {item.column} is {item.op} {value!r} in {wanted[:6]}"


def _takes(item: Filter, shown: Any, value: Any) -> bool:
    if item.op in COMPARE:
        return COMPARE[item.op](shown, value)
    return value in (shown or ()) if item.op == "in" else bool(shown == value)


class Order(_Listing):
    """The values that a list shows stand in its declared order, and every choice of an order holds the same rows."""

    name = "order"

    def holds(self, reader: Lister, bare: Object, rows: list[Shown]) -> str | None:
        """Each choice, or the only order."""
        keys, search = key_columns(self.environment.entities[reader.entity]), reader.search
        if not isinstance(search.order, OrderChoices):
            return _unordered((*search.order, *keys), rows)
        for choice, columns in search.order.choices.items():
            ordered = self.trial.listed(reader, {**bare, search.order.by: choice})
            if ordered is None or sorted(map(_text, ordered)) != sorted(map(_text, rows)):
                return f"ordered by {choice} it holds other rows than without"
            wrong = _unordered((*columns, *keys), ordered)
            if wrong:
                return f"by {choice}: {wrong}"
        return ""


def _unordered(columns: Sequence[str], rows: Sequence[Shown]) -> str:
    """How rows break an order, as far as its columns are shown; None comes first, descending last."""
    shown = [name for name in columns if all((name.removeprefix("-"),) in row.values for row in rows)]
    known = columns[: next((index for index, name in enumerate(columns) if name not in shown), len(columns))]
    wanted = list(rows)
    for name in reversed(known):
        wanted.sort(key=lambda row: _place(row.values[(name.removeprefix("-"),)]), reverse=name.startswith("-"))
    wrong = next((row for row, other in zip(rows, wanted, strict=True) if row is not other), None)
    return f"row {wrong.key} is not where the order by {', '.join(known)} has it" if wrong is not None else ""


def _place(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


def _text(row: Shown) -> str:
    return repr(row.key)


class Pages(Law):
    """Pages of one row and pages as long as they get hold the same rows in the same order."""

    name = "pages"

    def applies(self, tool: str) -> bool:
        """Whether the list comes in pages."""
        return self._longest(tool) is not None

    def tried(self, tool: str) -> list[Case]:
        """A call that begins to page."""
        return [case for case in super().tried(tool) if "cursor" not in case.steps[-1].call.arguments][:1]

    def broken(self, tool: str, case: Case) -> str | None:
        """Turn pages of one row, and of as many as a page holds."""
        self.trial.begin(case)
        short = self._gathered(tool, {**case.steps[-1].call.arguments, "limit": 1}, SHORT)
        long = self._gathered(tool, {**case.steps[-1].call.arguments, "limit": self._longest(tool)}, PAGES)
        if short != long[: len(short)] or (len(short) < SHORT and len(short) != len(long)):
            return f"pages of 1 hold {len(short)} rows and longer ones {len(long)}, or in another order"
        return ""

    def _gathered(self, tool: str, arguments: Object, most: int) -> list[str]:
        """The rows of the pages, as texts: the elements of their first list."""
        pages = list(islice(self.trial.pages(tool, arguments), most))
        lists = [next((item for item in (page or {}).values() if isinstance(item, list)), []) for page in pages]
        return [json.dumps(row) for rows in lists for row in rows]

    def _longest(self, tool: str) -> Json:
        return next((item.schema["maximum"] for item in self.contract.surfaces[tool] if item.name == "limit"), None)


def _arguments(reader: Reader, arguments: Object) -> Mapping[str, Json]:
    """The columns of the listed rows that the arguments tell."""
    return {column: arguments[name] for column, name in reader.by.items() if name in arguments}


def spread(items: Sequence[T], most: int) -> list[T]:
    """At most so many, from all over a list, the first and the last among them."""
    if len(items) <= most:
        return list(items)
    return [items[index * (len(items) - 1) // (most - 1)] for index in range(most)]
