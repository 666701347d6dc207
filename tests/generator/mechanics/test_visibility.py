"""Visibility: what belongs to somebody is changed by nobody else, and what is private is seen by nobody else."""

import pytest

from generator.description import Operation
from generator.mechanics import Subject, Use
from generator.mechanics.edits import edited
from generator.mechanics.visibility import Visibility
from generator.mechanics.weaving import woven
from servers.farm.checks import check
from servers.farm.model import Environment

from .conftest import Load, World


def operation(method: str, path: str) -> list[Operation]:
    return [Operation(id=f"{method} {path}", method=method, path=path)]


PATHS = {
    "list_playlists": operation("GET", "/playlists"),
    "list_notes": operation("GET", "/me/notes"),
    "get_note": operation("GET", "/me/notes/{id}"),
}
MINE, THEIRS = "U001", "U002"


@pytest.fixture(scope="module")
def songs(load: Load) -> Environment:
    return load("songs")


@pytest.fixture(scope="module")
def owned(songs: Environment) -> Environment:
    return woven(songs, PATHS, [Visibility()])


@pytest.fixture
def world(owned: Environment) -> World:
    """Where the first playlist and note are the actor's, and the second ones somebody else's."""
    found = World(owned)
    for number, user in ((1, MINE), (2, THEIRS)):
        found.put("playlist", f"P00{number}", user_id=user, collaborative=False)
        found.put("note", f"N00{number}", owner_id=user, public=False)
    return found


def test_without_an_actor_nothing_is_anybody_s(songs: Environment) -> None:
    assert list(Visibility().uses(songs)) == []


def test_tools_that_refuse_what_is_of_others_are_uses(owned: Environment) -> None:
    assert set(Visibility().uses(owned)) >= {
        Use("visibility", "playlist", "update_playlist", "playlist_not_yours"),
        Use("visibility", "playlist", "create_song", "playlist_not_yours"),
        Use("visibility", "note", "delete_note", "note_not_yours"),
        Use("visibility", "note", "get_note", "note_not_visible"),
    }
    assert check(owned) == []


def test_one_s_own_is_changed_and_that_of_others_is_not(world: World) -> None:
    assert world.call("update_playlist", playlist_id="P001", title="A") == ""
    assert world.call("update_playlist", playlist_id="P002", title="A") == "playlist_not_yours"
    assert world.call("create_song", playlist_id="P002", title="A") == "playlist_not_yours"
    assert world.call("delete_note", note_id="N002") == "note_not_yours"
    assert world.call("delete_note", note_id="N001") == ""


def test_what_everybody_works_on_is_changed_by_others_too(world: World) -> None:
    world.put("playlist", "P002", collaborative=True)
    assert world.call("create_song", playlist_id="P002", title="A") == ""


def test_what_is_private_is_shown_to_its_owner_unless_it_is_shared(world: World) -> None:
    assert world.call("get_note", note_id="N001") == ""
    assert world.call("get_note", note_id="N002") == "note_not_visible"
    world.put("note", "N002", public=True)
    assert world.call("get_note", note_id="N002") == ""


def test_lists_show_what_may_be_seen(owned: Environment) -> None:
    notes, playlists = (owned.tools[name].steps[0].search.where for name in ("list_notes", "list_playlists"))  # type: ignore[union-attr]
    assert notes == ("note.owner_id == actor.user_id or note.public",)
    assert playlists == ()


def test_nobody_makes_something_for_somebody_else(world: World) -> None:
    assert world.call("create_playlist", user_id=THEIRS, title="A") == "user_not_you"
    assert world.call("create_playlist", user_id=MINE, title="A") == ""


def test_where_no_call_speaks_of_whoever_calls_nobody_is_logged_in(songs: Environment) -> None:
    paths = {name: operation("GET", f"/{name}") for name in songs.tools}
    assert list(Visibility().places(Subject(songs, paths))) == []


def test_who_makes_users_is_no_user_among_others(songs: Environment) -> None:
    def administered(data: dict[str, object]) -> None:
        tools = data["tools"]
        tools["create_user"] = {  # type: ignore[index]
            "title": "Create a user", "description": "Create a user.",
            "parameters": {"name": {"kind": "text", "column": "user.name"}},
            "steps": [{"insert": {"entity": "user", "set": {"name": "name"}}},
                      {"return": {"user": {"row": "user", "view": "full"}}}],
        }  # fmt: skip

    assert list(Visibility().places(Subject(edited(songs, administered), PATHS))) == []
