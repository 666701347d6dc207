"""The interpreter of steps: what a call does and answers, computed on plain rows (MODEL.md §3 (3), §4 (2)).

A second, independent implementation of the behaviour model's meaning: it shares the model, the parser and the types
with the emitter, and no code with what an emitted server runs. The verifier compares servers with it, exactly.

One thing it does not follow: where a predicate over rows compares a total beyond 64 bits, a server refuses the call,
since the sum is SQLite's, and the interpreter goes on with the exact one. That takes more than a thousand rows with the
largest numbers that there are.
"""

from servers.farm.interpreter.interpreter import Interpreter
from servers.farm.interpreter.outcome import Outcome
from servers.farm.interpreter.rows import BrokenRule
from servers.farm.interpreter.trace import Event, Trace

__all__ = ["BrokenRule", "Event", "Interpreter", "Outcome", "Trace"]
