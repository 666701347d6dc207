"""The environment `gamesparks_game_details_games`: `service` runs it in-process, `server` over MCP."""
