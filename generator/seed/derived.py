"""Columns whose values follow from other rows: copies of a parent's price, totals and counts of child rows."""

import re

from generator.seed.balances import balance_rule
from servers.farm.expressions import Compare, parse, path
from servers.farm.model import Column, Entity, Environment, ReferenceColumn, SeedRule

CREATED = re.compile(
    r"^(date_)?(created?|added|registered|joined|opened|submitted|ordered|placed|posted|received|issued|booked|"
    r"requested|started|creation|uploaded|internal|hired|sent)"
)
"""Columns that say since when a row exists."""

Children = tuple[tuple[str, str], ...]
"""(entity, reference column) of everything that refers to an entity."""

_TOTAL = re.compile(r"^(sub_?total|total|grand_total|amount|total_(amount|price|cost)|amount_(due|total))$")
_EACH = ("line_total", "total", "amount", "unit_price", "price", "cost")
_TIMES = ("quantity", "qty", "units", "count")
_BACK = re.compile(r"(^|_)(refund|reversal|chargeback|dispute|fee|return|discount|credit_note|capture|event|payout)$")
"""Things with an amount that is taken from another's and never adds up to it."""
_OF_THE_WHOLE = re.compile(
    r"(^|_)(net_amount|amount_(available|refunded|captured|paid|remaining|refundable)|"
    r"(refunded|captured|paid|remaining|refundable|net)_(amount|total))$"
)
_WHOLES = ("amount", "total", "total_amount", "amount_total", "grand_total", "gross_amount")
_CURRENCY = re.compile("(^|_)currency(_?(code|iso))?$")
_PRICES = ("price", "unit_price", "list_price", "cost", "price_per_unit")


def children_of(environment: Environment) -> dict[str, Children]:
    """What refers to each entity, in the order of declaration."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in environment.entities}
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, ReferenceColumn) and column.to in found:
                found[column.to].append((name, column_name))
    return {name: tuple(children) for name, children in found.items()}


def derived_rule(
    environment: Environment, entity: str, name: str, column: Column, children: Children
) -> SeedRule | None:
    """The rule of a column that other values settle; None for one that stands for itself."""
    equal = _told_equal(environment.entities[entity], entity, name)
    if equal is not None:
        return SeedRule(make="worked_out", options={"value": equal})
    balance = balance_rule(environment.entities[entity], name) if column.kind == "money" else None
    if balance is not None and (following := _following(environment, entity, balance, children)) is not None:
        return following
    if column.kind == "money" and name in _PRICES:
        return _copied(environment, environment.entities[entity])
    if column.kind == "money" and name == "amount" and (whole := _given_back(environment, entity)) is not None:
        return SeedRule(make="part_above", options={"path": whole, "step": 1})
    if column.kind == "money" and _TOTAL.search(name):
        return _summed(environment, entity, children)
    if column.kind == "money" and _OF_THE_WHOLE.search(name) and (total := _whole(environment.entities[entity], name)):
        return SeedRule(make="part", options={"of": total})
    if column.kind == "integer" and environment.entities[entity].singleton:
        return _counted_all(environment, name)
    if column.kind == "integer":
        return _counted(environment, entity, name, children)
    return None


def _following(environment: Environment, entity: str, balance: SeedRule, children: Children) -> SeedRule | None:
    """A balance or share; where its whole is a total of other rows, a balance is worked out again with every one of
    them, and a share, which is drawn before them, is none."""
    columns, whole = environment.entities[entity].columns, str(balance.options["of"])
    if not _TOTAL.search(whole) or _summed(environment, entity, children) is None:
        return balance
    parts = [(sign, str(name)) for sign in ("plus", "minus") for name in _names(balance, sign)]
    if balance.make != "balance" or any(getattr(columns[name], "nullable", False) for _, name in parts):
        return None
    terms = "".join(f" {'+' if sign == 'plus' else '-'} {entity}.{name}" for sign, name in parts)
    return SeedRule(make="worked_out", options={"value": f"{entity}.{whole}{terms}"})


def _names(rule: SeedRule, option: str) -> tuple[str, ...]:
    found = rule.options.get(option, ())
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


def _given_back(environment: Environment, entity: str) -> str | None:
    """`reference.column` of the amount of which a refund, a fee or the like is a part."""
    for reference, column in _parents(environment.entities[entity]) if _BACK.search(entity) else ():
        found = environment.entities[column.to].columns.get("amount")
        if found is not None and found.kind == "money" and not column.nullable and column.to != entity:
            return f"{reference}.amount"
    return None


def _whole(entity: Entity, name: str) -> str | None:
    """The column of the row's own amount."""
    found = (other for other in _WHOLES if other != name and other in entity.columns)
    return next((other for other in found if entity.columns[other].kind == "money"), None)


def _told_equal(entity: Entity, entity_name: str, name: str) -> str | None:
    """The expression that an invariant of the form `entity.column == EXPRESSION` lets the column be equal to."""
    for text in entity.invariants:
        found = parse(text)
        if isinstance(found, Compare) and found.op == "==" and path(found.left) == f"{entity_name}.{name}":
            return text.split("==", 1)[1].strip()
    return None


def _copied(environment: Environment, entity: Entity) -> SeedRule | None:
    for reference, column in _parents(entity):
        target = environment.entities.get(column.to)
        for price in _PRICES:
            if target is not None and price in target.columns and target.columns[price].kind == "money":
                return SeedRule(make="copied", options={"path": f"{reference}.{price}"})
    return None


def _summed(environment: Environment, entity: str, children: Children) -> SeedRule | None:
    for child, by in children:
        columns = environment.entities[child].columns
        each = next((name for name in _EACH if name in columns and columns[name].kind == "money"), None)
        times = next((name for name in _TIMES if name in columns and columns[name].kind == "integer"), None)
        if (
            child != entity
            and not _BACK.search(child)
            and each is not None
            and (times is not None or each in _EACH[:3])
        ):
            factor = times if each not in _EACH[:3] else None
            options = {"entity": child, "by": by, "column": each} | ({"times": factor} if factor else {})
            return SeedRule(make="sum", options=options)
    return None


def _counted(environment: Environment, entity: str, name: str, children: Children) -> SeedRule | None:
    for child, by in children:
        nouns = (child, environment.entities[child].plural, child.removeprefix(entity + "_"))
        forms = {form for noun in nouns for form in (f"{noun}_count", f"{noun}s_count", f"total_{noun}", f"num_{noun}")}
        forms |= {f"number_of_{environment.entities[child].plural}", f"{nouns[2]}s_total", f"{nouns[1]}_total"}
        if name in forms:
            return SeedRule(make="count", options={"entity": child, "by": by})
    return None


def _counted_all(environment: Environment, name: str) -> SeedRule | None:
    """A number in the one row of a singleton that counts all rows of an entity: `messages_total`."""
    for entity, declared in environment.entities.items():
        if name in (
            f"{declared.plural}_total",
            f"total_{declared.plural}",
            f"{entity}_count",
            f"{declared.plural}_count",
        ):
            return SeedRule(make="count", options={"entity": entity})
    return None


def created_above(environment: Environment, entity: Entity, column: Column) -> str | None:
    """`reference.column` of the moment since which a required parent exists, if it tells."""
    for reference, parent in _parents(entity):
        target = environment.entities.get(parent.to)
        for name, item in target.columns.items() if target is not None else ():
            if item.kind == column.kind and CREATED.search(name) and not parent.nullable:
                return f"{reference}.{name}"
    return None


def currency_above(environment: Environment, entity: Entity) -> str | None:
    """`reference.column` of the currency of a parent: lines are in the currency of their order."""
    for reference, parent in _parents(entity):
        target = environment.entities.get(parent.to)
        for name, item in target.columns.items() if target is not None and target is not entity else ():
            if item.kind == "text" and _CURRENCY.search(name) and not parent.nullable:
                return f"{reference}.{name}"
    return None


def _parents(entity: Entity) -> list[tuple[str, ReferenceColumn]]:
    return [(name, column) for name, column in entity.columns.items() if isinstance(column, ReferenceColumn)]
