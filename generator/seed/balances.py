"""Amounts of one row that belong together: what is left after a fee, a total of its parts, what is still to be paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servers.farm.model import Entity, SeedRule


@dataclass(frozen=True, slots=True)
class _Kind:
    """`result` is the whole and what is added to it, without what is taken from it. The whole is the first that there
    is; the others are all that there are."""

    result: re.Pattern[str]
    whole: tuple[str, ...]
    plus: re.Pattern[str]
    minus: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Balance:
    """The columns of which one of a row is the sum: `result == whole + plus - minus`."""

    result: str
    whole: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


_NONE = re.compile("(?!)")
_TAX = r"(total_)?(tax|vat|gst)(_amount|_total)?"
_KINDS = (
    _Kind(
        re.compile(r"^(net|net_(amount|total|value)|amount_net|total_net)$"),
        ("gross_amount", "amount_gross", "gross", "amount", "total_amount", "amount_total", "total"),
        _NONE,
        re.compile(rf"^((total_|processing_|application_|service_)?fees?(_amount|_total)?|commission|{_TAX})$"),
    ),
    _Kind(
        re.compile(
            r"^(total|grand_total|total_(amount|price|gross)|amount_total|gross|gross_(amount|total)|amount_gross)$"
        ),
        ("subtotal", "sub_total", "subtotal_amount", "net_amount", "net_total", "total_net", "amount_net", "net"),
        re.compile(rf"^({_TAX}|(total_)?(shipping|delivery)(_cost|_amount|_fee|_price|_total)?|tip(_amount)?)$"),
        re.compile(r"^(total_)?discounts?(_amount|_total)?$"),
    ),
    _Kind(
        re.compile(r"^(amount_due|due_amount|balance_due|(amount_)?(remaining|outstanding)(_amount)?|open_amount)$"),
        ("total", "grand_total", "total_amount", "amount_total", "amount"),
        _NONE,
        re.compile(r"^((amount|total)_)?paid(_amount|_total)?$"),
    ),
)


def balances(entity: Entity) -> tuple[Balance, ...]:
    """The balances of an entity's money; what one gives is no part of what gives it."""
    money = [name for name, column in entity.columns.items() if column.kind == "money"]
    found: list[Balance] = []
    for kind in _KINDS:
        result = next((name for name in money if kind.result.search(name)), None)
        whole = next((name for name in kind.whole if name in money and name != result), None)
        if result is None or whole is None or any(result in (item.whole, *item.plus, *item.minus) for item in found):
            continue
        others = [name for name in money if name not in (result, whole)]
        plus = tuple(name for name in others if kind.plus.search(name))
        minus = tuple(name for name in others if kind.minus.search(name))
        if plus or minus:
            found.append(Balance(result, whole, plus, minus))
    return tuple(found)


def balance_rule(entity: Entity, name: str) -> SeedRule | None:
    """The rule of a column that is such a result, or a part of one that is never more than the whole."""
    for item in balances(entity):
        if name == item.result:
            options = {"of": item.whole, "plus": item.plus, "minus": item.minus}
            return SeedRule(make="balance", options=options | {"with": item.whole})
        if name in item.minus:
            paid = "paid" in name.split("_")
            return SeedRule(make="part" if paid else "share", options={"of": item.whole, "with": item.whole})
    return _of_some_whole(entity, name)


_PARTS = re.compile(rf"(^|_)({_TAX}|fees?|commission|discounts?)(_(amount|total))?$")
_WHOLES = re.compile(r"^(\w+_)?(grand_)?(total|amount|subtotal)(_(amount|price))?$")


def _of_some_whole(entity: Entity, name: str) -> SeedRule | None:
    """A tax, fee, commission or discount beside the amount that it is of, whatever both are called."""
    money = [other for other, column in entity.columns.items() if column.kind == "money" and other != name]
    whole = next((other for other in money if _WHOLES.search(other) and not _PARTS.search(other)), None)
    if whole is None or not _PARTS.search(name):
        return None
    return SeedRule(make="share", options={"of": whole})
