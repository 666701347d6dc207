"""Laws across calls, which hold whatever the steps say: oracles that do not come from the interpreter."""

import json

from client.servers import Json, Object
from client.verify.cases import Call, Case
from client.verify.contract import Contract
from client.verify.play import Target

MOST = 200
"""How many pages are turned at most."""


def pages_agree(tool: str, case: Case, contract: Contract, target: Target) -> str:
    """Whether pages of one row and pages as long as they get hold the same rows in the same order."""
    *before, last = (step.call for step in case.steps)
    longest = next(item.schema["maximum"] for item in contract.surfaces[tool] if item.name == "limit")
    short, long = (_gathered(target, before, Call(tool, {**last.arguments, "limit": n})) for n in (1, longest))
    if short != long:
        return f"{tool}: pages of 1 hold {len(short)} rows and pages of {longest} {len(long)}, or in another order"
    return ""


def _gathered(target: Target, before: list[Call], first: Call) -> list[str]:
    """The rows of all pages, as texts, turned by the server's own cursors."""
    target.witness.rewind()
    for call in before:
        target.call(call.tool, call.arguments)
    rows: list[str] = []
    arguments: Object = first.arguments
    for _ in range(MOST):
        page = target.call(first.tool, arguments).structured or {}
        rows += [json.dumps(row) for row in _rows(page)]
        cursor = page.get("next_cursor")
        if cursor is None:
            break
        arguments = {**first.arguments, "cursor": cursor}
    return rows


def _rows(page: Object) -> list[Json]:
    """The rows of a page: the elements of its first list."""
    return next((value for value in page.values() if isinstance(value, list)), [])
