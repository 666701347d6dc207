"""What happens in the steps of a call, noted as it happens: which branches, which sides of which comparisons.

An interpreter with a trace compiles closures that note events; without one they are as they were. Events say nothing
about values, so a few calls reach them all, and a call with a new one shows something that no other call has shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import Any, NamedTuple

from servers.farm.interpreter.bindings import NEXT_CURSOR, Bindings, Evaluate
from servers.farm.model import FindStep, SearchStep, Step

Run = Callable[[Bindings], None]
Note = Callable[[str], None]
REACHED, DONE = "reached", "done"


class Event(NamedTuple):
    """Something that happened at a place."""

    tool: str
    """Empty in a computed column that was compiled outside of any tool."""
    path: str
    """The step, as `places.Place.path` names it."""
    what: str


class Trace:
    """Collects the events of an interpreter's calls until they are taken."""

    def __init__(self) -> None:
        self._sink: set[Event] = set()
        self._tool, self._path = "", ""
        self._paths: Mapping[int, str] = {}
        self._number = 0
        self._alike: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def take(self) -> frozenset[Event]:
        """What has happened since this was asked last."""
        taken, self._sink = frozenset(self._sink), set()
        return taken

    @contextmanager
    def tool(self, name: str, paths: Mapping[int, str]) -> Iterator[None]:
        """The tool's steps are compiled in the block; `paths` names them by their identity."""
        before = self._tool, self._path, self._paths, self._number
        self._tool, self._path, self._paths, self._number = name, "", paths, 0
        try:
            yield
        finally:
            self._tool, self._path, self._paths, self._number = before

    def step(self, step: Step, compiled: Callable[[], Run]) -> Run:
        """Compile a step, which then notes that it is reached, that it goes well, and how many rows it has found."""
        outer, self._path = self._path, self._paths.get(id(step), self._path)
        run, note, found = compiled(), self._noting(), _FOUND.get(type(step))
        self._path = outer

        def traced(names: Bindings) -> None:
            note(REACHED)
            run(names)
            note(DONE)
            if found is not None:
                note(found(step, names))

        return traced

    def comparing(self, apply: Callable[[Any, Any], Any], ordered: bool) -> Callable[[Any, Any], Any]:
        """A comparison that notes how it ends; of an ordering also whether both sides are equal."""
        label = self._label()
        holds, fails, equal = (self._event(f"{label} {how}") for how in (True, False, "equal"))

        def traced(left: Any, right: Any) -> Any:
            found = apply(left, right)
            self._sink.add(equal if ordered and left == right else holds if found else fails)
            return found

        return traced

    def truth(self, condition: Evaluate) -> Evaluate:
        """A condition that notes how it ends."""
        label = self._label()
        holds, fails = (self._event(f"{label} {how}") for how in (True, False))

        def traced(names: Bindings) -> Any:
            found = condition(names)
            self._sink.add(holds if found else fails)
            return found

        return traced

    def deciding(self, conditions: Sequence[Evaluate], alone: bool) -> Callable[[Bindings], None]:
        """Notes how each of several conditions ends where it decides, and by which comparisons in it.

        A condition decides where all others are `alone`: true for what is joined by `and`, false for `or`. What happens
        in one that does not decide makes no difference, so it is not noted (masking MC/DC).
        """
        note, label = self._noting(), self._label()

        known: dict[tuple[int, bool, frozenset[Event]], str] = {}

        def traced(names: Bindings) -> None:
            found, against = list[tuple[int, bool, set[Event]]](), list[int]()
            for index, condition in enumerate(conditions):
                value, told = self._told(condition, names)
                if value is None:
                    continue
                found.append((index, value, told))
                if value is not alone:
                    against.append(index)
                    if len(against) > 1:
                        return  # none of them decides
            for index, value, told in found:
                if not against or against == [index]:
                    key = (index, value, frozenset(told))
                    what = known.get(key) or known.setdefault(key, _joined(label, index, value, told))
                    note(what)

        return traced

    def _told(self, condition: Evaluate, names: Bindings) -> tuple[bool | None, set[Event]]:
        """How a condition ends, and what is noted in it; None where it makes sense only behind another one."""
        before, told = self._sink, set[Event]()
        self._sink = told
        try:
            return bool(condition(names)), told
        except (TypeError, AttributeError, LookupError, ArithmeticError):
            return None, told
        finally:
            self._sink = before

    def counting(self, what: str) -> Callable[[int], None]:
        """Notes whether there is none of something, one, or more."""
        note, label = self._noting(), self._label()
        return lambda number: note(f"{label} {what} {_MANY[min(number, 2)]}")

    def shown(self, entity: str, view: str) -> Callable[[Mapping[str, object]], None]:
        """Notes of each two fields of a view once that they differ: until then nobody could tell them apart."""
        alike, note = self._alike.setdefault((entity, view), []), self._noting()
        known = set[str]()

        def traced(fields: Mapping[str, object]) -> None:
            if not known:
                known.update(fields)
                alike.extend(combinations(fields, 2))
            for pair in [pair for pair in alike if _differ(fields[pair[0]], fields[pair[1]])]:
                alike.remove(pair)
                note(f"{entity} {view}: {pair[0]} is not {pair[1]}")

        return traced

    def never_told_apart(self, entity: str) -> frozenset[str]:
        """Fields of an entity's views that have been shown, and never with another value than some other field."""
        pairs = (pair for (name, _), found in self._alike.items() if name == entity for pair in found)
        return frozenset(field for pair in pairs for field in pair)

    def _label(self) -> str:
        self._number += 1
        return f"#{self._number}"

    def _event(self, what: str) -> Event:
        return Event(self._tool, self._path, what)

    def _noting(self) -> Note:
        made, tool, path = dict[str, Event](), self._tool, self._path

        def note(what: str) -> None:
            self._sink.add(made.get(what) or made.setdefault(what, Event(tool, path, what)))

        return note


def _joined(label: str, index: int, value: bool, told: Iterable[Event]) -> str:
    """What is noted of a condition that decides."""
    return f"{label} {index} {value} {', '.join(sorted(event.what for event in told))}"


def _differ(one: object, other: object) -> bool:
    """Whether two values are told apart by more than their type."""
    return one != other and (one is None or other is None or type(one) is type(other))


def _rows_of_search(step: Any, names: Bindings) -> str:
    more = " and more on other pages" if names.get(NEXT_CURSOR) is not None else ""
    return f"found {_MANY[min(len(names[step.search.as_]), 2)]}{more}"


def _row_of_find(step: Any, names: Bindings) -> str:
    return f"found {_MANY[int(names[step.find.name] is not None)]}"


_MANY = ("none", "one", "more")
_FOUND: dict[type[Any], Callable[[Any, Bindings], str]] = {SearchStep: _rows_of_search, FindStep: _row_of_find}
