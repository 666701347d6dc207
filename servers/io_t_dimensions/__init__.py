"""The environment `io_t_dimensions`: `service` runs it in-process, `server` over MCP."""
