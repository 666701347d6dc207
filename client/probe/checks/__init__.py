"""The checks, in the order in which they run: what must see the server untouched comes first, what may end it last."""

from client.probe.checks.answers import Errors, Results
from client.probe.checks.base import Check, Probe
from client.probe.checks.hostility import Hostile
from client.probe.checks.lasting import Memory, Shutdown, Survival
from client.probe.checks.listing import Listing
from client.probe.checks.protocol import Noise, Official, Protocol, Stdout, Versions
from client.probe.checks.reading import Reads, Restart
from client.probe.checks.strictness import MissingArguments, UnknownKeys, WrongTypes
from client.probe.checks.web import Origins
from client.probe.checks.writing import Writes

ALL: tuple[type[Check], ...] = (
    Protocol,
    Listing,
    Restart,
    Reads,
    Writes,
    UnknownKeys,
    MissingArguments,
    WrongTypes,
    Origins,
    Memory,
    Hostile,
    Noise,
    Official,
    Versions,
    Results,
    Errors,
    Survival,
    Stdout,
    Shutdown,
)

__all__ = ["ALL", "Check", "Probe"]
