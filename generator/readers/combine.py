"""`allOf`, `oneOf` and `anyOf`: several schemas become one. Pure functions; refs are resolved by the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from generator.description import ANY, Schema

_PLAIN = {field.name: getattr(ANY, field.name) for field in fields(Schema)}
_SPECIAL = frozenset({"kind", "ref", "properties", "required", "enum", "parts", "variants"})


def is_bare(schema: Schema) -> bool:
    """True if a schema says nothing about the shape: no type, or an object without properties. It may annotate."""
    if schema.kind == "object":
        return not schema.properties and schema.values is None
    return schema.kind == "any" and not schema.union


def overlay(base: Schema, top: Schema) -> Schema:
    """Both hold: `top` says more about `base`. Where they contradict each other in kind, `base` keeps its shape."""
    changes = {
        name: value for name, plain in _PLAIN.items() if name not in _SPECIAL and (value := getattr(top, name)) != plain
    }
    return replace(
        base,
        kind=top.kind if base.kind == "any" and top.kind != "ref" else base.kind,
        properties=_both(base.properties, top.properties) if top.properties else base.properties,
        required=base.required | top.required,
        enum=_common(base.enum, top.enum),
        parts=tuple(dict.fromkeys((*base.parts, *top.parts))),
        variants=tuple(dict.fromkeys((*base.variants, *top.variants))),
        **changes,
    )


def _both(base: Mapping[str, Schema], top: Mapping[str, Schema]) -> Mapping[str, Schema]:
    merged = dict(base)
    for name, schema in top.items():
        merged[name] = _refined(merged[name], schema) if name in merged else schema
    return merged


def _refined(base: Schema, top: Schema) -> Schema:
    if is_bare(top) or base.kind == top.kind != "ref":
        return overlay(base, top)
    return overlay(top, base) if is_bare(base) else top


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not one or not other:
        return one or other
    return tuple(value for value in one if value in other) or other


def either(variants: Sequence[Schema]) -> Schema:
    """One of several holds (at least one variant, none of them null, refs resolved).

    Objects: all properties of all, required what all require. One scalar kind: that kind, the values of all if all
    have an enum. Else the first.
    """
    first = variants[0]
    kinds = {variant.kind for variant in variants}
    nullable = any(variant.nullable for variant in variants)
    if kinds == {"object"}:
        return replace(_either_object(variants), nullable=nullable, union=True)
    if kinds == {"integer", "number"}:
        return replace(first, kind="number", enum=_values_of_all(variants), nullable=nullable, union=True)
    if len(kinds) == 1:
        return replace(first, enum=_values_of_all(variants), nullable=nullable, union=True)
    return replace(first, nullable=nullable, union=True)


def _either_object(variants: Sequence[Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for variant in variants:
        for name, schema in variant.properties.items():
            properties[name] = _either_property(properties[name], schema) if name in properties else schema
    values = next((variant.values for variant in variants if variant.values is not None), None)
    required = frozenset.intersection(*(variant.required for variant in variants))
    return Schema(kind="object", properties=properties, required=required, values=values)


def _either_property(one: Schema, other: Schema) -> Schema:
    if one == other:
        return one
    nullable = one.nullable or other.nullable
    if one.kind == other.kind != "ref":
        return replace(one, enum=_values_of_all((one, other)), nullable=nullable)
    return replace(one, nullable=nullable) if nullable != one.nullable else one


def _values_of_all(variants: Sequence[Schema]) -> tuple[str, ...]:
    if not all(variant.enum for variant in variants):
        return ()
    return tuple(dict.fromkeys(value for variant in variants for value in variant.enum))
