"""Hostile arguments: one kind of abuse per class, each tried on every parameter that it fits.

What a call with them must give is computed like everything else: harmless text may be accepted, everything else is
refused with `invalid_argument` and the parameter's name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from client.hostility import TEXTS
from client.servers import Json, Object
from client.verify.cases import Plan
from client.verify.planning import Planner
from client.verify.values import element
from servers.farm.surface import SurfaceParameter

EACH = 4
"""How many of them each parameter gets."""

NOT_TEXTS: tuple[str, ...] = ("a\0b",)
"""What no text may hold. Half of a surrogate pair is among `LINES`: the SDK's server passes over such a message."""

WRONG: dict[str, tuple[Json, ...]] = {
    "string": (5, True, ["text"], {"text": "x"}),
    "integer": ("5", 1.5, True, [1], 2**63, -(10**30), 1e308),
    "number": ("1.0", False, [1.0], {"value": 1}, 10**400),
    "boolean": ("true", 1, 0, [True]),
    "array": ("text", 5, {"0": "text"}, [[["deep"]]], [None], [{}]),
}
"""Values of another JSON type than the one asked for, and numbers that nothing can hold."""

CURSORS: tuple[Json, ...] = ("", "x", "bm90IGEgY3Vyc29y", "W10", "WzEsMl0", "e30", "////", "W251bGxd", "W1tdXQ")
"""Cursors that no tool gave: empty, no base64, base64 of other text and of JSON of another shape."""

LIMITS: tuple[Json, ...] = (0, -1, 10**6)


@dataclass(frozen=True)
class Abuse:
    """A wrong or dangerous value for one argument, or `missing`."""

    what: str
    name: str
    value: Json = None
    missing: bool = False

    def on(self, arguments: Object) -> Object:
        """The arguments with it."""
        if self.missing:
            return {name: value for name, value in arguments.items() if name != self.name}
        return {**arguments, self.name: self.value}


def plans(planner: Planner) -> Iterator[Plan]:
    """Hostile calls of every tool, each with one thing wrong in arguments that would do."""
    seen: set[tuple[str, str]] = set()
    for tool in planner.contract.environment.tools:
        yield from _plans(planner, tool, set() if planner.effort.everywhere else seen)


def _plans(planner: Planner, tool: str, seen: set[tuple[str, str]]) -> Iterator[Plan]:
    """Those of one tool; they are alike where their kind was seen."""
    base = planner.ordinary(tool)
    types = {item.name: str(item.schema["type"]) for item in planner.contract.surfaces[tool]}
    for number, abuse in enumerate(_abuses(planner, tool)):
        kind = (abuse.what.removeprefix(abuse.name), types.get(abuse.name, ""))
        name = f"hostile/{tool}/{number} {abuse.what}"
        yield planner.plan(name, "hostile", tool, abuse.on(base), names=abuse.name, alike=kind in seen)
        seen.add(kind)


def _abuses(planner: Planner, tool: str) -> Iterator[Abuse]:
    yield Abuse("unknown parameter", "surprise", 1)
    yield Abuse("unknown parameter like __class__", "__class__", "x")
    yield from _huge(planner.contract.surfaces[tool])
    for number, item in enumerate(planner.contract.surfaces[tool]):
        if item.required:
            yield Abuse(f"{item.name} missing", item.name, missing=True)
        yield Abuse(f"{item.name} null", item.name, None)
        yield from _of_type(item, number)
        yield from _of_source(item)


def _huge(surface: Iterable[SurfaceParameter]) -> Iterator[Abuse]:
    """More than any text may have, in the first parameter whose schema gives no limit: it is slow to send."""
    for item in surface:
        if item.schema["type"] == "string" and not {"maxLength", "enum", "format"} & item.schema.keys():
            yield Abuse(f"{item.name} huge", item.name, "x" * 100_001)
            return


def _of_type(item: SurfaceParameter, number: int) -> Iterator[Abuse]:
    kind = str(item.schema["type"])
    for value in WRONG[kind]:
        yield Abuse(f"{item.name} of another type", item.name, value)
    inner = element(item.schema)
    for value in _element_values(inner, number):
        yield Abuse(f"{item.name} hostile", item.name, [value] if kind == "array" else value)
    if kind == "array":
        yield Abuse(f"{item.name} too long", item.name, [_harmless(inner)] * 1_001)


def _element_values(schema: Object, number: int) -> Iterator[Json]:
    """Hostile values of the right type: of the texts a few for each parameter, in turn; where only some texts are
    allowed, some that are not."""
    if schema["type"] != "string":
        return
    if "enum" in schema or "format" in schema:
        yield from ("no-such-choice", TEXTS[0], "2026-02-30", "2026-13-01T25:00:00Z", "٢٠٢٦-٠١-٠١")
        return
    yield from (TEXTS[(number * EACH + index) % len(TEXTS)] for index in range(EACH))
    yield from NOT_TEXTS
    if isinstance(limit := schema.get("maxLength"), int):
        yield "x" * (limit + 1)


def _harmless(schema: Object) -> Json:
    values: dict[str, Json] = {"string": "x", "integer": 1, "number": 1.0, "boolean": True}
    return values[str(schema["type"])]


def _of_source(item: SurfaceParameter) -> Iterator[Abuse]:
    extra = {"cursor": CURSORS, "limit": LIMITS}.get(item.source, ())
    for value in extra:
        yield Abuse(f"{item.name} wrong", item.name, value)
    if item.scale is not None:
        yield Abuse(f"{item.name} with too many decimals", item.name, _with_decimals(item.schema))
    if item.source == "rows":
        yield Abuse(f"{item.name} of another length", item.name, [_harmless(element(item.schema))] * 3)


def _with_decimals(schema: Object) -> Json:
    return [0.123456] if schema["type"] == "array" else 0.123456
