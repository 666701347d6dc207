"""Membership: once in a group, no stranger taken out, owners stay, assignees belong."""

import pytest

from generator.mechanics.membership import Membership
from servers.farm.model import Environment
from tests.generator.mechanics.conftest import World
from tests.generator.mechanics.sound import environment, stands, used, with_all

TEAM = """
entities:
  user:
    plural: users
    key: {column: user_id, sequence: "U{n}"}
    columns: {name: {kind: text}}
    views: {full: [user_id, name]}
  team:
    plural: teams
    key: {column: team_id, sequence: "T{n}"}
    columns:
      name: {kind: text}
      OWNER: {kind: reference, to: user, on_delete: cascade}
    views: {full: [team_id, name, OWNER]}
  LINK:
    plural: links
    key: {column: LINK_id, sequence: "L{n}"}
    columns:
      team_id: {kind: reference, to: team, on_delete: cascade}
      WHO: {kind: reference, to: user, on_delete: cascade}
    views: {full: [LINK_id, team_id, WHO]}
  task:
    plural: tasks
    key: {column: task_id, sequence: "K{n}"}
    columns:
      title: {kind: text}
      team_id: {kind: reference, to: team, on_delete: cascade}
      assignee_id: {kind: reference, to: user, nullable: true, on_delete: clear}
    views: {full: [task_id, title, team_id, assignee_id]}
faults:
  team_not_found: {message: "There is no team {team_id}."}
  user_not_found: {message: "There is no user {WHO}."}
  assignee_not_found: {message: "There is no user {assignee_id}."}
  task_not_found: {message: "There is no task {task_id}."}
  team_without_user: {message: "Team {team_id} has no user {WHO}."}
tools:
  list_users: {title: L, description: L., steps: [{search: {entity: user, as: users, page: {size: 20}}}, {return: {users: {rows: users, view: full}}}]}
  list_teams: {title: L, description: L., steps: [{search: {entity: team, as: teams, page: {size: 20}}}, {return: {teams: {rows: teams, view: full}}}]}
  list_links: {title: L, description: L., steps: [{search: {entity: LINK, as: links, page: {size: 20}}}, {return: {links: {rows: links, view: full}}}]}
  list_tasks: {title: L, description: L., steps: [{search: {entity: task, as: tasks, page: {size: 20}}}, {return: {tasks: {rows: tasks, view: full}}}]}
  add_user:
    title: Add
    description: Add.
    parameters: {team_id: {kind: text, column: team.team_id}, WHO: {kind: text, column: user.user_id}}
    steps:
      - find: {entity: team, key: team_id, else: team_not_found}
      - find: {entity: user, key: WHO, else: user_not_found}
      - insert: {entity: LINK, set: {team_id: team.team_id, WHO: user.user_id}}
      - return: {link: {row: LINK, view: full}}
  remove_user:
    title: Remove
    description: Remove.
    parameters: {team_id: {kind: text, column: team.team_id}, WHO: {kind: text, column: user.user_id}}
    steps:
      - find: {entity: team, key: team_id, else: team_not_found}
      - find:
          entity: LINK
          where: [LINK.team_id == team.team_id, LINK.WHO == WHO]
          order: [LINK_id]
          else: team_without_user
      - delete: {row: LINK}
      - return: {team_id: team_id}
  create_task:
    title: Create
    description: Create.
    parameters:
      team_id: {kind: text, column: team.team_id}
      title: text
      assignee_id: {kind: text, column: user.user_id, optional: true}
    steps:
      - find: {entity: team, key: team_id, else: team_not_found}
      - if:
          that: assignee_id is not None
          then: [{find: {entity: user, as: assignee, key: assignee_id, else: assignee_not_found}}]
      - insert: {entity: task, set: {team_id: team_id, title: title, assignee_id: assignee_id}}
      - return: {task: {row: task, view: full}}
  assign_task:
    title: Assign
    description: Assign.
    parameters: {task_id: {kind: text, column: task.task_id}, assignee_id: {kind: text, column: user.user_id}}
    steps:
      - find: {entity: task, key: task_id, else: task_not_found}
      - find: {entity: user, as: assignee, key: assignee_id, else: assignee_not_found}
      - update: {row: task, set: {assignee_id: assignee_id}}
      - return: {task: {row: task, view: full}}
"""  # noqa: E501


def team(link: str = "team_member", who: str = "member_id", owner: str = "owner_id") -> Environment:
    return environment(TEAM.replace("LINK", link).replace("WHO", who).replace("OWNER", owner))


def test_a_bare_link_gets_every_law_of_membership() -> None:
    found = with_all(Membership(), team())
    assert used(Membership(), found) == {
        ("add_user", "team_has_member_already"), ("remove_user", "team_without_user"),
        ("remove_user", "team_owner_stays"),
        ("create_task", "assignee_not_in_team"), ("assign_task", "assignee_not_in_team"),
    }  # fmt: skip
    stands(found)


def test_who_is_in_is_not_added_again_and_the_owner_is_not_removed() -> None:
    world = World(with_all(Membership(), team()))
    world.empty("team_member")
    owner = str(world.row("team", "T1")["owner_id"])
    other = next(key for key in ("U1", "U2") if key != owner)
    for who in (owner, other):
        assert world.call("add_user", team_id="T1", member_id=who) == ""
        assert world.call("add_user", team_id="T1", member_id=who) == "team_has_member_already"
    assert world.call("remove_user", team_id="T1", member_id=owner) == "team_owner_stays"
    assert world.call("remove_user", team_id="T1", member_id=other) == ""
    assert world.call("remove_user", team_id="T1", member_id=other) == "team_without_user"


def test_an_assignee_belongs_to_the_team_of_the_task() -> None:
    world = World(with_all(Membership(), team()))
    world.empty("team_member")
    assert world.call("create_task", team_id="T1", title="Wash", assignee_id="U2") == "assignee_not_in_team"
    assert world.call("create_task", team_id="T1", title="Wash") == ""
    assert world.call("add_user", team_id="T1", member_id="U2") == ""
    assert world.call("create_task", team_id="T1", title="Wash", assignee_id="U2") == ""


def test_followers_belong_to_nothing() -> None:
    found = with_all(Membership(), team("team_follower", "follower_id"))
    assert used(Membership(), found) == {
        ("add_user", "team_has_follower_already"), ("remove_user", "team_without_user"),
    }  # fmt: skip


@pytest.mark.parametrize("owner", ["creator_id", "contact_id", "last_owner_id"])
def test_only_a_column_of_an_owner_keeps_somebody_in(owner: str) -> None:
    assert ("remove_user", "team_owner_stays") not in used(Membership(), with_all(Membership(), team(owner=owner)))


SHARES = """
entities:
  file:
    plural: files
    key: {column: file_id, sequence: "F{n}"}
    columns: {name: {kind: text}}
    views: {full: [file_id, name]}
  NOUN:
    plural: shares
    key: {column: NOUN_id, sequence: "S{n}"}
    columns:
      file_id: {kind: reference, to: file, on_delete: cascade}
      email: {kind: text}
      role: {kind: enum, values: [reader, writer, OWNER]}
    views: {full: [NOUN_id, file_id, email, role]}
faults:
  file_not_found: {message: "There is no file {file_id}."}
  share_not_found: {message: "There is no share {NOUN_id}."}
tools:
  list_files: {title: L, description: L., steps: [{search: {entity: file, as: files, page: {size: 20}}}, {return: {files: {rows: files, view: full}}}]}
  list_shares: {title: L, description: L., steps: [{search: {entity: NOUN, as: shares, page: {size: 20}}}, {return: {shares: {rows: shares, view: full}}}]}
  create_share:
    title: Create
    description: Create.
    parameters:
      file_id: {kind: text, column: file.file_id}
      email: text
      role: {kind: enum, values: [reader, writer, OWNER]}
    steps:
      - find: {entity: file, key: file_id, else: file_not_found}
      - insert: {entity: NOUN, set: {file_id: file_id, email: email, role: role}}
      - return: {share: {row: NOUN, view: full}}
  update_share:
    title: Update
    description: Update.
    parameters: {NOUN_id: {kind: text, column: NOUN.NOUN_id}, role: {kind: enum, values: [reader, writer, OWNER]}}
    steps:
      - find: {entity: NOUN, key: NOUN_id, else: share_not_found}
      - update: {row: NOUN, set: {role: role}}
      - return: {share: {row: NOUN, view: full}}
  delete_share:
    title: Delete
    description: Delete.
    parameters: {NOUN_id: {kind: text, column: NOUN.NOUN_id}}
    steps:
      - find: {entity: NOUN, key: NOUN_id, else: share_not_found}
      - delete: {row: NOUN}
      - return: {NOUN_id: NOUN_id}
"""  # noqa: E501


def shares(noun: str, owner: str = "owner") -> Environment:
    return environment(SHARES.replace("NOUN", noun).replace("OWNER", owner))


def test_the_last_owner_neither_goes_nor_gets_another_role() -> None:
    found = with_all(Membership(), shares("permission"))
    assert used(Membership(), found) == {
        ("update_share", "last_permission_owner"), ("delete_share", "last_permission_owner"),
    }  # fmt: skip
    stands(found)
    world = World(found)
    world.empty("permission")
    for email in ("a@example.org", "b@example.org"):
        assert world.call("create_share", file_id="F1", email=email, role="owner") == ""
    keys = [str(row["permission_id"]) for row in world.state.ordered("permission")]
    assert world.call("update_share", permission_id=keys[0], role="reader") == ""
    assert world.call("update_share", permission_id=keys[1], role="reader") == "last_permission_owner"
    assert world.call("update_share", permission_id=keys[1], role="owner") == ""
    assert world.call("delete_share", permission_id=keys[1]) == "last_permission_owner"
    assert world.call("delete_share", permission_id=keys[0]) == ""


def test_who_is_named_by_a_text_is_in_a_group_once_too() -> None:
    found = with_all(Membership(), shares("collaborator"))
    assert ("create_share", "file_has_email_already") in used(Membership(), found)


@pytest.mark.parametrize(("noun", "owner"), [("remark", "owner"), ("permission", "admin")])
def test_what_gives_no_access_or_has_no_owners_is_left_alone(noun: str, owner: str) -> None:
    assert with_all(Membership(), shares(noun, owner)) == shares(noun, owner)
