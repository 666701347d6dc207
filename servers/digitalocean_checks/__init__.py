"""The environment `digitalocean_checks`: `service` runs it in-process, `server` over MCP."""
