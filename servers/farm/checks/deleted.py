"""Rule (s): a deleted row is used no more."""

from collections.abc import Iterator

from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import Comprehension, Name, parse, walk
from servers.farm.mentions import mentioned, step_expressions
from servers.farm.model import DeleteStep, Step, UpdateStep
from servers.farm.problems import Problem


def used_after_delete(subject: Subject) -> Iterator[Problem]:
    """No later step names a row that an earlier one has deleted."""
    for places in subject.tools.values():
        gone: dict[str, ToolPlace] = {}
        for place in places:
            for name in sorted((mentioned(place.step) & gone.keys()) - _only_entities(place.step)):
                if not _apart(gone[name], place):
                    hint = f"take what you need with let before the delete, or delete '{name}' later"
                    yield Problem(place.where, f"'{name}' was deleted in {gone[name].path}", hint)
            if isinstance(place.step, DeleteStep) and place.step.delete.row is not None:
                gone[place.step.delete.row] = place


def _only_entities(step: Step) -> set[str]:
    """The names by which a step's comprehensions mean all rows of an entity, and never one that is bound."""
    nodes = [node for text in step_expressions(step) for node in walk(parse(text))]
    sources = [node.source for node in nodes if isinstance(node, Comprehension)]
    others = {node.id for node in nodes if isinstance(node, Name) and not any(node is source for source in sources)}
    return {source.id for source in sources if isinstance(source, Name)} - others - _written(step)


def _written(step: Step) -> set[str]:
    """The row that a step writes."""
    target = step.update if isinstance(step, UpdateStep) else step.delete if isinstance(step, DeleteStep) else None
    return {target.row} if target is not None and target.row is not None else set()


def _apart(first: ToolPlace, second: ToolPlace) -> bool:
    """Whether one call never comes by both: branches of one `if`, or another turn with a row of its own."""
    for one, other in zip(first.when, second.when, strict=False):
        if one != other:
            return f"not ({one})" == other
    return False
