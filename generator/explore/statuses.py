"""The value of a status that something new has."""

from __future__ import annotations

from generator.explore.kinds import Nature
from generator.statuses import plain

_BEGINNINGS = (
    "draft new created needs_action todo to_do not_started pending pending_review requested open opened scheduled "
    "queued submitted unread unpaid active enabled available confirmed live published private default normal "
    "medium none standard".split()
)


def initial(found: Nature) -> str:
    """The value that something new has: the description's default, else the one that sounds most like a beginning."""
    if found.initial:
        return found.initial
    by_name = {plain(value): value for value in reversed(found.values)}
    return next((by_name[name] for name in _BEGINNINGS if name in by_name), found.values[0])
