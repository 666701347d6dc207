"""The environment `vercel_projects`: `service` runs it in-process, `server` over MCP."""
