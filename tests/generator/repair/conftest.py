"""A pantry: a small environment, sound as it is, in which tests break one thing or another."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from client.verify import Report
from client.verify.report import CallRecord, Failure
from generator.emit import write
from generator.seed import with_seed_rules
from generator.verification import lost, report_of
from servers.farm.catalog import Emitted
from servers.farm.checks import check
from servers.farm.model import Environment, from_data, load

Data = dict[str, Any]

PANTRY: Data = yaml.safe_load("""
name: pantry
title: Pantry
description: Shelves, the jars on them, and notes.
clock: {start: "2026-03-02T09:00:00Z", tick_seconds: 60}
entities:
  shelf:
    plural: shelves
    label: name
    key: {column: shelf_id, sequence: "S{n:02d}"}
    columns: {name: {kind: text}}
    views: {summary: [shelf_id, name]}
  jar:
    plural: jars
    label: name
    key: {column: jar_id, sequence: "J{n:03d}"}
    columns:
      name: {kind: text, max_length: 60}
      shelf_id: {kind: reference, to: shelf, on_delete: cascade}
      state: {kind: enum, values: [fresh, old], default: "'fresh'"}
      spoons: {kind: integer, minimum: 0, maximum: 1000, default: "0"}
    views: {summary: [jar_id, name, shelf_id, state, spoons]}
  note:
    plural: notes
    key: {column: note_id, sequence: "N{n:03d}"}
    columns: {body: {kind: text}, jar_id: {kind: reference, to: jar, on_delete: cascade}}
    views: {summary: [note_id, body, jar_id]}
faults:
  shelf_not_found: {message: "There is no shelf {shelf_id}."}
  jar_not_found: {message: "There is no jar {jar_id}."}
  too_many_spoons: {message: "Jar {jar.jar_id} has only {jar.spoons} spoons."}
tools:
  list_shelves:
    title: List shelves
    description: List the shelves.
    steps: [{search: {entity: shelf, as: shelves, order: [name], page: {size: 10}}},
            {return: {shelves: {rows: shelves, view: summary}}}]
  list_jars:
    title: List jars
    description: List the jars.
    steps: [{search: {entity: jar, as: jars, order: [name], page: {size: 10}}},
            {return: {jars: {rows: jars, view: summary}}}]
  add_jar:
    title: Add a jar
    description: Put a new jar on a shelf.
    parameters:
      shelf_id: {kind: text, column: shelf.shelf_id, user_knows: false}
      name: {kind: text, max_length: 60, column: jar.name}
    steps: [{find: {entity: shelf, key: shelf_id, else: shelf_not_found}},
            {insert: {entity: jar, set: {shelf_id: shelf.shelf_id, name: name}}},
            {return: {jar: {row: jar, view: summary}}}]
  get_jar:
    title: Show a jar
    description: Show a jar.
    parameters: {jar_id: {kind: text, column: jar.jar_id, user_knows: false}}
    steps: [{find: {entity: jar, key: jar_id, else: jar_not_found}},
            {return: {jar: {row: jar, view: summary}}}]
  count_jars:
    title: Count jars
    description: Count the jars.
    steps: [{return: {total: {value: count(one for one in jar), describe: How many there are.}}}]
  remove_jar:
    title: Remove a jar
    description: Throw a jar away.
    parameters: {jar_id: {kind: text, column: jar.jar_id, user_knows: false}}
    steps: [{find: {entity: jar, key: jar_id, else: jar_not_found}},
            {delete: {row: jar}}, {return: {jar_id: jar_id}}]
  take_spoons:
    title: Take spoons
    description: Take some spoons out of a jar.
    parameters:
      jar_id: {kind: text, column: jar.jar_id, user_knows: false}
      count: {kind: integer, minimum: 1, maximum: 1000, column: jar.spoons}
    steps: [{find: {entity: jar, key: jar_id, else: jar_not_found}},
            {require: {that: jar.spoons >= count, else: too_many_spoons}},
            {update: {row: jar, set: {spoons: jar.spoons - count}}},
            {return: {spoons: jar.spoons}}]
  list_notes:
    title: List notes
    description: List the notes.
    steps: [{search: {entity: note, as: notes, page: {size: 10}}}, {return: {notes: {rows: notes, view: summary}}}]
  add_note:
    title: Add a note
    description: Write a note on a jar.
    parameters:
      jar_id: {kind: text, column: jar.jar_id, user_knows: false}
      body: {kind: text, column: note.body}
    steps: [{find: {entity: jar, key: jar_id, else: jar_not_found}},
            {insert: {entity: note, set: {jar_id: jar.jar_id, body: body}}},
            {return: {note: {row: note, view: summary}}}]
provenance: {source: pantry.json, kind: openapi, sha256: "%s"}
""" % ("0" * 64))  # fmt: skip

STANDS_FOR = {name: (f"op.{name}",) for name in PANTRY["tools"]}


def pantry(*changes: Callable[[Data], object]) -> Environment:
    """The pantry with changes, each of which the static checks let pass."""
    data = deepcopy(PANTRY)
    for change in changes:
        change(data)
    environment = with_seed_rules(from_data(data))
    assert check(environment) == []
    return environment


def failed(environment: Environment, *failures: Failure) -> Report:
    """The report of a verification in which these things did not hold."""
    report = lost(Emitted(Path("pantry"), environment, "0" * 64), "nothing")
    return report.model_copy(update={"failures": failures})


def misbehaves(tool: str, what: str = "the result differs") -> Failure:
    """A call of the tool went wrong."""
    call = CallRecord(tool=tool, arguments={})
    return Failure(family="success", case=f"success/{tool}/0", tool=tool, what=f"{tool}: {what}", calls=(call,))


def never_provoked(tool: str, code: str) -> Failure:
    """No call provoked a fault."""
    what = f"{tool}/{code}: no call was found that provokes it"
    return Failure(family="fault", case=f"fault/{tool}/{code}", tool=tool, what=what)


def never_succeeds(tool: str) -> Failure:
    """No call succeeded."""
    what = f"{tool}: no call was found that succeeds"
    return Failure(family="success", case=f"success/{tool}", tool=tool, what=what)


class Scripted:
    """A verifier that finds what it is told to, verification by verification, and then nothing."""

    def __init__(self, *found: tuple[Failure, ...]) -> None:
        self.found, self.seen = list(found), list[Environment]()

    def __call__(self, name: str, files: Mapping[str, str]) -> Report:
        environment = load(files["environment.json"])
        assert name == environment.name
        self.seen.append(environment)
        failures = self.found.pop(0) if self.found else ()
        return failed(environment, *failures).model_copy(update={"verified": not failures})


@pytest.fixture
def truly(tmp_path: Path) -> Callable[[str, Mapping[str, str]], Report]:
    """The real verifier."""

    def one(name: str, files: Mapping[str, str]) -> Report:
        return report_of(write(files, tmp_path / name))

    return one
