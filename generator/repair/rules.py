"""The rules as an author: they take the first remedy that leaves a sound environment, and drop what has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.blame import Blamed, blamed
from generator.editing import (
    idle_entities,
    without_column,
    without_entity,
    without_tools,
    writers_of,
)
from generator.explore.split import MIN_TOOLS
from generator.repair.troubles import Seeds, Trouble
from servers.farm.checks import check
from servers.farm.effects import is_read_only
from servers.farm.model import Environment, Repair, from_data
from servers.farm.problems import InvalidEnvironment, Problem

_PASSES = 8
"""How often what the checks object to is taken out before the environment is given up."""


@dataclass(frozen=True)
class Mended:
    """A sound environment and what was done; `refused` says why there is none."""

    environment: Environment
    repairs: tuple[Repair, ...] = ()
    refused: str = ""


def mended(environment: Environment, troubles: Sequence[Trouble], number: int) -> Mended:
    """The environment without what is wrong with it, after verification `number`. The same troubles, the same edits."""
    seeds, repairs, current = Seeds(), list[Repair](), environment
    for trouble in troubles:
        if current is not environment and trouble.is_over(current, seeds):
            continue
        made = _remedied(current, trouble, seeds)
        if made is None:
            return Mended(environment, refused=f"{trouble.problem.where}: {trouble.problem.what}")
        current, done = made
        where, what = trouble.problem.where, trouble.problem.what
        repairs += [Repair(round=number, where=where, what=what, done=item) for item in done]
    return Mended(current, tuple(repairs), _too_little(current))


def _remedied(environment: Environment, trouble: Trouble, seeds: Seeds) -> tuple[Environment, list[str]] | None:
    """The first remedy that leaves a sound environment, and what was done."""
    for done, candidate in trouble.remedies(environment, seeds):
        if candidate.tools.keys() == environment.tools.keys():
            if not _objections(candidate):
                return candidate, [done]
        elif (settled := _settled(candidate)) is not None:
            return settled[0], [done, *settled[1]]
    return None


def _settled(environment: Environment) -> tuple[Environment, list[str]] | None:
    """The environment without what the loss of a tool left unsound or without purpose; None if that is everything."""
    done: list[str] = []
    for _ in range(_PASSES):
        environment = _without_idle(environment, done)
        problems = _objections(environment)
        if not problems:
            return environment, done
        for found in dict.fromkeys(map(blamed, problems)):
            environment = _without(environment, found, done)
    return None


def _objections(environment: Environment) -> list[Problem]:
    """What the static checks say, of its form too: edits are not validated one by one."""
    try:
        from_data(environment.model_dump(mode="json", by_alias=True))
    except InvalidEnvironment as error:
        return list(error.problems)
    return check(environment)


def _without_idle(environment: Environment, done: list[str]) -> Environment:
    """Without the entities that no tool needs now, where nothing else depends on them."""
    for name in idle_entities(environment):
        smaller = without_entity(environment, name)
        if smaller.entities and set(_objections(smaller)) <= set(_objections(environment)):
            environment = smaller
            done.append(f"left out entity '{name}', which no tool needs now")
    return environment


def _without(environment: Environment, found: Blamed, done: list[str]) -> Environment:
    """Without the thing that the checks blame."""
    match found.kind:
        case "tool" if found.name in environment.tools:
            done.append(f"left out tool '{found.name}', which is not sound now")
            return without_tools(environment, [found.name])
        case "column" if found.column in environment.entities[found.name].columns:
            done.append(f"left out column '{found.name}.{found.column}', which no tool needs now")
            return without_column(environment, found.name, found.column)
        case "entity" if found.name in environment.entities:
            writers = writers_of(environment, found.name)
            done += [f"left out tool '{name}', whose writes no tool shows now" for name in writers]
            return without_tools(environment, writers)
        case "fault":
            faults = {code: fault for code, fault in environment.faults.items() if code != found.name}
            return environment.model_copy(update={"faults": faults})
        case _:
            return environment


def _too_little(environment: Environment) -> str:
    """Why what remains is no environment; empty if it is one."""
    reads = [name for name in environment.tools if is_read_only(environment, name)]
    if len(environment.tools) < MIN_TOOLS:
        return f"only {len(environment.tools)} sound tools remain, fewer than {MIN_TOOLS}"
    if not reads or len(reads) == len(environment.tools):
        return f"no tool remains that {'writes' if reads else 'reads'}"
    return ""
