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
from servers.farm.model import Environment
from servers.farm.state import RowKey, State

RefinementKind = Literal["refer", "omit", "superlative"]
Focus = tuple[tuple[str, RowKey], ...]
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
    because: Literal["focus", "only", "extreme"]
    """`focus`: the last turn was about exactly one row of this kind; `only`: there is exactly one such row;
    `extreme`: exactly one row has the largest or smallest value."""
    reference: Reference | None = None
    """The superlative, for `extreme`."""

    @property
    def justification(self) -> str:
        """The reason in words."""
        what = noun(self.entity)
        if self.reference is not None and self.reference.extreme is not None:
            extreme = self.reference.extreme
            return f"exactly one {what} has the {'largest' if extreme.largest else 'smallest'} {extreme.column}"
        reasons = {"focus": f"the last turn was about exactly one {what}", "only": f"there is exactly one {what}"}
        return reasons[self.because]


def check(step: Step, focus: Focus, state: State, environment: Environment) -> bool:
    """Whether the justification holds: what was left out resolves to exactly one row, the one that was meant."""
    if step.because == "extreme":
        return step.reference is not None and Referrer(environment).fits(state, step.reference) == [step.key]
    if step.because == "focus":
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
    title = environment.tools[goal.tool].title
    said: list[Thing] = []
    steps: list[Step] = []
    for thing in things:
        keys = rows[thing.parameter]
        offers = _offers(goal, thing, keys[0], focus, title, bool(steps)) if len(keys) == 1 else []
        good = [offer for offer in offers if check(offer, focus, state, environment)]
        step = good[0] if good and random.random() < REFINE_SHARE else None
        if step is None:
            said.append(thing)
            continue
        steps.append(step)
        if step.said:
            said.append(Thing(thing.parameter, thing.entity, step.said))
    return said, steps


def _offers(goal: Goal, thing: Thing, row: tuple[str, RowKey], focus: Focus, title: str, other: bool) -> list[Step]:
    """What could stand for a thing, best first. What the tool's title mentions needs a word for it."""
    entity, key = row
    what = noun(entity)
    that = f"{'those' if is_plural(what) else 'that'} {what}"
    if thing.parameter in goal.targets:
        near = focus[:1] == ((entity, key),) and not other
        pronoun = "them" if is_person(entity) or is_plural(what) else "it"
        return [Step("refer", thing.parameter, entity, key, thing.text, pronoun if near else that, "focus")]
    written = goal.kind in ("change", "act") or (entity == goal.subject and bool(goal.targets))
    said = that if written or what.lower() in title.lower() else ""
    return [
        *([Step("omit", thing.parameter, entity, key, thing.text, "", "only")] if not written else []),
        Step("refer" if said else "omit", thing.parameter, entity, key, thing.text, said, "focus"),
    ]
