"""The environment `cloud_dataproc_workflow_templates`: `service` runs it in-process, `server` over MCP."""
