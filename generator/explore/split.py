"""How many environments an API becomes: one if it is small, else groups of things that belong together.

Units are things with all that lies in them; units that refer to each other are joined, the closest first, as long as
the group keeps to the size of an environment. Everything is decided by sorted names and counts: the same description
gives the same groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from generator.explore.plans import Plan
from generator.explore.reading import parent_column
from generator.explore.sizing import max_bytes

MIN_TOOLS, MAX_TOOLS, MAX_GROUPS = 6, 40, 32
FULL_TOOLS = 15
"""Tables that refer to none keep each other company until there are so many tools, for nothing else parts them."""
CONTEXT_TOOLS = 2
"""A thing that only comes along to be referred to is listed and shown."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a thing brings into an environment: tools, writing ones among them, and bytes of the folder; `light` are the
    bytes when it only comes along to be referred to."""

    tools: int
    writes: int
    weight: int
    light: int


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one environment: those it is about, and those that come along because others need them."""

    core: frozenset[str]
    context: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.core | self.context


MAX_SLACK = 1.5
"""Things weigh less together than alone: so far above the limit it is worth to compute it."""


class Costs:
    """What things bring, alone by estimate and together exactly where the estimate is close to the limit."""

    def __init__(self, alone: Mapping[str, Cost], together: Callable[[Group], int]) -> None:
        self._alone, self._together = alone, together
        self._known: dict[Group, bool] = {}

    def __getitem__(self, name: str) -> Cost:
        return self._alone[name]

    def fit(self, group: Group) -> bool:
        """Whether the group keeps to the bytes of a folder."""
        estimate = sum(self[name].weight for name in group.core) + sum(self[name].light for name in group.context)
        if estimate <= max_bytes() or estimate > MAX_SLACK * max_bytes():
            return estimate <= max_bytes()
        if group not in self._known:
            self._known[group] = self._together(group) <= max_bytes()
        return self._known[group]


def groups(plans: Mapping[str, Plan], costs: Costs) -> list[Group]:
    """The groups, the richest first, at most MAX_GROUPS."""
    if not plans:
        return []
    if _fits(frozenset(plans), plans, costs):
        return [Group(frozenset(plans), frozenset())]
    units = _pooled(_merged(_units(plans, costs), plans, costs), plans, costs)
    found = [_with_guests(Group(unit, _context(unit, plans)), plans, costs) for unit in units]
    stateful = [group for group in found if _writes(group.core, costs) and _tools(group, costs) >= MIN_TOOLS]
    return sorted(stateful, key=lambda group: (-_richness(group, costs), sorted(group.core)))[:MAX_GROUPS]


def _with_guests(group: Group, plans: Mapping[str, Plan], costs: Costs) -> Group:
    """The group with what its things are also listed in, as far as there is room: "reactions of an issue" needs issues.

    What makes most lists possible comes first.
    """
    lists = Counter(parent for name in group.core for parent in _listed_in(plans[name], plans))
    for guest, _ in sorted(lists.items(), key=lambda item: (-item[1], item[0])):
        larger = Group(group.core, closed({*group.context, guest}, plans) - group.core)
        if guest not in group.names and _keeps_to_size(larger, costs):
            group = larger
    return group


def _listed_in(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[str]:
    """The parents of the places that list a thing, where a column tells which row is meant."""
    for endpoint in plan.thing.having("list", "search"):
        parent = (plan.thing.parents or {}).get(endpoint.place, "")
        if parent in plans and parent_column(plan, parent):
            yield parent


def _richness(group: Group, costs: Costs) -> float:
    return sum(costs[name].writes + 0.3 * costs[name].tools for name in group.core)


def needs(plan: Plan, plans: Mapping[str, Plan]) -> set[str]:
    """Things without which no row of a plan can be: its owner, and what required references name."""
    found = {target for name, target in plan.references.items() if plan.fields[name].required}
    return {name for name in found | {plan.owner} if name in plans and name != plan.name}


def _context(core: frozenset[str], plans: Mapping[str, Plan]) -> frozenset[str]:
    """What the things of a group need and what that needs."""
    found: set[str] = set()
    open_ = sorted(core)
    while open_:
        for name in sorted(needs(plans[open_.pop()], plans) - found - core):
            found.add(name)
            open_.append(name)
    return frozenset(found)


def _size(core: frozenset[str], plans: Mapping[str, Plan], costs: Costs) -> int:
    return _tools(Group(core, _context(core, plans)), costs)


def _tools(group: Group, costs: Costs) -> int:
    return sum(costs[name].tools for name in group.core) + CONTEXT_TOOLS * len(group.context)


def _fits(core: frozenset[str], plans: Mapping[str, Plan], costs: Costs) -> bool:
    """Whether an environment of these things keeps to the number of tools and the bytes of a folder."""
    return _keeps_to_size(Group(core, _context(core, plans)), costs)


def _keeps_to_size(group: Group, costs: Costs) -> bool:
    return _tools(group, costs) <= MAX_TOOLS and costs.fit(group)


def _units(plans: Mapping[str, Plan], costs: Costs) -> list[frozenset[str]]:
    """Each root with all that lies in it; a tree that is too large falls apart into its root and the trees below."""
    children: dict[str, list[str]] = {name: [] for name in plans}
    roots: list[str] = []
    for name in sorted(plans):
        owner = plans[name].owner
        (children[owner] if owner in plans and owner != name else roots).append(name)
    return [unit for root in roots for unit in _tree(root, children, plans, costs, frozenset())]


def _tree(
    root: str,
    children: Mapping[str, list[str]],
    plans: Mapping[str, Plan],
    costs: Costs,
    above: frozenset[str],
) -> list[frozenset[str]]:
    below = _below(root, children, above)
    if len(below) == 1 or _fits(below, plans, costs):
        return [below]
    inner = [
        unit
        for child in children[root]
        if child not in above
        for unit in _tree(child, children, plans, costs, above | {root})
    ]
    return [frozenset({root}), *inner]


def _below(root: str, children: Mapping[str, list[str]], above: frozenset[str]) -> frozenset[str]:
    found, open_ = {root}, [root]
    while open_:
        for child in children[open_.pop()]:
            if child not in found and child not in above:
                found.add(child)
                open_.append(child)
    return frozenset(found)


def _merged(units: list[frozenset[str]], plans: Mapping[str, Plan], costs: Costs) -> list[frozenset[str]]:
    """Join the two closest units again and again, while what comes out is small enough."""
    graph = _graph(plans)
    current = sorted(units, key=sorted)
    while True:
        best = _closest(current, graph, plans, costs)
        if best is None:
            return current
        one, other = best
        current = sorted([unit for unit in current if unit not in (one, other)] + [one | other], key=sorted)


def _closest(
    units: list[frozenset[str]], graph: nx.Graph[str], plans: Mapping[str, Plan], costs: Costs
) -> tuple[frozenset[str], frozenset[str]] | None:
    home = {name: index for index, unit in enumerate(units) for name in unit}
    weights: dict[tuple[int, int], float] = {}
    for one, other, data in graph.edges(data=True):
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        if pair[0] != pair[1]:
            weights[pair] = weights.get(pair, 0.0) + data["weight"]
    counts = [max(1, _size(unit, plans, costs)) for unit in units]
    ranked = sorted(
        weights.items(), key=lambda item: (-item[1] / (counts[item[0][0]] * counts[item[0][1]]) ** 0.5, item[0])
    )
    for (left, right), _ in ranked:
        if counts[left] + counts[right] > 2 * MAX_TOOLS:
            continue
        if _fits(units[left] | units[right], plans, costs):
            return units[left], units[right]
    return None


def _pooled(units: list[frozenset[str]], plans: Mapping[str, Plan], costs: Costs) -> list[frozenset[str]]:
    """Units that are no environment, being too small or only read, join the one whose paths are most like theirs, if it
    has room. What is only read and has no room anywhere as a whole is tried in parts."""
    current, least = list(units), FULL_TOOLS if _stated(plans) else MIN_TOOLS
    tried: set[frozenset[str]] = set()
    while lonely := [unit for unit in current if unit not in tried and _needs_company(unit, least, plans, costs)]:
        one = min(lonely, key=sorted)
        tried.add(one)
        if not any(costs[name].tools for name in one):
            continue
        writes = _writes(one, costs)
        hosts = [unit for unit in current if unit != one and (writes or _writes(unit, costs))]
        others = [unit for unit in hosts if _fits(unit | one, plans, costs)]
        if not others:
            parts = [] if writes else _units({name: plans[name] for name in sorted(one)}, costs)
            current = [unit for unit in current if unit != one] + parts if len(parts) > 1 else current
            continue
        best = max(others, key=lambda unit: (_likeness(one, unit, plans), -_size(unit, plans, costs), sorted(unit)))
        current = [unit for unit in current if unit not in (one, best)] + [one | best]
    return sorted(current, key=sorted)


def _needs_company(unit: frozenset[str], least: int, plans: Mapping[str, Plan], costs: Costs) -> bool:
    return _size(unit, plans, costs) < least or not _writes(unit, costs)


def _writes(unit: frozenset[str], costs: Costs) -> int:
    """How many of the tools of a unit write."""
    return sum(costs[name].writes for name in unit)


def _likeness(one: frozenset[str], other: frozenset[str], plans: Mapping[str, Plan]) -> tuple[int, int]:
    """How many leading segments the most similar paths of two units share, and how many words the most similar names;
    of tables, words of their names."""
    mine, theirs = ([_path(plans[name], plans) for name in sorted(unit)] for unit in (one, other))
    words, others = ([set(name.split("_")) for name in unit] for unit in (one, other))
    named = max(len(left & right) for left in words for right in others)
    return max(_shared(left, right) for left in mine for right in theirs), named


def _path(plan: Plan, plans: Mapping[str, Plan]) -> tuple[str, ...]:
    return tuple(plan.name.split("_")) if _stated(plans) else plan.thing.places[0]


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    return next(
        (index for index, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )


def _graph(plans: Mapping[str, Plan]) -> nx.Graph[str]:
    """Things and how closely they belong together: lying in one another counts most, then required references."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(plans))
    for plan in plans.values():
        links = [(plan.owner, 3.0)] if plan.owner in plans else []
        links += [(parent, 2.0) for parent in sorted(set((plan.thing.parents or {}).values())) if parent in plans]
        links += [
            (target, 2.0 if plan.fields[name].required else 1.0)
            for name, target in plan.references.items()
            if target in plans
        ]
        links += [
            (other, 1.0) for other in sorted(plan.near) if other in plans and other not in plan.references.values()
        ]
        links += [(link.target, 1.5) for link in plan.links if link.target in plans]
        for other, weight in links:
            if other != plan.name:
                before = graph.get_edge_data(plan.name, other, {"weight": 0.0})["weight"]
                graph.add_edge(plan.name, other, weight=before + weight)
    _prefix_links(graph, plans)
    _company_links(graph, plans)
    return graph


def _prefix_links(graph: nx.Graph[str], plans: Mapping[str, Plan]) -> None:
    """Things whose paths begin alike belong together a little, so that what refers to nothing finds a place."""
    first: dict[str, list[str]] = {}
    for plan in plans.values():
        first.setdefault(plan.thing.places[0][0], []).append(plan.name)
    for names in first.values():
        for one, other in zip(sorted(names), sorted(names)[1:], strict=False):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, weight=0.5)


def _company_links(graph: nx.Graph[str], plans: Mapping[str, Plan]) -> None:
    """Rows that cannot be without the same other row belong together a little: what people star with what they rate.

    Only where references are stated: what is inferred says less than this.
    """
    company: dict[str, list[str]] = {}
    for plan in plans.values() if _stated(plans) else ():
        for name in sorted(needs(plan, plans)):
            company.setdefault(name, []).append(plan.name)
    for names in company.values():
        for one, other in zip(sorted(names), sorted(names)[1:], strict=False):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, weight=0.5)


def _stated(plans: Mapping[str, Plan]) -> bool:
    """Whether the description states keys, as that of a database does, which is one thing and has no sections."""
    return any(plan.thing.schema.key for plan in plans.values())


def closed(names: Iterable[str], plans: Mapping[str, Plan]) -> frozenset[str]:
    """The names with all that they need."""
    core = frozenset(names)
    return core | _context(core, plans)
