"""A page of ours on loopback, for tools that fetch what a URL names: a probe makes no server call strangers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY = b"<!doctype html><title>A page of the probe</title><h1>Hello</h1><p>There is some text on this page.</p>"


@contextmanager
def page() -> Iterator[str]:
    """The URL of the page, until the block ends; it has the same port in no two probes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/page.html"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(1.0)


class _Handler(BaseHTTPRequestHandler):
    """Every page is there, but no robots.txt."""

    def do_GET(self) -> None:
        found = not self.path.startswith("/robots.txt")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(BODY) if found else 0))
        self.end_headers()
        if found:
            self.wfile.write(BODY)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server names it
        """Say nothing."""
