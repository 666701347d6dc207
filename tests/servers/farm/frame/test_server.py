"""The MCP front end: the same calls in-process, over stdio and over HTTP, and nothing else."""

import asyncio
import importlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import httpx2
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from .conftest import EXAMPLE

Mode = Literal["auto", "legacy"]
MODES: list[Mode] = ["auto", "legacy"]
MISSING = '{"error":"book_not_found","message":"There is no book BK-9; list_books shows what there is.",'


@pytest.fixture(scope="session")
def server(library: ModuleType) -> ModuleType:
    """The assembled folder's `server` module."""
    return importlib.import_module(".server", library.__package__)


@pytest.fixture(scope="session")
def copied(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder under a name that is no identifier, beside nothing that Python could import by accident."""
    copy = tmp_path_factory.mktemp("elsewhere") / "my library, v2.1"
    return Path(shutil.copytree(folder, copy))


async def test_the_tools_are_listed_byte_for_byte_as_they_are_written(library: ModuleType, server: ModuleType) -> None:
    with closing(library.SERVICE.open()) as world:
        async with Client(server.mcp_server(library.SERVICE, world), mode="auto") as client:
            listed = (await client.list_tools()).model_dump(mode="json", by_alias=True, exclude_none=True)["tools"]
    written = json.loads((EXAMPLE / "tools.json").read_text(encoding="utf-8"))["tools"]
    assert json.dumps(listed) == json.dumps(written)


async def check_calls(client: Client) -> None:
    """What every transport must give."""
    listed = (await client.list_tools()).model_dump(mode="json", by_alias=True, exclude_none=True)["tools"]
    assert listed == json.loads((EXAMPLE / "tools.json").read_text(encoding="utf-8"))["tools"]
    good = await client.call_tool("get_book", {"book_id": "BK-0005"})
    assert not good.is_error
    assert good.structured_content == json.loads(text_of(good))
    bad = await client.call_tool("get_book", {"book_id": "BK-9"})
    assert (bad.is_error, bad.structured_content) == (True, None)
    assert text_of(bad).startswith(MISSING)
    unknown = await client.call_tool("reset", {})
    assert (unknown.is_error, json.loads(text_of(unknown))["error"]) == (True, "unknown_tool")
    policy = await client.read_resource("policy://library")
    assert getattr(policy.contents[0], "text", "") == client.instructions != ""


def text_of(result: Any) -> str:
    [content] = result.content
    return str(content.text)


@pytest.mark.parametrize("mode", MODES)
async def test_a_client_in_the_same_process_gets_what_the_world_gives(
    library: ModuleType, server: ModuleType, mode: Mode
) -> None:
    with closing(library.SERVICE.open()) as world, closing(library.SERVICE.open()) as twin:
        async with Client(server.mcp_server(library.SERVICE, world), mode=mode) as client:
            await check_calls(client)
            for name, arguments in [("list_books", {"limit": 2}), ("add_book", {"isbn": 1}), ("list_books", None)]:
                found, expected = await client.call_tool(name, arguments), twin.call(name, arguments)
                assert (text_of(found), found.structured_content) == (expected.text, expected.structured)
            with pytest.raises(MCPError, match="There is no resource policy://other"):
                await client.read_resource("policy://other")


@pytest.mark.parametrize("mode", MODES)
async def test_a_copied_folder_serves_stdio_from_any_place_and_keeps_its_file(
    copied: Path, tmp_path: Path, mode: Mode
) -> None:
    state = tmp_path / "state.db"
    command = StdioServerParameters(command=sys.executable, args=[str(copied / "server.py"), "--db", str(state)])
    async with Client(command, mode=mode) as client:
        await check_calls(client)
        lent = await client.call_tool("lend_copy", {"copy_id": "CP-00001", "member_id": "MB-0005"})
        assert not lent.is_error
    with closing(sqlite3.connect(state)) as witness:
        assert witness.execute("SELECT now FROM _clock").fetchone() == ("2026-03-02T09:01:00Z",)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port of loopback, and its URL."""
    command = [sys.executable, str(folder / "server.py"), "--http", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.fullmatch(r"library: serving (http://127\.0\.0\.1:\d+/mcp)\n", line)
            assert found is not None, line
            yield process, found[1]
        finally:
            process.kill()


@asynccontextmanager
async def loopback() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(verify=False, trust_env=False) as client:
        yield client


async def test_http_serves_one_world_to_clients_of_both_eras_and_to_no_web_page(copied: Path) -> None:
    with serving(copied) as (process, url):
        async with loopback() as http:
            for mode in MODES:
                async with Client(streamable_http_client(url, http_client=http), mode=mode) as client:
                    await check_calls(client)
            await refuse_strangers(http, url)
        process.send_signal(signal.SIGTERM)
        output, errors = await asyncio.to_thread(process.communicate)
        assert (process.returncode, output) == (0, "")
        assert "Traceback" not in errors


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


async def refuse_strangers(http: httpx2.AsyncClient, url: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    port = url.split(":")[2].removesuffix("/mcp")
    for extra, status in [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": f"https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://localhost:3000"}, 403),
    ]:
        answer = await http.post(url, json=body, headers=headers | extra)
        assert answer.status_code == status, extra
    own = await http.post(url, json=HELLO, headers=headers | {"Origin": f"http://localhost:{port}"})
    assert own.status_code == 200, own.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_stdio_server_without_a_word(copied: Path, tmp_path: Path, number: int) -> None:
    state = tmp_path / "state.db"
    command = [sys.executable, str(copied / "server.py"), "--db", str(state)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "library"
        os.kill(process.pid, number)
        assert process.wait(20) == 0
        assert (process.stdout.read(), process.stderr.read()) == ("", "")
    assert [one.name for one in tmp_path.iterdir()] == ["state.db"]


def lines(*requests: dict[str, Any]) -> str:
    """Requests as they go over stdio, after the opening of a session."""
    opened = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    return "".join(json.dumps(one) + "\n" for one in (HELLO, opened, *requests))


def call_of(number: int) -> dict[str, Any]:
    params = {"name": "list_books", "arguments": {"limit": 2}}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


def run_with(text: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """What a server says to all of the text at once, and how it ends when there is no more."""
    command = [sys.executable, str(folder / "server.py")]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)


def test_requests_that_come_faster_than_they_are_answered_are_all_answered(copied: Path) -> None:
    wanted = range(2, 1_002)
    sent = lines(*map(call_of, wanted))
    with subprocess.Popen(
        [sys.executable, str(copied / "server.py")], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(sent)  # more than a pipe holds, and nobody reads the answers yet
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in (1, *wanted)]
        process.stdin.close()
        assert process.wait(20) == 0
    assert sorted(answer["id"] for answer in answers) == [1, *wanted]
    assert len({json.dumps(answer["result"]) for answer in answers[1:]}) == 1


@pytest.mark.parametrize("source", ["pipe", "file"])
def test_a_last_line_needs_no_end_of_line(copied: Path, tmp_path: Path, source: str) -> None:
    text = json.dumps(HELLO)
    (tmp_path / "hello.json").write_text(text)
    command = [sys.executable, str(copied / "server.py")]
    with (tmp_path / "hello.json").open() as file:
        given: dict[str, Any] = {"input": text} if source == "pipe" else {"stdin": file}
        found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **given)
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["result"]["serverInfo"]["name"] == "library"


def test_what_is_printed_does_not_reach_the_client(folder: Path, tmp_path: Path) -> None:
    chatty = Path(shutil.copytree(folder, tmp_path / "chatty"))
    source, marked = (chatty / "server.py").read_text(), "        result = world.call("
    assert marked in source
    (chatty / "server.py").write_text(source.replace(marked, f"        print('a word', flush=True)\n{marked}"))
    found = run_with(lines(call_of(2)), chatty)
    assert [json.loads(line)["id"] for line in found.stdout.splitlines()] == [1, 2]
    assert found.stderr == "a word\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--http", "--port", "70000"], "'70000' is not a port from 0 to 65535"),
        (["--http", "--port", "-1"], "--port"),
        (["--http", "--host", "0.0.0.0"], "invalid choice: '0.0.0.0'"),
        (["state.db"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_exit_2(
    server: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        server.main(arguments)
    printed = capsys.readouterr()
    assert (stopped.value.code, printed.out) == (2, "")
    assert expected in printed.err


def test_a_port_in_use_is_one_line_and_exit_1(server: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            server.main(["--http", "--port", str(port)])
    assert stopped.value.code == f"cannot serve on 127.0.0.1 port {port}: Address already in use; name another --port"


def test_a_file_that_is_no_state_is_one_line_and_exit_1(server: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam")
    with pytest.raises(SystemExit) as stopped:
        server.main(["--db", str(path)])
    assert stopped.value.code == f"library: {path} cannot be used: file is not a database"


def test_the_front_end_alone_knows_mcp(folder: Path) -> None:
    program = f"""
import sys
sys.path.insert(0, {str(folder.parent)!r})
from library.service import SERVICE
SERVICE.open().close()
print([name for name in sys.modules if name.startswith(("mcp", "starlette", "uvicorn", "servers", "client"))])
"""
    found = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
