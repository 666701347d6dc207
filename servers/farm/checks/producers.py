"""Rule (n): what a call needs can be got: ids from tools, rows from the start state."""

from collections.abc import Iterator

from servers.farm.checks.parameters import scalars
from servers.farm.checks.rule import Subject
from servers.farm.model import Environment, Tool
from servers.farm.problems import Problem
from servers.farm.scopes import root_of
from servers.farm.views import result_fields, view_fields


def no_producer(subject: Subject) -> Iterator[Problem]:
    """What a person does not know, such as an id, another tool shows without asking for it."""
    environment = subject.environment
    produced = {name: shown_roots(environment, tool) for name, tool in environment.tools.items()}
    for tool_name, tool in environment.tools.items():
        for label, field, _ in scalars(tool):
            if field.user_knows or field.column is None:
                continue
            root = root_of(environment, field.column)
            sources = [
                name for name, roots in produced.items() if root in roots and root not in _asked(environment, name)
            ]
            if not sources:
                where = f"tool '{tool_name}', parameter '{label}'"
                what = f"no tool shows {root}, which a person does not know"
                yield Problem(where, what, "add a list or search that shows it, or set user_knows")


def _asked(environment: Environment, tool_name: str) -> frozenset[str]:
    """The values that a call of the tool needs and a person does not know."""
    tool = environment.tools[tool_name]
    needed = [
        field.column
        for label, field, _ in scalars(tool)
        if not field.user_knows and field.column is not None and tool.parameters[label.partition(".")[0]].required
    ]
    return frozenset(root_of(environment, column) for column in needed)


def shown_roots(environment: Environment, tool: Tool) -> frozenset[str]:
    """The columns whose values a tool's result shows unchanged, references followed to the keys they hold."""
    found: set[str] = set()
    for field in result_fields(environment, tool):
        entity = field.type.element.entity if field.kind == "rows" else field.type.entity
        if field.view and entity in environment.entities:
            found.update(_view_roots(environment, entity, field.view))
        else:
            element = field.type.element if field.type.kind == "list" else field.type
            found |= {element.root, *(item.root for _, item in element.fields)}
    return frozenset(found - {""})


def _view_roots(environment: Environment, entity: str, view: str, *, outermost: bool = True) -> Iterator[str]:
    for field in view_fields(environment, entity, view):
        if field.children is None:
            yield field.type.root
        elif outermost and field.children.of in environment.entities:
            yield from _view_roots(environment, field.children.of, field.children.view, outermost=False)


def without_rows(subject: Subject) -> Iterator[Problem]:
    """An entity that tools read has start rows, or a tool that makes them."""
    made = {effect.entity for effects in subject.effects.values() for effect in effects if effect.kind == "insert"}
    for name, entity in subject.environment.entities.items():
        if entity.seed.rows == 0 and not entity.singleton and name not in made:
            yield Problem(f"entity '{name}'", "never has rows", "give it start rows: seed: {rows: 12}")
