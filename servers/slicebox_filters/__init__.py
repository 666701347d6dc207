"""The environment `slicebox_filters`: `service` runs it in-process, `server` over MCP."""
