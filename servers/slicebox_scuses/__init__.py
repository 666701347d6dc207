"""The environment `slicebox_scuses`: `service` runs it in-process, `server` over MCP."""
