"""The environment `gitlab_deploy_keys`: `service` runs it in-process, `server` over MCP."""
