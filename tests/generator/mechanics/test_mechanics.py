"""What holds for every mechanic: a page, a test module, operators that exist; and how they are woven."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from client.mutation.operators import OPERATORS
from generator.mechanics import ALL, Mechanic, Place, Subject, Use, uses
from generator.mechanics.edits import with_column, with_fault, with_invariant, with_steps
from generator.mechanics.weaving import woven
from servers.farm.catalog import open_folder
from servers.farm.model import Environment

ROOT = Path(__file__).parents[3]
TASKS = ROOT / "servers" / "tasks"


@pytest.fixture(scope="module")
def tasks() -> Environment:
    return open_folder(TASKS).environment


@pytest.mark.parametrize("mechanic", ALL, ids=lambda item: item.name)
def test_every_mechanic_has_a_page_a_test_module_and_operators_that_there_are(mechanic: Mechanic) -> None:
    page = (ROOT / "docs" / "mechanics" / f"{mechanic.name}.md").read_text(encoding="utf-8")
    assert mechanic.law in page
    assert f"({mechanic.name}.md)" in (ROOT / "docs" / "mechanics" / "README.md").read_text(encoding="utf-8")
    assert (Path(__file__).parent / f"test_{mechanic.name}.py").is_file()
    assert mechanic.operators
    assert set(mechanic.operators) <= {operator.name for operator in OPERATORS}


def test_the_names_of_mechanics_differ() -> None:
    assert len({mechanic.name for mechanic in ALL}) == len(ALL)


class Odd(Mechanic):
    """Adds a column for each place, of which those with odd numbers are wrong; made for these tests."""

    name = "odd"
    law = "Nothing."
    operators = ("drop_require",)

    def __init__(self, wrong: set[int]) -> None:
        self.wrong = wrong

    def uses(self, environment: Environment) -> Iterable[Use]:
        return ()

    def places(self, subject: Subject) -> Iterable[Place]:
        return [Place("task", (f"number_{number}",)) for number in range(9)]

    def woven(self, environment: Environment, place: Place) -> Environment:
        number = int(place.columns[0][-1])
        column = {"kind": "integer", "default": "'x'" if number in self.wrong else "0", "description": "A number."}
        return with_column(environment, "task", place.columns[0], column)


class Short(Mechanic):
    """Titles of tasks are short; made for these tests."""

    name = "short"
    law = "Titles are short."
    operators = ("drop_require",)

    def __init__(self, column: str = "title") -> None:
        self.column = column

    def uses(self, environment: Environment) -> Iterable[Use]:
        return [Use(self.name, "task", "create_task", "title_too_long")] * 2

    def places(self, subject: Subject) -> Iterable[Place]:
        yield Place("task", (self.column,), "create_task", "people write short titles", 0.6)

    def woven(self, environment: Environment, place: Place) -> Environment:
        found = with_fault(environment, "title_too_long", "The title is too long.")
        step = {"require": {"that": f"len({place.columns[0]}) <= 40", "else": "title_too_long"}}
        found = with_steps(found, place.tool, [step], before="insert")
        found = with_column(found, "task", "shortness", {"kind": "integer", "default": "0", "description": "."})
        return with_invariant(found, "task", "task.shortness >= 0")


def test_a_mechanic_is_woven_with_its_evidence(tasks: Environment) -> None:
    found = woven(tasks, {}, [Short()])
    assert "title_too_long" in found.faults
    assert found.entities["task"].seed.columns["shortness"]
    assert found.provenance is not None
    last = found.provenance.evidence[-1]
    assert (last.fact, last.because, last.confidence) == (
        "short: task.title in create_task", "people write short titles", 0.6,
    )  # fmt: skip


def test_a_place_at_which_the_checks_object_is_left_as_it_was(tasks: Environment) -> None:
    assert woven(tasks, {}, [Short("no_such_column")]) == tasks


@pytest.mark.parametrize("wrong", [set(), {0}, {8}, {2, 3, 7}, set(range(9))])
def test_only_the_places_at_which_the_checks_object_are_left(tasks: Environment, wrong: set[int]) -> None:
    found = woven(tasks, {}, [Odd(wrong)])
    there = {name for name in found.entities["task"].columns if name.startswith("number_")}
    assert there == {f"number_{number}" for number in range(9) if number not in wrong}
    assert found.provenance is not None
    assert {item.fact for item in found.provenance.evidence} >= {f"odd: task.{name}" for name in there}
    assert not any(f"number_{number}" in item.fact for item in found.provenance.evidence for number in wrong)


def test_each_use_is_told_once(tasks: Environment) -> None:
    assert list(uses(tasks, [Short()])) == [Use("short", "task", "create_task", "title_too_long")]
