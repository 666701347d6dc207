"""What calls do: results and faults as predicted, effects as declared, nothing else changed, outputs as promised."""

from collections.abc import Iterable

import jsonschema_rs

from client.answers import Answer
from client.servers import Object
from client.verify.bench import Bench
from client.verify.cases import Plan, told
from client.verify.comparing import identical
from client.verify.contract import Contract
from client.verify.families.base import Family
from client.verify.findings import Finding
from client.verify.planning import Planner
from client.verify.play import Observation
from client.verify.variations import variations
from servers.farm.effects import Effect, permits, unmet
from servers.farm.state import RowChange, difference


class Success(Family):
    """Every tool does what its steps say: results exactly as the interpreter computes them."""

    name = "success"

    def plans(self, planner: Planner) -> Iterable[Plan]:
        """A success of every tool, then its variations: optional arguments, filters, values, order, pages."""
        yield from planner.successes()
        yield from variations(planner)

    def run(self, bench: Bench) -> Iterable[Finding]:
        """No tool without a success; and one success of each through the SDK's own client, over HTTP."""
        for tool in self.contract.environment.tools:
            case = next((case for case in bench.cases_of("success", tool) if case.last.outcome == "success"), None)
            if case is None:
                yield self.found(tool, "no call was found that succeeds", tool)
            elif bench.sdk is not None:
                yield from bench.play(case, bench.sdk)


class Fault(Family):
    """Every declared fault is provoked, with its code, message and details."""

    name = "fault"

    def plans(self, planner: Planner) -> Iterable[Plan]:
        """One case for each fault of each tool."""
        yield from planner.faults()

    def run(self, bench: Bench) -> Iterable[Finding]:
        """No fault without a case; and the first of each tool through the SDK's own client."""
        for tool, code in self.contract.faults:
            if not any(case.last.fault == code for case in bench.cases_of("fault", tool)):
                yield self.found(f"{tool}/{code}", "no call was found that provokes it", tool)
        if bench.sdk is None:
            return
        for tool in self.contract.environment.tools:
            for case in bench.cases_of("fault", tool)[:1]:
                yield from bench.play(case, bench.sdk)


class Effects(Family):
    """sure ⊆ observed ⊆ allowed on every successful call, and exactly the predicted rows."""

    name = "effect"

    def look(self, observation: Observation) -> Iterable[Finding]:
        """The row changes of a successful call of a writing tool."""
        declared = self.contract.effects.get(observation.step.call.tool)
        if not declared or observation.answer.is_error:
            return
        changes = difference(self.contract.environment, observation.before.state, observation.after.state)
        yield observation.finding(self.name, _unlawful(declared, changes))
        predicted = observation.step.expected.digest == observation.after.digest
        yield observation.finding(self.name, "" if predicted else _surprise(observation, changes))


def _unlawful(declared: tuple[Effect, ...], changes: list[RowChange]) -> str:
    """The first change that is not allowed, or effect that is sure and did not show."""
    for change in changes:
        if not permits(declared, change):
            return f"changed what it does not declare: {told(change)}"
    for effect in unmet(declared, changes):
        columns = f" of {', '.join(sorted(effect.sure))}" if effect.kind == "update" else ""
        return f"did not {effect.kind} {effect.entity}{columns}, which is sure"
    return ""


def _surprise(observation: Observation, changes: list[RowChange]) -> str:
    found = "; ".join(map(told, changes)) or "only bookkeeping, if anything"
    wanted = "; ".join(observation.step.expected.changes) or "only bookkeeping, if anything"
    return f"the rows differ from the prediction: expected {wanted}; observed {found}"


class ReadOnly(Family):
    """Reads, faults and refused arguments leave the database as it was, the clock and the sequences too."""

    name = "readonly"

    def look(self, observation: Observation) -> Iterable[Finding]:
        """The state after a call that must not change it."""
        if self.contract.effects.get(observation.step.call.tool) and not observation.answer.is_error:
            return
        same = observation.before.digest == observation.after.digest
        yield observation.finding(self.name, "" if same else self._changed(observation))

    def _changed(self, observation: Observation) -> str:
        kind = "an error" if observation.answer.is_error else "a read"
        changes = difference(self.contract.environment, observation.before.state, observation.after.state)
        return f"{kind} changed the state: " + ("; ".join(map(told, changes)) or "clock or sequences")


class Output(Family):
    """Results match their schema, the text block says the same, errors carry no structured content."""

    name = "output"

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._validators = {tool: _validator(contract.tool(tool)) for tool in contract.environment.tools}

    def look(self, observation: Observation) -> Iterable[Finding]:
        """The form of one answer."""
        answer = observation.answer
        wrong = _error_form(answer) if answer.is_error else self._result_form(observation.step.call.tool, answer)
        yield observation.finding(self.name, wrong)

    def _result_form(self, tool: str, answer: Answer) -> str:
        if answer.structured is None:
            return "a result without structuredContent"
        if len(answer.texts) != 1 or not identical(answer.data, answer.structured):
            return "the text block is not the structured content as JSON"
        validator = self._validators.get(tool)
        error = next(validator.iter_errors(answer.structured), None) if validator else None
        return f"the result breaks the output schema: {error.message[:200]}" if error else ""


def _validator(tool: Object) -> jsonschema_rs.Draft202012Validator | None:
    """The validator of a tool's output schema; None if it has none that is one, which family schema reports."""
    schema = tool.get("outputSchema")
    if not isinstance(schema, dict):
        return None
    try:
        return jsonschema_rs.Draft202012Validator(schema)
    except (ValueError, jsonschema_rs.ReferencingError):
        return None


def _error_form(answer: Answer) -> str:
    if answer.refused:
        return ""  # no tool result; whether it may be refused so, the expectation says
    if answer.structured is not None:
        return "an error carries structuredContent"
    error = answer.error
    if set(error) != {"error", "message", "details"} or not error["message"]:
        return f"an error is not {{error, message, details}}: {answer.shown()}"
    return ""
