"""How operations, parameters and bodies are read where documents are sloppy."""

from collections.abc import Callable

import pytest

from generator.description import ANY, Description, Operation, Schema

Describe = Callable[..., Description]
TEXT = {"type": "string"}


def only(describe: Describe, node: object, path: str = "/things/{id}", **item: object) -> Operation:
    stated: dict[str, object] = {"post": node, **item}
    (operation,) = describe({path: stated}).operations
    return operation


def answer(schema: object, media: str = "application/json") -> dict[str, object]:
    return {"content": {media: {"schema": schema}}}


def test_an_operation_may_say_nothing_at_all(describe: Describe) -> None:
    assert only(describe, {}) == Operation(
        id="POST /things/{id}",
        method="POST",
        path="/things/{id}",
        parameters=only(describe, {}).parameters,
    )


def test_an_id_that_is_a_sentence_gives_way_to_method_and_path(describe: Describe) -> None:
    paths = {"/a": {"get": {"operationId": "Shows all that is in a"}, "post": {"operationId": "Fill a"}}}
    assert [operation.id for operation in describe(paths).operations] == ["GET /a", "Fill a"]


def test_an_id_that_repeats_gives_way_to_method_and_path(describe: Describe) -> None:
    paths = {"/a": {"get": {"operationId": "x"}, "post": {"operationId": "x"}}, "/a/": {"post": {"operationId": "x"}}}
    assert [found.id for found in describe(paths).operations] == ["x", "POST /a", "POST /a2"]


def test_what_is_no_operation_is_passed_over(describe: Describe) -> None:
    item: dict[str, object] = {
        "get": {"operationId": "x"},
        "post": None,
        "put": "text",
        "x-note": {},
        "summary": "A thing.",
        "servers": [],
    }
    paths: dict[str, object] = {"/a": item, "/b": None, "/c": ["get"], "x-extension": {"get": {}}}
    (found,) = describe(paths).operations
    assert (found.id, found.summary) == ("x", "A thing.")


def test_a_path_item_may_be_a_ref(describe: Describe) -> None:
    paths = {"/a": {"get": {"operationId": "x"}}, "/b": {"$ref": "#/paths/~1a"}}
    assert [(found.id, found.path) for found in describe(paths).operations] == [("x", "/a"), ("GET /b", "/b")]


@pytest.mark.parametrize(
    ("responses", "status", "kind"),
    [
        ({"200": answer(TEXT)}, 200, "string"),
        ({"204": {}, "201": answer(TEXT)}, 201, "string"),
        ({"200": {}, "202": answer(TEXT)}, 202, "string"),
        ({"2XX": answer(TEXT)}, 200, "string"),
        ({"207": answer(TEXT)}, 207, "string"),
        ({"204": {}}, 204, None),
        ({"204": {}, "200": {}}, 200, None),
        ({"404": answer(TEXT)}, None, None),
        ({"default": answer(TEXT)}, None, "string"),
        ({"302": {}, "default": answer(TEXT)}, None, "string"),
        ({"200": answer({})}, 200, "any"),
        ({"200": {"content": {"application/json": None}}}, 200, "any"),
        ({"200": {"content": []}}, 200, None),
        ({"200": None}, 200, None),
        ({}, None, None),
        (None, None, None),
    ],
)
def test_the_best_answer_is_chosen(describe: Describe, responses: object, status: int | None, kind: str | None) -> None:
    found = only(describe, {"responses": responses})
    assert (found.response_status, found.response.kind if found.response else None) == (status, kind)


@pytest.mark.parametrize(
    "media",
    [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/vnd.api+json",
        "text/json",
        "*/*",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/xml",
    ],
)
def test_a_body_is_read_in_any_media_type(describe: Describe, media: str) -> None:
    found = only(describe, {"requestBody": answer(TEXT, media), "responses": {"200": answer(TEXT, media)}})
    assert found.request == found.response == Schema(kind="string")


@pytest.mark.parametrize(
    "worse", ["application/xml", "multipart/form-data", "*/*", "application/hal+json", "application/json-patch+json"]
)
def test_plain_json_is_preferred(describe: Describe, worse: str) -> None:
    content = {worse: {"schema": {"type": "integer"}}, "application/json": {"schema": TEXT}}
    assert only(describe, {"requestBody": {"content": content}}).request == Schema(kind="string")


@pytest.mark.parametrize(
    ("better", "worse"), [("*/*", "text/xml"), ("*/*", "multipart/form-data"), ("text/csv", "image/png")]
)
def test_what_may_be_json_comes_before_other_text_and_files_come_last(
    describe: Describe, better: str, worse: str
) -> None:
    content = {worse: {"schema": {"type": "integer"}}, better: {"schema": TEXT}}
    assert only(describe, {"requestBody": {"content": content}}).request == Schema(kind="string")


def test_of_equal_media_types_the_one_with_a_schema_is_read(describe: Describe) -> None:
    content = {"application/hal+json": {}, "application/vnd.x+json": {"schema": TEXT}}
    assert only(describe, {"requestBody": {"content": content}}).request == Schema(kind="string")


@pytest.mark.parametrize(
    ("content", "upload"),
    [
        ({"application/octet-stream": {}}, True),
        ({"image/png": {"schema": {"type": "string"}}}, True),
        ({"multipart/form-data": {"schema": {"properties": {"a": {"type": "string", "format": "binary"}}}}}, True),
        ({"multipart/form-data": {"schema": {"properties": {"a": {"items": {"type": "file"}}}}}}, True),
        ({"multipart/form-data": {"schema": {"properties": {"a": TEXT}}}}, False),
        ({"application/json": {"schema": TEXT}}, False),
        ({"application/json": {"schema": TEXT}, "application/pdf": {}}, True),
    ],
)
def test_a_request_that_can_carry_a_file_is_an_upload(describe: Describe, content: object, upload: bool) -> None:
    assert only(describe, {"requestBody": {"content": content}}).upload is upload


@pytest.mark.parametrize(
    "media",
    [
        {"example": {"id": 1}},
        {"example": '{"id": 1}'},
        {"examples": {"one": {"value": {"id": 1}}}},
        {"schema": {"type": "object"}, "example": {"id": 1}},
        {"schema": {"type": "object", "example": {"id": 1}}},
        {"schema": {"examples": [{"id": 1}]}},
    ],
)
def test_a_body_without_a_schema_has_the_shape_of_its_example(describe: Describe, media: object) -> None:
    response = only(describe, {"responses": {"200": {"content": {"application/json": media}}}}).response
    assert response == Schema(kind="object", properties={"id": Schema(kind="integer", examples=(1,))}, inferred=True)


def test_the_first_item_shows_the_shape_of_a_list_and_null_shows_only_itself(describe: Describe) -> None:
    media = {"application/json": {"example": [{"a": None, "b": []}, 5]}}
    response = only(describe, {"responses": {"200": {"content": media}}}).response
    assert response is not None
    assert (response.kind, response.inferred) == ("array", True)
    row = Schema(kind="object", properties={"a": Schema(nullable=True), "b": Schema(kind="array", items=ANY)})
    assert response.items == row


@pytest.mark.parametrize("example", ["words", "{half", 5, None, {}, []])
def test_an_example_that_shows_no_shape_is_passed_over(describe: Describe, example: object) -> None:
    media = {"application/json": {"example": example}}
    assert only(describe, {"responses": {"200": {"content": media}}}).response == ANY


def test_a_parameter_of_the_operation_replaces_that_of_the_path(describe: Describe) -> None:
    shared = [{"name": "q", "in": "query", "schema": TEXT}, {"name": "q", "in": "header", "schema": TEXT}]
    own = [{"name": "q", "in": "query", "required": True, "schema": {"type": "integer"}}]
    found = only(describe, {"parameters": own}, "/things", parameters=shared)
    assert [(one.name, one.location, one.required) for one in found.parameters] == [
        ("q", "query", True),
        ("q", "header", False),
    ]


def test_path_parameters_come_first_in_the_order_of_the_template_and_no_others(describe: Describe) -> None:
    declared = [{"name": name, "in": "path", "schema": {"type": "integer"}} for name in ("b", "a", "other")]
    found = only(describe, {"parameters": [{"name": "q", "in": "query"}, *declared]}, "/x/{a}/{b}")
    assert [(one.name, one.required) for one in found.parameters] == [("a", True), ("b", True), ("q", False)]


def test_a_declared_path_parameter_is_found_in_any_case(describe: Describe) -> None:
    declared = [{"name": "USERID", "in": "path", "description": "Whose.", "schema": {"type": "integer"}}]
    (found,) = only(describe, {"parameters": declared}, "/users/{userId}").parameters
    assert (found.name, found.schema.kind, found.description) == ("userId", "integer", "Whose.")


def test_operators_in_names_do_not_part_a_variable_from_its_parameter(describe: Describe) -> None:
    declared = [{"name": ".format", "in": "path", "schema": {"type": "integer"}}]
    (found,) = only(describe, {"parameters": declared}, "/x{.format}").parameters
    assert (found.name, found.schema.kind) == ("format", "integer")


@pytest.mark.parametrize(
    "node",
    [None, "q", {}, {"name": "q"}, {"in": "query"}, {"name": "q", "in": "body"}, {"name": 5.5, "in": []}],
)
def test_what_is_no_parameter_is_passed_over(describe: Describe, node: object) -> None:
    assert only(describe, {"parameters": [node]}, "/x").parameters == ()


def test_a_parameter_may_carry_its_type_itself(describe: Describe) -> None:
    declared = [{"name": "q", "in": "query", "type": "array", "items": TEXT, "description": "Words."}]
    (found,) = only(describe, {"parameters": declared}, "/x").parameters
    assert (found.schema, found.repeated, found.description) == (Schema(kind="string"), True, "Words.")


def test_error_statuses_are_sorted_numbers(describe: Describe) -> None:
    responses: dict[str, object] = {key: {} for key in ["503", "404", "4XX", "default", "200", "409", "999"]}
    assert only(describe, {"responses": responses}).error_statuses == (404, 409, 503)


def test_tags_and_texts_of_the_wrong_type_become_texts_or_nothing(describe: Describe) -> None:
    found = only(describe, {"tags": ["a", 1, None], "summary": 5, "description": ["x"], "deprecated": "true"})
    assert (found.tags, found.summary, found.description, found.deprecated) == (("a", "1"), "5", "", True)
