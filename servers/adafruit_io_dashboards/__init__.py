"""The environment `adafruit_io_dashboards`: `service` runs it in-process, `server` over MCP."""
