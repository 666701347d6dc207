"""Columns that add up or count the rows below: totals of orders, numbers of messages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.seed.rows import canonical
from servers.farm.model import Environment, SeedRule
from servers.farm.state import Row, Value


def settle_sums(environment: Environment, tables: Mapping[str, Sequence[Row]]) -> None:
    """Give every column whose rule is `sum` or `count` its value, now that all rows are there."""
    for name, entity in environment.entities.items():
        for column, rule in entity.seed.columns.items():
            if rule.make in ("sum", "count"):
                for row in tables[name]:
                    found = _over(rule, tables, row[entity.key.column] if entity.key is not None else None)
                    row[column] = canonical(entity.columns[column], found)


def _over(rule: SeedRule, tables: Mapping[str, Sequence[Row]], key: Value) -> Value:
    options = rule.options
    rows = [row for row in tables.get(str(options.get("entity")), ()) if row.get(str(options.get("by"))) == key]
    if "by" not in options:
        rows = list(tables.get(str(options.get("entity")), ()))
    if rule.make == "count":
        return len(rows)
    column, times = str(options.get("column")), str(options.get("times", ""))
    return sum((_number(row.get(column)) * _number(row.get(times, 1)) for row in rows), Decimal(0))


def _number(value: Value) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else Decimal(0)
