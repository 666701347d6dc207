"""The mutation score: servers with an injected bug, and how many of them the verifier notices (MODEL.md §4 (4)).

`operators` make mutants of an environment's declared behaviour, `drawing` chooses among them, `running` holds each to
the cases of the original in a process of its own, and `result` counts.
"""

from client.mutation.mutant import Mutant
from client.mutation.operators import OPERATORS
from client.mutation.result import Count, Judged, summary
from client.mutation.scoring import mutate

__all__ = ["OPERATORS", "Count", "Judged", "Mutant", "mutate", "summary"]
