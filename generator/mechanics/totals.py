"""What an amount is worked out from, by its name: the total of an order from its lines, of a line from its price.

An amount is only worked out where every other amount beside it has a meaning: taxes, shipping and fees are added,
discounts taken off; where one has none that is known, the total is left alone.
"""

from __future__ import annotations

import re

from generator.mechanics.counting import children
from generator.mechanics.relations import free, key_of
from servers.farm.model import Entity, Environment, MoneyColumn

_LINES = frozenset("line item entry detail position".split())
_SUBTOTAL = re.compile(r"^(sub_?total|sub_?total_(amount|price)|(items|lines|products)_total|amount_subtotal)$")
_TOTAL = re.compile(r"^((grand_|order_|invoice_|cart_)?total(_(amount|price|value))?|amount_total)$")
_DUE = re.compile(r"^(amount|balance|total)_(due|outstanding|remaining)$")
_PAID = re.compile(r"^((amount|total)_paid|paid_amount)$")
_LINE_TOTAL = re.compile(r"^(line_)?(total|amount)$|^total_(price|amount)$|^sub_?total$|^extended_price$")
_PRICES = ("unit_price", "price", "unit_amount", "unit_cost", "price_per_unit")
_TIMES = ("quantity", "qty", "units")
_OFF = re.compile(r"(^|_)(discounts?|rebates?|reductions?)(_|$)")
_ON = re.compile(
    r"(^|_)(tax|taxes|vat|gst|shipping|delivery|postage|handling|fees?|tips?|gratuity|surcharges?|service_charge)(_|$)"
)
_AFTERWARDS = re.compile(r"(^|_)(paid|due|outstanding|remaining|balance|refund\w*|captured|credited|deposit)(_|$)")
"""Amounts of what happens with a total once it stands; they are no part of it."""


def amount_of(environment: Environment, entity: str, name: str) -> str:
    """The expression that an amount of an entity is worked out by; "" if its name does not say one."""
    declared = environment.entities[entity]
    if _DUE.search(name):
        return _due(declared, entity, name)
    if entity.split("_")[-1] in _LINES:
        return _times(declared, entity, name) if _LINE_TOTAL.search(name) else ""
    if _SUBTOTAL.search(name):
        return _sum(environment, entity)
    return _total(environment, entity, name) if _TOTAL.search(name) else ""


def _sum(environment: Environment, entity: str) -> str:
    """The sum over the lines of a row."""
    if not key_of(environment, entity):
        return ""
    lines = [(child, by) for child, by in children(environment, entity) if child.split("_")[-1] in _LINES]
    if len(lines) != 1:
        return ""
    child, by = lines[0]
    row = free(environment, "item")
    each = _each(environment.entities[child], row)
    own = f"{row}.{by} == {entity}.{key_of(environment, entity)}"
    return f"total({each} for {row} in {child} if {own})" if each else ""


def _each(line: Entity, row: str) -> str:
    """What one line comes to."""
    money = _amounts(line)
    if product := _product(line, row):
        taken_off = [name for name in money if _OFF.search(name) or _ON.search(name)]
        whole = [name for name in money if _LINE_TOTAL.search(name)]
        return f"{row}.{whole[0]}" if len(whole) == 1 else "" if taken_off or whole else product
    whole = [name for name in money if _LINE_TOTAL.search(name)]
    return f"{row}.{whole[0]}" if len(whole) == 1 else ""


def _times(line: Entity, entity: str, name: str) -> str:
    """The price of a line times its number, if nothing is added or taken off."""
    others = [other for other in _amounts(line) if other != name]
    if any(_OFF.search(other) or _ON.search(other) or _LINE_TOTAL.search(other) for other in others):
        return ""
    return _product(line, entity)


def _product(line: Entity, row: str) -> str:
    columns = line.columns
    prices = [name for name in _PRICES if name in _amounts(line)]
    times = [name for name in _TIMES if name in columns and columns[name].kind == "integer"]
    if len(prices) != 1 or len(times) != 1 or getattr(columns[times[0]], "nullable", False):
        return ""
    return f"{row}.{prices[0]} * {row}.{times[0]}"


def _amounts(entity: Entity) -> list[str]:
    """The amounts of money that are always there."""
    found = entity.columns.items()
    return [name for name, column in found if isinstance(column, MoneyColumn) and not column.nullable]


def _total(environment: Environment, entity: str, name: str) -> str:
    """Subtotal or lines, with what is added and without what is taken off."""
    declared = environment.entities[entity]
    money = {key for key, column in declared.columns.items() if isinstance(column, MoneyColumn) and key != name}
    subtotals = [key for key in money if _SUBTOTAL.search(key)]
    begin = f"{entity}.{subtotals[0]}" if len(subtotals) == 1 else "" if subtotals else _sum(environment, entity)
    parts = [key for key in declared.columns if key in money - set(subtotals) and not _AFTERWARDS.search(key)]
    if not begin or any(not (_OFF.search(key) or _ON.search(key)) or key not in _amounts(declared) for key in parts):
        return ""
    return begin + "".join(f" {'-' if _OFF.search(key) else '+'} {entity}.{key}" for key in parts)


def _due(declared: Entity, entity: str, name: str) -> str:
    """What of the total is not paid yet, nothing if more is."""
    money = [key for key in _amounts(declared) if key != name]
    totals = [key for key in money if _TOTAL.search(key)]
    paid = [key for key in money if _PAID.search(key)]
    if len(totals) != 1 or len(paid) != 1:
        return ""
    return f"max({entity}.{totals[0]} - {entity}.{paid[0]}, money(0))"
