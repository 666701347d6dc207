"""The environment `xero_accounting_contacts`: `service` runs it in-process, `server` over MCP."""
