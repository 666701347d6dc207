"""A plan in words: the user's turns and the assistant's replies, with what the verification holds them to."""

from dataclasses import dataclass
from random import Random

from client.records import ResponseCheck
from generator.dialogues.planning import Plan, TurnPlan
from generator.dialogues.replies import Reply, refusal, reply
from generator.dialogues.requests import problems, words
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
    lines = []
    for number, turn in enumerate(plan.turns):
        user = words(plan.context.environment, turn.request, random)
        if number and plan.turns[number - 1].failed:
            user = _again(user, random)
        found = problems(user, plan.context.environment, _keys(plan.start))
        if found:
            raise Unspeakable(found[0])
        answer = _answer(plan, number, turn)
        lines.append(Line(user, answer.text, answer.checks))
    return lines


def _answer(plan: Plan, number: int, turn: TurnPlan) -> Reply:
    last = plan.context.calls[turn.calls][-1].outcome
    if last.result is None:
        return Reply(refusal(last.message))
    return reply(plan.context.environment, turn.request, number, last.result, list(turn.changes))


def _again(user: str, random: Random) -> str:
    """A second try after a refusal."""
    opening = random.choice(("All right, then ", "OK, in that case ", "I see. Then "))
    return opening + user[:1].lower() + user[1:] if not user.startswith("I") else f"All right. {user}"


def _keys(state: State) -> set[str]:
    """Every key that stands for a row, as text."""
    return {str(part) for table in state.rows.values() for key in table for part in key if isinstance(part, str)}
