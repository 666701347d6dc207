"""The environment `aws_iot_topic_rules`: `service` runs it in-process, `server` over MCP."""
