"""What environments are about is told by the words of their things, with the evidence."""

from pathlib import Path

import pytest

from generator import domains
from generator.description import Description, Operation, Origin
from generator.domains import domain_of, likely_domain
from generator.english import singular
from servers.farm.catalog import find
from servers.farm.model import DOMAINS, Environment, from_data

SERVERS = Path(__file__).parents[2] / "servers"


def made(title: str, *entities: str) -> Environment:
    """An environment that keeps these things."""
    return from_data(
        {
            "name": "made",
            "title": title,
            "description": "Made for a test.",
            "clock": {"start": "2026-03-02T09:00:00Z"},
            "entities": {
                name: {
                    "plural": f"{name}s",
                    "key": {"column": f"{name}_id", "sequence": "X-{n:03d}"},
                    "columns": {"remark": {"kind": "text"}},
                    "views": {"full": [f"{name}_id", "remark"]},
                }
                for name in entities
            },
            "tools": {
                "count_rows": {
                    "title": "Count",
                    "description": "Count the rows.",
                    "steps": [{"return": {"rows": f"count(item for item in {entities[0]})"}}],
                }
            },
        }
    )


@pytest.mark.parametrize(
    ("domain", "entities"),
    [
        ("finance", ["invoice", "payment", "customer"]),
        ("commerce", ["order", "product", "customer"]),
        ("travel", ["flight", "passenger", "seat"]),
        ("communication", ["conversation", "message", "participant"]),
        ("development", ["repository", "branch", "issue"]),
        ("cloud", ["cluster", "node", "volume"]),
        ("health", ["patient", "prescription", "doctor"]),
        ("media", ["album", "artist", "playlist"]),
        ("education", ["course", "student", "lesson"]),
        ("real_estate", ["listing", "tenant", "lease"]),
        ("logistics", ["shipment", "carrier", "warehouse"]),
        ("people", ["employee", "department", "absence"]),
        ("government", ["election", "candidate", "court"]),
        ("office", ["task", "checklist", "calendar"]),
        ("marketing", ["campaign", "audience", "newsletter"]),
        ("security", ["vulnerability", "scan", "credential"]),
        ("food", ["recipe", "ingredient", "menu"]),
        ("devices", ["sensor", "thermostat", "firmware"]),
        ("leisure", ["player", "tournament", "leaderboard"]),
        ("data", ["dataset", "embedding", "forecast"]),
    ],
)
def test_the_things_that_are_kept_tell_the_domain(domain: str, entities: list[str]) -> None:
    found = domain_of(made("Acme", *entities))
    assert found.name == domain
    assert entities[0] in found.because or entities[1] in found.because


def test_the_title_counts_too_but_not_an_address_in_it() -> None:
    assert domain_of(made("Hospital", "thingy")).name == "health"
    assert domain_of(made("https://github.com/acme Hospital", "thingy")).name == "health"


def described(title: str, summary: str, *paths: str) -> Description:
    """The description of an API with an operation at each of these paths."""
    return Description(
        title=title,
        name="made",
        version="1",
        summary=summary,
        origin=Origin(source="made.json", kind="openapi", version="3.0.3", sha256="0" * 64),
        operations=tuple(Operation(id=path, method="GET", path=path) for path in paths),
        schemas={},
    )


@pytest.mark.parametrize(
    ("entities", "paths", "domain"),
    [
        (["room", "room_membership"], ["/rooms", "/messages", "/voice-calls", "/phone-numbers"], "communication"),
        (["user", "session"], ["/tracks", "/playlists/{id}", "/users", "/artists"], "media"),
        (["event", "event_type"], ["/bank-accounts", "/transactions", "/events", "/payees"], "finance"),
        (["license", "license_territory"], ["/repositories", "/builds", "/licenses"], "development"),
    ],
)
def test_what_the_whole_api_is_about_decides_where_its_part_keeps_what_every_service_keeps(
    entities: list[str], paths: list[str], domain: str
) -> None:
    description = described("Acme", "Made for a test.", *paths)
    found = domain_of(made("Acme: a part", *entities), description)
    assert found.name == domain == likely_domain(description)
    assert "its paths: " in found.because


def test_the_evidence_names_the_words_and_where_they_stand() -> None:
    found = domain_of(made("Acme", "patient"), described("Acme Clinic", "", "/prescriptions"))
    assert found.because.startswith("its paths: prescription; its title: clinic; its things: patient")


def test_a_made_up_name_counts_by_the_word_that_it_begins_with() -> None:
    assert domain_of(made("Mailpigeon", "gizmo")).name == "other"
    assert domain_of(made("Mailpigeon", "gizmo"), described("Mailpigeon", "", "/messages")).name == "communication"
    assert domain_of(made("Clinicolo", "gizmo")).name == "health"
    assert domain_of(made("Moviest", "gizmo")).name == "other"


def test_a_generic_word_alone_is_no_evidence_and_what_is_said_of_the_description_none_at_all() -> None:
    about_itself = described("Acme API documentation", "OpenAPI specification for developers.", "/gizmos")
    assert domain_of(made("Acme", "room")).name == "other"
    assert domain_of(made("Acme", "gizmo"), about_itself).name == "other"


def test_where_no_word_tells_anything_the_domain_is_other() -> None:
    found = domain_of(made("Acme", "gizmo"))
    assert (found.name, found.confidence) == ("other", 0.0)


def test_every_domain_but_other_has_words_and_every_word_can_occur() -> None:
    assert set(domains._TABLE) == set(DOMAINS) - {"other"}
    words = {word.rstrip("!") for text in domains._TABLE.values() for word in text.split()}
    assert [word for word in sorted(words) if domains._told(word) != [singular(word)]] == []


def test_the_committed_environments_are_of_offices_and_mail() -> None:
    found = {item.name: domain_of(item.environment).name for item in find([SERVERS])}
    assert found["tasks"] == found["calendar"] == "office"
    assert found["gmail_messages"] == "communication"
