"""Bugs in optimistic locking: a change that leaves the version as it was."""

import re
from collections.abc import Iterator

from client.mutation.operator import Edit, Spot, StepOperator, changed
from servers.farm.model import UpdateStep

_VERSION = re.compile(r"version|revision|etag|change_number")


class KeepVersion(StepOperator):
    """A change does not raise the version, so that the next one to an older version passes."""

    name = "keep_version"

    def edits(self, spot: Spot) -> Iterator[Edit]:
        """The update without the column that it counts up."""
        values = spot.step.update.set if isinstance(spot.step, UpdateStep) else {}
        for column, text in values.items():
            if _VERSION.search(column) and text.endswith(f".{column} + 1"):
                kept = {name: text for name, text in values.items() if name != column}
                given = isinstance(spot.step, UpdateStep) and spot.step.update.given
                yield column, (changed(spot.step, {"set": kept}),) if kept or given else ()
