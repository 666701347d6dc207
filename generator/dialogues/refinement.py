"""Calibrated refinement: from the request that says everything to what a person says (DESIGN §8).

Each step leaves something out or replaces it, and carries a justification that a machine checks: with the dialogue so
far, what was left out resolves to exactly one row, the gold one. `check` is what the certificate runs again.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal

from generator.dialogues.goals import Goal
from generator.dialogues.requests import Thing
from generator.dialogues.words import noun
from generator.seed.families import is_person
from servers.farm.state import RowKey, State

RefinementKind = Literal["refer", "omit"]
Focus = tuple[tuple[str, RowKey], ...]


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
    because: Literal["focus", "only"]
    """`focus`: the last turn was about exactly one row of this kind; `only`: there is exactly one such row."""

    @property
    def justification(self) -> str:
        """The reason in words."""
        what = noun(self.entity)
        reasons = {"focus": f"the last turn was about exactly one {what}", "only": f"there is exactly one {what}"}
        return reasons[self.because]


def check(step: Step, focus: Focus, state: State) -> bool:
    """Whether the justification holds: what was left out resolves to exactly one row, the one that was meant."""
    if step.because == "focus":
        candidates = {key for entity, key in focus if entity == step.entity and key in state.rows[entity]}
    else:
        candidates = set(state.rows[step.entity])
    return candidates == {step.key}


def refine(
    goal: Goal,
    things: list[Thing],
    rows: dict[str, list[tuple[str, RowKey]]],
    focus: Focus,
    state: State,
    title: str,
    random: Random,
) -> tuple[list[Thing], list[Step]]:
    """The things as they are said after refinement, and the steps taken. Things with several rows stay as they are."""
    said: list[Thing] = []
    steps: list[Step] = []
    for thing in things:
        keys = rows[thing.parameter]
        offers = _offers(goal, thing, keys[0], focus, title, bool(steps)) if len(keys) == 1 else []
        good = [offer for offer in offers if check(offer, focus, state)]
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
    that = f"that {noun(entity)}"
    if thing.parameter in goal.targets:
        near = focus[:1] == ((entity, key),) and not other and not is_person(entity)
        return [Step("refer", thing.parameter, entity, key, thing.text, "it" if near else that, "focus")]
    said = that if noun(entity) in title.lower() else ""
    return [
        Step("omit", thing.parameter, entity, key, thing.text, "", "only"),
        Step("refer" if said else "omit", thing.parameter, entity, key, thing.text, said, "focus"),
    ]


REFINE_SHARE = 0.85
"""How often what can be left out is; the difficulty is calibrated by it."""
