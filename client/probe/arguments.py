"""Arguments for tools of strangers: made from their schemas, their words and what earlier answers have shown.

Candidates of a parameter, best first: what the schema allows (`enum`, `const`), examples, values that answers have
shown under that name, the default, values quoted in the description, what parameters of such a name usually mean,
what the format asks for, a text of ours. Each text of ours is unlike every other, so that it can be found again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from client.probe.knowledge import Knowledge, is_path, normal
from client.probe.schemas import branches, fits, kind, resolved
from client.probe.tools import Tool
from client.servers import Json, Object

CHOICES = 4
"""How many values of an enumeration are tried."""
DEEPEST = 4
"""How deep arguments are made."""
MARK = "probe"
"""What every text of ours begins with."""
NOWHERE = "http://127.0.0.1:9/"
"""An address that refuses at once: a probe does not make a server call others."""

_FORMATS: dict[str, Json] = {
    "date": "2026-03-14",
    "date-time": "2026-03-14T09:26:53Z",
    "time": "09:26:53Z",
    "duration": "PT1H",
    "email": "ada@example.com",
    "uri": NOWHERE,
    "url": NOWHERE,
    "hostname": "example.com",
    "ipv4": "127.0.0.1",
    "ipv6": "::1",
    "uuid": "3f2b8a52-6c1d-4e0f-9a7b-5d4c3b2a1908",
    "regex": "a+",
}
_MEANINGS: tuple[tuple[str, Sequence[Json]], ...] = (
    (r"(^|_)(uri|url|link|website|endpoint)$", [NOWHERE]),
    (r"(^|_)email$", ["ada@example.com"]),
    (r"timezone|time_zone|(^|_)tz$", ["Europe/Paris", "UTC"]),
    (r"(^|_)(start|end|due|from|to|on|since|until|day)?_?date$", ["2026-03-14", "14.03.2026"]),
    (r"(^|_)(timestamp|datetime|start_at|end_at|due_at)$", ["2026-03-14T09:26:53Z"]),
    (r"(^|_)time$", ["09:26", "2026-03-14T09:26:53Z"]),
    (r"(^|_)(sql|query_sql|sql_query)$", ["SELECT 1"]),
    (r"(^|_)(expression|formula|equation|calculation)$", ["1 + 1"]),
    (r"(^|_)(pattern|regex|glob)$", ["*"]),
    (r"(^|_)(language|locale|lang)$", ["en"]),
    (r"(^|_)currency$", ["EUR"]),
    (r"(^|_)country$", ["FR"]),
    (r"(^|_)(city|location|place)$", ["Paris"]),
    (r"(^|_)(color|colour)$", ["#336699"]),
    (r"(^|_)(latitude|lat)$", [48.85]),
    (r"(^|_)(longitude|lon|lng)$", [2.35]),
    (r"(^|_)year$", [2026]),
    (r"(^|_)month$", [3]),
    (r"(^|_)(duration|delay|wait|sleep|timeout|interval|second|m|milli|millisecond)(_|$)", [1]),
    (r"(^|_)(limit|count|size|max|page_size|max_result|num|step|depth|length)(_|$)", [3]),
)
"""What parameters of such names usually mean; names as `knowledge.normal` writes them."""
_REFERRING = frozenset({"id", "uuid", "key", "path", "cursor", "ref", "parent", "owner", "directory", "file", "folder"})
"""How parameters end that say which row is meant, and not what it holds."""
_CONTAINERS = frozenset({"repo", "repository", "root", "project", "workspace", "cwd", "base", "working"})
"""Words in the names of paths that say where something is done, not to which file."""
_PATTERNED: tuple[str, ...] = (
    "a", "abc", "abcdef", "A", "ABC", "a1", "A1", "1", "12", "123", "1234", "12345", "0123456789", "a-b", "a_b", "a.b",
    "en", "en-US", "EUR", "#336699", "#", "/", "/a", "1.0.0", "v1", "09:26", "09:26:53", "2026-03", "2026-03-14",
    "2026-03-14T09:26:53Z", "ada@example.com", NOWHERE, "3f2b8a52-6c1d-4e0f-9a7b-5d4c3b2a1908", "abcdefabcdef12345678",
    "deadbeef", "0" * 32, "0" * 40, "0" * 64, "+33123456789",
)  # fmt: skip
_SQL = (
    (
        re.compile(r"\bCREATE\b.*\bSQL\b|\bSQL\b.*\bCREATE\b"),
        "CREATE TABLE IF NOT EXISTS probe (id INTEGER, name TEXT)",
    ),
    (re.compile(r"\bSQL\b"), "SELECT 1"),
)
"""Statements for parameters whose description asks for SQL."""
_QUOTED = re.compile(r"[\"'`“‘]([^\"'`“”‘’\n]{1,60})[\"'`”’]")
_EXAMPLE = re.compile(r"(?:e\.g\.|for example|such as|example:?)[,:]?\s+([\w./:+-]{1,40}\w)", re.IGNORECASE)


@dataclass
class Maker:
    """Makes arguments; the same knowledge and the same requests give the same ones."""

    knowledge: Knowledge
    seed: int = 1
    url: str = NOWHERE
    """An address that may be fetched."""
    _made: int = field(default=0)

    def attempts(self, tool: Tool) -> Iterator[Object]:
        """Different arguments for a tool; those that change something first for a tool that updates."""
        made = [
            self.arguments(tool),
            self._with_text(tool),
            self.arguments(tool, 1),
            self.arguments(tool, 2),
            self.arguments(tool, optional=True),
        ]
        if tool.verb == "update":
            made = [made[1], made[4], *made[2:4], made[0]]
        yield from (one for number, one in enumerate(made) if one not in made[:number])

    def arguments(self, tool: Tool, number: int = 0, *, optional: bool = False) -> Object:
        """The required arguments, or all, each with its candidate of that number as far as there are so many."""
        names = list(tool.properties) if optional else [name for name in tool.properties if name in tool.required]
        return {name: found[min(number, len(found) - 1)] for name in names if (found := self.candidates(tool, name))}

    def _with_text(self, tool: Tool) -> Object:
        """The required arguments and the first optional one that takes any text of ours."""
        made = self.arguments(tool)
        for name in tool.properties:
            if name not in made and (texts := [item for item in self.candidates(tool, name) if is_ours(item)]):
                return {**made, name: texts[0]}
        return made

    def candidates(self, tool: Tool, name: str) -> list[Json]:
        """Values that a parameter may take, best first, all of them allowed by its schema if any is."""
        return self._allowed(tool, name, tool.properties.get(name, {}), 0)

    def text(self, name: str) -> str:
        """A text of ours that no other is like."""
        self._made += 1
        return f"{MARK} {name.replace('_', ' ')} {self.seed}{self._made:03d}".strip()

    def _allowed(self, tool: Tool, name: str, part: Json, deep: int) -> list[Json]:
        schema = resolved(part, tool.input)
        found = list(self._values(tool, name, schema, deep))
        allowed = [value for value in found if fits(_closed(schema, tool.input), value)]
        return _different(allowed or found)

    def _values(self, tool: Tool, name: str, schema: Object, deep: int) -> Iterator[Json]:
        for branch in branches(schema, tool.input):
            yield from self._of_branch(tool, name, branch, deep)

    def _of_branch(self, tool: Tool, name: str, schema: Object, deep: int) -> Iterator[Json]:
        if "const" in schema:
            yield schema["const"]
            return
        if isinstance(choices := schema.get("enum"), list) and choices:
            yield from choices[:CHOICES]
            return
        for key in ("examples", "example"):
            examples = schema.get(key)
            yield from examples[:2] if isinstance(examples, list) else [] if examples is None else [examples]
        make = {"object": self._objects, "array": self._arrays}.get(kind(schema))
        if make is not None:
            yield from make(tool, name, schema, deep)
            return
        yield from _typed(self._scalars(tool, name, schema), kind(schema))

    def _scalars(self, tool: Tool, name: str, schema: Object) -> Iterator[Json]:
        if not tool.reads and is_path(name) and _CONTAINERS.isdisjoint(normal(name).split("_")):
            yield from self._own_paths(tool, name, schema)
            return
        if tool.verb in ("create", "update") and kind(schema) in ("string", "") and _is_content(name, schema):
            yield self.text(normal(name))
        yield from self.knowledge.values(name, tool)[:3]
        if schema.get("default") is not None:
            yield schema["default"]
        description = str(schema.get("description") or "")
        yield from (example for pattern, example in _SQL if pattern.search(description))
        yield from _EXAMPLE.findall(description)[:1]
        plain = normal(name)
        yield from (self.url if value == NOWHERE else value for value in _meaning(plain)[:2])
        yield from _QUOTED.findall(description)[:2]
        if isinstance(form := schema.get("format"), str) and form in _FORMATS:
            yield self.url if _FORMATS[form] == NOWHERE else _FORMATS[form]
        yield from self._plain(plain, schema)

    def _own_paths(self, tool: Tool, name: str, schema: Object) -> Iterator[Json]:
        """Paths for a tool that may write: those that the probe has made, then new ones. What was there stays whole."""
        if tool.verb != "create":
            yield from self.knowledge.made(name, tool)[:3]
        folders = [value for value in self.knowledge.values(name, tool) if isinstance(value, str) and value[:1] == "/"]
        for text in self._plain(normal(name), schema):
            yield text
            yield from (f"{folder.rstrip('/')}/{text}" for folder in folders[:3])

    def _plain(self, name: str, schema: Object) -> Iterator[Json]:
        match kind(schema):
            case "integer" | "number":
                yield from _numbers(schema)
            case "boolean":
                yield from (False, True)
            case "null":
                yield None
            case _:
                yield from self._texts(name, schema)

    def _texts(self, name: str, schema: Object) -> Iterator[str]:
        if isinstance(pattern := schema.get("pattern"), str):
            yield from (text for text in _PATTERNED if _matches(pattern, text))
        text = self.text(name)
        least, most = schema.get("minLength"), schema.get("maxLength")
        if isinstance(least, int):
            text = text.ljust(least, "x")
        yield text[-most:] if isinstance(most, int) and 0 < most < len(text) else text

    def _objects(self, tool: Tool, name: str, schema: Object, deep: int) -> Iterator[Json]:
        inner = schema.get("properties")
        properties = inner if isinstance(inner, dict) else {}
        required = schema.get("required")
        names = [str(item) for item in required] if isinstance(required, list) else []
        yield {item: self._first(tool, item, properties.get(item), deep) for item in names}
        if len(properties) > len(names):
            yield {item: self._first(tool, item, part, deep) for item, part in properties.items()}
        if not properties and (more := schema.get("additionalProperties")) is not False:
            yield {"key": self._first(tool, name, more if isinstance(more, dict) else {}, deep)}

    def _arrays(self, tool: Tool, name: str, schema: Object, deep: int) -> Iterator[Json]:
        least = schema.get("minItems")
        count = max(1, least if isinstance(least, int) else 1)
        made = self._allowed(tool, name, schema.get("items"), deep + 1) if deep < DEEPEST else []
        for value in made[:2]:
            yield [value] * count
        if not made or not least:
            yield []

    def _first(self, tool: Tool, name: str, schema: Json, deep: int) -> Json:
        found = self._allowed(tool, name, schema, deep + 1) if deep < DEEPEST else []
        return found[0] if found else None


def _is_content(name: str, schema: Object) -> bool:
    """Whether a text is what a row holds, rather than which row is meant or a value of some format."""
    parts = normal(name).split("_")
    named = parts[-1] in _REFERRING or (parts[-1] in ("name", "slug") and len(parts) > 1)
    return not named and "format" not in schema and "pattern" not in schema and _meaning(normal(name)) == []


def _meaning(plain: str) -> list[Json]:
    """What parameters of such a name usually mean."""
    name = re.sub(r"(_\d+)+$", "", plain)  # `date1` is a date too
    return [value for pattern, values in _MEANINGS if re.search(pattern, name) for value in values]


def is_ours(value: Json) -> bool:
    """Whether a value is a text that `Maker.text` has made."""
    return isinstance(value, str) and value.startswith(f"{MARK} ")


def _closed(schema: Object, root: Object) -> Object:
    """A part of a schema with the definitions that its references need."""
    return {**{key: root[key] for key in ("$defs", "definitions") if key in root}, **schema}


def _typed(values: Iterator[Json], wanted: str) -> Iterator[Json]:
    """The values that have the JSON type, after a change that loses nothing."""
    for value in values:
        if wanted == "string":
            yield value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
        elif wanted in ("integer", "number"):
            yield from _as_number(value, wanted)
        elif wanted != "boolean" or isinstance(value, bool):
            yield value


def _as_number(value: Json, wanted: str) -> Iterator[Json]:
    try:
        number = float(str(value))
    except ValueError:
        return
    if not isinstance(value, bool) and number.is_integer() and abs(number) < 2**53:
        yield int(number)
    elif wanted == "number" and not isinstance(value, bool):
        yield number


def _numbers(schema: Object) -> Iterator[Json]:
    least, most = (
        _limit(schema, *names) for names in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
    )
    step = schema.get("multipleOf")
    for value in (1, 2, least, most, least + 1, most - 1, step, 0):
        if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
            yield value


def _limit(schema: Object, *names: str) -> float | int:
    found = [value for name in names if isinstance(value := schema.get(name), int | float)]
    return found[0] if found else 1


def _matches(pattern: str, text: str) -> bool:
    """Whether a text matches; a pattern that Python cannot read matches nothing."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False


def _different(values: Sequence[Json]) -> list[Json]:
    found: list[Json] = []
    for value in values:
        if not any(type(value) is type(other) and value == other for other in found):
            found.append(value)
    return found
