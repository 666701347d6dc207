"""Static checks on an environment (MODEL.md §3 (4)): as a compiler's, all problems at once, each with a hint."""

from collections.abc import Iterable

from servers.farm.checks.limits import beyond_limits
from servers.farm.checks.rule import Rule, Subject
from servers.farm.checks.table import RULES
from servers.farm.model import Environment
from servers.farm.problems import InvalidEnvironment, Problem

__all__ = ["RULES", "Rule", "Subject", "check", "checked"]


def check(environment: Environment, unmet: Iterable[Problem] = ()) -> list[Problem]:
    """Every problem of an environment, sorted, each once; empty when it is right.

    `unmet` are the seed obligations that the start state does not meet (rule t): finding them takes the interpreter,
    so the caller passes what `situations.unmet` found. What is beyond the limits of a model is told alone.
    """
    beyond = beyond_limits(environment)
    if beyond:
        return sorted(beyond)
    subject = Subject(environment)
    return sorted({*(problem for rule in RULES for problem in rule.find(subject)), *unmet})


def checked(environment: Environment, unmet: Iterable[Problem] = ()) -> Environment:
    """The same environment if it has no problem; `InvalidEnvironment` with all of them otherwise."""
    problems = check(environment, unmet)
    if problems:
        raise InvalidEnvironment(environment.name, problems)
    return environment
