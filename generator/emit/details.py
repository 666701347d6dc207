"""Calls of `fail`, and the messages of faults as the runtime fills them in."""

import keyword
import re
from collections.abc import Iterable

from generator.emit.place import Place
from generator.emit.python import python_text
from generator.emit.text import literal
from servers.farm import faults
from servers.farm.model import Environment


def fail(code: str, place: Place) -> str:
    """`fail("code", key=value, …)` with what the message needs."""
    wanted = faults.details(faults.message(place.scope.environment, code))
    return f"fail({', '.join([literal(code), *keywords((key, _value(text, place)) for key, text in wanted)])})"


def _value(text: str, place: Place) -> str:
    """A value that a message names; None where nothing of that name is known."""
    return python_text(text, place) if place.scope.lookup(text.partition(".")[0]) is not None else "None"


def keywords(values: Iterable[tuple[str, str]]) -> list[str]:
    """`key=value` each; keys that Python cannot write so go into one `**{…}`."""
    pairs = list(values)
    plain = [f"{key}={value}" for key, value in pairs if not _is_keyword(key)]
    others = [f"{literal(key)}: {value}" for key, value in pairs if _is_keyword(key)]
    return [*plain, f"**{{{', '.join(others)}}}"] if others else plain


def _is_keyword(key: str) -> bool:
    return keyword.iskeyword(key)


def template(environment: Environment, code: str) -> str:
    """A fault's message with the keys of its details as placeholders: `{station.station_id}` → `{station_id}`."""
    message = faults.message(environment, code)
    keys = {text: key for key, text in faults.details(message)}
    return re.sub(r"\{([a-z0-9_.]+)\}", lambda found: f"{{{keys.get(found[1], found[1])}}}", message)
