"""The environment `keycloak_admin_flows`: `service` runs it in-process, `server` over MCP."""
