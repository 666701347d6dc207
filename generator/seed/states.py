"""What words say about the state of a thing: which of them mean the same, and what comes before what in a life.

A line is (stage, roots). A word belongs to the first line that has a root with which it begins. Stages on the good path
count up; `OFF` are the states in which something left it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

OFF = -1
"""The stage of states that lead away from the usual path."""

_LINES: tuple[tuple[int, str], ...] = (
    (0, "creat draft new open queu todo need initial"),
    (0, "request submit"),
    (0, "pend await wait hold held"),
    (1, "schedul plan"),
    (2, "approv accept confirm"),
    (2, "verif valid"),
    (2, "acknowledg"),
    (2, "authori"),
    (3, "assign allocat"),
    (3, "publish public live posted"),
    (3, "start began begin run progress process in_progress"),
    (3, "activ enabl"),
    (4, "captur charg"),
    (4, "paid pay settl"),
    (5, "pack"),
    (6, "ship sent send dispatch"),
    (7, "deliver arriv fulfill fulfil"),
    (7, "receiv"),
    (8, "read seen"),
    (8, "return"),
    (9, "complet done finish clos resolv ended end succe ready processed"),
    (OFF, "archiv"),
    (OFF, "cancel void"),
    (OFF, "reject declin denied deny refus"),
    (OFF, "fail error"),
    (OFF, "expir"),
    (OFF, "delet remov trash"),
    (OFF, "purg"),
    (OFF, "suspend disabl deactiv inactiv block bann"),
    (OFF, "refund"),
    (OFF, "revok withdr"),
    (OFF, "lock frozen"),
    (OFF, "paus snooz"),
    (OFF, "convert"),
    (OFF, "releas"),
)
_OVER = tuple("cancel reject fail expir delet revok refund timedout timeout timed success skip".split())
"""Beginnings of values that end something otherwise than by being done."""
_NOT_YET = frozenset("pending awaiting waiting requested not partial partially un incomplete never".split())
"""Words beside a state that say it is not reached."""
_UNDONE = frozenset(("incomplete", "unpaid"))
_ASKING = frozenset("require requires needs can allow allows has may must should auto".split())
_STATUS = re.compile(r"(^|_)(status|state|stage|phase|lifecycle)$")
_ABOUT = re.compile(r"(^|_)(type|kind|action|behaviou?r|event|mode|objective|source|method|category|reason|role)$")
"""Enums that hold verbs or nouns of states, but do not say in which one a row is."""
_PARTICIPLE = re.compile(r"(ed|en|paid|sent|read|done|held|withdrawn|frozen)$")


@dataclass(frozen=True)
class Standing:
    """The line of the table that a word belongs to."""

    line: int
    stage: int


@lru_cache(maxsize=4096)
def standing(word: str) -> Standing | None:
    """The line of a word; None for one that is no state."""
    found = [(len(root), number, stage) for number, (stage, roots) in enumerate(_LINES)
             for root in roots.split() if word.startswith(root)]  # fmt: skip
    if not found:
        return None
    _, number, stage = max(found, key=lambda item: (item[0], -item[1]))
    return Standing(number, stage)


def words(text: str) -> list[str]:
    """The words of a value or name in lower case: `inProgress` and `IN_PROGRESS` are two words."""
    return [word for word in re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower()) if word]


def is_participle(word: str) -> bool:
    """Whether a word says that something has been done: `paid`, `completed`."""
    return bool(_PARTICIPLE.search(word))


def tells_status(name: str, values: tuple[str, ...]) -> bool:
    """Whether an enum says in which state a row is: by its name, or because most of its values are states."""
    if _STATUS.search(name):
        return True
    states = [value for value in values if (found := words(value)) and standing(found[-1]) and is_participle(found[-1])]
    return not _ABOUT.search(name) and len(states) * 2 > len(values)


def strict(word: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that are the word itself in another form: `CANCELED` for `cancelled`."""
    return tuple(value for value in values if _reached(value, word) and any(_same(word, item) for item in words(value)))


def is_flag_of(word: str, flag: str) -> bool:
    """Whether a flag says that the state of the word is reached: `is_deleted`, but not `require_approval`."""
    found = words(flag)
    return _same(word, found[-1]) and not _ASKING.intersection(found) and not found[-1].endswith(("able", "ible", "al"))


def alike(word: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that mean the same as the word: `SETTLED` for `paid`; else, for ends, those in which all is over."""
    own = standing(word)
    if own is None:
        return ()
    found = tuple(value for value in values if _reached(value, word) and _line_of(value) == own)
    if found or own.stage != _DONE:
        return found
    return tuple(value for value in values if _reached(value, word) and any(map(_is_over, words(value))))


def with_later(word: str, found: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, ...]:
    """The values found and those that come after them: what is shipped has been paid."""
    own = standing(word)
    if own is None or own.stage <= 0 or not found:
        return found
    later = {value for value in values if _reached(value, word) and (_line_of(value) or own).stage > own.stage}
    return tuple(value for value in values if value in found or value in later)


_DONE, _GOING = 9, 3


def _same(word: str, other: str) -> bool:
    return len(word) >= 4 and word[:5] == other[:5] and standing(word) == standing(other)


def _is_over(word: str) -> bool:
    return word.startswith(_OVER)


def _reached(value: str, word: str) -> bool:
    """Whether a row with this value has come so far: not while it is pending, requested or still being done."""
    found = words(value)
    if not found or found[0] in _UNDONE or (len(found) > 1 and _NOT_YET.intersection(found)):
        return False
    own = standing(word)
    going = own is not None and own.stage == _GOING and not _same(word, found[-1])
    return going or not found[-1].endswith("ing")


def _line_of(value: str) -> Standing | None:
    """The line of the last word of a value that has one."""
    return next((found for word in reversed(words(value)) if (found := standing(word))), None)
