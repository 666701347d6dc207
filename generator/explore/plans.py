"""Plans: things as entities to be. Which columns they keep, how they are named, keyed and related."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as factory

from generator.description import Description, Schema
from generator.explore.endpoints import Endpoint, Place
from generator.explore.fields import Field, fields, is_id_of
from generator.explore.keys import Key, key_of
from generator.explore.kinds import Nature
from generator.explore.leaves import Leaf, ThingOf
from generator.explore.lexicon import Lexicon
from generator.explore.mail import mail_fields
from generator.explore.naming import clip, column_name
from generator.explore.references import Reference
from generator.explore.things import Thing
from generator.explore.uniques import uniques
from servers.farm.model import Evidence

MAX_WRITTEN = 14
MAX_READ = 9
MAX_LISTS = 2


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
    key = None if thing.single else key_of(thing, found, setting.lexicon, prefixes)
    usable = _embedded([field for field in found if _is_usable(field, thing, key)], setting, thing)
    usable = _with_parents(usable, thing, setting.names, setting.mutual.get(thing.name, frozenset()))
    owner = _owner(thing)
    chosen = _chosen(_with_label(usable, thing), thing, owner)
    renamed = {_column_name(field.name, field, setting.all_names): field for field in chosen}
    rank = {name: _score(field, index, owner) for index, (name, field) in enumerate(renamed.items())}
    plan = Plan(
        thing.name, thing, key, renamed, owner, _position(chosen, thing), (), _evidence(thing, key, chosen), rank
    )
    unique = uniques(plan.thing, renamed, owner)
    plan = replace(plan, near=_near(thing, found, setting))
    told = {columns[-1] for columns in unique}
    return replace(plan, unique=unique, rank={name: score + 50 * (name in told) for name, score in rank.items()})


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
    if own or len(boxed) != 1 or inner is None or inner.name == thing.name:
        return found
    given = mail_fields(
        setting.description, inner, fields(setting.description, inner, setting.lexicon, setting.thing_of, setting.names)
    )
    updates = bool(thing.having("update"))
    taken = [
        replace(field, create=True, update=updates)
        for field in given
        if field.role not in ("created", "updated")
        and (field.written or field.leaf.path == ())
        and _is_usable(field, inner, None)
    ]
    return [field for field in found if field.name != boxed[0].name] + taken


def _known_reference(field: Field, names: Collection[str]) -> Field:
    if field.reference is None or field.reference.target in names:
        return field
    return replace(field, reference=None)


_USELESS = ("_url", "_uri", "_link", "_links", "_html", "_md5", "_version")
_ADDRESSES = frozenset("url uri link links html_body version etag".split())


def _is_usable(field: Field, thing: Thing, key: Key | None) -> bool:
    if is_id_of(field, thing) and not (key is not None and field.name == key.column):
        return False
    if key is not None and field.name == key.column:
        return False
    address = field.name.endswith(_USELESS) or field.name in _ADDRESSES
    if (address and field.read_only) or _is_foreign_id(field):
        return False
    removed = field.nature.kind == "boolean" and field.name in (
        "deleted",
        "is_deleted",
        "removed",
        "destroyed",
        "trashed_by_parent",
    )
    return not (removed and not _restores(thing)) and not _is_stale(field, thing)


_OWN_IDS = frozenset("tax_id vat_id external_id reference_id".split())
_ID_ENDINGS = ("_id", "_ids", "_gid", "_sid", "_uuid", "_guid", "_uid")


def _is_foreign_id(field: Field) -> bool:
    """The id of something that the service does not keep, so that nobody can know it."""
    return (
        field.reference is None
        and field.name.endswith(_ID_ENDINGS)
        and field.name not in _OWN_IDS
        and not field.required
    )


def _restores(thing: Thing) -> bool:
    verbs = {word for endpoint in thing.having("action") for word in endpoint.verb}
    return bool(verbs & {"undelete", "restore", "recover", "untrash"})


def _is_stale(field: Field, thing: Thing) -> bool:
    """A number that the service would keep up to date and rules cannot, such as "messages_total"."""
    counts = field.nature.kind in ("integer", "number") and (
        field.read_only or (_is_tally(field) and not field.required)
    )
    return (counts and bool(thing.having("create", "update"))) or (field.many and field.read_only and thing.written)


_TALLY_WORDS = frozenset("total count num unread number totals counts".split())
_TALLY = re.compile(r"^(the )?(total |current )?(number|count) of", re.I)


def _is_tally(field: Field) -> bool:
    """Whether a number counts rows, which nobody would set."""
    return bool(set(field.name.split("_")) & _TALLY_WORDS) and bool(_TALLY.match(field.leaf.schema.description))


def _with_parents(found: list[Field], thing: Thing, names: Collection[str], mutual: Collection[str]) -> list[Field]:
    """The fields with a reference to each parent that a place of the thing lies in."""
    known = {
        field.reference.target
        for field in found
        if field.reference and (field.many or field.name == f"{field.reference.target}_id")
    }
    added = [parent_field(parent) for parent in _parents(thing, mutual) if parent not in known and parent in names]
    owner = _owner(thing)
    kept = [
        replace(field, required=True, create=True, read_only=False) if _is_owner(field, owner) else field
        for field in found
    ]
    return [replace(field, required=_is_owner(field, owner)) for field in added] + kept


def _is_owner(field: Field, owner: str) -> bool:
    return (
        bool(owner) and field.reference is not None and field.reference.target == owner and field.name == f"{owner}_id"
    )


def _parents(thing: Thing, mutual: Collection[str]) -> list[str]:
    """The parents whose id a row holds: those in which it is made or kept, and at most two in which it is only listed."""
    parents = thing.parents or {}
    kept = [
        parents[place]
        for place in thing.places
        if place in parents and (len(thing.places) == 1 or not only_listed(thing, place))
    ]
    listed = [parents[place] for place in thing.places if place in parents and parents[place] not in mutual]
    return list(dict.fromkeys([*kept, *list(dict.fromkeys(listed))[:2]]))


def only_listed(thing: Thing, place: Place) -> bool:
    """Whether a place does nothing but list what is kept elsewhere, or put it there and take it away."""
    return {endpoint.role for endpoint in thing.endpoints if endpoint.place == place} <= {
        "list",
        "link",
        "unlink",
        "search",
    }


def mutual_listings(things: Iterable[Thing]) -> dict[str, frozenset[str]]:
    """For each thing those that list it and are listed in it: tasks of a project and projects of a task."""
    listed = {
        (thing.name, parent)
        for thing in things
        for place, parent in (thing.parents or {}).items()
        if only_listed(thing, place)
    }
    names = {name for name, _ in listed}
    return {
        name: frozenset(parent for thing, parent in listed if thing == name and (parent, name) in listed)
        for name in sorted(names)
    }


def _owner(thing: Thing) -> str:
    """The parent in which every create of the thing happens; of a thing nobody creates the parent of its only place."""
    parents = thing.parents or {}
    places = [endpoint.place for endpoint in thing.having("create")] or list(thing.places)
    owners = {parents.get(place, "") for place in places}
    return owners.pop() if len(owners) == 1 else ""


def parent_field(parent: str) -> Field:
    """The field of a reference to what a thing lies in."""
    leaf = Leaf(f"{parent}_id", Schema(kind="string"))
    refers = Reference(parent, f"{parent}_id", f"its path lies in a {parent}", 0.95)
    told = Nature("text", "the path", 0.95)
    return Field(
        leaf.name, told, leaf, shown=True, create=True, update=False, required=False, read_only=False, reference=refers
    )


def _with_label(found: list[Field], thing: Thing) -> list[Field]:
    """What people call a thing must be given when nothing else is said to be."""
    if any(field.required and not _is_owner(field, _owner(thing)) for field in found) or not thing.having("create"):
        return found
    telling = [field for field in found if field.create and field.role == "label"] or [
        field
        for field in found
        if field.create and not field.many and field.nature.kind in ("text", "money", "date", "datetime")
    ]
    first = telling[0].name if telling else ""
    return [replace(field, required=True) if field.name == first else field for field in found]


_OBSCURE = frozenset(
    "ip agent hash locale version revision legacy internal external raw sandbox test debug third party vendor "
    "token secret rgb icon thumbnail avatar image url link uri signature schema format encoding tracking behavior "
    "gadget override fingerprint statement snippet estimate descriptor offset sequence omitted recurring original "
    "unspecified default internal_notes additional processor private copy signed encrypted original logo "
    "background foreground color banner".split()
)
_SPOKEN_OF = frozenset(
    "description notes note location email phone phone_number address city country attendee_emails priority "
    "due_date quantity currency type category tags content body subject message comment text language birthday "
    "company price amount company_name title name summary first_name last_name start_time end_time start_date "
    "end_date due_at color address_city recipients to sender".split()
)
"""What people speak of when they speak of a thing."""
_KIND_SCORES = {
    "enum": 12,
    "money": 15,
    "date": 14,
    "datetime": 10,
    "boolean": 5,
    "text": 5,
    "integer": 6,
    "number": 5,
    "list": 6,
}
_ROLE_SCORES = {"label": 100, "status": 60, "created": 14, "updated": 6, "self_parent": 45}


def _score(field: Field, index: int, owner: str) -> float:
    words = field.name.split("_")
    score = 50.0 if field.required else 0.0
    score += 35 if field.create and field.update else 25 if field.create else 20 if field.update else 5
    score += _KIND_SCORES[field.nature.kind] + _ROLE_SCORES.get(field.role, 0)
    score += 20 if field.reference is not None else 0
    score += 100 if _is_owner(field, owner) else 0
    score += 18 if field.name in _SPOKEN_OF else 0
    score -= 4 * (len(words) - 1) + 0.15 * index + 15 * len(set(words) & _OBSCURE)
    return score - (15 if not field.shown and not field.required else 0)


def _chosen(found: list[Field], thing: Thing, owner: str) -> list[Field]:
    """The most useful fields, in the order in which they stood; required ones are all kept."""
    writes = bool(thing.having("create", "update", "change"))
    ranked = sorted(enumerate(found), key=lambda item: (-_score(item[1], item[0], owner), item[0]))
    kept: list[int] = []
    lists = 0
    for index, field in ranked:
        if field.many and field.reference is not None:
            kept.append(index)
            continue
        if field.many:
            lists += 1
        if (field.many and lists > MAX_LISTS and not field.required) or _is_hidden_flag(field):
            continue
        if len(kept) < (MAX_WRITTEN if writes else MAX_READ) or field.required:
            kept.append(index)
    return _ordered([found[index] for index in sorted(kept)], owner)


def _is_hidden_flag(field: Field) -> bool:
    """A switch of the call rather than a fact about the thing ("send_email", "validate")."""
    if field.shown or field.required or field.nature.kind != "boolean":
        return False
    return field.name.split("_")[0] in (
        "send",
        "notify",
        "validate",
        "skip",
        "force",
        "ignore",
        "suppress",
        "return",
        "include",
        "use",
        "accept",
    )


def _ordered(found: list[Field], owner: str) -> list[Field]:
    first = [field for field in found if _is_owner(field, owner)]
    label = [field for field in found if field.role == "label" and field not in first]
    times = [field for field in found if field.role in ("created", "updated")]
    rest = [field for field in found if field not in first + label + times]
    return first + label + rest + times


_POSITIONS = frozenset("position rank order sort_order ordinal sort_index display_order order_index".split())


def _position(found: Iterable[Field], thing: Thing) -> str:
    """The column that orders siblings, if the service keeps it."""
    moves = any(endpoint.verb[:1] in (("move",), ("reorder",), ("sort",)) for endpoint in thing.endpoints)
    for field in found:
        if (
            field.name in _POSITIONS
            and field.nature.kind in ("integer", "text", "number")
            and (moves or field.read_only)
        ):
            return field.name
    return ""


def _column_name(name: str, field: Field, names: Collection[str]) -> str:
    """The name of a column, which no entity may have too: expressions would mix them up."""
    if name not in names:
        return column_name(name)
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
