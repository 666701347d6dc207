"""The environment `apicurio_registry_admin`: `service` runs it in-process, `server` over MCP."""
