"""The environment `digitalocean_namespaces`: `service` runs it in-process, `server` over MCP."""
