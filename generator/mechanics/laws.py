"""Places that know what belongs there."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from generator.mechanics.base import Place
from servers.farm.model import Environment


@dataclass(frozen=True)
class Law(Place):
    """A place of a mechanic that brings different things to different places."""

    @abstractmethod
    def added(self, environment: Environment) -> Environment:
        """The environment with what belongs there."""
