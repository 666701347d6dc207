"""What a family of checks can do: plan cases, watch every call of every case, and look at what no case shows."""

from collections.abc import Iterable
from typing import ClassVar

from client.verify.bench import Bench
from client.verify.cases import Plan
from client.verify.comparing import mismatch
from client.verify.contract import Contract
from client.verify.findings import Finding
from client.verify.planning import Planner
from client.verify.play import Observation


class Family:
    """One family of DESIGN §7. Subclasses override what they need; the table of families is `families.ALL`."""

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    """Families whose cases this one looks at."""
    slow: ClassVar[bool] = False
    """Whether a quick verification does without this family."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract

    def plans(self, planner: Planner) -> Iterable[Plan]:  # noqa: ARG002
        """Cases of this family; what they must give is computed by the interpreter."""
        return ()

    def watch(self, observation: Observation) -> Iterable[Finding]:
        """What this family says of one call of any case: of its own, whether it is answered as predicted."""
        if observation.case.family == self.name:
            yield observation.finding(self.name, mismatch(observation.step.expected, observation.answer))
        yield from self.look(observation)

    def look(self, observation: Observation) -> Iterable[Finding]:  # noqa: ARG002
        """What this family has to say of one call beside that, whichever family's case it belongs to."""
        return ()

    def run(self, bench: Bench) -> Iterable[Finding]:  # noqa: ARG002
        """Checks beside the cases."""
        return ()

    def found(self, about: str, what: str = "", tool: str = "") -> Finding:
        """A finding of a check that is no case; `tool` is the one that it is about, if it is about one."""
        return Finding(self.name, f"{about}: {what}" if what else "", f"{self.name}/{about}", tool=tool)
