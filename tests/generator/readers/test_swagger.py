"""Swagger 2.0: what it says otherwise than OpenAPI 3, and that both say the same of one API."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import orjson
import pytest

from generator.description import Description, Operation, Schema
from generator.explore import explore
from generator.readers import ReadError, read
from generator.sources import SourceText

SourceTexts = Callable[..., SourceText]
Node = Mapping[str, object]

BOAT: Node = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "maxLength": 40},
        "kind": {"type": "string", "enum": ["sail", "motor", "row"]},
        "berth": {"type": "integer", "x-nullable": True},
        "harbour_id": {"type": "integer"},
    },
}
HARBOUR: Node = {
    "type": "object",
    "required": ["name"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "name": {"type": "string"}},
}

YAML = """
swagger: "2.0"
info: {title: Marina API, version: 1, license: {name: CC0}}
host: api.marina.example
basePath: /v2/
schemes: [https]
consumes: [application/json]
produces: [application/json]
parameters:
  boat: {name: boat, in: path, required: true, type: integer}
responses:
  Lost: {description: gone}
paths:
  /boats/{boat}:
    parameters: [{$ref: "#/parameters/boat"}]
    get:
      operationId: showBoat
      responses: {200: {schema: {$ref: "#/definitions/Boat"}}, 404: {$ref: "#/responses/Lost"}}
    put:
      operationId: changeBoat
      parameters: [{name: any, in: body, required: true, schema: {$ref: "#/definitions/Boat"}}]
      security: [{marina: ["boats:write", "boats:read"]}]
      responses: {200: {schema: {$ref: "#/definitions/Boat"}}}
    post:
      operationId: moorBoat
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: berth, in: formData, type: integer, minimum: 1, required: true, description: Where it lies.}
        - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: csv}
      responses: {204: {description: done}}
  /boats/{boat}/papers:
    parameters: [{$ref: "#/parameters/boat"}]
    post:
      consumes: [multipart/form-data]
      parameters: [{name: scan, in: formData, type: file}, {name: title, in: formData, type: string}]
      responses: {201: {schema: {type: object, properties: {id: {type: string}}}}}
    get:
      produces: [application/pdf]
      parameters:
        - {name: pages, in: query, type: array, items: {type: integer}, collectionFormat: multi}
        - {name: X-Trace, in: header, type: string}
      responses: {200: {schema: {type: file}}}
  /log:
    get:
      produces: [text/plain, application/json]
      responses: {200: {description: shown, examples: {application/json: {lines: [{at: noon, text: fog}]}}}}
    post:
      parameters: [{name: line, in: body, type: string}]
      responses: {default: {schema: {$ref: "#/definitions/Yacht"}}}
definitions:
  Boat:
    type: object
    discriminator: kind
    required: [kind]
    properties: {id: {type: integer}, kind: {type: string}, berth: {type: integer, x-nullable: true}}
  Yacht:
    allOf: [{$ref: "#/definitions/Boat"}, {type: object, properties: {crew: {type: integer}}}]
"""


@pytest.fixture(name="marina")
def _marina(source_text: SourceTexts) -> Description:
    return read(source_text(YAML.encode(), "marina.yaml"))


def operation(description: Description, place: str) -> Operation:
    return next(item for item in description.operations if f"{item.method} {item.path}" == place)


def test_the_frame_of_the_document_is_read(marina: Description) -> None:
    assert (marina.title, marina.name, marina.version, marina.base_path) == ("Marina API", "marina", "1", "/v2")
    assert (marina.origin.kind, marina.origin.version, marina.origin.licence) == ("swagger", "2.0", "CC0")
    assert marina.notes == ()
    assert list(marina.schemas) == ["Boat", "Yacht"]


def test_a_parameter_in_the_body_is_the_request(marina: Description) -> None:
    change = operation(marina, "PUT /boats/{boat}")
    assert change.request == Schema(kind="ref", ref="Boat")
    assert change.request_required
    assert [(item.name, item.location, item.schema.kind) for item in change.parameters] == [("boat", "path", "integer")]
    assert change.scopes == ("boats:write", "boats:read")


def test_a_body_may_be_described_on_the_parameter_itself(marina: Description) -> None:
    assert operation(marina, "POST /log").request == Schema(kind="string")


def test_the_fields_of_a_form_are_the_properties_of_the_request(marina: Description) -> None:
    moor = operation(marina, "POST /boats/{boat}")
    assert moor.request is not None
    assert moor.request.required == {"berth"}
    assert moor.request.properties["berth"] == Schema(kind="integer", minimum=1, description="Where it lies.")
    assert moor.request.properties["tags"] == Schema(kind="array", items=Schema(kind="string"))
    assert moor.request_required
    assert not moor.upload
    assert moor.response is None
    assert moor.response_status == 204


def test_a_file_in_a_form_is_an_upload_and_one_in_an_answer_a_download(marina: Description) -> None:
    papers = operation(marina, "POST /boats/{boat}/papers")
    assert papers.upload
    assert not papers.request_required
    assert papers.id == "POST /boats/{boat}/papers"
    scan = operation(marina, "GET /boats/{boat}/papers")
    assert scan.download
    assert not operation(marina, "GET /boats/{boat}").download


def test_parameters_outside_the_body_are_read_as_those_of_openapi(marina: Description) -> None:
    scan = operation(marina, "GET /boats/{boat}/papers")
    assert [(item.name, item.location, item.repeated) for item in scan.parameters] == [
        ("boat", "path", False),
        ("pages", "query", True),
        ("X-Trace", "header", False),
    ]


def test_an_answer_without_a_schema_is_what_its_example_shows(marina: Description) -> None:
    shown = operation(marina, "GET /log").response
    assert shown is not None
    assert shown.inferred
    assert list(shown.properties) == ["lines"]


def test_errors_are_listed_and_answers_follow_refs(marina: Description) -> None:
    show = operation(marina, "GET /boats/{boat}")
    assert show.error_statuses == (404,)
    assert show.response == Schema(kind="ref", ref="Boat")
    assert operation(marina, "POST /log").response == Schema(kind="ref", ref="Yacht")


def test_definitions_that_build_on_others_are_merged_and_may_be_null(marina: Description) -> None:
    yacht = marina.schemas["Yacht"]
    assert yacht.parts == ("Boat",)
    assert list(yacht.properties) == ["id", "kind", "berth", "crew"]
    assert yacht.properties["berth"].nullable


def swagger(paths: Node) -> Node:
    return {
        "swagger": "2.0",
        "info": {"title": "Marina"},
        "paths": paths,
        "definitions": {"Boat": BOAT, "Harbour": HARBOUR},
    }


def openapi(paths: Node) -> Node:
    schemas = {"Boat": BOAT, "Harbour": HARBOUR}
    return {"openapi": "3.0.3", "info": {"title": "Marina"}, "paths": paths, "components": {"schemas": schemas}}


def crud(new: bool) -> Node:
    """The same operations in the words of OpenAPI 3 or of Swagger 2."""
    paths: dict[str, object] = {}
    for many, name in (("boats", "Boat"), ("harbours", "Harbour")):
        ref = {"$ref": f"#/components/schemas/{name}" if new else f"#/definitions/{name}"}
        one: Node = {"content": {"application/json": {"schema": ref}}} if new else {"schema": ref}
        several: Node = {"type": "array", "items": ref}
        all_of_them = {"content": {"application/json": {"schema": several}}} if new else {"schema": several}
        inside: Node = {"name": "body", "in": "body", **one}
        body: Node = {"requestBody": one} if new else {"parameters": [inside]}
        paths[f"/{many}"] = {
            "get": {"operationId": f"list{name}s", "responses": {"200": all_of_them}},
            "post": {"operationId": f"add{name}", **body, "responses": {"201": one}},
        }
        value: Node = {"schema": {"type": "integer"}} if new else {"type": "integer"}
        change: Node = {"operationId": f"change{name}", **body, "responses": {"200": one}}
        paths[f"/{many}/{{id}}"] = {
            "parameters": [{"name": "id", "in": "path", "required": True, **value}],
            "get": {"operationId": f"show{name}", "responses": {"200": one}},
            "put": change,
            "delete": {"operationId": f"remove{name}", "responses": {"204": {}}},
        }
    return paths


def test_swagger_and_openapi_of_one_api_give_the_same_environment(source_text: SourceTexts) -> None:
    old = read(source_text(orjson.dumps(swagger(crud(new=False)))))
    new = read(source_text(orjson.dumps(openapi(crud(new=True)))))
    assert replace(old, origin=new.origin) == new
    environments = [explore(item).environments for item in (replace(old, origin=new.origin), new)]
    assert environments[0] == environments[1]
    assert len(environments[0][0].tools) >= 10


def test_the_operation_replaces_the_body_of_its_path(source_text: SourceTexts) -> None:
    item = {
        "parameters": [{"name": "a", "in": "body", "schema": {"type": "string"}}],
        "post": {"parameters": [{"name": "b", "in": "body", "schema": {"type": "integer"}}]},
        "put": {},
    }
    found = read(source_text(orjson.dumps(swagger({"/x": item}))))
    assert {call.method: call.request for call in found.operations} == {
        "POST": Schema(kind="integer"),
        "PUT": Schema(kind="string"),
    }


@pytest.mark.parametrize(
    "document",
    [
        {"swagger": "2.0"},
        {"swagger": 2.0, "paths": []},
        {
            "swagger": "2",
            "paths": {"/x": {"get": {"parameters": [3, {"in": 1}, {"in": "formData"}], "responses": [1]}}},
        },
        {
            "swagger": "2.0",
            "paths": {"/x": {"post": {"parameters": [{"in": "body"}], "responses": {"200": {"schema": 1}}}}},
        },
        {"swagger": "2.0", "definitions": {"A": {"$ref": "#/definitions/A"}, "B": 3}, "basePath": 7, "consumes": 1},
        {"swagger": "2.0", "paths": {"/x": {"get": {"produces": [1, None], "responses": {"200": {"examples": [2]}}}}}},
    ],
)
def test_whatever_stands_where_is_read_around(source_text: SourceTexts, document: Node) -> None:
    assert read(source_text(orjson.dumps(document))).origin.kind == "swagger"


def test_a_ref_that_leads_nowhere_is_noted_with_its_place(source_text: SourceTexts) -> None:
    lost = {"name": "a", "in": "body", "schema": {"$ref": "#/definitions/Ship"}}
    found = read(source_text(orjson.dumps(swagger({"/x": {"post": {"parameters": [lost]}}}))))
    assert [(note.where, note.what) for note in found.notes] == [
        ("#/paths/~1x/post/parameters/0/schema", "the ref '#/definitions/Ship' leads nowhere")
    ]


def test_other_versions_of_swagger_are_refused_by_name(source_text: SourceTexts) -> None:
    for version, named in ((b'"1.2"', "Swagger 1.2"), (b"null", "Swagger of no version")):
        with pytest.raises(ReadError) as caught:
            read(source_text(b'{"swagger": ' + version + b"}"))
        assert named in caught.value.what
