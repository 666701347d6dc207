"""The environment `digitalocean_keys`: `service` runs it in-process, `server` over MCP."""
