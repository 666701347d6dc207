"""The words of mechanics: codes of faults, and how messages call rows and columns."""

from __future__ import annotations

import re

from generator.english import article, capital, listing, plural
from generator.spoken import spoken
from servers.farm.model import Environment

MAX_CODE = 48
_MOMENTS = {
    "expires": "expiry", "expire": "expiry", "starts": "start", "begins": "start", "ends": "end", "from": "beginning",
    "until": "end", "to": "end", "deliver": "delivery_time", "send": "sending_time", "remind": "reminder_time",
    "scheduled": "scheduled_time", "schedule": "scheduled_time", "snooze_until": "end_of_the_snooze",
}  # fmt: skip
"""Columns of times that are no nouns."""


def code(*parts: str) -> str:
    """A fault code of these words, the earlier of which are cut where they are too long: "booking_start_in_past"."""
    *first, last = (part for part in parts if part)
    before = "_".join(first)
    room = MAX_CODE - len(last) - 1
    if len(before) > room:
        before = before[: room + 1].rpartition("_")[0] or before[:room]
    return "_".join(filter(None, [before.strip("_"), last]))


def moment(column: str) -> str:
    """A column of a time as messages call it: "start_time" → "start", "expires_at" → "expiry"."""
    bare = re.sub(r"_(at|on|for|time|date_time|datetime)$", "", column)
    return spoken(_MOMENTS.get(bare, bare))


def row(environment: Environment, entity: str, name: str) -> str:
    """A bound row at the beginning of a message: "Booking {booking.booking_id}"."""
    key = environment.entities[entity].key
    return capital(spoken(entity)) + (f" {{{name}.{key.column}}}" if key is not None else "")


def a(entity: str) -> str:
    """ "a booking", "an order"."""
    return article(spoken(entity))


def many(entity: str) -> str:
    """ "bookings", "order lines"."""
    words = spoken(entity).split()
    return " ".join([*words[:-1], plural(words[-1])])


__all__ = ["a", "capital", "code", "listing", "many", "moment", "row", "spoken"]
