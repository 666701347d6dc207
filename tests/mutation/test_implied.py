"""Unique sets that requires keep anyway: without them nothing is different."""

from dataclasses import replace

import pytest

from client.mutation.mutant import Mutant
from client.mutation.operators import OPERATORS
from client.mutation.proof import equivalent
from generator.mechanics.edits import edited
from generator.mechanics.uniqueness import Uniqueness
from generator.mechanics.weaving import woven
from servers.farm.model import Environment

from .conftest import environment

WHY = "requires refuse it before the unique set is asked"


def dropped(found: Environment, where: str) -> Mutant:
    operator = next(item for item in OPERATORS if item.name == "drop_unique")
    return next(item for item in operator.mutate(found) if item.where.startswith(where))


@pytest.fixture(scope="module")
def labels() -> Environment:
    return woven(environment("labels"), {}, [Uniqueness()])


def test_a_set_behind_requires_that_compare_without_regard_to_case_is_not_missed(labels: Environment) -> None:
    verdict = equivalent(labels, dropped(labels, "label:"))
    assert (verdict.equivalent, verdict.why) == (True, WHY)


def test_a_set_that_no_require_keeps_is_missed(labels: Environment) -> None:
    assert not equivalent(labels, dropped(labels, "box_badge:")).equivalent


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("same_text(other.name, name)", "same_text(other.name, name) and other.color is None"),
        ("same_text(other.name, name)", "same_text(other.name, label_id)"),
        ("other.label_id != label.label_id", "other.color != label.color"),
    ],
)
def test_a_require_that_lets_a_row_by_keeps_no_set(labels: Environment, old: str, new: str) -> None:
    def change(data: dict) -> None:  # type: ignore[type-arg]
        for tool in data["tools"].values():
            for step in tool["steps"]:
                if old in step.get("require", {}).get("that", ""):
                    step["require"]["that"] = step["require"]["that"].replace(old, new)

    loose = edited(labels, change)
    assert loose != labels
    assert equivalent(loose, dropped(loose, "label:"), 1).why != WHY


def test_more_than_a_set_that_is_gone_is_no_mere_loss(labels: Environment) -> None:
    mutant = dropped(labels, "label:")
    renamed = mutant.environment.model_copy(update={"clock": labels.clock.model_copy(update={"tick_seconds": 7})})
    assert equivalent(labels, replace(mutant, environment=renamed), 1).why != WHY
