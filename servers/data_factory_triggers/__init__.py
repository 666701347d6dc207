"""The environment `data_factory_triggers`: `service` runs it in-process, `server` over MCP."""
