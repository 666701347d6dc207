"""Columns that follow from other values: totals of orders, numbers of messages, whatever an expression says."""

from collections.abc import Iterable
from decimal import Decimal

from generator.seed.stored import canonical
from servers.farm.interpreter import BrokenRule, Interpreter
from servers.farm.model import SeedRule
from servers.farm.state import Row, State, Value

SETTLED = frozenset({"sum", "count", "worked_out"})
"""Makers whose values are worked out from the rows that are there, again with every row that comes."""


def settled_value(interpreter: Interpreter, state: State, entity: str, name: str, rule: SeedRule, row: Row) -> Value:
    """The value of a column whose rule is one of `SETTLED`, on the rows that are there."""
    declared = interpreter.environment.entities[entity]
    if rule.make == "worked_out":
        try:
            found = interpreter.value(state, str(rule.options["value"]), {entity: row})
        except BrokenRule:  # a row that it looks at is not there yet
            return row.get(name)
        return canonical(declared.columns[name], found)
    key = row[declared.key.column] if declared.key is not None else None
    return canonical(declared.columns[name], _over(rule, state.rows[str(rule.options["entity"])].values(), key))


def _over(rule: SeedRule, rows: Iterable[Row], key: Value) -> Value:
    """The sum or count over the rows below a key, or over all: those whose column `where` holds one of `is`."""
    options = rule.options
    by, where, allowed = options.get("by"), options.get("where"), options.get("is")
    kept = [
        row
        for row in rows
        if (by is None or row.get(str(by)) == key)
        and (where is None or row.get(str(where)) in (allowed if isinstance(allowed, tuple) else (allowed,)))
    ]
    if rule.make == "count":
        return len(kept)
    column, times = str(options.get("column")), str(options.get("times", ""))
    return sum((_number(row.get(column)) * _number(row.get(times, 1)) for row in kept), Decimal(0))


def _number(value: Value) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else Decimal(0)
