"""What may come from anywhere: texts that careless code takes for code, and lines that are no requests."""

TEXTS: tuple[str, ...] = (
    "'; DROP TABLE users; --",
    '" OR ""="',
    "%' ESCAPE '",
    "../../../../etc/passwd",
    "C:\\Windows\\System32\\..\\win.ini",
    "{0.__class__.__mro__} %s %n ${jndi:ldap://x} {{7*7}}",
    "‮Ünïcödé 🛰️ 你好 ‏مرحبا \u200b",
    "line\nbreak\ttab\r\x7f\x1b[31m",
    "<script>alert(1)</script>",
    "   ",
)
"""Texts that are data to a careful server and code to a careless one."""

LINES: tuple[tuple[str, bytes], ...] = (
    ("no JSON", b"{not json"),
    ("an empty line", b""),
    ("bytes that are no UTF-8", b'{"jsonrpc": "2.0", "id": "a", "method": "\xff\xfe"}'),
    ("an array", b'[{"jsonrpc": "2.0", "id": "b", "method": "ping"}]'),
    ("no version", b'{"id": "c", "method": "tools/list"}'),
    ("an unknown method", b'{"jsonrpc": "2.0", "id": "d", "method": "no/such"}'),
    ("parameters that are a text", b'{"jsonrpc": "2.0", "id": "e", "method": "tools/call", "params": "x"}'),
    ("a call without a name", b'{"jsonrpc": "2.0", "id": "f", "method": "tools/call", "params": {"arguments": {}}}'),
    ("nesting 5,000 deep", b'{"jsonrpc": "2.0", "id": "g", "method": "tools/call", "params": ' + b"[" * 5_000),
    ("half a surrogate pair", b'{"jsonrpc": "2.0", "id": "i", "method": "tools/call", "params": {"name": "\\ud800"}}'),
    ("an answer to nothing", b'{"jsonrpc": "2.0", "id": "h", "result": {}}'),
    ("a megabyte of noise", b"x" * 1_000_000),
)
"""What may come instead of a request: a server may refuse or pass over it, and must go on."""
