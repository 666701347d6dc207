"""On a service model of ours, for a harbour with piers and boats."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.description import Description, Operation
from generator.explore import explore
from generator.readers import read
from generator.sources import SourceText, load
from servers.farm.model import EnumColumn

SHAPES: dict[str, Any] = {
    "Text": {"type": "string", "min": 1, "max": 64},
    "Mode": {"type": "string", "enum": ["OPEN", "CLOSED"]},
    "When": {"type": "timestamp"},
    "Metres": {"type": "integer", "min": 1, "max": 400},
    "Tag": {"type": "structure", "members": {"Key": {"shape": "Text"}, "Value": {"shape": "Text"}}},
    "Tags": {"type": "list", "member": {"shape": "Tag"}},
    "Pier": {
        "type": "structure",
        "members": {
            "PierId": {"shape": "Text"},
            "Title": {"shape": "Text", "documentation": "<p>What the pier is <b>called</b>.</p>"},
            "Length": {"shape": "Metres"},
            "Mode": {"shape": "Mode"},
            "BuiltAt": {"shape": "When"},
            "Tags": {"shape": "Tags"},
            "Neighbour": {"shape": "Pier"},
        },
    },
    "Piers": {"type": "list", "member": {"shape": "Pier"}},
    "BoatMetadata": {
        "type": "structure",
        "members": {"BoatId": {"shape": "Text"}, "Name": {"shape": "Text"}, "PierId": {"shape": "Text"}},
    },
    "Boats": {"type": "list", "member": {"shape": "BoatMetadata"}},
    "Fleet": {"type": "structure", "members": {"Boats": {"shape": "Boats"}}},
    "Fleets": {"type": "list", "member": {"shape": "Fleet"}},
    "CreatePierRequest": {
        "type": "structure",
        "required": ["Title"],
        "members": {
            "Title": {"shape": "Text"},
            "Length": {"shape": "Metres"},
            "Mode": {"shape": "Mode"},
            "ClientToken": {"shape": "Text", "idempotencyToken": True},
            "Owner": {"shape": "Text", "location": "header", "locationName": "x-owner"},
        },
    },
    "PierRequest": {"type": "structure", "required": ["PierId"], "members": {"PierId": {"shape": "Text"}}},
    "UpdatePierRequest": {
        "type": "structure",
        "required": ["PierId"],
        "members": {"PierId": {"shape": "Text"}, "Title": {"shape": "Text"}, "Mode": {"shape": "Mode"}},
    },
    "PierAnswer": {"type": "structure", "members": {"Pier": {"shape": "Pier"}}},
    "ListRequest": {
        "type": "structure",
        "members": {"NextToken": {"shape": "Text"}, "MaxResults": {"shape": "Metres"}},
    },
    "PiersAnswer": {"type": "structure", "members": {"Piers": {"shape": "Piers"}, "NextToken": {"shape": "Text"}}},
    "FleetsAnswer": {"type": "structure", "members": {"Fleets": {"shape": "Fleets"}}},
    "RegisterBoatRequest": {
        "type": "structure",
        "required": ["Name", "PierId"],
        "members": {"Name": {"shape": "Text"}, "PierId": {"shape": "Text"}},
    },
    "BoatRequest": {"type": "structure", "required": ["BoatId"], "members": {"BoatId": {"shape": "Text"}}},
    "BoatAnswer": {"type": "structure", "members": {"Boat": {"shape": "BoatMetadata"}}},
    "NoSuchPier": {"type": "structure", "exception": True, "error": {"httpStatusCode": 404}, "members": {}},
}


def _operation(given: str = "", answer: str = "", **more: object) -> dict[str, object]:
    found: dict[str, object] = {"http": {"method": "POST", "requestUri": "/"}, **more}
    return found | ({"input": {"shape": given}} if given else {}) | ({"output": {"shape": answer}} if answer else {})


OPERATIONS = {
    "CreatePier": _operation("CreatePierRequest", "PierAnswer"),
    "DescribePier": _operation("PierRequest", "PierAnswer", errors=[{"shape": "NoSuchPier"}]),
    "ListPiers": _operation("ListRequest", "PiersAnswer"),
    "UpdatePier": _operation("UpdatePierRequest", "PierAnswer"),
    "DeletePier": _operation("PierRequest"),
    "DescribeBoats": _operation("ListRequest", "FleetsAnswer"),
    "RegisterBoat": _operation("RegisterBoatRequest", "BoatAnswer"),
    "DeregisterBoat": _operation("BoatRequest"),
}
METADATA = {
    "apiVersion": "2026-01-01",
    "protocol": "json",
    "serviceFullName": "Harbour Service",
    "serviceId": "Harbour",
}


def model(**changes: object) -> bytes:
    root: dict[str, object] = {"version": "2.0", "metadata": METADATA, "operations": OPERATIONS, "shapes": SHAPES}
    return orjson.dumps(root | changes)


@pytest.fixture
def harbour(source_text: Callable[..., SourceText]) -> Description:
    return read(source_text(model(), "service-2.json"))


def operation(description: Description, name: str) -> Operation:
    return next(found for found in description.operations if found.id == name)


def test_the_origin_states_the_kind_and_the_protocol(harbour: Description) -> None:
    assert (harbour.title, harbour.name, harbour.version) == ("Harbour Service", "harbour", "2026-01-01")
    assert (harbour.origin.kind, harbour.origin.version) == ("aws", "2.0 (json)")


def test_every_operation_has_a_path_made_of_its_name(harbour: Description) -> None:
    assert {found.id: f"{found.method} {found.path}" for found in harbour.operations} == {
        "CreatePier": "POST /piers",
        "DescribePier": "GET /piers/{PierId}",
        "ListPiers": "GET /piers",
        "UpdatePier": "PATCH /piers/{PierId}",
        "DeletePier": "DELETE /piers/{PierId}",
        "DescribeBoats": "GET /boats",
        "RegisterBoat": "POST /boats",
        "DeregisterBoat": "DELETE /boats/{BoatId}",
    }


def test_answers_are_unwrapped_down_to_what_is_asked_for(harbour: Description) -> None:
    shown, listed = operation(harbour, "DescribePier").response, operation(harbour, "DescribeBoats").response
    assert shown is not None
    assert harbour.ref_name(shown) == "Pier"
    assert listed is not None
    assert listed.kind == "array"
    assert listed.items is not None
    assert harbour.ref_name(listed.items) == "Boat"


def test_shapes_keep_their_bounds_and_values_and_lose_their_markup(harbour: Description) -> None:
    pier = harbour.schemas["Pier"].properties
    assert (pier["Length"].minimum, pier["Length"].maximum) == (1, 400)
    assert (pier["Title"].min_length, pier["Title"].max_length) == (1, 64)
    assert pier["Title"].description == "What the pier is called ."
    assert pier["Mode"].enum == ("OPEN", "CLOSED")
    assert pier["BuiltAt"].format == "date-time"
    assert (pier["Tags"].kind, pier["Neighbour"].ref) == ("object", "Pier")


def test_paging_headers_and_tokens_are_no_inputs(harbour: Description) -> None:
    created = operation(harbour, "CreatePier").request
    assert created is not None
    assert list(created.properties) == ["Title", "Length", "Mode"]
    assert created.required == {"Title"}
    assert operation(harbour, "ListPiers").parameters == ()


def test_stated_errors_become_statuses(harbour: Description) -> None:
    assert operation(harbour, "DescribePier").error_statuses == (404,)


def test_it_becomes_an_environment(harbour: Description) -> None:
    (environment,) = explore(harbour).environments
    assert {"list_piers", "get_pier", "create_pier", "update_pier", "delete_pier"} <= environment.tools.keys()
    assert "pier_id" in environment.entities["boat"].columns


def test_lists_of_bare_names_show_what_is_given_when_one_is_made(source_text: Callable[..., SourceText]) -> None:
    names = {"type": "list", "member": {"shape": "Text"}}
    answer = {"type": "structure", "members": {"PierIds": {"shape": "Names"}}}
    kept = {name: OPERATIONS[name] for name in ("CreatePier", "DeletePier", "UpdatePier")}
    operations = kept | {"ListPiers": _operation("ListRequest", "PiersAnswer")}
    shapes = SHAPES | {"Names": names, "PiersAnswer": answer}
    found = read(source_text(model(operations=operations, shapes=shapes)))
    listed = operation(found, "ListPiers").response
    assert listed is not None
    assert listed.items is not None
    assert listed.items.inferred
    assert {"Title", "Length", "Mode"} <= listed.items.properties.keys()


def test_a_model_without_operations_is_refused_with_the_reason(source_text: Callable[..., SourceText]) -> None:
    assert explore(read(source_text(model(operations={})))).refused == "not stateful: it describes no operation"


@pytest.mark.parametrize(
    "changes",
    [
        {"shapes": {}},
        {"shapes": []},
        {"operations": {"ListPiers": None, "X": {"input": 3}, "": {}}},
        {"metadata": {"protocol": 7}},
        {"shapes": {**SHAPES, "Piers": {"type": "list", "member": {"shape": "Piers"}}}},
        {"shapes": {**SHAPES, "Pier": {"type": "structure", "members": None}}},
    ],
)
def test_broken_models_are_read_around(source_text: Callable[..., SourceText], changes: dict[str, object]) -> None:
    explore(read(source_text(model(**changes))))


def test_a_required_member_that_is_not_there_is_not_asked_for(source_text: Callable[..., SourceText]) -> None:
    request = SHAPES["CreatePierRequest"] | {"required": ["Title", "Depth"]}
    found = read(source_text(model(shapes=SHAPES | {"CreatePierRequest": request})))
    created = next(item for item in found.operations if item.id == "CreatePier")
    assert created.request is not None
    assert created.request.required == {"Title"}
    assert len(explore(found).environments) == 1


def test_values_that_are_no_texts_are_read_as_texts_or_not_at_all(source_text: Callable[..., SourceText]) -> None:
    mode = {"type": "string", "enum": ["OPEN", 7, None, {"a": 1}, ""], "min": 9, "max": 2}
    found = explore(read(source_text(model(shapes=SHAPES | {"Mode": mode}))))
    assert len(found.environments) == 1
    column = found.environments[0].entities["pier"].columns["mode"]
    assert isinstance(column, EnumColumn)
    assert set(column.values) == {"OPEN", "7"}


def test_a_shape_that_is_not_there_is_noted(source_text: Callable[..., SourceText]) -> None:
    shapes = {name: node for name, node in SHAPES.items() if name != "Mode"}
    (note,) = read(source_text(model(shapes=shapes))).notes
    assert note.where == "#/shapes/Mode"


def test_a_packed_model_is_read_as_an_unpacked_one(tmp_path: Path) -> None:
    (tmp_path / "service-2.json").write_bytes(model())
    (tmp_path / "service-2.json.gz").write_bytes(gzip.compress(model()))
    plain, packed = load(str(tmp_path / "service-2.json")), load(str(tmp_path / "service-2.json.gz"))
    assert plain.sha256 == packed.sha256
    assert read(plain).operations == read(packed).operations


@pytest.mark.corpus
def test_a_published_model_becomes_environments() -> None:
    try:
        metadata.distribution("botocore")
    except metadata.PackageNotFoundError:
        pytest.skip("botocore is not installed: pip install 'mcpfarm[resources]'")
    found = explore(read(load("pypi:botocore#dynamodb/service-2")))
    assert found.environments, found.refused
