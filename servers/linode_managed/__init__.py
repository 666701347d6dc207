"""The environment `linode_managed`: `service` runs it in-process, `server` over MCP."""
