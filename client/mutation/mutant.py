"""One injected bug."""

from dataclasses import dataclass

from servers.farm.model import Environment


@dataclass(frozen=True)
class Mutant:
    """An environment with one bug; `tool` is empty where the bug is in an entity."""

    operator: str
    tool: str
    where: str
    """The place, as a person finds it: `step 3 (require)`, `task.parent_id`."""
    environment: Environment
