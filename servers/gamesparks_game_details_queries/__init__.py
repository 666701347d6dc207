"""The environment `gamesparks_game_details_queries`: `service` runs it in-process, `server` over MCP."""
