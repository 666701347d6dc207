"""Environments of the farm's tests, and small ones written for one behaviour."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.farm.model import Environment, from_data

DATA = Path(__file__).parents[2] / "servers" / "farm" / "data"


def read(name: str) -> Environment:
    return from_data(yaml.safe_load((DATA / name).read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def bikes() -> Environment:
    return read("bikes.yaml")


@pytest.fixture(scope="session")
def desk() -> Environment:
    return read("desk.yaml")


def of(entities: dict[str, Any], **more: Any) -> Environment:
    """An environment of these entities, whose tool does nothing of interest; keys and plurals are filled in."""
    full = {
        name: {"plural": name + "s", "key": {"column": f"{name}_id", "sequence": name[:2].upper() + "-{n:03d}"}, **item}
        for name, item in entities.items()
    }
    first = next(iter(full))
    steps = [{"search": {"entity": first, "as": "found", "page": {"size": 5}}}, {"return": {"count": "len(found)"}}]
    return from_data(
        {
            "name": "small",
            "title": "Small",
            "description": "Small.",
            "clock": {"start": "2026-03-02T09:00:00Z"},
            "entities": full,
            "tools": {"look": {"title": "Look", "description": "Look.", "steps": steps}},
            **more,
        }
    )
