"""The environment `gmail_send_as_records`: `service` runs it in-process, `server` over MCP."""
