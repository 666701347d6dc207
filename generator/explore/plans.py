"""Plans: things as entities to be. Which columns they keep, how they are named, keyed and related."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as factory

from generator.description import Description
from generator.explore.choosing import chosen, position, score
from generator.explore.endpoints import Endpoint
from generator.explore.fields import Field, fields
from generator.explore.keys import Key, key_of
from generator.explore.leaves import ThingOf
from generator.explore.lexicon import Lexicon
from generator.explore.mail import mail_fields
from generator.explore.naming import clip, column_name
from generator.explore.parents import is_owner, owner_of, with_parents
from generator.explore.things import Thing
from generator.explore.uniques import uniques
from generator.explore.usable import is_usable
from servers.farm.model import Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """Many rows of a plan with many of `target`, kept as rows of `entity`: "message_label" for the role "label".

    `adds`, `removes`, `modifies` and `lists` are the operations that say so; `at_create` that ids can be given then.
    """

    entity: str
    role: str
    target: str
    adds: tuple[Endpoint, ...] = ()
    removes: tuple[Endpoint, ...] = ()
    modifies: tuple[Endpoint, ...] = ()
    lists: tuple[Endpoint, ...] = ()
    at_create: bool = False

    @property
    def column(self) -> str:
        """The link's column that holds the other thing's id."""
        return f"{self.role}_id"

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """All its operations."""
        return (*self.adds, *self.removes, *self.modifies, *self.lists)


@dataclass(frozen=True, slots=True)
class Section:
    """A single thing inside a row: the columns that keep it and the operations that show and change it."""

    name: str
    columns: tuple[str, ...]
    shows: tuple[Endpoint, ...]
    changes: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One entity to be. `fields` are by column name, in the order of the columns; `parents` the things it lies in.

    `owner` is the parent without which none can be made, "" if there is no such; `position` the column that numbers
    rows within a parent. A `key` is missing exactly for a single thing.
    """

    name: str
    thing: Thing
    key: Key | None
    fields: Mapping[str, Field]
    owner: str = ""
    position: str = ""
    unique: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rank: Mapping[str, float] = factory(default_factory=dict)
    """How useful each column is to a caller, the higher the more."""
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    near: frozenset[str] = frozenset()
    """Other things that it has to do with: those that its operations answer with, and the one it is a box around."""

    @property
    def plural(self) -> str:
        """Many of it, as a name."""
        return self.thing.plural

    def role(self, role: str) -> str:
        """The column that plays a role ("label", "status", "created", …), "" if none does."""
        return next((name for name, field in self.fields.items() if field.role == role), "")

    @property
    def references(self) -> dict[str, str]:
        """The thing that each reference column refers to."""
        return {
            name: field.reference.target for name, field in self.fields.items() if field.reference and not field.many
        }

    @property
    def listed(self) -> bool:
        """Whether a tool lists it: for an operation, or because its ids must be known."""
        return bool(self.thing.having("list", "search")) or self.needs_list

    @property
    def needs_list(self) -> bool:
        """Whether ids of it are asked for that callers do not make up."""
        asked = self.thing.having("get", "update", "delete", "action")
        return self.key is not None and bool(self.key.sequence) and bool(asked)

    @property
    def created_here(self) -> bool:
        """Whether callers make rows of it."""
        return bool(self.thing.having("create"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What all plans of one description share."""

    description: Description
    lexicon: Lexicon
    thing_of: ThingOf
    names: frozenset[str]
    """Things that others can refer to."""
    all_names: frozenset[str]
    """These and the single ones."""
    mutual: Mapping[str, frozenset[str]] = factory(default_factory=dict)
    """See `mutual_listings`."""
    things: Mapping[str, Thing] = factory(default_factory=dict)


def plans(setting: Setting, things: Iterable[Thing]) -> dict[str, Plan]:
    """A plan for each thing by its name."""
    prefixes: set[str] = set()
    return {thing.name: _plan(setting, thing, prefixes) for thing in things}


def _plan(setting: Setting, thing: Thing, prefixes: set[str]) -> Plan:
    found = fields(setting.description, thing, setting.lexicon, setting.thing_of, setting.names)
    found = mail_fields(setting.description, thing, (_known_reference(field, setting.names) for field in found))
    key = None if thing.single else key_of(thing, found, prefixes)
    usable = _embedded([field for field in found if is_usable(field, thing, key)], setting, thing)
    usable = with_parents(usable, thing, setting.names, setting.mutual.get(thing.name, frozenset()))
    owner = owner_of(thing)
    kept = chosen(_with_label(usable, thing), thing, owner)
    renamed = {_column_name(field.name, field, setting.all_names, thing.name): field for field in kept}
    rank = {name: score(field, index, owner) for index, (name, field) in enumerate(renamed.items())}
    placed = position(kept, thing)
    place = next((name for name, field in renamed.items() if placed and field.name == placed), "")
    plan = Plan(thing.name, thing, key, renamed, owner, place, (), _evidence(thing, key, kept), rank)
    unique = uniques(plan.thing, renamed, owner)
    plan = replace(plan, near=_near(thing, found, setting))
    told = {columns[-1] for columns in unique}
    return replace(plan, unique=unique, rank={name: value + 50 * (name in told) for name, value in rank.items()})


def _near(thing: Thing, found: Iterable[Field], setting: Setting) -> frozenset[str]:
    by_schema = {other.schema_name: other.name for other in setting.things.values() if other.schema_name}
    answered = {by_schema.get(endpoint.answer.name, "") for endpoint in thing.having("action", "collection_action")}
    named = {field.reference.target for field in found if field.reference is not None}
    return frozenset((answered | named) & set(setting.names)) - {thing.name}


def _embedded(found: list[Field], setting: Setting, thing: Thing) -> list[Field]:
    """For a thing that is nothing but a box around another one ("draft: {id, message}") the facts of the other one."""
    own = [field for field in found if field.reference is None]
    boxed = [
        field
        for field in found
        if field.reference and field.written and field.leaf.schema.kind == "object" and not field.many
    ]
    inner = setting.things.get(boxed[0].reference.target) if boxed and boxed[0].reference else None
    if len(boxed) != 1 or inner is None or inner.name == thing.name:
        return found
    if own:
        mail = all(field.leaf.path == () for field in own)
        return own if mail else found
    given = mail_fields(
        setting.description, inner, fields(setting.description, inner, setting.lexicon, setting.thing_of, setting.names)
    )
    updates = bool(thing.having("update"))
    taken = [
        replace(field, create=True, update=updates)
        for field in given
        if field.role not in ("created", "updated")
        and (field.written or field.leaf.path == ())
        and is_usable(field, inner, None)
    ]
    return [field for field in found if field.name != boxed[0].name] + taken


def _known_reference(field: Field, names: Collection[str]) -> Field:
    if field.reference is None or field.reference.target in names:
        return field
    return replace(field, reference=None)


def _with_label(found: list[Field], thing: Thing) -> list[Field]:
    """What people call a thing must be given when nothing else is said to be."""
    if any(field.required and not is_owner(field, owner_of(thing)) for field in found) or not thing.having("create"):
        return found
    telling = [field for field in found if field.create and field.role == "label"] or [
        field
        for field in found
        if field.create
        and not field.many
        and field.nature.kind in ("text", "money", "date", "datetime")
        and field.name.split("_")[-1] not in _CALLED_BACK
    ]
    first = telling[0].name if telling else ""
    return [replace(field, required=True) if field.name == first else field for field in found]


_CALLED_BACK = frozenset("callback webhook url uri endpoint".split())
"""Last words of addresses that a service calls, which nobody calls a thing by."""
_VALUES = frozenset(
    "email phone address message comment note notes url link file image photo description title price location code "
    "domain website language country currency city key type status tag icon color body content".split()
)
"""Nouns of which a text is the thing itself and not its name."""


def _column_name(name: str, field: Field, names: Collection[str], owner: str) -> str:
    """The name of a column, which no entity may have too (expressions would mix them up): "email" → "contact_email"."""
    if name not in names:
        return column_name(name)
    if name == owner and field.nature.kind == "text" and f"{name}_text" not in names:  # the message of a message
        return clip(f"{name}_text")
    if name in _VALUES and f"{owner}_{name}" not in names:
        return clip(f"{owner}_{name}")
    return clip(f"{name}_name" if field.nature.kind == "text" else f"{name}_value")


def _evidence(thing: Thing, key: Key | None, found: Iterable[Field]) -> tuple[Evidence, ...]:
    told = [*thing.evidence, *([key.evidence] if key is not None else [])]
    for field in found:
        if field.reference is not None:
            told.append(field.reference.evidence(thing.name))
        elif field.nature.confidence < 0.9:
            fact = f"{thing.name}.{field.name} is {field.nature.kind}"
            told.append(Evidence(fact=fact, because=field.nature.because, confidence=field.nature.confidence))
    return tuple(told)
