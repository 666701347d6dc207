"""Laws of writing: what is created is found, what is deleted is not, what is updated is shown, and twice is once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from client.servers import Json, Object
from client.verify.cases import Call, Case, told
from client.verify.laws.conditions import surely
from client.verify.laws.law import Law, differs, is_fault
from client.verify.laws.reading import Path, R, Reader, Shown
from client.verify.laws.selecting import Bound, selectors, source
from servers.farm.effects import Effect
from servers.farm.expressions import parse
from servers.farm.model import Delete, DeleteStep, InsertStep, Update, UpdateStep
from servers.farm.places import places
from servers.farm.state import Op, difference, key_columns
from servers.farm.views import ResultField, result_fields


@dataclass(frozen=True)
class Target:
    """The one row of an entity that every successful call of a tool writes."""

    entity: str
    row: str
    """Its name in the steps."""
    by: Bound
    """Its columns that hold an argument: those that it was looked up by or, of a new one, that were set."""


class _Writing(Law):
    """A law about the one row that a tool surely writes."""

    kind: Op

    def applies(self, tool: str) -> bool:
        """Whether the tool surely writes one row so, and something reads such rows."""
        target = self.target(tool)
        reading = (*self.reading.getters, *self.reading.listers)
        return target is not None and any(reader.entity == target.entity for reader in reading)

    def target(self, tool: str) -> Target | None:
        """The row that it writes; None if that is not sure, or if there are several."""
        found = {(entity, row): by for entity, row, by in self._written(tool) if self._alone(tool, entity, row)}
        return next((Target(*names, by) for names, by in found.items()), None) if len(found) == 1 else None

    def _alone(self, tool: str, entity: str, row: str) -> bool:  # noqa: ARG002 - of an update it matters
        """Whether that row is the only one of its entity that is written, and every successful call writes it."""
        own = self._effects(tool, entity)
        return len(own) == 1 and own[0].kind == self.kind and own[0].rows == "1" and bool(own[0].sure)

    def _effects(self, tool: str, entity: str) -> list[Effect]:
        """What the steps of a tool do to an entity, consequences aside."""
        return [item for item in self.contract.effects[tool] if item.entity == entity and item.by == "step"]

    def _written(self, tool: str) -> Iterator[tuple[str, str, Bound]]:
        """(entity, row, by) of each outermost step that may write so."""
        raise NotImplementedError

    def _found(self, tool: str) -> Iterator[tuple[str, str, Bound]]:
        """The rows that the tool has found by its arguments and writes."""
        declared = self.environment.tools[tool]
        bound = selectors(self.environment, declared)
        entities = {step.find.name: step.find.entity for step in declared.steps if hasattr(step, "find")}
        for step in declared.steps:
            writes: Delete | Update | None = step.delete if isinstance(step, DeleteStep) else None
            writes = step.update if isinstance(step, UpdateStep) else writes
            row = (writes.row if writes is not None else None) or ""
            if row in entities and set(key_columns(self.environment.entities[entities[row]])) <= set(bound[row]):
                yield entities[row], row, bound[row]

    def known(self, target: Target, arguments: Object) -> dict[str, Json]:
        """The columns of the row that its arguments tell."""
        return {column: arguments[name] for column, name in target.by.items() if arguments.get(name) is not None}

    def key(self, target: Target, known: Mapping[str, Json]) -> tuple[Json, ...]:
        """The key of the row."""
        return tuple(known.get(column) for column in key_columns(self.environment.entities[target.entity]))

    def readers(
        self, among: Sequence[R], target: Target, known: Mapping[str, Json], call: Call
    ) -> list[tuple[R, Object]]:
        """The tools that show such a row, with the arguments that they need for it."""
        context = self.reading.context(call.tool, call.arguments)
        own = [reader for reader in among if reader.entity == target.entity]
        asked = [(reader, self.reading.arguments(reader, known, context)) for reader in own]
        return [(reader, arguments) for reader, arguments in asked if arguments is not None]


class Created(_Writing):
    """What is created is found by its key, and in every list, as the creating call has shown it."""

    name = "created"
    kind = "insert"

    def broken(self, tool: str, case: Case) -> str | None:
        """Create, then get and list."""
        target, call = self.target(tool), case.steps[-1].call
        shown = self._shown(tool, target) if target else None
        if target is None or shown is None:
            return None
        self.trial.begin(case)
        answer = self.trial.call(call.tool, call.arguments)
        new = self.reading.row(target.entity, shown.view, (answer.structured or {}).get(shown.name))
        if answer.is_error or new is None:
            return None
        known = {**self.known(target, call.arguments), **_columns(new)}
        told = [*self._got(target, known, call, new), *self._listed(target, known, call, new)]
        return next(filter(None, told), "" if told else None)

    def _written(self, tool: str) -> Iterator[tuple[str, str, Bound]]:
        declared = self.environment.tools[tool]
        bound = selectors(self.environment, declared)
        for step in declared.steps:
            if isinstance(step, InsertStep):
                values = {column: source(parse(text), declared, bound) for column, text in step.insert.set.items()}
                by = {column: name for column, name in values.items() if name is not None}
                yield step.insert.entity, step.insert.name, by

    def _shown(self, tool: str, target: Target) -> ResultField | None:
        fields = result_fields(self.environment, self.environment.tools[tool])
        return next((field for field in fields if field.kind == "row" and field.source == target.row), None)

    def _got(self, target: Target, known: Mapping[str, Json], call: Call, new: Shown) -> Iterator[str]:
        for reader, arguments in self.readers(self.reading.getters, target, known, call):
            answer, row = self.trial.got(reader, arguments)
            if row is None or row.key != new.key:
                yield f"what it creates, {_name(new)}, is not found by {reader.tool}: {answer.shown()[:120]}"
            else:
                yield self._same(reader, new, row)

    def _listed(self, target: Target, known: Mapping[str, Json], call: Call, new: Shown) -> Iterator[str]:
        for reader, arguments in self.readers(self.reading.listers, target, known, call):
            declared = self.environment.tools[reader.tool].parameters
            inner = {name: arguments.get(name, item.default) for name, item in declared.items()}
            if not all(surely(fact, target.entity, known, inner) for fact in reader.rest):
                continue
            rows = self.trial.listed(reader, arguments)
            if rows is None:
                continue
            row = next((row for row in rows if row.key == new.key), None)
            yield self._same(reader, new, row) if row else f"what it creates, {_name(new)}, is not in {reader.tool}"

    def _same(self, reader: Reader, new: Shown, row: Shown) -> str:
        wrong = differs(new, row, partial(self.reading.timeless, new.entity))
        return wrong and f"{reader.tool} shows {_name(new)} otherwise than the call that made it: {wrong}"


class Deleted(_Writing):
    """What is deleted is not found, stands in no list, and cannot be deleted again."""

    name = "deleted"
    kind = "delete"

    def broken(self, tool: str, case: Case) -> str | None:
        """Look, delete, look again, delete again."""
        target, call = self.target(tool), case.steps[-1].call
        if target is None:
            return None
        known = self.known(target, call.arguments)
        key = self.key(target, known)
        self.trial.begin(case)
        getters = self.readers(self.reading.getters, target, known, call)
        there = [(reader, arguments) for reader, arguments in getters if self.trial.got(reader, arguments)[1]]
        if self.trial.call(call.tool, call.arguments).is_error:
            return None
        for reader, arguments in there:
            answer, _ = self.trial.got(reader, arguments)
            if not is_fault(answer):
                return f"what it deletes is still found by {reader.tool}: {answer.shown()[:120]}"
        for reader, arguments in self.readers(self.reading.listers, target, known, call):
            if any(row.key == key for row in self.trial.listed(reader, arguments) or ()):
                return f"what it deletes is still in {reader.tool}"
        again = self.trial.call(call.tool, call.arguments)
        return "" if is_fault(again) else f"what it deletes can be deleted twice: {again.shown()[:120]}"

    def _written(self, tool: str) -> Iterator[tuple[str, str, Bound]]:
        yield from self._found(tool)


class Updated(_Writing):
    """What an update is given is shown of the row; its other columns, and all other rows, stay as they were."""

    name = "updated"
    kind = "update"

    def broken(self, tool: str, case: Case) -> str | None:
        """Get and list, update, get and list again."""
        target, call = self.target(tool), case.steps[-1].call
        if target is None:
            return None
        known = self.known(target, call.arguments)
        self.trial.begin(case)
        before = self._seen(target, known, call)
        if self.trial.call(call.tool, call.arguments).is_error or not before:
            return None
        after, given = self._seen(target, known, call), self._given(tool, target, call.arguments)
        key = self.key(target, known)
        for (reader, own), row in before.items():
            wrong = self._compared(tool, row, after.get((reader, own)), given if own == key else None)
            if wrong and (own != key or (reader, own) in after):
                return wrong
        return ""

    def _alone(self, tool: str, entity: str, row: str) -> bool:
        """Whether all updates of the entity are of that row, and one of them is made by every call."""
        own = self._effects(tool, entity)
        steps = [place.step for place in places(self.environment, self.environment.tools[tool])]
        rows = {step.update.row for step in steps if isinstance(step, UpdateStep)} if len(own) > 1 else {row}
        single = all(item.kind == "update" and item.rows in ("1", "0..1") and item.per is None for item in own)
        return single and rows == {row} and any(not item.when for item in own)

    def _written(self, tool: str) -> Iterator[tuple[str, str, Bound]]:
        yield from self._found(tool)

    def _seen(self, target: Target, known: Mapping[str, Json], call: Call) -> dict[tuple[str, tuple[Json, ...]], Shown]:
        """Every row that a reader shows, by the reader and its key."""
        got = self.readers(self.reading.getters, target, known, call)
        seen = [(reader.tool, row) for reader, arguments in got if (row := self.trial.got(reader, arguments)[1])]
        lists = [pair for pair in self.readers(self.reading.listers, target, known, call) if not pair[0].rest]
        for reader, arguments in lists[:1]:
            seen += [(reader.tool, row) for row in self.trial.listed(reader, arguments) or ()]
        return {(tool, row.key): row for tool, row in seen}

    def _given(self, tool: str, target: Target, arguments: Object) -> dict[str, Json]:
        """What the arguments say that columns of the row hold afterwards."""
        declared = self.environment.tools[tool]
        found: dict[str, Json] = {}
        for step in declared.steps:
            if isinstance(step, UpdateStep) and step.update.row == target.row:
                set_ = {column: source(parse(text), declared, {}) for column, text in step.update.set.items()}
                sources = {**set_, **{column: column for column in step.update.given}}
                values = {column: arguments.get(name) for column, name in sources.items() if name is not None}
                found |= {column: value for column, value in values.items() if value is not None}
        cleared = arguments.get("clear")
        found |= dict.fromkeys(map(str, cleared if isinstance(cleared, list) else ()))
        writes = [name for item in self._effects(tool, target.entity) for name in item.possible]
        return {column: value for column, value in found.items() if writes.count(column) == 1}

    def _compared(self, tool: str, before: Shown, after: Shown | None, given: Mapping[str, Json] | None) -> str:
        """What is wrong with a row after the call; `given` is None for the rows that it does not write."""
        if after is None:
            return f"{_name(before)}, another row, is no longer shown"
        for column, value in (given or {}).items():
            shown = after.values.get((column,), value)
            if shown != value and not self._has_spellings(before.entity, column):
                return f"{column} of {_name(before)} was given as {value!r} and is shown as {shown!r}"
        wrong = differs(before, after, lambda path: self._stays(tool, before.entity, path, given is not None))
        return wrong and f"{_name(before)} changed in what the call does not write: {wrong}"

    def _has_spellings(self, entity: str, column: str) -> bool:
        """Whether a value has several spellings, of which one is shown: moments, with their zones."""
        declared = self.environment.entities[entity].columns.get(column)
        return declared is not None and declared.kind == "datetime"

    def _stays(self, tool: str, entity: str, path: Path, written: bool) -> bool:
        """Whether no declared effect reaches a column of the row that is written, or of another one."""
        own = [item for item in self.contract.effects[tool] if item.entity == entity]
        reaching = own if written else [item for item in own if item.by != "step"]
        return self.reading.stored(entity, path) and not any(path[0] in item.possible for item in reaching)


class Repeated(Law):
    """A tool that calls itself idempotent, called again, changes nothing and answers the same or with a fault."""

    name = "repeated"

    def applies(self, tool: str) -> bool:
        """Whether it says so and writes."""
        hints = self.contract.tool(tool).get("annotations")
        return isinstance(hints, dict) and hints.get("idempotentHint") is True and bool(self.contract.effects[tool])

    def broken(self, tool: str, case: Case) -> str | None:
        """Call twice."""
        call, witness = case.steps[-1].call, self.trial.target.witness
        self.trial.begin(case)
        first = self.trial.call(tool, call.arguments)
        once = witness.snapshot()
        second = self.trial.call(tool, call.arguments)
        if first.is_error:
            return None
        changes = difference(self.environment, once.state, witness.snapshot().state)
        if changes:
            return f"says that it is idempotent, and the second call changes more: {told(changes[0])}"
        if second.is_error:
            return "" if is_fault(second) else f"the second call fails: {second.shown()[:120]}"
        return self._answers(tool, first.structured or {}, second.structured or {})

    def _answers(self, tool: str, first: Object, second: Object) -> str:
        """How the rows of two results differ, in what does not tell the time."""
        for field in result_fields(self.environment, self.environment.tools[tool]):
            entity = field.type.entity
            if field.kind != "row" or not entity:
                continue
            rows = [self.reading.row(entity, field.view, result.get(field.name)) for result in (first, second)]
            if rows[0] is None or rows[1] is None:
                continue
            wrong = differs(rows[0], rows[1], partial(self.reading.timeless, entity))
            if wrong:
                return f"says that it is idempotent, and answers otherwise the second time: {wrong}"
        return ""


def _columns(row: Shown) -> dict[str, Json]:
    """The row's own columns that were shown."""
    return {path[0]: value for path, value in row.values.items() if len(path) == 1}


def _name(row: Shown) -> str:
    return f"{row.entity} {'/'.join(map(str, row.key))}"
