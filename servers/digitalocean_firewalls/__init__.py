"""The environment `digitalocean_firewalls`: `service` runs it in-process, `server` over MCP."""
