"""A verifier that trusts nothing: it holds emitted servers to what their environment.json declares (DESIGN §7)."""

from client.verify.report import Report
from client.verify.runner import Progress, verify

__all__ = ["Progress", "Report", "verify"]
