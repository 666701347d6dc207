"""The environment `magento_b2b_children`: `service` runs it in-process, `server` over MCP."""
