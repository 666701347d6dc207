"""Python texts: literals that stay within the line length, and expressions that know how tightly they bind."""

import re
from dataclasses import dataclass
from textwrap import wrap

WIDTH = 120
_LONG = 88

CONDITIONAL, OR, AND, NOT, COMPARE, ADD, MULTIPLY, UNARY, ATOM = range(1, 10)


@dataclass(frozen=True)
class Code:
    """An expression's text and the level of its outermost operator; higher binds tighter."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """The text, in parentheses if it binds less tightly than `level`."""
        return self.text if self.level >= level else f"({self.text})"


def literal(value: str | int | float | bool | None, room: int = _LONG) -> str:
    """The Python literal of a constant; a text longer than `room` is written in pieces that Python joins."""
    if not isinstance(value, str) or len(value) <= room:
        return repr(value)
    return "(" + "\n".join(repr(piece) for piece in pieces(value)) + ")"


def entry(key: str, value: str, indent: int) -> str:
    """`key: value,` of a dict of texts, each in pieces where the line would be too long."""
    room = WIDTH - indent - 7
    if len(key) + len(value) <= room:
        return f"{key!r}: {value!r},"
    return f"{literal(key, room)}: {literal(value, 0 if len(value) > room - len(key) else room)},"


def sql_argument(text: str) -> str:
    """The literal of an SQL text as the first of several arguments; a long one is cut before its clauses."""
    if len(text) <= _LONG:
        return repr(text)
    found = [""]
    for part in re.split(r"(?= (?:AND|OR|WHERE|FROM|JOIN|WHEN|ELSE) )|(?<=, )", text):
        if len(found[-1]) + len(part) > _LONG:
            found.append("")
        found[-1] += part
    return "\n".join(repr(piece) for whole in found for piece in pieces(whole) if piece)


def argument(text: str) -> str:
    """A value as the only argument of a call: the parentheses of a long literal are the call's."""
    return text[1:-1] if text.startswith(("('", '("')) and "\n" in text else text


def pieces(text: str) -> list[str]:
    """A long text cut after spaces where there are some; joined, the pieces are the text."""
    found: list[str] = []
    while len(text) > _LONG:
        cut = text.rfind(" ", 1, _LONG) + 1 or _LONG
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def docstring(text: str, indent: int = 4) -> str:
    """The body of a docstring: one line if it fits, else wrapped, with quotes and backslashes made harmless."""
    clean = " ".join(printable(text).split()).replace("\\", "\\\\").replace('"""', "'''")
    clean = f"{clean}." if clean and clean[-1] not in ".!?…" else clean
    if len(clean) + indent + 6 <= WIDTH:
        return clean
    return ("\n" + " " * indent).join(wrap(clean, WIDTH - indent - 6, break_on_hyphens=False)) + "\n" + " " * indent


def printable(text: str) -> str:
    """The text with a space for each character that an editor would not show."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def indented(lines: list[str]) -> list[str]:
    """The lines of a block, one level deeper."""
    return [f"    {line}" if line else line for text in lines for line in text.split("\n")]
