"""The environment `trytond_ir_models`: `service` runs it in-process, `server` over MCP."""
