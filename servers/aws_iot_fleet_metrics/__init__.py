"""The environment `aws_iot_fleet_metrics`: `service` runs it in-process, `server` over MCP."""
