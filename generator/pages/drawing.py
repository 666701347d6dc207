"""Pictures as SVG that stands in a page: boxes with lines of text, and edges between them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.pages.layering import Box, Edge, Layout, Route, layered

CHARACTER, LINE, INDENT = 6.7, 16, 9
"""Pixels: the width of a character of the 11 pixel typewriter face, the height of a line, what is left beside it."""
MARGIN = 6
LONGEST = 44
"""How many characters of a line are shown."""


@dataclass(frozen=True)
class Shape:
    """A box: its name among the edges, what it is (a class of the style sheet), its lines and what it explains."""

    id: str
    kind: str
    lines: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True)
class Link:
    """An edge: what it is (a class of the style sheet), and whether its head is at its source instead."""

    kind: str
    head_at_source: bool = False


def picture(shapes: Sequence[Shape], links: Mapping[Edge, Link], label: str) -> Markup:
    """An SVG element; `label` is what those hear who cannot see it."""
    layout = layered([Box(shape.id, _width(shape), _height(shape)) for shape in shapes], links)
    width, height = layout.width + 2 * MARGIN, layout.height + 2 * MARGIN
    number = {shape.id: index for index, shape in enumerate(shapes)}
    parts = [
        Markup('<svg class="picture" role="img" aria-label="{}" width="{}" height="{}" viewBox="{} {} {} {}">').format(
            label, width, height, -MARGIN, -MARGIN, width, height
        )
    ]
    parts += [_edge(route, links[edge], number[edge[0]], number[edge[1]]) for edge, route in layout.routes.items()]
    parts += [_shape(shape, number[shape.id], layout) for shape in shapes]
    return Markup("").join([*parts, Markup("</svg>")])


def _edge(route: Route, link: Link, source: int, target: int) -> Markup:
    """An edge with its head at the end that it leads to; `data-n` names the boxes at its ends."""
    backward = " b" if route.backward != link.head_at_source else ""
    return Markup('<path class="{}{}" data-n="{} {}" d="{}"/>').format(link.kind, backward, source, target, route.path)


def _shape(shape: Shape, number: int, layout: Layout) -> Markup:
    x, y = layout.places[shape.id]
    lines = Markup("").join(_line(text, index) for index, text in enumerate(shape.lines))
    about = Markup("<title>{}</title>").format(shape.about) if shape.about else ""
    return Markup('<g class="{}" data-n="{}" transform="translate({} {})">{}{}{}</g>').format(
        shape.kind, number, x, y, about, _frame(shape), lines
    )


def _frame(shape: Shape) -> Markup:
    height = _height(shape)
    round_ = 4 if len(shape.lines) > 1 or shape.kind.startswith("tool") else height // 2
    return Markup('<rect width="{}" height="{}" rx="{}"/>').format(_width(shape), height, round_)


def _line(text: str, index: int) -> Markup:
    return Markup('<text x="{}" y="{}">{}</text>').format(INDENT, 15 + LINE * index, escape(shortened(text)))


def shortened(text: str) -> str:
    """A line as it is shown."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _width(shape: Shape) -> int:
    return 2 * INDENT + 2 * round(CHARACTER * max(map(_columns, map(shortened, shape.lines))) / 2)


def _columns(text: str) -> int:
    """How many characters wide a text is; those of East Asia take two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def _height(shape: Shape) -> int:
    return LINE * len(shape.lines) + 6


def said(count: int, singular: str, plural: str = "") -> str:
    """`1 tool`, `2 tools`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
