"""Where tools look up what a parameter refers to, in whichever block, and steps that stand right behind that."""

from __future__ import annotations

from collections.abc import Iterator

from generator.mechanics.edits import Data, Steps, edited
from servers.farm.model import EachStep, Environment, FindStep, IfStep, Step, Tool


def found_by(tool: Tool, entity: str, key: str) -> str:
    """The name of the row of an entity that the tool finds by the key `key`; "" if it does not."""
    finds = (step.find for step in _all(tool.steps) if isinstance(step, FindStep))
    return next((find.name for find in finds if find.entity == entity and find.key == key), "")


def behind_find(environment: Environment, tool: str, entity: str, key: str, steps: Steps) -> Environment:
    """With steps right behind the tool's find by that key, in the block in which it stands."""

    def change(data: Data) -> None:
        _behind(data["tools"][tool]["steps"], entity, key, steps)

    return edited(environment, change)


def _behind(block: Steps, entity: str, key: str, steps: Steps) -> bool:
    for index, step in enumerate(block):
        find = step.get("find", {})
        if find.get("entity") == entity and find.get("key") == key:
            block[index + 1 : index + 1] = steps
            return True
        inner = step.get("if", {})
        if any(_behind(inner[part], entity, key, steps) for part in ("then", "else") if part in inner):
            return True
    return False


def _all(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        if isinstance(step, IfStep):
            yield from _all((*step.if_.then, *step.if_.else_))
        if isinstance(step, EachStep):
            yield from _all(step.each.do)
