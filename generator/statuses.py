"""What values of a status mean: when a thing is under way, when it is over."""

from __future__ import annotations

from collections.abc import Sequence

from generator.english import listing
from generator.words import plain_words
from servers.farm.phrases import spoken_value

CLASSES: dict[str, frozenset[str]] = {
    "draft": frozenset(
        "draft new created unsubmitted unsent preparing initial none unpublished incomplete unstarted".split()
    ),
    "waiting": frozenset(
        "pending open queued requested scheduled submitted in_review awaiting todo to_do needs_action authorized "
        "authorised unpaid pending_review waiting ready planned upcoming reserved proposed tentative unread "
        "unverified pending_approval not_started awaiting_payment invited on_order unfulfilled backlog "
        "waiting_for_approval under_review received".split()
    ),
    "active": frozenset(
        "active in_progress running processing started accepted approved enabled published confirmed live ongoing "
        "online current available on_track working booked valid verified opened public sent".split()
    ),
    "paused": frozenset(
        "paused suspended on_hold inactive disabled locked frozen snoozed blocked stopped hidden held muted".split()
    ),
    "gone": frozenset("shipped in_transit dispatched out_for_delivery partially_shipped departed".split()),
    "done": frozenset(
        "completed complete done finished succeeded success successful closed resolved delivered fulfilled paid "
        "captured settled ended processed merged fixed read won".split()
    ),
    "dead": frozenset(
        "cancelled canceled voided void failed rejected declined denied expired deleted archived trashed refunded "
        "revoked terminated error errored abandoned aborted withdrawn removed uncollectible refused lost "
        "dismissed obsolete retired no_show timed_out timeout cancelling deleting terminating failing".split()
    ),
}


def plain(value: str) -> str:
    """A value in lower-case words, British in its spelling: "CANCELED" → "cancelled"."""
    return "_".join(plain_words(value)).replace("cancele", "cancelle").replace("canceli", "cancelli")


_LATER = frozenset("shipped delivered fulfilled in_transit refunded processing partially_shipped dispatched".split())


_DOES = frozenset("requires needs awaits has expects".split())
_NOUNS = {"draft": "a draft"}


def being(values: Sequence[str]) -> str:
    """What is said of a row whose status is one of these: "is pending or paid", "requires action or is a draft"."""
    parts: list[str] = []
    does = True
    for value in values:
        words = spoken_value(value)
        led, does = does, words.split(" ")[0] in _DOES
        parts.append(f"{'is ' if led and not does else ''}{_NOUNS.get(words, words)}")
    return listing(parts, "or")


def class_of(value: str, values: tuple[str, ...] = ()) -> str:
    """The class of a value among others, "" if it is unknown: where orders are shipped, a paid one is under way."""
    name = plain(value)
    if name in ("paid", "captured") and {plain(other) for other in values} & _LATER:
        return "active"
    known = next((group for group, members in CLASSES.items() if name in members), "")
    return known or _class_of_words(name)


def _class_of_words(name: str) -> str:
    """The class of a value of several words by the first one, where that is an end: "completed_with_errors"."""
    first = name.split("_")[0]
    ends = ("done", "dead", "gone")
    return next((group for group in ends if "_" in name and first in CLASSES[group] and first != "read"), "")
