"""What must hold at the end of a task, read off its gold run: expected row changes with matchers, response checks.

Keys that sequences make are `generated`, wherever they are referred to; columns that steps fill from the clock are
`clock`; everything else equals what the gold run wrote.
"""

from collections.abc import Iterable, Iterator

from client.records import ExpectedChange, Matcher, ResponseCheck, VerifySpec
from servers.farm import flow, scopes
from servers.farm.expressions import Call, parse, walk
from servers.farm.model import Environment, FindStep, InsertElse, InsertStep, ReferenceColumn, UpdateStep
from servers.farm.state import RowChange, Value, plain

Columns = frozenset[tuple[str, str]]


def verify_spec(environment: Environment, changes: Iterable[RowChange], checks: Iterable[ResponseCheck]) -> VerifySpec:
    """The verification spec of a gold run's net changes."""
    changed = list(changes)
    inserted = [change for change in changed if change.op == "insert"]
    made = {(change.entity, change.key[-1]) for change in inserted if _generates(environment, change.entity)}
    timed = clock_columns(environment)
    expected = [_expected(environment, change, made, timed) for change in changed]
    return VerifySpec(expected=expected, responses=list(checks))


def _generates(environment: Environment, entity: str) -> bool:
    key = environment.entities[entity].key
    return key is not None and key.sequence is not None


def _expected(
    environment: Environment, change: RowChange, made: set[tuple[str, str | int]], timed: Columns
) -> ExpectedChange:
    row = (change.before if change.op == "delete" else change.after) or {}
    names = sorted(change.columns) if change.op == "update" else list(row) if change.op == "insert" else []
    values = {name: _matcher(environment, change, name, row[name], made, timed) for name in names}
    generated = change.op == "insert" and _generates(environment, change.entity)
    return ExpectedChange(
        environment=environment.name,
        entity=change.entity,
        op=change.op,
        key=None if generated else list(change.key),
        values=values,
        gold_key=list(change.key) if generated else [],
    )


def _matcher(
    environment: Environment,
    change: RowChange,
    name: str,
    value: Value,
    made: set[tuple[str, str | int]],
    timed: Columns,
) -> Matcher:
    declared = environment.entities[change.entity]
    column = declared.columns.get(name)
    entity = column.to if isinstance(column, ReferenceColumn) else change.entity
    is_key = isinstance(column, ReferenceColumn) or (declared.key is not None and declared.key.column == name)
    if is_key and isinstance(value, str | int) and (entity, value) in made:
        return Matcher.model_validate({"kind": "generated", "value": value})
    if (change.entity, name) in timed and value is not None:
        return Matcher(kind="clock")
    if column is not None and column.kind == "position" and change.op == "insert":
        return Matcher(kind="any")
    return Matcher.model_validate({"kind": "equals", "value": plain(value)})


def clock_columns(environment: Environment) -> Columns:
    """The columns that some step or default fills from the clock."""
    found = set()
    for entity, name, text in _written(environment):
        calls = {node.function for node in walk(parse(text)) if isinstance(node, Call)}
        if calls & {"now", "today"}:
            found.add((entity, name))
    return frozenset(found)


def _written(environment: Environment) -> Iterator[tuple[str, str, str]]:
    for entity, declared in environment.entities.items():
        for name, column in declared.columns.items():
            default = getattr(column, "default", None)
            if default is not None:
                yield entity, name, default
    for tool in environment.tools.values():
        for step, scope in flow.walk(tool.steps, scopes.start(environment, tool)):
            entity, values = _values(step, scope)
            yield from ((entity, name, text) for name, text in values.items())


def _values(step: object, scope: scopes.Scope) -> tuple[str, dict[str, str]]:
    if isinstance(step, InsertStep):
        return step.insert.entity, step.insert.set
    if isinstance(step, FindStep) and isinstance(step.find.else_, InsertElse):
        return step.find.entity, step.find.else_.insert
    if isinstance(step, UpdateStep):
        row = scope.lookup(step.update.row) if step.update.row else None
        return (row.entity if row is not None else step.update.entity or ""), step.update.set
    return "", {}
