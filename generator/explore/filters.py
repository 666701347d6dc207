"""By what a list can be narrowed: what its operation takes, and what people ask for (status, parent, time)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.explore.drafts import column_parameter, key_parameter, optional
from generator.explore.endpoints import Endpoint
from generator.explore.entities import Data, is_nullable
from generator.explore.lexicon import plain_words
from generator.explore.plans import Plan
from generator.explore.prose import described, many, noun
from generator.spoken import spoken
from generator.statuses import plain

MAX_FILTERS = 6


@dataclass(frozen=True, slots=True)
class Filter:
    """One parameter of a list. `given` applies if it was given, `where` always; `subject` names it in texts."""

    name: str
    parameter: Data
    given: str = ""
    where: str = ""
    subject: str = ""


_WORDS = frozenset(
    "q query search search_term search_text keyword keywords term text filter_text search_query phrase".split()
)
_LATER = re.compile(r"^(min|from|after|since|start)_(.+)$|^(.+)_(min|from|after|since|gte|gt|start|begin|ge)$")
_EARLIER = re.compile(r"^(max|to|before|until|end)_(.+)$|^(.+)_(max|to|before|until|lte|lt|end|le)$")
_SHOW = re.compile(r"^(show|include|with|display)_(.+)$")


def filters(plan: Plan, endpoints: tuple[Endpoint, ...], plans: Mapping[str, Plan]) -> list[Filter]:
    """The filters of a list, the most useful first."""
    asked = [_snake(item.name) for endpoint in endpoints for item in endpoint.inputs if item.name]
    found: dict[str, Filter] = {}
    for item in (*_asked(plan, asked, plans), *_usual(plan, plans)):
        found.setdefault(item.name, item)
    return list(found.values())[:MAX_FILTERS]


def _snake(name: str) -> str:
    return "_".join(plain_words(name))


def _asked(plan: Plan, names: list[str], plans: Mapping[str, Plan]) -> Iterator[Filter]:
    """Filters for the inputs of the operation that name a column, in the order of the operation."""
    for name in names:
        if name in _WORDS:
            yield from text_search(plan)
            continue
        column = _column(plan, name)
        if column:
            yield from _equal(plan, column, plans)
            continue
        yield from _bounds(plan, name)
        yield from _shown(plan, name)


def _column(plan: Plan, name: str) -> str:
    """The column that an input means: its own name, with "_id" or as one of many."""
    candidates = (
        name,
        f"{name}_id",
        name.removesuffix("s"),
        name.removesuffix("es"),
        f"{plan.name}_{name}",
        name.removeprefix(f"{plan.name}_"),
    )
    return next((item for item in candidates if item in plan.fields and item != plan.position), "")


def text_search(plan: Plan) -> Iterator[Filter]:
    """The filter by words in what people call a thing; none where it has no such text."""
    texts = [
        name
        for name, field in plan.fields.items()
        if field.nature.kind == "text" and not field.reference and name in _SEARCHED
    ]
    label = plan.role("label")
    columns = list(dict.fromkeys([label, *texts] if label else texts))[:2]
    if not columns:
        return
    where = " or ".join(f"contains({plan.name}.{column}, query)" for column in columns)
    phrase = f"words to look for in the {' or '.join(spoken(column) for column in columns)}"
    parameter: Data = {"kind": "text", "optional": True, "description": described(phrase)}
    if len(columns) == 1:
        parameter["column"] = f"{plan.name}.{columns[0]}"
    yield Filter("query", parameter, given=where, subject="text")


_SEARCHED = frozenset(
    "title name summary subject description notes content text body message email display_name note comment".split()
)


def _equal(plan: Plan, column: str, plans: Mapping[str, Plan]) -> Iterator[Filter]:
    field = plan.fields[column]
    row = f"{plan.name}.{column}"
    data = {**column_parameter(plan, column, plans), "description": described(_only(plan, column))}
    if field.many and field.nature.of in ("text", "enum"):
        one = {key: value for key, value in data.items() if key != "of"} | {"kind": field.nature.of}
        yield Filter(column, optional(one), given=f"{column} in {row}", subject=noun(column))
    elif (field.reference is not None and not field.many) or field.nature.kind in ("enum", "boolean"):
        yield Filter(column, optional(data), given=f"{row} == {column}", subject=noun(column))
    elif field.nature.kind == "text":
        label = field.role == "label"
        parameter = (
            optional(data)
            if not label
            else optional({**data, "description": described(f"a part of the {spoken(column)}")})
        )
        test = f"contains({row}, {column})" if label else f"same_text({row}, {column})"
        yield Filter(column, parameter, given=test, subject=noun(column))
    elif field.nature.kind in ("date", "integer"):
        yield Filter(column, optional(data), given=f"{row} == {column}", subject=noun(column))


def _only(plan: Plan, column: str) -> str:
    field = plan.fields[column]
    if field.reference is not None and not field.many:
        role = noun(column)
        return (
            f"only {many(plan.name)} of this {role}, by its id"
            if role != "parent"
            else f"only {many(plan.name)} under this one, by its id"
        )
    if field.nature.kind == "boolean":
        return (
            f"only those of which it holds, or does not hold, that it is {spoken(column.removeprefix('is_'))}"
            if " " not in spoken(column)
            else f"only those with this value of {spoken(column)}"
        )
    return f"only {many(plan.name)} with this {spoken(column)}"


def _bounds(plan: Plan, name: str) -> Iterator[Filter]:
    """A bound of a date, time, amount or number: "due_min", "created_after", "max_price", "time_min"."""
    for pattern, sign, word in ((_LATER, ">=", "least"), (_EARLIER, "<=", "most")):
        found = pattern.match(name)
        if found is None:
            continue
        core = next(group for group in (found[2], found[3]) if group)
        column = _bounded_column(plan, core)
        if column and column != name:
            yield _bound(plan, name, column, sign, word)
        return


def _bounded_column(plan: Plan, core: str) -> str:
    moments = [
        name
        for name, field in plan.fields.items()
        if field.nature.kind in ("date", "datetime", "money", "integer", "number")
    ]
    names = (
        core,
        f"{core}_at",
        f"{core}_date",
        f"{core}_time",
        f"{core}_on",
        core.removesuffix("_date"),
        core.removesuffix("_time"),
    )
    exact = next((name for name in names if name in moments), "")
    if exact or core not in ("time", "date", "datetime", "timestamp"):
        return exact
    required = [
        name for name in moments if plan.fields[name].nature.kind in ("date", "datetime") and plan.fields[name].required
    ]
    return required[0] if required else plan.role("created")


def _bound(plan: Plan, name: str, column: str, sign: str, word: str) -> Filter:
    field = plan.fields[column]
    row = f"{plan.name}.{column}"
    empty = f"{row} is not None and " if is_nullable(plan, column, field) else ""
    kind = field.nature.kind
    moment = kind in ("date", "datetime")
    side = f"this or {'later' if word == 'least' else 'earlier'}" if moment else f"at {word} this"
    phrase = f"only those whose {noun(column)} is {side}"
    data: Data = {"kind": kind, "optional": True, "column": row, "description": described(phrase)}
    return Filter(name, data, given=f"{empty}{row} {sign} {name}", subject=noun(column))


def _shown(plan: Plan, name: str) -> Iterator[Filter]:
    """A switch that lets in what a list leaves out: "show_hidden", "include_archived", "show_completed"."""
    found = _SHOW.match(name)
    if found is None:
        return
    word = found[2]
    field = plan.fields.get(word) or plan.fields.get(f"is_{word}")
    column = word if word in plan.fields else f"is_{word}"
    parameter: Data = {
        "kind": "boolean",
        "description": described(f"whether to show {word.replace('_', ' ')} {many(plan.name)} too"),
    }
    if field is not None and field.nature.kind == "boolean" and column not in ("enabled", "active"):
        yield Filter(name, {**parameter, "default": False}, where=f"{name} or not {plan.name}.{column}")
        return
    status = plan.role("status")
    value = (
        next((item for item in plan.fields[status].nature.values if plain(item) == plain(word)), "") if status else ""
    )
    if value:
        yield Filter(name, {**parameter, "default": True}, where=f"{name} or {plan.name}.{status} != {value!r}")


def _usual(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[Filter]:
    """What people ask for whether or not the operation takes it: the status, the parents, one range of dates."""
    status = plan.role("status")
    if status:
        yield from _equal(plan, status, plans)
    for column, target in plan.references.items():
        if target in plans and column != "parent_id":
            yield from _equal(plan, column, plans)
    if "sender" in plan.fields and plan.fields["sender"].nature.kind == "text":
        data = {"kind": "text", "optional": True, "column": f"{plan.name}.sender"}
        data["description"] = described(f"a part of the sender of the {many(plan.name)}")
        yield Filter("sender", data, given=f"contains({plan.name}.sender, sender)", subject="sender")
    moments = [
        name
        for name, field in plan.fields.items()
        if field.nature.kind in ("date", "datetime") and field.role not in ("created", "updated")
    ]
    if moments and plan.fields[moments[0]].written:
        stem = moments[0].removesuffix("_time").removesuffix("_date").removesuffix("_at")
        yield _bound(plan, f"{stem}_after", moments[0], ">=", "least")
        yield _bound(plan, f"{stem}_before", moments[0], "<=", "most")


def link_filters(plan: Plan, plans: Mapping[str, Plan]) -> Iterator[Filter]:
    """Filters of a list by what its rows are linked with."""
    assert plan.key is not None
    for link in plan.links:
        if link.target in plans and link.entity in plans:
            mine = f"item.{plan.name}_id == {plan.name}.{plan.key.column}"
            test = f"any(item.{link.column} == {link.column} for item in {link.entity} if {mine})"
            data = {
                **key_parameter(plans[link.target], link.column)[link.column],
                "optional": True,
                "description": described(f"only {many(plan.name)} with this {spoken(link.role)}, by its id"),
            }
            yield Filter(link.column, data, given=test, subject=spoken(link.role))
