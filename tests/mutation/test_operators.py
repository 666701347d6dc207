from pathlib import Path

import pytest

from client.mutation import OPERATORS, Mutant
from client.mutation.code import CODE_OPERATORS
from client.mutation.drawing import drawn
from client.mutation.operator import Operator
from client.mutation.result import Told
from client.mutation.running import Judge
from client.mutation.scoring import Behaviour
from generator.emit.service import service
from servers.farm.model import Environment, dump

from .conftest import NAMES, Benches, environment

TRIED = 2
"""How many mutants of an operator are tried on each environment."""


def mutants(original: Environment, operator: Operator) -> list[Mutant]:
    return list(operator.mutate(original))


class Unproved(Behaviour):
    """A bug of which only the cases are asked: whether a survivor could be told at all is what proofs cost."""

    def proof(self) -> tuple[Told, str]:
        return "survived", ""


@pytest.mark.parametrize("operator", OPERATORS, ids=[operator.name for operator in OPERATORS])
def test_each_operator_makes_a_mutant_that_is_noticed(operator: Operator, bench: Benches) -> None:
    assert any("killed" in fates(operator, name, bench) for name in NAMES)


def fates(operator: Operator, name: str, bench: Benches) -> list[str]:
    """What becomes of a few of its mutants of one environment."""
    original = environment(name)
    bugs = [Unproved(original, mutant, service) for mutant in drawn(mutants(original, operator), seed=1)]
    return [one.fate for one in Judge(bench(name), jobs=2).first(bugs, most=TRIED)] if bugs else []


def test_operators_have_names_of_their_own_and_a_sentence_each() -> None:
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS)
    assert all((operator.__doc__ or "").strip().endswith(".") for operator in OPERATORS)


def test_the_readme_counts_them() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"({len(OPERATORS)} operators: " in readme
    assert f"({len(CODE_OPERATORS)} operators, " in readme


@pytest.mark.parametrize("name", NAMES)
def test_mutants_differ_from_the_original_and_each_other_within_an_operator(name: str) -> None:
    original = environment(name)
    for operator in OPERATORS:
        made = mutants(original, operator)
        texts = [dump(mutant.environment) for mutant in made]
        assert len({*texts, dump(original)}) == len(texts) + 1, operator.name
        assert len({(mutant.tool, mutant.where) for mutant in made}) == len(made), operator.name


def test_a_mutant_changes_the_tool_that_it_names_and_no_other() -> None:
    original = environment("bikes")
    for operator in OPERATORS:
        for mutant in mutants(original, operator):
            changed = {name for name, tool in mutant.environment.tools.items() if tool != original.tools[name]}
            assert changed == ({mutant.tool} if mutant.tool else set())
            assert (mutant.environment.entities == original.entities) == bool(mutant.tool)


def test_a_bug_inside_a_block_is_named_by_its_place() -> None:
    operator = next(operator for operator in OPERATORS if operator.name == "skip_write")
    inside = [item.where for item in mutants(environment("bikes"), operator) if item.tool == "move_bikes"]
    assert inside == ["step 4 (each), do 2 (if), then 1 (update)"]
