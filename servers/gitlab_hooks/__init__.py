"""The environment `gitlab_hooks`: `service` runs it in-process, `server` over MCP."""
