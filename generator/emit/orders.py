"""Orders of searches, as the runtime's queries take them."""

from generator.emit.bindings import Bindings
from generator.emit.place import Place
from generator.emit.text import literal
from servers.farm.model import Entity, OrderChoices, Search
from servers.farm.names import attribute
from servers.farm.state import key_columns


def order_of(found: Search, place: Place, tool: Bindings) -> tuple[list[str], list[str]]:
    """(statements, order arguments) of a search; groups are ordered last by what they are grouped by."""
    last = [] if found.group is None else [literal(name) for name in found.group.by]
    if not isinstance(found.order, OrderChoices):
        named = [literal(name) for name in _names(found.order, found, place)]
        return [], [*named, *(name for name in last if name not in named)]
    order = tool.temporary("order")
    choices = [f"{literal(name)}: {_tuple(_names(value, found, place))}" for name, value in found.order.choices.items()]
    return [f"{order} = {{{', '.join(choices)}}}[{chosen(found.order, place)}]"], [f"*{order}", *last]


def chosen(order: OrderChoices, place: Place) -> str:
    """The chosen order's name; the first one if the parameter was left out."""
    known = place.scope.lookup(order.by)
    text = place.text(order.by)
    return f"{text} or {literal(next(iter(order.choices)))}" if known is not None and known.nullable else text


def columns(order: tuple[str, ...], entity: Entity) -> list[str]:
    """Columns by their attributes, `-` before a descending one; the key at the end is what the runtime adds anyway."""
    plain = [item.lstrip("+") for item in order]
    key = list(key_columns(entity))
    kept = plain[: -len(key)] if key and plain[-len(key) :] == key else plain
    return [f"-{attribute(item[1:])}" if item.startswith("-") else attribute(item) for item in kept]


def _names(order: tuple[str, ...], found: Search, place: Place) -> list[str]:
    """Records have fields under their JSON names."""
    if found.group is not None:
        return [item.lstrip("+") for item in order]
    return columns(order, place.scope.environment.entities[found.entity])


def _tuple(names: list[str]) -> str:
    return f"({', '.join(literal(name) for name in names)}{',' if len(names) == 1 else ''})"
