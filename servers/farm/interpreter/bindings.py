"""What a compiled expression sees of a call: the names and their values, the rows, and whose account it is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from servers.farm.interpreter.rows import Rows, Table

if TYPE_CHECKING:
    from servers.farm.interpreter.trace import Trace


class Bindings(dict[str, Any]):
    """The names of a call and their values; `rows` is the state as the call sees it, `actor` whose account it is."""

    __slots__ = ("actor", "rows")

    def __init__(self, rows: Rows, actor: dict[str, Any] | None, names: Mapping[str, Any]) -> None:
        super().__init__(names)
        self.rows, self.actor = rows, actor

    def inner(self) -> "Bindings":
        """The same names for a comprehension or a predicate, which bind one more."""
        return Bindings(self.rows, self.actor, self)


NEXT_CURSOR = "next cursor"
"""Under this name the bindings hold how a page goes on; no expression can use it."""
Evaluate = Callable[[Bindings], Any]


class Tables(Protocol):
    """What compiling needs to know of the environment's entities."""

    @property
    def trace(self) -> "Trace | None":
        """What compiled closures tell of what they do, if anything."""

    @property
    def untraced(self) -> "Tables":
        """The same, of which compiled closures tell nothing."""

    def table(self, entity: str) -> Table:
        """The plan of an entity."""

    def computed(self, entity: str, column: str) -> Callable[[dict[str, Any], Bindings], Any]:
        """The value of a computed column of a row."""
