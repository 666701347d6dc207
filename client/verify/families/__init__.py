"""The table of families, in the order in which they look."""

from client.verify.families.abuse import Hostile
from client.verify.families.base import Family
from client.verify.families.behaviour import Effects, Fault, Output, ReadOnly, Success
from client.verify.families.laws import Laws
from client.verify.families.protocol import Protocol
from client.verify.families.schema import Schema
from client.verify.families.worlds import Determinism, Integrity, Isolation

ALL: tuple[type[Family], ...] = (
    Protocol,
    Schema,
    Success,
    Fault,
    Effects,
    ReadOnly,
    Output,
    Laws,
    Integrity,
    Determinism,
    Isolation,
    Hostile,
)

__all__ = ["ALL", "Family"]
