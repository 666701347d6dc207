"""The environment `jumpseller_product_option_fields`: `service` runs it in-process, `server` over MCP."""
