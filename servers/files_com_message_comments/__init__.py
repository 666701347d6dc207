"""The environment `files_com_message_comments`: `service` runs it in-process, `server` over MCP."""
