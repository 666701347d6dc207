"""The SDK's own client behind blocking calls, in either protocol era.

`starting` launches a server through the SDK's stdio transport, as every MCP host does; `over` speaks through the pipes
of a process that is already running. Both hand back an `Official`, whose event loop runs in a thread of its own until
the `with` block ends.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, contextmanager
from typing import Literal

import anyio
import anyio.to_thread
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters
from mcp.client._transport import TransportStreams
from mcp.client.stdio import stdio_client
from mcp.shared.message import SessionMessage
from mcp.types import CallToolResult
from mcp.types import jsonrpc_message_adapter as message_adapter
from pydantic import ValidationError

from client.errors import ClientError, ServerError, ServerSilentError
from client.servers import Json, Launch, Limits, Object, Process, RefusedRequest
