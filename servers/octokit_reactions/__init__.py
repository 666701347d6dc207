"""The environment `octokit_reactions`: `service` runs it in-process, `server` over MCP."""
