"""What MCP itself promises, in both eras, seen through the SDK's own client."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial

from client.errors import ServerError
from client.official import Official, over
from client.servers import RefusedRequest
from client.verify.bench import Bench
from client.verify.comparing import first_difference, identical
from client.verify.families.base import Family
from client.verify.findings import Finding
from servers.farm.names import RESERVED_TOOLS
from servers.farm.policy import instructions

MODERN, LEGACY = "2026-07-28", "2025-11-25"


class Protocol(Family):
    """Both eras connect; the tools, the instructions and the policy are told as the folder has them."""

    name = "protocol"

    def run(self, bench: Bench) -> Iterable[Finding]:
        """The same questions over stdio in the handshake era and over HTTP in the modern one."""
        with over(bench.process) as legacy:
            yield from self._era(legacy, LEGACY)
            yield self._check("ping", lambda: _unless(legacy.ping(), "ping is not answered"))
        if bench.official is not None:
            yield from self._era(bench.official, MODERN)
        yield from self._names()

    def _era(self, official: Official, version: str) -> Iterator[Finding]:
        checks: dict[str, Callable[[Official], str]] = {
            "identity": self._identity,
            "tools": self._tools,
            "instructions": self._instructions,
            "policy": self._policy,
            "unknown tool": self._unknown_tool,
        }
        agreed = _unless(official.version == version, f"it agreed on {official.version} instead of {version}")
        yield self.found(f"{version}/version", agreed)
        for what, check in checks.items():
            yield self._check(f"{version}/{what}", partial(check, official))

    def _check(self, what: str, check: Callable[[], str]) -> Finding:
        try:
            return self.found(what, check())
        except (RefusedRequest, ServerError) as error:
            return self.found(what, str(error))

    def _identity(self, official: Official) -> str:
        name = self.contract.environment.name
        return _unless(official.server == name, f"it calls itself '{official.server}' instead of '{name}'")

    def _tools(self, official: Official) -> str:
        listed, pinned = _sorted(official.tools()), _sorted(self.contract.listing)
        if identical(pinned, listed):
            return ""
        return "tools/list is not tools.json: " + first_difference(pinned, listed)

    def _instructions(self, official: Official) -> str:
        same = official.instructions.strip() == self._wanted
        return _unless(same, "the instructions are not those that follow from the rules")

    @cached_property
    def _wanted(self) -> str:
        return instructions(self.contract.environment).strip()

    def _policy(self, official: Official) -> str:
        uri = f"policy://{self.contract.environment.name}"
        if uri not in official.resources():
            return f"there is no resource {uri}"
        return _unless(official.read(uri) == official.instructions, f"{uri} does not say what the instructions say")

    def _unknown_tool(self, official: Official) -> str:
        answer = official.call("no_such_tool", {})
        return _unless(answer.is_error, f"a tool that does not exist answers {answer.shown()}")

    def _names(self) -> Iterator[Finding]:
        """The agent's surface has no harness tools, and exactly the declared ones."""
        listed = [str(tool.get("name")) for tool in self.contract.listing]
        for name in listed:
            yield self.found(f"name/{name}", _unless(name not in RESERVED_TOOLS, f"'{name}' is a harness's word"))
        declared = list(self.contract.environment.tools)
        yield self.found("names", _unless(listed == declared, f"tools.json lists {listed}, declared are {declared}"))


def _sorted(value: object) -> object:
    """JSON with the members of objects in order of their names, which the SDK does not keep in the handshake era."""
    return json.loads(json.dumps(value, sort_keys=True))


def _unless(holds: bool, what: str) -> str:
    return "" if holds else what
