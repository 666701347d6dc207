"""What states mean: from which ones a verb leads on, and which ones are for good."""

from __future__ import annotations

from collections.abc import Sequence

from generator.statuses import class_of, plain
from generator.verbs import SPELLINGS, VERBS

FINAL = frozenset(
    "cancelled void voided refunded revoked terminated withdrawn deleted merged expired aborted reversed".split()
)
"""States that nothing leaves by itself: what failed is tried again, what is closed is opened, what is void stays so."""
RETURNS = frozenset(
    "reopen restore undelete recover reactivate unarchive untrash resume renew uncancel undo retry redo unvoid "
    "revive reinstate unrevoke".split()
)
"""Verbs that lead back out of a state that is over."""
NOUNS = {
    "refund": "refund", "capture": "capture", "cancellation": "cancel", "reversal": "reverse", "approval": "approve",
    "rejection": "reject", "activation": "activate", "deactivation": "deactivate", "settlement": "settle",
    "completion": "complete", "suspension": "suspend", "termination": "terminate", "closure": "close",
    "confirmation": "confirm", "submission": "submit", "publication": "publish", "fulfillment": "fulfill",
    "fulfilment": "fulfill", "authorization": "authorize", "acceptance": "accept", "dismissal": "dismiss",
    "withdrawal": "withdraw", "revocation": "revoke", "finalization": "finalize",
}  # fmt: skip
"""What is called by one of these is the act itself: making a refund of a payment refunds the payment."""
_OVER = frozenset("done dead gone".split())


def verb_of(words: Sequence[str]) -> str:
    """The verb of the table that the words of a tool's name mean, "" if none."""
    spelled = "_".join(words)
    for name in (spelled, *words[:1]):
        found = SPELLINGS.get(name, name)
        if found in VERBS:
            return found
    return ""


def is_final(value: str) -> bool:
    """Whether a state is left by nothing but a verb that undoes."""
    return plain(value) in FINAL


def sources(verb: str, values: Sequence[str], target: str, decided: frozenset[str]) -> tuple[str, ...]:
    """The states from which a verb leads to `target`, in the order of the enum; empty if it has no say.

    `decided` are the states to which other verbs of the kind lead: what was approved is not rejected any more. Where no
    state is of a class that the verb asks for, those are left that are neither over, paused nor decided.
    """
    told, every = VERBS[verb], tuple(values)
    others = [value for value in every if value != target]
    if told.only:
        found = [value for value in others if class_of(value, every) in told.only]
        found = found or [
            value
            for value in others
            if class_of(value, every) not in _OVER | {"paused"} and value not in decided and not is_final(value)
        ]
    else:
        found = [value for value in others if class_of(value, every) not in told.never]
    return tuple(found) if len(found) < len(others) else ()
