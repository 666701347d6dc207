"""The environment `digitalocean_uptimechecks`: `service` runs it in-process, `server` over MCP."""
