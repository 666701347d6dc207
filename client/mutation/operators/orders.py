"""Orders the other way round."""


def flipped(order: tuple[str, ...]) -> tuple[str, ...]:
    """The order with its first column in the other direction."""
    first, *rest = order
    return (first[1:] if first.startswith("-") else f"-{first.lstrip('+')}", *rest)
