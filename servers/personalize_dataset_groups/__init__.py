"""The environment `personalize_dataset_groups`: `service` runs it in-process, `server` over MCP."""
