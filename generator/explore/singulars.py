"""Paths that spell one collection twice, `/task/{id}` beside `/tasks`, as one place.

A singular that can be read, replaced or removed without an id is a thing of its own: `/user` beside `/users`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.english import plural
from generator.explore.remote_calls import RemoteCall
from generator.explore.routes import Route, Segment

_ALONE = frozenset({"GET", "PUT", "PATCH", "DELETE", "HEAD"})


def in_the_plural(found: Mapping[str, RemoteCall], methods: Mapping[str, str]) -> dict[str, RemoteCall]:
    """The calls by operation id, those of a singular at the place of its plural; `methods` are those of operations."""
    names = _renamed(found, methods)
    if not names:
        return dict(found)
    return {key: replace(call, route=_spelled(call.route, names)) for key, call in found.items()}


def _renamed(found: Mapping[str, RemoteCall], methods: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """For each place that is the singular of another one the word of that one."""
    routes = [call.route for call in found.values()]
    kept = {call.route.shape: set[str]() for call in found.values() if not call.route.verb}
    for key, call in found.items():
        if not call.route.verb:
            kept[call.route.shape].add(call.method or methods[key])
    words = {(*place[:-1], segment.name.lower()): segment.name for place, segment in _literals(routes)}
    names = {}
    for place in words:
        many = (*place[:-1], plural(place[-1]))
        if many != place and many in words and "GET" in kept.get(many, ()) and not kept.get(place, set()) & _ALONE:
            names[place] = words[many]
    return names


def _literals(routes: Iterable[Route]) -> Iterable[tuple[tuple[str, ...], Segment]]:
    """Every place that ends with a literal, with that."""
    for route in routes:
        for index, segment in enumerate(route.segments):
            if not segment.variable:
                yield route.shape[: index + 1], segment


def _spelled(route: Route, names: Mapping[tuple[str, ...], str]) -> Route:
    segments = tuple(
        Segment(names.get(route.shape[: index + 1], segment.name), segment.variable)
        for index, segment in enumerate(route.segments)
    )
    return replace(route, segments=segments)
