"""A PUT that creates or updates makes what its path names once, and changes it the next time."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from client.session import Session
from generator.description import Description, Operation
from generator.emit import render, write
from generator.explore import explore
from tests.generator.explore.small import call, crud, thing, titled

BODY = thing(size="integer!", note="string")
SHOWN = thing(name="string", size="integer!", note="string")


def _disks(*more: Operation, place: str = "/disks", told: str = "Creates or updates a disk.") -> Description:
    return titled(
        "Disks",
        call(f"GET {place}", "[Disk]"),
        call(f"GET {place}/{{disk}}", "Disk"),
        call(f"PUT {place}/{{disk}}", "Disk", BODY, told=told),
        call(f"DELETE {place}/{{disk}}"),
        *more,
        Disk=SHOWN,
        Host=thing(id="string", title="string!"),
    )


def test_the_same_name_again_changes_the_row_and_what_is_left_out_stays(tmp_path: Path) -> None:
    folder = write(render(explore(_disks()).environments[0]), tmp_path / "disks")
    with Session.open(folder) as session:
        first = _put(session, name="spare", size=5, note="cold")
        again = _put(session, name="spare", size=7)
        other = _put(session, name="other", size=7)
    assert again == {**first, "size": 7}
    assert other["disk_id"] != first["disk_id"]


def test_leaving_all_out_that_may_be_left_out_is_no_mistake(tmp_path: Path) -> None:
    description = _disks()
    described = replace(description, schemas={**description.schemas, "Disk": thing(name="string", note="string")})
    operations = tuple(
        replace(item, request=thing(note="string")) if item.method == "PUT" else item for item in described.operations
    )
    folder = write(render(explore(replace(described, operations=operations)).environments[0]), tmp_path / "disks")
    with Session.open(folder) as session:
        assert _put(session, name="spare")["name"] == "spare"


def _put(session: Session, **given: object) -> dict[str, object]:
    result = session.call("create_or_update_disk", given)
    assert not result.is_error, result.text
    return dict(json.loads(result.text)["disk"])


def test_it_is_one_tool_for_one_operation() -> None:
    [environment] = explore(_disks()).environments
    assert {"create_disk", "update_disk"}.isdisjoint(environment.tools)
    assert "disk_name_taken" not in environment.tools["create_or_update_disk"].model_dump_json()


def test_a_name_is_looked_for_in_what_the_row_lies_in() -> None:
    description = _disks(*crud("/hosts", "Host", "host"), place="/hosts/{host}/disks")
    [environment] = explore(description).environments
    find = next(step for step in environment.tools["create_or_update_disk"].steps if "insert" in step.model_dump_json())
    assert {"disk.host_id == host_id", "disk.name == name"} == set(find.model_dump(by_alias=True)["find"]["where"])


@pytest.mark.parametrize("told", ["Updates a disk.", ""])
def test_a_put_of_which_nothing_says_that_it_creates_only_changes(told: str) -> None:
    """The ids of these operations are made of their method and path, of which the first says nothing."""
    found = explore(_disks(call("POST /disks/spare/copies", "", BODY), told=told))
    assert not [name for item in found.environments for name in item.tools if name.startswith("create_or_update")]


def test_a_put_that_is_only_said_to_create_refuses_a_name_that_is_taken() -> None:
    [environment] = explore(_disks(told="Creates a disk.")).environments
    assert "create_or_update_disk" not in environment.tools
    assert "disk_name_taken" in environment.tools["create_disk"].model_dump_json()
