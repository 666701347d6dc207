"""Laws across calls, which hold whatever the steps say: oracles beside the interpreter (MODEL.md §4 (3)).

What a call must show is what other calls have shown: nothing here compares with a prediction. The declared behaviour
only decides whether a law applies to a tool. A law that applies to no tool of an environment, such as those of writing
where nothing writes, is counted as one that holds.
"""

from collections.abc import Iterable

from client.verify.bench import Bench
from client.verify.contract import Contract
from client.verify.families.base import Family
from client.verify.findings import Finding
from client.verify.laws import LAWS
from client.verify.laws.conservation import amounts, conserved, shift, untouched
from client.verify.laws.reading import Reading
from client.verify.play import Observation
from servers.farm.model import MoneyColumn


class Laws(Family):
    """What is created is found, what is deleted is not, reads agree, filters and orders do what they say, sums stay."""

    name = "laws"
    needs = ("success",)

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        money = amounts(contract.environment, MoneyColumn)
        self._untouched = {tool: untouched(declared, money) for tool, declared in contract.effects.items()}
        self._conserved = conserved(contract.environment)

    def look(self, observation: Observation) -> Iterable[Finding]:
        """Sums over all rows, before and after a call that changed something."""
        tool, before, after = observation.step.call.tool, observation.before, observation.after
        if before.digest == after.digest or tool not in self._untouched:
            return
        for columns in (self._untouched[tool], *map(sorted, self._conserved)):
            moved = shift(before.state, after.state, columns)
            shown = ", ".join(f"{entity}.{column}" for entity, column in columns)
            if columns:
                what = f"the sum of {shown} over all rows must stay, and changed by {moved}" if moved else ""
                yield observation.finding(self.name, what)

    def run(self, bench: Bench) -> Iterable[Finding]:
        """Every law, tried with every tool that it applies to."""
        reading = Reading(self.contract.environment)
        for law in LAWS:
            applied = False
            for tool, what, calls in law(self.contract, bench.cases, bench.stdio, reading).verdicts():
                applied = True
                case = f"{self.name}/{law.name}/{tool}"
                yield Finding(self.name, f"{tool}: {what}" if what else "", case, calls, tool)
            if not applied:
                yield self.found(f"{law.name}/applies to no tool")
