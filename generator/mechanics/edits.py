"""Edits by which mechanics add to an environment; `generator.editing` has those that take something out.

Each gives another environment and leaves the one that it was given as it is. Steps, columns and parameters are plain
data in the spelling of `environment.json`. What does not fit the model raises `InvalidEnvironment`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from servers.farm.model import Environment, from_data

Data = dict[str, Any]
Steps = list[Data]


def edited(environment: Environment, change: Callable[[Data], None]) -> Environment:
    """The environment after `change` was made to its data, which is its own copy."""
    data = environment.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["schema"] = environment.schema_
    change(data)
    return from_data(data, environment.name)


def with_fault(environment: Environment, code: str, message: str) -> Environment:
    """With a fault; one of this code that is there already stays as it is."""
    return edited(environment, lambda data: data.setdefault("faults", {}).setdefault(code, {"message": message}))


def with_column(
    environment: Environment, entity: str, name: str, column: Mapping[str, Any], views: Sequence[str] = ("full",)
) -> Environment:
    """With a column more, shown by those of the views that the entity has."""

    def change(data: Data) -> None:
        declared = data["entities"][entity]
        declared.setdefault("columns", {})[name] = dict(column)
        for view in views:
            if view in declared.get("views", {}):
                declared["views"][view] = [*declared["views"][view], name]

    return edited(environment, change)


def with_unique(environment: Environment, entity: str, columns: Sequence[str], fault: str) -> Environment:
    """With a set of columns whose values together occur once."""

    def change(data: Data) -> None:
        declared = data["entities"][entity]
        declared["unique"] = [*declared.get("unique", []), {"columns": list(columns), "fault": fault}]

    return edited(environment, change)


def with_invariant(environment: Environment, entity: str, text: str) -> Environment:
    """With a condition that holds for every row of an entity."""

    def change(data: Data) -> None:
        declared = data["entities"][entity]
        declared["invariants"] = [*(item for item in declared.get("invariants", []) if item != text), text]

    return edited(environment, change)


def with_steps(environment: Environment, tool: str, steps: Steps, *, before: str, at: int | None = None) -> Environment:
    """With steps in front of the tool's first top-level step of the kind `before` ("insert", "update", "return", …),
    or, with `at`, in front of the step of that index."""

    def change(data: Data) -> None:
        there: Steps = data["tools"][tool]["steps"]
        index = next(number for number, step in enumerate(there) if before in step) if at is None else at
        there[index:index] = steps

    return edited(environment, change)


def with_values(environment: Environment, tool: str, at: int, values: Mapping[str, str]) -> Environment:
    """With more column values in the tool's insert or update at that index of its top-level steps."""

    def change(data: Data) -> None:
        step = data["tools"][tool]["steps"][at]
        write = step.get("insert") or step["update"]
        write["set"] = {**write.get("set", {}), **values}

    return edited(environment, change)


def with_parameter(environment: Environment, tool: str, name: str, parameter: Mapping[str, Any]) -> Environment:
    """With a parameter more, behind those that are there."""

    def change(data: Data) -> None:
        data["tools"][tool].setdefault("parameters", {})[name] = dict(parameter)

    return edited(environment, change)


def with_text(environment: Environment, tool: str, old: str, new: str) -> Environment:
    """With another condition in the tool's requires that ask for `old` somewhere in theirs."""

    def change(data: Data) -> None:
        for step in data["tools"][tool]["steps"]:
            if old in step.get("require", {}).get("that", ""):
                step["require"]["that"] = step["require"]["that"].replace(old, new)

    return edited(environment, change)


def with_message(environment: Environment, code: str, message: str) -> Environment:
    """With another message of a fault that is there."""
    return edited(environment, lambda data: data["faults"].update({code: {"message": message}}))
