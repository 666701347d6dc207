"""The environment `mailchimp_marketing_folders`: `service` runs it in-process, `server` over MCP."""
