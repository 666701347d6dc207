import pytest

from generator.readers.keywords import plain_fields


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ({"type": "string"}, "string"),
        ({"type": "String"}, "string"),
        ({"type": "int"}, "integer"),
        ({"type": "long"}, "integer"),
        ({"type": "number", "format": "int64"}, "integer"),
        ({"type": "number", "format": "double"}, "number"),
        ({"type": "dict"}, "object"),
        ({"properties": {}}, "object"),
        ({"additionalProperties": {}}, "object"),
        ({"items": {}}, "array"),
        ({"maxLength": 3}, "string"),
        ({"maximum": 3}, "number"),
        ({"format": "date"}, "string"),
        ({"format": "int32"}, "integer"),
        ({"enum": [1, 2]}, "integer"),
        ({"enum": [None, "a"]}, "string"),
        ({"const": True}, "boolean"),
        ({"enum": [1.5]}, "number"),
        ({"type": "string", "enum": [1, 2]}, "string"),
        ({"type": "unheard of"}, "any"),
        ({"type": 7}, "any"),
        ({"description": "?"}, "any"),
    ],
)
def test_the_kind_is_stated_or_implied(node: dict[str, object], kind: str) -> None:
    assert plain_fields(node)["kind"] == kind


@pytest.mark.parametrize(
    ("type_", "format_"), [("date", "date"), ("DateTime", "date-time"), ("file", "binary"), ("uuid", "uuid")]
)
def test_a_type_that_is_really_a_format_becomes_one(type_: str, format_: str) -> None:
    fields = plain_fields({"type": type_})
    assert (fields["kind"], fields["format"]) == ("string", format_)


def test_a_stated_format_is_kept() -> None:
    assert plain_fields({"type": "date", "format": "iso"})["format"] == "iso"


def test_null_in_a_list_of_types_makes_it_nullable() -> None:
    fields = plain_fields({"type": ["null", "string"]})
    assert (fields["kind"], fields["nullable"], "union" in fields) == ("string", True, False)


def test_several_types_are_a_union_of_which_the_first_is_kept() -> None:
    fields = plain_fields({"type": ["integer", "string"]})
    assert (fields["kind"], fields["union"]) == ("integer", True)


@pytest.mark.parametrize(
    ("values", "enum", "nullable"),
    [
        (["a", "b", "a"], ("a", "b"), False),
        ([1, 2.5, True, False], ("1", "2.5", "true", "false"), False),
        (["a", None], ("a",), True),
        (["a", ["b"], {}], ("a",), False),
        ("a", None, False),
    ],
)
def test_enum_values_are_texts(values: object, enum: tuple[str, ...] | None, nullable: bool) -> None:
    fields = plain_fields({"type": "string", "enum": values})
    assert fields.get("enum") == enum
    assert fields.get("nullable", False) is nullable


def test_a_constant_is_an_enum_of_one() -> None:
    assert plain_fields({"const": "open"})["enum"] == ("open",)


@pytest.mark.parametrize(
    "described", [["Takes bikes.", "Takes none."], {"shut": "Takes none.", "open": "Takes bikes."}]
)
def test_enum_descriptions_come_in_the_order_of_the_values(described: object) -> None:
    fields = plain_fields({"enum": ["open", "shut"], "x-enumDescriptions": described})
    assert fields["enum_descriptions"] == ("Takes bikes.", "Takes none.")


def test_enum_descriptions_of_the_wrong_number_are_dropped() -> None:
    assert plain_fields({"enum": ["open", "shut"], "x-enumDescriptions": ["one"]})["enum_descriptions"] == ()


@pytest.mark.parametrize(
    ("node", "minimum", "maximum"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, 1, 9),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": False}, 2, 9),
        ({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10}, 1, 9),
        ({"type": "number", "exclusiveMinimum": 0}, 0, None),
        ({"type": "integer", "exclusiveMinimum": True}, None, None),
        ({"type": "integer", "minimum": "3", "maximum": "many"}, 3, None),
        ({"type": "integer", "minimum": 0}, 0, None),
    ],
)
def test_bounds_are_inclusive(node: dict[str, object], minimum: float | None, maximum: float | None) -> None:
    fields = plain_fields(node)
    assert (fields.get("minimum"), fields.get("maximum")) == (minimum, maximum)


def test_flags_and_lengths_are_read_also_where_they_are_text() -> None:
    node = {"type": "string", "readOnly": "true", "writeOnly": "no", "maxLength": "255", "minLength": 1.5}
    fields = plain_fields(node)
    assert (fields["read_only"], fields["max_length"]) == (True, 255)
    assert "write_only" not in fields
    assert "min_length" not in fields


@pytest.mark.parametrize("key", ["nullable", "x-nullable"])
def test_both_spellings_of_nullable_count(key: str) -> None:
    assert plain_fields({key: True, "type": "string"})["nullable"] is True


@pytest.mark.parametrize(("default", "kept"), [("a", "a"), (0, 0), (False, False), ("", ""), ([], None), (None, None)])
def test_defaults_are_scalars(default: object, kept: object) -> None:
    found = plain_fields({"default": default}).get("default")
    assert (type(found), found) == (type(kept), kept)


def test_examples_are_the_scalars_of_all_spellings() -> None:
    node = {"example": "a", "examples": ["b", {"not": "scalar"}, 3]}
    assert plain_fields(node)["examples"] == ("a", "b", 3)
    assert plain_fields({"examples": {"one": {"value": "c"}, "two": 5}})["examples"] == ("c",)


def test_what_has_the_wrong_type_is_not_there() -> None:
    node: dict[str, object] = {"title": [], "description": None, "format": {}, "pattern": 0.0, "required": "all"}
    assert plain_fields(node) == {"kind": "string", "pattern": "0.0", "required": frozenset()}
