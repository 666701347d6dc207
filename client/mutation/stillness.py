"""What of a tool can be held still while two versions of it are compared, and what has to move."""

from collections import Counter
from collections.abc import Iterable, Iterator

from client.mutation.changes import walked
from servers.farm.effects import effects
from servers.farm.expressions import Comprehension, Constant, Name, names, parse, path, walk
from servers.farm.mentions import mentioned, step_expressions
from servers.farm.model import (
    CollectStep,
    EachStep,
    Environment,
    FindStep,
    IfStep,
    InsertStep,
    LetStep,
    ReferenceColumn,
    ReturnStep,
    SearchStep,
    Step,
    UpdateStep,
)


def constants(original: Environment, mutant: Environment, tool: str) -> list[str | int | float | bool]:
    """The constants in what differs between two versions of a tool."""
    one, other = (Counter(_texts(version, tool)) for version in (original, mutant))
    differing = [*(one - other), *(other - one)]
    values = [node.value for text in differing for node in walk(parse(text)) if isinstance(node, Constant)]
    return [value for value in dict.fromkeys(values) if value is not None]


def _texts(environment: Environment, tool: str) -> list[str]:
    return [text for step in walked(environment, tool) for text in step_expressions(step)]


def only_moves_values(original: Environment, mutant: Environment, tool: str) -> bool:
    """Whether two versions differ only in which values they write, keep and show, all of them values of both.

    Any world tells two values apart that are not the same; no condition, order, list or constant is another.
    """
    one, other = (_frame(version.tools[tool].steps) for version in (original, mutant))
    if one != other or original.entities != mutant.entities:
        return False
    texts = [{text for text in _texts(version, tool) if path(parse(text)) is None} for version in (original, mutant)]
    return texts[0] == texts[1]


def _frame(steps: tuple[Step, ...]) -> list[object]:
    """Steps without the values that they write, keep and show."""
    found: list[object] = []
    for step in steps:
        match step:
            case LetStep() | CollectStep() | ReturnStep():
                continue
            case InsertStep(insert=insert):
                found.append(("insert", insert.entity))
            case UpdateStep(update=update):
                found.append(("update", update.row, update.entity, update.where, update.given))
            case EachStep(each=each):
                found.append(("each", each.of, _frame(each.do)))
            case IfStep(if_=if_):
                found.append(("if", if_.that, _frame(if_.then), _frame(if_.else_)))
            case _:
                found.append(step)
    return found


def patched(original: Environment, mutant: Environment, tool: str) -> frozenset[str]:
    """The parameters for which an update asks whether they were given."""
    steps = [step for one in (original, mutant) for step in walked(one, tool) if isinstance(step, UpdateStep)]
    return frozenset(name for step in steps for name in step.update.given)


def only_patched(original: Environment, mutant: Environment, tool: str) -> tuple[str, ...]:
    """Parameters that do nothing but overwrite a column if they are given, in both versions.

    Of those whose values decide nothing, one stands for all: given, they only make an update happen that any other
    makes happen too, and each hides what else is written to its column.
    """
    uses = [_uses(one, tool) for one in (original, mutant)]
    return tuple(
        name
        for name in original.tools[tool].parameters
        if uses[0][name] == uses[1][name] and uses[0][name] and set(uses[0][name]) == {"patch"}
    )


def only_filters(original: Environment, mutant: Environment, tool: str) -> frozenset[str]:
    """Optional parameters that do nothing but filter a list in the same way in both versions.

    Where two versions differ and such a filter is given, they also differ in the world without the rows that it keeps
    out, with the filter left out; provided that nothing but the search looks at these rows.
    """
    if not _lists_only(original, tool) or not _lists_only(mutant, tool):
        return frozenset()
    uses = [_uses(one, tool) for one in (original, mutant)]
    return frozenset(
        name
        for name, parameter in original.tools[tool].parameters.items()
        if parameter.optional and uses[0][name] == uses[1][name] and all(" " in use for use in uses[0][name])
    )


def _uses(environment: Environment, tool: str) -> dict[str, Counter[str]]:
    """How each parameter is used: as a `patch`, in a filter (its text, after a blank), or in any `other` way."""
    found: dict[str, Counter[str]] = {name: Counter() for name in environment.tools[tool].parameters}
    for step in walked(environment, tool):
        for name, use in _used(step):
            if name in found:
                found[name][use] += 1
    return found


def _used(step: Step) -> Iterator[tuple[str, str]]:
    if isinstance(step, UpdateStep):
        yield from ((name, "patch") for name in step.update.given)
        yield from ((name, "other") for text in step_expressions(step) for name in names(parse(text)))
    elif isinstance(step, SearchStep):
        yield from ((name, " " + text) for text in step.search.given for name in names(parse(text)))
        rest = step.search.model_copy(update={"given": ()})
        yield from ((name, "other") for name in mentioned(SearchStep(search=rest)))
    else:
        yield from ((name, "other") for name in mentioned(step))


def _lists_only(environment: Environment, tool: str) -> bool:
    """Whether nothing but one search looks at the rows that it finds."""
    steps = walked(environment, tool)
    searched = [step.search.entity for step in steps if isinstance(step, SearchStep)]
    if len(searched) != 1 or any(isinstance(step, EachStep | IfStep) for step in steps):
        return False
    entity = searched[0]
    own = environment.entities[entity].columns.values()
    found = any(isinstance(step, FindStep) and step.find.entity == entity for step in steps)
    refers = any(isinstance(column, ReferenceColumn) and column.to == entity for column in own)
    return not found and not refers and not effects(environment, tool) and entity not in _asked(environment, steps)


def _asked(environment: Environment, steps: Iterable[Step]) -> set[str]:
    """The entities that comprehensions run over, in steps and in computed columns."""
    texts = [text for step in steps for text in step_expressions(step)]
    columns = [column for entity in environment.entities.values() for column in entity.columns.values()]
    texts += [text for column in columns if (text := getattr(column, "computed", None)) is not None]
    nodes = [node for text in texts for node in walk(parse(text)) if isinstance(node, Comprehension)]
    return {node.source.id for node in nodes if isinstance(node.source, Name)}
