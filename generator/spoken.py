"""Names of things as people write them: words that descriptions shorten in full, initialisms in capitals."""

from __future__ import annotations

from servers.farm.initialisms import written

_SHORT = {
    "desc": "description", "pos": "position", "qty": "quantity", "num": "number of", "repo": "repository",
    "repos": "repositories", "img": "image", "msg": "message", "lang": "language", "dob": "date of birth",
    "addr": "address", "tz": "time zone", "config": "configuration", "configs": "configurations",
    "org": "organization", "orgs": "organizations", "info": "information", "auth": "authentication",
    "env": "environment", "envvar": "environment variable", "envvars": "environment variables", "app": "app",
    "prefs": "preferences", "ref": "reference", "usergroup": "user group", "usergroups": "user groups",
    "attrs": "attributes", "vars": "variables", "var": "variable",
    "params": "parameters", "temp": "temporary", "max": "maximum", "min": "minimum",
}  # fmt: skip


def spoken(name: str) -> str:
    """The name as a person writes it: "task_list" → "task list", "acl_rule" → "ACL rule", "desc" → "description"."""
    return " ".join(_SHORT.get(word, written(word)) for word in name.split("_"))
