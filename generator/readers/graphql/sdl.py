"""The parser of the schema definition language.

Errors: `SdlError`, with line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.description import Scalar
from generator.readers.graphql.model import Argument, FieldDef, GraphQLSchema, TypeDef, TypeKind, TypeRef, lost_types

_TOKEN = re.compile(
    r"[\s,\ufeff]+|#[^\r\n]*|(?P<name>[_A-Za-z]\w*)|(?P<mark>\.\.\.|[{}()\[\]!:=|&@$])"
    r'|(?P<block>"""(?:\\"""|[^"]|"(?!""))*""")|(?P<string>"(?:\\.|[^"\\\r\n])*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)",
    re.ASCII,
)
_MAX_DEPTH = 100
"""Lists in lists, values in values; deeper ones are refused."""
_ESCAPE = re.compile(r'\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_EXECUTED = frozenset({"query", "mutation", "subscription", "fragment"})
_CLOSING = {"{": "}", "(": ")", "[": "]"}


class SdlError(Exception):
    """What is wrong, and where: lines and columns count from 1."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {what}")
        self.what, self.line, self.column = what, line, column


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse_sdl(text: str) -> GraphQLSchema:
    """The schema in a document of the definition language. Raises SdlError."""
    return _Parser(text).schema()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text, self._position = text, 0
        self._types: dict[str, TypeDef] = {}
        self._roots: dict[str, str] = {}
        self._description = ""
        self._token = self._next()

    def schema(self) -> GraphQLSchema:
        """All definitions to the end."""
        while self._token.kind != "end":
            self._definition()
        query, mutation = (self._roots.get(name, "") for name in ("query", "mutation"))
        if not self._roots:
            query, mutation = (name if name in self._types else "" for name in ("Query", "Mutation"))
        return GraphQLSchema(self._types, query, mutation, self._description, lost_types(self._types))

    def _definition(self) -> None:
        description = self._said()
        extends = self._skip_name("extend")
        word = self._token
        kinds: dict[str, Callable[[str], TypeDef]] = {
            "scalar": self._scalar,
            "type": lambda said: self._object("object", said),
            "interface": lambda said: self._object("interface", said),
            "union": self._union,
            "enum": self._enum,
            "input": self._input,
        }
        if word.kind == "name" and word.text in kinds:
            self._advance()
            self._add(kinds[word.text](description), extends, word)
        elif word.kind == "name" and word.text == "schema":
            self._advance()
            self._description = self._description or description
            self._schema_roots()
        elif word.kind == "name" and word.text == "directive":
            self._directive_definition()
        elif word.text in _EXECUTED or (word.text == "{" and not description):
            raise self._error("an operation, where a schema defines types", word)
        else:
            raise self._error(f"expected a definition, such as 'type', and found {_shown(word)}", word)

    def _add(self, made: TypeDef, extends: bool, place: _Token) -> None:
        """Keep a type; an extension adds to what there is, and makes it where nothing is yet."""
        known = self._types.get(made.name)
        if known is None:
            self._types[made.name] = made
        elif extends or known.kind != made.kind or known == made:
            self._types[made.name] = _joined(known, made)
        elif not (known.fields or known.inputs or known.values or known.members):
            self._types[made.name] = made
        elif made.fields or made.inputs or made.values or made.members:
            raise self._error(f"the type '{made.name}' is defined twice", place)

    def _schema_roots(self) -> None:
        self._directives()
        if self._skip("{"):
            while not self._skip("}"):
                role = self._name()
                self._expect(":")
                self._roots[role] = self._name()

    def _directive_definition(self) -> None:
        self._advance()
        self._expect("@")
        self._name()
        self._arguments_definition()
        self._skip_name("repeatable")
        self._expect_name("on")
        self._skip("|")
        self._name()
        while self._skip("|"):
            self._name()

    def _scalar(self, description: str) -> TypeDef:
        name = self._name()
        self._directives()
        return TypeDef("scalar", name, description)

    def _object(self, kind: TypeKind, description: str) -> TypeDef:
        name = self._name()
        interfaces: list[str] = []
        if self._skip_name("implements"):
            self._skip("&")
            while self._token.kind == "name":
                interfaces.append(self._name())
                self._skip("&")
        self._directives()
        fields: list[FieldDef] = []
        if self._skip("{"):
            while not self._skip("}"):
                fields.append(self._field())
        return TypeDef(kind, name, description, fields=tuple(fields), interfaces=tuple(interfaces))

    def _field(self) -> FieldDef:
        description = self._said()
        name = self._name()
        arguments = self._arguments_definition()
        self._expect(":")
        type_ = self._type()
        return FieldDef(name, type_, arguments, description, "deprecated" in self._directives())

    def _arguments_definition(self) -> tuple[Argument, ...]:
        found: list[Argument] = []
        if self._skip("("):
            while not self._skip(")"):
                found.append(self._argument())
        return tuple(found)

    def _argument(self) -> Argument:
        description = self._said()
        name = self._name()
        self._expect(":")
        type_ = self._type()
        has_default = self._skip("=")
        default = self._value() if has_default else None
        return Argument(name, type_, description, default, has_default, "deprecated" in self._directives())

    def _type(self, depth: int = 0) -> TypeRef:
        if depth > _MAX_DEPTH:
            raise self._error("lists are nested too deep", self._token)
        if self._skip("["):
            inner = self._type(depth + 1)
            self._expect("]")
            return TypeRef(inner.name, many=True, required=self._skip("!"))
        name = self._name()
        return TypeRef(name, required=self._skip("!"))

    def _union(self, description: str) -> TypeDef:
        name = self._name()
        self._directives()
        members: list[str] = []
        if self._skip("="):
            self._skip("|")
            members.append(self._name())
            while self._skip("|"):
                members.append(self._name())
        return TypeDef("union", name, description, members=tuple(members))

    def _enum(self, description: str) -> TypeDef:
        name = self._name()
        self._directives()
        values: list[str] = []
        if self._skip("{"):
            while not self._skip("}"):
                self._said()
                value = self._name()
                if "deprecated" not in self._directives():
                    values.append(value)
        return TypeDef("enum", name, description, values=tuple(values))

    def _input(self, description: str) -> TypeDef:
        name = self._name()
        one_of = "oneOf" in self._directives()
        inputs: list[Argument] = []
        if self._skip("{"):
            while not self._skip("}"):
                inputs.append(self._argument())
        return TypeDef("input", name, description, inputs=tuple(inputs), one_of=one_of)

    def _directives(self) -> set[str]:
        """The names of the directives that follow; their arguments are passed over."""
        found: set[str] = set()
        while self._skip("@"):
            found.add(self._name())
            if self._skip("("):
                while not self._skip(")"):
                    self._name()
                    self._expect(":")
                    self._value()
        return found

    def _value(self, depth: int = 0) -> Scalar | None:
        """A constant; lists, objects and null are passed over."""
        token = self._token
        if depth > _MAX_DEPTH:
            raise self._error("a value is nested too deep", token)
        self._advance()
        if token.text == "[" and token.kind == "mark":
            while not self._skip("]"):
                self._value(depth + 1)
            return None
        if token.text == "{" and token.kind == "mark":
            while not self._skip("}"):
                self._name()
                self._expect(":")
                self._value(depth + 1)
            return None
        constants: dict[str, Callable[[str], Scalar | None]] = {
            "number": _number,
            "string": _string,
            "block": _block,
            "name": lambda text: {"true": True, "false": False, "null": None}.get(text, text),
        }
        if token.kind not in constants:
            raise self._error(f"expected a value and found {_shown(token)}", token)
        return constants[token.kind](token.text)

    def _said(self) -> str:
        """The description before a definition, if there is one."""
        token = self._token
        if token.kind not in ("string", "block"):
            return ""
        self._advance()
        return _string(token.text) if token.kind == "string" else _block(token.text)

    def _name(self) -> str:
        token = self._token
        if token.kind != "name":
            raise self._error(f"expected a name and found {_shown(token)}", token)
        self._advance()
        return token.text

    def _expect(self, mark: str) -> None:
        if not self._skip(mark):
            raise self._error(f"expected '{mark}' and found {_shown(self._token)}", self._token)

    def _expect_name(self, word: str) -> None:
        if not self._skip_name(word):
            raise self._error(f"expected '{word}' and found {_shown(self._token)}", self._token)

    def _skip(self, mark: str) -> bool:
        """Pass a mark if it is there; at the end of the text what is still open is an error."""
        token = self._token
        if token.kind == "mark" and token.text == mark:
            self._advance()
            return True
        if token.kind == "end" and mark in _CLOSING.values():
            raise self._error(f"expected '{mark}' and found the end", token)
        return False

    def _skip_name(self, word: str) -> bool:
        if self._token.kind == "name" and self._token.text == word:
            self._advance()
            return True
        return False

    def _advance(self) -> None:
        self._token = self._next()

    def _next(self) -> _Token:
        while self._position < len(self._text):
            found = _TOKEN.match(self._text, self._position)
            if found is None:
                raise self._unreadable()
            start, self._position = self._position, found.end()
            if found.lastgroup is not None:
                return _Token(found.lastgroup, found[0], start)
        return _Token("end", "", len(self._text))

    def _unreadable(self) -> SdlError:
        rest = self._text[self._position : self._position + 3]
        token = _Token("", rest[:1], self._position)
        if rest.startswith('"'):
            return self._error("a text that does not end", token)
        return self._error(f"{rest[:1]!r} is no part of the language", token)

    def _error(self, what: str, token: _Token) -> SdlError:
        line = self._text.count("\n", 0, token.start) + 1
        return SdlError(what, line, token.start - (self._text.rfind("\n", 0, token.start) + 1) + 1)


def _joined(known: TypeDef, more: TypeDef) -> TypeDef:
    return replace(
        known,
        fields=known.fields
        + tuple(item for item in more.fields if item.name not in {old.name for old in known.fields}),
        inputs=known.inputs
        + tuple(item for item in more.inputs if item.name not in {old.name for old in known.inputs}),
        values=tuple(dict.fromkeys(known.values + more.values)),
        members=tuple(dict.fromkeys(known.members + more.members)),
        interfaces=tuple(dict.fromkeys(known.interfaces + more.interfaces)),
    )


def _shown(token: _Token) -> str:
    return "the end" if token.kind == "end" else f"'{token.text[:30]}'"


def _number(text: str) -> Scalar | None:
    try:
        return int(text)
    except ValueError:
        found = float(text)
        return found if abs(found) < float("inf") else None


def _string(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    if found[3]:
        return _ESCAPED.get(found[3], found[3])
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _block(text: str) -> str:
    """A block string as one line."""
    return " ".join(text[3:-3].replace('\\"""', '"""').split())
