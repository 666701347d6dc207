"""Words by which a path is taken to do something rather than to name something."""

SEARCHES = frozenset("search find query lookup filter".split())
VERBS = frozenset(
    "accept acknowledge activate add allow append apply approve archive assign attach authorize ban block "
    "bookmark cancel capture check checkin checkout claim clear clone close commit complete confirm convert copy "
    "crop fork deactivate decline delete deliver deny deploy deprecate detach disable disconnect dismiss dispatch "
    "duplicate edit empty enable end erase execute expire export favorite finalize finish flag flush follow "
    "forward freeze fulfill generate get hide import insert install invite invoke join kick leave like link list "
    "lock mark merge modify move mute obliterate open pause pay pin ping play post preview process promote "
    "publish purge put quick read reactivate reassign rebuild recover redeliver redirect redo refresh refund "
    "regenerate reject release remove rename renew reopen reorder replace reply report request rerun resend reset "
    "resize resolve restart restore resubscribe resume retry return reverse revert review revoke rollback rotate "
    "run save schedule send set share ship show skip snooze split star start stop submit subscribe suspend swap "
    "switch sync terminate test toggle transfer transform trash trigger unapprove unarchive unassign unban "
    "unblock undelete undo unfavorite unflag unfollow unfreeze unhide uninstall unlike unlink unlock unmute "
    "unpause unpin unpublish unread unschedule unstar unsubscribe untag untrash unwatch update upgrade upload "
    "validate verify void watch withdraw".split()
)
"""First words by which the last literal of a path is taken for an action and not for a thing."""
