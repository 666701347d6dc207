"""Listing the tools of servers that behave and of such that do not; none of their tools is ever called."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from client.processes import marked
from client.servers import Process
from generator import mcp_listing
from generator.mcp_listing import (
    LIMITS,
    MAX_TOOLS,
    ListingError,
    command_of,
    listed_at_url,
    listed_by_command,
    secrets_in,
    shown_url,
)
from generator.sources import SourceError, load

HASTY = replace(LIMITS, start=3.0, call=3.0, stop=0.2, whole=6.0)

SERVER = """
import json, sys, os
{before}
TOOLS = [{{"name": f"list_beds_{{n}}", "inputSchema": {{"type": "object"}}}} for n in range({tools})]
for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue
    method, given = message["method"], message.get("params") or {{}}
    if method == "initialize":
        result = {{"protocolVersion": "2025-11-25", "serverInfo": {{"name": "garden", "version": "1"}}}}
    elif method == "tools/list":
        {listing}
    else:
        open({called!r}, "w").write(method)
        result = {{}}
    print(json.dumps({{"jsonrpc": "2.0", "id": message["id"], "result": result}}), flush=True)
"""
PAGED = 'start = int(given.get("cursor", 0)); result = {"tools": TOOLS[start:start + 50]}; ' + (
    'result.update({"nextCursor": str(start + 50)} if start + 50 < len(TOOLS) else {})'
)
Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Writes a server and gives the command that starts it."""

    def write(tools: int = 3, listing: str = PAGED, before: str = "") -> str:
        text = SERVER.format(tools=tools, listing=listing, before=before, called=str(tmp_path / "called"))
        (tmp_path / "server.py").write_text(text)
        return shlex.join([sys.executable, str(tmp_path / "server.py")])

    return write


def refusal(command: str) -> ListingError:
    with pytest.raises(ListingError) as caught:
        listed_by_command(command_of(command), HASTY)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_server_is_listed_and_not_called(serve: Serve, tmp_path: Path) -> None:
    found = json.loads(listed_by_command(command_of(serve()), HASTY))
    assert [tool["name"] for tool in found["tools"]] == ["list_beds_0", "list_beds_1", "list_beds_2"]
    assert found["serverInfo"]["name"] == "garden"
    assert not (tmp_path / "called").exists()


def test_two_listings_are_the_same_bytes(serve: Serve) -> None:
    command = command_of(serve())
    assert listed_by_command(command, HASTY) == listed_by_command(command, HASTY)


def test_all_pages_of_four_hundred_tools_are_read(serve: Serve) -> None:
    assert len(json.loads(listed_by_command(command_of(serve(400)), HASTY))["tools"]) == 400


def test_a_server_that_pages_without_end_is_cut_off(serve: Serve) -> None:
    endless = 'result = {"tools": TOOLS, "nextCursor": "more"}'
    assert len(json.loads(listed_by_command(command_of(serve(100, endless)), HASTY))["tools"]) == MAX_TOOLS


def test_noise_on_stdout_is_passed_over(serve: Serve) -> None:
    noisy = serve(before='print("Welcome!", flush=True); print("{not json", flush=True)')
    assert len(json.loads(listed_by_command(command_of(noisy), HASTY))["tools"]) == 3


@pytest.mark.parametrize(
    ("listing", "before", "what"),
    [
        ("import time; time.sleep(60)", "", "gave no answer within 3 seconds"),
        (PAGED, "import time; time.sleep(60)", "gave no answer within 3 seconds"),
        ("sys.exit(3)", "", "ended with status 3"),
        (PAGED, 'sys.exit("no token")', "ended with status 1"),
        ('result = {"tools": "none"}', "", "answers 'tools/list' without tools"),
        ('print("[1, 2", flush=True); import time; time.sleep(60)', "", "gave no answer within 3 seconds"),
    ],
)
def test_a_server_that_hangs_dies_or_talks_nonsense_is_refused(
    serve: Serve, listing: str, before: str, what: str
) -> None:
    assert what in refusal(serve(listing=listing, before=before)).what


def test_what_a_dying_server_said_is_told(serve: Serve) -> None:
    assert "no token" in refusal(serve(before='sys.exit("no token")')).hint


def test_nothing_that_a_server_started_is_left(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    marks: list[Mapping[str, str]] = []

    class Watched(Process):
        def close(self) -> None:
            marks.append(self.mark)
            super().close()

    monkeypatch.setattr(mcp_listing, "Process", Watched)
    child = 'import subprocess; subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])'
    listed_by_command(command_of(serve(before=child)), HASTY)
    assert marks
    assert not [pid for mark in marks for pid in marked(mark)]


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("", "names no command"),
        ("A=1", "names no command"),
        ("'half", "cannot be split into words"),
        ("no-such-command-here --flag", "there is no command 'no-such-command-here'"),
    ],
)
def test_commands_that_are_none_are_refused(command: str, what: str) -> None:
    assert what in refusal(command).what


def test_variables_before_a_command_are_given_and_not_shown(serve: Serve) -> None:
    needs = serve(before='if os.environ.get("GARDEN_TOKEN") != "a b": sys.exit("no token")')
    found = load(f"mcp:GARDEN_TOKEN='a b' {needs}")
    assert found.name.startswith("mcp:GARDEN_TOKEN=… ")
    assert "a b" not in found.name
    with pytest.raises(SourceError) as caught:
        load(f"mcp:GARDEN_TOKEN=secret {needs}")
    assert "secret" not in str(caught.value)


def test_a_hidden_value_is_that_of_our_own_environment(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = serve(before='if os.environ.get("GARDEN_TOKEN") != "a b": sys.exit("no token")')
    with pytest.raises(SourceError, match="wants the environment variable GARDEN_TOKEN"):
        load(f"mcp:GARDEN_TOKEN=… {needs}")
    monkeypatch.setenv("GARDEN_TOKEN", "a b")
    assert load(f"mcp:GARDEN_TOKEN=… {needs}").name == f"mcp:GARDEN_TOKEN=… {needs}"


@pytest.mark.parametrize(
    ("source", "secret"),
    [
        ("mcp:npx -y some-server", False),
        ("mcp:TOKEN=… npx -y some-server", False),
        ("mcp:TOKEN=abc npx -y some-server", True),
        ("mcp+http://127.0.0.1:9/mcp", False),
        ("mcp+http://127.0.0.1:9/mcp?token=abc", True),
    ],
)
def test_it_is_told_whether_a_source_holds_what_may_be_secret(source: str, secret: bool) -> None:
    assert secrets_in(source) is secret


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://127.0.0.1:9/mcp", "http://127.0.0.1:9/mcp"),
        ("https://me:hidden@host.example/mcp?token=hidden#hidden", "https://host.example/mcp?…"),
        ("http://[hidden/mcp?token=hidden", "…"),
    ],
)
def test_what_may_be_secret_in_a_url_is_not_shown(url: str, shown: str) -> None:
    assert shown_url(url) == shown


def test_the_query_of_a_url_stands_in_no_error() -> None:
    with pytest.raises(SourceError) as raised:
        load("mcp+http://127.0.0.1:9/mcp?token=hidden")
    assert "hidden" not in f"{raised.value} {raised.value.what} {raised.value.hint} {raised.value.where}"


def test_a_url_that_nobody_listens_at_is_refused() -> None:
    with pytest.raises(ListingError, match="cannot be reached"):
        listed_at_url("http://127.0.0.1:9/mcp", HASTY)
