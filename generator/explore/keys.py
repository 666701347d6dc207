"""How rows are told apart: by a key that the service makes, or by a name of their own such as an email address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.explore.fields import Field, is_id_of
from generator.explore.lexicon import Words, plain_words
from generator.explore.naming import column_name
from generator.explore.things import Thing
from servers.farm.model import Evidence


@dataclass(frozen=True, slots=True)
class Key:
    """The key column. With a `sequence` the service makes it; without one the caller gives it when creating."""

    column: str
    integer: bool
    sequence: str
    evidence: Evidence


_NATURAL = frozenset(
    "email email_address username login sku isbn domain code handle currency locale country symbol iban".split()
)


def key_of(thing: Thing, fields: Iterable[Field], taken: set[str]) -> Key:
    """The key of a thing that is not single; `taken` are the prefixes in use, to which the new one is added."""
    known = {field.name: field for field in fields}
    stated = _stated(thing, known, taken)
    if stated is not None:
        return stated
    natural = _natural(thing, known)
    if natural:
        because = f"its path names one by {natural}"
        return Key(natural, False, "", Evidence(fact=f"key of {thing.name}", because=because, confidence=0.8))
    own = next((field for field in known.values() if is_id_of(field, thing)), None)
    integer = (own is not None and own.nature.kind == "integer") or _integer_variable(thing)
    because = "it has an id" if own is not None else "its path has a variable for one"
    sequence = "{n}" if integer else f"{_prefix(thing.name, taken)}-{{n:04d}}"
    evidence = Evidence(fact=f"key of {thing.name}", because=because, confidence=0.95 if own is not None else 0.7)
    return Key(f"{thing.name}_id", integer, sequence, evidence)


def _stated(thing: Thing, known: dict[str, Field], taken: set[str]) -> Key | None:
    """The key that the description states: made by the service if no caller can give it, else given."""
    names = thing.schema.key
    own = next((field for field in known.values() if len(names) == 1 and field.leaf.path == names), None)
    if own is None:
        return None
    evidence = Evidence(fact=f"key of {thing.name}", because=f"its key is stated: {names[0]}", confidence=1.0)
    integer = own.leaf.schema.kind == "integer"
    if not own.read_only and not integer:
        return Key(column_name(own.name), False, "", evidence)
    return Key(f"{thing.name}_id", integer, "{n}" if integer else f"{_prefix(thing.name, taken)}-{{n:04d}}", evidence)


def _natural(thing: Thing, known: dict[str, Field]) -> str:
    """The text column that the path's variable names, if callers give it when they create one outside of any parent."""
    if thing.parents:
        return ""
    for endpoint in thing.having("get", "update", "delete"):
        words = plain_words(endpoint.route.segments[-1].name) if endpoint.route.on_item else ()
        for name in _spellings(words):
            field = known.get(name)
            natural = name in _NATURAL or name.endswith(("_email", "_username", "_sku"))
            if field is None or field.nature.kind != "text":
                continue
            if (natural and _is_given(thing, field)) or (name == "_".join(words) and _is_told(thing, field)):
                return name
    return ""


def _spellings(words: Words) -> list[str]:
    return ["_".join(words[start:]) for start in range(len(words))]


def _is_given(thing: Thing, field: Field) -> bool:
    return field.required or (field.create and field.shown) or not thing.having("create")


_MARKS = ("_id", "_code", "_key", "_number")


def _is_told(thing: Thing, field: Field) -> bool:
    """Whether who creates one has to say its mark, which nobody can change and which is the id of nothing else."""
    marks = field.name.endswith(_MARKS) and field.reference is None and not is_id_of(field, thing)
    return marks and field.required and not (field.update and thing.having("update"))


def _integer_variable(thing: Thing) -> bool:
    for endpoint in thing.having("get", "update", "delete"):
        for parameter in endpoint.operation.parameters:
            if endpoint.route.on_item and parameter.name == endpoint.route.segments[-1].name:
                return parameter.schema.kind == "integer"
    return False


def _prefix(name: str, taken: set[str]) -> str:
    """A short sign for ids: TASK for task, TL for task_list, INV for invoice; longer where it is taken."""
    words = name.split("_")
    whole = "".join(words).upper()
    if len(words) > 1:
        candidates = ["".join(word[0] for word in words).upper(), "".join(word[:2] for word in words).upper()[:6]]
    else:
        candidates = [whole] if len(whole) <= 5 else [whole[:3], whole[:4]]
    candidates += [whole[:length] for length in range(3, len(whole) + 1)]
    number = 2
    while True:
        for candidate in candidates:
            if candidate not in taken and not candidate.isdigit():
                taken.add(candidate)
                return candidate
        candidates, number = [f"{whole[:3]}{number}"], number + 1
