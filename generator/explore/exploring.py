"""`explore`: a description's environments, or why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.description import Description, Operation, Schema
from generator.domains import domain_of
from generator.explore.assembling import inside_of, left_out, reasons_of_all, referred_to, restricted, tools_of_all
from generator.explore.catalogue import Catalogue, tools_of
from generator.explore.effects import with_declared_flags
from generator.explore.endpoints import Endpoint, endpoints
from generator.explore.keeping import has_identity, why_not
from generator.explore.leaves import ThingOf
from generator.explore.lexicon import Lexicon, lexicon
from generator.explore.links import with_links
from generator.explore.makings import with_makings
from generator.explore.mending import Mended, mended
from generator.explore.parents import mutual_listings
from generator.explore.plans import Plan, Setting, plans
from generator.explore.sections import inner_singles, with_sections
from generator.explore.sizing import entity_bytes, plan_bytes, tool_bytes
from generator.explore.split import CONTEXT_TOOLS, MAX_GROUPS, MIN_TOOLS, Cost, Costs, Group, groups
from generator.explore.things import Thing, things
from generator.explore.titles import named
from generator.explore.topping import MIN_OWN
from generator.explore.undescribed import is_silent, with_answers
from generator.mechanics import ALL as MECHANICS
from generator.mechanics.weaving import woven
from servers.farm.model import Environment, LeftOut


@dataclass(frozen=True, slots=True)
class Exploration:
    """What exploring gave. `refused` says why there are no environments; then `environments` is empty.

    Of the description's `operations`, `used` have a tool in an environment; each other one is `left_out` with a reason.
    """

    environments: tuple[Environment, ...]
    refused: str | None
    operations: int
    used: int
    left_out: tuple[LeftOut, ...]
    stands_for: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    """For each environment the operations that each of its tools stands for."""


LIMIT = f"beyond the {MAX_GROUPS} environments that a description becomes at most: the richest were taken"
FULL = "beyond the size of an environment: the tools that do most were taken"
UNSOUND = f"too little of what it belongs to is sound: no {MIN_TOOLS} tools remained"
ONLY_READ = "it only reads, and nothing that can be read here can be written"
ASIDE = "belongs to nothing that can be written, or to too little for an environment of its own"


def explore(description: Description) -> Exploration:
    """The environments that rules find in a description, of 6 to 40 tools each.

    Where a description gives a few less, they are topped up with other ways to read the same rows (see `topping`); what
    has fewer even so is refused as too small.
    """
    if not description.operations:  # webhooks alone, or schemas alone
        return Exploration((), "not stateful: it describes no operation", 0, 0, ())
    description = with_answers(description)
    found = drawn_plans(description)
    if not any(_is_stateful(plan, found.plans) for plan in found.plans.values()):
        return _refused(description, found.reasons, found.plans)
    return _built(description, found.plans, dict(found.reasons))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The plans of a description by name, and why operations outside of them have no tool."""

    plans: dict[str, Plan]
    reasons: Mapping[str, str]


def drawn_plans(description: Description) -> Drawn:
    """The stages up to the plans."""
    words = lexicon(description)
    calls = endpoints(description, words)
    everything = with_makings(description, things(description, calls, words), calls)
    unkept = {endpoint.id: reason for thing in everything if (reason := why_not(thing)) for endpoint in thing.endpoints}
    found = tuple(thing for thing in everything if not why_not(thing))
    inner = inner_singles(found)
    outer = tuple(thing for thing in found if thing.name not in inner)
    setting = _setting(description, words, outer)
    drawn = with_sections(setting, plans(setting, outer), inner)
    drawn = with_links(_useful({name: with_declared_flags(plan) for name, plan in drawn.items()}), calls)
    drawn = restricted(drawn, _useful(drawn))
    return Drawn(drawn, {endpoint.id: _lonely_reason(endpoint) for endpoint in calls} | unkept)


def _setting(description: Description, words: Lexicon, found: tuple[Thing, ...]) -> Setting:
    """What the plans of these things share."""
    return Setting(
        description,
        words,
        _thing_of(description, found),
        frozenset(thing.name for thing in found if not thing.single),
        frozenset(thing.name for thing in found),
        mutual_listings(found),
        {thing.name: thing for thing in found},
    )


def _thing_of(description: Description, found: tuple[Thing, ...]) -> ThingOf:
    """Which thing a schema is of, by the schema's name."""
    names = {
        thing.schema_name: thing.name
        for thing in reversed(found)
        if thing.schema_name and not thing.single and has_identity(thing)
    }

    def thing_of(schema: Schema) -> str:
        return names.get(description.ref_name(schema) or "", "")

    return thing_of


def _useful(drawn: Mapping[str, Plan]) -> dict[str, Plan]:
    """Plans that keep at least one column of their own."""
    return {name: plan for name, plan in drawn.items() if _telling(plan) or not plan.thing.endpoints}


def _telling(plan: Plan) -> list[str]:
    server = {plan.role("created"), plan.role("updated"), f"{plan.owner}_id"}
    if not plan.thing.written:
        server |= {f"{parent}_id" for parent in (plan.thing.parents or {}).values()}
    return [column for column in plan.fields if column not in server]


def _is_stateful(plan: Plan, drawn: Mapping[str, Plan]) -> bool:
    """Whether a thing is both read and written by tools."""
    tools = tools_of(plan, drawn).tools
    return any(tool.reads for tool in tools) and any(not tool.reads for tool in tools)


def _refused(description: Description, reasons: Mapping[str, str], drawn: Mapping[str, Plan]) -> Exploration:
    readable = ", ".join(sorted(drawn)[:5])
    why = (
        f"not stateful: nothing that can be read ({readable}) can be written"
        if readable
        else "not stateful: what its reading operations answer is not described"
        if is_silent(description)
        else "not stateful: no operation reads a thing with an id"
    )
    read = {endpoint.id: ONLY_READ for plan in drawn.values() for endpoint in plan.thing.endpoints if _reads(endpoint)}
    return Exploration((), why, len(description.operations), 0, left_out({**reasons, **read}))


def _reads(endpoint: Endpoint) -> bool:
    return endpoint.role in ("list", "get", "show", "search")


def _too_small(description: Description, reasons: Mapping[str, str]) -> Exploration:
    why = f"too small: it gives fewer than {MIN_OWN} sound tools, or nothing that could be read in other ways too"
    return Exploration((), why, len(description.operations), 0, left_out(reasons))


def _lonely_reason(endpoint: Endpoint) -> str:
    if not _reads(endpoint) and endpoint.method != "GET":
        return "stateless: no operation reads what it would write"
    if endpoint.operation.response is None and endpoint.method == "GET":
        return "its answer is not described"
    if endpoint.answer.kind in ("nothing", "scalar"):
        return "its answer is not an object with properties"
    return "its answer is of no thing that rows could be kept of"


def _built(description: Description, drawn: Mapping[str, Plan], reasons: dict[str, str]) -> Exploration:
    catalogues = {name: tools_of(plan, drawn) for name, plan in drawn.items()}
    alone = {name: _cost(drawn[name], drawn, found) for name, found in catalogues.items()}
    costs = Costs(alone, lambda group: _together(group, drawn))
    chosen = groups(drawn, costs)
    kept = frozenset(name for group in chosen for name in group.core)
    for name, found in catalogues.items():
        unkept = FULL if name in kept else LIMIT if len(chosen) == MAX_GROUPS else ASIDE
        reasons.update({endpoint.id: unkept for tool in found.tools for endpoint in tool.endpoints})
        reasons.update(found.reasons)
    environments: list[tuple[Environment, frozenset[str]]] = []
    taken: set[str] = set()
    stands_for: list[Mapping[str, tuple[str, ...]]] = []
    for group in chosen:
        inside = inside_of(group, drawn)
        made = mended(description, *named(description, group, inside, len(chosen), taken), inside)
        if made is None or len(made.tools) < MIN_TOOLS:
            reasons.update({key: UNSOUND for key in _ids(group, drawn) if reasons.get(key) == FULL})
            continue
        taken.add(made.environment.name)
        operations = {
            tool.name: [_opened(description, endpoint.operation) for endpoint in tool.endpoints] for tool in made.tools
        }
        environment = woven(made.environment, operations, MECHANICS)
        environment = environment.model_copy(update={"domain": domain_of(environment, description)})
        own = reasons_of_all(inside)
        reasons.update(own)
        reasons.update({endpoint.id: f"its tool is not sound: {why}" for endpoint, why in _dropped(made, inside)})
        environments.append((environment, frozenset(own)))
        stands_for.append({tool.name: tuple(endpoint.id for endpoint in tool.endpoints) for tool in made.tools})
    if not environments:
        return _too_small(description, reasons)
    used = {operation for tools in stands_for for operations in tools.values() for operation in operations}
    rest = left_out({key: reason for key, reason in reasons.items() if key not in used})
    everything = frozenset(reasons) if len(environments) == 1 else frozenset[str]()
    recorded = tuple(_recorded(environment, rest, own | everything) for environment, own in environments)
    return Exploration(recorded, None, len(description.operations), len(used), rest, tuple(stands_for))


def _ids(group: Group, drawn: Mapping[str, Plan]) -> list[str]:
    """The operations of what a group is about."""
    return [endpoint.id for name in sorted(group.core) for endpoint in drawn[name].thing.endpoints]


def _opened(description: Description, operation: Operation) -> Operation:
    """The operation with the body itself and what is said of its properties, also where the document refers to them."""
    if operation.request is None:
        return operation
    body = description.resolve(operation.request)
    properties = {name: description.resolve(schema) for name, schema in body.properties.items()}
    return replace(operation, request=replace(body, properties=properties))


def _cost(plan: Plan, drawn: Mapping[str, Plan], found: Catalogue) -> Cost:
    """What a thing with its tools brings into an environment."""
    writes = sum(not tool.reads for tool in found.tools)
    guest = referred_to(plan)
    light = plan_bytes(guest, drawn, [tool for tool in tools_of(guest, drawn).tools if tool.reads][:CONTEXT_TOOLS])
    return Cost(len(found.tools), writes, plan_bytes(plan, drawn, found.tools), light)


def _together(group: Group, drawn: Mapping[str, Plan]) -> int:
    """The bytes of a group's things and tools in one environment."""
    inside = inside_of(group, drawn)
    entities = sum(entity_bytes(plan, inside) for plan in inside.values())
    return entities + sum(tool_bytes(tool) for tool in tools_of_all(inside))


def _dropped(made: Mended, inside: Mapping[str, Plan]) -> list[tuple[Endpoint, str]]:
    """The endpoints of tools that were taken out, with the problem."""
    return [
        (endpoint, made.dropped[tool.name])
        for tool in tools_of_all(inside)
        if tool.name in made.dropped
        for endpoint in tool.endpoints
    ]


def _recorded(environment: Environment, rest: tuple[LeftOut, ...], own: frozenset[str]) -> Environment:
    """The environment with what was left out of its own things; the whole list is the exploration's."""
    assert environment.provenance is not None
    mine = tuple(item for item in rest if item.operation in own)
    return environment.model_copy(update={"provenance": environment.provenance.model_copy(update={"left_out": mine})})
