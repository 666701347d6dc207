"""`mcpfarm verify ENV --case ID`: one case once more, with every call, what it must give and what it gave."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.cli.output import UsageProblem, emit_json, say

if TYPE_CHECKING:
    from servers.farm.catalog import Emitted


def repeat_case(servers: "Sequence[Emitted]", case: str, seed: int | None, *, as_json: bool) -> int:
    """Play it and tell; 1 if something is wrong with it."""
    from client.verify.repeating import repeat
    from generator.seed import start_state

    if len(servers) != 1:
        raise UsageProblem("--case", f"is of one server, and {len(servers)} are given", "name the folder of one")
    (server,) = servers
    start = None if seed is None else start_state(server.environment, seed)
    found = repeat(server.path, case, start=start)
    if as_json:
        emit_json(asdict(found))
        return int(bool(found.wrong))
    say(f"{server.name}: {found.id}")
    for change in found.world:
        say(f"  world     {change}")
    for number, call in enumerate(found.calls, 1):
        say(f"{number:3} {call.tool} {call.arguments}")
        say(f"  expected  {call.expected}")
        say(f"  answered  {call.answer}")
    for wrong in found.wrong:
        say(f"  wrong     {wrong}")
    say("does not hold" if found.wrong else "holds")
    return int(bool(found.wrong))
