"""The environment `onsched_setup_domains`: `service` runs it in-process, `server` over MCP."""
