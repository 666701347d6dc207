"""The environment `realtimebidding_buyers`: `service` runs it in-process, `server` over MCP."""
