"""The quality card of an emitted folder, counted from what it declares and what its report shows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from client.verify.card import Card
from client.verify.report import Report
from generator.mechanics import ALL, uses
from servers.farm.effects import is_read_only
from servers.farm.faults import fault_uses
from servers.farm.model import Environment, ReferenceColumn

DOMAIN_FAULTS = frozenset({"miss", "require", "unique", "refuse"})
"""Kinds of faults that say something about rows; `nothing_to_change` and `not_authenticated` are about arguments."""
BYTES_A_TOKEN = 4
_ROW = re.compile(r"^INSERT INTO (?!_)", re.MULTILINE)
_ID = re.compile(r"(^|_)ids?$")


def card_of(environment: Environment, report: Report, folder: Path) -> Card:
    """The card of a verified folder. Raises OSError if it lacks a file."""
    writes = [name for name in environment.tools if not is_read_only(environment, name)]
    faults = {name: len(domain_faults(environment, name)) for name in writes}
    provenance = environment.provenance
    used = {tool.origin.operation for tool in environment.tools.values() if tool.origin is not None}
    left_out = {item.operation for item in provenance.left_out} if provenance is not None else set()
    references, ids = _ids(environment)
    return Card(
        domain=environment.domain.name if environment.domain is not None else "other",
        tools=len(environment.tools),
        reads=len(environment.tools) - len(writes),
        writes=len(writes),
        entities=len(environment.entities),
        faults=sum(faults.values()),
        faultless=tuple(name for name, count in faults.items() if not count),
        mechanics=mechanics_of(environment, report),
        used=len(used),
        operations=len(used | left_out),
        references=references,
        ids=ids,
        rows=len(_ROW.findall((folder / "seed.sql").read_text(encoding="utf-8"))),
        tokens=_tokens((folder / "tools.json").read_text(encoding="utf-8")),
    )


@dataclass(frozen=True)
class Totals:
    """Many cards added up: means for each environment, 0 where there is none."""

    cards: Sequence[Card]

    @property
    def tools(self) -> float:
        """Tools each."""
        return _mean(card.tools for card in self.cards)

    @property
    def entities(self) -> float:
        """Entities each."""
        return _mean(card.entities for card in self.cards)

    @property
    def mechanics(self) -> float:
        """Mechanics at work in each."""
        return _mean(len(card.mechanics) for card in self.cards)

    @property
    def writes(self) -> int:
        """Writing tools of all."""
        return sum(card.writes for card in self.cards)

    @property
    def faultless(self) -> int:
        """Writing tools of all that have no fault of their own."""
        return sum(len(card.faultless) for card in self.cards)

    @property
    def faults_per_write(self) -> float:
        """Domain faults for each writing tool."""
        return sum(card.faults for card in self.cards) / self.writes if self.writes else 0.0


def _mean(numbers: Iterable[int]) -> float:
    known = list(numbers)
    return mean(known) if known else 0.0


def domain_faults(environment: Environment, tool: str) -> set[str]:
    """The codes by which a tool refuses for the sake of the rows that there are."""
    return {use.code for use in fault_uses(environment, tool) if use.kind in DOMAIN_FAULTS}


def mechanics_of(environment: Environment, report: Report) -> dict[str, int]:
    """How often each mechanic is at work, by the report: the call has succeeded, and was refused for its sake."""
    unseen = {*report.coverage.tools.missing, *report.coverage.faults.missing}
    seen = [use for use in uses(environment, ALL) if not unseen & {use.tool, f"{use.tool}/{use.fault}"}]
    return dict(Counter(use.mechanic for use in seen))


def _ids(environment: Environment) -> tuple[int, int]:
    """How many columns are references, and how many are or look like it."""
    columns = [(name, item) for entity in environment.entities.values() for name, item in entity.columns.items()]
    references = [name for name, column in columns if isinstance(column, ReferenceColumn)]
    alike = [
        name
        for name, column in columns
        if _ID.search(name) and column.kind in ("text", "integer", "list") and name not in references
    ]
    return len(references), len(references) + len(alike)


def _tokens(text: str) -> int:
    tools = json.loads(text)
    listed = tools["tools"] if isinstance(tools, dict) else tools
    sizes = [len(json.dumps(tool, separators=(",", ":"), ensure_ascii=False).encode()) for tool in listed]
    return round(median(sizes) / BYTES_A_TOKEN) if sizes else 0
