"""Names of things as people write them: words that descriptions shorten in full, initialisms in capitals."""

from __future__ import annotations

from itertools import groupby

from generator.english import is_plural
from servers.farm.initialisms import written

_JOINED = {
    "name": "first last full display middle file host domain",
    "date": "due start end birth expiry update create",
    "time": "start end run create update send wait",
    "number": "phone account order invoice serial",
    "code": "zip post country currency language error",
}
"""Words that are written together with the word before: "displayname"."""
_SHORT = {
    "addr": "address", "amt": "amount", "attrs": "attributes", "auth": "authentication", "avg": "average",
    "checkin": "check-in", "checkout": "check-out", "config": "configuration", "configs": "configurations",
    "desc": "description", "dob": "date of birth", "env": "environment", "envvar": "environment variable",
    "envvars": "environment variables", "img": "image", "info": "information", "lang": "language", "max": "maximum",
    "min": "minimum", "msg": "message", "num": "number", "org": "organization", "orgs": "organizations",
    "params": "parameters", "pos": "position", "prefs": "preferences", "pwd": "password", "qty": "quantity",
    "ref": "reference", "repo": "repository", "repos": "repositories", "tel": "phone", "temp": "temporary",
    "timezone": "time zone", "tz": "time zone", "usergroup": "user group", "usergroups": "user groups",
    "var": "variable", "vars": "variables", "zip": "zip code",
}  # fmt: skip
_IN_FULL = {f"{word}{last}": f"{word} {last}" for last, words in _JOINED.items() for word in words.split()} | _SHORT


def in_full(word: str) -> str:
    """A word of a name as it is said, if it is cut short or two in one: "desc" → "description"."""
    return _IN_FULL.get(word, word)


def spoken(name: str) -> str:
    """The name as a person writes it: "task_list" → "task list", "acl_rule" → "ACL rule", "desc" → "description"."""
    words = name.split("_")
    counts = words[0] == "num" and len(words) > 1 and is_plural(words[-1])
    said = [part for word in words for part in in_full(word).split()]
    said = ["number", "of", *said[1:]] if counts else said
    return " ".join(written(word) for word, _ in groupby(said))  # "zip_code" is no "zip code code"
