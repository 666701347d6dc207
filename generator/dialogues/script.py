"""A plan in words: the user's turns and the assistant's replies, with what the verification holds them to."""

from dataclasses import dataclass
from random import Random

from client.records import ResponseCheck
from generator.dialogues.context import PlannedCall
from generator.dialogues.followups import again, answer, question
from generator.dialogues.frames import OTHERWISE
from generator.dialogues.naming import reordered, short_name
from generator.dialogues.plans import Plan, TurnPlan
from generator.dialogues.problems import problems
from generator.dialogues.refusals import refusal
from generator.dialogues.replies import Answered, Reply, check_of, fact, reply
from generator.dialogues.requests import Manner, words
from generator.dialogues.rivals import rivals
from generator.dialogues.titles import stopped
from generator.dialogues.traits import happening, trait
from generator.english import capital
from servers.farm.model import Environment
from servers.farm.state import State


@dataclass(frozen=True)
class Line:
    """One turn: what the user says, what the assistant finally answers."""

    user: str
    assistant: str
    checks: tuple[ResponseCheck, ...]


class Unspeakable(Exception):
    """A turn that no person would say; the message tells why."""


def script(plan: Plan, random: Random) -> list[Line]:
    """The lines of a dialogue. Raises Unspeakable."""
    lines: list[Line] = []
    environment = plan.context.environment
    for number, turn in enumerate(plan.turns):
        user = reordered(environment, _user(environment, plan, number, random), random)
        found = problems(user, environment, _keys(plan.start, turn))
        if found:
            raise Unspeakable(found[0])
        answered = _assistant(environment, plan, number, random)
        said = [*(line.user for line in lines), user, answered.text]
        lines.append(Line(user, answered.text, _strict(environment, plan, number, answered.checks, said)))
    return lines


def _strict(
    environment: Environment, plan: Plan, number: int, checks: tuple[ResponseCheck, ...], said: list[str]
) -> tuple[ResponseCheck, ...]:
    """The checks, the first of which also forbids to name other rows than those that were asked about."""
    turn = plan.turns[number]
    goal = turn.request.goal
    if not checks or goal.kind not in ("list", "show"):
        return checks
    result = _main(plan.context.calls[turn.calls], turn).outcome.result or {}
    rows = [key for name in (*goal.targets, *goal.names) for _, key in turn.draw.rows.get(name, ())]
    others = rivals(environment, goal, rows, turn.state, result, said)
    return (checks[0].model_copy(update={"absent": others}), *checks[1:])


def _user(environment: Environment, plan: Plan, number: int, random: Random) -> str:
    turn = plan.turns[number]
    if turn.part == "answer":
        return answer(environment, turn.request, random)
    if turn.part == "retry":
        return again(environment, plan.turns[number - 1], turn, random)
    manner: Manner = "first" if number == 0 else "later" if plan.turns[number - 1].failed else "pleased"
    said = words(environment, turn.request, random, manner)
    return f"{said} {_otherwise(turn, random)}" if turn.consolation is not None else said


def _otherwise(turn: TurnPlan, random: Random) -> str:
    """What the user wants to hear if it cannot be done."""
    assert turn.consolation is not None
    told = turn.consolation
    happened = happening(told.column)
    be = "is" if happened and happened.startswith("set") else "was"
    what = f"when it {be} {happened}" if happened else f"what its {trait(told.column, told.entity)} is"
    return random.choice(OTHERWISE).format(what)


def _assistant(environment: Environment, plan: Plan, number: int, random: Random) -> Reply:
    turn = plan.turns[number]
    if turn.part == "open":
        return Reply(question(environment, turn.request, random))
    call = _main(plan.context.calls[turn.calls], turn)
    if call.outcome.result is None:
        return _refused(environment, plan, number, call, random)
    answered = Answered(turn.request, number, call.outcome.result, turn.changes, _target(environment, turn))
    return reply(environment, answered, random)


def _main(calls: list[PlannedCall], turn: TurnPlan) -> PlannedCall:
    """The call that the request is about; a lookup for something else may come after a refusal."""
    wanted = (turn.request.goal.tool, turn.draw.arguments)
    return next(call for call in reversed(calls) if (call.tool, call.arguments) == wanted)


def _refused(environment: Environment, plan: Plan, number: int, call: PlannedCall, random: Random) -> Reply:
    turn = plan.turns[number]
    said = {str(turn.draw.arguments[name]) for name in (*turn.draw.said, *turn.request.goal.names)}
    text = refusal(environment, call.outcome.state, call.outcome.message, said, random)
    if turn.consolation is None:
        return Reply(text)
    told = turn.consolation
    column = environment.entities[told.entity].columns.get(told.column)
    checks = (ResponseCheck(turn=number, kind="abstain"), check_of(number, told.value, column))
    return Reply(f"{text} {stopped(capital(fact(told.column, told.entity, told.value, column)))}", checks)


def _target(environment: Environment, turn: TurnPlan) -> str | None:
    """What the target of a turn was called when it began."""
    goal = turn.request.goal
    rows = [row for name in (*goal.targets, *goal.names) for row in turn.draw.rows.get(name, ())]
    return short_name(environment, turn.state, *rows[0]) if len(rows) == 1 else None


def _keys(state: State, turn: TurnPlan) -> set[str]:
    """Every key that stands for a row, as text, but those that a tool takes from people."""
    named = {str(key[-1]) for name in turn.request.goal.names for _, key in turn.draw.rows.get(name, ())}
    named |= {str(turn.draw.arguments[name]) for name in turn.draw.said}
    keys = {str(part) for table in state.rows.values() for key in table for part in key if isinstance(part, str)}
    return keys - named
