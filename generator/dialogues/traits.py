"""Columns in plain English: what a thing has ("due date"), when something happened to it, what nobody asks about.

Everything is told from the words of a column's name and from tables of English words; no service is named anywhere.
"""

import re

from generator.english import is_mass, is_plural, participle, plural
from generator.spoken import in_full
from generator.spoken import spoken as said
from servers.farm.initialisms import written
from servers.farm.names import spoken

_HAPPENINGS = {
    **dict.fromkeys(("update", "updated", "modify", "modified", "changed", "change", "edited"), "last changed"),
    "creation": "created",
    "completion": "completed",
    "expiration": "set to expire",
    "expires": "set to expire",
    "expiry": "set to expire",
    "expire": "set to expire",
    "last login": "last logged in",
    "inserted": "created",
    **{word: word for word in ("sent", "paid", "begun", "built", "held", "put", "read", "won", "lost", "made", "sold")},
}
_VERBS = frozenset(
    "create disable enable complete publish close open cancel archive delete approve resolve assign accept confirm "
    "deliver verify activate deactivate finish submit reject decline refund ship invite share view add install".split()
)
_MOMENTS = ("at", "on", "time", "date", "datetime", "timestamp")
_ODD = frozenset(
    "etag mime rgb hex snippet jwt token hash checksum md5 sha sha1 sha256 nonce signature html anchor kind raw header "
    "headers payload uuid guid kacls fingerprint encoding encoded offset cursor estimate opaque uri metadata schema "
    "bits bytes internal object certificate thumbnail watermark background foreground css regex script digest slug "
    "revision source index sequence pem x y z lat lng latitude longitude width height identifier handle path key "
    "secret salt resource namespace fields mask selector query expression template properties parameters config "
    "id ids op hid".split()
)
MAX_WORDS = 3
"""A name of more words is nothing that people say."""
_NO_THINGS = frozenset("about me self info misc generate batch get list search my".split())


def noun(entity: str) -> str:
    """What an entity is called: `order_line` → "order line"."""
    return said(entity)


def counted(entity: str) -> str:
    """What one of it is called: a "piece of information", where it cannot be counted."""
    return f"piece of {said(entity)}" if is_mass(said(entity)) else said(entity)


def nouns(entity: str) -> str:
    """Many of it; "pieces of information", where it cannot be counted."""
    one = said(entity)
    return f"pieces of {one}" if is_mass(one) else said(plural(entity))


def is_thing(entity: str) -> bool:
    """Whether the name of an entity is a noun that people use: "about" is none, nor what begins like a command."""
    first, *rest = entity.split("_")
    return first not in _NO_THINGS or (first in _ALONE and not rest)


_ALONE = frozenset(("batch", "list", "search"))
"""Words that are nouns by themselves and commands before another word."""


def shortened(text: str) -> str:
    """Initialisms in capitals, their plurals too."""
    return " ".join(map(written, text.split()))


def trait(column: str, entity: str = "") -> str:
    """A column as something that a thing has: "due date" for `due`, "email" for the `delegate_email` of a delegate."""
    words = _without_repeats([part for word in _own_words(column, entity) for part in in_full(word).split()])
    if words[-1] == "money" and len(words) > 1:
        words = words[:-1]
    name = "_".join(words)
    if name in _TRAITS:
        return _TRAITS[name]
    if len(words) > 1 and words[-1] in ("at", "on") and words[0] != "is":
        known = [{"starts": "start", "ends": "end"}.get(word, word) for word in words[:-1]]
        return shortened(" ".join(known)) + (" time" if words[-1] == "at" else " date")
    if len(words) == 2 and words[-1] in ("count", "total"):
        return f"number of {shortened(plural(words[0]))}"
    if words[0] in ("num", "number", "total") and len(words) > 1 and is_plural(words[-1]):
        return f"number of {shortened(' '.join(word for word in words[1:] if word != 'of'))}"
    return shortened(" ".join(words))


_TRAITS = {
    "due": "due date",
    "due_on": "due date",
    "created_at": "creation time",
    "created_time": "creation time",
    "create_time": "creation time",
    "created": "creation time",
    "updated_at": "time of the last change",
    "modified_at": "time of the last change",
    "modified_time": "time of the last change",
    "updated_time": "time of the last change",
    "update_time": "time of the last change",
    "completed_at": "completion time",
    "complete_time": "completion time",
    "expiration": "expiration time",
    "started_at": "start time",
    "starts_at": "start time",
    "ended_at": "end time",
    "ends_at": "end time",
    "sent_at": "time it was sent",
    "cost": "cost",
}


def _own_words(column: str, entity: str) -> list[str]:
    """The words of a column without the entity's own, if anything is left."""
    words, own = column.split("_"), entity.split("_")
    for prefix in (own, own[-1:]):
        if entity and words[: len(prefix)] == prefix and len(words) > len(prefix):
            return words[len(prefix) :]
    return words


def _without_repeats(words: list[str]) -> list[str]:
    """`color_background_color` → "background color": a word that comes again is said once, the last time."""
    return [word for index, word in enumerate(words) if word not in words[index + 1 :]]


def happening(column: str) -> str | None:
    """What happened to the thing at the column's time: `created_at` → "created"; None if the name tells no such."""
    words = column.split("_")
    if words[-1] in _MOMENTS:
        words = words[:-1]
    if words[:1] in (["last"], ["date"], ["time"]) and len(words) > 1:
        words = words[1:]
    if len(words) != 1:
        return None
    word = words[0]
    if word in _HAPPENINGS:
        return _HAPPENINGS[word]
    if word in _VERBS:
        return participle(word)
    return word if word.endswith("ed") and len(word) > 4 else None


def is_odd(column: str) -> bool:
    """Whether a column holds what people neither ask about nor tell things apart by."""
    words = column.split("_")
    return len(words) > MAX_WORDS or bool(set(words) & _ODD)


_TECHNICAL = re.compile(
    r"#[0-9A-Fa-f]{3,8}|\w+://\S+|[\w.+-]+/[\w.+-]+|\S{25,}|[a-z0-9]+(?:[_-][a-z0-9]+){2,}|[a-z]+_[a-z_]+"
    r"|(?=\S*\d)(?=\S*[A-Za-z])[\w-]{6,}"
)


def is_technical(text: str) -> bool:
    """Whether a text is a code rather than something people write: a color, an address, a type, a slug, a hash."""
    return bool(_TECHNICAL.fullmatch(text)) and "@" not in text


def is_state(name: str) -> bool:
    """Whether a yes-or-no column says a state that a thing can be in: hidden, starred, public."""
    last = name.split("_")[-1]
    return name.removeprefix("is_").count("_") == 0 and (last.endswith(("ed", "en")) or last in _STATES)


def state_word(name: str) -> str:
    """`is_default` → "default"."""
    return spoken(name.removeprefix("is_"))


_STATES = frozenset(
    "open public private default primary active read unread visible busy free draft urgent important online available "
    "required optional internal external favorite favourite mandatory".split()
)


def switch_words(name: str, entity: str = "") -> str:
    """A yes-or-no column as something to turn on: `enable_auto_reply` → "auto reply"."""
    words = [word for word in trait(name, entity).split() if word not in ("is", "has", "use", "allow")]
    kept = [word for word in words if word not in ("enable", "enabled", "active")]
    return " ".join(kept or words)


def are(trait_words: str) -> str:
    """The verb for a trait: "the notes are", "the price is", "the number of bikes is"."""
    head = trait_words.split(" of ")[0].split()
    return "are" if head and is_plural(head[-1].lower()) else "is"
