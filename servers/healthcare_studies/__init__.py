"""The environment `healthcare_studies`: `service` runs it in-process, `server` over MCP."""
