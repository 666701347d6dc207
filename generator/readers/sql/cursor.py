"""A place in the tokens of a statement, from which its parts are taken one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.readers.sql.database import Names
from generator.readers.sql.tokens import Token

_END = Token("symbol", "", -1)
"""What follows the last token."""


@dataclass
class Cursor:
    """The tokens from `at` on are still to be read."""

    tokens: Sequence[Token]
    at: int = 0

    @property
    def done(self) -> bool:
        """Whether all are read."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """The token that comes, or one behind it; an empty symbol at the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else _END

    def take(self) -> Token:
        """The token that comes."""
        token = self.peek()
        self.at += 1
        return token

    def ahead(self, *words: str) -> bool:
        """Whether these keywords or symbols come."""
        return all(self.peek(number).upper == word for number, word in enumerate(words))

    def accept(self, *words: str) -> bool:
        """Take these keywords or symbols if they come, all of them or none."""
        found = self.ahead(*words)
        self.at += len(words) * found
        return found

    def accept_any(self, *words: str) -> bool:
        """Take the token that comes if it is one of these."""
        return any(self.accept(word) for word in words)

    def names(self) -> Names:
        """A name, with those that it lies in: `shop.orders`; empty if none comes."""
        found: list[str] = []
        while self.peek().is_name:
            found.append(self.take().value)
            if not self.accept("."):
                break
            self.accept(".")  # SQL Server leaves out the schema in "shop..orders".
        return tuple(found)

    def group(self) -> tuple[Token, ...]:
        """What stands between the parenthesis that comes and its other half; empty if none comes."""
        if not self.accept("("):
            return ()
        start, depth = self.at, 1
        while not self.done:
            depth += {"(": 1, ")": -1}.get(self.take().upper, 0)
            if depth == 0:
                return tuple(self.tokens[start : self.at - 1])
        return tuple(self.tokens[start:])

    def column_names(self) -> tuple[str, ...]:
        """The first names of the parts of a group, in lower case: `(email ASC, lower(name))` is ("email", "name").

        Of an expression its first column counts, for what is unique in lower case is unique.
        """
        found = []
        for part in commas(self.group()):
            names = [
                token.value
                for number, token in enumerate(part)
                if token.is_name and (number + 1 >= len(part) or part[number + 1].upper != "(")
            ]
            found += [name.lower() for name in names[:1]]
        return tuple(found)


def commas(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """The parts between the commas that stand outside of all parentheses; no empty ones."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        mark = token.upper
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(mark, 0)
        if mark == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def words(tokens: Sequence[Token]) -> str:
    """Tokens as one line of SQL, for evidence: "FOREIGN KEY (user_id) REFERENCES users (id)"."""
    line = ""
    for token in tokens:
        value = f"'{token.value}'" if token.kind == "text" else token.value
        tight = not line or value in (",", ")", ".", ";") or line.endswith(("(", "."))
        line += value if tight else f" {value}"
    return line
