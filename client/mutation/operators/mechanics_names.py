"""Bugs in what must occur once: letters are told apart by their case."""

import re
from collections.abc import Iterator

from client.mutation.mutant import Mutant
from client.mutation.operator import Operator
from client.mutation.slots import slots
from servers.farm.model import Environment

_SAME = re.compile(r"same_text\(([a-z_.0-9]+), ([a-z_.0-9]+)\)")


class CompareExactly(Operator):
    """Two texts are the same only letter for letter: "Home" and "home" are two names."""

    name = "compare_exactly"

    def mutate(self, environment: Environment) -> Iterator[Mutant]:
        """Each rule that compares texts as people read them, made to compare them as they are."""
        for slot in slots(environment):
            exact = _SAME.sub(r"\1 == \2", slot.text)
            if slot.role == "require" and exact != slot.text:
                yield Mutant(self.name, slot.tool, slot.where, slot.put(exact))
