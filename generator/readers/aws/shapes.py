"""The shapes of an AWS service model as schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.description import ANY, Kind, Schema
from generator.readers.keywords import Fields
from generator.readers.lenient import Node, flag, mapping, number, text, texts, whole

_KINDS: Mapping[str, tuple[Kind, str | None]] = {
    "string": ("string", None),
    "character": ("string", None),
    "integer": ("integer", "int32"),
    "long": ("integer", "int64"),
    "bigInteger": ("integer", None),
    "float": ("number", "float"),
    "double": ("number", "double"),
    "bigDecimal": ("number", None),
    "boolean": ("boolean", None),
    "timestamp": ("string", "date-time"),
    "blob": ("string", "byte"),
    "list": ("array", None),
    "map": ("object", None),
    "structure": ("object", None),
}
_MAX_DEPTH = 8
"""Lists in lists in lists; structures end it, because they are mentioned by name."""
_ENDINGS = ("Metadata", "Description", "Type", "Properties")
"""What names of structures end in that say nothing of what they are about."""
_TAG = frozenset({"key", "value"})
_MARKUP = re.compile(r"<[^>]*>")
_MAX_TEXT = 400


class Shapes:
    """The shapes of one model; `lost` are the names that members use and the model does not define."""

    def __init__(self, nodes: Node) -> None:
        self.nodes = nodes
        self.lost: dict[str, None] = {}
        self._names = {name: _plain_name(name, nodes) for name, node in nodes.items() if _is_structure(node)}

    def schemas(self) -> dict[str, Schema]:
        """Every structure by its name."""
        return {name: self._structure(mapping(self.nodes[known])) for known, name in self._names.items()}

    def mention(self, value: object, depth: int = 0) -> Schema:
        """The schema of a member: a structure by name, anything else in place, with what is said beside it."""
        member = mapping(value)
        name = text(member.get("shape"))
        node = self.nodes.get(name)
        if not isinstance(node, dict):
            self.lost.setdefault(name)
            return ANY
        said: Fields = {"description": plain(member.get("documentation"))}
        if flag(member.get("deprecated")):
            said["deprecated"] = True
        if _is_structure(node):
            return Schema(kind="ref", ref=self._names[name], **said)
        fields = self._fields(node, depth)
        fields["description"] = said["description"] or fields["description"]
        return Schema(**{**fields, **({"deprecated": True} if "deprecated" in said else {})})

    def properties(self, name: str) -> dict[str, Schema]:
        """The members of a structure, those that steer the transport left out."""
        members = mapping(mapping(self.nodes.get(name)).get("members"))
        return {key: self.mention(member) for key, member in members.items() if not _is_transport(mapping(member))}

    def required(self, name: str) -> frozenset[str]:
        """The members that a structure requires."""
        return frozenset(texts(mapping(self.nodes.get(name)).get("required")))

    def _structure(self, node: Node) -> Schema:
        members = mapping(node.get("members"))
        properties = {name: self.mention(member) for name, member in members.items()}
        return Schema(
            kind="object",
            description=plain(node.get("documentation")),
            properties=properties,
            required=frozenset(name for name in texts(node.get("required")) if name in properties),
            union=flag(node.get("union")),
        )

    def _fields(self, node: Node, depth: int) -> Fields:
        kind, format_ = _KINDS.get(text(node.get("type")), ("any", None))
        fields: Fields = {"kind": kind, "format": format_, "description": plain(node.get("documentation"))}
        if flag(node.get("deprecated")):
            fields["deprecated"] = True
        if kind == "string":
            fields |= {"enum": texts(node.get("enum")), "pattern": text(node.get("pattern")) or None}
            fields |= {"min_length": whole(node.get("min")), "max_length": whole(node.get("max"))}
        elif kind in ("integer", "number"):
            fields |= {"minimum": number(node.get("min")), "maximum": number(node.get("max"))}
        elif kind == "array":
            self._add_items(node, fields, depth)
        elif kind == "object" and depth < _MAX_DEPTH:
            fields["values"] = self.mention(node.get("value"), depth + 1)
        return fields

    def _add_items(self, node: Node, fields: Fields, depth: int) -> None:
        """The items of a list; a list of tags, which are keys with values, is a map."""
        item = mapping(self.nodes.get(text(mapping(node.get("member")).get("shape"))))
        if {name.lower() for name in mapping(item.get("members"))} == _TAG:
            fields |= {"kind": "object", "values": Schema(kind="string")}
        elif depth < _MAX_DEPTH:
            fields |= {"items": self.mention(node.get("member"), depth + 1)}
            fields |= {"min_items": whole(node.get("min")), "max_items": whole(node.get("max"))}
        else:
            fields["kind"] = "any"


def _plain_name(name: str, nodes: Node) -> str:
    """ "AccessKeyMetadata" is called "AccessKey" where nothing else is."""
    for ending in _ENDINGS:
        short = name.removesuffix(ending)
        if short and short != name:
            rivals = [other for other in nodes if other in {short, *(short + item for item in _ENDINGS)}]
            return short if rivals == [name] else name
    return name


def _is_structure(node: object) -> bool:
    found = mapping(node)
    return found.get("type") == "structure" and not flag(found.get("document"))


def _is_transport(member: Node) -> bool:
    """Whether a member is a header or a mark by which a repeated request is known."""
    return flag(member.get("idempotencyToken")) or text(member.get("location")) in ("header", "headers")


def plain(documentation: object) -> str:
    """The beginning of a text without its markup, one line."""
    if not isinstance(documentation, str):
        return ""
    return " ".join(_MARKUP.sub(" ", documentation[: 3 * _MAX_TEXT]).split())[:_MAX_TEXT]
