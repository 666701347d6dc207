"""What a call does once it is known what names its rows: whether it lists or gets, and which verb makes a thing."""

from __future__ import annotations

from dataclasses import replace

from generator.readers.calls.meaning import Meant
from generator.readers.calls.nouns import Nouns
from generator.readers.calls.verbs import ENDING, MAKING, Family

KEEPING = frozenset("put set save write upsert".split())
"""Verbs that make a row, or change the one that is there."""


def settled(meant: Meant, found: Nouns) -> Meant:
    """With the family that its inputs tell: "DescribeVpcs" lists, "DescribeServices(services)" gets by key."""
    own, item = found.own(meant), meant.said
    family = item.family
    if family == "get" and item.several and item.call.many is not False and not (own and own.required):
        family = "list"
    elif (family == "list" and own is not None and own.required and item.call.many is not True) or (
        family == "search" and item.call.many is False
    ):
        family = "get"
    return meant if family == item.family else replace(meant, said=replace(item, family=family))


def with_makers(meant: list[Meant], found: Nouns) -> list[Meant]:
    """Where nothing creates a thing that is read, the verb that makes one: "StartQueryExecution", "SendMessage"."""
    made = {item.noun for item in meant if item.said.family == "create" and not item.rest}
    read = {item.noun for item in meant if item.said.family in ("list", "get", "search")}
    ended = {verb for item in meant for verb in ENDING.get(item.said.verb, ())}
    result: list[Meant] = []
    for item in meant:
        if item.noun in read - made and not item.rest and _makes(item, found, ended):
            made.add(item.noun)
            item = _as(item, "create")
        elif item.said.family == "create" and item.rest and item.noun in made:
            item = _as(item, "act")
        result.append(item)
    return result


def _makes(meant: Meant, found: Nouns, ended: set[str]) -> bool:
    item, own = meant.said, found.own(meant)
    if item.bulk or item.call.reads:
        return False
    if item.verb in KEEPING:
        return True
    if item.family == "link" and len(found.others(meant)) and own is not None:
        return False
    return item.verb in MAKING | ended and (own is None or not own.required or own.form in ("", "name"))


def _as(meant: Meant, family: Family) -> Meant:
    return replace(meant, said=replace(meant.said, family=family))
