"""The business rules of an environment in sentences: what its MCP `instructions` and `policy://` resource say.

Every sentence is derived: from requires, unique sets, references, transitions, paging and the clock. Nothing is told
that the tools do not do. What has no short, good sentence is left to the errors, which say it in their author's words.
"""

from collections.abc import Iterator, Mapping, Sequence

from servers.farm.effects import effects
from servers.farm.faults import fault_uses, login_tool, needs_login
from servers.farm.model import EnumColumn, Environment
from servers.farm.phrases import article, capitalised, column_phrase, joined, said, spoken_value
from servers.farm.policy_deletions import deletions, is_link, lost_references
from servers.farm.policy_requirements import conditions, refusals
from servers.farm.surface import clearable
from servers.farm.views import paged_search

MAX_BYTES = 2_500
MAX_SENTENCES = 14
MAX_SENTENCE = 320
"""Characters; a longer one is nobody's rule to remember."""


def instructions(environment: Environment) -> str:
    """The rules, one per line, the most important first, without repetition, at most `MAX_BYTES` long in UTF-8."""
    lines = [_introduction(environment)]
    size = len(lines[0].encode())
    sentences = [item for item in dict.fromkeys(_sentences(environment)) if len(item) <= MAX_SENTENCE]
    for sentence in sentences[:MAX_SENTENCES]:
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
    strong, weak = conditions(environment)
    refused, lost = deletions(environment)
    yield from strong
    yield from refused
    yield from refusals(environment)
    yield from _uniqueness(environment)
    yield from lost
    yield from _transitions(environment)
    yield from weak
    yield from lost_references(environment)


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
    start = environment.clock.start
    if not any(effects(environment, name) for name in environment.tools):
        return f"Time is the service's own: it is {start} and stands still."
    seconds = environment.clock.tick_seconds
    amount = f"{seconds // 60} minute" if seconds % 60 == 0 else f"{seconds} second"
    plural = "" if amount.startswith("1 ") else "s"
    return f"Time is the service's own: it starts at {start} and every change moves it on by {amount}{plural}."


def _logins(environment: Environment) -> Iterator[str]:
    if environment.actor is None:
        return
    login = login_tool(environment)
    if login is not None and any(needs_login(environment, tool) for tool in environment.tools.values()):
        yield f"Log in first, with {login}; what is yours then belongs to that {said(environment.actor.entity)}."
    elif environment.actor.session is None:
        yield f"You act for one {said(environment.actor.entity)}, who is logged in already."


def _uniqueness(environment: Environment) -> Iterator[str]:
    """One sentence for each unique set that a call can violate, and one for all that only link two rows."""
    uses = [use for name in environment.tools for use in fault_uses(environment, name) if use.kind == "unique"]
    links: list[str] = []
    for use in uses:
        entity, columns = environment.entities[use.entity or ""], use.condition.split(", ")
        phrases = [column_phrase(name) for name in columns]
        if is_link(entity, columns):
            links.append(joined(map(article, phrases)))
        else:
            yield f"Two {said(entity.plural)} cannot have the same {joined(phrases)}."
    if links:
        pairs = list(dict.fromkeys(links))
        one = f"{capitalised(pairs[0])} can be linked only once."
        yield one if len(pairs) == 1 else f"These can be linked only once: {'; '.join(pairs)}."


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
                whose = f"{capitalised(article(said(name)))}'s {said(column_name)}"
                yield from _way(whose, column.transitions, column.values)


def _way(whose: str, transitions: Mapping[str, Sequence[str]], values: Sequence[str]) -> Iterator[str]:
    """The moves of one status; where most are free, only from where they are not."""
    free = [start for start, ends in transitions.items() if {start, *ends} == set(values)]
    bound = {start: ends for start, ends in transitions.items() if ends and start not in free}
    final = [spoken_value(value) for value in values if not transitions.get(value)]
    if len(free) < max(2, len(bound)):
        moves = [f"from {spoken_value(start)} to {_any_of(ends)}" for start, ends in transitions.items() if ends]
        if moves:
            yield f"{whose} goes {_list(moves)}."
    elif bound or final:
        only = _list([f"from {spoken_value(start)} only {_any_of(ends)}" for start, ends in bound.items()])
        stays = f"stays {joined(final, 'or')} once it is so" if final else ""
        yield f"{whose} can become any other, but {' and '.join(filter(None, [only, stays]))}."


def _any_of(values: Sequence[str]) -> str:
    return joined(map(spoken_value, values), "or")


def _list(moves: Sequence[str]) -> str:
    return "".join(moves) if len(moves) < 2 else f"{', '.join(moves[:-1])}, and {moves[-1]}"
