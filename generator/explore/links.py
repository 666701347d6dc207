"""Links: many of one thing with many of another, such as the labels of a message or the members of a team.

A link is an entity of its own with two references that are unique together. It is found where a thing lists the ids of
another, where actions add and remove it (`/tasks/{id}/addTag`, `{addLabelIds, removeLabelIds}`), and where a path leads
to one thing inside another only to put it there or take it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.description import ANY, Refers
from generator.english import plural, singular
from generator.explore.endpoints import Endpoint
from generator.explore.fields import Field
from generator.explore.keys import Key
from generator.explore.lexicon import Words
from generator.explore.naming import clip, thing_name
from generator.explore.parents import parent_field
from generator.explore.plans import Link, Plan
from generator.explore.references import PEOPLE, ROLES
from generator.explore.shapes import snake
from generator.explore.things import Thing
from servers.farm.model import Evidence

MAX_LINKS = 3
"""More would fill every answer with lists of ids."""
_ADDS = frozenset("add assign attach invite tag append put associate".split())
_REMOVES = frozenset("remove unassign detach untag delete unlink kick disassociate".split())
_MODIFIES = frozenset("modify change edit update set batch".split())


@dataclass(frozen=True, slots=True)
class _Found:
    """One sign of a link: its role and target, what kind of sign it is, and where it comes from."""

    role: str
    target: str
    sign: str
    endpoint: Endpoint | None = None
    many: bool = False


def with_links(plans: Mapping[str, Plan], calls: Iterable[Endpoint]) -> dict[str, Plan]:
    """The plans with their links, and a plan for each link; the fields that a link replaces are gone.

    `calls` are all operations: those at places that nothing reads may still put one thing into another.
    """
    found = dict(plans)
    loose = _loose(plans, calls)
    for name, plan in plans.items():
        if plan.key is None:
            continue
        signs = [
            sign
            for sign in (*_signs(plan, plans), *loose.get(name, ()))
            if sign.target != name and plans[sign.target].key is not None
        ]
        links: list[Link] = []
        for role in dict.fromkeys(sign.role for sign in signs):
            group = [sign for sign in signs if sign.role == role]
            link = None if _is_reverse(plan, role, group[0].target, found) else _link(plan, role, group, found)
            if link is not None and len(links) < MAX_LINKS:
                links.append(link)
                found[link.entity] = _link_plan(plan, link, plans[link.target])
                found[link.target] = _without_weak_parent(found[link.target], plan.name)
        own = found[name]
        kept = {column: field for column, field in own.fields.items() if not (field.many and field.reference)}
        found[name] = replace(own, fields=kept, links=tuple(links))
    return found


def _without_weak_parent(target: Plan, name: str) -> Plan:
    """The other side of a link without a column that was only guessed from its being listed there."""
    column = f"{name}_id"
    field = target.fields.get(column)
    guessed = field is not None and not field.required and field.leaf.path == () and target.owner != name
    if not guessed:
        return target
    return replace(target, fields={other: item for other, item in target.fields.items() if other != column})


def _is_reverse(plan: Plan, role: str, target: str, found: Mapping[str, Plan]) -> bool:
    """Whether the other side has this link already: what projects a task has says which tasks a project has."""
    return role == target and any(link.target == plan.name and link.role == plan.name for link in found[target].links)


def _signs(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[_Found]:
    yield from _from_fields(plan, plans)
    for endpoint in plan.thing.having("action"):
        yield from _from_action(plan, endpoint, plans)
    for other in plans.values():
        for endpoint in other.thing.having("list", "link", "unlink"):
            if (other.thing.parents or {}).get(endpoint.place) == plan.name and other.name != plan.name:
                sign = {"list": "list", "link": "add", "unlink": "remove"}[endpoint.role]
                yield _Found(_role_of(endpoint.place[-1], other.name), other.name, sign, endpoint)


def _loose(plans: Mapping[str, Plan], calls: Iterable[Endpoint]) -> dict[str, list[_Found]]:
    """Signs by the thing whose items they change: "PUT /teams/{id}/members/{id}" where nobody lists the members."""
    owner = {place: plan.name for plan in plans.values() for place in plan.thing.places}
    known = {endpoint.id for plan in plans.values() for endpoint in plan.thing.endpoints}
    found: dict[str, list[_Found]] = {}
    for endpoint in calls:
        name = owner.get(endpoint.place[:-2], "") if endpoint.place[-2:-1] == ("{}",) else ""
        if endpoint.id in known or endpoint.role not in ("link", "unlink") or not name:
            continue
        role = singular(endpoint.place[-1].replace("-", "_"))
        stated = next((other for other in _stated(endpoint, plans) if other != name), "")
        target = stated or _target(role, plans)
        if target:
            sign = "add" if endpoint.role == "link" else "remove"
            called = _role_of(endpoint.place[-1], target) if stated else thing_name(role)
            found.setdefault(name, []).append(_Found(called, target, sign, endpoint))
    return found


def _stated(endpoint: Endpoint, plans: Mapping[str, Plan]) -> dict[str, Refers]:
    """What the rows of a link refer to, by the things' names, where the description states it."""
    things = {plan.thing.schema_name: plan.name for plan in plans.values() if plan.thing.schema_name}
    refers = (schema.refers for schema in endpoint.answer.schema.properties.values() if schema.refers is not None)
    return {things[item.to]: item for item in refers if item.to in things}


def _role_of(literal: str, target: str) -> str:
    words = tuple(part for part in literal.replace("-", "_").split("_") if part)
    squashed = target.replace("_", "")
    return target if singular("".join(words)) == squashed else thing_name("_".join((*words[:-1], singular(words[-1]))))


def _from_fields(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[_Found]:
    for field in plan.fields.values():
        if field.many and field.reference is not None and field.reference.target in plans:
            role = field.name.removesuffix("_ids")
            yield _Found(singular(role), field.reference.target, "create" if field.create else "show", many=True)


def _from_action(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> Iterator[_Found]:
    names = [snake(item.name) for item in endpoint.inputs]
    verb = endpoint.verb
    pairs = [_added_noun(name, plans) for name in names if name.split("_")[0] in ("add", "remove")]
    if verb[:1] and verb[0] in _MODIFIES and any(pairs):
        for noun in dict.fromkeys(item for item in pairs if item):
            yield _Found(noun, _target(noun, plans), "modify", endpoint, many=True)
        return
    sign = "add" if verb[0] in _ADDS else "remove" if verb[0] in _REMOVES else ""
    noun = _verb_noun(verb, plan)
    target = _target(noun, plans) if noun else ""
    if sign and target:
        yield _Found(
            noun, target, sign, endpoint, many=any(name.endswith("s") and singular(name) != name for name in names[:1])
        )


def _added_noun(name: str, plans: Mapping[str, Plan]) -> str:
    """ "add_label_ids" → "label" when there are labels."""
    words = name.split("_")[1:]
    core = [singular(word) for word in words if word not in ("id", "ids")]
    noun = "_".join(core)
    return noun if noun and _target(noun, plans) else ""


def _verb_noun(verb: Words, plan: Plan) -> str:
    """ "add followers" → "follower"; the thing's own noun in between is left out."""
    words = [word for word in verb[1:] if word not in ("to", "from", plan.name)]
    return "_".join((*words[:-1], singular(words[-1]))) if words else ""


def _target(noun: str, plans: Mapping[str, Plan]) -> str:
    """The thing that a noun means: itself, or a person in a role."""
    if noun in plans and plans[noun].key is not None:
        return noun
    if noun in ROLES | {
        "follower",
        "member",
        "collaborator",
        "subscriber",
        "participant",
        "attendee",
        "watcher",
        "viewer",
    }:
        return next((name for name in PEOPLE if name in plans), "")
    return ""


def _link(plan: Plan, role: str, group: list[_Found], taken: Mapping[str, Plan]) -> Link | None:
    """The link that signs of one role make; None where nothing writes it, or a column says the same."""
    target = group[0].target
    direct = plan.references.get(f"{role}_id") or taken[target].references.get(f"{plan.name}_id")
    writes = [sign for sign in group if sign.sign in ("add", "remove", "modify", "create")]
    if (
        not writes
        or (direct and not any(sign.sign in ("add", "modify") for sign in group))
        or _is_owned(taken[target], plan.name)
    ):
        return None
    entity = clip(f"{plan.name}_{role}", 36)
    if entity in taken:
        return None
    by = {
        sign: tuple(item.endpoint for item in group if item.sign == sign and item.endpoint is not None)
        for sign in ("add", "remove", "modify", "list")
    }
    return Link(
        entity,
        role,
        target,
        by["add"],
        by["remove"],
        by["modify"],
        by["list"],
        any(sign.sign == "create" for sign in group),
    )


def _is_owned(target: Plan, name: str) -> bool:
    """Whether the other thing lies in this one, so that it belongs to one row only."""
    return target.owner == name


def _link_plan(plan: Plan, link: Link, target: Plan) -> Plan:
    """The entity of a link: two references that are unique together."""
    first, second = parent_field(plan.name), parent_field(target.name)
    stated = {
        name: item
        for endpoint in link.adds
        for name, item in _stated(endpoint, {plan.name: plan, target.name: target}).items()
    }
    columns: dict[str, Field] = {f"{plan.name}_id": replace(_known(first, stated), required=True)}
    columns[link.column] = replace(_known(second, stated), name=link.column, required=True)
    because = "its ids are listed, added or removed by " + ", ".join(
        endpoint.id for endpoint in (*link.adds, *link.modifies, *link.lists)[:3]
    )
    because = "; ".join(item.told for item in stated.values()) or because.removesuffix(" by ")
    told = Evidence(
        fact=f"{link.entity} links {plan.name} and {target.name}",
        because=because,
        confidence=1.0 if stated else 0.75,
    )
    thing = Thing(link.entity, ((link.entity,),), (), ANY, parents={(link.entity,): plan.name})
    key = Key(f"{link.entity}_id", False, f"{_initials(link.entity)}-{{n:04d}}", told)
    unique = ((f"{plan.name}_id", link.column),) if link.adds or (link.at_create and not link.modifies) else ()
    return Plan(link.entity, thing, key, columns, plan.name, "", unique, (told,))


def _known(field: Field, stated: Mapping[str, Refers]) -> Field:
    """The reference with what the description states of it."""
    assert field.reference is not None
    item = stated.get(field.reference.target)
    return field if item is None else replace(field, reference=replace(field.reference, on_delete=item.on_delete))


def _initials(name: str) -> str:
    return "".join(word[:2] for word in name.split("_")).upper()[:6] + "L"


def many_roles(link: Link) -> str:
    """The plural of a link's role."""
    return plural(link.role)
