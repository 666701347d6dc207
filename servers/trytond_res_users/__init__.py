"""The environment `trytond_res_users`: `service` runs it in-process, `server` over MCP."""
