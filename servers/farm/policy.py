"""The business rules of an environment in sentences: what its MCP `instructions` and `policy://` resource say.

Every sentence is derived: from requires, unique sets, references, transitions, paging and the clock. Nothing is told
that the tools do not do. At most 4 kB; what does not fit is told by the errors themselves.
"""

from collections.abc import Iterator

from servers.farm import facts
from servers.farm.effects import effects, referring
from servers.farm.expressions import parse
from servers.farm.faults import fault_uses, login_tool, needs_login
from servers.farm.model import EnumColumn, Environment, RequireStep, Tool
from servers.farm.names import spoken
from servers.farm.phrases import article, column_phrase, condition, joined, spoken_value
from servers.farm.places import Place, places
from servers.farm.surface import clearable
from servers.farm.views import paged_search

MAX_BYTES = 4_000


def instructions(environment: Environment) -> str:
    """The rules, one per line, without repetition, at most `MAX_BYTES` long in UTF-8."""
    lines = [_introduction(environment)]
    size = len(lines[0].encode())
    for sentence in dict.fromkeys(_sentences(environment)):
        size += len(sentence.encode()) + 3
        if size > MAX_BYTES:
            break
        lines.append(f"- {sentence}")
    return "\n".join(lines)


def _introduction(environment: Environment) -> str:
    about = environment.description.strip()
    return f"{environment.title}. {about}" if about else f"{environment.title}."


def _sentences(environment: Environment) -> Iterator[str]:
    yield from _general(environment)
    yield from _logins(environment)
    for name in environment.tools:
        yield from _requirements(environment, name)
    yield from _deletions(environment)
    yield from _uniqueness(environment)
    yield from _transitions(environment)


def _general(environment: Environment) -> Iterator[str]:
    tools = environment.tools.values()
    asked = any(not item.user_knows for tool in tools for item in tool.parameters.values())
    if asked:
        yield "Ids come from the tools: look them up with a list or search, never make one up."
    if any(paged_search(tool) for tool in tools):
        yield "Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page."
    if any(clearable(environment, tool) for tool in tools):
        yield "A change keeps what you leave out; to empty a value, name it in clear."
    yield "A call that is refused changes nothing; its error says why and what to do."
    yield _clock(environment)


def _clock(environment: Environment) -> str:
    seconds = environment.clock.tick_seconds
    amount = f"{seconds // 60} minute" if seconds % 60 == 0 else f"{seconds} second"
    plural = "" if amount.startswith("1 ") else "s"
    start = environment.clock.start
    return f"Time is the service's own: it starts at {start} and every change moves it on by {amount}{plural}."


def _logins(environment: Environment) -> Iterator[str]:
    if environment.actor is None:
        return
    login = login_tool(environment)
    if login is not None and any(needs_login(environment, tool) for tool in environment.tools.values()):
        yield f"Log in first, with {login}; what is yours then belongs to that {spoken(environment.actor.entity)}."
    elif environment.actor.session is None:
        yield f"You act for one {spoken(environment.actor.entity)}, who is logged in already."


def _requirements(environment: Environment, tool_name: str) -> Iterator[str]:
    """One sentence for what always must hold, one for each condition under which more must."""
    tool = environment.tools[tool_name]
    found: dict[tuple[str, ...], list[str]] = {}
    stateful: set[tuple[str, ...]] = set()
    for place in places(environment, tool):
        if isinstance(place.step, RequireStep):
            text = _requirement(place, place.step.require.that)
            when = tuple(condition(facts.conjuncts(parse(item))[0], place.scope) or "" for item in place.when)
            if text is not None and "" not in when:
                found.setdefault(when, []).append(text)
                if "." in place.step.require.that:
                    stateful.add(when)
    for when, parts in found.items():
        word = "while" if when in stateful else "if"
        can = _can(environment, tool_name, tool)
        prefix = f"If {joined(when)}, {can[0].lower()}{can[1:]}" if when else can
        yield f"{prefix} only {word} {joined(dict.fromkeys(parts))}."


def _requirement(place: Place, text: str) -> str | None:
    parts = [condition(item, place.scope) for item in facts.conjuncts(parse(text))]
    known = [part for part in parts if part is not None]
    return joined(known) if known and len(known) == len(parts) else None


def _can(environment: Environment, tool_name: str, tool: Tool) -> str:
    """`You can rent a bike`; titles of tools that change nothing need not begin with a verb."""
    title = tool.title.strip().rstrip(".")
    if effects(environment, tool_name) and not title[1:2].isupper():
        return f"You can {title[0].lower()}{title[1:]}"
    return f"“{title}” works"


def _deletions(environment: Environment) -> Iterator[str]:
    """What deleting a row does to rows that refer to it."""
    declared = [item for name in environment.tools for item in effects(environment, name)]
    refused = {use.code for name in environment.tools for use in fault_uses(environment, name) if use.kind == "refuse"}
    session = environment.actor.session if environment.actor else None
    for name in dict.fromkeys(item.entity for item in declared if item.kind == "delete"):
        owner = article(spoken(name))
        rows = [(spoken(environment.entities[child].plural), column, item)
                for child, column, item in referring(environment, name) if child != session]  # fmt: skip
        refusing = [plural for plural, _, item in rows if item.on_delete == "refuse" and item.fault in refused]
        following = [plural for plural, _, item in rows if item.on_delete == "cascade"]
        if refusing:
            yield f"Deleting {owner} is refused while {joined(dict.fromkeys(refusing), 'or')} refer to it."
        if following:
            yield f"Deleting {owner} also deletes the {spoken(name)}'s {joined(dict.fromkeys(following))}."
        emptied: dict[str, list[str]] = {}
        for plural, column, item in rows:
            if item.on_delete == "clear":
                emptied.setdefault(column_phrase(column), []).append(plural)
        for column, plurals in emptied.items():
            yield f"Deleting {owner} empties the {column} of {joined(dict.fromkeys(plurals))} that refer to it."


def _uniqueness(environment: Environment) -> Iterator[str]:
    uses = [use for name in environment.tools for use in fault_uses(environment, name) if use.kind == "unique"]
    for use in uses:
        entity = environment.entities[use.entity or ""]
        columns = [column_phrase(name) for name in use.condition.split(", ")]
        together = " together" if len(columns) > 1 else ""
        yield f"Two {spoken(entity.plural)} cannot have the same {joined(columns)}{together}."


def _transitions(environment: Environment) -> Iterator[str]:
    """How a status may move, where tools move it."""
    written = {
        (item.entity, column)
        for name in environment.tools
        for item in effects(environment, name)
        if item.kind == "update"
        for column in item.possible
    }
    for name, entity in environment.entities.items():
        for column_name, column in entity.columns.items():
            if isinstance(column, EnumColumn) and column.transitions and (name, column_name) in written:
                moves = [
                    f"from {spoken_value(start)} to {joined(map(spoken_value, ends), 'or')}"
                    for start, ends in column.transitions.items()
                    if ends
                ]
                if moves:
                    way = moves[0] if len(moves) == 1 else f"{', '.join(moves[:-1])}, and {moves[-1]}"
                    yield f"{article(spoken(name)).capitalize()}'s {spoken(column_name)} goes {way}."
