"""What a fault's message says in general: its first sentence that stands without the values of one call."""

import re

from servers.farm.names import reference_name
from servers.farm.phrases import said
from servers.farm.scopes import Scope

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_DETERMINER = re.compile(r"\b(no|a|an|another|any|every|each|its|your|one)$", re.IGNORECASE)
_ADVICE = re.compile(
    r"^(Add|Archive|Ask|Call|Cancel|Change|Check|Choose|Close|Complete|Create|Delete|End|Finish|Free|List|Look|Lower|"
    r"Move|Pass|Pay|Pick|Publish|Raise|Release|Remove|Reopen|Return|Search|See|Send|Start|Stop|Take|Try|Use|Wait)\b"
)
MOST_CHARACTERS = 140
"""A longer sentence is left to the error itself."""

_RULE = re.compile(r"\b(must|cannot|can only|may not|needs?)\b|^Only\b")
_COMMAND = re.compile(r"^(Give|Name|Set|Write)\b")


def reason(message: str, scope: Scope) -> str | None:
    """The sentence, without its full stop and without placeholders; None if there is none that reads well.

    `There is already a label with the name {name}.` gives "There is already a label with that name".
    """
    for sentence in re.split(r"(?<=[.!?])\s+", message.strip()):
        if not _ADVICE.match(sentence):
            told = _without_placeholders(sentence.rstrip(".! "), scope)
            if told is not None and len(told) <= MOST_CHARACTERS:
                return told
    return None


def is_rule(told: str) -> bool:
    """Whether the sentence says what must hold, so that it stands alone: "The amount must be above zero"."""
    return bool(_RULE.search(told))


def is_command(told: str) -> bool:
    """Whether the sentence tells the caller what to do: "Give at least one label"."""
    return bool(_COMMAND.search(told))


def _without_placeholders(sentence: str, scope: Scope) -> str | None:
    while found := _PLACEHOLDER.search(sentence):
        before = _noun_only(sentence[: found.start()].rstrip(), found[1], scope)
        if before is None:
            return None
        sentence = before + sentence[found.end() :]
    return None if sentence.endswith("?") or not sentence else sentence


def _noun_only(before: str, placeholder: str, scope: Scope) -> str | None:
    """What stands before a placeholder, with "that" or "the" for the value; None if that does not read well."""
    noun = next((item for item in _nouns(placeholder, scope) if before.lower().endswith(item.lower())), None)
    if noun is None:
        return None
    rest, own = before[: -len(noun)].rstrip(), before[-len(noun) :]
    if before[: -len(noun)] and not before[: -len(noun)].endswith(" "):
        return None
    if not rest:
        return f"The {own[:1].lower() + own[1:] if own[1:2].islower() else own}"
    if rest.lower().endswith((" the", " this")) or rest.lower() in ("the", "this"):
        return f"{rest[: rest.rindex(' ') + 1] if ' ' in rest else ''}{'that' if ' ' in rest else 'That'} {own}"
    return None if _DETERMINER.search(rest) else f"{rest} that {own}"


def _nouns(placeholder: str, scope: Scope) -> list[str]:
    """What the value may be called, longest first: the row, its entity or the column, or the last word of one."""
    row, _, column = placeholder.partition(".")
    bound = scope.lookup(row)
    names = [reference_name(row), bound.entity if bound is not None else "", reference_name(column or row)]
    whole = [said(name) for name in dict.fromkeys(names) if name]
    return sorted(
        dict.fromkeys([*whole, *(item.split(" ")[-1] for item in whole)]), key=lambda item: (-len(item), item)
    )
