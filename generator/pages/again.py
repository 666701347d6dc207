"""How a person sees a failure again."""

import shlex

START = "protocol/start"
"""The case of a server that did not come so far that a case could be played: verifying it is what repeats that."""


def again(where: str, case: str) -> str:
    """The command line, for a server in the folder `where`."""
    which = [] if case == START else ["--case", case]
    return shlex.join(["mcpfarm", "verify", where, *which])
