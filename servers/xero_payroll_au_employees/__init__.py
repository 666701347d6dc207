"""The environment `xero_payroll_au_employees`: `service` runs it in-process, `server` over MCP."""
