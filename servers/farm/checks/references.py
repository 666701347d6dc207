"""Rule (c): a reference column gets the key of a row that was seen, never a raw argument.

The first mistake of authors who are language models: an order for a customer that does not exist.
"""

from collections.abc import Iterator

from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import (
    Attribute,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Expr,
    Name,
    names,
    parse,
    walk,
)
from servers.farm.inference import infer
from servers.farm.mentions import step_expressions
from servers.farm.model import NONE, FindStep, LetStep, ReferenceColumn, RequireStep
from servers.farm.problems import Problem
from servers.farm.written import assignments


def unseen_references(subject: Subject) -> Iterator[Problem]:
    """What is stored in a reference column was found, or taken from a row."""
    for place in subject.places:
        for entity, name, value in assignments(place):
            declared = subject.environment.entities.get(entity)
            column = declared.columns.get(name) if declared else None
            if isinstance(column, ReferenceColumn):
                for raw in _raw(value, place, subject):
                    if not _seen(raw, column.to, place, subject):
                        what = f"{entity}.{name} is set to {_shown(raw)} without a find of that {column.to}"
                        hint = f"find the {column.to} first, then use its key"
                        yield Problem(place.where, what, hint)


def _raw(value: Expr, place: ToolPlace, subject: Subject) -> Iterator[Expr]:
    """The parts of a value that come from no row: arguments, constants, made-up texts. Lets are looked through."""
    if isinstance(value, Conditional):
        yield from _raw(value.then, place, subject)
        yield from _raw(value.otherwise, place, subject)
    elif isinstance(value, Call) and value.function == "coalesce":
        for argument in value.arguments:
            yield from _raw(argument, place, subject)
    elif isinstance(value, Name) and value.id in (bound := _lets(place, subject)):
        yield from _raw(bound[value.id], place, subject)
    elif not (isinstance(value, Attribute) and _is_of_a_row(value, place)) and value != Constant(None):
        yield value


def _lets(place: ToolPlace, subject: Subject) -> dict[str, Expr]:
    steps = [item.step for item in subject.tools[place.tool_name] if isinstance(item.step, LetStep)]
    return {name: parse(text) for step in steps for name, text in step.let.items() if name in place.scope.names}


def _is_of_a_row(value: Attribute, place: ToolPlace) -> bool:
    return infer(value.base, place.scope).kind != "record"


def _seen(raw: Expr, entity: str, place: ToolPlace, subject: Subject) -> bool:
    """Whether an earlier step on every way to this place has looked for the row that `raw` names."""
    for earlier in subject.tools[place.tool_name]:
        if earlier.path == place.path:
            return False
        if _on_the_way(earlier, raw, place) and _looks_for(earlier, raw, entity):
            return True
    return False


def _on_the_way(earlier: ToolPlace, raw: Expr, place: ToolPlace) -> bool:
    """The earlier step ran whenever this one runs, or whenever the argument was given."""
    given = {f"{name} is not None" for name in names(raw)}
    return set(earlier.when) <= set(place.when) | given and place.loops[: len(earlier.loops)] == earlier.loops


def _looks_for(earlier: ToolPlace, raw: Expr, entity: str) -> bool:
    step = earlier.step
    if isinstance(step, FindStep):
        wanted = [parse(step.find.key)] if step.find.key is not None else [parse(text) for text in step.find.where]
        return step.find.entity == entity and step.find.else_ != NONE and any(_contains(expr, raw) for expr in wanted)
    return isinstance(step, RequireStep) and any(
        isinstance(node, Comprehension) and node.source == Name(entity) and _contains(parse(text), raw)
        for text in step_expressions(step)
        for node in walk(parse(text))
    )


def _contains(expr: Expr, part: Expr) -> bool:
    return any(node == part for node in walk(expr))


def _shown(raw: Expr) -> str:
    if isinstance(raw, Constant):
        return repr(raw.value)
    return f"'{', '.join(sorted(names(raw)))}'" if names(raw) else "a made-up text"
