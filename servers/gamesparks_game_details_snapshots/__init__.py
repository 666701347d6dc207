"""The environment `gamesparks_game_details_snapshots`: `service` runs it in-process, `server` over MCP."""
