"""Makers for numbers and money: plausible sizes, prices that look like prices."""

from decimal import Decimal

from generator.seed.making import Made, Maker, Making


def whole(making: Making) -> int:
    """A whole number from `low` to `high`."""
    low, high = making.bounds(1, 24)
    return making.random.randint(int(low), int(high))


def stepped(making: Making) -> int:
    """A multiple of `step` from `low` to `high`."""
    low, high = making.bounds(0, 100)
    step = max(1, min(int(making.number("step", 5)), int(high - low) // 3))
    return int(low) + step * making.random.randint(0, max(0, int(high - low) // step))


def decimal(making: Making) -> float:
    """A number from `low` to `high` with so many `digits` (1) after the point."""
    low, high = making.bounds(1, 90)
    return round(making.random.uniform(low, high), int(making.number("digits", 1)))


def few(making: Making) -> int:
    """A small count, one more often than any other."""
    return making.random.choice((1, 1, 1, 2, 2, 3, 4, 6))


def many(making: Making) -> int:
    """A count of views or the like: mostly tens, sometimes thousands."""
    return int(10 ** making.random.uniform(0.3, 3.6))


def size_in_bytes(making: Making) -> int:
    """Two kilobytes to eighty megabytes, small ones more often."""
    return int(10 ** making.random.uniform(3.3, 7.9))


def rating(making: Making) -> int:
    """One to five, mostly good."""
    return making.random.choice((5, 5, 4, 4, 4, 3, 3, 2, 1))


def pick_number(making: Making) -> float:
    """One of `values`."""
    return float(making.random.choice(making.texts("values")))


def numbered(making: Making) -> int:
    """A key of its own: four digits, counting up."""
    return 1001 + making.index + making.attempt * making.count


def ordinal(making: Making) -> int:
    """The place of the row among those of its table, or of those with the same `within`; counts from `start` (1)."""
    start = int(making.number("start", 1))
    if "within" in making.rule.options:
        return start + sum(row.get(making.text("within")) == making.sibling("within") for row in making.earlier)
    return start + making.index + making.attempt * making.count


def part(making: Making) -> Decimal:
    """A part of the sibling `of`: of ten rows about three have none of it, one all, one nearly all (all but `step`),
    the others something between. Never less than `least`."""
    whole_of, step = _decimal(making.sibling("of")), _decimal(making.number("step", 1))
    least = min(whole_of, _decimal(making.number("least", 0)))
    chosen = making.dealt({"some": 5.0, "none": 3.0, "all": 1.0, "nearly": 1.0})
    if chosen in ("none", "all"):
        return least if chosen == "none" else whole_of
    if chosen == "nearly":
        return max(least, whole_of - step)
    steps = int((whole_of - least) / step) if step else 0
    return least + step * making.random.randint(0, max(0, steps))


def share(making: Making) -> Decimal:
    """A few hundredths of the sibling `of`: fees, taxes and discounts."""
    hundredths = Decimal(making.random.choice((2, 3, 5, 7, 10))) / 100
    return (_decimal(making.sibling("of")) * hundredths).quantize(Decimal("0.01"))


def balance(making: Making) -> Decimal:
    """The sibling `of` with the siblings `plus` and without the siblings `minus`; what has no value counts nothing."""
    added, taken = (sum(map(_decimal, making.siblings(name)), Decimal(0)) for name in ("plus", "minus"))
    return _decimal(making.sibling("of")) + added - taken


def part_above(making: Making) -> Decimal:
    """A part of what the parent's row has (`path` is `reference.column`) and earlier rows of the parent have left: from
    a tenth to a half, so that all parts together are never more than the whole."""
    reference = making.text("path").partition(".")[0]
    beside = [row for row in making.earlier if row.get(reference) == making.row.get(reference)]
    left = _decimal(making.parent("path")) - sum((_decimal(row.get(making.name)) for row in beside), Decimal(0))
    share = Decimal(making.random.choice((10, 20, 25, 40, 50))) / 100
    return (max(left, Decimal(0)) * share).quantize(Decimal("0.01"))


def _decimal(value: object) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else Decimal(0)


def copied(making: Making) -> Made:
    """The value that the parent's row has: `path` is `reference.column`."""
    found = making.parent("path")
    return price(making) if found is None else found


def settled_later(_making: Making) -> int:
    """What follows from other rows: `generator.seed.sums` works it out when the row is there."""
    return 0


def price(making: Making) -> Decimal:
    """A shop's price: most below fifty, ends in .00, .50, .90 or .95."""
    low, high = making.bounds(2, 180)
    base = int(low + (high - low) * making.random.random() ** 2.2)
    return Decimal(base) + Decimal(making.random.choice(("0.00", "0.50", "0.90", "0.95")))


def amount(making: Making) -> Decimal:
    """An amount from `low` to `high`, smaller ones more often; multiples of `step` if there is one."""
    low, high = making.bounds(8, 640)
    value = low + (high - low) * making.random.random() ** 1.8
    step = making.number("step", 0)
    if step:
        return Decimal(int(value // step * step))
    return Decimal(int(value * 100)) / 100 if making.random.random() < 0.6 else Decimal(int(value))


MAKERS: dict[str, Maker] = {
    "whole": whole,
    "stepped": stepped,
    "decimal": decimal,
    "few": few,
    "many": many,
    "bytes": size_in_bytes,
    "rating": rating,
    "pick_number": pick_number,
    "numbered": numbered,
    "ordinal": ordinal,
    "part": part,
    "part_above": part_above,
    "share": share,
    "balance": balance,
    "copied": copied,
    "sum": settled_later,
    "count": settled_later,
    "worked_out": settled_later,
    "price": price,
    "amount": amount,
}
