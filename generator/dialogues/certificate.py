"""The certificate of a task: gold earns 1, doing nothing 0, the right words alone 0, each dropped write less than 1.

Everything is executed again, in-process and from a fresh world, by the same engine that will judge an agent; the MCP
run that was recorded has to agree with it byte for byte. Refinements, sources of arguments and the facts in replies
are checked again too.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from client.records import Certificate, VerifySpec
from client.rewards import Episode, grade
from client.session import Loaded, Session
from generator.dialogues.facts import unsaid, unsupported
from generator.dialogues.plans import Plan
from generator.dialogues.recording import episode
from generator.dialogues.reference import Referrer
from generator.dialogues.refinement import check
from generator.dialogues.script import Line
from generator.dialogues.stage import Performed


@dataclass(frozen=True)
class Refused(Exception):
    """A task that cannot be certified, and why."""

    reason: str


def certify(
    loaded: Loaded, plan: Plan, lines: Sequence[Line], spec: VerifySpec, performed: Sequence[Performed]
) -> Certificate:
    """The certificate; `replay_identical` is filled in by whoever replays the finished trajectory. Raises Refused."""
    if not spec.expected and not spec.responses:
        raise Refused("nothing to check")
    reason = unproved(plan, lines, performed)
    if reason:
        raise Refused(reason)
    replies = [line.assistant for line in lines]
    certificate = Certificate(
        gold=grade(spec, run(loaded, performed, replies)).total,
        nothing=grade(spec, Episode(changes=[], replies=[""] * len(replies))).total,
        words_only=grade(spec, Episode(changes=[], replies=replies)).total,
        dropped=[
            grade(spec, run(loaded, [*performed[:index], *performed[index + 1 :]], replies)).total
            for index, call in enumerate(performed)
            if call.changes
        ],
        replay_identical=True,
    )
    failed = unproven_scores(certificate)
    if failed:
        raise Refused(failed)
    return certificate


def unproven_scores(certificate: Certificate) -> str:
    """Why the scores prove nothing; empty if they do."""
    if certificate.gold != 1.0:
        return "the gold solution does not earn 1"
    if certificate.nothing != 0.0:
        return "doing nothing earns something"
    if certificate.words_only != 0.0:
        return "the right words without a call earn something"
    return "a dropped write costs nothing" if any(score >= 1.0 for score in certificate.dropped) else ""


def unproved(plan: Plan, lines: Sequence[Line], performed: Sequence[Performed]) -> str:
    """What is claimed in a dialogue and does not hold; empty if everything does."""
    if not refinements_hold(plan):
        return "a refinement is not justified"
    if not references_hold(plan):
        return "a thing is not told apart"
    if not sources_hold(plan, performed):
        return "an argument does not come from where it is said to"
    if not said_by_user(plan, lines):
        return "an argument is not in the user's words"
    return "a reply states what no tool gave" if unsupported_replies(plan, lines, performed) else ""


def refinements_hold(plan: Plan) -> bool:
    """Whether what every refinement leaves out resolves to exactly the row that was meant."""
    environment = plan.context.environment
    return all(check(step, turn.focus, turn.state, environment) for turn in plan.turns for step in turn.refinements)


def references_hold(plan: Plan) -> bool:
    """Whether every name that the user gives a thing fits exactly one row, the one that was meant."""
    referrer = Referrer(plan.context.environment)
    return all(referrer.fits(turn.state, item) == [key] for turn in plan.turns for item, key in turn.references)


def sources_hold(plan: Plan, performed: Sequence[Performed]) -> bool:
    """Whether every argument that is said to come from an earlier result stands there."""
    for index, call in enumerate(plan.context.calls):
        for name, source in call.sources.items():
            kind, _, where = source.partition(":")
            if kind == "result" and not _stands(where, call.arguments[name], performed[:index]):
                return False
    return True


def _stands(where: str, value: object, earlier: Sequence[Performed]) -> bool:
    number, _, path = where.partition(":")
    if not 0 < int(number) <= len(earlier):
        return False
    found = json.loads(earlier[int(number) - 1].text)
    try:
        for part in path.split("."):
            found = found[int(part)] if isinstance(found, list) else found[part]
    except (LookupError, TypeError, ValueError):
        return False
    return bool(found == value) or (isinstance(value, list) and found in value)


def said_by_user(plan: Plan, lines: Sequence[Line]) -> bool:
    """Whether every argument that is the user's stands in the user's words so far."""
    for number, turn in enumerate(plan.turns):
        said = [line.user for line in lines[: number + 1]]
        for call in plan.context.calls[turn.calls]:
            given = [name for name, source in call.sources.items() if source == "user"]
            if any(unsaid(call.arguments[name], said) for name in given):
                return False
    return True


def unsupported_replies(plan: Plan, lines: Sequence[Line], performed: Sequence[Performed]) -> list[str]:
    """What the replies state that no result so far and no word of the user holds."""
    found: list[str] = []
    for number, turn in enumerate(plan.turns):
        results = [call.text for call in performed[: turn.calls.stop]]
        found += unsupported(lines[number].assistant, results, [line.user for line in lines[: number + 1]])
    return found


def run(loaded: Loaded, calls: Sequence[Performed], replies: Sequence[str]) -> Episode:
    """Execute calls in a fresh world and give what they amount to, with these replies."""
    done = []
    with Session.on(loaded) as session:
        before = session.snapshot()
        for call in calls:
            result = session.call(call.name, call.arguments)
            done.append(Performed(call.name, call.arguments, result.text, result.is_error, (), ""))
        net = session.difference(before)
    return episode(loaded.emitted, net, replies, done)
