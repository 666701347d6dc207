"""The environment `snyk_projects`: `service` runs it in-process, `server` over MCP."""
