"""The tools of one thing: which endpoints become which tool, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as factory
from itertools import pairwise

from generator.english import singular
from generator.explore.actions import action_tool, ending_tool, setters
from generator.explore.clearing import collection_tool
from generator.explore.drafts import ToolDraft
from generator.explore.endpoints import Endpoint, Place
from generator.explore.lexicon import plain_words
from generator.explore.linking import link_tools
from generator.explore.naming import clip, tool_name
from generator.explore.plans import Plan
from generator.explore.reading import count_tool, get_tool, list_tool, parent_column, show_tool
from generator.explore.sections import section_tools
from generator.explore.turning import making_tool, turning_tool
from generator.explore.upserting import upsert_tool
from generator.explore.writing import change_single_tool, create_tool, delete_tool, update_tool


@dataclass
class Catalogue:
    """Tools found so far and the reasons for endpoints without one, by operation id."""

    tools: list[ToolDraft] = factory(default_factory=list)
    reasons: dict[str, str] = factory(default_factory=dict)

    def add(self, tool: ToolDraft | None, endpoints: tuple[Endpoint, ...], reason: str) -> None:
        """Keep the tool, or the reason why there is none."""
        if tool is not None:
            self._keep(tool)
            return
        self.reasons.update({endpoint.id: reason for endpoint in endpoints})

    def _keep(self, tool: ToolDraft) -> None:
        """Add the tool, or its endpoints to the one of this name that does the same."""
        for index, other in enumerate(self.tools):
            if other.name == tool.name and other.parameters.keys() == tool.parameters.keys():
                self.tools[index] = replace(other, endpoints=(*other.endpoints, *tool.endpoints))
                return
        self.tools.append(tool)


def tools_of(plan: Plan, plans: Mapping[str, Plan]) -> Catalogue:
    """Every tool of one plan; `plans` are those that it may refer to."""
    found = Catalogue()
    thing = plan.thing
    if plan.key is None:
        _single(found, plan, plans)
        return found
    _lists(found, plan, plans)
    _gets(found, plan)
    _counts(found, plan, plans)
    found.tools += [*link_tools(plan, plans), *section_tools(plan, plans)]
    if creates := thing.having("create"):
        _create(found, plan, creates, plans)
    made = {endpoint.id for tool in found.tools for endpoint in tool.endpoints if endpoint.upserts}
    updates = tuple(endpoint for endpoint in thing.having("update") if endpoint.id not in made)
    covered = setters(plan, updates)
    if updates:
        reason = f"nothing that a {plan.name} shows can be given"
        found.add(update_tool(plan, (*updates, *covered), plans), (*updates, *covered), reason)
    if deletes := thing.having("delete"):
        found.add(ending_tool(plan, deletes, plans) or delete_tool(plan, deletes, plans), deletes, "")
    settled = {other.id for other in covered} | {other.id for link in plan.links for other in link.endpoints}
    for endpoint in [item for item in thing.having("action") if item.id not in settled]:
        verb = " ".join(endpoint.verb)
        tool = turning_tool(plan, endpoint, plans) or action_tool(plan, endpoint, plans)
        found.add(tool, (endpoint,), f"no column of {plan.name} shows what '{verb}' does")
    for endpoint in thing.having("collection_action", "bulk"):
        tool = collection_tool(plan, endpoint) or turning_tool(plan, endpoint, plans)
        tool = tool or making_tool(plan, endpoint, plans)
        found.add(tool, (endpoint,), _REASONS[endpoint.role].format(verb=" ".join(endpoint.verb)))
    for endpoint in thing.having("link", "unlink", "other", "search", "show", "change", "drop"):
        found.reasons.setdefault(endpoint.id, _REASONS[endpoint.role].format(verb=" ".join(endpoint.verb)))
    return found


_REASONS = {
    "collection_action": "an action on a whole collection ('{verb}')",
    "bulk": "changes many rows of a collection at once",
    "link": "links two things, which no column shows",
    "unlink": "unlinks two things, which no column shows",
    "other": "no rule knows what it does",
    "search": "a search whose answer is not of this thing",
    "show": "shows a single thing beside a collection",
    "change": "changes a single thing beside a collection",
    "drop": "removes a single thing beside a collection",
}


def _gets(found: Catalogue, plan: Plan) -> None:
    """One tool for the gets by id; other ways to look one up are left out."""
    gets = plan.thing.having("get")
    home = {endpoint.place[-1] for endpoint in gets if endpoint.place == plan.thing.places[0]}
    usable = tuple(endpoint for endpoint in gets if not home or endpoint.place[-1] in home)
    if usable:
        found.add(get_tool(plan, usable), usable, "")
    for endpoint in gets:
        if endpoint.id not in {item.id for item in usable}:
            found.reasons[endpoint.id] = f"looks a {plan.name} up by something else than its id"


def _single(found: Catalogue, plan: Plan, plans: Mapping[str, Plan]) -> None:
    shows, changes = plan.thing.having("show"), plan.thing.having("change")
    if shows:
        found.add(show_tool(plan, shows), shows, "")
    if changes:
        found.add(change_single_tool(plan, changes, plans), changes, f"nothing that the {plan.name} shows can be given")
    for endpoint in plan.thing.having("other"):
        found.reasons[endpoint.id] = f"makes the only {plan.name}, which is there already"
    for endpoint in plan.thing.endpoints:
        if endpoint.role not in ("show", "change", "other"):
            found.reasons[endpoint.id] = f"an action on a single thing ('{' '.join(endpoint.verb) or endpoint.role}')"


def _create(found: Catalogue, plan: Plan, creates: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> None:
    if any(field.create for name, field in plan.fields.items() if name != f"{plan.owner}_id") or (
        plan.key is not None and not plan.key.sequence
    ):
        upsert = upsert_tool(plan, creates, plans) if all(endpoint.upserts for endpoint in creates) else None
        found.add(upsert or create_tool(plan, creates, plans), creates, "")
    else:
        found.reasons.update({endpoint.id: f"nothing that a {plan.name} shows can be given" for endpoint in creates})


def _lists(found: Catalogue, plan: Plan, plans: Mapping[str, Plan]) -> None:
    """One list for all places that a column tells apart; places that mean another kind of belonging are left out."""
    lists = plan.thing.having("list", "search")
    usable = tuple(endpoint for endpoint in lists if _is_own_list(plan, endpoint, plans))
    kept = {endpoint.id for endpoint in usable}
    for endpoint in lists:
        if endpoint.id not in kept:
            found.reasons[endpoint.id] = f"lists {plan.plural} by something that no column of {plan.name} shows"
    if usable:
        found.add(list_tool(plan, usable, plans), usable, "")
    elif plan.needs_list:  # then a list without an operation behind it helps
        found.tools.append(list_tool(plan, (), plans))


def _counts(found: Catalogue, plan: Plan, plans: Mapping[str, Plan]) -> None:
    """A tool for each kind of place that counts what stands there: all, those of one parent."""
    by_parent: dict[str, tuple[Endpoint, ...]] = {}
    for endpoint in plan.thing.having("count"):
        parent = (plan.thing.parents or {}).get(endpoint.place, "")
        by_parent[parent] = (*by_parent.get(parent, ()), endpoint)
    for endpoints in by_parent.values():
        usable = _is_own_list(plan, endpoints[0], plans)
        reason = f"counts {plan.plural} by something that no column of {plan.name} shows"
        found.add(count_tool(plan, endpoints, plans) if usable else None, endpoints, reason)


def _is_own_list(plan: Plan, endpoint: Endpoint, plans: Mapping[str, Plan]) -> bool:
    parent = (plan.thing.parents or {}).get(endpoint.place, "")
    if parent in {link.target for link in plan.links if link.role == link.target}:
        return True
    home = plan.thing.places[0]
    own = endpoint.place == home or _is_called_so(plan, endpoint.place) or _says_all(plan, endpoint.place)
    if not parent:
        return (own and _scopes(endpoint.place) <= _scopes(plan.thing.places[0])) or (
            endpoint.place == plan.thing.places[0]
        )
    return parent in plans and bool(parent_column(plan, parent)) and own


def _is_called_so(plan: Plan, place: Place) -> bool:
    """Whether a place ends in the name of a thing: "/tasks/{id}/assignments" in that of task assignments."""
    words, home = plain_words(place[-1]), plain_words(plan.thing.places[0][-1])
    called = (*words[:-1], singular(words[-1])) if words else ()
    names = [(*home[:-1], singular(home[-1])) if home else (), tuple(plan.name.split("_"))[-len(called) :]]
    return place[-1:] == plan.thing.places[0][-1:] or called in names


def _says_all(plan: Plan, place: Place) -> bool:
    """Whether a place ends in "all" of a thing, or of what lies there: "/groups/all", "/zones/{id}/all"."""
    if place[-1] not in ("all", "list") or not _scopes(place) <= _scopes(plan.thing.places[0]):
        return False
    return place[-2:-1] == ("{}",) or (len(place) > 1 and _is_called_so(plan, place[:-1]))


def _scopes(place: Place) -> set[str]:
    """The literals before variables that are no row of a thing: "subscriptions" in /subscriptions/{id}/disks."""
    return {before for before, part in pairwise(place) if part == "{}"}


def ordered(tools: Iterator[ToolDraft]) -> list[ToolDraft]:
    """Tools with allowed names of their own: of equal names the later one gets a number."""
    found: dict[str, ToolDraft] = {}
    for tool in tools:
        base = tool_name(tool.name)
        name, number = base, 2
        while name in found:
            name, number = f"{clip(base, 45)}_{number}", number + 1
        found[name] = tool.named(name)
    return list(found.values())
