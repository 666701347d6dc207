"""The environment `vercel_domains`: `service` runs it in-process, `server` over MCP."""
