"""The environment `digitalocean_apps`: `service` runs it in-process, `server` over MCP."""
