"""What the text of a description says of states: when something can be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.spoken import spoken
from generator.statuses import plain

_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_ONLY = re.compile(
    r"\b(only|must|while|as long as|needs? to be|has to be|have to be|unless|"
    r"can be \w+ (if|when)|provided|in order to be)\b", re.I
)  # fmt: skip
_NOT = re.compile(
    r"\b(can ?not|can't|may not|must not|not be \w+|not possible|not allowed|unable to|isn't possible|impossible)\b",
    re.I,
)
_ACT = re.compile(r"\b(not|n't|cannot) be \w+", re.I)
"""What cannot be done, which is no state: "cannot be paid"."""
_FAILS = re.compile(
    r"\b(will fail|will be rejected|will be refused|results? in an error|(throws|returns|raises|gives) an error)\b",
    re.I,
)
_NO_MORE = re.compile(r"\b(no longer|not|isn't|aren't|other than)\b", re.I)
_BECOMES = re.compile(
    r"\b(sets?|changes?|moves?|transitions?|updates?|becomes?|marks?|turns?)\b[^.]{0,60}\b(to|as|into)\b", re.I
)


def told_states(text: str, values: Sequence[str], noun: str) -> tuple[str, ...]:
    """The states in which a text says that something can be done; empty if it names none, or all.

    It reads "only while status is `open`", "must be in the DRAFT state", "a paid order cannot be changed" and "deleting
    orders that are no longer in a draft state will fail". What a sentence says that a state becomes is not read.
    """
    allowed, refused = set[str](), set[str]()
    for sentence in _SENTENCES.split(text):
        if _BECOMES.search(sentence):
            continue
        if _FAILS.search(sentence):
            (allowed if _NO_MORE.search(sentence) else refused).update(_named(sentence, values, noun))
            continue
        no, only = _NOT.search(sentence), _ONLY.search(sentence)
        if only and (not no or only.group(1).lower() in ("unless", "only")):
            allowed |= _named(sentence[only.start() :], values, noun)
        elif no:
            refused |= _named(_ACT.sub(" ", sentence), values, noun)
    kept = [value for value in values if (not allowed or value in allowed) and value not in refused]
    return tuple(kept) if len(kept) < len(values) else ()


def _named(text: str, values: Sequence[str], noun: str) -> set[str]:
    """The states that a text names: in quotes, in capitals, after the word status or "is", or before the noun."""
    found = {value for value in values if re.search(_mention(value, noun), text)}
    if found:  # "is `open` or closed": what stands beside a state is one
        found |= {value for value in values if re.search(rf"(?i)(?:\b(?:or|and)|,)\W+{_words(value)}\b", text)}
    return found


def _words(value: str) -> str:
    return re.escape(spoken(plain(value)).lower()).replace(r"\ ", r"[ _-]")


def _mention(value: str, noun: str) -> str:
    exact, words = re.escape(value), _words(value)
    ways = [rf"[`'\"*‘“>]{exact}[`'\"*’”<]", rf"(?i:\b(?:status|state)\W+(?:\w+\W+){{0,3}}?{words}\b)",
            rf"(?i:\b(?:is|are|been|be)\s+(?:already |still |currently |in )?(?:an? )?{words}\b)",
            rf"(?i:\b{words}\s+(?:status|state|{re.escape(noun)})s?\b)"]  # fmt: skip
    if value.isupper() and len(value) > 2:
        ways.append(rf"\b{exact}\b")
    return "|".join(ways)
