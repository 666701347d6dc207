"""The function table: the signatures of what expressions may call. Bodies: `frame/runtime.py`, and the interpreter's.

A signature is a text, read by `signature`: `text? , text -> boolean`. `?` after a kind allows None; `any` takes every
scalar, `numeric` every number, `ordered` what has an order; `T` is one type that all `T`s share, as a result the common
one of the arguments; `[T]` is a list or comprehension; `…` repeats the last argument.
"""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Function:
    """One entry: its signature, whether SQL knows it (then it may stand in `where`), and what it does."""

    name: str
    signature: str
    sql: bool
    doc: str


TABLE: dict[str, Function] = {
    name: Function(name, signature, sql, doc)
    for name, signature, sql, doc in (
        ("now", "-> datetime", False, "the environment's clock"),
        ("today", "-> date", False, "the date of the environment's clock"),
        ("date_of", "datetime -> date", True, "the date of a time, in UTC"),
        ("days_between", "moment, moment -> integer", False, "whole days from the first date to the second"),
        ("hours_between", "moment, moment -> number", False, "hours from the first time to the second"),
        ("add_days", "moment, integer -> moment", False, "so many days later; dates stay dates"),
        ("add_hours", "datetime, number -> datetime", False, "so many hours later, to the second"),
        ("add_months", "moment, integer -> moment", False, "the same day so many months later, or the month's last"),
        ("start_of_month", "date -> date", False, "the first day of the month"),
        ("end_of_month", "date -> date", False, "the last day of the month"),
        ("count", "[any]? -> integer", True, "how many"),
        ("total", "[T] -> T", False, "the sum, in the list's order; 0 when empty"),
        ("average", "[numeric] -> number", False, "the mean; 0 when empty"),
        ("any", "[boolean] -> boolean", True, "whether it holds for one"),
        ("all", "[boolean] -> boolean", True, "whether it holds for each; true when empty"),
        ("percentile", "[numeric], number -> number", False, "the nearest-rank percentile; 0 when empty"),
        ("abs", "numeric -> T", False, "without its sign"),
        ("min", "ordered, ordered … -> T", False, "the smallest argument"),
        ("max", "ordered, ordered … -> T", False, "the largest argument"),
        ("floor", "number -> integer", False, "the next whole number below"),
        ("round_half_up", "number, integer -> number", False, "rounded to so many digits, halves away from zero"),
        ("ratio", "numeric, numeric -> number", False, "the quotient, 0 when the divisor is 0"),
        ("money", "numeric -> money", False, "rounded half up to the minor unit"),
        ("len", "text|[any] -> integer", False, "how many characters or elements"),
        ("coalesce", "T?, T? … -> T", False, "the first that is not None"),
        ("contains", "text?, text -> boolean", True, "whether the text has the part, whatever the case; None has none"),
        ("starts_with", "text?, text -> boolean", True, "whether the text begins so, letter for letter"),
        ("same_text", "text?, text? -> boolean", True, "equal but for case and outer spaces"),
        ("lines", "text -> [text]", False, "the lines"),
        ("words", "text -> [text]", False, "the words"),
        ("replace", "text, text, text -> text", False, "every occurrence of the second replaced by the third"),
        ("glob_match", "text, text -> boolean", True, "whether the text matches a pattern of * and ?"),
        ("join_path", "text, text -> text", False, "a folder and a relative or absolute path, normalised"),
        ("valid_email", "text -> boolean", False, "whether it has the form of an email address"),
        ("valid_phone", "text -> boolean", False, "whether it has the form of a phone number"),
        ("valid_file_name", "text -> boolean", False, "whether it can name one file: no slash, not . or .."),
    )
}


@dataclass(frozen=True)
class Signature:
    """Argument patterns, the result pattern, and whether the last argument repeats."""

    arguments: tuple[str, ...]
    result: str
    repeats: bool


@lru_cache(maxsize=128)
def signature(name: str) -> Signature:
    """The parsed signature of a function of the table."""
    left, _, result = TABLE[name].signature.partition("->")
    repeats = "…" in left
    arguments = tuple(part.strip() for part in left.replace("…", "").split(",") if part.strip())
    return Signature(arguments, result.strip(), repeats)
