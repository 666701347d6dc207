"""Where randomness of the seed room comes from: one generator per place, derived from the seed by a stable hash."""

from hashlib import sha256
from random import Random


def chance(seed: int, *place: str) -> Random:
    """A generator for one place ("entity", "column"): the same on every machine, independent of every other place."""
    digest = sha256("\x1f".join((str(seed), *place)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - start values, no secrets


def spread(weights: dict[str, float], count: int, random: Random) -> list[str]:
    """`count` names in a shuffled order, each about as often as its weight says and at least once when that fits."""
    total = sum(weights.values())
    names = sorted(weights, key=lambda name: (-weights[name], list(weights).index(name)))
    shares = {name: max(1, round(count * weights[name] / total)) for name in names}
    deck = [name for name in names for _ in range(shares[name])]
    surplus = names[0]
    while len(deck) < count:
        deck.append(surplus)
    dealt = names[:count] + _without_first(deck, names)[: max(0, count - len(names))]
    random.shuffle(dealt)
    return dealt


def _without_first(deck: list[str], names: list[str]) -> list[str]:
    rest = list(deck)
    for name in names:
        rest.remove(name)
    return rest
