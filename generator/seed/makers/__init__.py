"""The registry of makers: each gives one value of one column; what a rule names is looked up here."""

from generator.seed.makers import flags, lists, moments, numbers, people, technical, texts
from generator.seed.making import Made, Maker, Making

REGISTRY: dict[str, Maker] = {
    **people.MAKERS,
    **texts.MAKERS,
    **lists.MAKERS,
    **technical.MAKERS,
    **numbers.MAKERS,
    **moments.MAKERS,
    **flags.MAKERS,
}


def make(making: Making) -> Made:
    """The value of the rule's maker for the row at hand; a rule that names an unknown maker gives a phrase."""
    return REGISTRY.get(making.rule.make, texts.phrase)(making)
