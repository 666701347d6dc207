"""What pydantic found wrong with an environment's form, said as the checks say it: where, what, and the next step."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from servers.farm.expressions import NO_EXPRESSION
from servers.farm.model.base import Strict
from servers.farm.problems import Problem, did_you_mean

Location = tuple[int | str, ...]
_EXPRESSION = "write it as in Python: == compares, and/or/not join, a text has quotes of its own: \"'paid'\""
_LOOK_UP = "look the form up with `mcpfarm schema environment`"


def problems_of(error: ValidationError) -> list[Problem]:
    """Every mistake of the form."""
    errors = error.errors()
    wrong = {item["loc"][:depth] for item in errors for depth in range(len(item["loc"]))}
    # Pydantic counts right items only, so that a list of one wrong item is told as empty, too.
    told = [item for item in errors if item["type"] != "too_short" or item["loc"] not in wrong]
    return [_problem(item["type"], item["loc"], item["msg"], item.get("ctx", {})) for item in told]


def _problem(kind: str, location: Location, message: str, context: Mapping[str, Any]) -> Problem:
    if kind in ("missing", "extra_forbidden"):
        name, where = str(location[-1]), place(location[:-1])
        if kind == "missing":
            return Problem(where, f"'{name}' is missing", "add it")
        return Problem(where, f"unknown field '{name}'", _near(name) or f"remove it, or {_LOOK_UP}")
    if kind == "union_tag_invalid":
        return _unknown_tag(place(location), str(context["tag"]), str(context["expected_tags"]).replace("'", ""))
    tell = _WORDS.get(kind)
    what = tell(context) if tell else message.removeprefix("Value error, ").replace("Input should be", "must be")
    return Problem(place(location), what, _EXPRESSION if what.startswith(NO_EXPRESSION) else _LOOK_UP)


def _unknown_tag(where: str, tag: str, expected: str) -> Problem:
    known = expected.split(", ")
    if tag != "?":
        return Problem(where, f"unknown kind '{tag}'", did_you_mean(tag, known))
    if "find" in known:
        return Problem(where, "is no step", f"a step is an object with one key: {expected}")
    return Problem(where, "says not what it is", f"give one of {expected}")


def _near(name: str) -> str:
    hint = did_you_mean(name, {field for model in _models(Strict) for field in _fields(model)} - {name})
    return hint if hint.startswith("did you mean") else ""


def _models(model: type[Strict]) -> Iterator[type[Strict]]:
    for child in model.__subclasses__():
        yield child
        yield from _models(child)


def _fields(model: type[Strict]) -> Iterator[str]:
    yield from (field.alias or name for name, field in model.model_fields.items())


_WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "dict_type": lambda _: "must be an object",
    "model_type": lambda _: "must be an object",
    "model_attributes_type": lambda _: "must be an object",
    "tuple_type": lambda _: "must be a list",
    "int_type": lambda _: "must be an integer",
    "int_parsing": lambda _: "must be an integer",
    "int_from_float": lambda _: "must be an integer",
    "float_type": lambda _: "must be a number",
    "float_parsing": lambda _: "must be a number",
    "bool_type": lambda _: "must be true or false",
    "bool_parsing": lambda _: "must be true or false",
    "string_type": lambda _: "must be a text",
    "string_unicode": lambda _: "must be a text without unpaired surrogates",
    "string_too_short": lambda _: "must not be empty",
    "string_too_long": lambda context: f"must have at most {context['max_length']} characters",
    "string_pattern_mismatch": lambda context: f"must match {context['pattern']}",
    "too_short": lambda _: "must not be empty",
    "literal_error": lambda context: f"must be {context['expected']}",
    "recursion_loop": lambda _: "contains itself",
    "greater_than_equal": lambda context: f"must be at least {context['ge']}",
    "less_than_equal": lambda context: f"must be at most {context['le']}",
}

_HEADS = {"entities": "entity", "tools": "tool", "faults": "fault"}
_PARTS = {"columns": "column", "parameters": "parameter", "views": "view"}
_BLOCKS = ("steps", "do", "then", "else")


def place(location: Location) -> str:
    """How a place is named to its author: `tool 'lend_book', step 2 (if), then 1 (find), key`."""
    parts = list(location)
    found: list[str] = []
    while parts:
        part = parts.pop(0)
        if not found and part in _HEADS and parts:
            found.append(f"{_HEADS[str(part)]} '{parts.pop(0)}'")
        elif part in _PARTS and parts:
            found.append(f"{_PARTS[str(part)]} '{parts.pop(0)}'")
            if part == "columns" and len(parts) > 1:
                del parts[0]  # the kind, by which pydantic chose the class
        elif part in _BLOCKS and parts and isinstance(parts[0], int):
            found.append(f"{'step' if part == 'steps' else part} {int(parts.pop(0)) + 1}")
            found[-1] += f" ({parts.pop(0)})" if parts else ""
            del parts[:1]  # the step's only key says the same
        elif part not in ("[key]", "object", "expression", "path", "name", "fault", "list"):
            found.append(str(part))
    return ", ".join(found) or "environment"
