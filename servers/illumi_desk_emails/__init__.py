"""The environment `illumi_desk_emails`: `service` runs it in-process, `server` over MCP."""
