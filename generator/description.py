"""What an API description says, in the input's own words: operations and schemas, nothing of ours.

Readers (`generator.readers`) make a `Description` out of a document; the explorer turns it into an environment. Every
value here is frozen and holds no cycle: a schema that mentions a named one says so by name (`kind == "ref"`), so
recursive schemas are finite. Mappings are plain dicts that nobody changes; they keep the order of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["object", "array", "string", "integer", "number", "boolean", "any", "ref"]
Location = Literal["path", "query", "header", "cookie"]
DocumentKind = Literal["openapi", "swagger", "discovery", "sql", "aws", "graphql", "mcp"]
OnDelete = Literal["cascade", "clear", "refuse"]
Stamped = Literal["", "created", "updated"]
Scalar = str | int | float | bool

MAX_HOPS = 32
"""A chain of refs longer than this is taken for a cycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """That a value is the key of a row of another kind, where the document says so and nobody has to guess.

    `to` names an entry of `Description.schemas`. `on_delete`: what becomes of the row that refers when the other one is
    deleted: it goes too, it is left without, or it keeps the other one from being deleted. `told` is how the document
    puts it: "FOREIGN KEY (user_id) REFERENCES users (id)".
    """

    to: str
    on_delete: OnDelete = "refuse"
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One JSON shape. `ref` names an entry of `Description.schemas` and is set exactly when `kind` is "ref".

    - `enum` holds texts, also of numbers and booleans; null among the values makes the schema `nullable` instead.
    - `properties` and `required` belong to "object", `items` to "array"; `values` is the shape of the values of a map
      whose keys are free (`additionalProperties`).
    - `allOf` arrives merged; `parts` names the refs that were merged into an object.
    - `union` marks what came from a `oneOf`/`anyOf` with more than one variant that is not null: the variants'
      properties together if all are objects, else the first variant. `variants` names the refs among them (a text or
      a ref to Customer: the text is likely a customer's key).
    - beside a "ref" stand what this mention adds: description, nullable, read_only, write_only, deprecated, default,
      and `required`, the properties that it requires beyond the target's own.
    - `inferred` marks the shape of a body that the document shows by an example instead of describing it.
    - bounds are inclusive; an exclusive bound of an integer is moved by one, that of a number is taken as inclusive.
    - a default or example that is an object or a list is left out.
    - `refers` is what a value refers to; `stamped` says that the service itself writes the time of creation or of the
      last change there. `key` and `unique` belong to "object": the properties by which one is told from others, and
      sets of properties of which no two have the same values. All four only where the document states them.
    """

    kind: Kind = "any"
    ref: str | None = None
    format: str | None = None
    title: str = ""
    description: str = ""
    enum: tuple[str, ...] = ()
    enum_descriptions: tuple[str, ...] = ()
    nullable: bool = False
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: Schema | None = None
    values: Schema | None = None
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    default: Scalar | None = None
    examples: tuple[Scalar, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    parts: tuple[str, ...] = ()
    union: bool = False
    variants: tuple[str, ...] = ()
    inferred: bool = False
    refers: Refers | None = None
    stamped: Stamped = ""
    key: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()


ANY = Schema()
"""What is known of a value that the document does not describe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One input outside the body. `schema` is the shape of one value; `repeated` says that many may be given.

    The path parameters of an operation are exactly the variables of its path, in that order.
    """

    name: str
    location: Location
    required: bool = False
    repeated: bool = False
    schema: Schema = ANY
    description: str = ""
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call of the API.

    - `id` is unique in its description: the document's own id, or "METHOD path" where there is none, it repeats, or
      is a sentence.
    - `method` is upper case. `path` is a template such as `/users/{userId}/messages/{id}`: one leading slash, no
      trailing one, plain variables only, without the base path that the document states elsewhere.
    - `request` is the shape of the body (of a form: its fields); `response` that of the body of the best 2xx answer.
    - `response_status` is the status of that answer, None where only `default` or nothing is stated.
    - `error_statuses` are the 4xx and 5xx answers that the document lists, ascending.
    - `scopes` are OAuth scopes, any of which (by the document) suffices or is asked for, in the document's order.
    - `upload`: the request can carry a file; `download`: the answer can be a file.
    """

    id: str
    method: str
    path: str
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    request: Schema | None = None
    request_required: bool = False
    response: Schema | None = None
    response_status: int | None = None
    error_statuses: tuple[int, ...] = ()
    deprecated: bool = False
    scopes: tuple[str, ...] = ()
    upload: bool = False
    download: bool = False

    @property
    def text(self) -> str:
        """What is said of it: the summary, then the description, a line each; "" where nothing is."""
        return "\n".join(part for part in (self.summary, self.description) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a description came from. `source` is what the user typed; `sha256` is that of the document's bytes.

    `version` is that of the format ("3.0.3", "v1"); `licence` is what the document states about itself, and
    `package_licence` what the package states that carried it (which need not cover the document).
    """

    source: str
    kind: DocumentKind
    version: str
    sha256: str
    package: str | None = None
    package_version: str | None = None
    package_licence: str | None = None
    package_integrity: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something in the document that a reader had to read around, for example a ref that leads nowhere."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """An API as its document tells it. `name` is a short hint such as "tasks": `[a-z][a-z0-9_]*`, not unique.

    `operations` stand in the document's order. `base_path` is what the document puts before every path ("" or
    "/v1"). `version` is the API's own.
    """

    title: str
    name: str
    version: str
    summary: str
    origin: Origin
    operations: tuple[Operation, ...]
    schemas: Mapping[str, Schema]
    base_path: str = ""
    notes: tuple[Note, ...] = ()

    def resolve(self, schema: Schema) -> Schema:
        """The schema behind a ref, with the annotations that stand beside the ref; `ANY` if it leads nowhere."""
        target = schema
        hops = []
        while target.ref is not None:
            hops.append(target)
            found = self.schemas.get(target.ref)
            if found is None or len(hops) > MAX_HOPS:
                return ANY
            target = found
        for hop in reversed(hops):
            target = _annotate(target, hop)
        return target

    def ref_name(self, schema: Schema) -> str | None:
        """The name of the schema that a ref means, after following aliases; None for an inline or lost schema."""
        name = schema.ref
        for _ in range(MAX_HOPS):
            if name is None or name not in self.schemas:
                return None
            following = self.schemas[name].ref
            if following is None:
                return name
            name = following
        return None

    @property
    def stored(self) -> bool:
        """Whether its objects are rows as a database keeps them, so that every property is a fact about the thing."""
        return self.origin.kind == "sql"

    def properties(self, schema: Schema) -> Mapping[str, Schema]:
        """The properties of an object, through refs; empty for anything else."""
        return self.resolve(schema).properties


def _annotate(target: Schema, mention: Schema) -> Schema:
    if mention == Schema(kind="ref", ref=mention.ref):
        return target
    return replace(
        target,
        description=mention.description or target.description,
        required=mention.required | target.required,
        nullable=mention.nullable or target.nullable,
        read_only=mention.read_only or target.read_only,
        write_only=mention.write_only or target.write_only,
        deprecated=mention.deprecated or target.deprecated,
        default=target.default if mention.default is None else mention.default,
        union=mention.union or target.union,
        variants=mention.variants or target.variants,
    )
