"""Each rule finds the mistake it is for and is silent where it is not made; the cases are data, in cases/*.yaml.

A case edits an environment that has no problem, and names the rule's letter with either `where` and `what` of a
problem that must be found, or `passes: true`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.farm.checks import RULES

Case = dict[str, Any]
CASES: list[Case] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
BROKEN = [case for case in CASES if not case.get("passes")]
RIGHT = [case for case in CASES if case.get("passes")]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["name"])
def test_a_rule_finds_the_mistake(case: Case, found: Callable[..., Any]) -> None:
    result = found(case["in"], case["edit"])
    assert result.has(case["rule"], case["where"], case["what"]), result


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["name"])
def test_a_rule_is_silent_where_all_is_well(case: Case, found: Callable[..., Any]) -> None:
    result = found(case["in"], case["edit"])
    assert result.silent(case["rule"]), result


def test_every_letter_has_a_case_that_it_finds_and_one_that_passes() -> None:
    letters = {rule.letter for rule in RULES}
    assert {case["rule"] for case in BROKEN} == letters
    assert {case["rule"] for case in RIGHT} == letters
