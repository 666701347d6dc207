"""Tools that answer with lists of several things: each is taken for a list of one of them, so that all are listed.

`read_graph` and `search_nodes` both answer with entities and with relations: the first lists the entities, the second
the relations. Which thing nothing else lists comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.description import Schema
from generator.readers.calls.words import Words, one, words
from generator.readers.mcp.tools import Tool

_MIN_LISTS = 2
_MADE = frozenset("create add new insert".split())


def with_lists_shared(tools: Iterable[Tool], schemas: Mapping[str, Schema]) -> list[Tool]:
    """The tools, those that answer with several lists about one of the things that another tool makes."""
    known = list(tools)
    made = {one(tool.call.words[1:]) for tool in known if tool.call.words[:1] and tool.call.words[0] in _MADE}
    taken: Counter[Words] = Counter()
    found: list[Tool] = []
    for tool in known:
        nouns = [noun for noun in _lists(tool, schemas) if noun in made] if not _writes(tool) else []
        if len(nouns) >= _MIN_LISTS:
            noun = min(nouns, key=lambda item: (taken[item], nouns.index(item)))
            taken[noun] += 1
            tool = replace(tool, call=replace(tool.call, noun=noun, many=True, reads=True))
        found.append(tool)
    return found


def _writes(tool: Tool) -> bool:
    return tool.call.words[:1] != () and tool.call.words[0] in _MADE


def _lists(tool: Tool, schemas: Mapping[str, Schema]) -> list[Words]:
    """The nouns after which the lists of objects in a declared answer are called."""
    if tool.answer is None:
        return []
    return [
        one(words(name))
        for name, schema in tool.answer.properties.items()
        if schema.kind == "array" and schema.items is not None and _is_object(schema.items, schemas)
    ]


def _is_object(schema: Schema, schemas: Mapping[str, Schema]) -> bool:
    return bool((schemas.get(schema.ref, schema) if schema.ref is not None else schema).properties)
