"""The whole way on two documents of ours: `library.yaml` (3.0) and `clinic.json` (3.1, with a byte order mark)."""

from collections.abc import Callable

import pytest

from generator.description import Description, Operation, Parameter, Schema
from generator.readers import ReadError, read
from generator.sources import SourceText


def operation(description: Description, name: str) -> Operation:
    (found,) = [operation for operation in description.operations if operation.id == name]
    return found


def parameter(found: Operation, name: str) -> Parameter:
    (one,) = [parameter for parameter in found.parameters if parameter.name == name]
    return one


def test_the_api_is_described_by_its_info_and_its_first_server(library: Description) -> None:
    assert (library.title, library.name, library.version) == ("Town Library API", "town_library", "1.4.0")
    assert library.base_path == "/live/v2"
    assert library.origin.licence == "CC0-1.0"
    assert library.origin.version == "3.0.3"
    assert len(library.origin.sha256) == 64


def test_a_version_that_is_a_number_is_a_text(clinic: Description) -> None:
    assert (clinic.version, clinic.origin.licence) == ("3", "MIT")


def test_the_summary_is_the_short_one_or_else_the_description(library: Description, clinic: Description) -> None:
    assert clinic.summary == "Appointments of a small clinic."
    assert library.summary == "Books, members and loans of a town library."


def test_operations_stand_in_the_order_of_the_document_with_ids_of_their_own(library: Description) -> None:
    assert [operation.id for operation in library.operations] == [
        "listBooks",
        "addBook",
        "getBook",
        "changeBook",
        "removeBook",
        "setCover",
        "getCover",
        "GET /members/{member}/loans",
        "POST /members/{member}/loans",
    ]


def test_paths_are_plain_templates(library: Description) -> None:
    paths = list(dict.fromkeys(operation.path for operation in library.operations))
    assert paths == ["/books", "/books/{isbn}", "/books/{isbn}/cover", "/members/{member}/loans"]


def test_parameters_of_the_path_item_and_refs_are_included(library: Description) -> None:
    names = [found.name for found in operation(library, "listBooks").parameters]
    assert names == ["page", "genre", "available"]
    assert parameter(operation(library, "listBooks"), "page").schema.default == 1


def test_a_list_in_the_query_is_repeated_and_described_by_one_value(library: Description) -> None:
    genre = parameter(operation(library, "listBooks"), "genre")
    assert genre.repeated
    assert library.resolve(genre.schema).enum == ("novel", "poetry", "travel")


def test_path_parameters_fit_the_template_also_when_their_case_differs(library: Description) -> None:
    (isbn,) = operation(library, "setCover").parameters
    assert (isbn.name, isbn.location, isbn.required) == ("isbn", "path", True)


def test_a_path_variable_that_nobody_declares_is_a_text(library: Description) -> None:
    (member,) = operation(library, "GET /members/{member}/loans").parameters
    assert member == Parameter(name="member", location="path", required=True, schema=Schema(kind="string"))


def test_a_request_body_is_found_behind_a_ref(library: Description) -> None:
    added = operation(library, "addBook")
    assert added.request == Schema(kind="ref", ref="NewBook")
    assert added.request_required
    assert (added.response, added.response_status) == (Schema(kind="ref", ref="Book"), 201)


def test_json_is_preferred_to_xml_and_merge_patch_to_json_patch(library: Description) -> None:
    assert operation(library, "getBook").response == Schema(kind="ref", ref="Book")
    assert operation(library, "changeBook").request == Schema(kind="ref", ref="NewBook")


def test_a_response_is_found_behind_a_ref_into_another_path(library: Description) -> None:
    changed = operation(library, "changeBook")
    assert (changed.response, changed.response_status) == (Schema(kind="ref", ref="Book"), 200)


def test_no_content_is_no_response(library: Description) -> None:
    removed = operation(library, "removeBook")
    assert (removed.response, removed.response_status, removed.error_statuses) == (None, 204, (404, 409))


def test_without_a_good_status_the_default_answer_counts(library: Description) -> None:
    borrowed = operation(library, "POST /members/{member}/loans")
    assert (borrowed.response, borrowed.response_status) == (Schema(kind="ref", ref="Loan"), None)


def test_fields_of_a_form_are_the_request(library: Description) -> None:
    request = operation(library, "POST /members/{member}/loans").request
    assert request is not None
    assert list(request.properties) == ["isbn", "days"]
    assert request.properties["days"] == Schema(kind="integer", minimum=1, maximum=60)


def test_files_that_travel_are_marked(library: Description) -> None:
    assert [found.id for found in library.operations if found.upload] == ["setCover"]
    assert [found.id for found in library.operations if found.download] == ["getCover"]


def test_scopes_are_those_of_the_operation_or_else_of_the_document(library: Description) -> None:
    assert operation(library, "addBook").scopes == ("library.write", "library.read")
    assert operation(library, "removeBook").scopes == ("library.read",)


def test_dates_in_yaml_stay_text(library: Description) -> None:
    assert library.schemas["NewBook"].properties["published"].examples == ("1999-12-31",)


def test_nullable_types_and_constants_and_annotated_refs_of_3_1_are_read(clinic: Description) -> None:
    patient = clinic.schemas["Patient"].properties
    assert patient["name"] == Schema(kind="string", nullable=True, examples=("Ada", "Grace"))
    assert patient["kind"].enum == ("patient",)
    assert (patient["level"].kind, patient["level"].enum, patient["level"].nullable) == ("integer", ("1", "2"), True)
    assert patient["address"] == Schema(kind="ref", ref="Patient.Address", description="Where letters go.")
    assert list(clinic.properties(patient["address"])) == ["street"]


def test_schemas_outside_the_components_are_named_too(clinic: Description) -> None:
    assert list(clinic.schemas) == ["Patient", "Doctor", "Patient.Address", "Booking"]
    booking = clinic.schemas["Booking"].properties
    assert booking["doctor"] == Schema(kind="ref", ref="Doctor", nullable=True)
    assert (booking["patient"].kind, booking["patient"].variants) == ("string", ("Patient",))
    assert (booking["minutes"].minimum, booking["minutes"].maximum) == (1, 120)


def test_a_status_range_is_its_first_status(clinic: Description) -> None:
    assert operation(clinic, "patient").response_status == 200


def test_a_body_may_require_more_than_its_schema(clinic: Description) -> None:
    request = operation(clinic, "replacePatient").request
    assert request is not None
    assert clinic.resolve(request).required == {"birthday"}


def test_a_parameter_may_be_described_by_its_content(clinic: Description) -> None:
    assert list(parameter(operation(clinic, "appointments"), "filter").schema.properties) == ["day"]


def test_a_body_that_is_only_shown_is_described_by_the_example(clinic: Description) -> None:
    response = operation(clinic, "appointments").response
    assert response is not None
    assert response.inferred
    row = response.properties["appointments"].items
    assert row is not None
    assert {name: schema.kind for name, schema in row.properties.items()} == {
        "id": "integer",
        "room": "any",
        "notes": "array",
    }


def test_webhooks_are_no_operations(clinic: Description) -> None:
    assert "remind" not in [operation.id for operation in clinic.operations]


def test_a_description_that_needs_other_files_is_refused_with_the_place(
    source_text: Callable[..., SourceText],
) -> None:
    data = b'{"openapi": "3.0.0", "paths": {"/a": {"get": {"parameters": [{"$ref": "common.yaml#/Page"}]}}}}'
    with pytest.raises(ReadError) as caught:
        read(source_text(data))
    assert caught.value.where == "given.json #/paths/~1a/get/parameters/0"
    assert "common.yaml#/Page" in caught.value.what
