"""What the tools of an environment do with rows, read from their steps: which they look up, ask about and write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as factory

from servers.farm.expressions import Attribute, Compare, Constant, Expr, IsNone, Name, Not, Slot, parse, walk
from servers.farm.facts import constants
from servers.farm.model import (
    DeleteStep,
    EachStep,
    FindStep,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    RequireStep,
    Step,
    Tool,
    UpdateStep,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A step of a tool: `at` is the index of the top-level step that it is or lies in, `nested` whether it lies in one.

    `rows` are the rows that are bound before it: name → entity.
    """

    at: int
    step: Step
    rows: Mapping[str, str]
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """A write: of `entity` the columns that get `values`, in the bound `row` ("": in many); `given` are those that are
    set to the parameter of their name. `kind` is "insert", "update" or "delete"."""

    spot: Spot
    kind: str
    entity: str
    row: str
    values: Mapping[str, str] = factory(default_factory=dict)
    given: tuple[str, ...] = ()

    def constant(self, column: str) -> str | int | float | bool | None:
        """The constant that a column is set to, None if it is no constant or is emptied."""
        found = parse(self.values[column]) if column in self.values else None
        return found.value if isinstance(found, Constant) else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A require that is about a column of a bound row; `values` are the constants that it is compared with."""

    spot: Spot
    fault: str
    entity: str
    row: str
    column: str
    values: frozenset[str] = frozenset()


def spots(tool: Tool) -> Iterator[Spot]:
    """Every step of a tool in order, nested ones too."""
    rows: dict[str, str] = {}
    for at, step in enumerate(tool.steps):
        yield from _spots(at, step, rows, nested=False)


def _spots(at: int, step: Step, rows: dict[str, str], *, nested: bool) -> Iterator[Spot]:
    yield Spot(at, step, dict(rows), nested)
    inner: tuple[Step, ...] = ()
    match step:
        case FindStep(find=find):
            rows[find.name] = find.entity
        case InsertStep(insert=insert):
            rows[insert.name] = insert.entity
        case EachStep(each=each):
            inner = each.do
        case IfStep(if_=if_):
            inner = (*if_.then, *if_.else_)
    for below in inner:
        yield from _spots(at, below, rows, nested=True)


def writes(tool: Tool) -> Iterator[Write]:
    """Every write of a tool."""
    for spot in spots(tool):
        match spot.step:
            case FindStep(find=find) if isinstance(find.else_, InsertElse):  # under the condition that none is there
                made = Spot(spot.at, spot.step, spot.rows, nested=True)
                yield Write(made, "insert", find.entity, find.name, find.else_.insert)
            case InsertStep(insert=insert):
                yield Write(spot, "insert", insert.entity, insert.name, insert.set)
            case UpdateStep(update=update):
                entity = update.entity or spot.rows.get(update.row or "", update.row or "")
                values = {**update.set, **{name: name for name in update.given}}
                yield Write(spot, "update", entity, update.row or "", values, update.given)
            case DeleteStep(delete=delete):
                entity = delete.entity or spot.rows.get(delete.row or "", delete.row or "")
                yield Write(spot, "delete", entity, delete.row or "")


def asked(tool: Tool) -> Iterator[Asked]:
    """Every require about a column of a row that was looked up, once for each such column."""
    for spot in spots(tool):
        if isinstance(spot.step, RequireStep):
            require = spot.step.require
            found: dict[tuple[str, str], set[str]] = {}
            for row, column, values in _tests(parse(require.that)):
                found.setdefault((row, column), set()).update(values)
            for (row, column), told in found.items():
                if row in spot.rows:
                    yield Asked(spot, require.else_, spot.rows[row], row, column, frozenset(told))


def _tests(expr: Expr) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each (row, column, constants) that a condition compares, negates, or asks to be there or not."""
    for node in walk(expr):
        if isinstance(node, Compare):
            for own, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(own, Attribute) and isinstance(own.base, Name):
                    yield own.base.id, own.name, _values(other)
        inner = node.operand if isinstance(node, Not | IsNone) else node
        if isinstance(inner, Attribute) and isinstance(inner.base, Name):
            yield inner.base.id, inner.name, ()


def _values(expr: Expr) -> tuple[str, ...]:
    found = (expr.value,) if isinstance(expr, Constant) else constants(expr) or ()
    return tuple(str(value) for value in found)


def nodes_behind(tool: Tool, expr: Expr) -> Iterator[Expr | Slot]:
    """The nodes of an expression, and of what the tool has computed under the names in it."""
    lets = {
        name: text for spot in spots(tool) if isinstance(spot.step, LetStep) for name, text in spot.step.let.items()
    }
    for node in walk(expr):
        yield node
        if isinstance(node, Name) and node.id in lets:
            yield from nodes_behind(tool, parse(lets[node.id]))


def read_only(tool: Tool) -> bool:
    """Whether a tool writes nothing by its own steps."""
    return not any(True for _ in writes(tool))


def last_words(tool: str, entity: str) -> tuple[str, ...]:
    """The words of a tool's name without those of the entity: "mark_order_as_paid" → mark as paid."""
    words = tool.split("_")
    noun = entity.split("_")
    for length in (len(noun), 1):
        own = noun[-length:]
        for start in range(len(words) - length + 1):
            if words[start : start + length] == own:
                return tuple(words[:start] + words[start + length :])
    return tuple(words)
