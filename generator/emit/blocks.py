"""The steps that steer: require, let, each, if, collect and return; and the walk over a block of steps."""

import ast
from collections.abc import Callable

from generator.emit.bindings import Bindings
from generator.emit.details import fail
from generator.emit.finds import find, search
from generator.emit.negation import negated
from generator.emit.place import Place
from generator.emit.python import python, python_text, write
from generator.emit.text import AND, Code, indented, literal
from generator.emit.views import view_call
from generator.emit.writes import delete, insert, update
from servers.farm import flow
from servers.farm.expressions import parse
from servers.farm.model import (
    CollectStep,
    DeleteStep,
    EachStep,
    FindStep,
    IfStep,
    InsertStep,
    LetStep,
    RequireStep,
    ReturnStep,
    RowResult,
    RowsResult,
    SearchStep,
    Step,
    UpdateStep,
    ValueResult,
)
from servers.farm.model.steps import ReturnField
from servers.farm.views import paged_search

Written = tuple[list[str], Place]


def block(steps: tuple[Step, ...], place: Place, tool: Bindings) -> Written:
    """The statements of a block, and the place after it."""
    lines: list[str] = []
    for step in steps:
        lines += _new_lists(step, place, tool)
        written, place = _RULES[type(step)](step, place, tool)
        lines += written
    return lines, place


def _new_lists(step: Step, place: Place, tool: Bindings) -> list[str]:
    """`moved: list[str] = []` before the step that fills it."""
    if not isinstance(step, EachStep | IfStep | CollectStep):
        return []
    after = flow.after(step, place.scope)
    names = dict.fromkeys(name for name, _ in flow.collected(step, place.scope))
    new = [name for name in names if name not in place.python]
    return [f"{tool.python(name, after.names[name])}: {place.annotation(after.names[name])} = []" for name in new]


def _lists_known(step: Step, place: Place, tool: Bindings) -> Place:
    """The place where the lists that the step fills have their variables."""
    after = flow.after(step, place.scope)
    for name, _ in flow.collected(step, place.scope):
        if name not in place.python:
            place = place.called(name, tool.python(name, after.names[name]))
    return place


def _require(step: RequireStep, place: Place, _tool: Bindings) -> Written:
    condition = parse(step.require.that)
    lines = [f"if {python(negated(condition), place)}:", *indented([fail(step.require.else_, place)])]
    return lines, place.narrowed(condition, True)


def _let(step: LetStep, place: Place, tool: Bindings) -> Written:
    lines: list[str] = []
    after = flow.after(step, place.scope)
    for name, text in step.let.items():
        variable = tool.python(name, after.names[name])
        lines.append(f"{variable} = {python_text(text, place)}")
        place = place.bind(name, after.names[name], variable)
    return lines, place


def _each(step: EachStep, place: Place, tool: Bindings) -> Written:
    place = _lists_known(step, place, tool)
    element = flow.element_of(step.each, place.scope)
    variable = tool.python(step.each.as_, element)
    ((steps, scope),) = flow.blocks(step, place.scope)
    lines, _ = block(steps, place.moved(scope).called(step.each.as_, variable), tool)
    loop = variable if step.each.as_ in tool.used else f"_{variable}"
    header = f"for {loop} in {python_text(step.each.of, place)}:"
    return [header, *indented(lines)], place.moved(flow.after(step, place.scope))


def _if(step: IfStep, place: Place, tool: Bindings) -> Written:
    place = _lists_known(step, place, tool)
    (then, inside), (other, outside) = flow.blocks(step, place.scope)
    first, after_then = block(then, place.moved(inside), tool)
    second, after_other = block(other, place.moved(outside), tool) if other else ([], after_then)
    after = place.moved(flow.after(step, place.scope))
    for name in sorted(after.scope.names.keys() - place.scope.names.keys()):
        bound = after.scope.names[name]
        variable = tool.python(name, bound)
        if name in tool.used and after_then.text(name) != variable:
            first.append(f"{variable}: {place.annotation(bound)} = {after_then.text(name)}")
        if name in tool.used and after_other.text(name) != variable:
            second.append(f"{variable} = {after_other.text(name)}")
        after = after.called(name, variable)
    return branches(write(parse(step.if_.that), place), first, second), after


def branches(condition: Code, then: list[str], other: list[str]) -> list[str]:
    """`if condition: … else: …`, where an inner `if` that stands alone joins its test or becomes `elif`."""
    if not other and _is_lone_if(then, with_else=False):
        inner = then[0].removeprefix("if ").removesuffix(":")
        joined = f"({inner})" if isinstance(ast.parse(inner, mode="eval").body, ast.BoolOp | ast.IfExp) else inner
        return [f"if {condition.at(AND)} and {joined}:", *then[1:]]
    lines = [f"if {condition.text}:", *indented(then)]
    if other and _is_lone_if(other, with_else=True):
        return [*lines, f"el{other[0]}", *other[1:]]
    return [*lines, "else:", *indented(other)] if other else lines


def _is_lone_if(lines: list[str], with_else: bool) -> bool:
    """Whether the lines are one `if` statement (with its `elif` and `else`, if they may be there)."""
    heads = [line for line in lines if not line.startswith((" ", "\n"))]
    return heads[0].startswith("if ") and all(with_else and line.startswith(("elif ", "else:")) for line in heads[1:])


def _collect(step: CollectStep, place: Place, tool: Bindings) -> Written:
    place = _lists_known(step, place, tool)
    found = step.collect
    value = python_text(found.value, place) if isinstance(found.value, str) else _record(found.value, place)
    return [f"{place.text(found.into)}.append({value})"], place.moved(flow.after(step, place.scope))


def _record(fields: dict[str, str], place: Place) -> str:
    return f"{{{', '.join(f'{literal(name)}: {python_text(text, place)}' for name, text in fields.items())}}}"


def _return(step: ReturnStep, place: Place, tool: Bindings) -> Written:
    fields = [f"{literal(name)}: {_field(field, place)}" for name, field in step.return_.items()]
    if paged_search(tool.tool) is not None:
        fields.append(f'"next_cursor": {tool.temporary("page")}.next_cursor')
    return [f"return {{{', '.join(fields)}}}"], place


def _field(field: ReturnField, place: Place) -> str:
    if isinstance(field, RowResult):
        found, row = place.scope.lookup(field.row), place.text(field.row)
        shown = view_call(place.module, found.entity if found else "", field.view, row)
        return f"None if {row} is None else {shown}" if found is not None and found.nullable else shown
    if isinstance(field, RowsResult):
        listed = place.scope.lookup(field.rows)
        entity = listed.element.entity if listed is not None else ""
        each = place.module.local(entity)
        return f"[{view_call(place.module, entity, field.view, each)} for {each} in {place.text(field.rows)}]"
    return python_text(field.value if isinstance(field, ValueResult) else field, place)


_RULES: dict[type, Callable[..., Written]] = {
    FindStep: find,
    SearchStep: search,
    RequireStep: _require,
    InsertStep: insert,
    UpdateStep: update,
    DeleteStep: delete,
    EachStep: _each,
    IfStep: _if,
    LetStep: _let,
    CollectStep: _collect,
    ReturnStep: _return,
}
