"""Whether what is said is known: replies against tool results, arguments against what the user has said.

Two checks that the certificate runs on every turn. A reply may quote, count and date only what a tool result so far
shows or the user has said. An argument that the user is said to give must be in the user's words.
"""

import json
import re
from collections.abc import Iterator, Sequence

from client.responses import dates, leaves, normal, numbers
from generator.dialogues.lists import count
from generator.dialogues.words import enum_words

_QUOTED = re.compile(r'"([^"]*)"')
_DATED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?")
_TIME = re.compile(r"\b(\d\d):(\d\d)\b")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]*\w")
_PHONE = re.compile(r"\+?\d[\d -]{6,}\d")
_COUNTED = {count(number): number for number in range(2, 11)}


def unsupported(reply: str, results: Sequence[str], said: Sequence[str]) -> list[str]:
    """What a reply states that neither a result (JSON texts) nor the user (texts) holds; empty if it is all known."""
    told = [leaf for text in results for leaf in leaves(json.loads(text))]
    known = _Known(told, [len(found) for text in results for found in _lists(json.loads(text))], said)
    bare = _QUOTED.sub(" ", reply)
    found = [f'"{quoted}"' for quoted in _QUOTED.findall(reply) if not known.has_text(quoted)]
    found += [address for address in _ADDRESS.findall(bare) if not known.has_text(address)]
    found += [day for day in dates(bare) if not known.has_date(day)]
    found += [f"{hour}:{minute}" for hour, minute in _TIME.findall(bare) if not known.has_time(f"{hour}:{minute}")]
    found += [phone for phone in _PHONE.findall(_DATED.sub(" ", _ADDRESS.sub(" ", bare))) if not known.has_text(phone)]
    rest = _PHONE.sub(" ", _TIME.sub(" ", _DATED.sub(" ", _ADDRESS.sub(" ", bare))))
    listed = len(_QUOTED.findall(reply)) + len(_ADDRESS.findall(bare))
    counted = [_COUNTED[word] for word in re.findall(r"[a-z]+", rest.lower()) if word in _COUNTED]
    return found + [f"{number:g}" for number in [*numbers(rest), *counted] if not known.has_number(number, listed)]


def unsaid(value: object, said: Sequence[str]) -> bool:
    """Whether a value is in none of the user's texts, as it is or in words. Switches are not looked for."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, list):
        return any(unsaid(item, said) for item in value)
    if isinstance(value, int | float):
        return all(abs(found - value) > 0.005 for text in said for found in numbers(text))
    return not any(_says(text, str(value)) for text in said)


def _says(text: str, value: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:00Z)?", value):
        time = value[11:16]
        return value[:10] in dates(text) and (time in ("", "00:00") or time in text)
    return normal(value) in normal(text) or normal(enum_words(value)) in normal(text)


class _Known:
    """What results and the user have told."""

    def __init__(self, leaves: Sequence[object], lengths: Sequence[int], said: Sequence[str]) -> None:
        texts = [leaf for leaf in leaves if isinstance(leaf, str)]
        self._texts = [normal(text) for text in (*texts, *said)]
        self._words = {normal(enum_words(text)) for text in texts}
        self._days = {text[:10] for text in texts} | {day for text in said for day in dates(text)}
        self._days |= {day for text in texts for day in dates(text)}
        self._times = {text[11:16] for text in texts} | {
            f"{found[0]}:{found[1]}" for text in said for found in _TIME.findall(text)
        }
        given = [leaf for leaf in leaves if isinstance(leaf, int | float) and not isinstance(leaf, bool)]
        self._numbers = [float(number) for number in given] + [float(length) for length in lengths]
        self._numbers += [
            number for text in (*texts, *said) for number in numbers(_MOMENT.sub(" ", _DATED.sub(" ", text)))
        ]

    def has_text(self, text: str) -> bool:
        """A quoted text stands in a result or was said."""
        return normal(text) in self._words or any(normal(text) in known for known in self._texts)

    def has_date(self, day: str) -> bool:
        """A day, with or without a year."""
        return day in self._days or (day.startswith("-") and any(known[4:] == day[1:] for known in self._days))

    def has_time(self, time: str) -> bool:
        """A time of day."""
        return time in self._times

    def has_number(self, number: float, listed: int) -> bool:
        """A number of a result, the length of a list in it, or how many things the reply itself names."""
        return number == listed or any(abs(known - number) < 0.005 for known in self._numbers)


def _lists(value: object) -> Iterator[list[object]]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _lists(item)
    elif isinstance(value, list):
        yield value
        for item in value:
            yield from _lists(item)
