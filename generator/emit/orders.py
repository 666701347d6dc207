"""Orders of searches, as the runtime's queries take them."""

from generator.emit.bindings import Bindings
from generator.emit.place import Place
from generator.emit.text import literal
from servers.farm.model import OrderChoices, Search
from servers.farm.names import attribute


def order_of(found: Search, place: Place, tool: Bindings) -> tuple[list[str], list[str]]:
    """(statements, order arguments) of a search; groups are ordered last by what they are grouped by."""
    last = [] if found.group is None else [literal(name) for name in found.group.by]
    if not isinstance(found.order, OrderChoices):
        named = [literal(name) for name in _names(found.order, found)]
        return [], [*named, *(name for name in last if name not in named)]
    order = tool.temporary("order")
    choices = [f"{literal(name)}: {_tuple(_names(value, found))}" for name, value in found.order.choices.items()]
    return [f"{order} = {{{', '.join(choices)}}}[{chosen(found.order, place)}]"], [f"*{order}", *last]


def chosen(order: OrderChoices, place: Place) -> str:
    """The chosen order's name; the first one if the parameter was left out."""
    known = place.scope.lookup(order.by)
    text = place.text(order.by)
    return f"{text} or {literal(next(iter(order.choices)))}" if known is not None and known.nullable else text


def columns(order: tuple[str, ...]) -> list[str]:
    """Columns by their attributes, `-` before a descending one."""
    return [f"{'-' if item.startswith('-') else ''}{attribute(item.lstrip('+-'))}" for item in order]


def _names(order: tuple[str, ...], found: Search) -> list[str]:
    """Records have fields under their JSON names."""
    return columns(order) if found.group is None else [item.lstrip("+") for item in order]


def _tuple(names: list[str]) -> str:
    return f"({', '.join(literal(name) for name in names)}{',' if len(names) == 1 else ''})"
