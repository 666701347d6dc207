"""Whether two versions of a tool do the same in one small world."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import DecimalException
from typing import Any

from client.mutation.small import LazyRow, LazyRows, World
from servers.farm.interpreter import BrokenRule, Outcome
from servers.farm.interpreter.bindings import NEXT_CURSOR, Bindings
from servers.farm.interpreter.outcome import Fault
from servers.farm.interpreter.plans import Plans
from servers.farm.interpreter.results import Views
from servers.farm.interpreter.rows import Rows
from servers.farm.interpreter.tools import CompiledTool, compile_tool
from servers.farm.mentions import mentioned
from servers.farm.model import Environment
from servers.farm.state import Row, State, digest
from servers.farm.surface import ArgumentProblem, Inner

_WRONG = (TypeError, LookupError, ValueError, AttributeError)
"""What an ill-typed mutant raises; a server answers any of these as an internal error."""


@dataclass(frozen=True)
class Version:
    """One version of a tool, compiled for small worlds."""

    compiled: CompiledTool
    plans: Plans
    shown: frozenset[str]
    """The names that the result is made of."""

    def outcome(self, state: State, given: Mapping[str, Inner]) -> Outcome | None:
        """What a call does to a whole state; None where it breaks a rule that no fault guards."""
        try:
            return self.compiled.entered(state, given, Rows(self.plans.tables, state, self.compiled.changing))
        except (OverflowError, DecimalException):
            return Outcome(state, invalid="beyond what can be kept")
        except ArgumentProblem as problem:
            return Outcome(state, invalid=str(problem))
        except (BrokenRule, *_WRONG):
            return None

    @classmethod
    def of(cls, environment: Environment, tool: str) -> "Version":
        """A tool of an environment."""
        plans = Plans(environment)
        shown = mentioned(environment.tools[tool].steps[-1])
        return cls(compile_tool(tool, plans, Views(plans)), plans, shown | {NEXT_CURSOR})


@dataclass(frozen=True)
class Trial:
    """How a call went. The result is only made when somebody asks."""

    ending: str
    """`success`, the code of a fault, `invalid` or `broken`."""
    told: str = ""
    rows: LazyRows | None = None
    names: Bindings | None = field(default=None, compare=False)
    version: Version | None = None

    def result(self) -> str:
        """The result as JSON; what is wrong with it if it cannot be made."""
        assert self.version is not None
        assert self.names is not None
        try:
            return json.dumps(self.version.compiled.answer(self.names))
        except (OverflowError, DecimalException, *_WRONG) as error:
            return f"broken: {type(error).__name__}"


def tried(version: Version, world: World, given: Mapping[str, Inner]) -> Trial:
    """A call in a world, which it leaves as it was."""
    rows = LazyRows(version.plans.tables, world, version.compiled.changing)
    try:
        names = version.compiled.begin(given, rows)
        version.compiled.act(names)
    except Fault as fault:
        return Trial(fault.code, json.dumps([fault.message, fault.details]))
    except ArgumentProblem:
        return Trial("invalid")
    except (BrokenRule, *_WRONG):
        return Trial("broken")
    except (OverflowError, DecimalException):
        return Trial("invalid")
    return Trial("success", "", rows, names, version)


def agree(first: Trial, second: Trial, alike: bool) -> bool:
    """Whether two calls in one world ended in the same way.

    `alike` says that both versions make the same result of the same rows and names, so that it need not be made.
    """
    if first.ending != second.ending or first.told != second.told:
        return False
    if first.rows is None or second.rows is None or first.names is None or second.names is None:
        return True
    assert first.version is not None
    assert second.version is not None
    if first.version.compiled.tick != second.version.compiled.tick or not _same_state(first.rows, second.rows):
        return False
    if alike and all(_same(first.names.get(name), second.names.get(name)) for name in first.version.shown):
        return True
    return first.result() == second.result()


def _same_state(first: LazyRows, second: LazyRows) -> bool:
    if first.sequences != second.sequences:
        return False
    return all(_same_table(first, second, entity) for entity in sorted(first.written | second.written))


def _same_table(first: LazyRows, second: LazyRows, entity: str) -> bool:
    one, other = first.tables[entity], second.tables[entity]
    if one is other:
        return True
    return one.keys() == other.keys() and all(same_row(one[key], other[key]) for key in sorted(one))


def same_row(one: Row, other: Row) -> bool:
    """Whether two rows have the same values. What neither has decided yet is the same if they are one row."""
    if one is other:
        return True
    origin = _origin(one)
    if origin is not None and origin == _origin(other):
        columns = sorted({*one, *other})
    elif origin is None and _origin(other) is None:
        return _equal(dict(one), dict(other))
    else:
        columns = sorted(_all_columns(one) | _all_columns(other))
    return all(_equal(one[column], other[column]) for column in columns)


def took_the_same_way(one: Trial, other: Trial) -> bool:
    """Whether two calls found the same and wrote the same rows as often. It looks at nothing that they did not."""
    if one.rows is None or other.rows is None or one.names is None or other.names is None:
        return True
    shared = one.names.keys() & other.names.keys()
    return one.rows.log == other.rows.log and all(_same_at_sight(one.names[name], other.names[name]) for name in shared)


def _same_at_sight(one: Any, other: Any) -> bool:
    if isinstance(one, LazyRow) or isinstance(other, LazyRow):
        return isinstance(one, dict) and isinstance(other, dict) and _origin(one) == _origin(other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(_same_at_sight(a, b) for a, b in zip(one, other, strict=True))
    return _equal(one, other)


def _origin(row: Row) -> tuple[str, int] | None:
    return (row.entity, row.index) if isinstance(row, LazyRow) else None


def _all_columns(row: Row) -> set[str]:
    return {*row, *(row.world.columns(row.entity) if isinstance(row, LazyRow) else ())}


def _same(one: Any, other: Any) -> bool:
    """Whether two names stand for the same rows or values."""
    if isinstance(one, dict) and isinstance(other, dict):
        return same_row(one, other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return _equal(one, other)


def _equal(one: Any, other: Any) -> bool:
    """Equal and of one kind: 1 is neither True nor 1.0 where it is shown."""
    return type(one) is type(other) and bool(one == other)


def visible(found: Outcome | None) -> tuple[object, ...]:
    """All that somebody who calls and looks at the database can see of an outcome."""
    if found is None:
        return ("broken",)
    if found.invalid is not None:
        return ("invalid", digest(found.state))
    told = json.dumps([found.result, found.fault, found.message, found.details])
    return (told, digest(found.state))
