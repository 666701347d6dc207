"""The SDK's own client behind blocking calls, in either protocol era.

`starting` launches a server through the SDK's stdio transport, as every MCP host does; `over` speaks through the pipes
of a process that is already running. Both give an `Official`, whose event loop runs in a thread of its own until the
`with` block ends.
"""

import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from typing import Literal, TypeVar

import anyio
import anyio.to_thread
import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp import Client, MCPError, StdioServerParameters
from mcp.client import Transport
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp.types import CONNECTION_CLOSED, REQUEST_TIMEOUT, EmptyResult, jsonrpc_message_adapter
from pydantic import BaseModel, ValidationError

from client.answers import Answer
from client.errors import ServerError, ServerExitedError, ServerSilentError
from client.processes import new_mark, sweep
from client.servers import Launch, Limits, Object, Process, RefusedRequest

Era = Literal["legacy", "auto"]
Result = TypeVar("Result")
AnyStreams = tuple[ReadStream[SessionMessage | Exception], WriteStream[SessionMessage]]
Streams = tuple[MemoryObjectReceiveStream[SessionMessage | Exception], MemoryObjectSendStream[SessionMessage]]


@contextmanager
def starting(launch: Launch, limits: Limits, era: Era = "auto") -> Iterator["Connection"]:
    """Launch a server through the SDK's stdio transport; `official()` waits until it is connected."""
    command, *arguments = launch.command
    mark = new_mark()
    environment = {**launch.variables, **mark}
    parameters = StdioServerParameters(command=command, args=arguments, cwd=launch.folder, env=environment)
    try:
        with launch.errors.open("w", encoding="utf-8") as errors:
            transport = stdio_client(parameters, errlog=errors)
            with connecting(transport, era, launch, limits) as connection:
                yield connection
    finally:
        sweep(mark)


@contextmanager
def at(url: str, launch: Launch, limits: Limits, headers: Mapping[str, str]) -> Iterator["Connection"]:
    """Speak to a server at a URL; `launch` says how errors call it."""
    with connecting(_http(url, headers), "auto", launch, limits) as connection:
        yield connection


@contextmanager
def over(process: Process) -> Iterator["Official"]:
    """Speak to a running process through its pipes, in the handshake era."""
    with connecting(_pipes(process), "legacy", process.launch, process.limits) as connection:
        yield connection.official()


@contextmanager
def connecting(transport: Transport, era: Era, launch: Launch, limits: Limits) -> Iterator["Connection"]:
    """The SDK's client on a transport of the SDK, in a thread of its own."""
    with start_blocking_portal() as portal:
        connection = Connection(portal, transport, era, launch, limits)
        try:
            yield connection
        finally:
            connection.close()


class Connection:
    """A client that connects in its own thread, so that two servers can start at the same time."""

    def __init__(
        self,
        portal: BlockingPortal,
        transport: Transport,
        era: Era,
        launch: Launch,
        limits: Limits,
    ) -> None:
        self._portal, self._launch, self._limits = portal, launch, limits
        self._end = time.monotonic() + limits.whole
        self._opened: Future[None] = Future()
        self._ready: Future[None] = Future()
        self._stop = portal.call(anyio.Event)
        self._client = Client(self._noted(transport), mode=era, read_timeout_seconds=limits.start)
        self._done = portal.start_task_soon(self._stay_connected)

    @asynccontextmanager
    async def _noted(self, transport: AbstractAsyncContextManager[Result]) -> AsyncIterator[Result]:
        async with transport as streams:
            self._opened.set_result(None)
            yield streams

    async def _stay_connected(self) -> None:
        async with self._client:
            self._ready.set_result(None)
            await self._stop.wait()

    def official(self) -> "Official":
        """The connected client. Raises ServerError if the server does not connect within the limit."""
        futures: list[Future[None]] = [self._ready, self._done]
        finished, _ = wait(futures, timeout=self._limits.start, return_when=FIRST_COMPLETED)
        if not finished:
            what = f"did not connect within {self._limits.start:g} seconds"
            raise ServerSilentError(self._launch.name, what, "see whether it hangs")
        if self._done.done():
            error = self._done.exception()
            raise _translated(error, self._launch) from error
        return Official(self._portal, self._client, self._launch, self._end)

    def close(self) -> None:
        """End the session, and the process if the SDK started it; one that is just being started is waited for."""
        wait([self._opened, self._done], timeout=self._limits.start, return_when=FIRST_COMPLETED)
        if self._ready.done():
            self._portal.call(self._stop.set)
        else:
            self._done.cancel()
        wait([self._done], timeout=10 * self._limits.stop)


class Official:
    """A connected SDK client; every method blocks, and raises ServerSilentError after `end` (monotonic clock)."""

    def __init__(self, portal: BlockingPortal, client: Client, launch: Launch, end: float = math.inf) -> None:
        self._portal, self._client, self._launch, self._end = portal, client, launch, end

    @property
    def version(self) -> str:
        """The protocol version that was agreed on."""
        return self._client.protocol_version

    @property
    def server(self) -> str:
        """How the server names itself."""
        info = self._client.server_info
        return info.name if info is not None else ""

    @property
    def instructions(self) -> str:
        """What the server tells an agent about itself."""
        return self._client.instructions or ""

    def ping(self) -> bool:
        """Whether `ping` is answered; it exists in the handshake era only."""
        return isinstance(self._run(self._client.session.send_ping), EmptyResult)

    def tools(self) -> list[Object]:
        """The tools as listed, all pages, in wire names."""
        found: list[Object] = []
        cursor: str | None = None
        for _ in range(100):
            page = self._run(partial(self._client.list_tools, cursor=cursor))
            found += [_wire(tool) for tool in page.tools]
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    def resources(self) -> list[str]:
        """The URIs of the listed resources."""
        return [str(item.uri) for item in self._run(self._client.list_resources).resources]

    def read(self, uri: str) -> str:
        """The text of a resource."""
        contents = self._run(lambda: self._client.read_resource(uri)).contents
        return "".join(getattr(item, "text", "") for item in contents)

    def call(self, tool: str, arguments: Mapping[str, object]) -> Answer:
        """Call a tool. An answer that the SDK's client does not accept (against the output schema) is `refused`."""
        try:
            result = self._run(lambda: self._client.call_tool(tool, dict(arguments)))
        except (RefusedRequest, RuntimeError, ValidationError) as error:
            return Answer.none(str(error))
        return Answer.of(_wire(result))

    def _run(self, work: Callable[[], Awaitable[Result]]) -> Result:
        if time.monotonic() >= self._end:
            raise ServerSilentError(self._launch.name, "used up the seconds that it has in all", "see whether it hangs")
        try:
            return self._portal.call(work)
        except MCPError as error:
            raise _translated(error, self._launch) from None


def _translated(error: BaseException | None, launch: Launch) -> Exception:
    """An error of the SDK as one of ours; of a group, the first that says something."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if not isinstance(error, MCPError):
        return ServerError(launch.name, f"does not speak MCP: {str(error)[:200]}", "see what it writes to stdout")
    if error.code == CONNECTION_CLOSED:
        return ServerExitedError(launch.name, "closed the connection", f"it said: {launch.last_words() or 'nothing'}")
    if error.code == REQUEST_TIMEOUT:
        return ServerSilentError(launch.name, "did not answer in time", "see whether it hangs")
    return RefusedRequest(error.code, error.message)


def _wire(model: BaseModel) -> Object:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


@asynccontextmanager
async def _http(url: str, headers: Mapping[str, str]) -> AsyncIterator[AnyStreams]:
    """The SDK's transport over HTTP, without the environment's proxies, and without a trust store for plain HTTP."""
    verify = url.startswith("https:")
    async with (
        httpx2.AsyncClient(verify=verify, trust_env=False, headers=dict(headers), follow_redirects=True) as client,
        streamable_http_client(url, http_client=client) as streams,
    ):
        yield streams


@asynccontextmanager
async def _pipes(process: Process) -> AsyncIterator[Streams]:
    """A transport of the SDK over a process of ours. One request is under way at a time, so reading needs no task."""
    to_client, from_server = anyio.create_memory_object_stream[SessionMessage | Exception](8)
    to_server, from_client = anyio.create_memory_object_stream[SessionMessage](8)
    async with anyio.create_task_group() as group, to_client, from_server, to_server, from_client:
        group.start_soon(_pump, process, from_client, to_client)
        yield from_server, to_server
        group.cancel_scope.cancel()


async def _pump(
    process: Process,
    requests: MemoryObjectReceiveStream[SessionMessage],
    answers: MemoryObjectSendStream[SessionMessage | Exception],
) -> None:
    async for item in requests:
        message: Object = item.message.model_dump(mode="json", by_alias=True, exclude_unset=True)
        if "id" not in message:
            process.post(message)
            continue
        try:
            answer = await anyio.to_thread.run_sync(process.ask, message)
        except ServerError as error:
            await answers.send(error)
            return
        await answers.send(SessionMessage(jsonrpc_message_adapter.validate_python(answer, by_name=False)))
