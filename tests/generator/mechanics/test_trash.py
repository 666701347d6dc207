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
from .sound import environment, used


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
