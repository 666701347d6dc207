"""Operations with the role they play at their place: list, get, create, update, delete, action, singleton, …

Rules are tables: method × place × what the answer holds → role. A place is a route's shape; whether its last literal
is a collection is decided by all operations at it and under it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.description import Description, Operation, Schema
from generator.english import is_plural, singular
from generator.explore.call_names import METHODS, TELLING
from generator.explore.lexicon import Lexicon, Words, plain_words
from generator.explore.remote_calls import RemoteCall, remote_calls
from generator.explore.resource_names import spelled_out, without_marks
from generator.explore.routes import Route, routes
from generator.explore.shapes import Input, Shape, answer, inputs, snake
from generator.explore.singulars import in_the_plural
from generator.explore.told import (
    CHANGING,
    MAKING,
    says_changing,
    says_making,
    says_making_one,
    says_reading,
    told_verb,
)
from generator.explore.verb_words import SEARCHES, VERBS

Role = Literal[
    "list", "get", "create", "update", "delete", "link", "unlink", "search", "action", "collection_action",
    "show", "change", "drop", "bulk", "count", "other",
]  # fmt: skip
"""`show`, `change` and `drop` are those of a singleton: one thing without an id, alone or inside an item."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation, read. `place` is the collection or singleton it belongs to; `verb` names an action."""

    operation: Operation
    route: Route
    method: str
    role: Role
    place: Place
    answer: Shape
    inputs: tuple[Input, ...]
    verb: Words = ()
    upserts: bool = False
    """Whether it makes what its path names, and changes it where it is there already."""

    @property
    def id(self) -> str:
        """The operation's id."""
        return self.operation.id


@dataclass(frozen=True, slots=True)
class _Raw:
    operation: Operation
    route: Route
    method: str
    answer: Shape
    nouns: Words
    given: frozenset[str]
    """The names of what the body holds."""


def endpoints(description: Description, lexicon: Lexicon) -> tuple[Endpoint, ...]:
    """Every operation with its role, in the description's order; one that creates or updates comes twice."""
    description = _without_ambient(description)
    description = replace(description, operations=tuple(map(without_marks, description.operations)))
    calls = remote_calls(description, lexicon)
    pathed = [operation for operation in description.operations if operation.id not in calls]
    known = routes(spelled_out(pathed), lexicon)
    told = {operation_id: RemoteCall(route, "") for operation_id, route in known.items()} | calls
    told = in_the_plural(told, {operation.id: operation.method for operation in description.operations})
    found = [_raw(description, operation, told[operation.id], lexicon) for operation in description.operations]
    found = [replace(raw, method="GET") if _repeats(raw, found) else raw for raw in found]
    tree = _Tree(found)
    return tuple(item for raw in found for item in _as_upsert(_endpoint(description, raw, tree, lexicon), raw, tree))


def _as_upsert(endpoint: Endpoint, raw: _Raw, tree: _Tree) -> tuple[Endpoint, ...]:
    """The endpoint, or for a PUT that creates what is not there yet a create and, where no PATCH is, an update.

    Such a PUT names the new one in its path, so that its name is an input of the create.
    """
    on_item = endpoint.role == "update" and raw.method == "PUT" and raw.route.on_item
    if not on_item or "POST" in tree.methods(endpoint.place) or not says_making(raw.operation):
        return (endpoint,)
    name = Input("name", Schema(kind="string"), True, "body", "")
    given = tuple(item for item in endpoint.inputs if snake(item.name) != "name")
    upserts = says_changing(raw.operation)
    create = replace(endpoint, role="create", inputs=(name, *given), upserts=upserts)
    update = replace(endpoint, inputs=given, upserts=upserts)
    return (create,) if "PATCH" in tree.methods(raw.route.shape) else (create, update)


def _repeats(raw: _Raw, found: Iterable[_Raw]) -> bool:
    """Whether a POST asks what a GET at its place asks, by its body instead of beside its path."""
    if raw.method != "POST" or not raw.given:
        return False
    for other in found:
        beside = {snake(item.name) for item in other.operation.parameters if item.location == "query"}
        same = other.method == "GET" and other.route == raw.route and raw.given <= beside
        if same and (raw.answer.kind, raw.answer.schema) == (other.answer.kind, other.answer.schema):
            return True
    return False


MIN_AMBIENT = 5


def _without_ambient(description: Description) -> Description:
    """The description without what more than half of its operations require beside their path: a key, a site, or in
    their bodies the id of the account that calls."""
    demanded = [_demanded(description, operation) for operation in description.operations]
    many = max(MIN_AMBIENT, len(description.operations) // 2)
    ambient = {name for name, times in Counter(name for names in demanded for name in names).items() if times > many}
    if not ambient:
        return description
    operations = tuple(_without(description, operation, ambient) for operation in description.operations)
    return replace(description, operations=operations)


def _demanded(description: Description, operation: Operation) -> list[str]:
    beside = [item.name for item in operation.parameters if item.required and item.location == "query"]
    body = description.resolve(operation.request) if operation.request is not None else None
    return beside + ([name for name in sorted(body.required) if snake(name).endswith("_id")] if body else [])


def _without(description: Description, operation: Operation, names: Collection[str]) -> Operation:
    """The operation without inputs of these names."""
    kept = tuple(item for item in operation.parameters if item.location != "query" or item.name not in names)
    body = description.resolve(operation.request) if operation.request is not None else None
    if body is None or not body.required & set(names):
        return replace(operation, parameters=kept)
    properties = {name: schema for name, schema in body.properties.items() if name not in names}
    request = replace(body, properties=properties, required=body.required - set(names))
    return replace(operation, parameters=kept, request=request)


def _raw(description: Description, operation: Operation, call: RemoteCall, lexicon: Lexicon) -> _Raw:
    literals = [segment.name for segment in call.route.segments if not segment.variable]
    nouns = lexicon.words(literals[-1]) if literals else ()
    given = description.properties(operation.request) if operation.request is not None else {}
    shape = answer(description, operation, nouns)
    return _Raw(operation, call.route, call.method or operation.method, shape, nouns, frozenset(map(snake, given)))


class _Tree:
    """What is known of a place from all operations at it and below it."""

    def __init__(self, found: Iterable[_Raw]) -> None:
        self._at: Mapping[Place, list[_Raw]] = defaultdict(list)
        for raw in found:
            if not raw.route.verb:
                self._at[raw.route.shape].append(raw)

    def methods(self, place: Place) -> frozenset[str]:
        """The methods at exactly this place."""
        return frozenset(raw.method for raw in self._at.get(place, ()))

    def is_collection(self, place: Place) -> bool:
        """Whether the things at a literal have ids of their own, or are listed."""
        if self.methods((*place, "{}")):
            return True
        at = self._at.get(place, ())
        noun = plain_words(place[-1])[0] not in TELLING if plain_words(place[-1]) else False
        answers = [raw.answer for raw in at if raw.method == "GET" or (raw.method == "POST" and noun and _asks(raw))]
        return any(item.kind == "list" for item in answers)

    def links(self, place: Place) -> bool:
        """Whether what is posted to a place inside an item is the id of what has another place, where all of it is."""
        posts = [raw for raw in self._at.get(place, ()) if raw.method == "POST"]
        listed = {
            raw.answer.name for raw in self._at.get(place, ()) if raw.method == "GET" and raw.answer.kind == "list"
        }
        only_id = bool(posts) and all(len(raw.given) == 1 and min(raw.given).endswith("_id") for raw in posts)
        homes = {home for name in listed if name for home in self._homes(name)}
        return only_id and place[-2:-1] == ("{}",) and bool(homes - {place})

    def _homes(self, name: str) -> Iterator[Place]:
        """The places at which one of this name is shown by its id."""
        for shape, found in self._at.items():
            if shape[-1:] == ("{}",) and any(
                raw.method == "GET" and raw.answer.kind == "object" and raw.answer.name == name for raw in found
            ):
                yield shape[:-1]

    def is_shown(self, place: Place) -> bool:
        """Whether one thing without an id can be read here."""
        return not self.is_collection(place) and "GET" in self.methods(place)


def _endpoint(description: Description, raw: _Raw, tree: _Tree, lexicon: Lexicon) -> Endpoint:
    role, place, verb = _role(raw, tree, lexicon)
    takes = role not in ("delete", "drop", "get", "show") or (role == "show" and raw.operation.method != "GET")
    given = inputs(description, raw.operation, raw.nouns) if takes else ()
    addressed = {segment.name for segment in raw.route.segments if segment.variable}
    given = tuple(item for item in given if item.name not in addressed)
    return Endpoint(raw.operation, raw.route, raw.method, role, place, raw.answer, given, verb)


Decision = tuple[Role, Place, Words]


def _role(raw: _Raw, tree: _Tree, lexicon: Lexicon) -> Decision:
    shape = raw.route.shape
    if not shape or not [part for part in shape if part != "{}"]:
        return "other", shape, ()
    last = raw.route.verb or ("" if raw.route.on_item else raw.route.segments[-1].name)
    if last and not lexicon.words(last):  # "/-": nothing says what it is
        return "other", shape, ()
    if raw.route.verb:
        verb = lexicon.words(raw.route.verb)
        on_item = raw.route.on_item
        return ("action" if on_item else _collection_verb(raw, verb, shape, tree)), _collection_of(shape), verb
    return _on_item(raw, tree) if raw.route.on_item else _on_literal(raw, tree, lexicon)


def _collection_of(shape: Place) -> Place:
    return shape[:-1] if shape[-1] == "{}" else shape


_ITEM_ROLES: Mapping[str, Role] = {"GET": "get", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


def _on_item(raw: _Raw, tree: _Tree) -> Decision:
    place = raw.route.shape[:-1]
    methods = tree.methods(raw.route.shape)
    empty = raw.operation.request is None
    readable = "GET" in methods or "GET" in tree.methods(place) or "POST" in tree.methods(place)
    reads = raw.method == "POST" and says_reading(raw.operation)
    if raw.method in ("PUT", "POST") and empty and "PATCH" not in methods and len(place) > 1 and not reads:
        return "link", place, ()
    if raw.method == "DELETE" and "PATCH" not in methods and (not readable or tree.links(place)):
        return "unlink", place, ()
    if raw.method == "POST":
        return _post_on_item(raw, tree, place)
    return _ITEM_ROLES.get(raw.method, "other"), place, ()


def _post_on_item(raw: _Raw, tree: _Tree, place: Place) -> Decision:
    """A post to one thing: a change of it, if nothing else is and its summary does not speak of something else."""
    told = told_verb(raw.operation)
    if told in MAKING and "POST" not in tree.methods(place):
        return "create", place, ()
    reads = says_reading(raw.operation)
    if reads and raw.answer.kind == "object" and "GET" not in tree.methods(raw.route.shape):
        return "get", place, ()
    if tree.methods(raw.route.shape) & {"PUT", "PATCH"} or reads:
        return "other", place, ()
    if told in VERBS - CHANGING:
        return "action", place, (told,)
    return "update", place, ()


def _on_literal(raw: _Raw, tree: _Tree, lexicon: Lexicon) -> Decision:
    place = raw.route.shape
    words = lexicon.words(raw.route.segments[-1].name)
    inside = len(place) > 1
    kept = tree.methods((*place, "{}")) & {"PUT", "PATCH", "DELETE"}  # Searches that can be changed are things.
    if tree.is_collection(place) and (kept or not _is_search(words)):
        return _on_collection(raw, place, words, tree)
    if raw.method == "GET" and inside and place[-2] == "{}" and _does(raw, words) and tree.methods(place) == {"GET"}:
        return "action", place[:-2], words
    if raw.method == "GET" and words == ("count",) and inside and tree.is_collection(place[:-1]):
        return "count", place[:-1], words
    if raw.method == "GET":
        return ("search", place[:-1], words) if _is_search(words) and inside else ("show", place, ())
    if tree.is_shown(place):
        return _on_singleton(raw, place, words)
    if inside and place[-2] == "{}":
        return ("get" if _shows(raw, words, place[:-1], tree) else "action"), place[:-2], words
    return _loose(raw, place, words, tree)


def _shows(raw: _Raw, words: Words, item: Place, tree: _Tree) -> bool:
    """Whether a call on an item is the only way to read it: "POST /devices/{id}/describe"."""
    reads = len(words) == 1 and METHODS.get(words[0]) == "GET"
    return reads and raw.answer.kind == "object" and "GET" not in tree.methods(item)


_ASKING = frozenset("get read list show preview export query test validate verify check download search".split())


def _does(raw: _Raw, words: Words) -> bool:
    """Whether a GET does what its last word says: "/boards/{id}/fork" that is called "fork" elsewhere too."""
    told = {told_verb(raw.operation), *plain_words(raw.operation.id)[:1]}
    return words[0] in (VERBS - _ASKING) & told and raw.answer.kind != "list"


def _on_collection(raw: _Raw, place: Place, words: Words, tree: _Tree) -> Decision:
    if raw.method == "GET":
        return "list", place, ()
    if raw.method == "POST":
        role: Role = "list" if _asks(raw) else "link" if tree.links(place) else "create"
        return role, place, ()
    if raw.method == "PUT" and raw.given and "POST" not in tree.methods(place) and says_making_one(raw.operation):
        return "create", place, ()
    role = "delete" if raw.method == "DELETE" else "update"
    kept = {"delete": {"DELETE"}, "update": {"PUT", "PATCH"}}[role]
    if not tree.methods((*place, "{}")) & kept and _names_one(raw, singular("_".join(raw.nouns[-1:]))):
        return role, place, ()
    return "bulk", place, words


def _asks(raw: _Raw) -> bool:
    """Whether a POST only lists."""
    return says_reading(raw.operation) and raw.answer.kind == "list"


def _names_one(raw: _Raw, noun: str) -> bool:
    """Whether an operation on a collection takes the id of one thing, beside its body or in it: "id" or "userId"."""
    beside = [item for item in raw.operation.parameters if item.location == "query" and not item.repeated]
    names = {snake(item.name) for item in beside} | (raw.given if raw.method != "DELETE" else frozenset())
    return any(name == "id" or name.endswith(f"{noun}_id") for name in names)


def _on_singleton(raw: _Raw, place: Place, words: Words) -> Decision:
    if raw.method in ("PUT", "PATCH"):
        return "change", place, ()
    if raw.method == "DELETE":
        return "drop", place, ()
    if told_verb(raw.operation) in CHANGING and raw.operation.request is not None:
        return "change", place, ()
    if len(place) > 1 and place[-2] == "{}":
        return "action", place[:-2], words
    return ("other", place, words) if says_making_one(raw.operation) else ("change", place, ())


def _loose(raw: _Raw, place: Place, words: Words, tree: _Tree) -> Decision:
    """A write at a literal that neither lists nor shows: an action of the collection before it, or a lonely write."""
    if len(place) > 1 and (words[0] in VERBS or not is_plural(words[-1])):
        return _collection_verb(raw, words, place[:-1], tree), place[:-1], words
    if raw.method == "POST" and says_reading(raw.operation) and raw.answer.kind == "object":
        return "show", place, ()
    if raw.method == "POST" and words[0] not in VERBS:
        return "create", place, ()
    return "other", place, words


def _collection_verb(raw: _Raw, words: Words, place: Place, tree: _Tree) -> Role:
    """What is done with a collection by its last word: "/graphs/list", "/credentials:add", "/orders/update"."""
    if _is_search(words) and raw.answer.kind == "list":
        return "search"
    kind = METHODS.get(words[0], "") if len(words) == 1 else ""
    if kind in ("LIST", "GET") and raw.answer.kind == "list":
        return "list"
    makes = kind == "POST" or (not kind and raw.answer.kind == "object" and says_making_one(raw.operation))
    if makes and "POST" not in tree.methods(place) and raw.given:
        return "create"
    noun = singular("".join(plain_words(place[-1])[-1:]))
    if kind in _BY_ID and _names_one(raw, noun) and kind not in tree.methods((*place, "{}")):
        return _BY_ID[kind] if kind != "GET" or raw.answer.kind == "object" else "collection_action"
    return "collection_action"


_BY_ID: Mapping[str, Role] = {"GET": "get", "PATCH": "update", "DELETE": "delete"}


def _is_search(words: Words) -> bool:
    return bool(words) and (words[0] in SEARCHES or singular(words[-1]) == "search")
