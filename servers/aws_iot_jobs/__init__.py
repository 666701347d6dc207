"""The environment `aws_iot_jobs`: `service` runs it in-process, `server` over MCP."""
