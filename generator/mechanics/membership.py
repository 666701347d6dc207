"""Membership: what belongs to a group is in it once, only what is in it is taken out, and an owner stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from generator.mechanics.base import Mechanic, Place, Subject, Use
from generator.mechanics.edits import with_fault, with_steps, with_unique
from generator.mechanics.guarding import Guard, guards
from generator.mechanics.lookups import behind_find, found_by
from generator.mechanics.relations import free, is_link, key_of, references
from generator.mechanics.wording import code, spoken
from generator.mechanics.writing import Write, deletes, inserts, is_optional, is_parameter, require, updates
from servers.farm.expressions import Attribute, Compare, Comprehension, Constant, Expr, Name, path, walk
from servers.farm.faults import fault_uses
from servers.farm.model import EnumColumn, Environment, ReferenceColumn
from servers.farm.names import reference_name
from servers.farm.nodes import Slot

MEMBERS = frozenset(
    "member membership participant collaborator collaboration attendee invitee watcher follower enrollment "
    "enrolment teammate subscriber coworker".split()
)
"""What rows are called that put somebody into something."""
_GRANTS = MEMBERS | frozenset("permission rule grant share access acl".split())
_PERSON = frozenset("identity email user_email invite_email username login user_id member_id account_id".split())
"""Texts that say who somebody is."""
_LOOSE = frozenset("follower watcher subscriber".split())
"""Who has to do with something without belonging to it."""
_OWNER = re.compile(r"^(owner|owned_by|owner_user|host|organi[sz]er)(_id)?$")
_ASSIGNEE = re.compile(r"^(assignee|assigned(_to)?(_user)?|assigned_user|reviewer|responsible(_user)?)_id$")
_ROLE = re.compile(r"^(role|role_value|role_name|access_role|access_level|permission|level|type)$")


class Membership(Mechanic):
    """Members of teams, followers of projects, labels of products, assignees who must belong."""

    name = "membership"
    law = "Nobody and nothing is in the same group twice, a stranger is not taken out, and an owner stays."
    operators = ("drop_unique", "miss_as_none", "counts_itself")

    def uses(self, environment: Environment) -> Iterator[Use]:
        """Tools that refuse a second membership, a stranger, the removal of an owner, or who does not belong."""
        belongings = {name: pair for name in environment.entities if (pair := pair_of(environment, name))}
        granting = [name for name in environment.entities if name in belongings or name.split("_")[-1] in _GRANTS]
        for tool in environment.tools:
            for use in fault_uses(environment, tool):
                pair = belongings.get(use.entity or "", ())
                if pair and use.kind == "unique" and set(use.condition.split(", ")) == set(pair):
                    yield Use(self.name, use.entity or "", tool, use.code)
                if pair and use.kind == "miss" and all(f"{use.entity}.{name} " in use.condition for name in pair):
                    yield Use(self.name, use.entity or "", tool, use.code)
        for guard in guards(environment):
            for entity in granting:
                pair = belongings.get(entity, ())
                if (pair and _asks_for_pair(guard, entity, pair)) or _keeps_owner(environment, guard, entity):
                    yield Use(self.name, entity, guard.tool, guard.fault)

    def places(self, subject: Subject) -> Iterator[Place]:
        """Memberships that may be made twice, removals that take an owner too, and assignees who need not belong."""
        environment = subject.environment
        for entity in environment.entities:
            yield from _doubles(environment, entity)
            yield from _owners_in_rows(environment, entity)
            yield from _owners_by_role(environment, entity)
            yield from _assignees(environment, entity)

    def woven(self, environment: Environment, place: Place) -> Environment:
        """A unique set, a look at the owner before a removal, or a look at the members before an assignment."""
        if not place.tool:
            return _once(environment, place)
        if _ASSIGNEE.search(place.columns[0]):
            return _belonging(environment, place)
        return _with_owner(environment, place)


def pair_of(environment: Environment, entity: str) -> tuple[str, str] | tuple[()]:
    """Of an entity whose rows put one thing into another the columns for the group and for who or what is in it."""
    own = references(environment, entity)
    if is_link(environment, entity):
        first, second = own
        return first, second
    if entity.split("_")[-1] not in MEMBERS:
        return ()
    groups = [name for name, column in own.items() if not column.nullable and not _is_person(name, column)]
    people = [name for name, column in own.items() if not column.nullable and _is_person(name, column)]
    texts = [name for name, column in environment.entities[entity].columns.items() if _names_person(name, column.kind)]
    if not groups or not (people or texts):
        return ()
    return groups[0], (people or texts)[0]


def _is_person(name: str, column: ReferenceColumn) -> bool:
    words = set(f"{name}_{column.to}".split("_"))
    return bool(words & {"user", "person", "member", "account", "contact", "customer", "employee", "student"})


def _names_person(name: str, kind: str) -> bool:
    return name in _PERSON and kind == "text"


def _doubles(environment: Environment, entity: str) -> Iterator[Place]:
    """A membership that a tool makes and that nothing keeps from being made again."""
    pair = pair_of(environment, entity)
    kept = any(set(item.columns) <= set(pair) for item in environment.entities[entity].unique)
    named = entity.split("_")[-1] in MEMBERS or (pair and _is_person(pair[1], _column(environment, entity, pair[1])))
    if not pair or kept or not named:
        return
    written = [item for item in inserts(environment, entity) if set(pair) <= set(item.values)]
    if written:
        words = f"{spoken(entity)} puts {spoken(reference_name(pair[1]))} into {spoken(reference_name(pair[0]))}"
        yield Place(entity, pair, "", words, 0.8)


def _column(environment: Environment, entity: str, name: str) -> ReferenceColumn:
    column = environment.entities[entity].columns[name]
    return column if isinstance(column, ReferenceColumn) else ReferenceColumn(to=entity, fault="unused")


def _once(environment: Environment, place: Place) -> Environment:
    group, who = (reference_name(name) for name in place.columns)
    fault = code(group, "has", who, "already")
    told = f"The {spoken(group)} has the {spoken(who)} {{{place.columns[1]}}} already. Choose another {spoken(who)}."
    return with_unique(with_fault(environment, fault, told), place.entity, place.columns, fault)


def _owners_in_rows(environment: Environment, entity: str) -> Iterator[Place]:
    """A removal of somebody from what has a column for its owner."""
    pair = pair_of(environment, entity)
    own = references(environment, entity)
    if not pair or not set(pair) <= set(own) or reference_name(pair[1]) in _LOOSE:
        return
    group, who = own[pair[0]].to, own[pair[1]].to
    owners = [name for name, item in references(environment, group).items() if item.to == who and _OWNER.search(name)]
    for write in deletes(environment, entity) if owners else ():
        because = f"{spoken(group)} has a column {owners[0]}, and {write.tool} takes somebody out"
        yield Place(entity, (*pair, owners[0]), write.tool, because, 0.65)


def _owners_by_role(environment: Environment, entity: str) -> Iterator[Place]:
    """A removal, or a change of the role, of the last who is called an owner."""
    if entity.split("_")[-1] not in _GRANTS or not key_of(environment, entity):
        return
    for name, column in environment.entities[entity].columns.items():
        owner = next((item for item in getattr(column, "values", ()) if item.lower() == "owner"), "")
        if not isinstance(column, EnumColumn) or not owner or not _ROLE.search(name):
            continue
        own = references(environment, entity)
        groups = [item for item, other in own.items() if item == f"{other.to}_id" and not _is_person(item, other)]
        if not groups and entity != "member":
            continue
        for write in (*deletes(environment, entity), *updates(environment, entity)):
            if write.values.get(name) or not write.values:
                yield Place(entity, (name, owner, *groups[:1]), write.tool, f"{name} has the value {owner}", 0.7)


def _with_owner(environment: Environment, place: Place) -> Environment:
    if place.columns[0] in references(environment, place.entity):
        return _without_the_owner(environment, place)
    return _without_the_last(environment, place)


def _without_the_owner(environment: Environment, place: Place) -> Environment:
    group, who, owner = place.columns
    write = _write(environment, place)
    named, told_owner = spoken(reference_name(group)), spoken(reference_name(owner))
    fault = code(reference_name(group), reference_name(owner), "stays")
    told = f"The {told_owner} of the {named} cannot be removed. Choose somebody else, or change the {told_owner} first."
    that = f"{write.row}.{who} != {write.row}.{reference_name(group)}.{owner}"
    environment = with_fault(environment, fault, told)
    return with_steps(environment, place.tool, [require(that, fault)], before="delete", at=write.at)


def _without_the_last(environment: Environment, place: Place) -> Environment:
    role, owner, *groups = place.columns
    write, other = _write(environment, place), free(environment, "other")
    key, row = key_of(environment, place.entity), write.row
    same = [f"{other}.{name} == {row}.{name}" for name in groups]
    tests = " and ".join([f"{other}.{role} == {owner!r}", *same, f"{other}.{key} != {row}.{key}"])
    that = f"{row}.{role} != {owner!r} or any({tests} for {other} in {place.entity})"
    given = write.values.get(role, "")
    if given:
        empty = [f"{given} is None"] if given in write.given and is_optional(environment, place.tool, given) else []
        that = " or ".join([*empty, f"{given} == {owner!r}", that])
    group = spoken(reference_name(groups[0])) if groups else "account"
    told = f"This is the last owner of the {group}. Make somebody else an owner first."
    fault = code("last", place.entity, "owner")
    environment = with_fault(environment, fault, told)
    return with_steps(environment, place.tool, [require(that, fault)], before="", at=write.at)


def _write(environment: Environment, place: Place) -> Write:
    found = chain(deletes(environment, place.entity), updates(environment, place.entity))
    return next(item for item in found if item.tool == place.tool)


def _assignees(environment: Environment, entity: str) -> Iterator[Place]:
    """A tool that assigns a row to somebody, where a link says who belongs to what the row lies in."""
    own = references(environment, entity)
    for name in (item for item in own if _ASSIGNEE.search(item)):
        for link in (item for item in environment.entities if is_link(environment, item)):
            sides = {column.to: side for side, column in references(environment, link).items()}
            around = [
                item for item, column in own.items() if column.to in sides and column.to not in (own[name].to, entity)
            ]
            if own[name].to in sides and around and reference_name(sides[own[name].to]) not in _LOOSE:
                because = f"{link} says who belongs to a {spoken(own[around[0]].to)}"
                for write in (*inserts(environment, entity), *updates(environment, entity)):
                    if is_parameter(environment, write, name):
                        yield Place(entity, (name, around[0], link), write.tool, because, 0.7)


def _belonging(environment: Environment, place: Place) -> Environment:
    name, around, link = place.columns
    found = chain(inserts(environment, place.entity), updates(environment, place.entity))
    write = next(item for item in found if item.tool == place.tool)
    own, sides = references(environment, place.entity), references(environment, link)
    group_side = next(side for side, column in sides.items() if column.to == own[around].to)
    who_side = next(side for side, column in sides.items() if column.to == own[name].to)
    member, given = free(environment, "member"), write.values[name]
    group = write.values.get(around, f"{write.row}.{around}")
    that = f"any({member}.{group_side} == {group} and {member}.{who_side} == {given} for {member} in {link})"
    fault = code(reference_name(name), "not_in", reference_name(around))
    told = (
        f"The {spoken(own[name].to)} {{{given}}} does not belong to the {spoken(own[around].to)}. Add them to it first."
    )
    environment = with_fault(environment, fault, told)
    if not found_by(environment.tools[place.tool], own[name].to, given):
        return environment
    return behind_find(environment, place.tool, own[name].to, given, [require(that, fault)])


def _asks_for_pair(guard: Guard, entity: str, pair: tuple[str, ...]) -> bool:
    """Whether a condition looks for the row that ties two rows to each other."""
    for node in walk(guard.that):
        if isinstance(node, Comprehension) and node.source == Name(entity):
            parts = [part for part in (node.element, node.condition) if part is not None]
            asked = {side for part in parts for item in walk(part) for side in _own(item, node.variable)}
            if set(pair) <= asked:
                return True
    return False


def _own(node: Expr | Slot, row: str) -> set[str]:
    """The columns of a row that a comparison for equality asks for."""
    if not isinstance(node, Compare) or node.op != "==":
        return set()
    sides = (path(node.left) or "", path(node.right) or "")
    return {side.removeprefix(f"{row}.") for side in sides if side.startswith(f"{row}.")}


def _keeps_owner(environment: Environment, guard: Guard, entity: str) -> bool:
    """Whether a condition keeps an owner in: not the value `owner`, or not who the group's own column names."""
    written = chain(deletes(environment, entity), updates(environment, entity))
    rows = {write.row for write in written if write.tool == guard.tool}
    for node in walk(guard.that):
        if not isinstance(node, Compare) or node.op != "!=" or not isinstance(node.left, Attribute):
            continue
        of_row = isinstance(node.left.base, Name) and node.left.base.id in rows
        named = isinstance(node.right, Attribute) and bool(_OWNER.search(node.right.name))
        called = isinstance(node.right, Constant) and str(node.right.value).lower() == "owner"
        if of_row and (named or called):
            return True
    return False
