"""What the verbs of item actions do: the value a status gets, the flag or time they set, and when they make sense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb. `to` are the status values that it leads to, best first; `only` and `never` the classes of values (see
    `statuses`) from which it is possible; `flags` the columns that become true (after "-": false); `stamps` the stems of
    columns that keep when it happened, `clears` those that are emptied; `undoes` is the verb that it reverses."""

    to: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    undoes: str = ""


def _w(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_OVER = ("done", "dead")

VERBS: dict[str, Verb] = {
    "cancel": Verb(_w("cancelled void aborted withdrawn terminated cancelling"), never=_OVER, flags=_w("cancelled canceled"), stamps=_w("cancelled canceled cancellation")),
    "abort": Verb(_w("aborted cancelled"), never=_OVER, stamps=_w("aborted cancelled")),
    "void": Verb(_w("void voided cancelled"), never=("dead",), flags=_w("void voided"), stamps=_w("voided")),
    "complete": Verb(_w("completed complete done finished closed succeeded"), never=_OVER, flags=_w("completed complete done is_completed"), stamps=_w("completed completion done finished")),
    "finish": Verb(_w("finished completed complete done ended closed"), never=_OVER, flags=_w("finished completed"), stamps=_w("finished completed ended")),
    "end": Verb(_w("ended completed finished closed"), never=_OVER, flags=_w("ended"), stamps=_w("ended end")),
    "finalize": Verb(_w("finalized final open completed ready"), only=("draft", "waiting"), flags=_w("finalized"), stamps=_w("finalized")),
    "close": Verb(_w("closed completed resolved done inactive"), never=("dead",), flags=_w("closed is_closed -open"), stamps=_w("closed completed")),
    "reopen": Verb(_w("open reopened active pending in_progress todo needs_action"), only=_OVER, flags=_w("-closed -completed -resolved open"), clears=_w("closed completed resolved")),
    "open": Verb(_w("open opened active"), flags=_w("open is_open opened -closed"), stamps=_w("opened"), clears=_w("closed")),
    "resolve": Verb(_w("resolved closed completed done"), never=_OVER, flags=_w("resolved is_resolved"), stamps=_w("resolved")),
    "unresolve": Verb(_w("open unresolved active"), only=_OVER, flags=_w("-resolved"), clears=_w("resolved"), undoes="resolve"),
    "archive": Verb(_w("archived inactive"), flags=_w("archived is_archived closed"), stamps=_w("archived")),
    "unarchive": Verb(_w("active open current published"), flags=_w("-archived -is_archived"), clears=_w("archived"), undoes="archive"),
    "publish": Verb(_w("published live active public"), flags=_w("published is_published public"), stamps=_w("published")),
    "unpublish": Verb(_w("unpublished draft private inactive"), flags=_w("-published -is_published"), clears=_w("published"), undoes="publish"),
    "approve": Verb(_w("approved accepted confirmed active"), only=("draft", "waiting"), flags=_w("approved is_approved"), stamps=_w("approved approval complete")),
    "unapprove": Verb(_w("pending unapproved"), flags=_w("-approved"), clears=_w("approved"), undoes="approve"),
    "reject": Verb(_w("rejected declined denied refused"), only=("draft", "waiting"), flags=_w("rejected"), stamps=_w("rejected")),
    "deny": Verb(_w("denied rejected declined"), only=("draft", "waiting"), flags=_w("denied"), stamps=_w("denied rejected")),
    "decline": Verb(_w("declined rejected denied refused"), only=("draft", "waiting"), flags=_w("declined"), stamps=_w("declined")),
    "accept": Verb(_w("accepted approved confirmed active"), only=("draft", "waiting"), flags=_w("accepted"), stamps=_w("accepted")),
    "confirm": Verb(_w("confirmed approved active booked"), only=("draft", "waiting"), flags=_w("confirmed is_confirmed"), stamps=_w("confirmed")),
    "send": Verb(_w("sent sending delivered scheduled"), only=("draft", "waiting"), flags=_w("sent is_sent"), stamps=_w("sent")),
    "submit": Verb(_w("submitted pending pending_review in_review"), only=("draft",), flags=_w("submitted"), stamps=_w("submitted")),
    "trash": Verb(_w("trashed deleted trash"), flags=_w("trashed is_trashed in_trash deleted"), stamps=_w("trashed deleted")),
    "untrash": Verb(_w("active published open"), flags=_w("-trashed -is_trashed -in_trash -deleted"), clears=_w("trashed deleted"), undoes="trash"),
    "restore": Verb(_w("active restored open published available"), only=("dead", "paused"), flags=_w("-trashed -deleted -archived -in_trash -is_deleted"), clears=_w("trashed deleted archived")),
    "undelete": Verb(_w("active restored open"), only=("dead",), flags=_w("-deleted -is_deleted"), clears=_w("deleted"), undoes="delete"),
    "recover": Verb(_w("active recovered open"), only=("dead",), flags=_w("-deleted"), clears=_w("deleted")),
    "pause": Verb(_w("paused suspended on_hold inactive"), only=("active", "waiting"), flags=_w("paused is_paused"), stamps=_w("paused")),
    "resume": Verb(_w("active running in_progress started"), only=("paused",), flags=_w("-paused -is_paused"), clears=_w("paused"), undoes="pause"),
    "unpause": Verb(_w("active running in_progress"), only=("paused",), flags=_w("-paused"), clears=_w("paused"), undoes="pause"),
    "start": Verb(_w("started running in_progress active starting live"), never=("active", "done", "dead"), flags=_w("started running"), stamps=_w("started start")),
    "stop": Verb(_w("stopped stopping inactive terminated ended"), only=("active", "waiting"), flags=_w("stopped -running"), stamps=_w("stopped ended")),
    "restart": Verb(_w("running restarting active started"), stamps=_w("restarted started")),
    "enable": Verb(_w("enabled active on"), flags=_w("enabled is_enabled active -disabled"), stamps=_w("enabled"), clears=_w("disabled disable"), undoes="disable"),
    "disable": Verb(_w("disabled inactive off"), flags=_w("disabled is_disabled -enabled -is_enabled -active"), stamps=_w("disabled disable")),
    "activate": Verb(_w("active activated enabled"), flags=_w("active is_active enabled activated"), stamps=_w("activated"), clears=_w("deactivated"), undoes="deactivate"),
    "reactivate": Verb(_w("active reactivated"), only=("paused", "dead"), flags=_w("active is_active -deactivated"), clears=_w("deactivated suspended"), undoes="deactivate"),
    "deactivate": Verb(_w("inactive deactivated disabled"), never=("dead",), flags=_w("-active -is_active deactivated inactive"), stamps=_w("deactivated")),
    "suspend": Verb(_w("suspended paused inactive"), only=("active", "waiting"), flags=_w("suspended is_suspended"), stamps=_w("suspended")),
    "unsuspend": Verb(_w("active"), only=("paused",), flags=_w("-suspended"), clears=_w("suspended"), undoes="suspend"),
    "lock": Verb(_w("locked"), flags=_w("locked is_locked"), stamps=_w("locked")),
    "unlock": Verb(_w("unlocked open active"), flags=_w("-locked -is_locked unlocked"), clears=_w("locked"), undoes="lock"),
    "freeze": Verb(_w("frozen paused"), flags=_w("frozen is_frozen"), stamps=_w("frozen")),
    "unfreeze": Verb(_w("active unfrozen"), flags=_w("-frozen"), clears=_w("frozen"), undoes="freeze"),
    "verify": Verb(_w("verified active accepted valid confirmed"), only=("draft", "waiting"), flags=_w("verified is_verified"), stamps=_w("verified")),
    "pin": Verb(_w("pinned"), flags=_w("pinned is_pinned"), stamps=_w("pinned")),
    "unpin": Verb(_w("unpinned"), flags=_w("-pinned -is_pinned"), clears=_w("pinned"), undoes="pin"),
    "star": Verb(_w("starred"), flags=_w("starred is_starred"), stamps=_w("starred")),
    "unstar": Verb(_w("unstarred"), flags=_w("-starred -is_starred"), clears=_w("starred"), undoes="star"),
    "favorite": Verb(_w("favorite"), flags=_w("favorite favorited favourited is_favorite favourite starred"), stamps=_w("favorited")),
    "unfavorite": Verb((), flags=_w("-favorite -favorited -favourited -is_favorite"), clears=_w("favorited"), undoes="favorite"),
    "bookmark": Verb((), flags=_w("bookmarked is_bookmarked"), stamps=_w("bookmarked")),
    "unbookmark": Verb((), flags=_w("-bookmarked"), clears=_w("bookmarked"), undoes="bookmark"),
    "like": Verb((), flags=_w("liked is_liked"), stamps=_w("liked")),
    "unlike": Verb((), flags=_w("-liked"), clears=_w("liked"), undoes="like"),
    "read": Verb(_w("read seen"), flags=_w("read is_read seen -unread"), stamps=_w("read last_read seen")),
    "unread": Verb(_w("unread"), flags=_w("unread -read -is_read"), clears=_w("read"), undoes="read"),
    "mute": Verb(_w("muted"), flags=_w("muted is_muted muting"), stamps=_w("muted")),
    "unmute": Verb((), flags=_w("-muted -is_muted -muting"), clears=_w("muted"), undoes="mute"),
    "block": Verb(_w("blocked"), flags=_w("blocked is_blocked blocking"), stamps=_w("blocked")),
    "unblock": Verb(_w("active unblocked"), flags=_w("-blocked -is_blocked -blocking"), clears=_w("blocked"), undoes="block"),
    "ban": Verb(_w("banned blocked"), flags=_w("banned is_banned"), stamps=_w("banned")),
    "unban": Verb(_w("active"), flags=_w("-banned"), clears=_w("banned"), undoes="ban"),
    "hide": Verb(_w("hidden"), flags=_w("hidden is_hidden -visible"), stamps=_w("hidden")),
    "unhide": Verb(_w("visible shown active"), flags=_w("-hidden -is_hidden visible"), clears=_w("hidden"), undoes="hide"),
    "flag": Verb(_w("flagged"), flags=_w("flagged is_flagged"), stamps=_w("flagged")),
    "unflag": Verb((), flags=_w("-flagged"), clears=_w("flagged"), undoes="flag"),
    "follow": Verb((), flags=_w("followed following is_following"), stamps=_w("followed")),
    "unfollow": Verb((), flags=_w("-followed -following"), clears=_w("followed"), undoes="follow"),
    "watch": Verb((), flags=_w("watched watching"), stamps=_w("watched")),
    "unwatch": Verb((), flags=_w("-watched -watching"), clears=_w("watched"), undoes="watch"),
    "subscribe": Verb(_w("subscribed active"), flags=_w("subscribed is_subscribed"), stamps=_w("subscribed")),
    "unsubscribe": Verb(_w("unsubscribed inactive"), flags=_w("-subscribed unsubscribed"), stamps=_w("unsubscribed"), undoes="subscribe"),
    "revoke": Verb(_w("revoked inactive cancelled expired"), never=("dead",), flags=_w("revoked is_revoked"), stamps=_w("revoked")),
    "expire": Verb(_w("expired"), never=_OVER, flags=_w("expired is_expired"), stamps=_w("expired expires")),
    "terminate": Verb(_w("terminated cancelled ended"), never=("dead",), flags=_w("terminated"), stamps=_w("terminated")),
    "fulfill": Verb(_w("fulfilled shipped completed delivered"), never=_OVER, flags=_w("fulfilled"), stamps=_w("fulfilled")),
    "ship": Verb(_w("shipped sent in_transit fulfilled"), never=("done", "dead"), flags=_w("shipped"), stamps=_w("shipped")),
    "deliver": Verb(_w("delivered completed"), never=("dead",), flags=_w("delivered"), stamps=_w("delivered")),
    "dispatch": Verb(_w("dispatched shipped in_transit"), never=_OVER, flags=_w("dispatched"), stamps=_w("dispatched")),
    "pay": Verb(_w("paid settled completed succeeded"), never=_OVER, flags=_w("paid is_paid"), stamps=_w("paid payment")),
    "capture": Verb(_w("captured succeeded completed paid settled"), never=_OVER, flags=_w("captured"), stamps=_w("captured")),
    "authorize": Verb(_w("authorized authorised approved"), only=("draft", "waiting"), flags=_w("authorized"), stamps=_w("authorized")),
    "refund": Verb(_w("refunded returned"), never=("draft", "waiting", "dead"), flags=_w("refunded is_refunded"), stamps=_w("refunded")),
    "reverse": Verb(_w("reversed returned refunded"), never=("dead",), flags=_w("reversed"), stamps=_w("reversed")),
    "return": Verb(_w("returned"), never=("draft", "dead"), flags=_w("returned"), stamps=_w("returned")),
    "settle": Verb(_w("settled paid completed"), never=_OVER, flags=_w("settled"), stamps=_w("settled")),
    "release": Verb(_w("released active available"), flags=_w("released -held -on_hold"), stamps=_w("released")),
    "hold": Verb(_w("on_hold held paused"), never=_OVER, flags=_w("held on_hold"), stamps=_w("held")),
    "schedule": Verb(_w("scheduled planned"), only=("draft", "waiting", "paused"), flags=_w("scheduled"), stamps=()),
    "unschedule": Verb(_w("draft unscheduled"), only=("waiting",), flags=_w("-scheduled"), clears=_w("scheduled")),
    "acknowledge": Verb(_w("acknowledged accepted"), only=("draft", "waiting", "active"), flags=_w("acknowledged is_acknowledged"), stamps=_w("acknowledged")),
    "dismiss": Verb(_w("dismissed closed"), never=_OVER, flags=_w("dismissed"), stamps=_w("dismissed")),
    "retire": Verb(_w("retired inactive archived"), never=("dead",), flags=_w("retired"), stamps=_w("retired")),
    "merge": Verb(_w("merged closed"), never=_OVER, flags=_w("merged is_merged"), stamps=_w("merged")),
    "retry": Verb(_w("pending queued retrying running in_progress"), only=("dead",), stamps=_w("retried")),
    "promote": Verb(_w("promoted active"), flags=_w("promoted"), stamps=_w("promoted")),
    "install": Verb(_w("installed"), flags=_w("installed"), stamps=_w("installed")),
    "uninstall": Verb(_w("uninstalled"), flags=_w("-installed"), undoes="install"),
    "attach": Verb(_w("attached in_use")),
    "detach": Verb(_w("detached available"), undoes="attach"),
    "fail": Verb(_w("failed error"), never=_OVER, flags=_w("failed"), stamps=_w("failed")),
    "collect": Verb(_w("collected paid"), never=_OVER, flags=_w("collected"), stamps=_w("collected")),
    "claim": Verb(_w("claimed"), flags=_w("claimed"), stamps=_w("claimed")),
    "check_in": Verb(_w("checked_in in_house arrived"), never=_OVER, flags=_w("checked_in"), stamps=_w("checked_in")),
    "check_out": Verb(_w("checked_out departed completed"), never=("dead",), flags=_w("checked_out"), stamps=_w("checked_out")),
}  # fmt: skip

SPELLINGS = {
    "favourite": "favorite", "unfavourite": "unfavorite", "authorise": "authorize", "activation": "activate", "cancellation": "cancel", "cancellations": "cancel",
    "cancels": "cancel", "approval": "approve", "rejection": "reject", "confirmation": "confirm", "checkin": "check_in", "checkout": "check_out", "reblog": "share",
    "finalise": "finalize", "fulfil": "fulfill", "mark_as_read": "read", "mark_read": "read", "mark_as_unread": "unread", "mark_unread": "unread", "mark_seen": "read",
    "mark_as_paid": "pay", "mark_paid": "pay", "mark_as_sent": "send", "mark_as_spam": "flag", "mark_complete": "complete", "mark_completed": "complete", "mark_done": "complete",
    "mark_as_done": "complete", "mark_as_completed": "complete", "mark_uncollectible": "dismiss", "put_on_hold": "hold", "set_active": "activate", "set_inactive": "deactivate",
    "closed": "close", "cancelled": "cancel", "completed": "complete", "archived": "archive", "paid": "pay", "un_archive": "unarchive", "un_publish": "unpublish", "re_open": "reopen",
    "moderate_approve": "approve", "soft_delete": "trash", "soft_undelete": "untrash", "undo_cancel": "reopen", "captures": "capture", "refunds": "refund", "reversal": "reverse",
    "start_handling": "start", "clock_in": "start", "clock_out": "end", "activations": "activate", "lock_state": "lock", "unassign": "release",
}  # fmt: skip
"""Other ways to write a verb, nouns of it among them."""
PAIRS = {verb: found.undoes for verb, found in VERBS.items() if found.undoes}
"""Verbs that undo others: where both are offered and no column shows it, there must be one."""
