"""What the verbs of item actions do: the value a status gets, the flag or time they set, and when they make sense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb. `to` are the status values that it leads to, best first; `only` and `never` the classes of values (see
    `statuses`) from which it is possible; `flags` the columns that become true (after "-": false); `stamps` the stems
    of columns that keep when it happened, `clears` those that are emptied; `undoes` is the verb that it reverses."""

    to: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    undoes: str = ""


_TABLE = """
cancel: to cancelled void aborted withdrawn terminated cancelling; never gone done dead; flags cancelled canceled;
    stamps cancelled canceled cancellation
abort: to aborted cancelled; never done dead; stamps aborted cancelled
void: to void voided cancelled; never dead; flags void voided; stamps voided
complete: to completed complete done finished closed succeeded; never done dead; flags completed complete done
    is_completed; stamps completed completion done finished
finish: to finished completed complete done ended closed; never done dead; flags finished completed; stamps
    finished completed ended
end: to ended completed finished closed; never done dead; flags ended; stamps ended end
finalize: to finalized final open completed ready; only draft waiting; flags finalized; stamps finalized
close: to closed completed resolved done inactive; never dead; flags closed is_closed -open; stamps closed
    completed
reopen: to open reopened active pending in_progress todo needs_action; only done dead; flags -closed -completed
    -resolved open; clears closed completed resolved
open: to open opened active; flags open is_open opened -closed; stamps opened; clears closed
resolve: to resolved closed completed done; never done dead; flags resolved is_resolved; stamps resolved
unresolve: to open unresolved active; only done dead; flags -resolved; clears resolved; undoes resolve
archive: to archived inactive; flags archived is_archived closed; stamps archived
unarchive: to active open current published; flags -archived -is_archived; clears archived; undoes archive
publish: to published live active public; flags published is_published public; stamps published
unpublish: to unpublished draft private inactive; flags -published -is_published; clears published; undoes
    publish
approve: to approved accepted confirmed active; only draft waiting; flags approved is_approved; stamps approved
    approval complete
unapprove: to pending unapproved; flags -approved; clears approved; undoes approve
reject: to rejected declined denied refused; only draft waiting; flags rejected; stamps rejected
deny: to denied rejected declined; only draft waiting; flags denied; stamps denied rejected
decline: to declined rejected denied refused; only draft waiting; flags declined; stamps declined
accept: to accepted approved confirmed active; only draft waiting; flags accepted; stamps accepted
confirm: to confirmed approved active booked; only draft waiting; flags confirmed is_confirmed; stamps confirmed
send: to sent sending delivered scheduled; only draft waiting; flags sent is_sent; stamps sent
submit: to submitted pending pending_review in_review; only draft; flags submitted; stamps submitted
trash: to trashed deleted trash; flags trashed is_trashed in_trash deleted; stamps trashed deleted
untrash: to active published open; flags -trashed -is_trashed -in_trash -deleted; clears trashed deleted; undoes
    trash
restore: to active restored open published available; only dead paused; flags -trashed -deleted -archived
    -in_trash -is_deleted; clears trashed deleted archived
undelete: to active restored open; only dead; flags -deleted -is_deleted; clears deleted; undoes delete
recover: to active recovered open; only dead; flags -deleted; clears deleted
pause: to paused suspended on_hold inactive; only active waiting; flags paused is_paused; stamps paused
resume: to active running in_progress started; only paused; flags -paused -is_paused; clears paused; undoes
    pause
unpause: to active running in_progress; only paused; flags -paused; clears paused; undoes pause
start: to started running in_progress active starting live; never active done dead; flags started running;
    stamps started start
stop: to stopped stopping inactive terminated ended; only active waiting; flags stopped -running; stamps stopped
    ended
restart: to running restarting active started; stamps restarted started
enable: to enabled active on; flags enabled is_enabled active -disabled; stamps enabled; clears disabled
    disable; undoes disable
disable: to disabled inactive off; flags disabled is_disabled -enabled -is_enabled -active; stamps disabled
    disable
activate: to active activated enabled; flags active is_active enabled activated; stamps activated; clears
    deactivated; undoes deactivate
reactivate: to active reactivated; only paused dead; flags active is_active -deactivated; clears deactivated
    suspended; undoes deactivate
deactivate: to inactive deactivated disabled; never dead; flags -active -is_active deactivated inactive; stamps
    deactivated
suspend: to suspended paused inactive; only active waiting; flags suspended is_suspended; stamps suspended
unsuspend: to active; only paused; flags -suspended; clears suspended; undoes suspend
lock: to locked; flags locked is_locked; stamps locked
unlock: to unlocked open active; flags -locked -is_locked unlocked; clears locked; undoes lock
freeze: to frozen paused; flags frozen is_frozen; stamps frozen
unfreeze: to active unfrozen; flags -frozen; clears frozen; undoes freeze
verify: to verified active accepted valid confirmed; only draft waiting; flags verified is_verified; stamps
    verified
pin: to pinned; flags pinned is_pinned; stamps pinned
unpin: to unpinned; flags -pinned -is_pinned; clears pinned; undoes pin
star: to starred; flags starred is_starred; stamps starred
unstar: to unstarred; flags -starred -is_starred; clears starred; undoes star
favorite: to favorite; flags favorite favorited favourited is_favorite favourite starred; stamps favorited
unfavorite: flags -favorite -favorited -favourited -is_favorite; clears favorited; undoes favorite
bookmark: flags bookmarked is_bookmarked; stamps bookmarked
unbookmark: flags -bookmarked; clears bookmarked; undoes bookmark
like: flags liked is_liked; stamps liked
unlike: flags -liked; clears liked; undoes like
read: to read seen; flags read is_read seen -unread; stamps read last_read seen
unread: to unread; flags unread -read -is_read; clears read; undoes read
mute: to muted; flags muted is_muted muting; stamps muted
unmute: flags -muted -is_muted -muting; clears muted; undoes mute
block: to blocked; flags blocked is_blocked blocking; stamps blocked
unblock: to active unblocked; flags -blocked -is_blocked -blocking; clears blocked; undoes block
ban: to banned blocked; flags banned is_banned; stamps banned
unban: to active; flags -banned; clears banned; undoes ban
hide: to hidden; flags hidden is_hidden -visible; stamps hidden
unhide: to visible shown active; flags -hidden -is_hidden visible; clears hidden; undoes hide
flag: to flagged; flags flagged is_flagged; stamps flagged
unflag: flags -flagged; clears flagged; undoes flag
follow: flags followed following is_following; stamps followed
unfollow: flags -followed -following; clears followed; undoes follow
watch: flags watched watching; stamps watched
unwatch: flags -watched -watching; clears watched; undoes watch
subscribe: to subscribed active; flags subscribed is_subscribed; stamps subscribed
unsubscribe: to unsubscribed inactive; flags -subscribed unsubscribed; stamps unsubscribed; undoes subscribe
revoke: to revoked inactive cancelled expired; never dead; flags revoked is_revoked; stamps revoked
expire: to expired; never done dead; flags expired is_expired; stamps expired expires
terminate: to terminated cancelled ended; never dead; flags terminated; stamps terminated
fulfill: to fulfilled shipped completed delivered; never done dead; flags fulfilled; stamps fulfilled
ship: to shipped sent in_transit fulfilled; never done dead; flags shipped; stamps shipped
deliver: to delivered completed; never dead; flags delivered; stamps delivered
dispatch: to dispatched shipped in_transit; never done dead; flags dispatched; stamps dispatched
pay: to paid settled completed succeeded; never done dead; flags paid is_paid; stamps paid payment
capture: to captured succeeded completed paid settled; never done dead; flags captured; stamps captured
authorize: to authorized authorised approved; only draft waiting; flags authorized; stamps authorized
refund: to refunded returned; never draft waiting dead; flags refunded is_refunded; stamps refunded
reverse: to reversed returned refunded; never dead; flags reversed; stamps reversed
return: to returned; never draft dead; flags returned; stamps returned
settle: to settled paid completed; never done dead; flags settled; stamps settled
release: to released active available; flags released -held -on_hold; stamps released
hold: to on_hold held paused; never done dead; flags held on_hold; stamps held
schedule: to scheduled planned; only draft waiting paused; flags scheduled
unschedule: to draft unscheduled; only waiting; flags -scheduled; clears scheduled
acknowledge: to acknowledged accepted; only draft waiting active; flags acknowledged is_acknowledged; stamps
    acknowledged
dismiss: to dismissed closed; never done dead; flags dismissed; stamps dismissed
retire: to retired inactive archived; never dead; flags retired; stamps retired
merge: to merged closed; never done dead; flags merged is_merged; stamps merged
retry: to pending queued retrying running in_progress; only dead; stamps retried
promote: to promoted active; flags promoted; stamps promoted
install: to installed; flags installed; stamps installed
uninstall: to uninstalled; flags -installed; undoes install
attach: to attached in_use
detach: to detached available; undoes attach
fail: to failed error; never done dead; flags failed; stamps failed
collect: to collected paid; never done dead; flags collected; stamps collected
claim: to claimed; flags claimed; stamps claimed
check_in: to checked_in in_house arrived; never done dead; flags checked_in; stamps checked_in
check_out: to checked_out departed completed; never dead; flags checked_out; stamps checked_out
withdraw: to withdrawn cancelled; never gone done dead; flags withdrawn; stamps withdrawn
undo: to open pending draft active; only done dead
reinstate: to active reinstated; only paused dead; flags -suspended; clears suspended terminated
renew: to active renewed; never draft waiting; stamps renewed
invalidate: to invalid invalidated void; never dead; flags invalidated -valid; stamps invalidated
dispute: to disputed in_dispute; never draft dead; flags disputed; stamps disputed
escalate: to escalated; never done dead; flags escalated; stamps escalated
postpone: to postponed on_hold scheduled; only draft waiting; flags postponed; stamps postponed
defer: to deferred postponed; never done dead; flags deferred; stamps deferred
snooze: to snoozed; never done dead; flags snoozed; stamps snoozed
unsnooze: to open active; flags -snoozed; clears snoozed; undoes snooze
quarantine: to quarantined; never dead; flags quarantined; stamps quarantined
issue: to issued open active sent; only draft waiting; flags issued; stamps issued
post: to posted published; only draft waiting; flags posted; stamps posted
unpost: to draft unposted; never dead; flags -posted; clears posted; undoes post
reconcile: to reconciled; never draft dead; flags reconciled is_reconciled; stamps reconciled
unreconcile: to unreconciled posted; flags -reconciled; clears reconciled; undoes reconcile
redeem: to redeemed used; never draft dead; flags redeemed used; stamps redeemed used
charge: to charged paid; never done dead; flags charged; stamps charged
write_off: to written_off uncollectible; never draft done dead; flags written_off; stamps written_off
waive: to waived; never done dead; flags waived; stamps waived
pack: to packed; only draft waiting active; flags packed; stamps packed
pick: to picked picked_up; only waiting active; flags picked; stamps picked picked_up
receive: to received completed; never dead; flags received; stamps received
inspect: to inspected; never dead; flags inspected; stamps inspected
sign: to signed completed; never done dead; flags signed; stamps signed
countersign: to countersigned completed; never dead; flags countersigned; stamps countersigned
deploy: to deployed deploying active live; never dead; flags deployed; stamps deployed
launch: to launched running active live; never done dead; flags launched live; stamps launched
deprecate: to deprecated; never dead; flags deprecated; stamps deprecated
undeprecate: to active published; flags -deprecated; clears deprecated; undoes deprecate
decommission: to decommissioned retired; never dead; flags decommissioned; stamps decommissioned
boot: to running booting active; never active dead
power_on: to running on active; never active dead; flags powered_on
power_off: to stopped off inactive; never paused dead; flags -powered_on
shutdown: to stopped shutdown off terminated inactive; never dead
connect: to connected active; flags connected is_connected; stamps connected
disconnect: to disconnected inactive; flags -connected -is_connected; clears connected; undoes connect
admit: to admitted; only draft waiting; flags admitted; stamps admitted
discharge: to discharged; never draft waiting dead; flags discharged; stamps discharged
enroll: to enrolled active; flags enrolled; stamps enrolled
unenroll: to unenrolled withdrawn dropped; flags -enrolled; clears enrolled; undoes enroll
graduate: to graduated completed; never dead; flags graduated; stamps graduated
award: to awarded won; never done dead; flags awarded; stamps awarded
review: to reviewed; never dead; flags reviewed is_reviewed; stamps reviewed
feature: to featured; flags featured is_featured; stamps featured
unfeature: flags -featured -is_featured; clears featured; undoes feature
sell: to sold; never dead; flags sold; stamps sold
reserve: to reserved; never done dead; flags reserved is_reserved; stamps reserved
unreserve: to available; flags -reserved -is_reserved; clears reserved; undoes reserve
"""
"""One verb a line: `name: field words; field words`; an indented line goes on with the one before."""

_SPELLINGS = """
activate: activation set_active activations
approve: approval approvals moderate_approve
archive: archived
authorize: authorise
cancel: cancellation cancellations cancels cancelled
capture: captures
check_in: checkin
check_out: checkout
close: closed
complete: mark_complete mark_completed mark_done mark_as_done mark_as_completed completed
confirm: confirmation
deactivate: set_inactive
dismiss: mark_uncollectible
end: clock_out
favorite: favourite
finalize: finalise
flag: mark_as_spam
fulfill: fulfil fulfillments
hold: put_on_hold
lock: lock_state
pay: mark_as_paid mark_paid paid
read: mark_as_read mark_read mark_seen
refund: refunds
reject: rejection rejections
issue: issuance
enroll: enrol
sign: mark_as_signed
receive: mark_as_received
review: mark_as_reviewed
shutdown: shut_down
withdraw: withdrawal
undo: revert_status
release: unassign
reopen: re_open undo_cancel uncancel undo_close
reverse: reversal reversals
send: mark_as_sent
share: reblog
start: start_handling clock_in
trash: soft_delete
unarchive: un_archive
unfavorite: unfavourite
unpublish: un_publish
unread: mark_as_unread mark_unread
untrash: soft_undelete
"""
"""A verb and other ways to write it, nouns among them."""


def _entries(table: str) -> dict[str, str]:
    """Name → text of each entry of a table."""
    found: dict[str, str] = {}
    name = ""
    for line in table.strip().splitlines():
        if line.startswith(" "):
            found[name] += " " + line.strip()
        else:
            name, _, rest = line.partition(": ")
            found[name] = rest
    return found


def _verb(text: str) -> Verb:
    """The verb that an entry describes."""
    words = {part.split()[0]: tuple(part.split()[1:]) for part in text.split(";")}
    undoes = words.pop("undoes", ("",))[0]
    return Verb(**words, undoes=undoes)


VERBS: dict[str, Verb] = {name: _verb(text) for name, text in _entries(_TABLE).items()}
SPELLINGS: dict[str, str] = {other: verb for verb, text in _entries(_SPELLINGS).items() for other in text.split()}
PAIRS = {verb: found.undoes for verb, found in VERBS.items() if found.undoes}
"""Verbs that undo others: where both are offered and no column shows it, there must be one."""
