"""The environment 'library' as a package; `service` runs it in-process, `server` over MCP."""
