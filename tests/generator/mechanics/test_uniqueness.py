"""Uniqueness: told from unique sets and given keys; names are compared as people read them."""

import pytest

from generator.description import Operation
from generator.mechanics import Use
from generator.mechanics.edits import edited
from generator.mechanics.membership import Membership
from generator.mechanics.uniqueness import Uniqueness
from generator.mechanics.weaving import woven
from servers.farm.model import Environment
from servers.farm.situations import find_fault

from .conftest import Load, World
from .sound import environment, used


@pytest.fixture(scope="module")
def labels(load: Load) -> Environment:
    return load("labels")


@pytest.fixture(scope="module")
def told_apart(labels: Environment) -> Environment:
    return woven(labels, {}, [Uniqueness()])


def conflicting(tool: str) -> dict[str, list[Operation]]:
    return {tool: [Operation(id="x", method="POST", path="/x", error_statuses=(404, 409))]}


def test_tools_that_write_a_unique_column_or_take_a_key_are_uses_and_links_are_none(labels: Environment) -> None:
    assert set(Uniqueness().uses(labels)) == {
        Use("uniqueness", "label", "create_label", "label_name_taken"),
        Use("uniqueness", "label", "update_label", "label_name_taken"),
        Use("uniqueness", "box", "create_box", "box_exists"),
    }


def test_names_that_differ_by_their_case_are_the_same(told_apart: Environment) -> None:
    world = World(told_apart)
    box = str(world.last("box")["box_id"])
    assert world.call("create_label", box_id=box, name="Urgent") == ""
    assert world.call("create_label", box_id=box, name="URGENT") == "label_name_taken"
    urgent = str(world.last("label")["label_id"])
    assert world.call("create_label", box_id=box, name="Later") == ""
    later = str(world.last("label")["label_id"])
    assert world.call("update_label", label_id=later, name="urgent") == "label_name_taken"
    assert world.call("update_label", label_id=urgent, name="urgent") == ""
    assert world.broken() == []


def test_names_are_told_apart_within_what_they_lie_in(told_apart: Environment) -> None:
    world = World(told_apart)
    for box in [str(row["box_id"]) for row in world.state.ordered("box")][:2]:
        assert world.call("create_label", box_id=box, name="Urgent") == ""
    assert world.broken() == []


def test_every_row_promises_it(told_apart: Environment) -> None:
    world = World(told_apart)
    box = str(world.last("box")["box_id"])
    world.call("create_label", box_id=box, name="Urgent")
    world.call("create_label", box_id=box, name="Later")
    assert world.broken() == []
    world.put("label", str(world.last("label")["label_id"]), name="urgent")
    assert world.broken()


def test_rows_without_a_name_do_not_share_one(labels: Environment) -> None:
    def nullable(data: dict[str, object]) -> None:
        data["entities"]["label"]["columns"]["name"]["nullable"] = True  # type: ignore[index]
        data["tools"]["create_label"]["parameters"]["name"]["optional"] = True  # type: ignore[index]

    world = World(woven(edited(labels, nullable), {}, [Uniqueness()]))
    box = str(world.last("box")["box_id"])
    for _ in range(2):
        assert world.call("create_label", box_id=box) == ""
    assert world.broken() == []
    assert world.call("create_label", box_id=box, name="Urgent") == ""
    assert world.call("create_label", box_id=box, name="urgent") == "label_name_taken"


def test_where_creating_can_conflict_the_code_that_is_given_is_unique(labels: Environment) -> None:
    found = woven(labels, conflicting("create_badge"), [Uniqueness()])
    assert [item.columns for item in found.entities["badge"].unique] == [("badge_key",)]
    world = World(found)
    badge = {"text": "Gold", "owner_name": "Ada"}
    assert world.call("create_badge", **badge, badge_key="gold-1") == ""
    assert world.call("create_badge", **badge, badge_key="gold-1") == "badge_key_taken"


def test_without_a_conflict_nothing_becomes_unique(told_apart: Environment) -> None:
    assert told_apart.entities["badge"].unique == ()


def test_what_is_unique_already_stays_as_it_is(labels: Environment) -> None:
    found = woven(labels, conflicting("create_label"), [Uniqueness()])
    assert [item.columns for item in found.entities["label"].unique] == [("box_id", "name")]


def test_weaving_twice_adds_nothing(told_apart: Environment) -> None:
    again = woven(told_apart, {}, [Uniqueness()])
    assert (again.entities, again.faults) == (told_apart.entities, told_apart.faults)
    assert again.tools == told_apart.tools


def test_the_refusal_is_waiting_in_another_case_of_letters(told_apart: Environment) -> None:
    world = World(told_apart)
    for tool in ("create_label", "update_label"):
        found = find_fault(told_apart, world.state, tool, "label_name_taken")
        assert found is not None
        names = {str(row["name"]) for row in world.state.ordered("label")}
        assert found.call.arguments["name"] not in names
        assert str(found.call.arguments["name"]).lower() in {name.lower() for name in names}


MEMBERS = """
entities:
  team:
    plural: teams
    key: {column: team_id, sequence: "T{n:03d}"}
    columns: {name: {kind: text}}
    views: {full: [team_id, name]}
  team_member:
    plural: team_members
    key: {column: team_member_id, sequence: "M{n:03d}"}
    columns:
      team_id: {kind: reference, to: team, on_delete: cascade}
      user_email: {kind: text}
    unique: [{columns: [team_id, user_email], fault: team_has_email_already}]
    views: {full: [team_member_id, team_id, user_email]}
faults:
  team_not_found: {message: "There is no team {team_id}."}
  team_has_email_already: {message: "The team has {user_email} already."}
tools:
  list_teams:
    title: List teams
    description: List teams.
    steps:
      - search: {entity: team, as: teams, page: {size: 20}}
      - return: {teams: {rows: teams, view: full}}
  list_team_members:
    title: List members
    description: List members.
    steps:
      - search: {entity: team_member, as: team_members, page: {size: 20}}
      - return: {team_members: {rows: team_members, view: full}}
  create_team_member:
    title: Add a member
    description: Add a member to a team.
    parameters:
      team_id: {kind: text, column: team_member.team_id, user_knows: false}
      user_email: {kind: text, column: team_member.user_email}
    steps:
      - find: {entity: team, key: team_id, else: team_not_found}
      - insert: {entity: team_member, set: {team_id: team_id, user_email: user_email}}
      - return: {team_member: {row: team_member, view: full}}
"""


def test_that_somebody_is_in_a_group_once_is_membership_and_no_name() -> None:
    found = environment(MEMBERS)
    assert used(Membership(), found) == {("create_team_member", "team_has_email_already")}
    assert used(Uniqueness(), found) == set()


def test_names_of_rows_that_are_made_where_none_is_found_are_compared_as_they_are() -> None:
    """Nobody asks then whether a name differs only by its case, so that no row may promise it."""
    found = environment(
        """
entities:
  label:
    plural: labels
    key: {column: label_id, sequence: "L-{n}"}
    label: name
    columns: {name: {kind: text}, colour: {kind: text}}
    unique: [{columns: [name], fault: label_name_taken}]
    views: {full: [label_id, name, colour]}
faults: {label_name_taken: {message: "There is already a label {name}."}}
tools:
  list_labels:
    title: List labels
    description: List the labels.
    steps: [{search: {entity: label, as: labels, page: {}}}, {return: {labels: {rows: labels, view: full}}}]
  create_or_update_label:
    title: Create or update a label
    description: Create a label, or change the one that has this name already.
    parameters: {name: {kind: text, column: label.name}, colour: {kind: text, column: label.colour}}
    steps:
      - find: {entity: label, where: ["label.name == name"], else: {insert: {name: name, colour: colour}}}
      - update: {row: label, set: {colour: colour}}
      - return: {label: {row: label, view: full}}
"""
    )
    assert woven(found, {}, [Uniqueness()]).entities["label"].invariants == ()
