"""The environment `ix_role_assignments`: `service` runs it in-process, `server` over MCP."""
