"""What a number counts, by its name: `comment_count`, `open_issues`, `messages_unread`, `number_of_members`.

The words of the name say the rows that are counted and in which state; the rest are words of counting. Only rows that
refer to the counting row by one reference are taken, of a singleton all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.english import is_plural, plural, singular
from generator.mechanics.relations import free, is_link, key_of, references
from generator.spoken import spoken
from generator.statuses import plain
from servers.farm.model import BooleanColumn, DateColumn, DatetimeColumn, Entity, EnumColumn, Environment
from servers.farm.names import reference_name

_COUNTING = frozenset("count counts counter total totals num number of no nr cnt".split())
_PADDING = frozenset("item items current all".split())
_OPPOSITES = {"open": "closed", "pending": "done", "active": "inactive", "remaining": "done", "visible": "hidden"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of `entity` whose column `by` refers to the counting row ("": all rows)."""

    entity: str
    by: str


def count_of(environment: Environment, entity: str, name: str) -> str:
    """The expression that counts what a whole number of an entity is named for; "" if it is named for nothing there."""
    words = name.split("_")
    told = bool(_COUNTING & set(words))
    rest = [word for word in words if word not in _COUNTING]
    shorter = [word for word in rest if word not in _PADDING]
    for bare in dict.fromkeys((tuple(rest), tuple(shorter))):
        if bare and (told or any(is_plural(word) for word in bare)):
            found = _named(environment, entity, bare)
            if found is not None:
                return _expression(environment, entity, *found)
    return ""


def counted_rows(name: str) -> str:
    """What a number counts, as people say it: "comment_count" → "comments", "issues_open" → "open issues"."""
    words = [word for word in name.split("_") if word not in _COUNTING] or [name]
    bare = [word for word in words if word not in _PADDING] or words
    if len(bare) > 1 and is_plural(bare[0]) and not is_plural(bare[-1]):
        bare = [*bare[1:], bare[0]]
    return spoken("_".join([*bare[:-1], plural(bare[-1])]))


def children(environment: Environment, entity: str) -> list[tuple[str, str]]:
    """(entity, its one reference) of everything else that refers to the rows of an entity in one way."""
    found: list[tuple[str, str]] = []
    for other in environment.entities:
        by = [name for name, column in references(environment, other).items() if column.to == entity]
        if len(by) == 1 and other != entity:
            found.append((other, by[0]))
    return found


def _named(environment: Environment, entity: str, words: tuple[str, ...]) -> tuple[_Counted, str] | None:
    """What the words name, and the condition that the other words put on it; None unless just one thing fits best."""
    for nouns_of in (_full_nouns, _last_nouns):
        fitting: dict[_Counted, str] = {}
        for counted in _countable(environment, entity):
            for noun in nouns_of(environment, entity, counted):
                test = _rest_of(environment, counted, words, noun)
                if test is not None:
                    fitting.setdefault(counted, test)
        if fitting:
            return next(iter(fitting.items())) if len(fitting) == 1 else None
    return None


def _countable(environment: Environment, entity: str) -> list[_Counted]:
    declared = environment.entities[entity]
    if declared.singleton:
        return [_Counted(other, "") for other, item in environment.entities.items() if not item.singleton]
    if not key_of(environment, entity):
        return []
    return [_Counted(other, by) for other, by in children(environment, entity)]


def _full_nouns(environment: Environment, entity: str, counted: _Counted) -> Iterator[tuple[str, ...]]:
    """What the counted rows are called: by their name, also without that of the counting row; the far side of links."""
    name = counted.entity
    yield from _forms(name)
    yield tuple(environment.entities[name].plural.split("_"))
    if name.startswith(f"{entity}_"):
        yield from _forms(name.removeprefix(f"{entity}_"))
    if is_link(environment, name):
        for side, column in references(environment, name).items():
            if side != counted.by:
                yield from _forms(reference_name(side))
                yield from _forms(column.to)


def _last_nouns(_environment: Environment, _entity: str, counted: _Counted) -> Iterator[tuple[str, ...]]:
    """The last word of their name alone."""
    yield from _forms(counted.entity.split("_")[-1])


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    *first, last = name.split("_")
    for form in dict.fromkeys((last, singular(last), plural(singular(last)))):
        yield (*first, form)


def _rest_of(environment: Environment, counted: _Counted, words: tuple[str, ...], noun: tuple[str, ...]) -> str | None:
    """The condition of the words beside the noun, "" if there are none; None if the noun or a condition is missing."""
    size = len(noun)
    for beside in (words[size:],) * (words[:size] == noun) + (words[:-size],) * (words[-size:] == noun):
        if not beside:
            return ""
        test = _state(environment.entities[counted.entity], "_".join(beside))
        if test:
            return test
    return None


def _state(entity: Entity, word: str) -> str:
    """The condition that a row `{row}` is in the state that a word names, "" if no column tells."""
    opposite = _OPPOSITES.get(word, word.removeprefix("un") if word.startswith("un") else "")
    for name, column in entity.columns.items():
        stem = name.removeprefix("is_")
        own, empty = f"{{row}}.{name}", f"{{row}}.{name} is None"
        if isinstance(column, BooleanColumn) and stem == word:
            return f"{own} is not None and {own}" if column.nullable else own
        if isinstance(column, BooleanColumn) and stem == opposite:
            return f"({empty} or not {own})" if column.nullable else f"not {own}"
        if isinstance(column, EnumColumn):
            value = next((value for value in column.values if plain(value) == plain(word)), None)
            if value is not None:
                return f"{own} == {value!r}"
        if isinstance(column, DateColumn | DatetimeColumn) and column.nullable:
            stem = name.rpartition("_")[0]
            if stem in (word, opposite) and stem:
                return f"{own} is not None" if stem == word else empty
    return ""


def _expression(environment: Environment, entity: str, counted: _Counted, state: str) -> str:
    row = free(environment, "item")
    tests = [state.replace("{row}", row)] if state else []
    if counted.by:
        tests.insert(0, f"{row}.{counted.by} == {entity}.{key_of(environment, entity)}")
    condition = f" if {' and '.join(tests)}" if tests else ""
    return f"count({row} for {row} in {counted.entity}{condition})"
