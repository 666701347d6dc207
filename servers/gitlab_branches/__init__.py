"""The environment `gitlab_branches`: `service` runs it in-process, `server` over MCP."""
