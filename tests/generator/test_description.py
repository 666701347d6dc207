from generator.description import ANY, MAX_HOPS, Description, Origin, Schema


def described(**schemas: Schema) -> Description:
    origin = Origin(source="shop.json", kind="openapi", version="3.0.0", sha256="0" * 64)
    return Description(
        title="Shop", name="shop", version="1", summary="", origin=origin, operations=(), schemas=schemas
    )


def ref(name: str, **annotations: object) -> Schema:
    return Schema(kind="ref", ref=name, **annotations)  # type: ignore[arg-type]


ORDER = Schema(kind="object", description="An order.", properties={"id": Schema(kind="string")})


def test_a_ref_resolves_to_the_named_schema_itself() -> None:
    assert described(Order=ORDER).resolve(ref("Order")) is ORDER


def test_a_schema_that_is_no_ref_resolves_to_itself() -> None:
    assert described().resolve(ORDER) is ORDER


def test_annotations_beside_a_ref_stand_on_top_of_the_target() -> None:
    mention = ref("Order", description="The last one.", nullable=True, required=frozenset({"id"}))
    resolved = described(Order=ORDER).resolve(mention)
    assert (resolved.kind, resolved.description, resolved.nullable) == ("object", "The last one.", True)
    assert resolved.required == {"id"}
    assert resolved.properties is ORDER.properties


def test_the_outermost_annotation_of_a_chain_of_refs_wins() -> None:
    shop = described(Order=ORDER, Alias=ref("Order", description="An alias.", read_only=True))
    resolved = shop.resolve(ref("Alias", description="Mine."))
    assert (resolved.description, resolved.read_only) == ("Mine.", True)


def test_what_the_target_says_of_itself_stays() -> None:
    target = Schema(kind="string", deprecated=True, write_only=True, union=True, variants=("Order",), default="x")
    resolved = described(Key=target).resolve(ref("Key", description="Mine."))
    assert (resolved.deprecated, resolved.write_only, resolved.union) == (True, True, True)
    assert (resolved.variants, resolved.default) == (("Order",), "x")
    assert (resolved.nullable, resolved.read_only) == (False, False)


def test_nothing_is_known_of_a_schema_that_says_nothing() -> None:
    flags = [ANY.nullable, ANY.read_only, ANY.write_only, ANY.deprecated, ANY.unique_items, ANY.union, ANY.inferred]
    assert not any(flags)
    assert (ANY.kind, ANY.items, ANY.values, ANY.default, ANY.enum) == ("any", None, None, None, ())


def test_a_default_of_zero_beside_a_ref_counts() -> None:
    assert described(Count=Schema(kind="integer", default=7)).resolve(ref("Count", default=0)).default == 0


def test_refs_in_a_circle_resolve_to_any() -> None:
    shop = described(A=ref("B"), B=ref("A"))
    assert shop.resolve(ref("A")) is ANY
    assert shop.ref_name(ref("A")) is None


def test_a_lost_ref_resolves_to_any_and_has_no_name() -> None:
    assert described().resolve(ref("Order")) is ANY
    assert described().ref_name(ref("Order")) is None


def test_a_chain_of_the_longest_allowed_length_resolves() -> None:
    chain = {f"S{n}": ref(f"S{n + 1}") for n in range(MAX_HOPS - 1)}
    shop = described(**chain, **{f"S{MAX_HOPS - 1}": ORDER})
    assert shop.resolve(ref("S0")) is ORDER


def test_the_name_of_a_ref_is_that_of_its_last_target() -> None:
    assert described(Order=ORDER, Alias=ref("Order")).ref_name(ref("Alias")) == "Order"


def test_an_inline_schema_has_no_name() -> None:
    assert described(Order=ORDER).ref_name(ORDER) is None


def test_properties_are_found_through_refs_and_empty_for_scalars() -> None:
    shop = described(Order=ORDER)
    assert list(shop.properties(ref("Order"))) == ["id"]
    assert shop.properties(Schema(kind="string")) == {}
