"""Fields: the columns of a thing before they are columns, with what may be done to each and the role it plays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.description import Description, Scalar, Schema
from generator.explore.endpoints import Endpoint
from generator.explore.kinds import Nature, is_sentence, nature
from generator.explore.leaves import ANSWERED, Leaf, ThingOf, leaves
from generator.explore.lexicon import Lexicon
from generator.explore.references import Reference, reference
from generator.explore.shapes import Input, is_bound, snake
from generator.explore.things import Thing

Role = Literal["", "label", "status", "created", "updated", "position", "self_parent", "key"]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact about a thing. `create`/`update`: a caller may give it then; `required`: must, when creating.

    `reference` is set where it holds another thing's id; `leaf.many` where it holds several values.
    """

    name: str
    nature: Nature
    leaf: Leaf
    shown: bool
    create: bool
    update: bool
    required: bool
    read_only: bool
    role: Role = ""
    reference: Reference | None = None
    default: Scalar | None = None
    """The value that the description states of a column that is never empty and need not be given."""

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return self.leaf.many

    @property
    def written(self) -> bool:
        """Whether a caller can give it at all."""
        return self.create or self.update


def fields(
    description: Description, thing: Thing, lexicon: Lexicon, thing_of: ThingOf, names: Collection[str]
) -> tuple[Field, ...]:
    """The fields of a thing: first those that reading shows, then those that only writing names."""
    read = leaves(description, thing.schema.properties, thing.schema.required, lexicon, thing_of)
    asked = frozenset(item.name for endpoint in thing.having("list", "search") for item in endpoint.inputs)
    writes = [
        [_as_described(endpoint, asked) for endpoint in thing.having(*roles)]
        for roles in (("create",), ("update", "change"))
    ]
    given = [_given(description, endpoints, lexicon, thing_of) for endpoints in writes]
    if not given[1] and all(_is_undescribed(endpoint) for endpoint in writes[1]):
        given[1] = given[0]
    spelled = _by_column((*read, *given[0].values(), *given[1].values()), thing.name, names)
    told = _Told(
        {_column(leaf, thing.name, names) for leaf in read},
        _columns(given[0], thing, names),
        _columns(given[1], thing, names),
        description.stored,
        frozenset(leaf.name for group in spelled.values() for leaf in group),
    )
    found = [field for name, group in spelled.items() if (field := _field(name, group, told, thing, names))]
    return _with_roles(found, thing)


def _given(
    description: Description, endpoints: Iterable[Endpoint], lexicon: Lexicon, thing_of: ThingOf
) -> dict[str, Leaf]:
    """The leaves of what several operations take; a leaf is required if the first operation requires it."""
    found: dict[str, Leaf] = {}
    for number, endpoint in enumerate(endpoints):
        given = _state_inputs(endpoint.inputs)
        properties: Mapping[str, Schema] = {item.name: _described(item) for item in given}
        required = frozenset(item.name for item in given if item.required)
        for leaf in leaves(description, properties, required, lexicon, thing_of):
            found.setdefault(leaf.name, leaf if number == 0 else replace(leaf, required=False))
    return found


def _as_described(endpoint: Endpoint, asked: Collection[str]) -> Endpoint:
    """The endpoint, or where its description gives a write no body and only the filters of the list, one that takes
    what it answers with."""
    names = {item.name for item in endpoint.inputs}
    if endpoint.operation.request is not None or not names or not names <= set(asked):
        return endpoint
    shown = endpoint.answer.schema
    taken = [Input(name, schema, name in shown.required, "body") for name, schema in shown.properties.items()]
    return replace(endpoint, inputs=tuple(taken) if endpoint.answer.kind == "object" else ())


def _is_undescribed(endpoint: Endpoint) -> bool:
    """Whether the description says nothing of what an operation takes: then it takes what creating does."""
    return endpoint.operation.request is None and not endpoint.inputs


def _described(item: Input) -> Schema:
    return (
        item.schema
        if item.schema.kind == "ref" or not item.description
        else replace(item.schema, description=item.description)
    )


def _state_inputs(given: tuple[Input, ...]) -> list[Input]:
    """The body's inputs; those of the query only where there is no body, or where the query names what is required."""
    body = [item for item in given if item.place == "body" and item.name.lower() not in ANSWERED]
    beside = [item for item in given if item.place == "query" and (not body or item.required)]
    return body + [item for item in beside if item.required or not is_bound(snake(item.name))]


def _column(leaf: Leaf, owner: str, names: Collection[str]) -> str:
    found = reference(leaf, owner, names)
    return found.column if found is not None else leaf.name


def _by_column(found: Iterable[Leaf], owner: str, names: Collection[str]) -> dict[str, list[Leaf]]:
    grouped: dict[str, list[Leaf]] = {}
    for leaf in found:
        grouped.setdefault(_column(leaf, owner, names), []).append(leaf)
    return grouped


def _columns(given: Mapping[str, Leaf], thing: Thing, names: Collection[str]) -> dict[str, Leaf]:
    return {_column(leaf, thing.name, names): leaf for leaf in given.values()}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is shown, created and updated, by column, and the names of all leaves."""

    shown: set[str]
    created: Mapping[str, Leaf]
    updated: Mapping[str, Leaf]
    stored: bool
    siblings: frozenset[str]


def _field(name: str, group: list[Leaf], told: _Told, thing: Thing, names: Collection[str]) -> Field | None:
    natures = [(leaf, found) for leaf in group if (found := nature(leaf, told.siblings) or _of_id(leaf)) is not None]
    if not natures:
        return None
    leaf, best = max(natures, key=lambda item: _telling(item[1]))
    refers = reference(group[0], thing.name, names) or reference(leaf, thing.name, names)
    if refers and not leaf.many:
        best = replace(best, kind="text", values=(), max_length=None)
    create, update = _is_given(told.created.get(name), group[0]), _is_given(told.updated.get(name), group[0])
    read_only = not (create or update)
    return Field(
        name=name if refers else _renamed(name, best, told.siblings),
        nature=best,
        leaf=leaf,
        shown=name in told.shown,
        create=create,
        update=update,
        required=create and _is_required(told.created[name]),
        read_only=read_only,
        reference=refers,
        default=_default(leaf, best) if told.stored and not refers else None,
    )


def _default(leaf: Leaf, found: Nature) -> Scalar | None:
    """The stated default, where it is a value of the column's kind; enums and yes or no have theirs in their nature."""
    value = leaf.schema.default
    if not leaf.required or leaf.many or isinstance(value, bool):
        return None
    if found.kind == "text":
        return value if isinstance(value, str) and not is_sentence(value) else None
    if found.kind not in ("integer", "number", "money") or isinstance(value, str | None):
        return None
    low, high = found.minimum, found.maximum
    value = int(value) if found.kind == "money" and value == int(value) else value
    return value if (low is None or value >= low) and (high is None or value <= high) else None


def _of_id(leaf: Leaf) -> Nature | None:
    """An object that stands for another thing is kept as that thing's id."""
    return Nature("list" if leaf.many else "text", "the id of another thing", 0.95) if leaf.target else None


def _telling(found: Nature) -> tuple[int, float]:
    """How much a nature says: of equal ones the first wins."""
    order = {
        "text": 0,
        "integer": 1,
        "number": 1,
        "list": 2,
        "boolean": 2,
        "date": 3,
        "datetime": 3,
        "money": 3,
        "enum": 4,
    }
    return order[found.kind], 0


def _is_given(given: Leaf | None, shown: Leaf) -> bool:
    """Whether an operation takes a value and means it: what is shown as read-only is given only where that is not said
    of what is given too."""
    return given is not None and not (_is_read_only(shown.schema) and _is_read_only(given.schema))


_SAID_READ_ONLY = re.compile(
    r"^\W?(output|read)[- ]?only\b|(?:^|[.!?;]\s+)\W?(output|read)[- ]only\W?\s*(?:\.|$)"
    r"|(field|property|value|attribute) is (output|read)[- ]?only|\W(output|read)[- ]?only\W?$"
    r"|[(\[](output|read)[- ]only[)\]]|(?:^|[.!?;]\s+)only returned\b"
    r"|\b(set|assigned|generated) (automatically )?by the (server|system|service|backend)\b"
    r"|\b(system|server|auto|automatically)[- ]generated\b|cannot be (set|specified|provided) by",
    re.I,
)
"""Said at the beginning, or in a sentence of its own ("The owner's address. Read-only.")."""


def _is_read_only(schema: Schema) -> bool:
    return schema.read_only or bool(_SAID_READ_ONLY.search(schema.description))


def _is_required(leaf: Leaf) -> bool:
    text = leaf.schema.description.lower()
    return leaf.required or text.startswith(("required.", "required:", "(required)", "*required"))


_SPOKEN_MOMENTS = frozenset("birth birthday birthdate deadline dob".split())
_MOMENT_ENDINGS = frozenset("at on date time datetime timestamp day until since".split())
_UNITS = frozenset("millis milliseconds ms micros nanos nanoseconds ns seconds secs epoch unix utc local dt ts".split())
"""What a name says of how its moment is written; ours are all written alike."""


def _renamed(name: str, found: Nature, others: frozenset[str]) -> str:
    """A moment's name without the unit it is written in, unless another column has that name."""
    if found.kind not in ("date", "datetime"):
        return name
    short = _moment_name(_without_units(name), found)
    return _moment_name(name, found) if short in others - {name} else short


def _moment_name(name: str, found: Nature) -> str:
    """Moments end in "_at", "_time" or "_date", so that "completed" is not taken for a yes or no."""
    last = name.split("_")[-1]
    if last in _MOMENT_ENDINGS | _SPOKEN_MOMENTS:
        return name
    if last.endswith("ed") and found.kind == "datetime":
        return f"{name.removeprefix('date_')}_at"
    return f"{name}_{'date' if found.kind == 'date' else 'time'}"


def _without_units(name: str) -> str:
    words = name.split("_")
    while len(words) > 1 and words[-1] in _UNITS:
        words.pop()
    return "_".join(words)


_CREATED = frozenset("created create creation createdat inserted added".split())
_UPDATED = frozenset("updated update modified modify modification edited updatedat".split())
_OF_STAMPS = frozenset("at on time date datetime timestamp utc ts last".split())
"""Words around those: "date_created", "last_modified_date_utc", "time_created_at"."""
_LABELS = (
    "title", "name", "summary", "subject", "display_name", "full_name", "label", "headline", "first_name",
    "last_name", "username", "login", "email", "email_address", "primary_email", "company_name", "friendly_name",
    "question", "description", "text", "content", "message", "body", "number", "reference", "code", "slug", "sku",
    "note", "notes", "memo", "comment", "url", "phone_number", "key", "value",
)  # fmt: skip
_STATUSES = ("status", "state", "lifecycle_state", "stage", "phase")


def _with_roles(found: list[Field], thing: Thing) -> tuple[Field, ...]:
    label = _label(found, thing)
    status = _status(found)
    return tuple(_server_made(replace(field, role=_role(field, label, status, thing))) for field in found)


_HAPPENED = frozenset(
    "archived canceled cancelled changed closed deactivated deleted disabled disconnected modified paired redeemed "
    "removed reopened restored revoked suspended trashed unarchived untrashed updated".split()
)
"""What happens to a row and is noted by whoever keeps it; nobody says when something will have been restored."""


def _server_made(field: Field) -> Field:
    """Times of creation, change and such happenings are the server's, though the schema would let a caller write
    them."""
    if field.role not in ("created", "updated") and not _happened(field):
        return field
    return replace(field, create=False, update=False, required=False, read_only=True)


def _happened(field: Field) -> bool:
    words = [word for word in field.name.split("_") if word not in _MOMENT_ENDINGS]
    return (
        field.nature.kind in ("date", "datetime") and not field.required and words[-1:] != [] and words[-1] in _HAPPENED
    )


def _role(field: Field, label: str, status: str, thing: Thing) -> Role:
    if field.name == label:
        return "label"
    if field.name == status:
        return "status"
    if field.nature.kind in ("datetime", "date") and not field.required:
        if (stamps := _stamps(field.name, thing)) is not None:
            return stamps
        if field.leaf.schema.stamped:
            return field.leaf.schema.stamped
    if (
        field.reference is not None
        and field.reference.target == thing.name
        and not field.many
        and field.name == "parent_id"
    ):
        return "self_parent"
    return ""


def _stamps(name: str, thing: Thing) -> Role | None:
    """Whether a time is that of creation or of the last change, of the thing itself: "order_created_at" of an order."""
    words = name.split("_")
    told = [word for word in words if word not in _OF_STAMPS]
    verb = told[-1] if told and set(told[:-1]) <= set(thing.name.split("_")) else ""
    if verb in _CREATED and "last" not in words:
        return "created"
    return "updated" if verb in _UPDATED or name == "last_activity_at" else None


def _label(found: list[Field], thing: Thing) -> str:
    texts = [
        field
        for field in found
        if field.nature.kind == "text" and field.shown and not field.reference and not field.many
    ]
    order = (
        *_LABELS[:2],
        f"{thing.name}_name",
        f"{thing.name}_title",
        f"{thing.name.split('_')[-1]}_name",
        *_LABELS[2:],
    )
    always = [field for field in texts if field.leaf.required]
    for wanted in order:
        for field in always if thing.schema.key and always else texts:  # Of a stated row: what is never empty.
            if field.name == wanted:
                return field.name
    own = [field for field in texts if len(field.leaf.path) < 2]
    endings = [field.name for field in own if field.name.endswith(("_name", "_title"))]
    return endings[0] if endings else ""


def _status(found: list[Field]) -> str:
    enums = [field.name for field in found if field.nature.kind == "enum" and not field.many]
    exact = [name for wanted in _STATUSES for name in enums if name == wanted]
    ending = [name for name in enums if name.endswith(("_status", "_state"))]
    return (exact + ending + [""])[0]


def is_id_of(field: Field, thing: Thing) -> bool:
    """Whether a field is the thing's own id, which the key replaces."""
    if thing.schema.key:
        return field.leaf.path == thing.schema.key
    short = thing.name.split("_")[-1]
    names = {
        "id",
        "gid",
        "uid",
        "uuid",
        "guid",
        "sid",
        "_id",
        f"{thing.name}_id",
        f"{thing.name}_uuid",
        f"{thing.name}_gid",
        f"{short}_id",
        f"{thing.name}_sid",
    }
    own = field.reference is not None and field.reference.target == thing.name and field.name in names
    return own or (field.reference is None and snake(field.leaf.name) in names)
