"""The environment `ssm_contacts_rotations`: `service` runs it in-process, `server` over MCP."""
