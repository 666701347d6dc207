"""Expected row changes against observed ones: keyed rows directly, inserted rows by bipartite matching.

A generated key has no meaning of its own: gold's `ORD-00007` may be `ORD-00008` in an episode that made another order
first. Expected rows therefore match observed ones on what is not generated, and the renaming of keys that a match
implies has to be consistent wherever those keys are referred to (MODEL.md §4 (6)).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx

from client.records import ChangeRecord, ExpectedChange, Json, Matcher

SEARCH_LIMIT = 20_000
"""How many partial assignments the search for a consistent renaming looks at before it gives up."""

Renaming = dict[tuple[str, str], str]
"""(environment, gold key) → observed key, both as texts."""


@dataclass(frozen=True)
class Matched:
    """How many expected changes were observed, and the observed changes that none of them explains."""

    count: int
    rest: tuple[ChangeRecord, ...]


def match(expected: Sequence[ExpectedChange], observed: Sequence[ChangeRecord]) -> Matched:
    """The best assignment: a complete and consistent one if there is any, else the largest."""
    candidates = [[index for index, change in enumerate(observed) if _fits(item, change)] for item in expected]
    order = sorted(range(len(expected)), key=lambda index: len(candidates[index]))
    complete = next(_assignments(expected, observed, candidates, order), None)
    pairs = complete if complete is not None else _largest(candidates)
    if complete is None and len(pairs) == len(expected):
        pairs = dict(list(pairs.items())[:-1])
    used = set(pairs.values())
    return Matched(len(pairs), tuple(change for index, change in enumerate(observed) if index not in used))


def _assignments(
    expected: Sequence[ExpectedChange],
    observed: Sequence[ChangeRecord],
    candidates: Sequence[Sequence[int]],
    order: Sequence[int],
) -> Iterator[dict[int, int]]:
    """Complete assignments whose renaming is consistent, found depth first within `SEARCH_LIMIT` looks."""
    looks = 0
    stack: list[tuple[int, dict[int, int], Renaming]] = [(0, {}, {})]
    while stack and looks < SEARCH_LIMIT:
        depth, chosen, renaming = stack.pop()
        if depth == len(order):
            yield chosen
            continue
        item = expected[order[depth]]
        for index in reversed(candidates[order[depth]]):
            looks += 1
            if index in chosen.values():
                continue
            extended = _extended(item, observed[index], renaming)
            if extended is not None:
                stack.append((depth + 1, {**chosen, order[depth]: index}, extended))


def _extended(item: ExpectedChange, change: ChangeRecord, renaming: Renaming) -> Renaming | None:
    """The renaming with what this pair adds, None where it contradicts."""
    added = dict(renaming)
    for gold, seen in _generated(item, change):
        if added.setdefault((item.environment, gold), seen) != seen:
            return None
    return added if len(set(added.values())) == len(added) else None


def _generated(item: ExpectedChange, change: ChangeRecord) -> Iterator[tuple[str, str]]:
    row = change.after or change.before or {}
    for column, matcher in item.values.items():
        if matcher.kind == "generated" and matcher.value is not None:
            yield f"{matcher.value}", f"{row.get(column)}"


def _largest(candidates: Sequence[Sequence[int]]) -> dict[int, int]:
    graph: networkx.Graph[tuple[str, int]] = networkx.Graph()
    left = [("expected", index) for index in range(len(candidates))]
    graph.add_nodes_from(left)
    for index, found in enumerate(candidates):
        graph.add_edges_from((("expected", index), ("observed", other)) for other in found)
    pairs = networkx.bipartite.hopcroft_karp_matching(graph, left)
    return {index: pairs["expected", index][1] for index in range(len(candidates)) if ("expected", index) in pairs}


def _fits(item: ExpectedChange, change: ChangeRecord) -> bool:
    if (item.environment, item.entity, item.op) != (change.environment, change.entity, change.op):
        return False
    if item.key is not None and item.key != change.key:
        return False
    row = (change.before if change.op == "delete" else change.after) or {}
    if not all(_holds(matcher, row.get(column)) for column, matcher in item.values.items()):
        return False
    return change.op != "update" or _changed(change) <= set(item.values)


def _changed(change: ChangeRecord) -> set[str]:
    before, after = change.before or {}, change.after or {}
    return {name for name in after if before.get(name) != after[name]}


def _holds(matcher: Matcher, value: Json) -> bool:
    if matcher.kind != "equals":
        return matcher.kind == "any" or value is not None
    return canonical(matcher.value) == canonical(value)


def canonical(value: Json) -> Json:
    """Texts without outer spaces and in NFC, numbers as floats rounded to 1e-6, the rest as it is."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return round(float(value), 6)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    return [canonical(item) for item in value] if isinstance(value, list) else value
