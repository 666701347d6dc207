import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.paths import base_path, plain_name, plain_path, unique, variables


@pytest.mark.parametrize(
    ("template", "plain"),
    [
        ("/users/{id}", "/users/{id}"),
        ("users/{id}/", "/users/{id}"),
        ("//users//{ id }", "/users/{id}"),
        ("/", "/"),
        ("", "/"),
        ("/{+name}:cancel", "/{name}:cancel"),
        ("/files{/path*}", "/files/{path}"),
        ("/users/:id/posts", "/users/{id}/posts"),
        ("/users/{id}:archive", "/users/{id}:archive"),
        ("/history?from={from}&to={to}", "/history"),
        ("/history{?from,to}", "/history"),
        ("/?Action=Start", "/?Action=Start"),
        ("/#X-Target=Start", "/#X-Target=Start"),
        ("/{}", "/{value}"),
    ],
)
def test_templates_become_plain(template: str, plain: str) -> None:
    assert plain_path(template) == plain


@given(st.text(alphabet="/{}+*:?=&#abc .", max_size=30))
def test_a_plain_path_begins_with_one_slash_and_ends_without(template: str) -> None:
    path = plain_path(template)
    assert path.startswith("/")
    assert "//" not in path
    assert path == "/" or not path.endswith("/")


def test_variables_are_listed_once_and_in_order() -> None:
    assert variables("/a/{b}/{a}/{b}") == ("b", "a")


@pytest.mark.parametrize(
    ("variable", "name"), [("+name", "name"), ("name*", "name"), ("name:3", "name"), ("*", "value")]
)
def test_names_lose_their_operators(variable: str, name: str) -> None:
    assert plain_name(variable) == name


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://api.example/v1/", "/v1"),
        ("https://api.example", ""),
        ("/v2", "/v2"),
        ("v2", "/v2"),
        ("calendar/v3/", "/calendar/v3"),
        ("api.example.com/v1", "/v1"),
        ("//api.example/v1", "/v1"),
        ("https://[half/v1", ""),
        ("", ""),
    ],
)
def test_the_base_path_is_the_path_of_an_address(url: str, path: str) -> None:
    assert base_path(url) == path


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert [unique("id", taken) for taken in ([], ["id"], ["id", "id2"])] == ["id", "id2", "id3"]
