"""The environment `appwrite_files`: `service` runs it in-process, `server` over MCP."""
