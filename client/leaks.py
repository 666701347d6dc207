"""What an error must not tell an agent: patterns of tracebacks, of paths of the machine, of the machinery behind."""

import re

_TRACEBACKS = (
    r"Traceback \(most recent",
    r"File \"[^\"]+\", line \d",  # Python
    r"^\s+at .*[(/\\ ][^\s(]+:\d+:\d+\)?\s*$",  # Node
    r"^\s+at [\w.$<>]+\([\w.]+:\d+\)",  # Java, Kotlin
    r"\bgoroutine \d+ \[",  # Go
    r"\bpanicked at ",  # Rust
)
_PATHS = (
    r"(?<![\w.:/])/(?:home|root|tmp|usr|var|(?-i:Users))/",
    r"(?<![\w])[A-Z]:\\Users\\",
    r"site-packages",
    r"node_modules/",
)
_MACHINERY = (
    r"\bsqlite3?\.",
    r"\bsqlalchemy\b",
    r"\bpydantic\b",
    r"<[\w.]+ object at 0x",
    r"Error\(",
    r"Exception\b",
    r"internal_error",
)

TRACEBACK = re.compile("|".join(_TRACEBACKS), re.IGNORECASE | re.MULTILINE)
"""A traceback of one of the common languages."""
PATH = re.compile("|".join(_PATHS), re.IGNORECASE)
"""A place on the machine, or in what is installed there."""
LEAKS = re.compile("|".join((*_TRACEBACKS, *_PATHS, *_MACHINERY)), re.IGNORECASE | re.MULTILINE)
"""All of it, and the name of a library or exception: what no emitted server may show."""


def leak(pattern: re.Pattern[str], text: str, sent: str = "") -> str:
    """The first thing in a text that the pattern finds and that nobody sent; empty if there is none."""
    return next((match.group() for match in pattern.finditer(text) if match.group() not in sent), "")
