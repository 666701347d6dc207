"""The environment `slack_files_remotes`: `service` runs it in-process, `server` over MCP."""
