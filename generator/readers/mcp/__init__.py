"""MCP tool lists, as a `Description`: what a server was asked for (`generator.mcp_listing`), or a saved listing.

A saved listing is a JSON object with `tools`, or the JSON-RPC answer to `tools/list` around it. Tools say what they
take and, nine in ten of them, not what they answer: then a thing is what its tools make it of and change it by.

    tools     one tool as a call, with its schemas
    service   all of them as a description

Source: Model Context Protocol 2025-11-25, Server Features, Tools.
"""

from generator.readers.mcp.service import is_listing, read_mcp

__all__ = ["is_listing", "read_mcp"]
