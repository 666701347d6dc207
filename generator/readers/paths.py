"""Path templates, however a document writes them, as `/users/{userId}/messages/{id}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_OPERATOR = re.compile(r"^[+#./;?&]?(.*?)(\*|:\d*)?$", re.DOTALL)
"""What RFC 6570 puts around the name of a variable: {+name}, {/name*}, {name:3}."""
_QUERY_OF_VARIABLES = re.compile(r"\?(&?[^=&{}]+=\{[^{}]*\})+$|\{[?&][^{}]*\}$")
_COLON = re.compile(r"/:(\w+)(?=/|$)")


def plain_path(template: str) -> str:
    """One leading slash, no trailing or doubled ones, `{+name}` and `/:name` as `{name}`, no query of variables.

    A query or fragment that tells operations apart (`/?Action=Start`) stays.
    """
    path = _QUERY_OF_VARIABLES.sub("", template.strip())
    path = _COLON.sub(r"/{\1}", path)
    path = _VARIABLE.sub(_plain_variable, path)
    path = re.sub(r"/{2,}", "/", "/" + path)
    return path.rstrip("/") or "/"


def _plain_variable(found: re.Match[str]) -> str:
    before = "/" if found[1].startswith("/") else ""
    return before + "{" + plain_name(found[1]) + "}"


def plain_name(variable: str) -> str:
    """The name of a template variable without operators: "+name" is "name"."""
    found = _OPERATOR.match(variable.strip())
    return (found[1] if found else "").strip() or "value"


def variables(path: str) -> tuple[str, ...]:
    """The variables of a plain path in order, each once."""
    return tuple(dict.fromkeys(_VARIABLE.findall(path)))


def base_path(url: str) -> str:
    """The path of a server's address without a trailing slash: "" or "/v1". Addresses may be relative."""
    bare_host = "://" not in url and "." in url.partition("/")[0]  # "api.example.com/v1"
    try:
        path = urlsplit(f"//{url}" if bare_host else url.strip()).path
    except ValueError:  # For example an address with half a bracket.
        return ""
    return re.sub(r"/{2,}", "/", "/" + path).rstrip("/")


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, with the first free number behind it if it is taken: "id", "id2", "id3"."""
    used = set(taken)
    number = 2
    candidate = name
    while candidate in used:
        candidate, number = f"{name}{number}", number + 1
    return candidate
