"""Layered drawings: nothing overlaps, nothing crosses a box, and the same graph gives the same picture."""

import re
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.layering import GAP, Box, Edge, Layout, layered
from generator.pages.ordering import crossings

Graph = tuple[list[Box], list[Edge]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """1 to 40 boxes of various sizes, any edges between them."""
    sizes = st.tuples(st.integers(20, 120), st.integers(11, 80))
    boxes = [
        Box(f"n{index}", 2 * width, 2 * height)
        for index, (width, height) in enumerate(draw(st.lists(sizes, min_size=1, max_size=40)))
    ]
    names = st.sampled_from([box.id for box in boxes])
    return boxes, draw(st.lists(st.tuples(names, names), max_size=60))


@settings(deadline=None)
@given(graphs())
def test_boxes_do_not_overlap_and_lie_within_the_picture(graph: Graph) -> None:
    boxes, edges = graph
    layout = layered(boxes, edges)
    assert layout.places.keys() == {box.id for box in boxes}
    frames = [(*layout.places[box.id], box.width, box.height) for box in boxes]
    for x, y, width, height in frames:
        assert x >= 0
        assert y >= 0
        assert x + width <= layout.width
        assert y + height <= layout.height
    for (x, y, width, height), (left, top, wide, high) in combinations(frames, 2):
        assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


@settings(deadline=None)
@given(graphs())
def test_every_edge_is_drawn_once_from_box_to_box_and_through_no_other(graph: Graph) -> None:
    boxes, edges = graph
    layout = layered(boxes, edges)
    assert layout.routes.keys() == {edge for edge in edges if edge[0] != edge[1]}
    frames = {box.id: (*layout.places[box.id], box.width, box.height) for box in boxes}
    for (source, target), route in layout.routes.items():
        left, right = (target, source) if route.backward else (source, target)
        points = corners(route.path)
        assert points[0] == (frames[left][0] + frames[left][2], middle(frames[left]))
        assert points[-1] == (frames[right][0], middle(frames[right]))
        for (x, y), (until, end) in pairwise(points):
            for x0, y0, width, height in (frames[name] for name in frames if name not in (left, right)):
                beside = x0 + width <= x or until <= x0
                assert beside or max(y, end) <= y0 or y0 + height <= min(y, end), (source, target)


def middle(frame: tuple[int, int, int, int]) -> int:
    return frame[1] + frame[3] // 2


def corners(path: str) -> list[tuple[int, int]]:
    """Where the straight and the curved pieces of a path begin and end."""
    start, *pieces = re.findall(r"[Mhc][^Mhc]*", path)
    x, y = map(int, start[1:].split())
    points = [(x, y)]
    for piece in pieces:
        numbers = [int(text) for text in piece[1:].split()]
        assert piece[0] == "h" or numbers[4] == GAP
        x, y = x + numbers[0 if piece[0] == "h" else 4], y + (0 if piece[0] == "h" else numbers[5])
        points.append((x, y))
    return points


@settings(deadline=None)
@given(graphs())
def test_the_same_graph_gives_the_same_picture(graph: Graph) -> None:
    assert layered(*graph) == layered(*graph)


def drawn(*edges: Edge) -> Layout:
    names = dict.fromkeys(name for edge in edges for name in edge)
    return layered([Box(name, 40, 20) for name in names], edges)


def test_what_comes_first_stands_left_and_only_what_closes_a_cycle_goes_back() -> None:
    layout = drawn(("a", "b"), ("b", "c"), ("c", "a"))
    assert layout.places["a"][0] < layout.places["b"][0] < layout.places["c"][0]
    assert [edge for edge, route in layout.routes.items() if route.backward] == [("c", "a")]


def test_crossings_are_counted_and_avoided() -> None:
    columns = [[("a", 0), ("b", 0)], [("c", 1), ("d", 1)]]
    assert crossings(columns, [(("a", 0), ("d", 1)), (("b", 0), ("c", 1))]) == 1
    layout = drawn(("a", "d"), ("b", "c"), ("a", "e"), ("b", "f"), ("z", "a"), ("z", "b"))
    down = {name: y for name, (_, y) in layout.places.items()}
    assert (down["a"] < down["b"]) == (max(down["d"], down["e"]) < min(down["c"], down["f"]))
