"""Calibrated refinement: from the request that says everything to what a person says (DESIGN §8).

Each step leaves something out or replaces it, and carries a justification that a machine checks: with the dialogue so
far, what was left out resolves to exactly one row, the gold one. `check` is what the certificate runs again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from generator.dialogues.goals import Goal
from generator.dialogues.naming import reference_words
from generator.dialogues.reference import Reference, Referrer
from generator.dialogues.titles import Thing
from generator.dialogues.traits import noun
from generator.english import is_plural
from generator.seed.families import is_person
from servers.farm.model import Environment, Tool
from servers.farm.state import RowKey, State

RefinementKind = Literal["refer", "omit", "superlative"]
Focus = tuple[tuple[str, RowKey], ...]
SEVERAL: tuple[str, RowKey] = ("", ())
"""What a turn was first of all about when it listed several things: "it" could mean any of them."""
REFINE_SHARE = 0.85
"""How often what can be left out is; the difficulty is calibrated by it."""


@dataclass(frozen=True)
class Step:
    """One thing that is no longer said in full."""

    kind: RefinementKind
    parameter: str
    entity: str
    key: RowKey
    full: str
    said: str
    """The words that stand for it now; empty when it is left out."""
    because: Literal["focus", "nearest", "only", "extreme"]
    """`focus`: the last turn was about exactly one row of this kind; `nearest`: it was first of all about this row;
    `only`: there is exactly one such row; `extreme`: exactly one row has the largest or smallest value."""
    reference: Reference | None = None
    """The superlative, for `extreme`."""

    @property
    def justification(self) -> str:
        """The reason in words."""
        what = noun(self.entity)
        if self.reference is not None and self.reference.extreme is not None:
            extreme = self.reference.extreme
            return f"exactly one {what} has the {'largest' if extreme.largest else 'smallest'} {extreme.column}"
        reasons = {
            "focus": f"the last turn was about exactly one {what}",
            "nearest": f"the last turn was first of all about this {what}, and about no other",
            "only": f"there is exactly one {what}",
        }
        return reasons[self.because]


def check(step: Step, focus: Focus, state: State, environment: Environment) -> bool:
    """Whether the justification holds: what was left out resolves to exactly one row, the one that was meant."""
    if step.because == "extreme":
        return step.reference is not None and Referrer(environment).fits(state, step.reference) == [step.key]
    if step.because == "nearest" and focus[:1] != ((step.entity, step.key),):
        return False
    if step.because in ("focus", "nearest"):
        candidates = {key for entity, key in focus if entity == step.entity and key in state.rows[entity]}
    else:
        candidates = set(state.rows[step.entity])
    return candidates == {step.key}


def superlative(environment: Environment, thing: Thing, key: RowKey, reference: Reference) -> Step:
    """The step from a name to "the newest …"."""
    said = reference_words(environment, reference)
    return Step("superlative", thing.parameter, thing.entity, key, thing.text, said, "extreme", reference)


def refine(
    environment: Environment,
    goal: Goal,
    things: Sequence[Thing],
    rows: dict[str, list[tuple[str, RowKey]]],
    focus: Focus,
    state: State,
    random: Random,
) -> tuple[list[Thing], list[Step]]:
    """The things as they are said after refinement, and the steps taken. Things with several rows stay as they are."""
    tool = environment.tools[goal.tool]
    said: list[Thing] = []
    steps: list[Step] = []
    for thing in things:
        keys = rows[thing.parameter]
        near = not steps and list(focus[:1]) == keys
        offers = _offers(goal, thing, keys[0], tool, near=near) if len(keys) == 1 else []
        good = [offer for offer in offers if check(offer, focus, state, environment)]
        step = good[0] if good and random.random() < REFINE_SHARE else None
        if step is None:
            said.append(thing)
            continue
        steps.append(step)
        if step.said:
            said.append(Thing(thing.parameter, thing.entity, step.said))
    return said, steps


def _offers(goal: Goal, thing: Thing, row: tuple[str, RowKey], tool: Tool, *, near: bool) -> list[Step]:
    """What could stand for a thing, best first. Only what a call cannot do without may be left out altogether."""
    entity, key = row
    what = noun(entity)
    that = f"{'those' if is_plural(what) else 'that'} {what}"
    if thing.parameter in goal.targets:
        pronoun = "them" if is_person(entity) or is_plural(what) else "it"
        because, said = ("nearest", pronoun) if near else ("focus", that)
        return [Step("refer", thing.parameter, entity, key, thing.text, said, because)]  # type: ignore[arg-type]
    referred = Step("refer", thing.parameter, entity, key, thing.text, that, "focus")
    written = goal.kind in ("change", "act") or (entity == goal.subject and bool(goal.targets))
    if written or not tool.parameters[thing.parameter].required:
        return [referred]
    only = Step("omit", thing.parameter, entity, key, thing.text, "", "only")
    if not near or what.lower() in tool.title.lower():
        return [only, referred]
    return [only, Step("omit", thing.parameter, entity, key, thing.text, "", "nearest")]
