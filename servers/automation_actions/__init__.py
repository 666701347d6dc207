"""The environment `automation_actions`: `service` runs it in-process, `server` over MCP."""
