"""Schemas of OpenAPI and Swagger documents: named ones are read once, inline ones where they stand, refs stay names."""

from __future__ import annotations

from dataclasses import replace

from generator.description import ANY, MAX_HOPS, Schema
from generator.readers.combine import either, is_bare, overlay
from generator.readers.document import MISSING, Document, segments
from generator.readers.keywords import plain_fields
from generator.readers.lenient import Node, mapping, sequence

_MAX_DEPTH = 64
"""Inline schemas nested deeper than this are not described."""
_MAX_REPEATS = 200
"""How often parts may be read again while one schema is put together; only a web of cyclic compositions asks more."""

COMPONENTS = ("components", "schemas")
"""Where OpenAPI 3 keeps its named schemas."""

_COMPOSING = ("allOf", "oneOf", "anyOf")
_FRAME = frozenset("components schemas definitions $defs paths content schema responses properties items".split())


class Schemas:
    """Reads schema nodes of one document. `named` is complete after `read_named`."""

    def __init__(self, document: Document, place: tuple[str, ...] = COMPONENTS) -> None:
        """`place` leads to the named schemas of the document."""
        self._document = document
        self._place = list(place)
        self._components = document.root
        for key in place:
            self._components = mapping(self._components.get(key))
        self._nodes: dict[str, object] = dict(self._components)
        self._names: dict[str, str | None] = {}
        self._mentions: dict[str, Schema] = {}
        self._built: dict[str, Schema] = {}
        self._building: list[str] = []
        self._cuts = 0
        self._seen: set[str] = set()
        self._repeats = 0
        self._depth = 0

    def read_named(self) -> dict[str, Schema]:
        """All named schemas: the components in their order, then what refs found elsewhere in the document."""
        for name in self._components:
            self._build(name)
        waiting = [name for name in self._nodes if name not in self._built]
        while waiting:
            for name in waiting:
                self._build(name)
            waiting = [name for name in self._nodes if name not in self._built]
        return {name: self._built[name] for name in self._nodes}

    def read(self, node: object) -> Schema:
        """The schema of a node; `ANY` for what is none."""
        if not isinstance(node, dict) or not node:
            return ANY
        if self._depth > _MAX_DEPTH:
            self._cuts += 1
            return ANY
        self._depth += 1
        try:
            if isinstance(node.get("$ref"), str):
                return self._mention(node)
            if any(key in node for key in _COMPOSING):
                return self._compose(node)
            return self._plain(node)
        finally:
            self._depth -= 1

    def resolved(self, schema: Schema) -> Schema:
        """The schema that a ref means, without the annotations of the mention."""
        for _ in range(MAX_HOPS):
            if schema.ref is None:
                return schema
            schema = self._build(schema.ref) or ANY
        return ANY

    def node(self, schema: Schema, inline: object) -> object:
        """The document's object behind a schema: that of its name, or the inline one it was read from."""
        return self._nodes.get(schema.ref) if schema.ref else inline

    def _plain(self, node: Node) -> Schema:
        found = plain_fields(node)
        stated = mapping(node.get("properties"))
        if stated:
            found["properties"] = {name: self.read(child) for name, child in stated.items()}
            found["required"] = found.get("required", frozenset()) | _demanded(stated)
        if found["kind"] == "array":
            found["items"] = self._items(node)
        if "additionalProperties" in node or "patternProperties" in node:
            found["values"] = self._values(node)
        return Schema(**found)

    def _items(self, node: Node) -> Schema:
        several = sequence(node.get("prefixItems")) or sequence(node.get("items"))
        if len(several) > 1:
            return replace(self.read(several[0]), union=True)
        return self.read(several[0] if several else node.get("items"))

    def _values(self, node: Node) -> Schema | None:
        patterns = list(mapping(node.get("patternProperties")).values())
        extra = node.get("additionalProperties") or (patterns[0] if patterns else node.get("additionalProperties"))
        if isinstance(extra, dict) and extra:
            return self.read(extra)
        free = extra is True or extra == {}
        return ANY if free and not mapping(node.get("properties")) else None

    def _mention(self, node: Node) -> Schema:
        ref = str(node["$ref"])
        name = self._name(ref, node)
        rest = {key: value for key, value in node.items() if key != "$ref"} if len(node) > 1 else {}
        if name is None:
            return self.read(rest)
        if ref not in self._mentions:
            self._mentions[ref] = Schema(kind="ref", ref=name)
        mention = self._mentions[ref]
        if not rest:
            return mention
        return self._merge([mention, self.read(rest)])

    def _name(self, ref: str, mention: Node) -> str | None:
        """The name under which the target of a ref is (or will be) read; None if it leads nowhere."""
        if ref not in self._names:
            self._names[ref] = self._new_name(ref, mention)
        return self._names[ref]

    def _new_name(self, ref: str, mention: Node) -> str | None:
        parts = segments(ref)
        last = parts[-1] if parts else ref
        is_local = ref.startswith("#") or not parts
        if is_local and last in self._components and self._document.find(ref) is MISSING:
            return last  # "Pet" and "#/definitions/Pet" are left from Swagger 1.2 and 2.0.
        node = self._document.target(ref, mention)
        if node is MISSING:
            return None
        if parts[:-1] == self._place and last in self._components:
            return last
        name = ".".join(part.strip("/") for part in parts if part not in _FRAME and "/json" not in part) or "document"
        name = ref if name in self._nodes else name
        self._nodes[name] = node
        return name

    def _build(self, name: str) -> Schema | None:
        """The schema of a name; None if it is being built already, that is, if it is a part of itself."""
        known = self._built.get(name)
        if known is not None and not self._leads_back(known):
            return known
        if not self._may_build(name):
            self._cuts += 1
            return None
        cuts = self._cuts
        self._building.append(name)
        schema = self.read(self._nodes[name])
        self._building.pop()
        if cuts == self._cuts or not self._building:  # What was cut inside another is incomplete, and read again.
            self._built[name] = schema
        return schema

    def _leads_back(self, known: Schema) -> bool:
        """True of a base that lists its heirs while one of them is being built: the heir needs it without the list."""
        return bool(known.variants) and not set(self._building).isdisjoint(known.variants)

    def _may_build(self, name: str) -> bool:
        if not self._building:
            self._seen, self._repeats = set(), 0
        self._repeats += name in self._seen
        self._seen.add(name)
        return name not in self._building and len(self._building) <= MAX_HOPS and self._repeats <= _MAX_REPEATS

    def _compose(self, node: Node) -> Schema:
        own = {key: value for key, value in node.items() if key not in _COMPOSING}
        parts = [self.read(part) for part in sequence(node.get("allOf"))]
        parts += [self._union(sequence(node[key])) for key in ("oneOf", "anyOf") if key in node]
        return self._merge([*parts, self._plain(own)] if own else parts)

    def _merge(self, parts: list[Schema]) -> Schema:
        """All hold. One part with a shape keeps its name, if it is a ref; the others annotate it."""
        shaped = [part for part in parts if not is_bare(part)]
        notes = [part for part in parts if is_bare(part)]
        names = tuple(part.ref for part in shaped if part.ref)
        if len(shaped) > 1:
            expanded = [self._expanded(part) for part in shaped]
            shaped = [part for part in expanded if part is not None] or [ANY]
            shaped[0] = replace(shaped[0], parts=names + shaped[0].parts)
        merged = shaped[0] if shaped else ANY
        for part in (*shaped[1:], *notes):
            merged = overlay(merged, part)
        return merged

    def _expanded(self, part: Schema) -> Schema | None:
        """The shape behind a ref with what the mention adds; None if the ref is part of what is being built."""
        for _ in range(MAX_HOPS):
            if part.ref is None:
                return part
            target = self._build(part.ref)
            if target is None:
                return None
            part = overlay(target, replace(part, kind="any", ref=None))
        return None

    def _union(self, nodes: object) -> Schema:
        """One holds. A union that leads back to what is being built says nothing new about it."""
        real = [node for node in sequence(nodes) if not _is_null(node)]
        nullable = len(real) < len(sequence(nodes))
        variants = [variant for variant in map(self.read, real) if not is_bare(variant)]
        if len(variants) <= 1:
            only = variants[0] if variants else ANY
            return replace(only, nullable=True) if nullable else only
        return self._one_of(variants, nullable)

    def _one_of(self, variants: list[Schema], nullable: bool) -> Schema:
        names = tuple(dict.fromkeys(variant.ref for variant in variants if variant.ref))
        first = variants[0]
        if names and not all(_may_be_object(variant) for variant in variants):
            return replace(first, union=True, variants=names, nullable=nullable or first.nullable)
        expanded = [self._expanded(variant) for variant in variants]
        if any(variant is None for variant in expanded):
            return ANY
        union = either([variant for variant in expanded if variant is not None])
        if union.kind != "object" and first.ref:
            union = replace(first, union=True)
        return replace(union, variants=names, nullable=nullable or union.nullable)


def _may_be_object(schema: Schema) -> bool:
    return schema.kind in ("object", "ref")


def _demanded(properties: Node) -> frozenset[str]:
    """JSON Schema draft 3 had `required: true` on the property itself."""
    return frozenset(name for name, node in properties.items() if mapping(node).get("required") is True)


def _is_null(node: object) -> bool:
    stated = mapping(node)
    return (
        stated.get("type") == "null" or stated.get("enum") == [None] or ("const" in stated and stated["const"] is None)
    )
