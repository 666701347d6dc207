"""Long loops of a tool become functions of their own, so that no function grows beyond what one can read."""

import ast
from collections.abc import Mapping
from dataclasses import replace

from generator.emit.text import WIDTH
from generator.emit.views import Function

LONGEST_LOOP = 25
"""Lines of a loop's body, as formatted, that still stand in the tool's function."""


def extracted(function: Function, annotations: Mapping[str, str]) -> list[Function]:
    """The function, after one function for each of its outermost loops that is too long.

    `annotations` has the type of every variable that the body may use. A loop that needs a variable which may be None
    stays: what was tested before the loop is not known in another function.
    """
    lines = "\n".join(function.body).split("\n")
    found: list[Function] = []
    for loop in reversed(_long_loops(lines)):
        made = _function(function, loop, lines, annotations)
        if made is None:
            continue
        call = f"{made.name}({', '.join(name.partition(':')[0] for name in made.parameters)})"
        lines[loop.lineno - 1 : loop.end_lineno] = [*_header(loop, lines), f"    {call}"]
        found.insert(0, made)
    return [*found, replace(function, body=tuple(lines))]


def _long_loops(lines: list[str]) -> list[ast.For]:
    statements = ast.parse("\n".join(lines)).body
    return [one for one in statements if isinstance(one, ast.For) and _height(one, lines) > LONGEST_LOOP]


def _header(loop: ast.For, lines: list[str]) -> list[str]:
    return lines[loop.lineno - 1 : loop.body[0].lineno - 1]


def _height(loop: ast.For, lines: list[str]) -> int:
    """About how many lines the formatter makes of the body: a long call is written one argument a line."""
    body = lines[loop.body[0].lineno - 1 : loop.end_lineno]
    return sum(1 if len(line) <= WIDTH - 4 else 2 + line.count(", ") for line in body)


def _function(outer: Function, loop: ast.For, lines: list[str], annotations: Mapping[str, str]) -> Function | None:
    names = [node for statement in loop.body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    wanted = [name for name in dict.fromkeys(node.id for node in names) if name in annotations and name not in own]
    if any(annotations[name].endswith("| None") for name in wanted) or not isinstance(loop.target, ast.Name):
        return None
    parameters = tuple(f"{name}: {annotations[name]}" for name in sorted(wanted, key=lambda name: name != "db"))
    body = [line.removeprefix("    ") for line in lines[loop.body[0].lineno - 1 : loop.end_lineno]]
    name = f"_{outer.name}_{loop.target.id}".replace("__", "_")
    return Function(name, parameters, "None", f"One turn of the loop of `{outer.name}`.", tuple(body))
