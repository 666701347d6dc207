"""What only a server on HTTP can do wrong."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from client.probe.checks.base import Check, Probe
from client.probe.findings import Finding
from client.streamable import Connection

LOCAL = ("127.0.0.1", "localhost", "::1")
TRANSPORT = "MCP 2025-11-25, Transports, Streamable HTTP, Security Warning"


class Origins(Check):
    """A web page that a person has open must not reach a server on their machine (DNS rebinding)."""

    name = "origins"
    asks = "are foreign origins refused"

    def run(self, probe: Probe) -> Iterator[Finding]:
        """A foreign Origin and a foreign Host, to a server on this machine."""
        link = probe.session.link()
        if not isinstance(link, Connection) or urlsplit(link.url).hostname not in LOCAL:
            return
        for header, value in (("Origin", "http://evil.example"), ("Host", "evil.example")):
            self.looked += 1
            if link.status({header: value}) < 400:
                what = f"answers a request with the header '{header}: {value}', so any web page can use it"
                advice = "answer with 403 or 421 unless Host and Origin are your own"
                yield self.finding("error", header.lower(), what, advice, spec=TRANSPORT)
