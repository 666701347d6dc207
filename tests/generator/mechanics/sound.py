"""Environments of these tests: written as YAML, with seed rules, and sound."""

from __future__ import annotations

import yaml

from generator.mechanics import Mechanic, Subject, Use
from generator.mechanics.weaving import woven
from generator.seed import seeded, with_seed_rules
from servers.farm.checks import checked
from servers.farm.interpreter import Interpreter
from servers.farm.model import Environment, from_data

HEAD = """
schema: mcpfarm.environment/1
name: made_up
title: Made up
description: Made for a test.
clock: {start: "2026-03-02T09:00:00Z"}
"""


def environment(text: str) -> Environment:
    """The environment that a YAML text declares, which the static checks accept."""
    return checked(with_seed_rules(from_data(yaml.safe_load(HEAD + text))))


def with_all(mechanic: Mechanic, found: Environment, told: Subject | None = None) -> Environment:
    """The environment with the mechanic at every place that the checks accept."""
    return woven(found, told.operations if told else {}, [mechanic])


def used(mechanic: Mechanic, found: Environment) -> set[tuple[str, str]]:
    """(tool, fault) of every use."""
    return {(use.tool, use.fault) for use in uses_of(mechanic, found)}


def uses_of(mechanic: Mechanic, found: Environment) -> list[Use]:
    """Every use, each once."""
    return list(dict.fromkeys(mechanic.uses(found)))


def stands(found: Environment) -> None:
    """Every tool succeeds and is refused as declared from the start state, in which every invariant holds."""
    start = seeded(found)
    assert start.unmet == ()
    assert Interpreter(found).invariants(start.state) == []
