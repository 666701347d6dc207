"""The environment `work_folders`: `service` runs it in-process, `server` over MCP."""
