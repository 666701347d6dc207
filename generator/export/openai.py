"""Chat messages with tools, as OpenAI's chat completions and its fine-tuning files take them (arguments are texts)."""

import json
from typing import Any

from client.records import Message, ToolCall, Trajectory


def row(trajectory: Trajectory) -> dict[str, object]:
    """`{"messages", "tools"}` of one trajectory; a message that is not learned from gets weight 0."""
    return {
        "messages": [_message(message) for message in trajectory.messages],
        "tools": [_tool(tool) for tool in trajectory.tools],
    }


def _message(message: Message) -> dict[str, object]:
    found: dict[str, object] = {"role": message.role, "content": message.content}
    if message.tool_calls:
        found["tool_calls"] = [_call(call) for call in message.tool_calls]
    if message.tool_call_id is not None:
        found["tool_call_id"] = message.tool_call_id
    if message.role == "assistant" and not message.train:
        found["weight"] = 0
    return found


def _call(call: ToolCall) -> dict[str, object]:
    arguments = json.dumps(call.arguments, ensure_ascii=False)
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": arguments}}


def _tool(tool: dict[str, Any]) -> dict[str, object]:
    function = {"name": tool["name"], "description": tool["description"], "parameters": tool["inputSchema"]}
    return {"type": "function", "function": function}
