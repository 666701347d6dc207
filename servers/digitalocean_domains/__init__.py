"""The environment `digitalocean_domains`: `service` runs it in-process, `server` over MCP."""
