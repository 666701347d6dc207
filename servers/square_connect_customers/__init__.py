"""The environment `square_connect_customers`: `service` runs it in-process, `server` over MCP."""
