"""The environment `lucidtech_users`: `service` runs it in-process, `server` over MCP."""
