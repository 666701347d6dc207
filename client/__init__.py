"""Speaks MCP to servers: sessions, the verifier, replay, records and rewards."""
