"""The environment `twilio_events`: `service` runs it in-process, `server` over MCP."""
