"""The environment `voca_db_comments`: `service` runs it in-process, `server` over MCP."""
