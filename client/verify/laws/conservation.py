"""Conservation: amounts change only where that is declared, and what is only moved stays the same in total."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from servers.farm.effects import Effect, effects
from servers.farm.expressions import Arithmetic, Attribute, Call, Constant, Expr, Name, parse, walk
from servers.farm.model import (
    ComputedColumn,
    Environment,
    FindStep,
    InsertElse,
    InsertStep,
    IntegerColumn,
    MoneyColumn,
    Tool,
    UpdateStep,
)
from servers.farm.places import Place, places
from servers.farm.state import Row, RowKey, State

Member = tuple[str, str]
"""Entity and column."""


@dataclass(frozen=True)
class Move:
    """What one step adds to a column (`times` is -1 if it takes it away); `amount` None: who knows."""

    member: Member
    amount: Expr | None = None
    times: int = 0
    around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """The conditions and lists around the step."""


def shift(before: State, after: State, members: Iterable[Member]) -> Decimal:
    """By how much the sum of some columns over all rows has changed; what is None counts nothing."""
    changes = (
        _amount(new, column) - _amount(old, column)
        for entity, column in members
        for old, new in _pairs(before.rows.get(entity, {}), after.rows.get(entity, {}))
    )
    return sum(changes, Decimal(0))


def _pairs(before: Mapping[RowKey, Row], after: Mapping[RowKey, Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that are not the same object before and after."""
    yield from ((before.get(key), row) for key, row in after.items() if before.get(key) is not row)
    yield from ((row, None) for key, row in before.items() if key not in after)


def _amount(row: Row | None, column: str) -> Decimal:
    value = (row or {}).get(column)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def amounts(environment: Environment, kind: type) -> frozenset[Member]:
    """Every column of a kind, each with its entity."""
    entities = environment.entities.items()
    return frozenset(
        (entity, name) for entity, one in entities for name, item in one.columns.items() if isinstance(item, kind)
    )


def untouched(declared: Iterable[Effect], members: Iterable[Member]) -> tuple[Member, ...]:
    """The columns that no declared effect reaches."""
    reached = {(item.entity, name) for item in declared for name in item.possible}
    return tuple(sorted(set(members) - reached))


def conserved(environment: Environment) -> tuple[frozenset[Member], ...]:
    """Sets of columns whose total no tool changes: by its assignments each takes away what it adds.

    Equal amounts are equal expressions of arguments and constants alone, under the same conditions. A column that is
    written in any other way is in no such set.
    """
    found: list[frozenset[Member]] = []
    for kind in (MoneyColumn, IntegerColumn):
        tools = [tuple(_moves(environment, name, amounts(environment, kind))) for name in environment.tools]
        wild = {move.member for moves in tools for move in moves if move.amount is None}
        found += [group for group in _groups(tools, wild) if all(_balanced(moves, group) for moves in tools)]
    return tuple(found)


def _groups(tools: list[tuple[Move, ...]], wild: set[Member]) -> list[frozenset[Member]]:
    """The columns that some tool moves together, joined where they overlap."""
    groups: list[frozenset[Member]] = []
    for moves in tools:
        joined = frozenset(move.member for move in moves) - wild
        overlapping = [group for group in groups if group & joined]
        groups = [group for group in groups if not group & joined]
        groups += [joined.union(*overlapping)] if joined else []
    return sorted(groups, key=sorted)


def _balanced(moves: tuple[Move, ...], group: frozenset[Member]) -> bool:
    sums: Counter[object] = Counter()
    for move in moves:
        if move.member in group:
            sums[move.amount, move.around] += move.times
    return not any(sums.values())


def _moves(environment: Environment, name: str, members: frozenset[Member]) -> Iterator[Move]:
    """What a tool does to the columns, step by step."""
    tool = environment.tools[name]
    for place in places(environment, tool):
        yield from _moved(place, tool, members)
    for effect in effects(environment, name):
        if effect.kind == "delete" or effect.by != "step":
            yield from (Move(member) for member in members if member[0] == effect.entity)


def _moved(place: Place, tool: Tool, members: frozenset[Member]) -> Iterator[Move]:
    match place.step:
        case FindStep(find=find) if isinstance(find.else_, InsertElse):
            yield from _inserted(place.scope.environment, find.entity, find.else_.insert, members)
        case InsertStep(insert=insert):
            yield from _inserted(place.scope.environment, insert.entity, insert.set, members)
        case UpdateStep(update=update):
            bound = place.scope.lookup(update.row) if update.row else None
            entity = bound.entity if bound is not None else update.entity or ""
            values = {**update.set, **{column: column for column in update.given}}
            own = {column: text for column, text in values.items() if (entity, column) in members}
            yield from (_change(place, tool, (entity, column), update.row, text) for column, text in own.items())
        case _:
            return


def _inserted(
    environment: Environment, entity: str, values: Mapping[str, str], members: frozenset[Member]
) -> Iterator[Move]:
    """A new row moves nothing if it begins with nothing."""
    for name, column in environment.entities[entity].columns.items():
        if (entity, name) in members and not isinstance(column, ComputedColumn):
            text = values.get(name, getattr(column, "default", None))
            if text is not None and not _is_nothing(parse(text)):
                yield Move((entity, name))


def _is_nothing(value: Expr) -> bool:
    if isinstance(value, Call) and value.function == "money":
        return _is_nothing(value.arguments[0])
    return isinstance(value, Constant) and value.value in (0, None)


def _change(place: Place, tool: Tool, member: Member, row: str | None, text: str) -> Move:
    value = parse(text)
    if row is None or not isinstance(value, Arithmetic) or value.op not in "+-":
        return Move(member)
    if value.left != Attribute(Name(row), member[1]) or not _is_fixed(value.right, tool):
        return Move(member)
    return Move(member, value.right, 1 if value.op == "+" else -1, (place.when, place.lists))


def _is_fixed(amount: Expr, tool: Tool) -> bool:
    """Whether an amount depends on arguments and constants alone."""
    nodes = list(walk(amount))
    named = {node.id for node in nodes if isinstance(node, Name)}
    looks = any(
        isinstance(node, Attribute) or (isinstance(node, Call) and node.function in ("now", "today")) for node in nodes
    )
    return not looks and named <= set(tool.parameters)
