"""A verifier that trusts nothing: it holds emitted servers to what their environment.json declares (DESIGN §7).

What is named here is imported when it is first used: who only reads a report does not pay for the SDK.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.verify.cases import Case
    from client.verify.contract import Contract
    from client.verify.findings import Finding
    from client.verify.inside import kill
    from client.verify.report import Report
    from client.verify.runner import Progress, verify

__all__ = ["Case", "Contract", "Finding", "Progress", "Report", "kill", "verify"]

_MODULES = {
    "Case": "cases",
    "Contract": "contract",
    "Finding": "findings",
    "Progress": "runner",
    "Report": "report",
    "kill": "inside",
    "verify": "runner",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
