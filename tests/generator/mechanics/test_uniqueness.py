"""Uniqueness is told from the faults of unique sets."""

from pathlib import Path

from generator.mechanics.uniqueness import Uniqueness
from servers.farm.catalog import open_folder

SERVERS = Path(__file__).parents[3] / "servers"


def test_tools_that_write_a_unique_column_are_told_with_their_fault() -> None:
    environment = open_folder(SERVERS / "gmail_messages").environment
    found = list(Uniqueness().uses(environment))
    unique = {(name, item.fault) for name, entity in environment.entities.items() for item in entity.unique}
    assert found
    assert {(use.entity, use.fault) for use in found} <= unique
    assert all(environment.tools[use.tool] for use in found)


def test_an_environment_without_unique_sets_has_none() -> None:
    environment = open_folder(SERVERS / "tasks").environment
    assert not any(entity.unique for entity in environment.entities.values())
    assert list(Uniqueness().uses(environment)) == []
