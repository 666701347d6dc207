"""`mcpfarm verify --command …` and `--url …`: any MCP server from outside, one after the other, each in its limit."""

import logging
import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from generator.cli.output import UsageProblem, emit_json, say
from generator.cli.progress import Board, board

if TYPE_CHECKING:
    from client.probe import Options, ProbeReport
    from client.probe.targets import Target


TIMEOUT, LIMIT = 60.0, 3_000
"""Seconds and calls for each server, if nothing else is said."""

MaybeServers = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH", help="Folders that `mcpfarm explore` wrote, or that hold such.")
]
Commands = Annotated[
    list[str] | None,
    typer.Option("--command", metavar="COMMAND", help="A command line that starts an MCP server; may be given again."),
]
Urls = Annotated[
    list[str] | None, typer.Option("--url", metavar="URL", help="The URL of an MCP server; may be given again.")
]
Variables = Annotated[
    list[str] | None, typer.Option("--env", metavar="NAME=VALUE", help="A variable for every --command.")
]
Headers = Annotated[list[str] | None, typer.Option("--header", metavar="NAME=VALUE", help="A header for every --url.")]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=1, help="Seconds for each --command or --url.")
]
CallLimit = Annotated[
    int, typer.Option("--limit", metavar="N", min=1, help="Calls of tools for each --command or --url.")
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Call only tools that say readOnlyHint.")]


@dataclass(frozen=True)
class Asked:
    """What the command line names; empty if it names folders."""

    commands: Sequence[str] = ()
    urls: Sequence[str] = ()
    variables: Sequence[str] = ()
    headers: Sequence[str] = ()
    timeout: float = TIMEOUT
    limit: int = LIMIT
    read_only: bool = False
    seed: int = 1

    def instead_of(self, paths: Sequence[Path] | None, of_folders: Mapping[str, object]) -> bool:
        """Whether servers are named that are no folders. Raises UsageProblem for a mixture: nothing is passed over.

        `of_folders` are the options that only folders take, with what was given for them.
        """
        named = bool(self.commands or self.urls)
        if named == bool(paths):
            raise UsageProblem("verify", "takes either folders, or --command and --url", "name what is to be verified")
        for option, value in (of_folders if named else self._options).items():
            if value:
                other = "--command and --url" if named else "folders"
                raise UsageProblem(option, f"does not go with {other}", "leave it out")
        return named

    @property
    def _options(self) -> Mapping[str, object]:
        """The options that folders do not take, with what was given for them."""
        changed = {"--timeout": self.timeout != TIMEOUT, "--limit": self.limit != LIMIT, "--read-only": self.read_only}
        return {"--env": self.variables, "--header": self.headers, **changed}


def probe_all(asked: Asked, *, as_json: bool) -> int:
    """Probe every server that is named, print what was found; the exit status is 1 if there is an error."""
    from client.probe import SCHEMA, Options

    words = [_words(command) for command in asked.commands]
    for url in asked.urls:
        _check_url(url)
    variables, headers = _pairs(asked.variables, "--env"), _pairs(asked.headers, "--header")
    options = Options(timeout=asked.timeout, calls=asked.limit, read_only=asked.read_only, seed=asked.seed)
    logging.getLogger("mcp").setLevel(logging.CRITICAL)  # the SDK's client logs each line that is no message
    logging.getLogger("httpx2").setLevel(logging.CRITICAL)
    with TemporaryDirectory(prefix="mcpfarm-", ignore_cleanup_errors=True) as scratch, board() as shown:
        reports = [_probed(target, options, shown) for target in _targets(asked, words, (variables, headers), scratch)]
    if as_json:
        servers = [{**report.model_dump(mode="json"), "failed": report.failed} for report in reports]
        emit_json({"schema": SCHEMA, "servers": servers})
    else:
        for report in reports:
            for line in report.lines():
                say(line)
    return 1 if any(report.failed for report in reports) else 0


def _targets(
    asked: Asked, words: Sequence[Sequence[str]], pairs: tuple[Mapping[str, str], Mapping[str, str]], scratch: str
) -> "list[Target]":
    from client.probe import Command, Url

    variables, headers = pairs
    started: list[Target] = [Command(tuple(one), Path.cwd(), Path(scratch), variables) for one in words]
    return [*started, *(Url(url, Path(scratch), headers) for url in asked.urls)]


def _probed(target: "Target", options: "Options", shown: Board) -> "ProbeReport":
    from client.probe import ProbeReport, probe

    bar = shown.bar(target.name[:60], 1)
    try:
        return probe(target, options, bar.at)
    except Exception as error:  # noqa: BLE001 - the boundary of an item in a batch
        what = " ".join(f"a defect of the probe: {type(error).__name__}: {error}".split())
        return ProbeReport(target=target.name, defect=what[:300])
    finally:
        bar.close()


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageProblem("--command", f"cannot be read: {error}", "close the quotes") from error
    if not words:
        raise UsageProblem("--command", "is empty", "give the command line that starts the server")
    if shutil.which(words[0]) is None:
        hint = "check its name, or give its whole path"
        raise UsageProblem("--command", f"there is no program '{words[0]}'", hint)
    return words


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageProblem("--url", f"'{url}' is no URL of HTTP", "give one like http://127.0.0.1:8000/mcp")


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    found = dict(item.partition("=")[::2] for item in given)
    if wrong := [item for item in given if "=" not in item or item.startswith("=")]:
        raise UsageProblem(option, f"'{wrong[0]}' is no NAME=VALUE", f"write it as {option} NAME=VALUE")
    return found
