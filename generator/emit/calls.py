"""Calls of the function table as Python source: most are functions of the frame, some are methods or operators."""

from collections.abc import Callable

from generator.emit.place import MONEY, Place
from generator.emit.queries import counted, exists, queried_entity
from generator.emit.sql_parts import Writer, scale_argument
from generator.emit.text import CONDITIONAL, NOT, OR, Code, argument
from servers.farm.expressions import Call, Comprehension, Constant, Expr, Name, path
from servers.farm.inference import infer

Generator = Callable[[Comprehension, Place], str]
"""Writes `element for variable in source if condition`."""


def write_call(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    """The Python source of a call."""
    rule = _RULES.get(expr.function, _plain)
    return rule(expr, place, write, generator)


def _plain(expr: Call, place: Place, write: Writer, _generator: Generator) -> Code:
    texts = [write(item, place).text for item in expr.arguments]
    return Code(f"{expr.function}({argument(texts[0]) if len(texts) == 1 else ', '.join(texts)})")


def _clock(expr: Call, _place: Place, _write: Writer, _generator: Generator) -> Code:
    return Code(f"db.{expr.function}()")


def _extreme(expr: Call, place: Place, write: Writer, _generator: Generator) -> Code:
    """min, max: a number beside money is a Decimal too."""
    money = infer(expr, place.scope).kind in MONEY
    parts = [
        _decimal(item) if money and isinstance(item, Constant) else write(item, place).text for item in expr.arguments
    ]
    return Code(f"{expr.function}({', '.join(parts)})")


def _decimal(expr: Constant) -> str:
    return f"Decimal({expr.value})" if isinstance(expr.value, int) else f'Decimal("{expr.value!r}")'


def _count(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    argument = expr.arguments[0]
    if not isinstance(argument, Comprehension):
        return Code(f"len({write(argument, place).text})")
    entity = queried_entity(argument, place)
    found = counted(argument, entity, place, write) if entity else None
    if found is not None:
        return Code(found)
    if argument.condition is None:
        return Code(f"len({write(argument.source, place).text})")
    whole = Comprehension(Name(argument.variable), argument.variable, argument.source, argument.condition)
    return Code(f"count({generator(whole, place)})")


def _quantifier(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    """any, all."""
    argument = expr.arguments[0]
    if not isinstance(argument, Comprehension):
        return Code(f"{expr.function}({write(argument, place).text})")
    entity = queried_entity(argument, place)
    found = exists(argument, entity, expr.function, place, write) if entity else None
    if found is not None:
        return Code(found, NOT if expr.function == "all" else Code(found).level)
    return Code(f"{expr.function}({generator(argument, place)})")


def _total(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    """The sum of no money is still money."""
    found = _over_list(expr, place, write, generator)
    result = infer(expr, place.scope)
    if result.kind != "money":
        return found
    return Code(f"money({found.text}{scale_argument(result.scale)})")


def _over_list(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    first, *others = expr.arguments
    alone = isinstance(first, Comprehension) and not others
    listed = generator(first, place) if alone and isinstance(first, Comprehension) else write(first, place).text
    return Code(f"{expr.function}({', '.join([listed, *(write(item, place).text for item in others)])})")


def _coalesce(expr: Call, place: Place, write: Writer, generator: Generator) -> Code:
    """`a if a is not None else b`, as a person writes it, where `a` is a name or column."""
    first, *others = expr.arguments
    if not others:
        return write(first, place)
    rest: Expr = others[0] if len(others) == 1 else Call("coalesce", tuple(others))
    found = write(first, place)
    if path(first) is None and not infer(expr, place.scope).nullable:
        return _plain(expr, place, write, generator)
    money = infer(expr, place.scope).kind in MONEY
    other = _decimal(rest) if money and isinstance(rest, Constant) else write(rest, place).at(CONDITIONAL)
    if not infer(first, place.scope).nullable:
        return found
    return Code(f"{found.at(OR)} if {found.at(OR)} is not None else {other}", CONDITIONAL)


_RULES: dict[str, Callable[[Call, Place, Writer, Generator], Code]] = {
    "now": _clock,
    "today": _clock,
    "min": _extreme,
    "max": _extreme,
    "coalesce": _coalesce,
    "count": _count,
    "any": _quantifier,
    "all": _quantifier,
    "total": _total,
    "average": _over_list,
    "percentile": _over_list,
}
