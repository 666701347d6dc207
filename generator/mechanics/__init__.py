"""Mechanics: laws that services of many kinds obey, given to environments where the evidence says that they hold.

base        what a mechanic is: uses, places, woven
weaving     every mechanic at every place, each kept only if the static checks agree
edits       what mechanics add: columns, steps, faults, invariants
guarding    what the requires of tools ask, by which uses are told
writing     which tools make, change and remove the rows of an entity
intervals   columns that begin and end something; liveness says which rows do not count any more
amounts     columns that say how much money a row is about; parts and takes are what is taken of it
drains      rows that take from a stock, and give back
wording     codes of faults, and how messages call things
lookups     where tools look up what a parameter refers to
counting    what numbers count, and totals what amounts are worked out from, by their names
relations   what entities are to each other: references, links, what lies in a row
trees       rows under rows of their kind, as conditions
laws        places that know what belongs there
messages    what is said in what, and what shuts it; labels what puts labels on, and what the system made
reading     what tools look up, ask about and write, nested steps too
states      what states mean, and what descriptions say of them; conditions and stages say and keep it
one module per mechanic; their pages are in docs/mechanics
"""

from generator.mechanics.base import Mechanic, Place, Subject, Use, uses
from generator.mechanics.booking import Booking
from generator.mechanics.counters import Counters
from generator.mechanics.form import Form
from generator.mechanics.hierarchy import Hierarchy
from generator.mechanics.lifecycle import Lifecycle
from generator.mechanics.membership import Membership
from generator.mechanics.money import Money
from generator.mechanics.ordering import Ordering
from generator.mechanics.quotas import Quotas
from generator.mechanics.stock import Stock
from generator.mechanics.threads import Threads
from generator.mechanics.time import Time
from generator.mechanics.trash import Trash
from generator.mechanics.uniqueness import Uniqueness
from generator.mechanics.versions import Versions
from generator.mechanics.visibility import Visibility

ALL: tuple[Mechanic, ...] = (
    Lifecycle(),
    Trash(),
    Uniqueness(),
    Time(),
    Booking(),
    Money(),
    Stock(),
    Hierarchy(),
    Membership(),
    Ordering(),
    Counters(),
    Quotas(),
    Threads(),
    Versions(),
    Visibility(),
    # Last, since it looks for what is never refused.
    Form(),
)
"""Every mechanic, in the order in which they are woven."""

__all__ = ["ALL", "Mechanic", "Place", "Subject", "Use", "uses"]
