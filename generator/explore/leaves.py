"""Leaves: the scalar facts of an object, nested ones brought to the top under names of their own.

`start: {dateTime, timeZone}` is the one leaf `start_time`, `organizer: {email, displayName}` is `organizer_email`,
`owner: {$ref: User}` is the reference `owner_id`. What has no place in a table (maps, deep structures, hypermedia) is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.description import Description, Schema
from generator.english import plural, singular
from generator.explore.lexicon import Lexicon, Words
from generator.explore.shapes import snake


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar, or list of scalars, of an object. `target` is the thing whose id it holds; `many` says it is a list.

    `form` is set where the nesting tells more than the schema: "money" or "moment".
    """

    name: str
    schema: Schema
    required: bool = False
    path: tuple[str, ...] = ()
    target: str = ""
    many: bool = False
    form: str = ""


ThingOf = Callable[[Schema], str]
"""The name of the thing that a schema is of, "" for none."""

NOISE = frozenset(
    "ok success token kind etag self self_link _links links href html_url node_id gravatar_id object livemode uri "
    "resource_type api_version _embedded expandable metadata extended_properties custom_attributes user_metadata "
    "system_metadata x_links __typename _type is_deprecated legacy_id old_id ical_uid resource_path raw cursor "
    "request_id idempotency_key _etag odata_etag data_type_name history_id schema_version sync_token nonce "
    "checksum md5 sha1 sha256 revision_history _meta __v _rev rev permalink permalink_url api_url urls "
    "deleted_by_id bucket_hash selflink payload access_token refresh_token client_secret".split()
)
ANSWERED = frozenset("error errors warning warnings".split())
"""What only an answer tells, even where the same schema is sent."""
_NOISE_ENDINGS = (
    "_etag",
    "_checksum",
    "_sha",
    "_hash",
    "_links",
    "_href",
    "_b64",
    "_base64",
    "_json",
    "_xml",
    "_token",
    "_nonce",
)
_CONTAINERS = frozenset(
    "attributes properties details detail info data fields general basic core common values body transitions "
    "timestamps dates".split()
)
_MOMENTS = frozenset("date date_time datetime time time_zone timezone utc timestamp seconds nanos local iso".split())
_MONEY = frozenset(
    "amount value currency currency_code units nanos currency_iso unit amount_in_cents cents iso_code precision".split()
)
_AMOUNTS = ("amount", "value", "units", "cents", "amount_in_cents")
_PERSON = ("email", "email_address", "display_name", "full_name", "name", "username", "login", "phone")
_TELLING = tuple(
    "email email_address name title display_name value label text url uri code id address number sku key description "
    "content tag type".split()
)
MAX_FLAT = 12


def leaves(
    description: Description,
    properties: Mapping[str, Schema],
    required: frozenset[str],
    lexicon: Lexicon,
    thing_of: ThingOf,
) -> tuple[Leaf, ...]:
    """The leaves of an object's properties in their order; the first of equal names wins."""
    flattener = _Flattener(description, lexicon, thing_of, _boxes(description, properties, thing_of))
    found: dict[str, Leaf] = {}
    for name, schema in properties.items():
        for leaf in flattener.property(name, schema, name in required, ()):
            found.setdefault(leaf.name, leaf)
    return tuple(found.values())


_CALLED = frozenset("title name summary subject description display_name label".split())


def _boxes(description: Description, properties: Mapping[str, Schema], thing_of: ThingOf) -> frozenset[str]:
    """The objects that hold what a thing is called, where nothing else says it: `snippet: {title}`, `fields: {…}`."""
    if {snake(name) for name in properties} & _CALLED:
        return frozenset()
    objects = {name: description.resolve(schema) for name, schema in properties.items() if not thing_of(schema)}
    return frozenset(
        name
        for name, found in objects.items()
        if found.kind == "object"
        and name.lower() not in ANSWERED
        and {snake(inner) for inner in found.properties} & {"title", "name", "summary", "subject"}
    )


def is_noise(name: str) -> bool:
    """Whether a property is about the transport and not about the thing."""
    return name in NOISE or name.endswith(_NOISE_ENDINGS) or not name or not name[0].isalpha()


@dataclass(frozen=True)
class _Flattener:
    description: Description
    lexicon: Lexicon
    thing_of: ThingOf
    boxes: frozenset[str]

    def property(self, name: str, schema: Schema, required: bool, path: tuple[str, ...]) -> Iterator[Leaf]:
        """The leaves that one property becomes."""
        words = self.lexicon.words(name)
        spelled = "_".join(words)
        found = self.description.resolve(schema)
        here = (*path, name)
        if found.refers is not None and (referred := self.thing_of(Schema(kind="ref", ref=found.refers.to))):
            yield Leaf(spelled, found, required, here, referred)
            return
        chosen = required and len(found.enum) > 1  # a kind that one has to choose is more than a mark of the transport
        noise = (is_noise(spelled) or is_noise(snake(name))) and not (chosen or self.description.stored)
        if noise or found.deprecated or schema.deprecated:
            return
        target = self.thing_of(schema)
        if target and found.kind == "object":
            yield Leaf(f"{spelled}_id", found, required, here, target)
        elif found.kind == "object":
            yield from self._object(words, found, required, here)
        elif found.kind == "array":
            yield from self._array(words, found, required, here)
        elif found.kind != "any" or found.description:
            yield Leaf(spelled, found, required, here)

    def _object(self, words: Words, found: Schema, required: bool, path: tuple[str, ...]) -> Iterator[Leaf]:
        parts = {snake(name): (name, schema) for name, schema in found.properties.items()}
        spelled = "_".join(words)
        names = set(parts) - NOISE
        if not names or len(path) > 3 or ("data" in parts and names & {"has_more", "total_count", "next"}):
            return
        if names <= _MOMENTS and names & {"date", "date_time", "datetime", "time", "timestamp", "seconds"}:
            yield Leaf(_moment_name(words), found, required, path, form="moment")
        elif names <= _MONEY and (amount := next((parts[name] for name in _AMOUNTS if name in parts), None)):
            yield Leaf(spelled, self.description.resolve(amount[1]), required, path, form="money")
        elif (person := next((name for name in _PERSON if name in parts), None)) and _is_person(names):
            yield self._renamed(spelled, person, parts[person], required, path)
        elif names <= {"id", "type", "name", "object"} and "id" in names:
            yield Leaf(f"{spelled}_id", self.description.resolve(parts["id"][1]), required, path)
        else:
            yield from self._flat(words, parts, required, path, found.required)

    def _renamed(
        self, prefix: str, inner: str, part: tuple[str, Schema], required: bool, path: tuple[str, ...]
    ) -> Leaf:
        return Leaf(f"{prefix}_{inner}", self.description.resolve(part[1]), required, (*path, part[0]))

    def _flat(
        self,
        words: Words,
        parts: Mapping[str, tuple[str, Schema]],
        required: bool,
        path: tuple[str, ...],
        inner: frozenset[str],
    ) -> Iterator[Leaf]:
        """The scalars of a small nested object, named after it too; of a large one what it requires."""
        scalars = [
            (name, original, schema)
            for name, (original, schema) in parts.items()
            if not is_noise(name) and self.description.resolve(schema).kind not in ("object", "array", "any")
        ]
        if len(scalars) > MAX_FLAT:
            scalars = [item for item in scalars if required and item[1] in inner][:3]
        prefix = () if len(path) == 1 and path[0] in self.boxes and len(self.boxes) == 1 else self._prefix(words, path)
        for name, original, schema in scalars:
            repeats = name.startswith("_".join(words)) or words[-1] in name.split("_")[1:]
            spelled = name if repeats or not prefix else "_".join((*prefix, *_without(name, prefix)))
            yield Leaf(spelled, self.description.resolve(schema), required and original in inner, (*path, original))

    def _prefix(self, words: Words, path: tuple[str, ...]) -> Words:
        """The words that go before the names of nested facts: none for boxes such as "attributes"."""
        kept = words
        while kept and kept[-1] in _CONTAINERS:
            kept = kept[:-1]
        return () if (kept[-1:] == ("status",) and kept != words) or (len(path) > 1 and words == (path[-2],)) else kept

    def _array(self, words: Words, found: Schema, required: bool, path: tuple[str, ...]) -> Iterator[Leaf]:
        if found.items is None:
            return
        target = self.thing_of(found.items)
        items = self.description.resolve(found.items)
        spelled = "_".join(words)
        if target:
            yield Leaf(
                f"{singular(spelled)}_ids",
                replace(items, description=found.description),
                required,
                path,
                target,
                many=True,
            )
        elif items.kind == "object":
            yield from self._telling(spelled, items, found, required, path)
        elif items.kind in ("string", "integer", "number"):
            described = replace(
                items, description=found.description, read_only=found.read_only, max_items=found.max_items
            )
            yield Leaf(spelled, described, required, path, many=True)

    def _telling(
        self, spelled: str, items: Schema, found: Schema, required: bool, path: tuple[str, ...]
    ) -> Iterator[Leaf]:
        """Of a list of small objects the one text that tells which is which: attendees → attendee_emails."""
        parts = {snake(name): (name, schema) for name, schema in items.properties.items()}
        name = next((name for name in _TELLING if name in parts and self._is_text(parts[name][1])), None)
        if name is None or found.read_only:
            return
        inner = self.description.resolve(parts[name][1])
        listed = replace(inner, description=found.description, read_only=found.read_only)
        yield Leaf(f"{singular(spelled)}_{plural(name)}", listed, required, (*path, parts[name][0]), many=True)

    def _is_text(self, schema: Schema) -> bool:
        return self.description.resolve(schema).kind == "string"


def _moment_name(words: Words) -> str:
    """ "start" → "start_time", "created_at" stays."""
    return "_".join(words) if words[-1] in ("time", "at", "date", "on") else "_".join((*words, "time"))


def _is_person(names: set[str]) -> bool:
    """Whether an inline object looks like a short form of a person."""
    marks = {"email", "email_address", "username", "login", "display_name", "full_name", "avatar_url", "first_name"}
    return bool(names & marks) and len(names) <= 12


def _without(name: str, words: Words) -> Words:
    """The words of a name without those that repeat the end of its parent's: address.address_line → line."""
    parts = tuple(name.split("_"))
    return parts[1:] if len(parts) > 1 and words[-1:] == parts[:1] else parts
