"""The environment `just_eat_uk_menus`: `service` runs it in-process, `server` over MCP."""
