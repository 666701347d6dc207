"""What environments are called: after their API, and of several ones of an API after what each is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from generator.description import Description
from generator.english import capital
from generator.explore.lexicon import plain_words
from generator.explore.naming import clip
from generator.explore.plans import Plan
from generator.explore.split import Group
from generator.readers.naming import spoken_title
from generator.spoken import spoken


def named(
    description: Description, group: Group, inside: Mapping[str, Plan], count: int, taken: Collection[str]
) -> tuple[str, str]:
    """The name and title of an environment that is one of `count`; names that are `taken` are no choice."""
    title = _title(description)
    name = _CLIENT.sub("", description.name) or description.name
    if count == 1:
        return clip(name), title
    head = clip(name, 24)
    main = max(sorted(group.core), key=lambda name: _prominence(inside[name], group, inside))
    choices = [_common_ground(group, inside), inside[main].plural, main]
    about = next((item for item in choices if item and clip(f"{head}_{item}") not in taken), main)
    return clip(f"{head}_{about}"), f"{title}: {spoken(about)}"


_CLIENT = re.compile(r"(?<=[a-z])(_management)?_client$")
"""What names of descriptions for client libraries end in."""

MIN_TOGETHER = 3


def _common_ground(group: Group, inside: Mapping[str, Plan]) -> str:
    """What most paths of a group begin with, where it is none of the things itself: "settings"; else ""."""
    core = [inside[name] for name in sorted(group.core) if name in inside and inside[name].thing.endpoints]
    grounds = Counter(_ground(plan) for plan in core)
    ground, times = grounds.most_common(1)[0] if grounds else ("", 0)
    things = {plan.name for plan in core} | {plan.plural for plan in core}
    return ground if ground not in things and times >= MIN_TOGETHER and times > 0.6 * len(core) else ""


def _ground(plan: Plan) -> str:
    """The literal with which a thing's path begins, if another one follows at once."""
    segments = plan.thing.endpoints[0].route.segments
    grounded = len(segments) > 1 and not segments[0].variable and not segments[1].variable
    return "_".join(plain_words(segments[0].name)) if grounded else ""


def _title(description: Description) -> str:
    """The API's title without the words that say that it is one; its name where that is all that is said."""
    return spoken_title(description.title) or capital(spoken(description.name))


def _prominence(plan: Plan, group: Group, inside: Mapping[str, Plan]) -> tuple[float, int]:
    """How much a group is about a thing: its operations, what lies in it or refers to it, and a short plain name."""
    around = sum(plan.name in other.references.values() for name, other in inside.items() if name in group.core)
    plain = plan.key is not None and not any(letter.isdigit() for letter in plan.name) and bool(plan.thing.endpoints)
    weight = (len(plan.thing.endpoints) + 3 * around) * (1.0 if plain else 0.1) / (1 + 0.4 * plan.name.count("_"))
    return weight, -len(plan.name)
