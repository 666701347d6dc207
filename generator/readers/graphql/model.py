"""A GraphQL schema as it is written: types with their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.description import Scalar

TypeKind = Literal["scalar", "object", "interface", "union", "enum", "input"]


@dataclass(frozen=True, slots=True)
class TypeRef:
    """A type as it is mentioned: "[Issue!]!" is ("Issue", many, required)."""

    name: str
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument, or a field of an input type. It must be given if its type is required and it has no default."""

    name: str
    type: TypeRef
    description: str = ""
    default: Scalar | None = None
    has_default: bool = False
    deprecated: bool = False

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.type.required and not self.has_default


@dataclass(frozen=True, slots=True)
class FieldDef:
    """A field of an object or interface."""

    name: str
    type: TypeRef
    arguments: tuple[Argument, ...] = ()
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class TypeDef:
    """A named type; only the parts of its kind are filled. `members` are those of a union."""

    kind: TypeKind
    name: str
    description: str = ""
    fields: tuple[FieldDef, ...] = ()
    inputs: tuple[Argument, ...] = ()
    values: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class GraphQLSchema:
    """All types by name, and which are the roots ("" where there is none)."""

    types: Mapping[str, TypeDef]
    query: str = "Query"
    mutation: str = "Mutation"
    description: str = ""
    lost: tuple[str, ...] = field(default=())
    """Types that are mentioned and not defined."""

    def fields(self, name: str) -> tuple[FieldDef, ...]:
        """The fields of a type, none if there is no such type."""
        found = self.types.get(name)
        return found.fields if found is not None else ()


BUILT_IN = frozenset({"Int", "Float", "String", "Boolean", "ID"})


def lost_types(types: Mapping[str, TypeDef]) -> tuple[str, ...]:
    """The names that fields and arguments mention and nothing defines, sorted."""
    mentioned: set[str] = set()
    for item in types.values():
        mentioned.update(argument.type.name for argument in item.inputs)
        mentioned.update(item.members, item.interfaces)
        for member in item.fields:
            mentioned.add(member.type.name)
            mentioned.update(argument.type.name for argument in member.arguments)
    return tuple(sorted(mentioned - types.keys() - BUILT_IN))
