"""A tool as a stranger sees it: its name, texts, schemas and hints, and what these say it does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Self

from client.servers import Json, Object

Verb = Literal["read", "create", "update", "delete", ""]

VERBS: dict[Verb, str] = {
    "read": "get list search find read show describe fetch query count view lookup browse check retrieve inspect",
    "create": "create add insert new register post append save store record write",
    "update": "update set edit modify change rename patch move mark replace",
    "delete": "delete remove clear drop purge erase destroy",
}
"""The words that tools begin with, by what they do to the rows behind them."""
_BY_WORD: dict[str, Verb] = {word: verb for verb, words in VERBS.items() for word in words.split()}

_ABOUT_TIME = re.compile(r"\b(time|times|clock|now|current|currently|today|date|uptime|timestamp|live|real-?time)\b")
_ABOUT_CHANCE = re.compile(r"\b(random|randomly|generates?|uuid|shuffle|sample|dice|pick)\b")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True)
class Tool:
    """One entry of `tools/list`; whatever is missing or of a wrong type there is empty here."""

    name: str
    description: str = ""
    input: Object = field(default_factory=dict)
    output: Object | None = None
    hints: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Object) -> Self:
        """The tool that an entry describes."""
        schema, output, hints = (listed.get(key) for key in ("inputSchema", "outputSchema", "annotations"))
        return cls(
            str(listed.get("name") or ""),
            str(listed.get("description") or ""),
            schema if isinstance(schema, dict) else {},
            output if isinstance(output, dict) else None,
            {key: value for key, value in hints.items() if isinstance(value, bool)} if isinstance(hints, dict) else {},
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name, in small letters and as they stand."""
        return words(self.name)

    @cached_property
    def verb(self) -> Verb:
        """What its name says it does, or else the first word of its description; empty if neither says."""
        for word in self.words:
            if word in _BY_WORD:
                return _BY_WORD[word]
        opening = re.findall(r"[a-z]+", self.description.lower())[:1]
        return next((_BY_WORD[form] for word in opening for form in (word, word[:-1]) if form in _BY_WORD), "")

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What it is about, in the singular: the words of its name without the verbs."""
        return frozenset(singular(word) for word in self.words if word not in _BY_WORD and len(word) > 2)

    @property
    def says_it_reads(self) -> bool:
        """Whether it carries readOnlyHint."""
        return self.hints.get("readOnlyHint") is True

    @property
    def reads(self) -> bool:
        """Whether it is there to read: it says so, or is called so and does not say otherwise."""
        return self.hints.get("readOnlyHint", self.verb == "read")

    @property
    def is_about_time(self) -> bool:
        """Whether it says that its answer depends on when it is asked."""
        return bool(_ABOUT_TIME.search(self._text))

    @property
    def is_about_chance(self) -> bool:
        """Whether it says that its answer is made by chance."""
        return bool(_ABOUT_CHANCE.search(self._text))

    @property
    def _text(self) -> str:
        return " ".join((*self.words, self.description.lower()))

    @property
    def properties(self) -> dict[str, Object]:
        """Its parameters' schemas, by name."""
        found = self.input.get("properties")
        items = found.items() if isinstance(found, dict) else ()
        return {name: schema if isinstance(schema, dict) else {} for name, schema in items}

    @property
    def required(self) -> tuple[str, ...]:
        """The parameters that have to be given."""
        found: Json = self.input.get("required")
        return tuple(str(name) for name in found) if isinstance(found, list) else ()


def words(name: str) -> tuple[str, ...]:
    """The words of a name in snake_case, camelCase or any other."""
    return tuple(word.lower() for word in _WORDS.findall(name))


def singular(word: str) -> str:
    """One of what a word names many of, well enough to compare two names."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
