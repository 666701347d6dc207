"""The mutation score: servers with an injected bug, and how many of them the verifier notices (MODEL.md §4 (4))."""

from client.mutation.mutant import Mutant

__all__ = ["Mutant"]
