"""A search with `group`: rows are put into a dict of lists, and each group becomes a record."""

from generator.emit.bindings import Bindings
from generator.emit.errors import EmitError
from generator.emit.orders import order_of
from generator.emit.place import Place
from generator.emit.python import python
from generator.emit.sql_parts import scale_argument
from generator.emit.text import indented, literal
from servers.farm.expressions import Call, parse
from servers.farm.inference import infer
from servers.farm.model import Search
from servers.farm.names import attribute
from servers.farm.types import row


def grouped(found: Search, source: str, after: Place, variable: str, tool: Bindings) -> list[str]:
    """The statements that make the records of a grouped search, in their order."""
    if found.group is None or found.page is not None:
        raise EmitError(f"tool '{tool.name}'", "a grouped search cannot page", "return every group, or page the rows")
    each = after.module.local(found.entity)
    inner = after.bind(found.entity, row(found.entity), each)
    groups = tool.temporary("groups")
    by = [f"{each}.{attribute(name)}" for name in found.group.by]
    record = after.scope.names[found.as_].element
    keys = [after.annotation(kind) for name, kind in record.fields if name in found.group.by]
    key_type = keys[0] if len(keys) == 1 else f"tuple[{', '.join(keys)}]"
    choice, order = order_of(found, after, tool)
    records = f"[{_record(found, inner)} for {_keys(found)}, rows in {groups}.items()]"
    return [
        f"{groups}: dict[{key_type}, list[{after.module.entity(found.entity)}]] = {{}}",
        f"for {each} in {source}.all():",
        *indented([f"{groups}.setdefault({_tuple(by)}, []).append({each})"]),
        *choice,
        f"{variable}: list[{after.annotation(record)}] = ordered({', '.join([records, *order])})",
    ]


def _keys(found: Search) -> str:
    return _tuple([attribute(name) for name in (found.group.by if found.group else ())])


def _tuple(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def _record(found: Search, inner: Place) -> str:
    group = found.group
    by = [f"{literal(name)}: {attribute(name)}" for name in (group.by if group else ())]
    select = group.select if group else {}
    selected = [f"{literal(name)}: {_aggregate(text, found, inner)}" for name, text in select.items()]
    return f"{{{', '.join([*by, *selected])}}}"


def _aggregate(text: str, found: Search, inner: Place) -> str:
    """`count()`, `total(x)`, … over the rows of one group."""
    expr = parse(text)
    if not isinstance(expr, Call) or expr.function == "count":
        return "len(rows)"
    value = expr.arguments[0]
    each = inner.text(found.entity)
    text = python(value, inner)
    known = f" if {text} is not None" if infer(value, inner.scope).nullable else ""
    values = f"{text} for {each} in rows{known}"
    if known and expr.function in ("min", "max"):
        return f"{expr.function}(({values}), default=None)"
    listed = f"{expr.function}({values})"
    amount = infer(value, inner.scope)
    is_money = expr.function == "total" and amount.kind == "money"
    return f"money({listed}{scale_argument(amount.scale)})" if is_money else listed
