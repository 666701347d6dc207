"""Values are judged by the form that the name of their column tells, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest

from generator.mechanics import Subject, Use
from generator.mechanics.form import Form
from generator.mechanics.weaving import woven
from servers.farm.catalog import find
from servers.farm.checks import check
from servers.farm.interpreter import Interpreter
from servers.farm.interpreter.trace import Trace
from servers.farm.model import Environment, from_data
from servers.farm.policy import instructions
from servers.farm.state import State

FORM = Form()
CLOCK = "2026-03-02T09:00:00Z"


def people(
    columns: dict[str, Any], given: dict[str, Any], *, label: str = "", changing: tuple[str, ...] = ()
) -> Environment:
    """An environment that makes and changes people."""
    key: dict[str, Any] = {
        "person_id": {"kind": "text", "column": "person.person_id", "description": "The person's id."}
    }
    shown = {"return": {"person": {"row": "person", "view": "full"}}}
    find = {"find": {"entity": "person", "key": "person_id", "else": "person_not_found"}}
    tools: dict[str, Any] = {
        "get_person": {"title": "Show", "description": "Show a person.", "parameters": key, "steps": [find, shown]},
        "create_person": {
            "title": "Create",
            "description": "Create a person.",
            "parameters": given,
            "steps": [{"insert": {"entity": "person", "set": {name: name for name in given}}}, shown],
        },
    }
    if changing:
        parameters = key | {name: {**given[name], "optional": True} for name in changing}
        update = {"update": {"row": "person", "given": list(changing)}}
        tools["update_person"] = {
            "title": "Change",
            "description": "Change a person.",
            "parameters": parameters,
            "steps": [find, update, shown],
        }
    entity: dict[str, Any] = {
        "plural": "persons",
        "key": {"column": "person_id", "sequence": "P-{n:03d}", "description": "The id."},
        "columns": columns,
        "views": {"full": ["person_id", *columns]},
    }
    data = {
        "name": "people", "title": "People", "description": "Keeps people.", "clock": {"start": CLOCK},
        "entities": {"person": entity | ({"label": label} if label else {})},
        "faults": {"person_not_found": {"message": "There is no person {person_id}."}},
        "tools": tools,
    }  # fmt: skip
    found = from_data(data)
    assert check(found) == []
    return found


def said(environment: Environment, **arguments: Any) -> str:
    """The fault of creating a person so, "" if it succeeds."""
    outcome = Interpreter(environment).call(State(CLOCK, {"person": {}}), "create_person", arguments)
    assert not outcome.invalid, outcome.invalid
    return outcome.fault or ""


TEXT: dict[str, Any] = {"kind": "text", "description": "A text."}


@pytest.mark.parametrize(
    ("column", "kind", "right", "wrong", "code"),
    [
        ("email", "text", "a@example.com", "nope", "email_invalid"),
        ("work_phone_number", "text", "+1 555 0100", "call me", "work_phone_number_invalid"),
        ("file_name", "text", "a.pdf", "a/b", "file_name_invalid"),
        ("website_url", "text", "https://example.com", "example", "website_url_invalid"),
        ("home_latitude", "number", 90.0, 90.5, "home_latitude_outside"),
        ("lng", "number", -180.0, -181.0, "lng_outside"),
    ],
)
def test_a_value_of_a_known_form_is_refused_without_it(
    column: str, kind: str, right: Any, wrong: Any, code: str
) -> None:
    data = {"kind": kind, "description": "A value."}
    found = woven(people({column: data}, {column: data}), {}, [FORM])
    assert said(found, **{column: right}) == ""
    assert said(found, **{column: wrong}) == code
    assert list(FORM.uses(found)) == [Use("form", "person", "create_person", code)]


def test_the_policy_says_in_whole_sentences_what_is_refused() -> None:
    columns = {"email": TEXT, "website": TEXT}
    said_to_agents = instructions(woven(people(columns, columns), {}, [FORM]))
    assert "that email is not an email address; that website is not the address of a web page." in said_to_agents
    assert ", Write" not in said_to_agents


def test_each_address_of_a_list_is_judged() -> None:
    emails = {"kind": "list", "of": "text", "description": "Addresses."}
    found = woven(people({"emails": emails}, {"emails": emails}), {}, [FORM])
    assert said(found, emails=["a@example.com", "b@example.com"]) == ""
    assert said(found, emails=["a@example.com", "b"]) == "emails_invalid"


def test_what_may_be_left_out_may_still_be_left_out() -> None:
    column = {**TEXT, "nullable": True}
    found = woven(people({"email": column}, {"email": {**TEXT, "optional": True}}, changing=("email",)), {}, [FORM])
    assert said(found) == ""
    assert said(found, email="x") == "email_invalid"
    assert {use.tool for use in FORM.uses(found)} == {"create_person", "update_person"}


def test_the_label_of_what_is_never_refused_must_not_be_blank() -> None:
    both = {"remark": TEXT, "name": TEXT}
    found = woven(people(both, both, label="name"), {}, [FORM])
    assert said(found, name=" \t", remark=" ") == "name_blank"
    assert said(found, name="Ada", remark=" ") == ""


def test_without_a_label_it_is_the_first_text_or_list_that_must_be_given() -> None:
    both = {"remark": TEXT, "body": TEXT}
    given = {"remark": {**TEXT, "optional": True}, "body": TEXT}
    columns = {"remark": {**TEXT, "nullable": True}, "body": TEXT}
    assert said(woven(people(columns, given), {}, [FORM]), body=" ") == "body_blank"
    several = {"kind": "list", "of": "text", "description": "Texts."}
    found = woven(people({"handles": several, **both}, {"handles": several, **both}), {}, [FORM])
    assert said(found, handles=[], remark="a", body="b") == "handles_empty"


def test_a_thing_that_can_be_refused_otherwise_may_be_called_nothing() -> None:
    both = {"email": TEXT, "name": TEXT}
    judged = woven(people({"email": TEXT}, {"email": TEXT}), {}, [FORM])
    assert said(judged, email="nobody") == "email_invalid"
    data = judged.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    person, create = data["entities"]["person"], data["tools"]["create_person"]
    person["columns"], person["label"], create["parameters"] = both, "name", both
    create["steps"][1]["insert"]["set"]["name"] = "name"
    again = from_data({"schema": judged.schema_, **data})
    assert list(FORM.places(Subject(again))) == []
    assert woven(again, {}, [FORM]) == again


def test_what_may_be_left_out_is_judged_also_where_every_part_of_a_condition_is_looked_at() -> None:
    column = {**TEXT, "nullable": True}
    found = woven(people({"email": column}, {"email": {**TEXT, "optional": True}}), {}, [FORM])
    trace = Trace()
    outcome = Interpreter(found, trace).call(State(CLOCK, {"person": {}}), "create_person", {})
    assert outcome.succeeded


def test_ids_codes_and_free_texts_are_left_alone() -> None:
    columns = dict.fromkeys(("remark", "code", "emailed_by", "phonetic", "profile", "relatitude"), TEXT)
    found = people(columns, columns)
    assert [place.columns for place in FORM.places(Subject(found))] == [("remark",)]


def test_a_rule_about_rows_is_no_form() -> None:
    committed = Path(__file__).parents[3] / "servers"
    found = [item.environment for item in find([committed]) if item.name in ("tasks", "calendar")]
    rules = {"end_time_before_start_time", "event_already_there", "parent_task_elsewhere"}
    assert rules <= {code for environment in found for code in environment.faults}
    assert not rules & {use.fault for environment in found for use in FORM.uses(environment)}


def setting(**columns: dict[str, Any]) -> Environment:
    """An environment of the one setting that there is, of which everything can be changed."""
    shown = {"return": {"setting": {"row": "setting", "view": "full"}}}
    update = {"update": {"row": "setting", "given": list(columns)}}
    data = {
        "name": "settings", "title": "Settings", "description": "Keeps settings.", "clock": {"start": CLOCK},
        "entities": {"setting": {"plural": "settings", "singleton": True, "columns": columns,
                                 "views": {"full": list(columns)}}},
        "tools": {
            "get_setting": {"title": "Show", "description": "Show the settings.", "parameters": {}, "steps": [shown]},
            "update_setting": {
                "title": "Change", "description": "Change the settings.", "steps": [update, shown],
                "parameters": {name: {**column, "optional": True} for name, column in columns.items()},
            },
        },
    }  # fmt: skip
    found = from_data(data)
    assert check(found) == []
    return found


@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({"team_name": "text", "signature": "text"}, ["team_name_blank"]),
        ({"greeting": "text"}, ["greeting_blank"]),
        ({"greeting": "text", "muted": "boolean"}, []),
        ({"email": "text", "username": "text"}, ["email_invalid"]),
    ],
)
def test_the_only_one_of_its_kind_must_not_be_called_nothing(columns: dict[str, str], refused: list[str]) -> None:
    texts = {name: {"kind": kind, "description": "A fact."} for name, kind in columns.items()}
    found = woven(setting(**texts), {}, [FORM])
    assert [use.fault for use in FORM.uses(found)] == refused
