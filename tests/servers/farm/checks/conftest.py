"""What the rules say about an environment after edits."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from servers.farm.checks import RULES, Subject
from servers.farm.model import Environment


class Found:
    """The problems of one environment, and the letter of the rule that found each."""

    def __init__(self, environment: Environment) -> None:
        subject = Subject(environment)
        self.letters = {(problem, rule.letter) for rule in RULES for problem in rule.find(subject)}

    def has(self, letter: str, where: str, what: str) -> bool:
        """Whether a rule of this letter says so, with a hint."""
        return any(
            letter == found and where in problem.where and what in problem.what and bool(problem.hint)
            for problem, found in self.letters
        )

    def silent(self, letter: str) -> bool:
        """Whether no rule of this letter found anything."""
        return all(found != letter for _, found in self.letters)

    def __repr__(self) -> str:
        return "\n".join(f"({letter}) {problem}" for problem, letter in sorted(self.letters)) or "no problems"


@pytest.fixture(scope="session")
def found(edited: Callable[..., Environment]) -> Callable[[str, Mapping[str, Any]], Found]:
    """`found("bikes", {"tools.rent_bike.title": ""})`: what the rules find after the edits.

    Keys are paths with numbers for places in lists: `path` sets, `path +2` inserts before the third, `path -` removes.
    """
    return lambda name, edits: Found(edited(name, lambda data: _edit(data, edits)))


def _edit(data: Any, edits: Mapping[str, Any]) -> None:
    for key, value in edits.items():
        path, _, action = key.partition(" ")
        *way, last = path.split(".")
        holder = data
        for part in way:
            holder = holder[int(part)] if isinstance(holder, list) else holder[part]
        place = int(last) if isinstance(holder, list) else last
        if action.startswith("+"):
            holder[place].insert(int(action), value)
        elif action == "-":
            del holder[place]
        else:
            holder[place] = value
