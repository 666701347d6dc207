"""The environment `cloud_logging_sinks`: `service` runs it in-process, `server` over MCP."""
