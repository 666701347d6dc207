"""Columns that begin and end something, and whether its last day belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servers.farm.model import DateColumn, DatetimeColumn, Entity

_PAIRS = (
    ("start", "end"), ("starts", "ends"), ("begin", "end"), ("begins", "ends"), ("from", "to"), ("from", "until"),
    ("from", "through"), ("check_in", "check_out"), ("checkin", "checkout"), ("arrival", "departure"),
    ("pickup", "return"), ("pickup", "dropoff"), ("pick_up", "drop_off"), ("start", "finish"), ("start", "until"),
)  # fmt: skip
_NIGHTS = frozenset("booking reservation stay rental hire".split())
"""What is counted by nights: the day on which one ends is free for the next."""


@dataclass(frozen=True)
class Interval:
    """A column that begins and one that ends; `closed` if the end still belongs to it: a day, but not of a stay."""

    start: str
    end: str
    closed: bool
    by_nights: bool = False

    @property
    def before(self) -> str:
        """How the beginning of another is compared with the end."""
        return "<=" if self.closed else "<"


def interval(name: str, entity: Entity) -> Interval | None:
    """The interval of an entity's rows, the first that there is."""
    moments = {
        key: column.kind for key, column in entity.columns.items() if isinstance(column, DateColumn | DatetimeColumn)
    }
    for early, late in _PAIRS:
        for start, kind in moments.items():
            end = re.sub(rf"(^|_){early}(_|$)", rf"\g<1>{late}\g<2>", start, count=1)
            if end != start and moments.get(end) == kind:
                nights = kind == "date" and name.split("_")[-1] in _NIGHTS
                return Interval(start, end, closed=kind == "date" and not nights, by_nights=nights)
    return None
