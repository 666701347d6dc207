"""A verifier that trusts nothing: it holds emitted servers to what their environment.json declares (DESIGN §7)."""

from client.verify.cases import Case
from client.verify.contract import Contract
from client.verify.findings import Finding
from client.verify.inside import kill
from client.verify.report import Report
from client.verify.runner import Progress, cases, verify

__all__ = ["Case", "Contract", "Finding", "Progress", "Report", "cases", "kill", "verify"]
