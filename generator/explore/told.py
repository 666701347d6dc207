"""What an operation is said to do, for where its method and path say too little: the first verb of its summary."""

from __future__ import annotations

import re

from generator.description import Operation
from generator.explore.lexicon import plain_words

READING = frozenset("get retrieve list fetch search find query show view read lookup look describe".split())
CHANGING = frozenset(
    "update edit modify change set replace save patch overwrite put adjust configure partial partially amend".split()
)
MAKING = frozenset("create add insert register".split())


def told_verb(operation: Operation) -> str:
    """The first word of the summary, else of the description, as a plain verb; "" where nothing is said."""
    words = _told(operation)[:1]
    word = (plain_words(words[0]) or ("",))[0] if words else ""
    return _plain(word)


_MARKS = re.compile(r"<[^>]*>|[*_#`]")


def _told(operation: Operation) -> list[str]:
    """The words of the summary, else of the description, without marks of HTML and Markdown around them."""
    return _MARKS.sub(" ", operation.summary or operation.description).split()


def named_verb(operation: Operation) -> str:
    """The verb that the operation's own id begins with: "ListFindings" → "list"; "" for an id made of its path."""
    words = plain_words(operation.id)[:1] if "/" not in operation.id else ()
    return _plain(words[0]) if words else ""


def says_reading(operation: Operation) -> bool:
    """Whether it is documented or named to read, and its id does not speak of making something."""
    told = told_verb(operation)
    reads = told in READING or (told not in CHANGING | MAKING and named_verb(operation) in READING)
    return reads and not set(plain_words(operation.id)) & MAKING


def says_making(operation: Operation) -> bool:
    """Whether a PUT is documented to make what is not there yet: "createOrUpdate", "Creates or replaces …"."""
    words = {_plain(word) for word in plain_words(operation.id)}
    summary = _told(operation)[:SUMMARY_WORDS]
    told = {_plain(part) for word in summary for part in plain_words(word)}
    named = "/" not in operation.id and plain_words(operation.id)[:1] == ("put",)  # and not for want of a name
    return bool((words | told) & {"create", "upsert"}) or named


def says_changing(operation: Operation) -> bool:
    """Whether a PUT that makes what is not there is documented to change what is: "createOrUpdate", "PutRule"."""
    words = {_plain(word) for word in plain_words(operation.id)} if "/" not in operation.id else set()
    told = {_plain(part) for word in _told(operation)[:SUMMARY_WORDS] for part in plain_words(word)}
    return bool((words | told) & (CHANGING | {"upsert"}))


def says_making_one(operation: Operation) -> bool:
    """Whether it is documented to make something, and not to change it where it is there already."""
    summary = _told(operation)[:SUMMARY_WORDS]
    told = {_plain(part) for word in summary for part in plain_words(word)}
    return told_verb(operation) in MAKING and not told & CHANGING


SUMMARY_WORDS = 6


def _plain(word: str) -> str:
    """ "retrieves" → "retrieve", "fetches" → "fetch", "queries" → "query"."""
    known = READING | CHANGING | MAKING
    endings = ((word, ""), (word.removesuffix("s"), ""), (word.removesuffix("es"), ""), (word.removesuffix("ies"), "y"))
    return next((stem + ending for stem, ending in endings if stem + ending in known), word.removesuffix("s"))
