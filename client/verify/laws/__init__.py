"""Laws across calls, as oracles that do not come from the steps (MODEL.md §4 (3)): one class per law."""

from client.verify.laws.law import Law
from client.verify.laws.reads import Agree, Filters, Order, Pages
from client.verify.laws.writing import Created, Deleted, Repeated, Updated

LAWS: tuple[type[Law], ...] = (Created, Deleted, Updated, Repeated, Agree, Filters, Order, Pages)
"""The laws that are tried with calls, in their order; those of sums are in `conservation`."""

__all__ = ["LAWS", "Law"]
