"""The environment `vercel_certs`: `service` runs it in-process, `server` over MCP."""
