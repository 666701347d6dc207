"""The environment `game_lift_game_sessions`: `service` runs it in-process, `server` over MCP."""
