"""The environment `just_eat_uk_pools`: `service` runs it in-process, `server` over MCP."""
