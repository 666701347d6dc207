"""The answer to an introspection query as the same model as the definition language gives."""

from __future__ import annotations

from collections.abc import Mapping

from generator.description import Scalar
from generator.readers.graphql.model import Argument, FieldDef, GraphQLSchema, TypeDef, TypeKind, TypeRef, lost_types
from generator.readers.lenient import Node, flag, mapping, sequence, text

_KINDS: Mapping[str, TypeKind] = {
    "SCALAR": "scalar",
    "OBJECT": "object",
    "INTERFACE": "interface",
    "UNION": "union",
    "ENUM": "enum",
    "INPUT_OBJECT": "input",
}
_MAX_WRAPPERS = 12


def parse_introspection(root: Node) -> GraphQLSchema:
    """The schema in `{"__schema"}`; the introspection's own types are left out."""
    nodes = (mapping(node) for node in sequence(root.get("types")))
    types = {
        found.name: found for node in nodes if (found := _type(node)) is not None and not found.name.startswith("__")
    }
    query, mutation = (text(mapping(root.get(key)).get("name")) for key in ("queryType", "mutationType"))
    return GraphQLSchema(types, query, mutation, text(root.get("description")), lost_types(types))


def _type(node: Node) -> TypeDef | None:
    kind, name = _KINDS.get(text(node.get("kind"))), text(node.get("name"))
    if kind is None or not name:
        return None
    return TypeDef(
        kind,
        name,
        text(node.get("description")),
        fields=tuple(found for item in sequence(node.get("fields")) if (found := _field(mapping(item))).name),
        inputs=_arguments(node.get("inputFields")),
        values=tuple(
            text(mapping(item).get("name"))
            for item in sequence(node.get("enumValues"))
            if not flag(mapping(item).get("isDeprecated"))
        ),
        members=_names(node.get("possibleTypes")) if kind == "union" else (),
        interfaces=_names(node.get("interfaces")),
        one_of=flag(node.get("isOneOf")),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(text(mapping(item).get("name")) for item in sequence(value))


def _field(node: Node) -> FieldDef:
    return FieldDef(
        text(node.get("name")),
        _ref(node.get("type")),
        _arguments(node.get("args")),
        text(node.get("description")),
        flag(node.get("isDeprecated")),
    )


def _arguments(value: object) -> tuple[Argument, ...]:
    """Those that have a name, each once."""
    found = [_argument(mapping(item)) for item in sequence(value)]
    return tuple({item.name: item for item in reversed(found) if item.name}.values())[::-1]


def _argument(node: Node) -> Argument:
    default = node.get("defaultValue")
    return Argument(
        text(node.get("name")),
        _ref(node.get("type")),
        text(node.get("description")),
        _default(default) if isinstance(default, str) else None,
        isinstance(default, str),
        flag(node.get("isDeprecated")),
    )


def _ref(value: object) -> TypeRef:
    """A type out of its wrappers: the outermost says whether it is required, any list that there are many."""
    node, many, required = mapping(value), False, False
    for depth in range(_MAX_WRAPPERS):
        kind = node.get("kind")
        if kind == "NON_NULL":
            required = required or depth == 0
        elif kind == "LIST":
            many = True
        else:
            break
        node = mapping(node.get("ofType"))
    return TypeRef(text(node.get("name")), many, required)


def _default(written: str) -> Scalar | None:
    """A default is written as the language writes it; only plain ones are kept."""
    constants: Mapping[str, Scalar] = {"true": True, "false": False}
    if written in constants:
        return constants[written]
    if written.startswith('"') and written.endswith('"') and len(written) > 1:
        return written[1:-1]
    try:
        return int(written)
    except ValueError:
        return written if written.isidentifier() and written != "null" else None
