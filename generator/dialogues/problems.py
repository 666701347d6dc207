"""What no person would say: tool names, parameter names that are no ordinary words, keys, JSON."""

import re
from collections.abc import Iterable

from servers.farm.model import Environment
from servers.farm.names import spoken

_QUOTED = re.compile(r'"[^"]*"')
_ODD_TOKEN = re.compile(r"\w*_\w*|\b[a-z]+[A-Z]\w*|[{}\[\]]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")


def problems(text: str, environment: Environment, keys: Iterable[str]) -> list[str]:
    """What is wrong with a user's turn, in words.

    What stands in quotation marks is the person's own text, a title for example, and an address is one; these are only
    checked for keys and tool names.
    """
    bare = _ADDRESS.sub("", _QUOTED.sub('""', text))
    found = [f"the odd word '{token}'" for token in _ODD_TOKEN.findall(bare)]
    found += [f"the tool name '{name}'" for name in environment.tools if "_" in name and name in text]
    tokens = set(re.findall(r"[\w-]+", _ADDRESS.sub("", text)))
    found += [f"the key '{key}'" for key in keys if key in tokens and not key.isalpha()]
    names = {name for tool in environment.tools.values() for name in tool.parameters}
    odd = {name for name in names if not spoken(name).replace(" ", "").isalpha()}
    found += [f"the parameter name '{name}'" for name in sorted(odd) if re.search(rf"\b{re.escape(name)}\b", bare)]
    return found
