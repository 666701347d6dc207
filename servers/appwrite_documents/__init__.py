"""The environment `appwrite_documents`: `service` runs it in-process, `server` over MCP."""
