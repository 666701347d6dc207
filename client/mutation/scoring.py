"""One environment's mutants from start to end: drawn, made, run, counted."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from client.mutation.changes import is_felt
from client.mutation.code import CODE_OPERATORS, mutants
from client.mutation.drawing import drawn
from client.mutation.mutant import Mutant
from client.mutation.operators import OPERATORS
from client.mutation.proof import equivalent
from client.mutation.result import Judged, Told
from client.mutation.running import Bench, Bug, Judge, Progress
from servers.farm.model import Environment

Level = Literal["behaviour", "syntax"]
"""Where bugs are made: in the declared behaviour, or in the code that was emitted from it."""
Render = Callable[[Environment], str]
"""service.py of an environment; its layout does not matter."""
MOST = 200


@dataclass(frozen=True)
class Behaviour:
    """A bug in the declared behaviour, as it is run."""

    original: Environment
    mutant: Mutant
    render: Render

    @property
    def operator(self) -> str:
        """What kind of bug it is."""
        return self.mutant.operator

    @property
    def tool(self) -> str:
        """The tool that it is in."""
        return self.mutant.tool

    @property
    def where(self) -> str:
        """The place."""
        return self.mutant.where

    def trees(self) -> Mapping[str, ast.Module]:
        """The service that is emitted from the mutant."""
        return {"service.py": ast.parse(self.render(self.mutant.environment))}

    def proof(self) -> tuple[Told, str]:
        """Whether small worlds can tell it from the original; `none` if no tool can feel what was changed."""
        if not is_felt(self.original, self.mutant.environment):
            return "none", "no tool reads, writes or shows what was changed"
        verdict = equivalent(self.original, self.mutant)
        return "equivalent" if verdict.equivalent else "survived", verdict.why


def mutate(
    folder: Path,
    render: Render,
    *,
    level: Level = "behaviour",
    seed: int = 1,
    most: int = MOST,
    jobs: int = 2,
    quick: bool = False,
    progress: Progress = lambda _done, _most: None,
) -> list[Judged]:
    """What becomes of at most `most` mutants of an emitted folder, drawn evenly over the operators by `seed`.

    Each mutant's service stands behind the folder's own environment.json, tools.json and start state, and is held to
    cases that were frozen from the folder. What cannot be rendered, gives the same code, or is felt by no tool, is no
    mutant; what does not load, crashes or does not end is killed. Raises NotAServerError for a folder that is none,
    ClientError for one that fails its own cases.
    """
    bench = Bench.open(folder, render, quick=quick)
    return Judge(bench, jobs, progress).first(drawn(bugs(bench, render, level), seed), most)


def bugs(bench: Bench, render: Render, level: Level) -> Iterator[Bug]:
    """Every bug of a level, in the order of the operators."""
    original, effects = bench.contract.environment, bench.contract.effects.values()
    if level == "syntax":
        writes = {(one.kind, original.entities[one.entity].plural) for found in effects for one in found}
        yield from mutants(bench.loaded.emitted.path, CODE_OPERATORS, writes)
        return
    for operator in OPERATORS:
        yield from (Behaviour(original, mutant, render) for mutant in operator.mutate(original))
