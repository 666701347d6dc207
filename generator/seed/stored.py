"""Made values as columns keep them: limits, scales, lengths, and moments in the form of their column."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from generator.seed.makers.texts import shortened
from generator.seed.making import Made, moment_text
from servers.farm.model import Column, MoneyColumn, TextColumn
from servers.farm.state import Value


def canonical(column: Column | None, value: Made, form: str = "") -> Value:
    """A made value as its column keeps it: moments as text or seconds, money with its scale, the rest within limits."""
    if isinstance(value, datetime):
        if column is not None and column.kind in ("integer", "number"):
            return _number(column, int(value.timestamp()))
        text = moment_text(value)
        return text[:10] if form == "date" or (column is not None and column.kind == "date") else text
    if column is None or value is None:
        return value
    if column.kind in ("integer", "number", "money"):
        return _number(column, value)
    if isinstance(column, TextColumn):
        return shortened(str(value), column.max_length or 4000)
    return value


def _number(column: Column, value: Value) -> Value:
    number = Decimal(str(value)) if isinstance(value, int | float | Decimal | str) else Decimal(0)
    if isinstance(column, MoneyColumn):
        return number.quantize(Decimal(1).scaleb(-column.scale), ROUND_HALF_UP)
    least, most = getattr(column, "minimum", None), getattr(column, "maximum", None)
    number = number if least is None else max(number, Decimal(str(least)))
    number = number if most is None else min(number, Decimal(str(most)))
    return int(number) if column.kind == "integer" else float(number)
