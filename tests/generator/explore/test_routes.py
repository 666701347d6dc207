"""Paths without their noise."""

import pytest

from generator.explore.lexicon import lexicon
from generator.explore.routes import routes
from tests.generator.explore.small import call, describe


def _shapes(*paths: str) -> list[str]:
    description = describe(*(call(f"GET {path}") for path in paths))
    found = routes(description.operations, lexicon(description))
    return ["/".join(route.shape) + (f":{route.verb}" if route.verb else "") for route in found.values()]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/v1/orders/{id}", "orders/{}"),
        ("/api/v2/orders.json", "orders"),
        ("/2010-04-01/Accounts/{Sid}/Messages/{Id}.json", "accounts/{}/messages/{}"),
        ("/users/@me/lists/{list}", "lists/{}"),
        ("/me/playlists", "playlists"),
        ("/orders/{id}:cancel", "orders/{}:cancel"),
        ("/files/{id}#add_link", "files/{}:add_link"),
        ("/odata/Orders({id})", "odata/orders/{}"),
    ],
)
def test_noise_goes_and_what_tells_stays(path: str, shape: str) -> None:
    assert _shapes(path, "/other/things")[0] == shape


def test_what_all_paths_share_goes_while_a_literal_comes_next() -> None:
    assert _shapes("/mail/v1/users/{user}/drafts", "/mail/v1/users/{user}/labels/{id}") == ["drafts", "labels/{}"]
    assert _shapes("/pets", "/pets/{id}") == ["pets", "pets/{}"]


def test_the_shortest_run_of_variables_is_one_thing_and_longer_ones_lie_in_it() -> None:
    found = _shapes(
        "/repos/{owner}/{repo}", "/repos/{owner}/{repo}/issues", "/project/{a}/{b}", "/project/{a}/{b}/{build_num}"
    )
    assert found == ["repos/{}", "repos/{}/issues", "project/{}", "project/{}/builds/{}"]


def test_only_the_caller_s_own_thing_is_not_lost() -> None:
    assert _shapes("/users/me", "/orders")[0] == "users/me"
