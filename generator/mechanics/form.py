"""Form: an address has the form of an address, and what people call a thing is not blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import with_fault, with_steps
from generator.spoken import spoken
from servers.farm.effects import is_read_only
from servers.farm.expressions import Call, Name, parse, walk
from servers.farm.faults import fault_uses
from servers.farm.model import (
    Column,
    Environment,
    InsertStep,
    ListColumn,
    Parameter,
    RequireStep,
    Tool,
    UpdateStep,
)
from servers.farm.places import places


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that values of some columns have: the test of one value `{}`, and what is said of one that fails it."""

    code: str
    columns: re.Pattern[str]
    test: str
    message: str
    kinds: frozenset[str] = frozenset({"text"})


_FORMS = (
    _Form(
        "invalid",
        re.compile(r"(^|_)e?mails?(_address(es)?)?$|^email_address_"),
        "valid_email({})",
        "{value} is not an email address. Write one such as name@example.com.",
    ),
    _Form(
        "invalid",
        re.compile(r"(^|_)((tele|cell|mobile)?phone|mobile|fax)(_numbers?)?$"),
        "valid_phone({})",
        "{value} is not a telephone number. Write one such as +1 555 0100.",
    ),
    _Form(
        "invalid",
        re.compile(r"(^|_)file_?name$"),
        "valid_file_name({})",
        "{value} cannot name a file. Choose a name without slashes.",
    ),
    _Form(
        "invalid",
        re.compile(r"(^|_)(url|uri|website|homepage)s?$"),
        "(starts_with({0}, 'https://') or starts_with({0}, 'http://'))",
        "{value} is not the address of a web page. Write one that begins with https://.",
    ),
    _Form(
        "outside",
        re.compile(r"(^|_)lat(itude)?$"),
        "abs({}) <= 90",
        "{value} is outside of -90 to 90.",
        frozenset({"number"}),
    ),
    _Form(
        "outside",
        re.compile(r"(^|_)(lng|lon|longitude)$"),
        "abs({}) <= 180",
        "{value} is outside of -180 to 180.",
        frozenset({"number"}),
    ),
)
_ANY = re.compile("")
_BLANK = _Form("blank", _ANY, "len(words({})) > 0", "The {column} must not be blank. Give it some words.")
_EMPTY = _Form("empty", _ANY, "len({}) > 0", "The {column} must not be empty. Name one at least.")
_CALLED = re.compile(r"^(\w+_)?(name|title|username)$")
"""What something is called."""
_FUNCTIONS = frozenset({"valid_email", "valid_phone", "valid_file_name", "words", "starts_with", "len", "abs"})
_DOMAIN = frozenset({"miss", "require", "unique", "refuse"})


class Form(Mechanic):
    """Addresses, telephone numbers and names are checked before they are written."""

    name = "form"
    law = "An address has the form of an address, and what people call a thing is not blank."
    operators = ("drop_require", "negate_require")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Requires that judge a value of a caller by itself, with a function that knows a form."""
        for name, tool in environment.tools.items():
            for place in places(environment, tool):
                if isinstance(place.step, RequireStep) and _judges_alone(tool, place.step.require.that):
                    yield Use(self.name, _written(environment, tool), name, place.step.require.else_)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Texts that are given to be written: by the name of their column; labels where creating is never refused."""
        environment = subject.environment
        plain = {entity: _telling(environment, entity) for entity in environment.entities}
        for name, tool in environment.tools.items():
            entity = "" if is_read_only(environment, name) else _written(environment, tool)
            known = list(fault_uses(environment, name))
            judged = {use.code for use in known}
            for column in _given(tool) if entity else ():
                declared = environment.entities[entity].columns.get(column)
                form = _named_form(column, declared) if declared is not None else None
                if form is not None and _code(form, column) not in judged:
                    yield Place(entity, (column,), name, "its name says what its values look like", 0.9)
                elif form is None and column == plain[entity]:
                    yield Place(entity, (column,), name, "it tells a row that is made from others", 0.7)
            if entity and environment.entities[entity].key is None and not any(use.kind in _DOMAIN for use in known):
                yield from _single_places(environment, entity, name)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A require before the first write."""
        (column,) = place.columns
        tool, declared = environment.tools[place.tool], environment.entities[place.entity].columns[column]
        form = _named_form(column, declared) or (_EMPTY if declared.kind == "list" else _BLANK)
        code = _code(form, column)
        changed = with_fault(environment, code, _message(form, column, tool.parameters[column]))
        step = {"require": {"that": _condition(form, column, tool), "else": code}}
        return with_steps(changed, place.tool, [step], before="", at=_before(tool))


def _code(form: _Form, column: str) -> str:
    return f"{column[:40].rstrip('_')}_{form.code}"


def _judges_alone(tool: Tool, text: str) -> bool:
    nodes = list(walk(parse(text)))
    called = {node.function for node in nodes if isinstance(node, Call)}
    named = {node.id for node in nodes if isinstance(node, Name)}
    return bool(called & _FUNCTIONS) and bool(named & set(tool.parameters)) and named <= {*tool.parameters, "item"}


def _written(environment: Environment, tool: Tool) -> str:
    """The entity of the first write at the top of a tool, "" if there is none."""
    for place in places(environment, tool):
        if place.certain and isinstance(place.step, InsertStep):
            return place.step.insert.entity
        if place.certain and isinstance(place.step, UpdateStep):
            bound = place.scope.lookup(place.step.update.row or "")
            return (bound.entity or "") if bound is not None else place.step.update.entity or ""
    return ""


def _before(tool: Tool) -> int:
    return next(index for index, step in enumerate(tool.steps) if isinstance(step, InsertStep | UpdateStep))


def _given(tool: Tool) -> list[str]:
    """The parameters that the first write copies into columns of their names."""
    step = tool.steps[_before(tool)]
    if isinstance(step, InsertStep):
        return [column for column, text in step.insert.set.items() if text == column in tool.parameters]
    if isinstance(step, UpdateStep):
        copied = [column for column, text in step.update.set.items() if text == column in tool.parameters]
        return [*copied, *step.update.given]
    return []


def _telling(environment: Environment, entity: str) -> str:
    """For an entity whose rows are made and never refused: the column that tells them, "" if there is none.

    It is the label, else the first text or list that must be given.
    """
    for name, tool in environment.tools.items():
        making = any(isinstance(step, InsertStep) and step.insert.entity == entity for step in tool.steps)
        if not making or any(use.kind in _DOMAIN for use in fault_uses(environment, name)):
            continue
        declared, given = environment.entities[entity], _given(tool)
        columns = [column for column in given if _kind(declared.columns.get(column)) in ("text", "list")]
        demanded = [column for column in columns if not tool.parameters[column].optional]
        return next((column for column in (*[declared.label] * (declared.label in columns), *demanded) if column), "")
    return ""


def _single_places(environment: Environment, entity: str, tool: str) -> Iterator[Place]:
    """For a tool that changes the only row of its kind and never refuses: the text that says what the row is called,
    or that is all there is to say of it."""
    declared, given = environment.entities[entity], _given(environment.tools[tool])
    texts = [column for column in given if _kind(declared.columns.get(column)) == "text"]
    if any(_named_form(column, declared.columns[column]) for column in given if column in declared.columns):
        return
    called = [column for column in texts if _CALLED.search(column)] or (texts if len(given) == 1 else [])
    for column in called[:1]:
        yield Place(entity, (column,), tool, "it is what the only one is called, or all that is said of it", 0.7)


def _kind(column: Column | None) -> str:
    return "" if column is None else column.kind


def _named_form(column: str, declared: Column) -> _Form | None:
    """The form that a column has by its name."""
    kind = declared.of if isinstance(declared, ListColumn) else declared.kind
    return next((form for form in _FORMS if form.columns.search(column) and kind in form.kinds), None)


def _condition(form: _Form, column: str, tool: Tool) -> str:
    parameter = tool.parameters[column]
    each = parameter.kind == "list" and form is not _EMPTY
    test = f"all({form.test.format('item')} for item in {column})" if each else form.test.format(column)
    empty = parameter.optional and parameter.default is None
    return f"{column} is None or {test}" if empty else test


def _message(form: _Form, column: str, parameter: Parameter) -> str:
    value = f"One of the {spoken(column)}" if parameter.kind == "list" else f"The {spoken(column)} {{{column}}}"
    return form.message.replace("{value}", value).replace("{column}", spoken(column))
