"""The environment `appwrite_functions`: `service` runs it in-process, `server` over MCP."""
