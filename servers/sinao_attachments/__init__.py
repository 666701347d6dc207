"""The environment `sinao_attachments`: `service` runs it in-process, `server` over MCP."""
