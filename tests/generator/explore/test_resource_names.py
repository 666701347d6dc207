"""Operations that are addressed by resource names."""

from dataclasses import replace

from generator.description import Operation
from generator.explore.resource_names import spelled_out, without_marks
from tests.generator.explore.small import call, crud


def _named(line: str, name: str) -> Operation:
    return replace(call(line), id=name)


NAMED = (
    _named("GET /v1/{name}", "farm.projects.fields.get"),
    _named("GET /v1/{parent}/fields", "farm.projects.fields.list"),
    _named("POST /v1/{name}:plough", "farm.projects.fields.plough"),
    _named("PATCH /v1/{name}", "farm.projects.barns.patch"),
)


def test_the_ids_of_operations_spell_their_paths_out() -> None:
    assert [operation.path for operation in spelled_out(NAMED)] == [
        "/projects/{projects}/fields/{name}",
        "/projects/{projects}/fields",
        "/projects/{projects}/fields/{name}:plough",
        "/projects/{projects}/barns/{name}",
    ]


def test_paths_that_tell_stay_as_they_are() -> None:
    operations = crud("/orders", "Order")
    assert spelled_out(operations) == operations


def test_a_fragment_that_only_names_inputs_is_no_part_of_the_path() -> None:
    assert without_marks(call("GET /fields#owner&Crop", query="owner! crop!")).path == "/fields"
    for line in ("POST /fields#plough", "POST /fields#Action=Plough", "POST /#owner"):
        assert without_marks(call(line, query="owner!")).path == line.partition(" ")[2]
