"""Versions: every change raises the version, and a change of an older version is refused."""

import pytest

from generator.description import Operation, Parameter, Schema
from generator.mechanics import Use
from generator.mechanics.versions import Versions
from generator.mechanics.weaving import woven
from servers.farm.checks import check
from servers.farm.model import Environment

from .conftest import Load, World

MATCH = (Parameter(name="If-Match", location="header"),)


@pytest.fixture(scope="module")
def wiki(load: Load) -> Environment:
    return load("wiki")


@pytest.fixture(scope="module")
def locked(wiki: Environment) -> Environment:
    told = [Operation(id="x", method="PUT", path="/comments/{id}", parameters=MATCH)]
    return woven(wiki, {"update_comment": told, "delete_comment": told}, [Versions()])


def test_a_number_that_is_given_is_no_use_while_nothing_raises_it(wiki: Environment) -> None:
    assert list(Versions().uses(wiki)) == []


def test_tools_that_are_told_a_version_are_uses(locked: Environment) -> None:
    assert set(Versions().uses(locked)) == {
        Use("versions", "article", "update_article", "article_changed_meanwhile"),
        Use("versions", "comment", "update_comment", "comment_changed_meanwhile"),
        Use("versions", "comment", "delete_comment", "comment_changed_meanwhile"),
    }


def test_a_new_row_has_the_first_version_and_every_change_makes_the_next(locked: Environment) -> None:
    world = World(locked)
    assert "version" not in locked.tools["create_article"].parameters
    assert world.call("create_article", title="A", body="B") == ""
    made = str(world.last("article")["article_id"])
    assert world.last("article")["version"] == 1
    assert world.call("update_article", article_id=made, title="C") == ""
    assert world.call("pin_article", article_id=made) == ""
    assert world.row("article", made)["version"] == 3
    assert world.broken() == []


def test_a_change_of_an_older_version_is_refused_and_of_the_present_one_is_not(locked: Environment) -> None:
    world = World(locked)
    world.put("article", "A001", version=4)
    assert world.call("update_article", article_id="A001", title="C", version=3) == "article_changed_meanwhile"
    assert world.call("update_article", article_id="A001", title="C", version=4) == ""
    assert world.call("update_article", article_id="A001", title="D", version=4) == "article_changed_meanwhile"
    assert world.call("update_article", article_id="A001", title="D") == ""


def test_a_version_that_is_given_beside_the_change_gets_a_column(locked: Environment) -> None:
    world = World(locked)
    assert "revision" in locked.entities["comment"].views["full"]
    world.put("comment", "C001", revision=2)
    assert world.call("delete_comment", comment_id="C001", revision=1) == "comment_changed_meanwhile"
    assert world.call("update_comment", comment_id="C001", words="A", revision=2) == ""
    assert world.call("delete_comment", comment_id="C001", revision=3) == ""


def test_a_number_that_a_new_row_must_be_given_is_no_version_of_the_row(locked: Environment) -> None:
    assert "address_changed_meanwhile" not in locked.faults
    assert locked.tools["update_address"].steps[1].update.given == ("host", "version")  # type: ignore[union-attr]


def test_without_anything_to_say_it_by_there_is_no_version(wiki: Environment) -> None:
    found = woven(wiki, {"update_comment": [Operation(id="x", method="PUT", path="/c")]}, [Versions()])
    assert "revision" not in found.entities["comment"].columns


def test_a_deletion_alone_may_be_told_the_version_that_changes_raise(wiki: Environment) -> None:
    told = [Operation(id="x", method="DELETE", path="/comments/{id}", parameters=MATCH)]
    found = woven(wiki, {"delete_comment": told}, [Versions()])
    assert {use.tool for use in Versions().uses(found) if use.entity == "comment"} == {"delete_comment"}
    world = World(found)
    world.put("comment", "C001", revision=1)
    assert world.call("update_comment", comment_id="C001", words="A") == ""
    assert world.call("delete_comment", comment_id="C001", revision=1) == "comment_changed_meanwhile"


def _body(name: str, told: str, *, read_only: bool = False) -> dict[str, list[Operation]]:
    inside = Schema(kind="object", properties={name: Schema(kind="string", description=told, read_only=read_only)})
    return {"update_comment": [Operation(id="x", method="PUT", path="/comments/{id}", request=inside)]}


@pytest.mark.parametrize(
    ("name", "told", "read_only", "locked"),
    [
        ("ifMatch", "", False, True),
        ("ifMatch", "", True, False),
        ("etag", "The etag of the comment.", False, False),
        ("etag", "For consistent read-modify-write updates.", False, True),
        ("etag", "May be sent on update so that the client has an up-to-date value.", True, True),
        ("currentToken", "Refused if it does not match the current one.", False, True),
        ("currentToken", "A token.", False, False),
        ("resourceVersion", "The version of the cited resource.", False, False),
        ("resourceVersion", "For optimistic concurrency.", False, True),
        ("note", "For optimistic concurrency control.", False, False),
        ("revisionId", "Ensures that it has not been changed since it was read.", False, True),
    ],
)
def test_what_is_said_of_an_input_tells_that_it_is_a_version(
    wiki: Environment, name: str, told: str, read_only: bool, locked: bool
) -> None:
    found = woven(wiki, _body(name, told, read_only=read_only), [Versions()])
    assert ("comment_changed_meanwhile" in found.faults) == locked


def test_weaving_twice_adds_nothing(locked: Environment) -> None:
    assert check(locked) == []
    told = [Operation(id="x", method="PUT", path="/comments/{id}", parameters=MATCH)]
    assert woven(locked, {"update_comment": told}, [Versions()]) == locked
