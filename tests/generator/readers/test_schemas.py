from collections.abc import Callable

import pytest

from generator.description import ANY, Description, Schema
from generator.readers.schemas import Schemas

SchemasOf = Callable[[dict[str, object]], Schemas]
PET = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_a_ref_stays_a_name(schemas_of: SchemasOf) -> None:
    assert schemas_of({"Pet": PET}).read(to("Pet")) == Schema(kind="ref", ref="Pet")


def test_named_schemas_come_in_the_order_of_the_document(schemas_of: SchemasOf) -> None:
    schemas = schemas_of({"Z": {"allOf": [to("A"), {"properties": {"b": {}}}]}, "A": PET})
    assert list(schemas.read_named()) == ["Z", "A"]


def test_a_schema_that_contains_itself_is_finite(schemas_of: SchemasOf) -> None:
    node = {"type": "object", "properties": {"inside": to("Shelf"), "next": {"type": "array", "items": to("Shelf")}}}
    shelf = schemas_of({"Shelf": node}).read_named()["Shelf"]
    assert shelf.properties["inside"] == Schema(kind="ref", ref="Shelf")
    assert shelf.properties["next"].items == Schema(kind="ref", ref="Shelf")


@pytest.mark.parametrize(
    "node",
    [
        {"allOf": [to("Pet")], "description": "Mine.", "nullable": True},
        {"allOf": [to("Pet"), {"description": "Mine."}, {"nullable": True}]},
        {"allOf": [to("Pet")], "type": "object", "description": "Mine.", "nullable": True},
        {"oneOf": [to("Pet"), {"type": "null"}], "description": "Mine."},
        {"anyOf": [{"type": "null"}, to("Pet")], "description": "Mine."},
        {"anyOf": [to("Pet"), {"enum": [None]}], "description": "Mine."},
        {**to("Pet"), "description": "Mine.", "nullable": True},
    ],
)
def test_one_ref_with_annotations_keeps_its_name(schemas_of: SchemasOf, node: dict[str, object]) -> None:
    found = schemas_of({"Pet": PET}).read(node)
    assert found == Schema(kind="ref", ref="Pet", description="Mine.", nullable=True)


def test_a_ref_that_is_only_required_more_keeps_its_name(schemas_of: SchemasOf) -> None:
    found = schemas_of({"Pet": PET}).read({"allOf": [to("Pet"), {"required": ["age"]}]})
    assert found == Schema(kind="ref", ref="Pet", required=frozenset({"age"}))


def test_all_of_is_merged_into_one_object_that_names_its_parts(schemas_of: SchemasOf) -> None:
    dog = {"allOf": [to("Pet"), {"required": ["breed"], "properties": {"breed": {"type": "string"}}}]}
    puppy = {"allOf": [to("Dog"), {"properties": {"weeks": {"type": "integer"}}}], "description": "A young dog."}
    found = schemas_of({"Puppy": puppy, "Dog": dog, "Pet": PET}).read_named()["Puppy"]
    assert list(found.properties) == ["name", "breed", "weeks"]
    assert found.required == {"name", "breed"}
    assert found.parts == ("Dog", "Pet")
    assert found.description == "A young dog."


def test_properties_beside_a_ref_or_a_composition_count(schemas_of: SchemasOf) -> None:
    extra: dict[str, object] = {"properties": {"age": {"type": "integer"}}}
    schemas = schemas_of({"Pet": PET})
    assert list(schemas.read({**to("Pet"), **extra}).properties) == ["name", "age"]
    assert list(schemas.read({"allOf": [to("Pet")], **extra}).properties) == ["name", "age"]


def test_refs_of_all_of_in_a_circle_take_what_there_is(schemas_of: SchemasOf) -> None:
    a = {"allOf": [to("B"), {"properties": {"a": {"type": "string"}}}]}
    b = {"allOf": [to("A"), {"properties": {"b": {"type": "string"}}}]}
    found = schemas_of({"A": a, "B": b}).read_named()
    assert set(found["A"].properties) == set(found["B"].properties) == {"a", "b"}


@pytest.mark.parametrize("order", [["Pet", "Dog", "Cat"], ["Cat", "Dog", "Pet"], ["Dog", "Pet", "Cat"]])
def test_a_base_that_lists_its_heirs_does_not_mix_them(schemas_of: SchemasOf, order: list[str]) -> None:
    nodes: dict[str, object] = {
        "Pet": {**PET, "oneOf": [to("Dog"), to("Cat")]},
        "Dog": {"allOf": [to("Pet"), {"properties": {"barks": {"type": "boolean"}}}]},
        "Cat": {"allOf": [to("Pet"), {"properties": {"purrs": {"type": "boolean"}}}]},
    }
    found = schemas_of({name: nodes[name] for name in order}).read_named()
    assert set(found["Dog"].properties) == {"name", "barks"}
    assert set(found["Cat"].properties) == {"name", "purrs"}
    assert set(found["Pet"].properties) == {"name", "barks", "purrs"}


def test_a_web_of_unions_in_circles_is_read_in_bounded_work(schemas_of: SchemasOf) -> None:
    names = [f"S{n}" for n in range(25)]
    found = schemas_of({name: {"oneOf": [to(other) for other in names]} for name in names}).read_named()
    assert list(found) == names


def test_a_ladder_of_doubled_parts_is_read_once_per_rung(schemas_of: SchemasOf) -> None:
    rungs = {f"S{n}": {"allOf": [to(f"S{n + 1}"), to(f"S{n + 1}"), {"properties": {f"p{n}": {}}}]} for n in range(25)}
    found = schemas_of({**rungs, "S25": PET}).read_named()["S0"]
    assert len(found.properties) == 26


def test_objects_of_a_union_are_merged_and_named(schemas_of: SchemasOf) -> None:
    card = {"type": "object", "required": ["id"], "properties": {"id": {}, "brand": {"type": "string"}}}
    bank = {"type": "object", "required": ["id", "iban"], "properties": {"id": {}, "iban": {"type": "string"}}}
    found = schemas_of({"Card": card, "Bank": bank}).read({"anyOf": [to("Card"), to("Bank")]})
    assert list(found.properties) == ["id", "brand", "iban"]
    assert found.required == {"id"}
    assert (found.union, found.variants, found.nullable) == (True, ("Card", "Bank"), False)


def test_a_key_or_the_object_itself_is_the_key_and_remembers_the_object(schemas_of: SchemasOf) -> None:
    found = schemas_of({"Pet": PET}).read({"anyOf": [{"type": "string", "maxLength": 10}, to("Pet")]})
    assert (found.kind, found.max_length, found.union, found.variants) == ("string", 10, True, ("Pet",))
    assert not found.nullable


def test_the_key_in_a_union_keeps_that_it_may_be_null(schemas_of: SchemasOf) -> None:
    key = {"type": ["string", "null"]}
    assert schemas_of({"Pet": PET}).read({"anyOf": [key, to("Pet")]}).nullable
    assert schemas_of({"Pet": PET}).read({"anyOf": [{"type": "string"}, to("Pet"), {"type": "null"}]}).nullable


def test_a_named_text_that_comes_first_in_a_union_keeps_its_name(schemas_of: SchemasOf) -> None:
    found = schemas_of({"Key": {"type": "string"}, "Pet": PET}).read({"oneOf": [to("Key"), to("Pet")]})
    assert (found.ref, found.union, found.variants) == ("Key", True, ("Key", "Pet"))


def test_variants_that_only_require_are_no_variants(schemas_of: SchemasOf) -> None:
    node = {**PET, "anyOf": [{"required": ["name"]}, {"required": ["age"]}]}
    found = schemas_of({}).read(node)
    assert found.required == {"name"}
    assert (found.kind, found.union) == ("object", False)


def test_a_union_of_constants_is_an_enum(schemas_of: SchemasOf) -> None:
    found = schemas_of({}).read({"oneOf": [{"const": "open"}, {"const": "done"}, {"type": "null"}]})
    assert (found.kind, found.enum, found.nullable) == ("string", ("open", "done"), True)


def test_maps_have_values_and_objects_do_not(schemas_of: SchemasOf) -> None:
    read = schemas_of({}).read
    assert read({"type": "object", "additionalProperties": {"type": "string"}}).values == Schema(kind="string")
    assert read({"type": "object", "additionalProperties": True}).values == ANY
    assert read({"type": "object", "additionalProperties": {}}).values == ANY
    assert read({"type": "object", "additionalProperties": False}).values is None
    assert read({"type": "object"}).values is None
    assert read({**PET, "additionalProperties": True}).values is None
    assert read({"patternProperties": {"^x": {"type": "integer"}}}).values == Schema(kind="integer")


def test_items_of_a_tuple_are_the_first_and_marked(schemas_of: SchemasOf) -> None:
    read = schemas_of({}).read
    items = read({"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}]}).items
    assert items == Schema(kind="number", union=True)
    assert read({"type": "array", "items": [{"type": "number"}, {"type": "string"}]}).items == items
    assert read({"type": "array", "items": [{"type": "number"}]}).items == Schema(kind="number")
    assert read({"type": "array"}).items == ANY


def test_properties_that_are_no_schemas_are_any_and_a_required_flag_on_them_counts(schemas_of: SchemasOf) -> None:
    node = {"properties": {"a": None, "b": "text", "c": True, "d": {"type": "string", "required": True}}}
    found = schemas_of({}).read(node)
    assert [found.properties[name] for name in "abc"] == [ANY, ANY, ANY]
    assert found.required == {"d"}
    assert schemas_of({}).read({"type": "object", "properties": ["a"]}).properties == {}


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("#/components/schemas/Pet", "Pet"),
        ("#/components/schemas/Pet/properties/name", "Pet.name"),
        ("#/$defs/Owner", "Owner"),
        ("#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema", "pets/{id}.get.200"),
        ("Pet", "Pet"),
        ("#/definitions/Pet", "Pet"),
    ],
)
def test_refs_to_anywhere_in_the_file_get_telling_names(
    describe: Callable[..., Description], ref: str, name: str
) -> None:
    answer = {"200": {"content": {"application/json": {"schema": {"type": "object", "properties": {"x": {}}}}}}}
    paths = {
        "/pets/{id}": {"get": {"responses": answer}},
        "/other": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": ref}}}}}}},
    }
    description = describe(paths, {"Pet": PET}, **{"$defs": {"Owner": PET}})
    response = description.operations[1].response
    assert response == Schema(kind="ref", ref=name)
    assert description.resolve(response).kind in ("object", "string")
    assert description.notes == ()


def test_a_lost_ref_is_any_with_its_annotations_and_a_note(describe: Callable[..., Description]) -> None:
    gone = {**to("Gone"), "description": "Lost."}
    description = describe(schemas={"Pet": {"type": "object", "properties": {"owner": gone, "friend": to("Gone")}}})
    assert description.schemas["Pet"].properties == {"owner": Schema(description="Lost."), "friend": ANY}
    assert [note.where for note in description.notes] == ["#/components/schemas/Pet/properties/owner"]


def test_inline_schemas_without_end_are_cut(schemas_of: SchemasOf) -> None:
    node: dict[str, object] = {"type": "string"}
    for _ in range(200):
        node = {"type": "object", "properties": {"in": node}}
    found = schemas_of({}).read(node)
    depth = 0
    while found.properties:
        found, depth = found.properties["in"], depth + 1
    assert 60 <= depth < 70
    assert found == ANY
