"""The environment `gitlab_users`: `service` runs it in-process, `server` over MCP."""
