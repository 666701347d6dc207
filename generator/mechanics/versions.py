"""Versions: every change raises the version of a row, and a change of what changed meanwhile is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.description import Operation
from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.conditions import row_label
from generator.mechanics.edits import Data, edited, with_column, with_fault, with_invariant, with_steps
from generator.mechanics.reading import Write, spots, writes
from generator.mechanics.wording import code
from servers.farm.expressions import Attribute, Compare, Name, parse, walk
from servers.farm.model import Environment, IntegerColumn, RequireStep, Tool

VERSION = re.compile(r"^(row_|lock_|object_|resource_|record_)?(version|revision)(_number)?$|^(e_?tag|change_number)$")
_MATCH = frozenset("ifmatch etag ifetag ifmetagenerationmatch ifgenerationmatch lockversion".split())
"""Inputs, letters alone, by which a caller says which version is to be changed."""
_NAMED = re.compile(r"version|revision|etag|fingerprint|generation|token|sequence|lock|checksum")
_SAID = re.compile(
    r"optimistic[ -](concurrency|lock)|concurren(t|cy)\b[^.]{0,60}\b(modif|updat|chang|edit|conflict|writ)|"
    r"\b(must|should|does not|doesn't) match the (current|latest|stored)|up-to-date value|lost updates?\b|"
    r"\b(not|n't) (been )?(recently )?(changed|modified|updated) since|"
    r"\b(is|are|was) not the (latest|current) (version|revision)|\batomic (update|delete|create)|\bread-modify-write",
    re.I,
)
"""What is said of others: they keep changes from being made to an older version."""
_OWN = "revision"


class Versions(Mechanic):
    """Optimistic locking: a caller may say which version it has read."""

    name = "versions"
    law = "Every change raises the version of a row, and a change that was made to an older version is refused."
    operators = ("drop_require", "keep_version")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that compare a version that is given with that of a row, where changes raise it."""
        raised = {
            (write.entity, column)
            for tool in environment.tools.values()
            for write in writes(tool)
            for column in write.values
            if VERSION.search(column) and _raises(write, column)
        }
        for name, tool in environment.tools.items():
            for entity, column, fault in _compared(tool):
                if (entity, column) in raised and any(write.entity == entity for write in writes(tool)):
                    yield Use(self.name, entity, name, fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Entities whose rows are changed by tools that may be told which version is meant."""
        environment = subject.environment
        used = {use.entity for use in self.uses(environment)}
        for name, entity in environment.entities.items():
            if entity.key is None or name in used:
                continue
            column = _own_column(environment, name)
            told = tuple(_told(subject, name, column))
            if told and _changes(environment, name):
                because = "callers can say which version they mean"
                yield Locked(name, (column or _OWN,), because=because, confidence=0.8, tools=told)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """The version, raised by every change and asked for where it is given."""
        assert isinstance(place, Locked)
        return place.added(environment)


def _raises(write: Write, column: str) -> bool:
    return write.kind == "update" and write.values[column].endswith(f".{column} + 1")


def _compared(tool: Tool) -> Iterator[tuple[str, str, str]]:
    """Entity, column and fault of each require that asks for a row's version to be the one that is given."""
    for spot in spots(tool):
        if isinstance(spot.step, RequireStep):
            for node in walk(parse(spot.step.require.that)):
                if isinstance(node, Compare) and node.op == "==":
                    for own, other in ((node.left, node.right), (node.right, node.left)):
                        row = own.base.id if isinstance(own, Attribute) and isinstance(own.base, Name) else ""
                        given = isinstance(other, Name) and other.id in tool.parameters
                        if given and row in spot.rows and isinstance(own, Attribute) and VERSION.search(own.name):
                            yield spot.rows[row], own.name, spot.step.require.else_


def _own_column(environment: Environment, entity: str) -> str:
    """The number of an entity that callers give back with a change, though nothing asks for it when a row is made."""
    for name, column in environment.entities[entity].columns.items():
        if VERSION.search(name) and isinstance(column, IntegerColumn) and column.maximum is None:
            given, demanded = False, False
            for tool in environment.tools.values():
                for write in writes(tool):
                    if write.entity == entity and write.values.get(name) in tool.parameters:
                        parameter = tool.parameters[write.values[name]]
                        given |= write.kind == "update"
                        demanded |= write.kind == "insert" and parameter.required
            if given and not demanded:
                return name
    return ""


def _told(subject: Subject, entity: str, column: str) -> Iterator[str]:
    """Tools that change or delete a row and may be told its version: by a column of it, or beside it."""
    for name, tool in subject.environment.tools.items():
        own = [write for write in writes(tool) if write.entity == entity and write.kind != "insert" and write.row]
        if not own or own[0].row not in own[0].spot.rows or any(write.spot.nested for write in own[:1]):
            continue
        if column in own[0].values or any(_matches(item) for item in subject.operations.get(name, ())):
            yield name


def _changes(environment: Environment, entity: str) -> bool:
    """Whether a tool changes rows, so that there are newer versions."""
    written = (write for tool in environment.tools.values() for write in writes(tool))
    return any(write.kind == "update" and write.entity == entity for write in written)


def _matches(operation: Operation) -> bool:
    """Whether one of the inputs says which version is meant: by its name, or as the description tells."""
    beside = [(item.name, item.description or item.schema.description) for item in operation.parameters
              if item.location in ("header", "query")]  # fmt: skip
    body = operation.request.properties if operation.request is not None else {}
    inside = [(name, schema.description) for name, schema in body.items()]
    given = [(re.sub(r"[^a-z]", "", name.lower()), told) for name, told in (*beside, *inside)]
    # The schema of a resource is often that of the body too, and shows an etag in both.
    silent = {re.sub(r"[^a-z]", "", name.lower()) for name, schema in body.items() if schema.read_only} | {"etag"}
    plain = {re.sub(r"[^a-z]", "", name.lower()) for name, _ in beside} | ({name for name, _ in given} - silent)
    return operation.method != "GET" and any(
        (name in _MATCH and name in plain) or (_NAMED.search(name) and _SAID.search(told)) for name, told in given
    )


@dataclass(frozen=True)
class Locked(Place):
    """Rows with a version; `tools` may be told which one is meant."""

    tools: tuple[str, ...] = ()

    @property
    def _version(self) -> str:
        return self.columns[0]

    def added(self, environment: Environment) -> Environment:
        """The column, the tools that raise it, and those that ask for it."""
        environment = self._with_column(environment)
        for name, tool in environment.tools.items():
            raising = self._raising([write for write in writes(tool) if write.entity == self.entity])
            environment = edited(environment, partial(self._raise, name, raising))
        for name in self.tools:
            environment = self._asked(environment, name)
        return environment

    def _with_column(self, environment: Environment) -> Environment:
        told = "How many versions there were; every change makes a new one."
        column = {"kind": "integer", "minimum": 1, "default": "1", "description": told}
        views = [view for view in ("full",) if self._version not in environment.entities[self.entity].columns]
        environment = with_column(environment, self.entity, self._version, column, views)
        return with_invariant(environment, self.entity, f"{self.entity}.{self._version} >= 1")

    def _raising(self, own: Sequence[Write]) -> list[Write]:
        """The first outermost update of a tool, or each nested one; and inserts, which leave the version alone."""
        updates = [write for write in own if write.kind == "update"]
        first = [write for write in updates if not write.spot.nested][:1]
        return [*(first or updates), *(write for write in own if write.kind == "insert")]

    def _raise(self, tool: str, raising: Sequence[Write], data: Data) -> None:
        """Make the steps raise the version instead of taking it from the caller; nobody gives it to a new row."""
        steps = [step for step in _all(data["tools"][tool]["steps"]) if "update" in step or "insert" in step]
        mine = [step for step in steps if self._is_mine(step, raising)]
        for step in mine:
            if "insert" in step:
                given = step["insert"].get("set", {}).pop(self._version, "")
                data["tools"][tool].get("parameters", {}).pop(given, None)
                continue
            update = step["update"]
            update["given"] = [name for name in update.get("given", []) if name != self._version]
            if not update["given"]:
                del update["given"]
            row = update.get("row") or update.get("as") or update["entity"]
            update["set"] = {**update.get("set", {}), self._version: f"{row}.{self._version} + 1"}

    def _is_mine(self, step: Data, raising: Sequence[Write]) -> bool:
        dumped = [write.spot.step.model_dump(mode="json", by_alias=True, exclude_defaults=True) for write in raising]
        return step in dumped

    def _asked(self, environment: Environment, tool: str) -> Environment:
        version, declared = self._version, environment.tools[tool]
        write = next(item for item in writes(declared) if item.entity == self.entity and item.kind != "insert")
        label = row_label(environment, self.entity, write.row)
        fault = code(self.entity, "changed_meanwhile")
        what = version.replace("_", " ")
        text = (
            f"{label} was changed meanwhile. "
            f"It is not at {what} {{{version}}} any more, but at {{{write.row}.{version}}}. "
            "Read it again, and repeat the change if it still makes sense."
        )
        told = f"The {what} that you have read; if there is a newer one, the call is refused."

        def change(data: Data) -> None:
            parameters = data["tools"][tool].setdefault("parameters", {})
            parameters[version] = {"kind": "integer", "optional": True, "minimum": 1, "user_knows": False,
                                   "column": f"{self.entity}.{version}", "description": told}  # fmt: skip

        environment = with_fault(edited(environment, change), fault, text)
        that = f"{version} is None or {version} == {write.row}.{version}"
        step = {"require": {"that": that, "else": fault}}
        return with_steps(environment, tool, [step], before="", at=write.spot.at)


def _all(steps: Sequence[Data]) -> Iterator[Data]:
    """Every step, nested ones too."""
    for step in steps:
        yield step
        yield from _all(step.get("each", {}).get("do", []))
        block = step.get("if", {})
        yield from _all([*block.get("then", []), *block.get("else", [])])
