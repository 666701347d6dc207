"""APIs of few operations."""

from generator.description import Operation
from generator.explore import Exploration, explore
from generator.explore.split import MIN_TOOLS
from servers.farm.checks import check
from servers.farm.effects import is_read_only
from tests.generator.explore.small import call, crud, describe, thing

PET = thing(id="string", name="string!", status="available|sold")


def _explored(*operations: Operation | tuple[Operation, ...]) -> Exploration:
    return explore(describe(*operations, Pet=PET))


def test_one_collection_with_its_five_operations_is_an_environment() -> None:
    (environment,) = _explored(crud("/pets", "Pet")).environments
    assert list(environment.tools) == [
        *("list_pets", "get_pet", "create_pet", "update_pet", "delete_pet"),
        "search_pets",
    ]
    assert check(environment) == []


def test_three_tools_get_other_ways_to_read_the_same_rows() -> None:
    found = _explored(call("GET /pets", "[Pet]"), call("POST /pets", "Pet", "Pet"), call("DELETE /pets/{id}"))
    (environment,) = found.environments
    added = [name for name, tool in environment.tools.items() if tool.origin is None]
    assert added == ["get_pet", "search_pets", "count_pets"]
    assert len(environment.tools) == MIN_TOOLS
    assert all(is_read_only(environment, name) for name in added)
    assert (found.used, found.operations) == (3, 3)


def test_fewer_are_refused_with_the_reason() -> None:
    found = _explored(call("GET /pets", "[Pet]"), call("POST /pets", "Pet", "Pet"))
    assert found.environments == ()
    assert found.refused is not None
    assert found.refused.startswith("too small")
