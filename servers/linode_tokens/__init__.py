"""The environment `linode_tokens`: `service` runs it in-process, `server` over MCP."""
