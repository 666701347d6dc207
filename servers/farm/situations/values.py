"""Values that a caller might give: of the state, new ones, ones that do not exist, and those beside a boundary."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count, islice
from typing import Any

from servers.farm.names import spoken
from servers.farm.situations.ground import Ground
from servers.farm.situations.variables import Variable
from servers.farm.state import Scalar, Value

_SOME = 6
_JUNK = ("", "?", "a/b", "..", "no such value", "x" * 300)


def domain(variable: Variable, ground: Ground, invented: Sequence[object] = ()) -> list[Any]:
    """Every value worth trying, the most plausible first; of a list parameter lists.

    `invented` are new values of somebody who knows better how people would put it.
    """
    single = list(_single(variable, ground, invented))
    if not variable.many:
        return single
    unknown = missing(variable, ground)
    lists: list[tuple[Any, ...]] = [(item,) for item in single[:_SOME]]
    lists += [tuple(single[:2]), (unknown,), (single[0], unknown), tuple(_distinct(single)[: variable.most])]
    return _distinct([*lists, ()])


def _single(variable: Variable, ground: Ground, invented: Sequence[object]) -> Iterator[Any]:
    if variable.kind in ("enum", "boolean"):
        choices = variable.schema.get("enum")
        yield from choices if isinstance(choices, list) else (True, False)
        return
    old, new = known(variable, ground), [*invented, *fresh(variable, ground)]
    found = [*new, *old] if _invents(variable, ground) else [*old, *new]
    extra = () if variable.key_of else _limits(variable)
    yield from _distinct(item for item in (*found, *extra) if fits(variable, item))


def _invents(variable: Variable, ground: Ground) -> bool:
    """Whether a caller makes the value up: it is stored, is no key of something else, and rows do not share values."""
    if not variable.written or variable.key_of or variable.column is None:
        return bool(variable.written) and not variable.key_of
    entity, column = variable.column
    values = [row.get(column) for row in ground.rows.tables.get(entity, {}).values()]
    held = [value for value in values if value is not None]
    return len(set(held)) == len(held)


def as_long(variable: Variable, length: Value, ground: Ground) -> list[Any]:
    """Lists of known values that are as long as a number says, one longer and one shorter."""
    if isinstance(length, bool) or not isinstance(length, int) or not 0 <= length <= variable.most:
        return []
    values = known(variable, ground)
    sizes = [size for size in (length, length + 1, length - 1) if 0 < size <= min(variable.most, len(values))]
    return [tuple(values[:size]) for size in sizes]


def known(variable: Variable, ground: Ground) -> list[Any]:
    """Values that the state has where this variable's come from, in key order, each once."""
    if variable.column is None:
        return []
    entity, column = variable.column
    if variable.key_of:
        declared = ground.environment.entities[variable.key_of].key
        entity, column = variable.key_of, declared.column if declared else ""
    values = [row.get(column) for row in ground.table(entity)] if entity in ground.rows.tables else []
    flat = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    coerced = [_coerced(item, variable.kind) for item in flat]
    return [item for item in _distinct(coerced) if item is not None and fits(variable, item)]


def _coerced(value: Scalar, kind: str) -> Any:
    """A column's value in the kind of a parameter that is compared with it; None if they have nothing in common."""
    if kind in ("date", "datetime"):
        return _shifted(value, kind, 0) if isinstance(value, str) else None
    if kind in ("integer", "number", "money"):
        plain = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return _number(kind, Decimal(str(value))) if plain else None
    return value if isinstance(value, bool) == (kind == "boolean") else None


def fresh(variable: Variable, ground: Ground, wanted: int = 3) -> list[Any]:
    """Plausible values that the state does not have yet, where the kind allows."""
    if variable.key_of:
        return [missing(variable, ground)]
    if variable.kind == "text":
        seen = known(variable, ground)
        found = (text for number in count() for text in [_new_text(variable, seen, number)] if text not in seen)
        return list(islice(found, wanted))
    if variable.kind in ("date", "datetime"):
        return [_moment(ground, variable.kind, days) for days in (2, 9, -3, -40)]
    if variable.kind == "boolean":
        return [True, False]
    numbers: tuple[int, ...] = (3, 12, 40, 1)
    return [item for number in numbers if fits(variable, item := _number(variable.kind, Decimal(number)))]


def missing(variable: Variable, ground: Ground, number: int = 0) -> Any:
    """A well-formed value that addresses nothing: a key that no row has, a text that no row holds."""
    if variable.kind == "integer":
        return 900_001 + number
    if variable.kind not in ("text", "enum"):
        return next(iter(fresh(variable, ground)), None)
    declared = ground.environment.entities[variable.key_of].key if variable.key_of else None
    seen = set(known(variable, ground))
    if declared is not None and declared.sequence is not None:
        start = ground.state.sequences.get(variable.key_of, 0) + 971 + number
        return next(key for n in count(start) if (key := declared.sequence.format(n=n)) not in seen)
    base = str(min(seen)) if seen else spoken(variable.name)
    return next(text for n in count(number) if (text := _unheard(base, variable, n)) not in seen)


def beside(variable: Variable, value: Value) -> list[Any]:
    """The value itself and those just below and above it, in the variable's kind; empty if the kinds have nothing
    in common."""
    if variable.key_of:
        return [value] if isinstance(value, str | int) and not isinstance(value, bool) else []
    if isinstance(value, bool):
        return [value, not value] if variable.kind == "boolean" else []
    if variable.kind in ("integer", "number", "money") and isinstance(value, int | float | Decimal):
        step = Decimal(1).scaleb(-(variable.scale or 0)) if variable.kind == "money" else Decimal(1)
        exact = Decimal(str(value))
        around = (exact, exact - step, exact + step, exact - 1, exact + 1, exact * 2)
        return _distinct(_number(variable.kind, item) for item in around)
    if variable.kind in ("date", "datetime") and isinstance(value, str):
        return [text for days in (0, -1, 1, -30, 30) if (text := _shifted(value, variable.kind, days)) is not None]
    if variable.kind in ("text", "enum") and isinstance(value, str):
        return [value, *([value.split(" ")[0]] if " " in value else []), value.upper()]
    if variable.kind == "text" and isinstance(value, int) and 0 <= value < 5_000:
        return ["x" * value, "x" * (value + 1), "x" * max(0, value - 1)]
    return []


def forced(variable: Variable, ground: Ground) -> list[Any]:
    """JSON values of an optional variable to try whatever the rows: every choice; of a filter one that nothing has."""
    choices = variable.schema.get("enum")
    if isinstance(choices, list):
        return list(choices)
    if variable.kind == "boolean":
        return [True, False]
    return [missing(variable, ground)] if variable.kind == "text" and not variable.written else []


def junk(variable: Variable) -> list[Any]:
    """Texts that a rule may refuse; for numbers what is at and below zero."""
    if variable.kind == "text" and not variable.key_of:
        return [item for item in _JUNK if fits(variable, item)]
    if variable.kind in ("integer", "number", "money"):
        return [item for number in (0, -1, 100_000) if fits(variable, item := _number(variable.kind, Decimal(number)))]
    return []


def fits(variable: Variable, value: Any) -> bool:
    """Whether the input schema allows the value."""
    choices, length = variable.schema.get("enum"), variable.schema.get("maxLength")
    if isinstance(choices, list) and value not in choices:
        return False
    if isinstance(value, str):
        return not isinstance(length, int) or len(value) <= length
    low, high = variable.schema.get("minimum"), variable.schema.get("maximum")
    return not (isinstance(low, int | float) and value < low) and not (isinstance(high, int | float) and value > high)


def _limits(variable: Variable) -> list[Any]:
    bounds = [variable.schema.get(name) for name in ("minimum", "maximum")]
    return [_number(variable.kind, Decimal(str(bound))) for bound in bounds if isinstance(bound, int | float)]


def _number(kind: str, value: Decimal) -> Any:
    if kind == "money":
        return value
    return int(value) if kind == "integer" else float(value)


def _new_text(variable: Variable, seen: list[Any], number: int) -> str:
    """A text in the style of one that is there, told apart by a number."""
    texts = [item for item in seen if isinstance(item, str)]
    base = texts[number % len(texts)] if texts else f"New {spoken(variable.name.rpartition('.')[2])}"
    mark = number // len(texts) + 2 if texts else number + 1
    if "@" in base:
        return f"new{mark}.{base}"
    if re.search(r"^[a-z]+://|^[a-z0-9_./-]+$|^\S+\d$", base):
        return f"{_cut(base, variable, 4)}-{mark}"
    stem, dot, extension = base.rpartition(".")
    if dot and re.fullmatch(r"\w{2,4}", extension):
        return f"{_cut(stem, variable, 9)} {mark}.{extension}"
    return f"{_cut(base, variable, 4)} {mark}"


def _unheard(base: str, variable: Variable, number: int) -> str:
    """A text of the same form: another number at its end, another mailbox, or a word more."""
    digits = re.search(r"\d+$", base)
    if digits:
        width = len(digits[0])
        other = (int(digits[0]) + 971 + number) % 10 ** max(width, 3)
        return f"{base[: digits.start()]}{other:0{width}d}"
    if "@" in base:
        return f"nobody{number or ''}.{base}"
    return f"{_cut(base, variable, 8)}-none{number or ''}"


def _cut(text: str, variable: Variable, room: int) -> str:
    length = variable.schema.get("maxLength")
    return text if not isinstance(length, int) else text[: max(0, length - room)]


def _moment(ground: Ground, kind: str, days: int) -> str:
    text = _shifted(ground.state.clock, "datetime", days) or ground.state.clock
    return text[:10] if kind == "date" else text


def _shifted(value: str, kind: str, days: int) -> str | None:
    try:
        moment = datetime.fromisoformat(value.replace("Z", "")) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M:%SZ")


def _distinct(items: Iterable[Any]) -> list[Any]:
    """The items in order, each once; True and 1 are different ones."""
    return list({(type(item).__name__, item): item for item in items}.values())
