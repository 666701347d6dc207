from pathlib import Path

import pytest
import yaml

from client.mutants import OPERATORS, mutants
from client.mutation import Mutant
from client.session import Session
from client.verify import Case, Contract, Finding, cases, kill
from client.verify.cases import dump, load
from generator.emit import render, write
from generator.seed import start_state, with_seed_rules
from servers.farm.model import Environment, from_data
from servers.farm.model import dump as dump_environment
from servers.farm.model import load as load_environment

BIKES = Path(__file__).parents[1] / "servers" / "farm" / "data" / "bikes.yaml"
SIX = (
    ("drop_require", "rent_bike", "step 3"),
    ("weaken_comparison", "top_up", "step 1"),
    ("skip_write", "rent_bike", "step 5"),
    ("wrong_column", "create_station", "step 1"),
    ("wrong_row", "end_rental", "step 8"),
    ("ignore_filter", "list_rentals", "step 1"),
)
"""Operator, tool, and where the bug is."""


@pytest.fixture(scope="module")
def original() -> Environment:
    """The bike hire."""
    return with_seed_rules(from_data(yaml.safe_load(BIKES.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def frozen(original: Environment) -> tuple[Case, ...]:
    """The original's cases, written and read again as a mutant's verifier gets them."""
    made = cases(Contract.of(original), start_state(original), only=["success", "fault", "integrity"])
    assert load(dump(made)) == made
    return made


def served(mutant: Mutant, original: Environment, folder: Path) -> Path:
    """The mutant's behaviour behind the original's contract and start state."""
    files = render(mutant.environment, start_state(original))
    contract = render(original)
    return write({**files, **{name: contract[name] for name in ("environment.json", "tools.json")}}, folder)


def caught(mutant: Mutant, original: Environment, frozen: tuple[Case, ...], folder: Path) -> Finding | None:
    """What shows the bug, if anything does."""
    with Session.open(served(mutant, original, folder)) as session:
        return kill(Contract.of(original), frozen, session, first=[mutant.tool])


@pytest.mark.parametrize(("operator", "tool", "where"), SIX, ids=[operator for operator, _, _ in SIX])
def test_a_server_mutant_is_caught_by_a_case_of_the_tool_that_it_changes(
    operator: str, tool: str, where: str, original: Environment, frozen: tuple[Case, ...], tmp_path: Path
) -> None:
    made = [item for item in mutants(original) if (item.operator, item.tool) == (operator, tool)]
    mutant = next(item for item in made if item.where.startswith(where))
    found = caught(mutant, original, frozen, tmp_path / "bikes")
    assert found is not None
    assert found.calls
    assert found.case.split("/")[1] == tool, found


def test_the_original_survives_its_own_cases(original: Environment, frozen: tuple[Case, ...], tmp_path: Path) -> None:
    unchanged = Mutant("none", "", "", original)
    assert caught(unchanged, original, frozen, tmp_path / "bikes") is None


def test_every_operator_makes_mutants_that_differ_and_are_environments(original: Environment) -> None:
    made = list(mutants(original))
    texts = [dump_environment(item.environment) for item in made]
    assert {item.operator for item in made} == {operator.name for operator in OPERATORS}
    assert len({*texts, dump_environment(original)}) == len(texts) + 1
    assert [load_environment(text) for text in texts] == [item.environment for item in made]


def test_a_bug_inside_a_block_is_named_by_its_place(original: Environment) -> None:
    inside = [item.where for item in mutants(original) if item.tool == "move_bikes" and item.operator == "skip_write"]
    assert inside == ["step 4 (each), do 2 (if), then 1 (update)"]
