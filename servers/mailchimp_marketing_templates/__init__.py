"""The environment `mailchimp_marketing_templates`: `service` runs it in-process, `server` over MCP."""
