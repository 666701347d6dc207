"""Rule (s): a deleted row is used no more."""

from collections.abc import Iterator

from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.mentions import mentioned
from servers.farm.model import DeleteStep
from servers.farm.problems import Problem


def used_after_delete(subject: Subject) -> Iterator[Problem]:
    """No later step names a row that an earlier one has deleted."""
    for places in subject.tools.values():
        gone: dict[str, ToolPlace] = {}
        for place in places:
            for name in sorted(mentioned(place.step) & gone.keys()):
                if not _apart(gone[name], place):
                    hint = f"take what you need with let before the delete, or delete '{name}' later"
                    yield Problem(place.where, f"'{name}' was deleted in {gone[name].path}", hint)
            if isinstance(place.step, DeleteStep) and place.step.delete.row is not None:
                gone[place.step.delete.row] = place


def _apart(first: ToolPlace, second: ToolPlace) -> bool:
    """Whether one call never comes by both: branches of one `if`, or another turn with a row of its own."""
    for one, other in zip(first.when, second.when, strict=False):
        if one != other:
            return f"not ({one})" == other
    return False
