"""Paths without their noise: versions, file endings, the caller's own account and what all operations share.

`/tasks/v1/users/@me/lists/{tasklist}/tasks` becomes `lists / {tasklist} / tasks`. What remains is read as nouns that
are followed by the variable of one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.description import Operation
from generator.english import plural
from generator.explore.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a path: a literal word, or a variable by its name."""

    name: str
    variable: bool = False

    def __str__(self) -> str:
        return "{}" if self.variable else self.name.lower()


@dataclass(frozen=True, slots=True)
class Route:
    """The telling part of a path. `verb` is what follows a colon or a fragment (`/orders/{id}:cancel`)."""

    segments: tuple[Segment, ...]
    verb: str = ""
    own: bool = False
    """Whether the path spoke of the caller ("/me", "@me", "self")."""

    @property
    def shape(self) -> tuple[str, ...]:
        """The segments with variables blanked: equal for the operations of one place."""
        return tuple(str(segment) for segment in self.segments)

    @property
    def on_item(self) -> bool:
        """Whether the last segment is a variable."""
        return bool(self.segments) and self.segments[-1].variable


_NOISE = re.compile(
    r"^(v\d+([._-]\d+)*((alpha|beta|p\d+beta|rc)\d*)?|\d{4}-\d\d(-\d\d)?|\d+(\.\d+)+|api|rest|rpc|public|services?|ws|latest)$",
    re.I,
)
_ENDING = re.compile(r"\.(json|xml|\{_?(format|ext|extension|(content_?|response_?|media_?)?type)\})$", re.I)
_ODATA = re.compile(r"^([\w.-]+)\((.*?\{([^{}]+)\}.*?)\)$")
_VARIABLE = re.compile(r"\{([^{}]+)\}")
_OWN = frozenset("me @me self @self my mine current ~".split())
_PEOPLE = frozenset("users user people accounts account members customers".split())


def routes(operations: Iterable[Operation], lexicon: Lexicon) -> Mapping[str, Route]:
    """The route of each operation by its id."""
    raw = {operation.id: _strip_own(_parse(operation.path)) for operation in operations}
    raw = _split_runs(raw, lexicon)
    shared = _shared_prefix([route.segments for route in raw.values()])
    return {key: Route(route.segments[shared:], route.verb, route.own) for key, route in raw.items()}


def _parse(path: str) -> Route:
    path, _, fragment = path.partition("#")
    path, _, query = path.partition("?")
    segments: list[Segment] = []
    verb = _call(fragment) or _query_verb(query)
    for part in _ENDING.sub("", path).strip("/").split("/"):
        found, colon = _segments(_ENDING.sub("", part))
        segments += found
        verb = colon or verb
    while len(segments) > 1 and not segments[0].variable and _NOISE.match(segments[0].name):
        segments.pop(0)
    kept = [item for item in segments if item.variable or not re.match(r"^v\d+(beta|alpha)?\d*$", item.name)]
    return Route(tuple(kept or segments), verb)


def _call(fragment: str) -> str:
    """What a fragment calls: "operation=batch-create" is "batch-create"."""
    return fragment.rpartition("=")[2] if fragment.count("=") == 1 and "&" not in fragment else fragment


def _query_verb(query: str) -> str:
    return query.rpartition("=")[2] if query and "{" not in query else ""


def _segments(part: str) -> tuple[list[Segment], str]:
    """The segments of one part between slashes, and a verb after a colon."""
    odata = _ODATA.match(part)
    if odata:
        return [Segment(odata[1]), Segment(odata[3], variable=True)], ""
    head, colon, verb = part.partition(":") if not part.startswith(":") else (part, "", "")
    if colon and "{" in verb:
        head, verb = part, ""
    names = _VARIABLE.findall(head)
    if names:
        return [Segment(names[-1], variable=True)], verb
    return ([Segment(head)] if head else []), verb


def _strip_own(route: Route) -> Route:
    """Without "users/@me" and the like, unless nothing would remain."""
    segments = list(route.segments)
    for index, segment in enumerate(segments):
        if segment.variable or segment.name.lower() not in _OWN or index == len(segments) - 1:
            continue
        start = index - 1 if index and segments[index - 1].name.lower() in _PEOPLE else index
        return Route(tuple(segments[:start] + segments[index + 1 :]), route.verb, own=True)
    return route


def _split_runs(found: Mapping[str, Route], lexicon: Lexicon) -> dict[str, Route]:
    """Variables that follow each other: the shortest run at a place names one thing, further ones things inside it.

    `/repos/{owner}/{repo}` is one repository; `/project/{user}/{project}/{build}` beside `/project/{user}/{project}`
    is a build of a project.
    """
    shortest: dict[tuple[str, ...], int] = defaultdict(lambda: 99)
    for route in found.values():
        for start, length in _runs(route.segments):
            place = route.shape[:start]
            shortest[place] = min(shortest[place], length)
    return {key: _join_runs(route, shortest, lexicon) for key, route in found.items()}


def _runs(segments: tuple[Segment, ...]) -> list[tuple[int, int]]:
    """Where runs of variables start, and how long they are."""
    found: list[tuple[int, int]] = []
    for index, segment in enumerate(segments):
        if segment.variable and found and found[-1][0] + found[-1][1] == index:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif segment.variable:
            found.append((index, 1))
    return found


def _join_runs(route: Route, shortest: Mapping[tuple[str, ...], int], lexicon: Lexicon) -> Route:
    segments: list[Segment] = []
    position = 0
    for start, length in _runs(route.segments):
        segments += route.segments[position:start]
        base = min(shortest[route.shape[:start]], length)
        segments.append(route.segments[start + base - 1])
        for extra in route.segments[start + base : start + length]:
            segments += [Segment(_noun_of(extra.name, lexicon)), extra]
        position = start + length
    return Route((*segments, *route.segments[position:]), route.verb, route.own)


_KEYS = frozenset("id ids gid uid uuid guid sid key number num name slug code no".split())


def _noun_of(variable: str, lexicon: Lexicon) -> str:
    """The plural noun that a variable names: "build_num" → "builds"."""
    words = lexicon.words(variable)
    kept = [word for word in words if word not in _KEYS] or list(words)
    return plural("_".join(kept))


def _shared_prefix(paths: list[tuple[Segment, ...]]) -> int:
    """How many leading segments all paths share and can lose, so that each remainder still begins with a literal."""
    if len(paths) < 2:
        return 0
    shortest = min(len(path) for path in paths)
    keep = 0
    for index in range(shortest):
        if len({str(path[index]) for path in paths}) > 1:
            break
        if all(len(path) > index + 1 and not path[index + 1].variable for path in paths):
            keep = index + 1
    return keep
