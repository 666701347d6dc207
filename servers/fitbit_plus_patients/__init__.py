"""The environment `fitbit_plus_patients`: `service` runs it in-process, `server` over MCP."""
