"""What tools require, in sentences: by clauses where they are good English, else by the messages of the faults."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from servers.farm import facts
from servers.farm.clauses import Speaker, about, clauses, is_weak
from servers.farm.effects import is_read_only
from servers.farm.expressions import parse
from servers.farm.facts import Facts
from servers.farm.faults import fault_uses, message
from servers.farm.model import DeleteStep, Environment, InsertStep, RequireStep, UpdateStep
from servers.farm.phrases import article, capitalised, gerund, joined, said, uncapitalised
from servers.farm.places import Place, places
from servers.farm.reasons import is_command, is_rule, reason

_WRITES = (InsertStep, UpdateStep, DeleteStep)
MOST_CONDITIONS = 2
MOST_TOOLS = 3
"""So many tools are named as those that are refused for one reason; of more, only the reason is told."""

_READING = frozenset("count check compare compute estimate find get list look read search show summarise view".split())
"""Verbs with which titles of tools begin that change nothing."""


@dataclass(frozen=True)
class _Required:
    """The requires of one tool."""

    environment: Environment
    name: str

    @property
    def title(self) -> str:
        return self.environment.tools[self.name].title.strip().rstrip(".")

    @property
    def is_command(self) -> bool:
        """Whether the title begins with a verb; titles of tools that change nothing need not."""
        first = self.title.split(" ")[0]
        return not is_read_only(self.environment, self.name) or first.lower() in _READING

    @cached_property
    def places(self) -> tuple[tuple[Place, RequireStep], ...]:
        found = places(self.environment, self.environment.tools[self.name])
        return tuple((place, place.step) for place in found if isinstance(place.step, RequireStep))

    @cached_property
    def after_a_write(self) -> frozenset[str]:
        """The paths of the requires that ask what a step before them has changed."""
        found = list(places(self.environment, self.environment.tools[self.name]))
        first = next((index for index, place in enumerate(found) if isinstance(place.step, _WRITES)), len(found))
        return frozenset(place.path for place in found[first:])

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """What always must hold, told as at most `MOST_CONDITIONS` clauses; empty if there is nothing or more."""
        found = clauses(self.conditions, self.speaker) or () if self.conditions else ()
        return found if len(found) <= MOST_CONDITIONS else ()

    @cached_property
    def conditions(self) -> Facts:
        """The conditions that have clauses, of requires that have clauses for all of theirs."""
        return tuple(item for place, step in self.places if self._has_clauses(place, step) for item in _asked(step))

    @cached_property
    def speaker(self) -> Speaker:
        """Who tells the clauses: the one row that they are about is "it" if the title has named it."""
        place = next(place for place, step in self.places if self._has_clauses(place, step))
        rows = about(self.conditions)
        row = next(iter(rows)) if len(rows) == 1 else ""
        named = self.title.lower().endswith(f" {article(said(row)).lower()}") if row else False
        return Speaker(place.scope, self.environment.tools[self.name], row if named else "")

    @property
    def rest(self) -> Iterator[tuple[Place, RequireStep]]:
        """The requires that no clause tells."""
        yield from (item for item in self.places if not (self.clauses and self._has_clauses(*item)))

    def _has_clauses(self, place: Place, step: RequireStep) -> bool:
        always = not place.when and not place.loops and place.path not in self.after_a_write
        return always and clauses(_asked(step), Speaker(place.scope, self.environment.tools[self.name])) is not None


def _asked(step: RequireStep) -> Facts:
    return facts.conjuncts(parse(step.require.that))


def conditions(environment: Environment) -> tuple[list[str], list[str]]:
    """Sentences on what must hold: those that ask for something, and those that only exclude a repetition."""
    groups: dict[tuple[bool, str, str], list[str]] = {}
    for name in environment.tools:
        required = _Required(environment, name)
        if required.clauses:
            verb, _, rest = required.title.partition(" ")
            if not required.is_command:
                verb, rest = "", required.title
            key = (is_weak(required.conditions, required.speaker), rest, joined(required.clauses))
            groups.setdefault(key, []).append(verb if verb[1:2].isupper() else verb.lower())
    strong, weak = ([_can(*key[1:], verbs) for key, verbs in groups.items() if key[0] is it] for it in (False, True))
    return strong, weak


def _can(rest: str, words: str, verbs: list[str]) -> str:
    if verbs == [""]:
        return f"“{rest}” works only while {words}."
    return f"You can {' '.join(filter(None, [joined(dict.fromkeys(verbs), 'or'), rest]))} only while {words}."


def refusals(environment: Environment) -> Iterator[str]:
    """Sentences on all other requires, by the messages of their faults: several tools of one reason together.

    What a unique set says too is left to its own sentence.
    """
    reasons: dict[str, list[_Required]] = {}
    told_as_unique = {
        use.code for name in environment.tools for use in fault_uses(environment, name) if use.kind == "unique"
    }
    for name in environment.tools:
        required = _Required(environment, name)
        for place, step in required.rest:
            if step.require.else_ in told_as_unique:
                continue
            told = reason(message(environment, step.require.else_), place.scope)
            if told is not None and required not in reasons.setdefault(told, []):
                reasons[told].append(required)
    leads: dict[str, list[str]] = {}
    for told, tools in reasons.items():
        many = len(tools) > MOST_TOOLS or (len(tools) > 1 and is_rule(told))
        leads.setdefault("" if many else _lead(tools), []).append(told)
    for lead, items in leads.items():
        yield from _refused(lead, items) if lead else (f"{capitalised(item)}." for item in items if is_rule(item))


def _refused(lead: str, reasons: list[str]) -> Iterator[str]:
    told = [uncapitalised(item) for item in reasons if not is_command(item)]
    if told:
        yield f"{capitalised(lead)} can be refused: {'; '.join(told)}."
    yield from (f"When {lead}, {uncapitalised(item)}." for item in reasons if is_command(item))


def _lead(tools: Iterable[_Required]) -> str:
    """What can be refused: "moving a task", "creating or updating an event"."""
    verbs: dict[str, list[str]] = {}
    for tool in tools:
        verb, _, rest = tool.title.partition(" ")
        phrase = gerund(verb) if tool.is_command else f"“{tool.title}”"
        verbs.setdefault(rest if tool.is_command else "", []).append(phrase)
    objects: dict[str, list[str]] = {}
    for rest, found in verbs.items():
        objects.setdefault(joined(dict.fromkeys(found), "or"), []).append(rest)
    return joined((f"{verb} {joined(sorted(rests, key=_size), 'or')}".strip() for verb, rests in objects.items()), "or")


def _size(phrase: str) -> int:
    """Short ones come first: "a bundle or the metadata of a bundle" cannot be misread."""
    return phrase.count(" ")
