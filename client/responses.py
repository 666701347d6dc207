"""What an assistant has said: typed checks of a reply, and whether a fact can have come from a tool.

A reply that states a fact which no tool result of the episode holds was guessed, so `obtained` is a gate.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from client.records import Json, ResponseCheck

_NUMBER = re.compile(r"(?<![\w.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])-?\d+(?:\.\d+)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r")\.?"
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?\b", re.IGNORECASE),
    re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(\d{{4}}))?\b", re.IGNORECASE),
)
_ABSTAINS = re.compile(
    r"\b(can(?:no|')?t|cannot|could(?:n't| not)|unable|not (?:possible|allowed|able)|no longer|won't|will not"
    r"|(?:is|are|was|were) not|isn't|aren't|there (?:is|are|was) no|refused?|did(?:n't| not))\b",
    re.IGNORECASE,
)


def holds(check: ResponseCheck, replies: Sequence[str]) -> bool:
    """Whether the reply of the check's turn says what it must, and nothing that it must not."""
    reply = replies[check.turn] if check.turn < len(replies) else ""
    return _says_all(check, reply) and not any(names(reply, text) for text in check.absent)


def names(reply: str, text: str) -> bool:
    """Whether a reply has a name as whole words, letter by letter."""
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", reply) is not None


def _says_all(check: ResponseCheck, reply: str) -> bool:
    if check.kind == "abstain":
        return bool(_ABSTAINS.search(reply.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))
    if check.kind == "number":
        return any(abs(found - float(str(check.value))) <= check.tolerance for found in numbers(reply))
    if check.kind == "date":
        return any(_same_date(found, str(check.value)) for found in dates(reply))
    return all(_says(reply, str(value)) for value in _values(check.value))


def _says(reply: str, value: str) -> bool:
    """Whether a reply has a value as whole words, as it is or as people say it: "needs action" says `needsAction`."""
    said = normal(reply)
    return names(said, normal(value)) or names(said, normal(_SEAMS.sub(" ", value)))


_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\w)[_-](?=\w)")


def obtained(check: ResponseCheck, results: Sequence[str]) -> bool:
    """Whether every value of the check stands in some tool result of the episode."""
    found = [leaf for text in results for leaf in leaves(json.loads(text))]
    if check.kind == "number":
        counted = [float(leaf) for leaf in found if isinstance(leaf, int | float) and not isinstance(leaf, bool)]
        return any(abs(leaf - float(str(check.value))) <= check.tolerance for leaf in counted)
    texts = [normal(str(leaf)) for leaf in found]
    return all(any(names(text, normal(str(value))) for text in texts) for value in _values(check.value))


def normal(text: str) -> str:
    """Case, width and runs of spaces do not matter; neither do curly quotes."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(plain.replace("\u201c", '"').replace("\u201d", '"').split())


def numbers(text: str) -> list[float]:
    """The numbers in a text; `1,250.50` is one."""
    return [float(found.replace(",", "")) for found in _NUMBER.findall(text)]


def dates(text: str) -> list[str]:
    """The dates in a text as `YYYY-MM-DD`, or `--MM-DD` where it names no year."""
    found = _ISO.findall(text)
    for pattern in _WRITTEN:
        for groups in pattern.findall(text):
            month = next(item for item in groups if item[:1].isalpha())
            day, year = (item for item in groups if item is not month)
            number = next(index for index, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3].lower())
            found.append(f"{year or '-'}-{number:02d}-{int(day):02d}")
    return found


def _same_date(found: str, wanted: str) -> bool:
    return wanted[:10] == found or (found.startswith("--") and wanted[4:10] == found[1:])


def is_date(text: str) -> bool:
    """Whether a text is a date as results write it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _values(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def leaves(value: Json) -> Iterator[str | int | float | bool]:
    """The single values of a JSON value, in their order; nulls say nothing."""
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif value is not None:
        yield value
