"""What kind of value a leaf holds: from its schema where that says it, else from its name and description.

Rules are tried in order; each answers a `Nature` or None. Descriptions are read as evidence (a list of quoted values,
"RFC 3339", "smallest currency unit"), never copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from generator.description import Schema
from generator.explore.leaves import Leaf

Kind = Literal["text", "integer", "number", "boolean", "money", "date", "datetime", "enum", "list"]
Element = Literal["text", "integer", "number", "date", "datetime", "enum"]

MAX_VALUES = 24
MAX_TEXT = 20_000
SENTENCE = 6
"""Words of a value that is a sentence of whoever described the API: no choice that one names, and not ours to copy."""


@dataclass(frozen=True, slots=True)
class Nature:
    """The kind of a column and what goes with it; `because` and `confidence` are the evidence."""

    kind: Kind
    because: str
    confidence: float
    values: tuple[str, ...] = ()
    of: Element = "text"
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    initial: str = ""
    """The description's default, for an enum one of `values`, for a boolean "true" or "false"."""


def nature(leaf: Leaf, siblings: frozenset[str]) -> Nature | None:
    """The nature of a leaf beside others of these names; None for a constant or something without a scalar value."""
    if leaf.many:
        return _list(leaf)
    for rule in _RULES:
        found = rule(leaf, leaf.schema, siblings)
        if found is not None:
            return None if found is _CONSTANT else _possible(found)
    return None


def _possible(found: Nature) -> Nature:
    """Bounds between which no number lies are a mistake of the description, and bound nothing."""
    low, high = found.minimum, found.maximum
    if low is None or high is None or low <= high:
        return found
    return replace(found, minimum=None, maximum=None)


def _list(leaf: Leaf) -> Nature | None:
    schema = leaf.schema
    if 1 < len(values := clean_values(schema.enum)) <= MAX_VALUES and not _in_sentences(schema.enum):
        return Nature("list", "an array of an enum", 0.95, values=values, of="enum")
    elements: dict[str, Element] = {"integer": "integer", "number": "number", "string": "text"}
    return Nature("list", "an array of scalars", 0.9, of=elements.get(schema.kind, "text"))


_CONSTANT = Nature("text", "one value only", 1.0)


def clean_values(values: tuple[str, ...]) -> tuple[str, ...]:
    """Values of an enum without placeholders such as "STATUS_UNSPECIFIED" and without repetitions."""
    kept = [value for value in values if value.strip() and not _PLACEHOLDER.search(value) and len(value) <= 60]
    return tuple(dict.fromkeys(kept))


def _in_sentences(values: tuple[str, ...]) -> bool:
    """Whether an enum holds sentences: of such a column any text is taken, as none of its values is copied."""
    return any(map(is_sentence, values))


def is_sentence(value: str) -> bool:
    """Whether a stated value says more than a name does."""
    return len(value.split()) >= SENTENCE


_PLACEHOLDER = re.compile(r"unspecified|^undefined$|^null$|^none_$|^unset$|unrecognized", re.I)


def _form(leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    if leaf.form == "money":
        return Nature("money", "an amount beside its currency", 0.95, minimum=schema.minimum)
    if leaf.form == "moment":
        names = {name.lower() for name in schema.properties}
        only_date = names <= {"date", "year", "month", "day"}
        return Nature("date" if only_date else "datetime", "an object that holds a moment", 0.9)
    return None


_TRUE_FALSE = re.compile(r"^[`'\"(]*true[`'\"]* ?(or|/|,) ?[`'\"]*false", re.I)


def _boolean(_leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    told = schema.kind == "string" and not schema.enum and bool(_TRUE_FALSE.match(schema.description))
    if told:
        return Nature("boolean", "its description says true or false", 0.85, initial=_default(schema).lower())
    if schema.kind == "boolean" or (schema.enum and {value.lower() for value in schema.enum} == {"true", "false"}):
        return Nature("boolean", "its type", 1.0, initial=_default(schema).lower())
    return None


_TOLD_DEFAULT = re.compile(
    r"\bdefaults? (?:value )?(?:to|is|=)[ :]*[`'\"]?([\w-]+)|\bdefault(?: value)?: ?[`'\"]?([\w-]+)", re.I
)


def _default(schema: Schema) -> str:
    """The default that the schema states, or its description: "Defaults to `open`."."""
    if schema.default is not None:
        return str(schema.default)
    told = _TOLD_DEFAULT.search(schema.description)
    return next((word for word in told.groups() if word), "") if told else ""


_TOLD_RANGE = re.compile(r"\b(?:between|from) (-?\d{1,6}) (?:and|to) (-?\d{1,6})\b", re.I)
_TOLD_UNSIGNED = re.compile(r"\b(?:unsigned|non-?negative|not negative|zero or (?:more|greater))\b", re.I)


def _range(schema: Schema) -> tuple[float | None, float | None]:
    """The bounds that the schema states, or its description: "a number between 1 and 12"."""
    told = _TOLD_RANGE.search(schema.description)
    low, high = (float(told[1]), float(told[2])) if told else (None, None)
    if low is not None and high is not None and low >= high:
        low = high = None
    if low is None and _TOLD_UNSIGNED.search(schema.description):
        low = 0.0
    minimum = schema.minimum if schema.minimum is not None else low
    return minimum, schema.maximum if schema.maximum is not None else high


def _enum(_leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    if not schema.enum or schema.kind not in ("string", "any"):
        return None
    values = clean_values(schema.enum)
    if len(schema.enum) == 1:
        return _CONSTANT
    if _in_sentences(schema.enum):
        return Nature("text", "its enum is of whole sentences", 0.6)
    if not 2 <= len(values) <= MAX_VALUES:
        return None
    default = _default(schema)
    return Nature("enum", "its enum", 1.0, values=values, initial=default if default in values else "")


def _format(_leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    form = (schema.format or "").lower()
    if form == "money" and schema.kind == "number":
        return Nature("money", "its format money", 1.0, minimum=schema.minimum)
    if form in (
        "date-time",
        "datetime",
        "google-datetime",
        "iso-8601",
        "iso8601",
        "timestamp",
        "unix-time",
        "unixtime",
        "epoch",
    ):
        shown = [str(item) for item in schema.examples]
        told = re.search(
            r"\bonly (the )?date|date only|time (portion|part)[^.]* (discarded|ignored|omitted)",
            schema.description,
            re.I,
        )
        day = told or (shown and all(_ISO_DAY.fullmatch(item) for item in shown))
        return Nature("date" if day else "datetime", f"its format {form}", 0.98)
    if form in ("date", "full-date"):
        return Nature("date", "its format date", 1.0)
    return None


_MONEY_WORDS = frozenset(
    "amount price cost total subtotal fee fees balance tax discount salary revenue payout budget budgeted charge "
    "refund tip shipping wage rent deposit commission surcharge credit debit spend spent premium outstanding paid "
    "due gross net fare amounts prices".split()
)
_NOT_MONEY = frozenset(
    "count number quantity percent percentage rate ratio type id ids name code currency status description pages "
    "items results at date time by on method format mode term terms url unit units decimals precision category "
    "reason level size bytes mb gb seconds minutes hours days distance".split()
)
_MINOR = re.compile(
    r"\bcents?\b|minor unit|smallest (common )?currency|pence|milliunits|micros|lowest denomination", re.I
)
_CURRENCY = re.compile(r"\bcurrenc|\bprice|\bmoney|monetary|\bdollar|\beuro", re.I)


def _money(leaf: Leaf, schema: Schema, siblings: frozenset[str]) -> Nature | None:
    words = set(leaf.name.split("_"))
    if schema.kind not in ("number", "integer", "string") or not words & _MONEY_WORDS:
        return None
    if schema.kind == "number" and schema.format == "decimal" and not words & _NOT_MONEY - {"unit", "each", "per"}:
        return Nature("money", "a decimal number named like an amount of money", 0.9, minimum=schema.minimum)
    if words & _NOT_MONEY:
        return None
    told = bool(_MINOR.search(schema.description) or _CURRENCY.search(schema.description))
    beside = any("currency" in name for name in siblings)
    strong = words & {"amount", "price", "cost", "fee", "subtotal", "balance", "salary", "fare", "discount"}
    if schema.kind == "number" and (strong or told or beside):
        return Nature("money", "a number named like an amount of money", 0.9, minimum=schema.minimum)
    if schema.kind == "integer" and (told or beside):
        return Nature("money", "whole minor units of a currency", 0.9, minimum=schema.minimum)
    decimal = (schema.format or "") in ("decimal", "money", "currency") or any(
        _is_decimal(item) for item in schema.examples
    )
    if schema.kind == "string" and (decimal or (strong and (told or beside))) and not schema.enum:
        return Nature("money", "a decimal text named like an amount of money", 0.75)
    return None


def _is_decimal(example: object) -> bool:
    return bool(re.fullmatch(r"-?\d+\.\d{2}", str(example)))


_TIME_ENDINGS = frozenset("at time date datetime timestamp on day".split())
_MOMENT_WORDS = frozenset(
    "created updated modified completed due expires expiry expiration started ended published deleted start end "
    "birthday dob birthdate deadline scheduled received sent closed cancelled canceled paid finished until since "
    "begins ends opened last_seen archived resolved joined registered submitted approved".split()
)
_TOLD_MOMENT = re.compile(r"RFC ?-?3339|ISO ?-?8601|timestamp|YYYY|unix|epoch|date[- ]?time|\bUTC\b", re.I)
_TOLD_EPOCH = re.compile(r"unix|epoch|seconds since|timestamp|milliseconds", re.I)
_NOT_MOMENT = frozenset(
    "zone timezone format duration count spent range frame offset limit interval estimate type id ids by".split()
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _moment(leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    words = leaf.name.split("_")
    if set(words) & _NOT_MOMENT or schema.kind not in ("string", "integer"):
        return None
    ends = words[-1] in _TIME_ENDINGS
    named = ends or bool(set(words) & _MOMENT_WORDS)
    if schema.kind == "integer":
        epoch = bool(_TOLD_EPOCH.search(schema.description)) or (ends and words[-1] in ("at", "timestamp"))
        large = any(isinstance(item, int) and item > 10**8 for item in schema.examples)
        return (
            Nature("datetime", "an integer named and described like a time", 0.8)
            if named and (epoch or large)
            else None
        )
    shown = [str(item) for item in schema.examples if _ISO_DAY.match(str(item))]
    told = bool(_TOLD_MOMENT.search(schema.description)) or bool(shown)
    if not (named and told) and not (ends and len(words) > 1 and words[-1] != "day" and not schema.enum):
        return None
    return Nature(_day_or_time(leaf, schema, shown), "its name and description tell a moment", 0.8 if told else 0.6)


def _day_or_time(leaf: Leaf, schema: Schema, shown: list[str]) -> Literal["date", "datetime"]:
    if leaf.name.split("_")[-1] in ("birthday", "birthdate", "dob"):
        return "date"
    if shown:
        return "datetime" if any("T" in item or ":" in item for item in shown) else "date"
    if re.search(r"\bonly (the )?date|date only|(?-i:YYYY-MM-DD)(?![T ]?h)", schema.description, re.I):
        return "date"
    if re.search(r"RFC ?3339|ISO ?8601|timestamp|time\b|unix|epoch", schema.description, re.I):
        return "datetime"
    return "date" if leaf.name.split("_")[-1] in ("date", "on", "day", "birthday", "dob", "birthdate") else "datetime"


_CHOICES = frozenset(
    "status state type role priority visibility level mode severity method access transparency gender interval "
    "frequency result stage phase sensitivity importance privacy disposition direction scope kind behavior "
    "behaviour".split()
)
_CHOICE_HINT = re.compile(
    r"either|one of|possible value|can be|valid value|allowed|acceptable|values? (is|are|include)|must be|options", re.I
)
_QUOTED = re.compile(r"([\"“`'])([A-Za-z][\w-]{1,30})[\"”`']")
_LISTED = re.compile(
    r"(?:one of|either|values?(?: are| include)?|can be):?\s+((?:[\w-]+,\s*)+(?:or |and )?[\w-]+)", re.I
)


def _told_enum(leaf: Leaf, schema: Schema, siblings: frozenset[str]) -> Nature | None:
    """Values that the description quotes: 'either "needsAction" or "completed"'."""
    if schema.kind != "string" or leaf.name.split("_")[-1] not in _CHOICES:
        return None
    values = _told_values(leaf, schema.description, siblings)
    if not 2 <= len(values) <= 12:
        return None
    default = _default(schema)
    return Nature(
        "enum",
        "the values that its description names",
        0.75,
        values=values,
        initial=default if default in values else "",
    )


def _told_values(leaf: Leaf, description: str, siblings: frozenset[str]) -> tuple[str, ...]:
    """Quoted values, or those of a list after "one of"; of one way of writing only."""
    found = _QUOTED.findall(description)
    quoted = [value for mark, value in found if value != leaf.name and (mark != "`" or value not in siblings)]
    if _CHOICE_HINT.search(description) and len(values := _alike(quoted)) > 1:
        return values
    if _CHOICE_HINT.search(description) and len(values := _alike(_listed(description))) > 1:
        return values
    return ()


def _alike(values: Iterable[str]) -> tuple[str, ...]:
    """The values that are written as most of them are: all capitals, or beginning with a small or a capital letter."""
    kept = clean_values(tuple(values))
    styles = [_style(value) for value in kept]
    most = max(styles, key=lambda style: (styles.count(style), -styles.index(style)), default="")
    return tuple(value for value, style in zip(kept, styles, strict=True) if style == most)


def _style(value: str) -> str:
    if value.isupper():
        return "capitals"
    return "capital" if value[0].isupper() else "small"


def _listed(description: str) -> tuple[str, ...]:
    found = _LISTED.search(description)
    return clean_values(tuple(re.findall(r"(?!(?:or|and)\b)[\w-]+", found[1]))) if found else ()


def _number(_leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    minimum, maximum = _range(schema)
    if schema.kind == "integer" or (schema.kind == "string" and schema.format in ("int64", "uint64", "int32")):
        return Nature("integer", "its type", 1.0, minimum=minimum, maximum=maximum, initial=_default(schema))
    if schema.kind == "number":
        return Nature("number", "its type", 1.0, minimum=minimum, maximum=maximum, initial=_default(schema))
    return None


_LENGTH = re.compile(
    r"max(?:imum)?(?: length| size)?[^.\d]{0,30}?([\d,]{2,7}) ?char|max(?:imum)? length[^.\d]{0,20}([\d,]{2,7})"
    r"|(?:up to|at most|exceed|limited to) ([\d,]{2,7}) ?char"
    r"|([\d,]{2,7}) char(?:acter)?s? (?:or less|maximum|max|limit)",
    re.I,
)


def _text(_leaf: Leaf, schema: Schema, _siblings: frozenset[str]) -> Nature | None:
    if schema.kind not in ("string", "any") or schema.format in ("byte", "binary"):
        return None
    told = _LENGTH.search(schema.description)
    length = schema.max_length or (int(next(item for item in told.groups() if item).replace(",", "")) if told else None)
    return Nature("text", "its type", 0.9 if schema.kind == "string" else 0.5, max_length=_bounded(length))


def _bounded(length: int | None) -> int | None:
    return length if length is not None and 1 <= length <= MAX_TEXT else None


_RULES: tuple[Callable[[Leaf, Schema, frozenset[str]], Nature | None], ...] = (
    _form, _boolean, _enum, _format, _money, _moment, _told_enum, _number, _text,
)  # fmt: skip
