"""The environment `digitalocean_spaces_cdns`: `service` runs it in-process, `server` over MCP."""
