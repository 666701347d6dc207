"""What a planned dialogue is, before it is put into words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from generator.dialogues.context import Context
from generator.dialogues.drawing import Draw
from generator.dialogues.reference import Reference
from generator.dialogues.refinement import Focus, Step
from generator.dialogues.requests import Request
from servers.farm.state import RowChange, RowKey, State

DialogueKind = Literal["plain", "error_recovery", "missing_parameter", "impossible"]
Part = Literal["whole", "open", "answer", "retry", "refused"]
"""`whole`: asked and done; `open`: something is left out, so the assistant asks; `answer`: what was left out is given;
`retry`: another try after a fault; `refused`: it cannot be done, and the user leaves it at that."""
MAX_CALLS = 10


@dataclass(frozen=True)
class Consolation:
    """What an impossible request asks for if it cannot be done: a column of the row, and its value in a result."""

    entity: str
    column: str
    value: object


@dataclass(frozen=True)
class TurnPlan:
    """One user turn: what is asked for, which calls answer it (a slice of the dialogue's), how it was refined."""

    request: Request
    draw: Draw
    calls: slice
    refinements: tuple[Step, ...]
    references: tuple[tuple[Reference, RowKey], ...]
    """What tells each row apart that the user names, before refinement."""
    focus: Focus
    """What the turn before was about."""
    state: State
    """The state when the turn began."""
    changes: tuple[RowChange, ...]
    failed: bool = False
    """Whether its last call answers with a fault."""
    part: Part = "whole"
    consolation: Consolation | None = None


@dataclass(frozen=True)
class Plan:
    """A whole dialogue, not yet in words."""

    kind: DialogueKind
    context: Context
    start: State
    turns: tuple[TurnPlan, ...]


@dataclass
class Coverage:
    """How often each tool and each step from tool to tool was used in a batch."""

    tools: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, used: Sequence[str]) -> None:
        """Count the tools of a dialogue that was kept, in order."""
        self.tools.update(used)
        self.pairs.update(pairwise(used))
