"""Things that are made elsewhere than where they are read."""

import pytest

from generator.description import Schema
from generator.explore import explore
from tests.generator.explore.small import call, crud, describe, thing

NOUNS = {
    "Account": thing(id="string", name="string!", kind="bank|cash"),
    "Pushed": thing(push_key="string", status="done|failed"),
    "Firm": thing(id="string", title="string!"),
    "Other": thing(id="string", colour="string!"),
}
PUSH = "/firms/{firm}/push/accounts"


def _tools(body: str | Schema, place: str = PUSH) -> set[str]:
    description = describe(
        crud("/firms", "Firm", "firm"),
        call("GET /firms/{firm}/data/accounts", "[Account]"),
        call("GET /firms/{firm}/data/accounts/{id}", "Account"),
        call(f"POST {place}", "Pushed", body),
        call(f"PUT {place}/{{id}}", "Pushed", body),
        call(f"DELETE {place}/{{id}}", "Pushed"),
        **NOUNS,
    )
    return {name for item in explore(description).environments for name in item.tools}


def test_what_takes_a_thing_under_its_name_makes_it() -> None:
    assert {"create_account", "update_account", "delete_account", "list_accounts"} <= _tools("Account")


@pytest.mark.parametrize(("body", "place"), [("Other", PUSH), ("Account", "/firms/{firm}/push/checks")])
def test_what_takes_something_else_or_is_called_otherwise_does_not(body: str, place: str) -> None:
    assert not {"create_account", "update_account", "delete_account"} & _tools(body, place)
