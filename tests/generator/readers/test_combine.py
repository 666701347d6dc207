from hypothesis import given
from hypothesis import strategies as st

from generator.description import ANY, Schema
from generator.readers.combine import either, is_bare, overlay

TEXT = Schema(kind="string")
WHOLE = Schema(kind="integer")


def thing(required: str = "", **properties: Schema) -> Schema:
    return Schema(kind="object", properties=properties, required=frozenset(required.split()))


def test_an_object_without_properties_and_anything_without_a_type_are_bare() -> None:
    assert is_bare(ANY)
    assert is_bare(Schema(kind="object", description="x"))
    assert not is_bare(thing(a=TEXT))
    assert not is_bare(Schema(kind="object", values=ANY))
    assert not is_bare(TEXT)
    assert not is_bare(Schema(kind="ref", ref="A"))


def test_two_objects_that_both_hold_have_the_properties_of_both() -> None:
    merged = overlay(thing("a", a=TEXT), thing("b", b=WHOLE))
    assert merged.properties == {"a": TEXT, "b": WHOLE}
    assert merged.required == {"a", "b"}


def test_a_property_that_both_describe_is_refined() -> None:
    base = thing(state=Schema(kind="string", enum=("open", "done", "lost"), description="Where it stands."))
    merged = overlay(base, thing(state=Schema(kind="string", enum=("open", "done"), max_length=4)))
    assert merged.properties["state"] == Schema(
        kind="string", enum=("open", "done"), description="Where it stands.", max_length=4
    )


def test_an_annotation_of_a_property_keeps_its_shape() -> None:
    merged = overlay(thing(id=WHOLE), thing(id=Schema(read_only=True)))
    assert merged.properties["id"] == Schema(kind="integer", read_only=True)


def test_a_property_of_another_kind_replaces_the_earlier_one() -> None:
    assert overlay(thing(id=WHOLE), thing(id=TEXT)).properties["id"] == TEXT


def test_a_shape_takes_over_what_was_only_annotated() -> None:
    base = thing(owner=Schema(description="Whose it is."))
    merged = overlay(base, thing(owner=Schema(kind="ref", ref="User")))
    assert merged.properties["owner"] == Schema(kind="ref", ref="User", description="Whose it is.")


@given(st.sampled_from([ANY, TEXT, WHOLE, thing("a", a=TEXT), thing(b=ANY), Schema(kind="array", items=TEXT)]))
def test_anything_under_or_over_nothing_stays_itself(schema: Schema) -> None:
    assert overlay(schema, ANY) == schema
    assert overlay(ANY, schema) == schema


def test_objects_of_which_one_holds_require_only_what_all_require() -> None:
    union = either([thing("id a", id=TEXT, a=TEXT), thing("id", id=TEXT, b=WHOLE)])
    assert list(union.properties) == ["id", "a", "b"]
    assert union.required == {"id"}
    assert union.union


def test_a_kind_field_of_the_variants_has_the_values_of_all() -> None:
    card, cash = (thing(type=Schema(kind="string", enum=(name,))) for name in ("card", "cash"))
    assert either([card, cash]).properties["type"].enum == ("card", "cash")


def test_texts_of_which_one_holds_have_the_values_of_all_or_are_free() -> None:
    one, other = Schema(kind="string", enum=("a", "b")), Schema(kind="string", enum=("b", "c"))
    assert either([one, other]).enum == ("a", "b", "c")
    assert either([one, TEXT]).enum == ()


def test_whole_and_broken_numbers_make_a_number() -> None:
    union = either([WHOLE, Schema(kind="number")])
    assert (union.kind, union.union, union.nullable) == ("number", True, False)


def test_of_different_kinds_the_first_is_kept() -> None:
    union = either([TEXT, thing(a=TEXT)])
    assert (union.kind, union.union) == ("string", True)


def test_a_map_among_the_objects_makes_the_union_a_map() -> None:
    assert either([thing(a=TEXT), Schema(kind="object", values=WHOLE)]).values == WHOLE


def test_a_property_is_nullable_if_it_is_in_one_variant() -> None:
    union = either([thing(a=TEXT, b=TEXT), thing(a=Schema(kind="string", nullable=True), b=WHOLE)])
    assert (union.properties["a"].nullable, union.properties["b"].nullable) == (True, False)


def test_an_enum_on_one_side_only_holds() -> None:
    states = Schema(kind="string", enum=("open", "done"))
    assert overlay(TEXT, states).enum == overlay(states, TEXT).enum == ("open", "done")


def test_a_union_is_nullable_if_a_variant_is() -> None:
    assert either([TEXT, Schema(kind="string", nullable=True)]).nullable
    assert not either([TEXT, TEXT]).nullable
