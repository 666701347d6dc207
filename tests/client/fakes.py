"""Servers written for tests: small folders whose `server.py` speaks MCP over stdio without any SDK."""

import sys
from pathlib import Path

from client.servers import Launch, Limits

FAST = Limits(start=10.0, call=1.0, stop=1.0)

TINY = """
import json, sys

def answer(message):
    method = message.get("method")
    if method == "initialize":
        me = {"name": "tiny", "version": "1"}
        return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": me}
    if method == "tools/list":
        return {"tools": [{"name": "echo", "inputSchema": {"type": "object", "properties": {}}}]}
    if method == "tools/call":
        return {"content": [{"type": "text", "text": json.dumps(message["params"]["arguments"])}], "isError": False}
    return {} if method == "ping" else None

def main():
    for line in sys.stdin:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if "id" not in message:
            continue
        result = answer(message)
        body = {"result": result} if result is not None else {"error": {"code": -32601, "message": "unknown method"}}
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], **body}), flush=True)

main()
"""


def launch(folder: Path, source: str = TINY) -> Launch:
    """A folder whose `server.py` is `source`, ready to be started."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.py").write_text(source, encoding="utf-8")
    return Launch("tiny", [sys.executable, "server.py"], folder, folder / "stderr.txt")
