"""The environment `vercel_edge_configs`: `service` runs it in-process, `server` over MCP."""
