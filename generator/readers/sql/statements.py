"""SQL text as statements: where one ends and the next begins, in dumps and scripts of all dialects.

A statement ends at a semicolon, at MySQL's own DELIMITER, at a line that holds nothing but GO or "/", and, as scripts
for SQL Server use neither, where a line begins another one. What PostgreSQL's dumps hold behind COPY is no SQL and is
run over; of statements that only move rows no more than the beginning is kept, for they may be a thousand times as long
as all others together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.readers.sql.tokens import Scanner, Token

_ROWS = frozenset("INSERT REPLACE UPDATE DELETE SELECT WITH MERGE LOAD CALL VALUES EXPLAIN".split())
"""First words of statements of which only the beginning is kept."""
OBJECTS = frozenset(
    "TABLE VIEW INDEX TYPE DOMAIN SEQUENCE SCHEMA DATABASE EXTENSION ROLE USER LOGIN PROCEDURE PROC FUNCTION TRIGGER "
    "PACKAGE EVENT RULE AGGREGATE OPERATOR POLICY SYNONYM STATISTICS COLLATION CAST SERVER LANGUAGE PUBLICATION "
    "TABLESPACE DIRECTORY CONTEXT".split()
)
_ROUTINES = frozenset("PROCEDURE PROC FUNCTION TRIGGER PACKAGE EVENT RULE".split())
_FAR = 16
"""The object of a CREATE stands among so many tokens: MySQL names a DEFINER before it."""
_KEPT = 8
_LINES = re.compile(r"(?:\\|\.[a-z]|(?:PROMPT|REM|REMARK|SPOOL|WHENEVER|DELIMITER)\b)[^\n]*", re.I)
"""Lines for a program and not for the database: of psql, sqlite3, SQL*Plus and mysql."""
_DELIMITER = re.compile(r"DELIMITER[ \t]+(\S+)", re.I)
_ALONE = re.compile(r"^[ \t]*(?:GO(?:[ \t]+\d+)?[ \t]*;?|/)[ \t]*\r?$", re.I | re.M)
_BATCH = re.compile(r"^[ \t]*GO[ \t]*;?[ \t]*\r?$", re.I | re.M)
_DATA_END = re.compile(r"^\\\.\r?$", re.M)


@dataclass(frozen=True, slots=True)
class Statement:
    """The tokens of one statement, and whether they are the body of a routine, which tells nothing of tables."""

    tokens: tuple[Token, ...]
    routine: bool = False

    @property
    def words(self) -> str:
        """What kind of statement it is: "CREATE TABLE", "INSERT"."""
        first = self.tokens[0].upper or self.tokens[0].value
        objects = [token.upper for token in self.tokens[:_FAR] if token.upper in OBJECTS]
        return f"{first} {objects[0]}" if first in ("CREATE", "ALTER", "DROP", "COMMENT") and objects else first


@dataclass
class Splitter:
    """The statements of a text. `data_open_at` is where rows began behind a COPY that nothing ends."""

    scanner: Scanner
    data_open_at: int = -1
    _delimiter: str = ";"
    _pushed: Token | None = field(default=None)

    def __post_init__(self) -> None:
        self._batches = bool(_BATCH.search(self.scanner.content))

    def statements(self) -> Iterator[Statement]:
        """All of them in their order."""
        while self.scanner.position < len(self.scanner.content) or self._pushed is not None:
            if self._pushed is None and self._skips_line():
                continue
            alone = self._pushed is None and self._delimiter != ";"
            found = self._delimited() if alone else self._statement()
            if found is not None:
                yield found

    def _delimited(self) -> Statement | None:
        """Up to the delimiter that the script has set."""
        scanner = self.scanner
        end = scanner.content.find(self._delimiter, scanner.position)
        end = len(scanner.content) if end < 0 else end
        inner = Scanner(scanner.content[:end], scanner.mysql, scanner.position)
        collected = _Collected(batches=True)
        while (token := inner.next()) is not None:
            collected.add(token)
        scanner.jump(end + len(self._delimiter))
        return collected.statement()

    def _statement(self) -> Statement | None:
        collected = _Collected(self._batches)
        while (token := self._next(collected)) is not None:
            if token.value == ";" and token.kind == "symbol":
                if collected.ends_at_semicolon:
                    break
            elif token.leads and self._stands_alone(token):
                break
            elif token.leads and collected.tokens and self._begins(token, collected):
                self._pushed = token
                break
            else:
                collected.add(token)
        found = collected.statement()
        if found is not None and found.tokens[0].upper == "COPY":
            self._skip_data(found)
        return found

    def _next(self, collected: _Collected) -> Token | None:
        if self._pushed is not None:
            token, self._pushed = self._pushed, None
            return token
        return self.scanner.next(coarse=collected.skips and not self._batches)

    def _skips_line(self) -> bool:
        """Go behind a line that is none of SQL, if the position is before one."""
        scanner = self.scanner
        start = scanner.position
        while start < len(scanner.content) and scanner.content[start].isspace():
            start += 1
        found = _LINES.match(scanner.content, start)
        if found is None or scanner.content[scanner.content.rfind("\n", 0, start) + 1 : start].strip():
            return False
        told = _DELIMITER.match(found[0])
        self._delimiter = told[1] if told else self._delimiter
        scanner.jump(found.end())
        return True

    def _stands_alone(self, token: Token) -> bool:
        if token.upper not in ("GO", "/"):
            return False
        content = self.scanner.content
        begin = content.rfind("\n", 0, token.position) + 1
        if _ALONE.match(content, begin) is None:
            return False
        self.scanner.position = token.position
        self.scanner.to_line_end()
        return True

    def _begins(self, token: Token, collected: _Collected) -> bool:
        """Whether a token that leads its line begins another statement."""
        if collected.routine or token.upper not in ("CREATE", "ALTER", "INSERT", "DROP", "EXEC", "EXECUTE"):
            return False
        if collected.skips and not self._batches:
            return False
        following = Scanner(self.scanner.content, self.scanner.mysql, self.scanner.position).next()
        word = following.upper if following is not None else ""
        if collected.depth > 0:
            return token.upper == "CREATE" and word == "TABLE"
        if token.upper in ("ALTER", "DROP"):
            return word in OBJECTS - {"INDEX", "TYPE"}
        return bool(word) or token.upper != "CREATE"

    def _skip_data(self, copied: Statement) -> None:
        if not any(token.upper == "STDIN" for token in copied.tokens):
            return
        end = _DATA_END.search(self.scanner.content, self.scanner.position)
        if end is None:
            self.data_open_at = self.scanner.position
            self.scanner.jump(len(self.scanner.content))
        else:
            self.scanner.jump(end.end())


_BLOCKS = frozenset("IF LOOP WHILE REPEAT FOR".split())
"""What END may be followed by without closing a block that BEGIN or CASE has opened."""


@dataclass
class _Collected:
    """A statement as far as it has been read. `batches`: routines end with their batch and not at a semicolon."""

    batches: bool
    tokens: list[Token] = field(default_factory=list)
    routine: bool = False
    skips: bool = False
    depth: int = 0
    _object: bool = False
    _nested: int = 0
    _ended: bool = False

    @property
    def ends_at_semicolon(self) -> bool:
        """Whether a semicolon ends it, rather than something inside it."""
        if self.routine and self._ended:  # END and the semicolon right behind it
            self._nested, self._ended = self._nested - 1, False
        return not self.routine or (self._nested <= 0 and not self.batches)

    def add(self, token: Token) -> None:
        """Read one more token."""
        word = token.upper
        if not self.tokens:
            self.skips = word in _ROWS
        elif not self._object and len(self.tokens) < _FAR and word in OBJECTS:
            self._object = self.tokens[0].upper in ("CREATE", "ALTER")
            self.routine = self._object and word in _ROUTINES
        elif word == "BODY" and self.tokens[-1].upper == "TYPE":
            self.routine = True
        self.depth += {"(": 1, ")": -1}.get(token.value, 0) if token.kind == "symbol" else 0
        if self.routine:
            self._nest(word)
        if not (self.skips or self.routine) or len(self.tokens) < _KEPT:
            self.tokens.append(token)

    def _nest(self, word: str) -> None:
        ended, self._ended = self._ended, word == "END"
        if ended:
            self._nested -= word not in _BLOCKS
        if word == "BEGIN" or (word == "CASE" and not ended):
            self._nested += 1

    def statement(self) -> Statement | None:
        """What has been read; None if that is nothing."""
        return Statement(tuple(self.tokens), self.routine) if self.tokens else None
