"""What is searched for: a call, after a short sequence of other calls, that ends in a wanted way."""

from collections.abc import Mapping
from dataclasses import dataclass

SUCCESS = "success"
"""What a situation wants when it wants no fault."""

Arguments = Mapping[str, object]
"""JSON arguments of a call, as a client gives them."""


@dataclass(frozen=True)
class Call:
    """One call of a tool."""

    tool: str
    arguments: Arguments


@dataclass(frozen=True)
class Situation:
    """`call` ends as `wanted` (`success` or the code of a fault) once the calls of `setup` have succeeded in order."""

    tool: str
    wanted: str
    setup: tuple[Call, ...]
    call: Call
