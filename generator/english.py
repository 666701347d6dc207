"""English for generated texts: numbers of nouns, articles, lists of words, verb forms.

`inflect` (pinned, it reaches emitted bytes) knows the irregular nouns; the tables here correct it where words of APIs
trip it ("address" is no plural of "addres", "media" stays "media").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, Protocol, cast

from servers.farm.phrases import UNCOUNTED

_SAME = frozenset(
    "access advice analytics atlas aws basics bias billing canvas content data dns economics equipment express "
    "feedback goods gps headquarters https info information inventory lens logistics mathematics media metadata "
    "money news physics premises progress series sms software species staff stock swiss tennis tls traffic "
    "weather".split()
)
"""Nouns that stay as they are; they count as singular, and their plural is the same word."""

_SINGULARS = {
    "addenda": "addendum", "aliases": "alias", "analyses": "analysis", "axes": "axis", "bonuses": "bonus",
    "buses": "bus", "campuses": "campus", "canvases": "canvas", "caches": "cache", "criteria": "criterion",
    "gases": "gas", "indices": "index", "indexes": "index", "lenses": "lens", "menus": "menu", "people": "person",
    "schemata": "schema", "statuses": "status", "vertices": "vertex", "viruses": "virus", "corpora": "corpus",
    "matrices": "matrix", "appendices": "appendix", "quizzes": "quiz", "taxes": "tax", "boxes": "box",
    "movies": "movie", "cookies": "cookie", "selfies": "selfie", "ties": "tie", "zombies": "zombie", "pies": "pie",
    "bases": "base", "databases": "database", "leases": "lease", "releases": "release", "purchases": "purchase",
    "licenses": "license", "responses": "response", "expenses": "expense", "courses": "course", "cases": "case",
    "phases": "phase", "phrases": "phrase", "houses": "house", "warehouses": "warehouse", "nurses": "nurse",
    "invoices": "invoice", "premises": "premises", "sales": "sale", "archives": "archive", "drives": "drive",
    "hooks": "hook", "knives": "knife", "lives": "life", "wolves": "wolf", "leaves": "leave", "heroes": "hero",
    "photos": "photo", "feet": "foot", "teeth": "tooth", "men": "man", "women": "woman", "children": "child",
    "curricula": "curriculum", "memoranda": "memorandum", "fungi": "fungus", "alumni": "alumnus", "dice": "die",
}  # fmt: skip
_PLURALS = {one: many for many, one in _SINGULARS.items() if many not in {"indices", "schemata", "leaves"}} | {
    "leave": "leaves",
    "person": "people",
    "index": "indexes",
}
_INVARIANT_ENDINGS = ("ss", "us", "is")
_COUNTED_ENDINGS = ("apis", "wikis", "taxis", "emojis", "kpis", "uris", "skis")
"""Plurals that look like the singulars "basis" and "analysis"."""
_VOWELS = frozenset("aeiou")


def singular(word: str) -> str:
    """One of the noun: "boxes" → "box", "status" → "status", "order_lines" → "order_line" (the last part counts)."""
    head, separator, last = word.rpartition("_" if "_" in word else " ")
    return head + separator + _singular(last)


def plural(word: str) -> str:
    """Many of the noun, of its last part; a plural stays as it is."""
    head, separator, last = word.rpartition("_" if "_" in word else " ")
    return head + separator + _plural(last)


def is_plural(word: str) -> bool:
    """Whether the noun's last part is a plural."""
    return singular(word) != word


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 3 or not word.endswith("s") or word in _SAME or word in _PLURALS:
        return word
    if word.endswith(_INVARIANT_ENDINGS) and not word.endswith(_COUNTED_ENDINGS):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


@lru_cache(maxsize=8192)
def _plural(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if not word or word in _SAME or _singular(word) != word:
        return word
    if not word[-1].isalpha():
        return word + "s"
    return str(_engine().plural_noun(word))


class _Engine(Protocol):
    def plural_noun(self, text: str) -> str: ...

    def a(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _engine() -> _Engine:
    import inflect

    return cast("_Engine", inflect.engine())


_A_DESPITE_VOWEL = ("uni", "use", "usa", "usu", "uti", "uri", "url", "eur", "one", "ubi", "uuid", "uid", "uk")
_AN_ALL_THE_SAME = ("unin", "unid", "unim")
_AN_DESPITE_CONSONANT = ("hour", "honest", "honor", "heir", "html", "http", "mfa", "sms", "sla", "ssh", "sso", "sku",
                         "xml", "rss", "mp3", "nft", "svg", "lfs", "x-ray", "xray", "s3", "ssl", "sdk")  # fmt: skip


def article(noun: str) -> str:
    """The noun with "a" or "an" before it, by its sound: "an order", "a user", "an SMS"; "metadata" has none."""
    lower = noun.lower()
    if is_mass(noun):
        return noun
    if lower.startswith(_AN_DESPITE_CONSONANT) or lower.startswith(_AN_ALL_THE_SAME):
        return f"an {noun}"
    vowel = lower[:1] in _VOWELS and not lower.startswith(_A_DESPITE_VOWEL)
    return f"{'an' if vowel else 'a'} {noun}"


def is_mass(noun: str) -> bool:
    """Whether a noun is of what cannot be counted: there are pieces of information, not two informations."""
    return noun.lower().rpartition(" ")[2] in UNCOUNTED


def listing(items: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """ "a", "a or b", "a, b or c"; the empty text for nothing."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_PARTICIPLES = {
    "send": "sent", "resend": "sent again", "pay": "paid", "hide": "hidden", "unhide": "shown", "put": "put",
    "set": "set", "reset": "reset", "stop": "stopped", "ship": "shipped", "pin": "pinned", "unpin": "unpinned",
    "plan": "planned", "submit": "submitted", "commit": "committed", "ban": "banned", "unban": "unbanned",
    "cancel": "cancelled", "label": "labelled", "begin": "begun", "run": "run", "split": "split",
    "withdraw": "withdrawn", "give": "given", "leave": "left", "join": "joined", "read": "read", "unread": "unread",
    "write": "written", "make": "made", "freeze": "frozen", "unfreeze": "unfrozen", "drop": "dropped",
    "swap": "swapped", "defer": "deferred", "refer": "referred", "transfer": "transferred", "skip": "skipped",
    "star": "starred", "unstar": "unstarred", "flag": "flagged", "unflag": "unflagged", "tag": "tagged",
    "untag": "untagged", "undo": "undone", "redo": "redone", "do": "done", "take": "taken", "hold": "held",
    "bind": "bound", "sell": "sold", "buy": "bought", "find": "found", "log": "logged", "map": "mapped",
    "refund": "refunded", "rebuild": "rebuilt", "build": "built", "lend": "lent", "spend": "spent", "lose": "lost",
    "win": "won", "draw": "drawn", "trash": "trashed", "untrash": "restored", "overdue": "overdue",
    "unsubscribe": "unsubscribed", "check in": "checked in", "check out": "checked out", "quit": "quit",
    "shut down": "shut down", "spam": "marked as spam", "copy": "copied",
}  # fmt: skip


def participle(verb: str) -> str:
    """The past participle: "close" → "closed", "send" → "sent", "retry" → "retried"."""
    if verb in _PARTICIPLES:
        return _PARTICIPLES[verb]
    head, _, rest = verb.partition(" ")
    if rest:
        return f"{participle(head)} {rest}"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _DOUBLES.fullmatch(verb) else "") + "ed"


_DOUBLES = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")
"""One short syllable: "top" → "topped", "scan" → "scanned"."""


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    stripped = " ".join(text.split())
    return stripped[:1].upper() + stripped[1:] + ("" if stripped.endswith((".", "!", "?")) else ".")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
