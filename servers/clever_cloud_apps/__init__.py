"""The environment `clever_cloud_apps`: `service` runs it in-process, `server` over MCP."""
