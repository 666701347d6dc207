"""The environment `appwrite_users`: `service` runs it in-process, `server` over MCP."""
