"""The environment `slicebox_series_types`: `service` runs it in-process, `server` over MCP."""
