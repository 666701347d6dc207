"""What is wrong with something that came from outside, said so that its author can mend it.

A wrong resource, environment or model output is data, not an exception: checks collect `Problem`s and hand all of
them back at once. `FarmError` is the root of what this package raises:

    FarmError
    ├── InvalidEnvironment   an environment that does not load; carries every problem
    ├── NotAServer           a folder that holds no emitted environment
    ├── NotWritten           a file that the system would not take (`servers.farm.files`)
    └── WorldError           a state that cannot be opened, restored or compared
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: `where` names the thing ("tool 'lend_book', step 2"), `what` was wrong, `hint` is the next step."""

    where: str
    what: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.hint}" if self.hint else f"{self.where}: {self.what}"


class FarmError(Exception):
    """Root of every error of `servers.farm`; `where`, `what` and `hint` are what a command line prints."""

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        super().__init__(str(Problem(where, what, hint)))
        self.where, self.what, self.hint = where, what, hint


class InvalidEnvironment(FarmError):
    """An environment with problems, all of them in `problems` (sorted, at least one)."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{name}: {first.where}", first.what + more, first.hint)


class NotAServer(FarmError):
    """A path that was given as an emitted environment and is none."""


class WorldError(FarmError):
    """A state that cannot be opened, restored or compared."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest known names, or lists them when none is near."""
    names = sorted(known)
    near = get_close_matches(name, names, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"'{item}'" for item in near) + "?"
    if not names:
        return "nothing of this kind is declared here"
    return "known: " + ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
