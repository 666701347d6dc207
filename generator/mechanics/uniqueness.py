"""Uniqueness: an address, a code or the name of a label belongs to one row only."""

from __future__ import annotations

from collections.abc import Iterator

from generator.mechanics.base import Mechanic, Use
from servers.farm.faults import fault_uses
from servers.farm.model import Environment


class Uniqueness(Mechanic):
    """Two rows do not have the same address, code or name."""

    name = "uniqueness"
    law = "No two rows have the same address, code or name."
    operators = ("drop_unique",)

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that answer with the fault of a unique set."""
        for tool in environment.tools:
            for use in fault_uses(environment, tool):
                if use.kind == "unique" and use.entity is not None:
                    yield Use(self.name, use.entity, tool, use.code)
