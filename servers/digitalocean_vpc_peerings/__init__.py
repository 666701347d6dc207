"""The environment `digitalocean_vpc_peerings`: `service` runs it in-process, `server` over MCP."""
