"""Things: what the places of an API are about, with their names, schemas and parents.

Several places may hold one thing (`/tasks` and `/projects/{id}/tasks`): they are joined when they have the same noun
and schemas of the same name or with mostly the same properties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.description import ANY, Description, Schema
from generator.english import plural, singular
from generator.explore.endpoints import Endpoint, Place
from generator.explore.lexicon import Lexicon, Words, plain_words
from generator.explore.longer_names import longer_name, numbered_name
from generator.explore.naming import spells, thing_name
from generator.explore.shapes import Shape, snake
from servers.farm.model import Evidence


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing. `places[0]` is where most is done with it; `schema` is what reading one gives.

    `single`: there is one of it, alone (no parent) or inside an item of its parent.
    `parents` are the things whose items its places lie in, by place; a place outside any is missing.
    """

    name: str
    places: tuple[Place, ...]
    endpoints: tuple[Endpoint, ...]
    schema: Schema
    schema_name: str = ""
    single: bool = False
    parents: Mapping[Place, str] | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def plural(self) -> str:
        """Many of it, as a name."""
        return plural(self.name)

    def having(self, *roles: str) -> tuple[Endpoint, ...]:
        """Its endpoints with one of these roles."""
        return tuple(endpoint for endpoint in self.endpoints if endpoint.role in roles)

    @property
    def readable(self) -> bool:
        """Whether an operation shows one or lists them."""
        return bool(self.having("list", "get", "show"))

    @property
    def written(self) -> bool:
        """Whether an operation makes, changes or removes one."""
        return bool(self.having("create", "update", "delete", "change", "drop"))


@dataclass(frozen=True, slots=True)
class _Draft:
    place: Place
    endpoints: tuple[Endpoint, ...]
    noun: Words
    schema: Schema
    schema_name: str
    single: bool


WRAPPING = frozenset(
    "response request dto model object resource full summary compact base detail details entity schema output out "
    "read view vo api get list create update result results payload data info single public simple minimal "
    "representation record content wrapper input inline default new a an the by for of body ref res req resp item "
    "200 201 v1 v2 v3 collection page paged array".split()
)
"""Words around the noun in names of schemas: "GetOrderResponseDto" is about an order."""
_GENERIC = frozenset(
    "item object data record value resource content element result response body node all list entry type line "
    "detail info option rule member model key status entity default".split()
)
"""Nouns that say little without another."""
_ASKING = frozenset("all my get list fetch search recent latest".split())
_ALWAYS_READ = ("get", "show", "list")


def things(description: Description, endpoints: Iterable[Endpoint], lexicon: Lexicon) -> tuple[Thing, ...]:
    """The things that can be read, in the order of their first operation."""
    by_place: dict[Place, list[Endpoint]] = defaultdict(list)
    for endpoint in endpoints:
        by_place[endpoint.place].append(endpoint)
    drafts = [draft for place, found in by_place.items() if (draft := _draft(place, found, lexicon)) is not None]
    names = _names(drafts, _common_words(description, lexicon), lexicon)
    joined = _join(drafts, names)
    return _with_parents(joined)


def _draft(place: Place, found: list[Endpoint], lexicon: Lexicon) -> _Draft | None:
    read = _read_shape(found) or _written_shape(found)
    literals = [part for part in place if part != "{}"]
    if read is None or not literals or not read.schema.properties:
        return None
    single = any(endpoint.role == "show" for endpoint in found)
    noun = _noun(place, found, lexicon)
    return _Draft(place, tuple(found), noun, read.schema, read.name, single)


def _noun(place: Place, found: list[Endpoint], lexicon: Lexicon) -> Words:
    """The words of the last literal as the path spells it."""
    index = max(position for position, part in enumerate(place) if part != "{}")
    words = lexicon.words(found[0].route.segments[index].name) or ("thing",)
    while len(words) > 1 and words[0] in _ASKING:
        words = words[1:]
    return words[:-1] if len(words) > 1 and words[-1] in ("id", "ids") else words


def _read_shape(found: list[Endpoint]) -> Shape | None:
    """What one is when read: of `get` and `list` together, the properties of the fuller one first."""
    shapes = [
        endpoint.answer
        for role in _ALWAYS_READ
        for endpoint in found
        if endpoint.role == role and endpoint.answer.schema.kind == "object"
    ]
    if not shapes:
        return None
    merged = shapes[0]
    for other in shapes[1:]:
        properties = {**other.schema.properties, **merged.schema.properties}
        ordered = {name: properties[name] for name in dict.fromkeys([*merged.schema.properties, *properties])}
        merged = replace(merged, schema=replace(merged.schema, properties=ordered), name=merged.name or other.name)
    return merged


MIN_WRITTEN = 2


def _written_shape(found: list[Endpoint]) -> Shape | None:
    """Where reading is offered and its answer not described: what writing takes, which is most of what one is."""
    undescribed = any(endpoint.role in ("get", "list") and endpoint.answer.kind == "nothing" for endpoint in found)
    creates = [endpoint for endpoint in found if endpoint.role == "create"]
    if not undescribed or not creates:
        return None
    given = [
        item for endpoint in (*creates, *found) if endpoint.role in ("create", "update") for item in endpoint.inputs
    ]
    properties = {item.name: item.schema for item in reversed(given)}
    ordered = {item.name: properties[item.name] for item in given}
    return Shape("object", Schema(kind="object", properties=ordered)) if len(ordered) >= MIN_WRITTEN else None


def _common_words(description: Description, lexicon: Lexicon) -> frozenset[str]:
    """Words that half of the schemas' names begin with, such as the product's own name."""
    names = [lexicon.words(name) for name in description.schemas]
    counted = Counter(word for words in names for word in set(words[:3]) if len(words) > 1)
    return frozenset(word for word, times in counted.items() if len(names) > 8 and times > len(names) / 2)


def _schema_words(name: str, common: frozenset[str], lexicon: Lexicon) -> Words:
    """The words of a schema's name without the product's own, the last one singular."""
    words = [word for word in lexicon.words(name) if word not in common and not word.isdigit()]
    return (*words[:-1], singular(words[-1])) if words else ()


def _unwrapped(words: Words) -> Words:
    """Without what stands around the noun: "get order response dto" is "order"."""
    start, end = 0, len(words)
    while end - start > 1 and words[end - 1] in WRAPPING:
        end -= 1
    while end - start > 1 and words[start] in WRAPPING:
        start += 1
    return (*words[start : end - 1], singular(words[end - 1])) if words else ()


def _names(drafts: list[_Draft], common: frozenset[str], lexicon: Lexicon) -> dict[Place, str]:
    """A name per place, equal for places that hold the same thing."""
    found: dict[Place, str] = {
        draft.place: _best_name(draft, _schema_words(draft.schema_name, common, lexicon)) for draft in drafts
    }
    _absorb(drafts, found, common, lexicon)
    groups: dict[str, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        groups[found[draft.place]].append(draft)
    stems = {draft.place: "_".join(_unwrapped(_schema_words(draft.schema_name, common, lexicon))) for draft in drafts}
    for name, group in groups.items():
        _tell_apart(name, group, stems, found)
    return found


def _tell_apart(name: str, group: list[_Draft], stems: Mapping[Place, str], found: dict[Place, str]) -> None:
    """One thing of a group keeps the name, the others get longer ones; of what gets none, alike places share one."""
    first = max(group, key=_weight)
    lead = _namesake(name, [draft for draft in group if not _same(draft, first)]) if _is_inner(first) else None
    others: list[_Draft] = []
    for draft in sorted(group, key=lambda draft: draft is not first):
        if _same(draft, lead or first):
            continue
        taken = set(found.values())
        alike = next((other for other in others if _same(draft, other)), None)
        longer = longer_name(draft.place, draft.endpoints[0].operation.path, name, stems[draft.place], taken)
        if alike is not None and (not longer or (lead is not None and alike is first)):
            longer = found[alike.place]
        found[draft.place] = longer or numbered_name(name, taken)
        others.append(draft)


def _is_inner(draft: _Draft) -> bool:
    """Whether it lies in something that can be named."""
    return any(part != "{}" for part in draft.place[:-1])


def _namesake(name: str, drafts: list[_Draft]) -> _Draft | None:
    """The richest of the places that are simply called so: "/flags", beside the "/users/{}/flags" that are others."""
    plain = [draft for draft in drafts if len(draft.place) == 1 and snake(draft.place[0]) in (name, plural(name))]
    return max((draft for draft in plain if not _only_lists(draft)), key=_weight, default=None)


def _absorb(drafts: list[_Draft], found: dict[Place, str], common: frozenset[str], lexicon: Lexicon) -> None:
    """A place that only lists what another place keeps is another way to it, such as "/recent-builds"."""
    kept: dict[Words, str] = {}
    for draft in sorted(drafts, key=_weight, reverse=True):
        if draft.schema_name and not draft.single and not _only_lists(draft) and not _only_gets(draft):
            kept.setdefault(_unwrapped(_schema_words(draft.schema_name, common, lexicon)), found[draft.place])
    for draft in drafts:
        name = found[draft.place]
        keeper = kept.get(_unwrapped(_schema_words(draft.schema_name, common, lexicon)))
        other_way = _only_lists(draft) or _only_gets(draft)
        if keeper is not None and (name == f"sub{keeper}" or (other_way and name not in kept.values())):
            found[draft.place] = keeper
    things_ = {plural(found[draft.place]) for draft in drafts if not draft.single}
    for draft in drafts:
        if draft.single and found[draft.place] in things_ | {found[item.place] for item in drafts if not item.single}:
            found[draft.place] = f"{found[draft.place]}_overview"


def _only_lists(draft: _Draft) -> bool:
    return {endpoint.role for endpoint in draft.endpoints} <= {
        "list",
        "search",
        "count",
        "collection_action",
        "link",
        "unlink",
    }


def _only_gets(draft: _Draft) -> bool:
    """Whether a place only shows one, by something else than its id: "/shipments/external_shipment_id/{id}"."""
    return {endpoint.role for endpoint in draft.endpoints} == {"get"}


def _weight(draft: _Draft) -> tuple[int, int]:
    return len({endpoint.role for endpoint in draft.endpoints}), -len(draft.place)


def _same(draft: _Draft, lead: _Draft) -> bool:
    if draft.single != lead.single:
        return False
    if draft.schema_name and draft.schema_name == lead.schema_name:
        return True
    if _is_of_its_parent(draft) and _is_of_its_parent(lead) and _outer(draft) != _outer(lead):
        return False
    if _is_kept_apart(draft) and _is_kept_apart(lead) and _is_said_to_be_of(draft, lead):
        return False
    mine, theirs = _telling(draft), _telling(lead)
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _is_of_its_parent(draft: _Draft) -> bool:
    """Whether its schema is named after what it lies in: a ParameterVersion is another thing than a TemplateVersion."""
    words = plain_words(draft.schema_name)
    outer = _outer(draft)
    return "{}" in draft.place and words[: len(outer)] == outer and len(words) > len(outer)


def _is_kept_apart(draft: _Draft) -> bool:
    """Whether one is made and shown at this place alone, so that it is no mere way to another place's rows."""
    return {"create", "get"} <= {endpoint.role for endpoint in draft.endpoints}


def _is_said_to_be_of(draft: _Draft, lead: _Draft) -> bool:
    """Whether its schema is the other's with a word of what it lies in: the fee_refund of an application fee, beside a
    refund."""
    mine, theirs = plain_words(draft.schema_name), plain_words(lead.schema_name)
    more = mine[: len(mine) - len(theirs)]
    return bool(theirs and more) and mine[len(more) :] == theirs and set(more) <= set(_outer(draft))


def _telling(draft: _Draft) -> set[str]:
    """The properties by which things differ: all but those that everything has."""
    return {name for name in draft.schema.properties if snake(name) not in _COMMON}


_COMMON = frozenset(
    "id gid uid uuid sid created_at updated_at created updated url uri href self kind etag type object".split()
)


def _best_name(draft: _Draft, schema_words: Words) -> str:
    """The noun of the path; the schema's name where the noun alone says little or is the beginning of it."""
    noun = draft.noun if draft.single else (*draft.noun[:-1], singular(draft.noun[-1]))
    if draft.single:
        return thing_name("_".join(_single_name(draft, noun, schema_words)))
    stems = [words for words in (schema_words, _unwrapped(schema_words)) if words and len(words) <= 3]
    if not _is_spelled(draft):
        stems_in = [words for words in stems if noun[-len(words) :] == words and words[-1] not in _GENERIC]
        noun = stems_in[0] if stems_in else noun
    longer = next((words for words in stems if _extends(words, noun)), None)
    if longer is not None:
        return thing_name("_".join(longer))
    if _is_adjective(noun) or (noun[-1] in _GENERIC and len(noun) == 1):
        telling = [words for words in stems if words[-1] not in _GENERIC and not set(words) & WRAPPING]
        noun = telling[0] if telling else (*(word for word in _outer(draft) if word != "other"), *noun)
    return thing_name("_".join(noun))


def _is_spelled(draft: _Draft) -> bool:
    """Whether the noun stands in the path, and is not made of the name of a variable: "relativeRecordSetName"."""
    literal = [part for part in draft.place if part != "{}"][-1]
    return any(spells(item.operation.path, literal) for item in draft.endpoints)


def _extends(words: Words, noun: Words) -> bool:
    """Whether the schema's name says more than a noun that says little: list → task_list, acl → acl_rule."""
    if words[: len(noun)] == noun and set(words[len(noun) :]) <= WRAPPING:
        return False
    vague = len(noun[-1]) <= 3 or noun[-1] in _GENERIC
    starts = vague and words[: len(noun)] == noun and len(words) > len(noun)
    return starts or (noun[-1] in _GENERIC and words[-len(noun) :] == noun and words[0] not in WRAPPING)


def _is_adjective(noun: Words) -> bool:
    return len(noun) == 1 and noun[0].endswith("ed") and noun[0] not in ("feed", "seed", "bed", "embed", "need")


def _single_name(draft: _Draft, words: Words, schema_words: Words) -> Words:
    """One of its kind: "/settings/vacation" is "vacation_settings", "/me" is "current_user"."""
    outer = draft.place[-2] if len(draft.place) > 1 else ""
    if words in (("me",), ("self",), ("whoami",), ("myself",), ("current",)):
        who = _unwrapped(schema_words)
        return ("current", *(who if who and len(who) < 3 else _outer(draft) if len(draft.place) > 1 else ("user",)))
    grouping = ("settings", "setting", "preferences", "config", "configuration", "options")
    return (*words, "settings") if outer in grouping and words[-1] not in grouping else words


def _outer(draft: _Draft) -> Words:
    literals = [part for part in draft.place[:-1] if part != "{}"]
    return tuple(singular(literals[-1]).replace("-", "_").split("_")) if literals else ("other",)


def _join(drafts: list[_Draft], names: Mapping[Place, str]) -> list[Thing]:
    groups: dict[str, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        groups[names[draft.place]].append(draft)
    return [_thing(name, sorted(group, key=_weight, reverse=True)) for name, group in groups.items()]


def _thing(name: str, group: list[_Draft]) -> Thing:
    lead = group[0]
    properties = dict(lead.schema.properties)
    for draft in group[1:]:
        for key, schema in draft.schema.properties.items():
            properties.setdefault(key, schema)
    because = f"{len(group)} places: " + ", ".join("/".join(draft.place) for draft in group[:4])
    if lead.schema.inferred:
        because += "; its shape is inferred from an example or from what is written"
    sure = 0.5 if lead.schema.inferred else 0.9 if lead.schema_name else 0.7
    evidence = Evidence(fact=f"entity {name}", because=because, confidence=sure)
    return Thing(
        name=name,
        places=tuple(draft.place for draft in group),
        endpoints=tuple(endpoint for draft in group for endpoint in draft.endpoints),
        schema=replace(lead.schema, properties=properties) if lead.schema is not ANY else lead.schema,
        schema_name=lead.schema_name,
        single=lead.single,
        evidence=(evidence,),
    )


def _with_parents(found: list[Thing]) -> tuple[Thing, ...]:
    owner = {place: thing.name for thing in found if not thing.single for place in thing.places}
    return tuple(replace(thing, parents=_parents(thing, owner)) for thing in found)


def _parents(thing: Thing, owner: Mapping[Place, str]) -> dict[Place, str]:
    """For each place the nearest thing whose item it lies in; a thing is not its own parent here."""
    parents: dict[Place, str] = {}
    for place in thing.places:
        for end in range(len(place) - 1, 0, -1):
            outer = owner.get(place[:end])
            if place[end] == "{}" and outer is not None and outer != thing.name:
                parents[place] = outer
                break
    return parents
