"""What a problem of the static checks is about: the tool, column, fault or entity that its `where` names."""

import re
from dataclasses import dataclass
from typing import Literal

from servers.farm.problems import Problem

_TOOL = re.compile(r"(?:tool '|tools\.)(\w+)")
_FAULT = re.compile(r"(?:fault '|faults\.)(\w+)")
_COLUMN = re.compile(r"entity '(\w+)', (?:column|unique|invariant) ?'?(\w+)?'?")
_ENTITY = re.compile(r"(?:entity '|entities\.)(\w+)")


@dataclass(frozen=True)
class Blamed:
    """What can be taken out so that a problem goes; of a column, `name` is its entity's."""

    kind: Literal["tool", "fault", "column", "entity", "nothing"]
    name: str = ""
    column: str = ""


def blamed(problem: Problem) -> Blamed:
    """The thing that a problem names, the narrowest that it does."""
    if found := _TOOL.match(problem.where):
        return Blamed("tool", found[1])
    if found := _FAULT.match(problem.where):
        return Blamed("fault", found[1])
    if (found := _COLUMN.match(problem.where)) and found[2]:
        return Blamed("column", found[1], found[2])
    if found := _ENTITY.match(problem.where):
        return Blamed("entity", found[1])
    return Blamed("nothing")
