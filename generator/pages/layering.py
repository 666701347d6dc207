"""A directed graph laid out in columns from left to right, so that no edge crosses a box.

The method of Sugiyama, Tagawa and Toda (1981): break cycles, give each box a column, lead long edges through columns in
lanes of their own, order each column by barycentres, then move everything next to what it is linked with. The same
graph gives the same picture; coordinates are whole pixels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.pages.ordering import Lane, Lanes, Ranks, ordered
from generator.pages.settling import settled

GAP, APART, LANE = 52, 10, 4
"""Pixels between columns, between boxes of a column, and the height of a lane."""
WIDEST = 1_000
"""Pixels after which boxes without any edge begin a new line."""

Edge = tuple[str, str]


@dataclass(frozen=True)
class Box:
    """What is to be placed: its name and its size in pixels."""

    id: str
    width: int
    height: int


@dataclass(frozen=True)
class Route:
    """An edge as the data of an SVG path from left to right; `backward` if its target is the left end."""

    path: str
    backward: bool


@dataclass
class Layout:
    """Where the upper left corner of every box is, and how the edges run; all within `width` × `height` pixels."""

    width: int = 0
    height: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    routes: dict[Edge, Route] = field(default_factory=dict)


def layered(boxes: Sequence[Box], edges: Iterable[Edge]) -> Layout:
    """Place the boxes; an edge from a box to itself, or one that is there already, is left out."""
    linked = list(dict.fromkeys((source, target) for source, target in edges if source != target))
    layout = Layout()
    for part in _parts([box.id for box in boxes], linked):
        inside = [edge for edge in linked if edge[0] in part]
        _add(layout, _Part([box for box in boxes if box.id in part], inside).layout())
    _add(layout, _loose([box for box in boxes if box.id not in layout.places]))
    return layout


def _parts(names: Sequence[str], edges: Sequence[Edge]) -> list[set[str]]:
    """The connected parts that have an edge, the largest first."""
    part_of = {name: {name} for name in names}
    for source, target in edges:
        if part_of[source] is not part_of[target]:
            part_of[source] |= part_of[target]
            for name in part_of[target]:
                part_of[name] = part_of[source]
    distinct = {id(part): part for part in part_of.values() if len(part) > 1}
    return sorted(distinct.values(), key=lambda part: (-len(part), min(names.index(name) for name in part)))


def _add(layout: Layout, part: Layout) -> None:
    """Put a part below what is there."""
    if not part.places:
        return
    top = layout.height + 2 * APART if layout.places else 0
    layout.places.update({name: (x, y + top) for name, (x, y) in part.places.items()})
    layout.routes.update(
        {edge: Route(_lowered(route.path, top), route.backward) for edge, route in part.routes.items()}
    )
    layout.width, layout.height = max(layout.width, part.width), top + part.height


def _lowered(path: str, by: int) -> str:
    """A path begins with `Mx y`; all that follows is relative to it."""
    x, y = path[1:].split("h", 1)[0].split(" ")
    return f"M{x} {int(y) + by}h{path.split('h', 1)[1]}"


def _loose(boxes: Sequence[Box]) -> Layout:
    """Boxes without an edge, line by line."""
    layout, x, y = Layout(), 0, 0
    for box in boxes:
        if x and x + box.width > WIDEST:
            x, y = 0, layout.height + APART
        layout.places[box.id] = (x, y)
        layout.width, layout.height = max(layout.width, x + box.width), max(layout.height, y + box.height)
        x += box.width + 2 * APART
    return layout


class _Part:
    """One connected part: its columns, the order in them, and where everything comes to stand."""

    def __init__(self, boxes: Sequence[Box], edges: Sequence[Edge]) -> None:
        self._boxes = {box.id: box for box in boxes}
        self._backward = set(_backward(list(self._boxes), edges))
        self._forward = {edge: edge[::-1] if edge in self._backward else edge for edge in edges}
        ranks = _ranks(list(self._boxes), list(self._forward.values()))
        degrees = Counter(name for ends in self._forward.values() for name in ends)
        self._chains = {edge: _chain(*ends, ranks, degrees) for edge, ends in self._forward.items()}
        lanes: Lanes = list(dict.fromkeys(pair for chain in self._chains.values() for pair in pairwise(chain)))
        self._columns = ordered([(name, ranks[name]) for name in self._boxes], lanes)
        self._middles = settled(self._columns, lanes, self._height, APART)
        self._lefts = list(self._left_edges())

    def layout(self) -> Layout:
        """The part, with its upper left corner at 0, 0."""
        highest = min(middle - self._height(item) / 2 for item, middle in self._middles.items())
        middles = {item: round(middle - highest) for item, middle in self._middles.items()}
        layout = Layout()
        for number, column in enumerate(self._columns):
            for item in column:
                if (box := self._boxes.get(item[0])) is not None and item[1] == number:
                    layout.places[box.id] = (self._lefts[number], middles[item] - box.height // 2)
                    layout.height = max(layout.height, layout.places[box.id][1] + box.height)
                    layout.width = max(layout.width, self._lefts[number] + box.width)
        lowest = max(middles[item] for column in self._columns for item in column)
        layout.height = max(layout.height, lowest + LANE)
        for edge, chain in self._chains.items():
            layout.routes[edge] = Route(self._path(chain, middles), edge in self._backward)
        return layout

    def _height(self, item: Lane) -> int:
        box = self._boxes.get(item[0])
        return box.height if box is not None else LANE

    def _left_edges(self) -> Iterator[int]:
        left = 0
        for number in range(len(self._columns)):
            yield left
            left += self._width(number) + GAP

    def _width(self, number: int) -> int:
        return max((self._boxes[name].width for name, _ in self._columns[number] if name in self._boxes), default=0)

    def _path(self, chain: Sequence[Lane], middles: Mapping[Lane, int]) -> str:
        """From the right side of a box straight to the end of its column, through the lanes, to the left side."""
        first = chain[0]
        x, y = self._lefts[first[1]] + self._boxes[first[0]].width, middles[first]
        steps = [f"M{x} {y}h{self._lefts[first[1]] + self._width(first[1]) - x}"]
        for item in chain[1:]:
            fall = middles[item] - y
            y = middles[item]
            steps.append(f"c{GAP // 2} 0 {GAP // 2} {fall} {GAP} {fall}" if fall else f"h{GAP}")
            if item is not chain[-1]:
                steps.append(f"h{self._width(item[1])}")
        return "".join(steps)


def _backward(names: Sequence[str], edges: Sequence[Edge]) -> Iterator[Edge]:
    """The edges that close a cycle, seen from where nothing leads to."""
    after: dict[str, list[str]] = {name: [target for source, target in edges if source == name] for name in names}
    entered = {target for _, target in edges}
    done, open_ = set[str](), set[str]()

    def visit(name: str) -> Iterator[Edge]:
        open_.add(name)
        for target in after[name]:
            if target in open_:
                yield name, target
            elif target not in done:
                yield from visit(target)
        open_.discard(name)
        done.add(name)

    for name in sorted(names, key=lambda name: name in entered):
        if name not in done:
            yield from visit(name)


def _ranks(names: Sequence[str], edges: Sequence[Edge]) -> Ranks:
    """The column of each box: after all that lead to it, and if nothing does, next to what it leads to."""
    before = {name: [source for source, target in edges if target == name] for name in names}
    after = {name: [target for source, target in edges if source == name] for name in names}
    ranks: dict[str, int] = {}
    while len(ranks) < len(names):
        for name in names:
            if name not in ranks and all(source in ranks for source in before[name]):
                ranks[name] = max((ranks[source] + 1 for source in before[name]), default=0)
    for name in names:
        if not before[name] and after[name]:
            ranks[name] = min(ranks[target] for target in after[name]) - 1
    return ranks


def _chain(source: str, target: str, ranks: Ranks, degrees: Mapping[str, int]) -> list[Lane]:
    """An edge as the boxes at its ends and a lane in each column between.

    Edges share the lanes of the one of their boxes that has more edges: they part late, or meet early.
    """
    lane = f"{source}\n" if degrees[source] >= degrees[target] else f"\n{target}"
    between = [(lane, number) for number in range(ranks[source] + 1, ranks[target])]
    return [(source, ranks[source]), *between, (target, ranks[target])]
