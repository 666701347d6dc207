"""Whether a start state keeps what its environment declares: a server would not start on it, or start broken."""

from collections.abc import Callable, Iterator
from operator import ge, le

from servers.farm.interpreter import Interpreter
from servers.farm.model import Column, Entity, EnumColumn, Environment, ReferenceColumn
from servers.farm.problems import Problem
from servers.farm.state import Row, State, Value, stored_columns

_HINT = "let other seed rules make it, or declare what they make"


def broken_start(environment: Environment, state: State) -> list[Problem]:
    """Every way in which the rows break a column, a unique set, a reference or an invariant; each told once."""
    found = dict.fromkeys(problem for law in _LAWS for problem in law(environment, state))
    return list(found)


def _values(environment: Environment, state: State) -> Iterator[Problem]:
    """Values that their columns cannot hold."""
    for name, entity in environment.entities.items():
        for column_name in stored_columns(entity):
            column = entity.columns.get(column_name)
            wrong = (_wrong(column, row.get(column_name)) for row in state.ordered(name))
            if first := next(filter(None, wrong), ""):
                yield Problem(_of(name, column_name), f"a start row has {first}", _HINT)


def _wrong(column: Column | None, value: Value) -> str:
    if value is None:
        return "" if column is not None and getattr(column, "nullable", False) else "no value"
    if isinstance(column, EnumColumn) and value not in column.values:
        return f"{value!r}, which is none of its values"
    bounds = (("minimum", ge), ("maximum", le))
    for limit, keeps in bounds:
        bound = getattr(column, limit, None)
        if bound is not None and not keeps(value, bound):
            return f"{value!r}, beyond its {limit} {bound}"
    return ""


def _unique(environment: Environment, state: State) -> Iterator[Problem]:
    """Two rows with the same values where they occur once."""
    for name, entity in environment.entities.items():
        for columns in (item.columns for item in entity.unique):
            told = [values for row in state.ordered(name) if None not in (values := _of_row(row, columns))]
            if len(set(told)) < len(told):
                yield Problem(f"entity '{name}', unique '{columns[0]}'", "two start rows have the same values", _HINT)


def _of_row(row: Row, columns: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(row.get(column) for column in columns)


def _references(environment: Environment, state: State) -> Iterator[Problem]:
    """References to rows that are not there."""
    for name, entity in environment.entities.items():
        for column_name, to in _targets(entity):
            keys = {key[-1] for key in state.rows.get(to, {}) if key}
            for row in state.ordered(name):
                value = row.get(column_name)
                if value is not None and value not in keys:
                    yield Problem(_of(name, column_name), f"a start row refers to no {to}", _HINT)


def _targets(entity: Entity) -> Iterator[tuple[str, str]]:
    return ((name, column.to) for name, column in entity.columns.items() if isinstance(column, ReferenceColumn))


def _invariants(environment: Environment, state: State) -> Iterator[Problem]:
    """Invariants that a row breaks."""
    for entity, _, text in Interpreter(environment).invariants(state):
        yield Problem(f"entity '{entity}'", f"the start state breaks the invariant '{text}'", _HINT)


def broken_invariants(environment: Environment, state: State) -> list[tuple[str, str]]:
    """The (entity, invariant) pairs that a start state breaks, each once."""
    found = ((entity, text) for entity, _, text in Interpreter(environment).invariants(state))
    return list(dict.fromkeys(found))


def _of(entity: str, column: str) -> str:
    return f"entity '{entity}', column '{column}'"


_LAWS: tuple[Callable[[Environment, State], Iterator[Problem]], ...] = (_values, _unique, _references, _invariants)
