"""What a column says given the thing it belongs to and the columns beside it, where its name alone would mislead."""

import re
from dataclasses import dataclass

from generator.seed.families import PERSON, family_of
from generator.seed.makers.people import PLACE_WORDS
from generator.seed.meanings import Options, meaning
from generator.seed.words import family
from servers.farm.model import Column, Entity, EnumColumn, SeedRule

_MOMENT_ENDS = re.compile(r"_(at|on|time|date|date_?time|timestamp|ts|day)$")
_ADDRESS = re.compile(r"(^|_)(city|zip|postal_code|post_code|postcode|country|country_code|street|line_?1)$")
_STATUS_SAID = re.compile(r"_(value|desc|description|name|text|title|label|display)$")
_FILED = frozenset("file folder drive repository commit server database photo song video".split())
"""Families whose paths lead to files; those of the others are paths of pages."""
_SECRETS = re.compile(r"(^|_)(secret|token|credential|api_key|password|access_key)$")


@dataclass(frozen=True)
class _Beside:
    """A text column and what stands beside it."""

    noun: str
    entity: Entity
    name: str

    @property
    def family(self) -> str:
        return family_of(self.noun)

    @property
    def known(self) -> SeedRule:
        """What the name alone says."""
        return meaning("text", self.name) or SeedRule(make="word")

    def first(self, *names: str) -> str | None:
        """The first of the names that a column has."""
        return next((name for name in names if name in self.entity.columns and name != self.name), None)

    @property
    def texts(self) -> Options:
        """Whose sentences the thing has."""
        speaks = self.family and self.family != PERSON and bool(family(self.family).texts)
        return {"family": self.family if speaks else "remark"}


def neighbour_rule(noun: str, entity: Entity, name: str, column: Column) -> SeedRule | None:
    """The rule of a column that its neighbours explain; None for one that speaks for itself."""
    if column.kind in ("date", "datetime"):
        return _same_moment(entity, name)
    if column.kind in ("integer", "number"):
        return _within(entity, name, column)
    if column.kind != "text":
        return None
    beside = _Beside(noun, entity, name)
    return next((rule for found in _FINDERS if (rule := found(beside)) is not None), None)


_USED = re.compile(r"_(count|used|usage)$|^used_")
_MAXIMA = {"min": "max", "minimum": "maximum"}
_LIMITS = ("limit", "quota", "allowance", "max", "maximum")


def _within(entity: Entity, name: str, column: Column) -> SeedRule | None:
    """What is used is at most the limit beside it, and a minimum at most its maximum."""
    words = name.split("_")
    most = ["_".join(_MAXIMA.get(word, word) for word in words)] if _MAXIMA.keys() & set(words) else []
    stem = _USED.sub("", name)
    limits = [f"{stem}_{limit}" for limit in _LIMITS] + [f"max_{stem}"] if stem != name else []
    found = next((other for other in (*most, *limits) if other in entity.columns), None)
    if found is None or entity.columns[found].kind != column.kind or any(name in text for text in entity.invariants):
        return None
    return SeedRule(make="part", options={"of": found, "with": found})


def _same_moment(entity: Entity, name: str) -> SeedRule | None:
    """`published_timestamp` says again what `published_at` says."""
    stem = _MOMENT_ENDS.sub("", name)
    if stem == name or any(name in text for text in entity.invariants):
        return None
    for other, column in entity.columns.items():
        if other == name:
            return None
        if column.kind in ("date", "datetime") and other != stem and _MOMENT_ENDS.sub("", other) == stem:
            return _echo(entity, name, other)
    return None


def _echo(entity: Entity, name: str, other: str) -> SeedRule | None:
    """The rule that repeats another column; None where that one may be missing and this one may not."""
    missing, here = (getattr(entity.columns[item], "nullable", False) for item in (other, name))
    return SeedRule(make="echoed", options={"of": other, "null": 0.0}) if here or not missing else None


def _status_again(beside: _Beside) -> SeedRule | None:
    """`status_desc` says what the enum `status` says."""
    status = _STATUS_SAID.sub("", beside.name)
    if status == beside.name or not re.search(r"(^|_)(status|state|stage|phase)$", status):
        return None
    found = isinstance(beside.entity.columns.get(status), EnumColumn)
    return _echo(beside.entity, beside.name, status) if found else None


def _code_of_a_state(beside: _Beside) -> SeedRule | None:
    """A `state_code` is one of a region only where there is an address."""
    if not beside.name.endswith("state_code") or any(_ADDRESS.search(other) for other in beside.entity.columns):
        return None
    return SeedRule(make="pick_from", options={"list": "states"})


def _of_nobody(beside: _Beside) -> SeedRule | None:
    """What people say about themselves, where the row is no person: a group's `bio`, a firm's `username`."""
    if beside.family in (PERSON, "") or beside.known.options.get("role"):
        return None
    if beside.known.make == "family_title" and beside.known.options.get("family") == "motto":
        return SeedRule(make="text", options={**beside.texts, "apart": True})
    if beside.name == "prefix":
        return SeedRule(make="code", options={"form": "AAA"})
    if beside.name == "family_name" and beside.first("first_name", "given_name", "firstname", "email") is None:
        return meaning("text", "category")
    if beside.known.make == "username" and beside.family == "company":
        label = beside.first("name", "title", "display_name")
        return SeedRule(make="slug", options={"of": label} if label else {})
    return None


def _said_again(beside: _Beside) -> SeedRule | None:
    """`logged_date_string` is the `logged_date` as text, and the `scheme_name` of a holiday scheme its `name`."""
    written = re.sub(r"_(string|str|text|formatted)$", "", beside.name)
    moment = beside.entity.columns.get(written) if written != beside.name else None
    if moment is not None and moment.kind in ("date", "datetime"):
        return _echo(beside.entity, beside.name, written)
    own = {f"{beside.noun}_name", f"{beside.noun.split('_')[-1]}_name"}
    name = beside.entity.columns.get("name")
    again = beside.name in own and name is not None and name.kind == "text" and beside.entity.label == "name"
    return _echo(beside.entity, beside.name, "name") if again else None


def _value_of_a_variable(beside: _Beside) -> SeedRule | None:
    """What a variable of an environment is set to fits its name."""
    label = beside.first("name", "key", "variable", "title")
    if beside.family != "variable" or label is None or beside.name not in ("value", "content", "data"):
        return None
    return SeedRule(make="setting_of", options={"of": label, "null": 0.0})


def _summary(beside: _Beside) -> SeedRule | None:
    """A `summary` beside a name or title is no second name."""
    if beside.name != "summary" or beside.first("name", "title", "subject") is None:
        return None
    if beside.family == PERSON:
        return SeedRule(make="family_title", options={"family": "motto"})
    return SeedRule(make="text", options=beside.texts)


def _path_of_a_page(beside: _Beside) -> SeedRule | None:
    """The `path` of an article or a person is no path of a file."""
    if beside.name not in ("path", "url_path") or beside.family in (*_FILED, ""):
        return None
    source = beside.first("slug", "username", "title", "name")
    return SeedRule(make="page_path", options={"of": source}) if source else None


def _whole_person(beside: _Beside) -> SeedRule | None:
    """The name of a row with a first and a last name is made of both; a person's title beside them is a job."""
    parts = {other.replace("_", "") for other in beside.entity.columns}
    if not {"firstname", "lastname"} <= parts or beside.name not in ("name", "title", "full_name", "display_name"):
        return None
    if beside.name == "title" and beside.family == PERSON:
        return SeedRule(make="occupation")
    return SeedRule(make="person_name", options={"null": 0.0})


def _value_of_a_secret(beside: _Beside) -> SeedRule | None:
    return SeedRule(make="secret") if beside.name == "value" and _SECRETS.search(beside.noun) else None


_FINDERS = (
    _status_again, _code_of_a_state, _of_nobody, _summary, _path_of_a_page, _whole_person, _value_of_a_secret,
    _value_of_a_variable, _said_again,
)  # fmt: skip


def with_neighbours(columns: dict[str, SeedRule]) -> dict[str, SeedRule]:
    """The rules with what is missing together: an address is there as a whole or not at all, its second line only
    where the first one is; a person has both names."""
    return {
        name: SeedRule(make=rule.make, options={**rule.options, **_together(columns, name, rule)})
        for name, rule in columns.items()
    }


def _together(columns: dict[str, SeedRule], name: str, rule: SeedRule) -> Options:
    if rule.make in ("first_name", "last_name") and not rule.options.get("role"):
        return {"null": 0.0}
    if rule.make == "address_part" and rule.options.get("part") == "unit":
        return _under_street(columns, name)
    if rule.make in ("address_part", "place_part", "place_number") and "null" not in rule.options:
        words = str(rule.options.get("role", "")).split("_")
        return {"together": " ".join(["place", *(word for word in words if word and word not in PLACE_WORDS)])}
    return {}


def _under_street(columns: dict[str, SeedRule], name: str) -> Options:
    """A third or fourth line is rarer than a second; none is there without the first."""
    rare: Options = {"null": 0.96} if re.search(r"[3-9]$", name) else {}
    first = re.sub(r"(_?[2-9]|_line_?[2-9])$", "", name)
    streets = [
        other
        for other, rule in columns.items()
        if rule.make == "address_part" and rule.options.get("part") == "street" and other.startswith(first)
    ]
    return {**rare, "with": streets[0]} if streets else rare
