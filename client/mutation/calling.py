"""The arguments of calls in small worlds."""

from typing import Any

from client.mutation.choices import Choices
from client.mutation.families import Family
from client.mutation.pools import of_parameter
from client.mutation.space import PARAMETER, ROWS, Space
from servers.farm.state import plain
from servers.farm.surface import SurfaceParameter


class Caller:
    """Chooses the arguments of one tool's calls."""

    def __init__(
        self,
        space: Space,
        surface: tuple[SurfaceParameter, ...],
        patched: frozenset[str] = frozenset(),
        still: frozenset[str] = frozenset(),
    ) -> None:
        """`patched` are parameters for which it matters whether they are given; `still` are never given."""
        self._space, self._patched, self._still = space, patched, still
        self._surface = surface
        self._options = {item.name: self._values(item) for item in surface}

    def arguments(self, choices: Choices) -> dict[str, object]:
        """JSON arguments; what is not given is left out."""
        found: dict[str, object] = {}
        lengths: dict[str, int] = {}
        for item in self._surface:
            if item.source == "rows":
                if item.parameter not in lengths:
                    lengths[item.parameter] = choices.pick(self._sizes(item))
                size, values = lengths[item.parameter], self._options[item.name]
                found[item.name] = [plain(choices.pick(values)) for _ in range(size)]
                continue
            given = choices.pick(self._options[item.name])
            if given is not None:
                found[item.name] = [plain(one) for one in given] if isinstance(given, list) else plain(given)
        return found

    def _sizes(self, item: SurfaceParameter) -> list[int]:
        least = 1 if item.schema.get("minItems") else 0
        return [size for size in (ROWS, 1, 0) if size >= least and size <= int(str(item.schema.get("maxItems", 99)))]

    def _values(self, item: SurfaceParameter) -> list[Any]:
        if item.source == "limit":
            return [None, 1]
        if item.source == "cursor" or item.name in self._still:
            return [None]
        if item.source == "clear":
            choices: Any = item.schema["items"]
            return [None, *([name] for name in choices["enum"] if name not in self._still)]
        name = f"{item.parameter}.{item.field}" if item.source == "rows" else item.name
        domain, family = of_parameter(item), self._space.family(("", name))
        values = self._space.values(("", name), domain, PARAMETER)
        if item.source == "rows":
            return values
        if item.schema["type"] == "array":
            values = self._lists(item, values, family)
        optional = [None] if not item.required and (family.tested or name in self._patched or len(values) > 1) else []
        return [*values, *optional]

    def _lists(self, item: SurfaceParameter, values: list[Any], family: Family) -> list[Any]:
        least = int(str(item.schema.get("minItems", 0)))
        one, two = [[value] for value in values], [[values[0], value] for value in values]
        lists = [*one, *two, []] if family.tested else [[values[0]]]
        return [found for found in lists if len(found) >= least]
