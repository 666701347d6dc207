"""Amounts: the columns that say how much money a row is about, and how much of it was captured or given back."""

from __future__ import annotations

import re

from generator.mechanics.edits import Data, edited
from servers.farm.model import Entity, Environment, IntegerColumn, MoneyColumn, NumberColumn, Tool

_MONEY = r"(amount|money|value|sum|total)"
_AMOUNTS = (
    "amount", "amount_money", "amount_value", "total_money", "total_amount", "amount_total", "total", "total_value",
    "grand_total", "gross_amount", "total_price", "total_gross", "amount_amount",
)  # fmt: skip
"""What a row is about, the surest first."""
CAPTURED = re.compile(rf"^({_MONEY}_(captured|received|settled|approved)|(captured|received|settled)_{_MONEY})$")
REFUNDED = re.compile(
    rf"^(base_)?({_MONEY}_(refunded|reversed)|(refunded|reversed)_{_MONEY}|total_refunded|refunded_total)$"
)
LEFT = re.compile(
    rf"(^|_)refund\w*_{_MONEY}_(available|left|remaining)$|^{_MONEY}_refundable$|^(refundable|remaining_refundable)_{_MONEY}$"
)


def amount_of(entity: Entity) -> str:
    """The column that says how much a row is about; empty if none does."""
    return next((name for name in _AMOUNTS if is_amount(entity, name)), "")


def is_amount(entity: Entity, name: str) -> bool:
    """Whether a column holds a number that can be an amount."""
    return isinstance(entity.columns.get(name), MoneyColumn | IntegerColumn | NumberColumn)


def named(entity: Entity, words: re.Pattern[str]) -> str:
    """The first amount whose name has these words; empty if there is none."""
    return next((name for name in entity.columns if words.search(name) and is_amount(entity, name)), "")


def nought(entity: Entity, column: str) -> str:
    """Nothing, in the kind of an amount."""
    return "money(0)" if entity.columns[column].kind == "money" else "0"


def known(entity: Entity, row: str, column: str) -> str:
    """An amount of a row as an expression that is never None: what is not said is nothing."""
    own = f"{row}.{column}"
    return f"coalesce({own}, {nought(entity, column)})" if getattr(entity.columns[column], "nullable", False) else own


def told(tool: Tool, row: str, column: str, value: str) -> bool:
    """Whether a value is just the parameter of an amount, or that where it is given."""
    parameter = value if value in tool.parameters else value.removeprefix("coalesce(").partition(",")[0]
    return parameter in tool.parameters and value in (parameter, f"coalesce({parameter}, {row}.{column})")


def with_least(environment: Environment, tool: str, parameter: str) -> Environment:
    """With a parameter that takes no less than nothing."""

    def change(data: Data) -> None:
        declared = data["tools"][tool]["parameters"][parameter]
        declared["minimum"] = max(0, declared.get("minimum", 0))

    return edited(environment, change)
