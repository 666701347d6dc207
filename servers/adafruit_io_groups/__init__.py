"""The environment `adafruit_io_groups`: `service` runs it in-process, `server` over MCP."""
