"""The environment `glue_glossaries`: `service` runs it in-process, `server` over MCP."""
