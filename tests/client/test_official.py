import sys
from pathlib import Path

import pytest

from client.errors import ServerError, ServerExitedError, ServerSilentError
from client.official import over, starting
from client.servers import Limits, Process, RefusedRequest
from tests.client.fakes import FAST, launch

SDK_SERVER = """
import anyio, json
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import CallToolResult, ListToolsResult, TextContent, Tool

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
TOOLS = [Tool(name="count", input_schema={"type": "object", "properties": {}}, output_schema=SCHEMA)]

async def on_list(ctx, params):
    return ListToolsResult(tools=TOOLS)

async def on_call(ctx, params):
    data = {"n": 3} if not params.arguments else {"n": "three"}
    return CallToolResult(content=[TextContent(type="text", text=json.dumps(data))], structured_content=data)

server = Server("counter", version="1", instructions="Count.", on_list_tools=on_list, on_call_tool=on_call)

async def main():
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())

anyio.run(main)
"""
PATIENT = Limits(start=60.0, call=20.0, stop=2.0)


def test_the_sdk_client_discovers_lists_and_calls_and_refuses_what_breaks_the_output_schema(tmp_path: Path) -> None:
    with starting(launch(tmp_path, SDK_SERVER), PATIENT) as connection:
        official = connection.official()
        assert (official.version, official.server, official.instructions) == ("2026-07-28", "counter", "Count.")
        assert [tool["name"] for tool in official.tools()] == ["count"]
        good, bad = official.call("count", {}), official.call("count", {"x": 1})
    assert (good.structured, good.data, good.is_error) == ({"n": 3}, {"n": 3}, False)
    assert "three" in bad.refused


def test_the_sdk_client_takes_over_the_pipes_of_a_running_process_and_gives_them_back(tmp_path: Path) -> None:
    with Process(launch(tmp_path), FAST) as process:
        with over(process) as official:
            assert official.version == "2025-11-25"
            assert official.ping()
            assert official.call("echo", {"text": "x"}).data == {"text": "x"}
            with pytest.raises(RefusedRequest, match="unknown method"):
                official.resources()
        assert process.request("ping") == {}


@pytest.mark.parametrize(
    ("source", "kind"),
    [("raise SystemExit(4)", ServerExitedError), ("import time; time.sleep(600)", ServerSilentError)],
    ids=["exits", "hangs"],
)
def test_a_server_that_does_not_answer_the_sdk_client_is_an_error_of_ours(
    tmp_path: Path, source: str, kind: type[ServerError]
) -> None:
    quick = Limits(start=0.5, call=0.5, stop=0.1)
    with starting(launch(tmp_path, source), quick) as connection, pytest.raises(kind):
        connection.official()


def test_the_interpreter_that_runs_the_tests_also_runs_the_servers(tmp_path: Path) -> None:
    assert launch(tmp_path).command[0] == sys.executable


def test_the_sdk_client_asks_nothing_after_the_limit_of_the_whole(tmp_path: Path) -> None:
    limits = Limits(start=60.0, call=20.0, stop=2.0, whole=0.0)
    with starting(launch(tmp_path, SDK_SERVER), limits) as connection:
        official = connection.official()
        with pytest.raises(ServerSilentError, match="used up the seconds"):
            official.call("count", {})
