"""The environment `catalog_seller_portal`: `service` runs it in-process, `server` over MCP."""
