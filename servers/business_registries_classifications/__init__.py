"""The environment `business_registries_classifications`: `service` runs it in-process, `server` over MCP."""
