"""Texts of our own: what things, columns and parameters are, said from their names, kinds and roles."""

from __future__ import annotations

from collections.abc import Mapping

from generator.english import article, capital, listing, participle, plural, singular
from generator.explore.fields import Field
from generator.spoken import spoken


def a(name: str) -> str:
    """The name with its indefinite article: "an ACL rule"."""
    return article(spoken(name))


def many(name: str) -> str:
    """The plural, spoken: "ACL rules"."""
    return spoken(plural(name))


_WHEN = {
    "start": "starts", "end": "ends", "due": "is due", "expires": "expires", "expiry": "expires",
    "expiration": "expires", "begin": "begins", "finish": "finishes", "birth": "was born",
}  # fmt: skip


def column_phrase(name: str, field: Field) -> str:
    """What a column holds, as a phrase: "the due date", "whether it is hidden", "when it was created"."""
    words = name.split("_")
    if field.reference is not None:
        return _reference_phrase(name, field)
    if field.nature.kind == "boolean":
        return _whether(words)
    if field.nature.kind in ("date", "datetime"):
        return _moment(words, field.nature.kind)
    if field.nature.kind == "money" and words[-1].endswith("ed"):
        return f"the {spoken(name)} amount"
    return f"the {spoken(name)}"


def _reference_phrase(name: str, field: Field) -> str:
    target = field.reference.target if field.reference is not None else ""
    role = name.removesuffix("_ids").removesuffix("_id")
    if role.endswith("_by"):
        return f"the id of the {spoken(target)} who {spoken(role.removesuffix('_by'))} it"
    if field.many:
        return f"the ids of the {many(singular(role))}"
    return f"the id of the {spoken(role if role != 'parent' else f'parent_{target}')}"


_AUXILIARY = {
    "is": "it is",
    "has": "it has",
    "can": "it can",
    "should": "it should",
    "was": "it was",
    "are": "they are",
    "allow": "to allow",
}
_VERBAL = frozenset(
    "accept add allow apply auto enable send show hide include use require notify receive skip keep block "
    "restrict allow do never always prevent disable share track delete ignore force override wait anyone guests".split()
)


def _whether(words: list[str]) -> str:
    rest = spoken("_".join(words[1:]))
    if words[0] in _AUXILIARY and rest:
        return f"whether {_AUXILIARY[words[0]]} {rest}"
    if words[0] == "guests" or words[0] == "anyone" or words[0] == "members":
        return f"whether {spoken('_'.join(words))}"
    if words[0] in _VERBAL and len(words) > 1:
        return f"whether to {spoken('_'.join(words)).replace('auto ', 'automatically ')}"
    if (
        words[-1] in ("enabled", "disabled", "allowed", "required", "visible", "hidden", "verified", "active")
        and len(words) > 1
    ):
        return f"whether {spoken('_'.join(words[:-1]))} {'are' if _many(words[-2]) else 'is'} {words[-1]}"
    return f"whether it is {spoken('_'.join(words))}"


def _many(word: str) -> bool:
    return singular(word) != word


def _moment(words: list[str], kind: str) -> str:
    ending = words[-1] in ("at", "time", "date", "on", "datetime", "timestamp")
    core = words[:-1] if ending and len(words) > 1 else words
    last = core[-1]
    if len(core) == 1 and last in _WHEN:
        return f"when it {_WHEN[last]}"
    if len(core) == 1 and (last.endswith("ed") or last in ("sent", "paid", "read", "seen", "sold", "begun", "shown")):
        return f"when it was {last}"
    if last in ("creation", "create"):
        return "when it was created"
    if last in ("update", "modification", "modify"):
        return "when it was last changed"
    if core[0] == "last" and len(core) == 2 and last.endswith("ed"):
        return f"when it was last {last}"
    noun = spoken("_".join(core))
    if words[-1] in ("at", "on"):
        return (
            f"when {noun} {'happens' if not last.endswith('ed') else 'happened'}"
            if not last.endswith("ed")
            else f"when it was {noun}"
        )
    return f"the {noun} {'date' if kind == 'date' else 'time'}" if ending else f"the {noun}"


def noun(column: str) -> str:
    """A column as a plain noun, for lists of what can be changed or asked for: "start_at" → "start time"."""
    words = column.removesuffix("_ids").removesuffix("_id").split("_")
    if words[-1] == "at" and len(words) > 1:
        return f"{spoken('_'.join(words[:-1]))} time"
    if words[-1] == "by" and len(words) == 2:
        return _DOERS.get(words[0], f"who {words[0]} it")
    return spoken("_".join(words))


_DOERS = {
    "created": "creator", "modified": "last editor", "updated": "last editor", "edited": "last editor",
    "requested": "requester", "uploaded": "uploader", "approved": "approver", "invited": "inviter",
    "reviewed": "reviewer", "reported": "reporter", "submitted": "submitter", "sent": "sender", "owned": "owner",
}  # fmt: skip


def changed(names: tuple[str, ...], fields: Mapping[str, Field], of: str) -> str:
    """What a change changes, as a phrase: "the name or due date of a task", "whether a task is hidden"."""
    if len(names) == 1 and fields[names[0]].nature.kind == "boolean":
        phrase = column_phrase(names[0], fields[names[0]])
        return phrase.replace("whether it ", f"whether {of} ", 1) if "whether it " in phrase else f"{phrase}, for {of}"
    return f"the {values_phrase(tuple(noun(name) for name in names))} of {of}"


def described(text: str) -> str:
    """A phrase as a short sentence: "The due date."."""
    return capital(text).rstrip(".") + "."


def values_phrase(values: tuple[str, ...], last: str = "or") -> str:
    """Values of an enum in a sentence: "pending or paid"."""
    return listing(values, "or" if last == "or" else "and")


def possessive(name: str) -> str:
    """The name with its genitive: "task's", "sms's"."""
    text = spoken(name)
    return f"{text}'s"


def done(verb: str) -> str:
    """The participle of a verb, spoken."""
    return participle(spoken(verb))
