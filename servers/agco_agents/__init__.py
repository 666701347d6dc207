"""The environment `agco_agents`: `service` runs it in-process, `server` over MCP."""
