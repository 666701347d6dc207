"""The environment `healthcare_consents`: `service` runs it in-process, `server` over MCP."""
