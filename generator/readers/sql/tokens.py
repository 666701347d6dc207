"""SQL text as tokens, whatever the dialect: words, quoted names, texts, numbers and symbols; comments are gone.

The dialects write the same marks for different things. A backslash escapes in texts of MySQL and stands for itself
elsewhere; "#" begins a comment of MySQL and a name of SQL Server; square brackets quote names of SQL Server and count
elements of PostgreSQL; what stands in `/*!40101 … */` is read by MySQL, so it is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["word", "quoted", "text", "number", "symbol"]


class Token(NamedTuple):
    """One token. `value` has no quotes; `position` is where it begins; `leads`: whether it is the first of its line."""

    kind: Kind
    value: str
    position: int
    leads: bool = False

    @property
    def upper(self) -> str:
        """The value in capitals if it is a plain word or a symbol, else "": a quoted name is never a keyword."""
        return self.value.upper() if self.kind in ("word", "symbol") else ""

    @property
    def is_name(self) -> bool:
        """Whether it can be the name of something."""
        return self.kind in ("word", "quoted")


_MYSQL = re.compile(r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b|^\s*DELIMITER\s|\b(MySQL|MariaDB) dump\b", re.I | re.M)
_HEAD = 400_000
"""By so many characters at the beginning the dialect is told."""


def is_mysql(content: str) -> bool:
    """Whether the text is in MySQL's dialect."""
    return bool(_MYSQL.search(content, 0, _HEAD))


_PLAIN_TEXT = r"'[^']*(?:''[^']*)*'"
_ESCAPED_TEXT = r"'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'"
_ORACLE_TEXT = r"[nN]?[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<mark_of_q>[^\s\[({<]).*?(?P=mark_of_q))'"
_COMMENT = r"--[^\n]*|/\*(?!!).*?\*/"
_HASH_COMMENT = r"|\#[^\n]*"
_DOLLAR = r"\$(?:[^\W\d]\w*)?\$"
"""What opens a text of PostgreSQL; the same closes it."""
_NEVER = r"(?!)"
_RUN = r"""(?P<run>[^;'"`$/\-\n\[\\#]*[^;'"`$/\-\n\[\\#qQeE])"""
"""Up to what may open or end something; a last q or e may belong to the text behind it."""


@lru_cache(maxsize=4)
def _pattern(mysql: bool, coarse: bool) -> re.Pattern[str]:
    """The alternatives of one token. A coarse one runs over everything in which no statement can end."""
    texts = _ESCAPED_TEXT if mysql else rf"[eE]{_ESCAPED_TEXT}|{_PLAIN_TEXT}"
    parts = (
        r"(?P<line>\n)",
        r"(?P<space>[^\S\n]+)",
        rf"(?P<comment>{_COMMENT}{_HASH_COMMENT if mysql else ''})",
        r"(?P<mark>/\*!\d*|\*/)",
        rf"(?P<text>{_ORACLE_TEXT}|(?:[nNxXbB]|[uU]&|_\w+\s*)?(?:{texts}))",
        rf"(?P<dollar>{_NEVER if mysql else _DOLLAR})",
        r"""(?P<quoted>"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\[(?!\d+\])[^\[\]'"\n]+\])""",
        r"(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![^\W\d]))",
        r"(?P<word>(?:@@?|\#\#?|:(?!:))?[\w$][\w$#]*)",
        r"(?P<symbol>::|<=|>=|<>|!=|:=|\|\||.)",
    )
    return re.compile("|".join((_RUN, *parts) if coarse else parts), re.S)


@dataclass
class Scanner:
    """Reads tokens one after another from `position` on. `open_at` is where a quote began that nothing closes."""

    content: str
    mysql: bool = False
    position: int = 0
    open_at: int = -1
    _leads: bool = True
    _counted: tuple[int, int] = (0, 1)
    """A position whose line is known, for lines are asked for in their order."""

    def next(self, *, coarse: bool = False) -> Token | None:
        """The next token; None at the end. A coarse one may be a symbol that stands for several."""
        match = _pattern(self.mysql, coarse).match
        while self.position < len(self.content):
            found = match(self.content, self.position)
            assert found is not None  # The last alternative takes any character.
            start, self.position = self.position, found.end()
            kind = found.lastgroup
            if kind == "line":
                self._leads = True
            elif kind not in ("run", "space", "comment", "mark"):
                leads, self._leads = self._leads, False
                value = self._quoted(found[0]) if kind == "dollar" else found[0]
                return self._token(kind or "symbol", value, start, leads)
        return None

    def _quoted(self, mark: str) -> str:
        """The text that a mark opens, up to where it comes again; the mark alone if it does not."""
        end = self.content.find(mark, self.position)
        if end < 0:
            return mark
        start, self.position = self.position - len(mark), end + len(mark)
        return self.content[start : self.position]

    def to_line_end(self) -> None:
        """Go behind the line that the position is in."""
        end = self.content.find("\n", self.position)
        self.position = len(self.content) if end < 0 else end
        self._leads = True

    def jump(self, position: int) -> None:
        """Go on at a position, as at the beginning of a line."""
        self.position, self._leads = position, True

    def line(self, position: int) -> int:
        """The number of the line of a position, from 1."""
        known, number = self._counted if self._counted[0] <= position else (0, 1)
        self._counted = position, number + self.content.count("\n", known, position)
        return self._counted[1]

    def _token(self, kind: str, value: str, start: int, leads: bool) -> Token:
        if kind == "text":
            return Token("text", _text(value, self.mysql), start, leads)
        if kind == "dollar":
            mark = value[: value.index("$", 1) + 1]
            if value == mark:
                return Token("symbol", value, start, leads)
            return Token("text", value[len(mark) : -len(mark)], start, leads)
        if kind == "quoted":
            return Token("quoted", _unquoted(value), start, leads)
        if kind == "symbol" and value in ("'", '"', "`") and self.open_at < 0:
            self.open_at = start
        known: dict[str, Kind] = {"word": "word", "number": "number"}
        return Token(known.get(kind, "symbol"), value, start, leads)


def _unquoted(value: str) -> str:
    mark = value[0]
    inner = value[1:-1]
    return inner.strip() if mark == "[" else inner.replace(mark * 2, mark)


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def _text(value: str, mysql: bool) -> str:
    begin = value.index("'")
    prefix = value[:begin].lower()
    if prefix.endswith("q"):
        return value[begin + 2 : -2]
    inner = value[begin + 1 : -1].replace("''", "'")
    if mysql or prefix == "e":
        return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), inner, flags=re.S)
    return inner
