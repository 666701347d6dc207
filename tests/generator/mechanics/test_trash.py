"""Trash: what is put away is left alone and out of sight until it is brought back, and copies are fresh."""

import pytest

from generator.description import Operation
from generator.mechanics import Use, uses
from generator.mechanics.lifecycle import Lifecycle
from generator.mechanics.trash import Trash
from generator.mechanics.weaving import woven
from servers.farm.checks import check
from servers.farm.model import Environment

from .conftest import Load, World
from .sound import environment, stands, used


@pytest.fixture(scope="module")
def drawer(load: Load) -> Environment:
    return load("drawer")


@pytest.fixture(scope="module")
def tidy(drawer: Environment) -> Environment:
    return woven(drawer, {}, [Trash()])


def world(environment: Environment, *, trashed: bool) -> World:
    found = World(environment)
    found.put("file", "F001", trashed=trashed, trashed_at="2026-03-01T00:00:00Z" if trashed else None, starred=True)
    return found


def test_tools_that_ask_whether_a_row_is_put_away_are_uses_and_other_flags_are_none(drawer: Environment) -> None:
    assert set(Trash().uses(drawer)) == {
        Use("trash", "file", "trash_file", "file_already_trashed"),
        Use("trash", "file", "untrash_file", "file_not_trashed"),
    }


def test_what_is_in_the_trash_is_not_worked_on(tidy: Environment) -> None:
    for tool, more in (("update_file", {"name": "A"}), ("create_comment", {"words": "B"}), ("copy_file", {})):
        assert world(tidy, trashed=True).call(tool, file_id="F001", **more) == "file_already_trashed"
        assert world(tidy, trashed=False).call(tool, file_id="F001", **more) == ""
    assert {("update_file", "file_already_trashed"), ("create_comment", "file_already_trashed")} <= {
        (use.tool, use.fault) for use in uses(tidy, [Trash()])
    }


def test_the_refusal_says_how_to_bring_it_back(tidy: Environment) -> None:
    message = tidy.faults["file_already_trashed"].message
    assert message == "File {file.file_id} is already in the trash. Bring it back with untrash_file to work on it."


def test_it_is_worked_on_again_when_it_is_brought_back(tidy: Environment) -> None:
    here = world(tidy, trashed=True)
    assert here.call("untrash_file", file_id="F001") == ""
    assert here.call("update_file", file_id="F001", name="A") == ""


def test_marks_that_are_no_work_are_left_as_they_were(tidy: Environment) -> None:
    here = world(tidy, trashed=True)
    here.put("file", "F001", starred=False)
    assert here.call("star_file", file_id="F001") == ""


def test_a_copy_has_not_lived_the_life_of_the_first_one(tidy: Environment) -> None:
    here = world(tidy, trashed=False)
    here.put("file", "F001", trashed_at="2026-02-01T00:00:00Z")
    assert here.call("copy_file", file_id="F001") == ""
    copy = here.last("file")
    assert (copy["name"], copy["trashed"], copy["starred"], copy["trashed_at"]) == (
        here.row("file", "F001")["name"], False, False, None,
    )  # fmt: skip


def test_lists_leave_out_what_is_in_the_trash_unless_they_are_asked_for_it(tidy: Environment) -> None:
    tool = tidy.tools["list_files"]
    assert tool.parameters["trashed"].default is False
    assert "file.trashed == trashed" in tool.steps[0].search.where  # type: ignore[union-attr]
    assert tidy.tools["list_notes"].parameters["archived"].optional


def test_an_archive_is_worked_on_unless_the_description_says_otherwise(drawer: Environment, tidy: Environment) -> None:
    here = World(tidy)
    here.put("note", "N001", archived=True)
    assert here.call("update_note", note_id="N001", words="A") == ""
    told = Operation(id="x", method="PATCH", path="/notes/{id}", description="An archived note cannot be edited.")
    strict = World(woven(drawer, {"update_note": [told]}, [Trash()]))
    strict.put("note", "N001", archived=True)
    assert strict.call("update_note", note_id="N001", words="A") == "note_in_archive"
    assert strict.call("update_note", note_id="N001", words="A", archived=False) == ""


def test_weaving_twice_adds_nothing(tidy: Environment) -> None:
    assert check(tidy) == []
    again = woven(tidy, {}, [Trash()])
    assert (again.faults, again.tools) == (tidy.faults, tidy.tools)


COURSES = """
entities:
  course:
    plural: courses
    key: {column: course_id, sequence: "C{n:03d}"}
    columns:
      name: {kind: text}
      state: {kind: enum, values: [active, archived], default: "'active'"}
    views: {full: [course_id, name, state]}
faults:
  course_not_found: {message: "There is no course {course_id}."}
  course_already_archived: {message: "Course {course.course_id} is archived."}
  course_not_archived: {message: "Course {course.course_id} is not archived."}
tools:
  list_courses:
    title: List courses
    description: List courses.
    steps:
      - search: {entity: course, as: courses, page: {size: 20}}
      - return: {courses: {rows: courses, view: full}}
  archive_course:
    title: Archive a course
    description: Archive a course.
    parameters: &key
      course_id: {kind: text, column: course.course_id, user_knows: false}
    steps:
      - find: {entity: course, key: course_id, else: course_not_found}
      - require: {that: "course.state != 'archived'", else: course_already_archived}
      - update: {row: course, set: {state: "'archived'"}}
      - return: {course: {row: course, view: full}}
"""
BACK = """
  unarchive_course:
    title: Unarchive a course
    description: Bring a course back.
    parameters: *key
    steps:
      - find: {entity: course, key: course_id, else: course_not_found}
      - require: {that: "course.state == 'archived'", else: course_not_archived}
      - update: {row: course, set: {state: "'active'"}}
      - return: {course: {row: course, view: full}}
"""


def test_a_status_that_puts_away_is_trash_where_something_brings_back_and_an_end_where_nothing_does() -> None:
    there = {("archive_course", "course_already_archived")}
    both = there | {("unarchive_course", "course_not_archived")}
    ended = environment(
        COURSES.replace('  course_not_archived: {message: "Course {course.course_id} is not archived."}\n', "")
    )
    assert (used(Trash(), ended), used(Lifecycle(), ended)) == (set(), there)
    returned = environment(COURSES + BACK.removeprefix("\n"))
    assert (used(Trash(), returned), used(Lifecycle(), returned)) == (both, set())


AGENDAS = """
entities:
  agenda:
    plural: agendas
    key: {column: agenda_id, sequence: "A{n:03d}"}
    columns:
      name: {kind: text}
      deleted_at: {kind: datetime, nullable: true}
    views: {full: [agenda_id, name, deleted_at]}
faults:
  agenda_not_found: {message: "There is no agenda {agenda_id}."}
  agenda_not_deleted: {message: "Agenda {agenda.agenda_id} is not deleted."}
tools:
  list_agendas:
    title: List agendas
    description: List agendas.
    steps:
      - search: {entity: agenda, as: agendas, page: {size: 20}}
      - return: {agendas: {rows: agendas, view: full}}
  get_agenda:
    title: Get an agenda
    description: Get an agenda.
    parameters: &key
      agenda_id: {kind: text, column: agenda.agenda_id, user_knows: false}
    steps:
      - find: {entity: agenda, key: agenda_id, else: agenda_not_found}
      - return: {agenda: {row: agenda, view: full}}
  rename_agenda:
    title: Rename an agenda
    description: Rename an agenda.
    parameters:
      agenda_id: {kind: text, column: agenda.agenda_id, user_knows: false}
      name: {kind: text, column: agenda.name}
    steps:
      - find: {entity: agenda, key: agenda_id, else: agenda_not_found}
      - update: {row: agenda, set: {name: name}}
      - return: {agenda: {row: agenda, view: full}}
  delete_agenda:
    title: Delete an agenda
    description: Delete an agenda.
    parameters: *key
    steps:
      - find: {entity: agenda, key: agenda_id, else: agenda_not_found}
      - delete: {row: agenda}
      - return: {agenda_id: agenda_id}
  recover_agenda:
    title: Recover an agenda
    description: Recover an agenda.
    parameters: *key
    steps:
      - find: {entity: agenda, key: agenda_id, else: agenda_not_found}
      - require: {that: "agenda.deleted_at is not None", else: agenda_not_deleted}
      - update: {row: agenda, set: {deleted_at: "None"}}
      - return: {agenda: {row: agenda, view: full}}
"""


def test_a_deletion_that_a_verb_undoes_puts_the_row_away() -> None:
    found = woven(environment(AGENDAS), {}, [Trash()])
    assert used(Trash(), found) == {
        ("rename_agenda", "agenda_already_deleted"),
        ("delete_agenda", "agenda_already_deleted"),
        ("recover_agenda", "agenda_not_deleted"),
    }
    stands(found)
    here = World(found)
    here.put("agenda", "A001", deleted_at=None)
    assert here.call("delete_agenda", agenda_id="A001") == ""
    assert here.row("agenda", "A001")["deleted_at"] is not None
    assert here.call("delete_agenda", agenda_id="A001") == "agenda_already_deleted"
    assert here.call("rename_agenda", agenda_id="A001", name="B") == "agenda_already_deleted"
    assert here.call("recover_agenda", agenda_id="A001") == ""
    assert here.call("rename_agenda", agenda_id="A001", name="B") == ""


def test_what_can_be_recovered_is_not_listed_until_it_is() -> None:
    found = woven(environment(AGENDAS), {}, [Trash()])
    assert found.tools["list_agendas"].steps[0].search.where == ("agenda.deleted_at is None",)  # type: ignore[union-attr]


def test_a_deletion_for_good_stays_one() -> None:
    told = Operation(id="x", method="DELETE", path="/agendas/{id}", description="Permanently deletes an agenda.")
    found = woven(environment(AGENDAS), {"delete_agenda": [told]}, [Trash()])
    assert found.tools["delete_agenda"] == environment(AGENDAS).tools["delete_agenda"]


def test_a_deletion_that_is_said_not_to_be_for_good_is_undone() -> None:
    told = Operation(id="x", method="DELETE", path="/agendas/{id}", description="It is not permanently deleted.")
    found = woven(environment(AGENDAS), {"delete_agenda": [told]}, [Trash()])
    assert ("delete_agenda", "agenda_already_deleted") in used(Trash(), found)


def test_a_status_that_has_its_transitions_gets_those_into_the_trash() -> None:
    column = "deleted_at: {kind: datetime, nullable: true}"
    states = "state: {kind: enum, values: [live, paused, deleted], default: '\"live\"', transitions: MOVES}"
    states = states.replace("MOVES", "{live: [paused], paused: [live], deleted: [live]}")
    text = AGENDAS.replace(column, states).replace("deleted_at]", "state]")
    text = text.replace("agenda.deleted_at is not None", "agenda.state == 'deleted'").replace(
        '{deleted_at: "None"}', "{state: \"'live'\"}"
    )
    found = woven(environment(text), {}, [Trash()])
    assert ("delete_agenda", "agenda_already_deleted") in used(Trash(), found)
    stands(found)


def test_without_a_way_back_a_deletion_stays_one_and_the_moment_is_no_trash() -> None:
    found = environment(AGENDAS[: AGENDAS.index("  recover_agenda:")].replace(
        '  agenda_not_deleted: {message: "Agenda {agenda.agenda_id} is not deleted."}\n', ""
    ))  # fmt: skip
    assert woven(found, {}, [Trash()]) == found


def test_what_a_verb_brings_back_from_an_archive_is_not_changed_there() -> None:
    rename = """
  rename_course:
    title: Rename a course
    description: Rename a course.
    parameters:
      course_id: {kind: text, column: course.course_id, user_knows: false}
      name: {kind: text, column: course.name}
    steps:
      - find: {entity: course, key: course_id, else: course_not_found}
      - update: {row: course, set: {name: name}}
      - return: {course: {row: course, view: full}}
"""
    found = woven(environment(COURSES + BACK.removeprefix("\n") + rename.removeprefix("\n")), {}, [Trash()])
    assert ("rename_course", "course_already_archived") in used(Trash(), found)
    stands(found)
