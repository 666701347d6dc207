"""The environment `twilio_supersim_networks`: `service` runs it in-process, `server` over MCP."""
