"""What the verbs of calls do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Family = Literal["list", "get", "search", "create", "update", "delete", "link", "unlink", "act"]
"""`act` is every verb that only the thing itself can tell about: start, close, merge."""

FAMILIES: Mapping[str, Family] = {
    "list": "list", "index": "list", "enumerate": "list", "browse": "list",
    "get": "get", "describe": "get", "read": "get", "retrieve": "get", "show": "get", "fetch": "get", "view": "get",
    "load": "get", "inspect": "get", "open": "act",
    "search": "search", "find": "search", "query": "search", "lookup": "search", "filter": "search",
    "create": "create", "new": "create", "make": "create", "insert": "create",
    "update": "update", "modify": "update", "edit": "update", "change": "update", "patch": "update", "alter": "update",
    "put": "update", "set": "update", "save": "update", "write": "update", "upsert": "update",
    "delete": "delete", "remove": "delete", "destroy": "delete", "erase": "delete",
    "add": "link", "attach": "link", "associate": "link", "assign": "link", "link": "link",
    "detach": "unlink", "disassociate": "unlink", "dissociate": "unlink", "unassign": "unlink", "unlink": "unlink",
}  # fmt: skip

MAKING = frozenset(
    "add allocate append apply book buy define draft file generate import index invite issue launch log note open "
    "order place plan post propose provision publish purchase push put queue record register report request reserve "
    "run save schedule send set share start store submit subscribe upload upsert write".split()
)
"""Verbs that make a row where nothing else does: "StartQueryExecution" beside "GetQueryExecution"."""

ENDING: Mapping[str, tuple[str, ...]] = {
    "deregister": ("register",),
    "unregister": ("register",),
    "release": ("allocate",),
    "deprovision": ("provision",),
    "unsubscribe": ("subscribe",),
    "unshare": ("share",),
}
"""Verbs that remove what another one made."""

NOMINAL: Mapping[str, str] = {
    "subscribe": "subscription", "unsubscribe": "subscription", "register": "registration", "invite": "invitation",
    "reserve": "reservation", "book": "booking", "comment": "comment", "review": "review", "react": "reaction",
    "send": "message", "pay": "payment", "enroll": "enrollment", "bookmark": "bookmark",
}  # fmt: skip
"""What verbs make that stand without a noun: "Subscribe(TopicArn)"."""

ACTING = frozenset(
    "abort accept acknowledge activate approve archive authorize ban block bookmark cancel capture check claim clear "
    "clone close complete configure confirm convert copy deactivate decline decrease delete_all deny deploy deprecate "
    "deregister disable disconnect dismiss duplicate enable end execute expire export extend favorite finalize finish "
    "flag follow forward freeze fulfill hide import increase initiate install invoke join kick leave like lock mark "
    "merge migrate minimize monitor move mute notify open pause pin ping poll post prepare preview promote publish "
    "purge reactivate reboot rebuild recover refresh refund register reject release reload rename renew reopen reorder "
    "replace replicate reply report request rerun resend reset resize resolve respond restart restore resume retire "
    "retry return revert review revoke rollback rotate run schedule send sign snooze sort split star start stop "
    "submit subscribe suspend switch swap sync tag terminate test toggle track transfer trash trigger unarchive "
    "unassign unban unblock undelete undo unfavorite unfollow unhide uninstall unlike unlock unmark unmerge "
    "unminimize unmonitor unmute unpin unpublish unregister unstar unsubscribe untag unwatch upgrade upload validate "
    "verify void watch withdraw".split()
)
VERBS = frozenset(FAMILIES) | MAKING | ACTING | frozenset(ENDING)
"""All words that can be the verb of a name."""

HOMOGRAPHS = frozenset(
    "archive book check comment copy document draft export file flag import invite invoice issue label like link log "
    "lock mark message note order place plan post project purchase query queue rate record report request review "
    "schedule share sign star store test thread track transfer trigger upload view watch".split()
)
"""Verbs that are nouns too: of "issueCreate" and "IssueCertificate" only the other words tell which."""

BULK = frozenset("batch bulk mass multi".split())
"""Words that say that many rows are meant at once."""
ASPECTS = frozenset("content details detail info information metadata text body data contents".split())
"""Words for what a thing holds: reading "file contents" is reading a file."""
PREPOSITIONS = frozenset("for from to by in with on of into as at using via within under between through and".split())
QUALIFIERS = frozenset("all my multiple available existing recent the a an new current own single every many".split())
"""Words before a noun that say which of the things are meant, and of which there are no others."""
