"""The page that a farm's folder has for people: its servers in a table, from the cards in their reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from client.verify import Report
from client.verify.card import Card
from generator.markdown import table
from generator.quality import Totals
from servers.farm.model import Environment

TITLE = "# Servers\n"
HEAD = ("server", "about", "source", "tools", "entities", "faults", "mechanics", "used", "ids", "rows", "tokens")
EXPLAINED = """\
Written by `mcpfarm farm`, from the cards in the servers' reports. *Tools* are those that read and those that write;
*faults* the refusals of its own that each writing tool declares, errors about arguments not counted; *mechanics* those
of which the report shows a success and a refusal; *used* the share of its part of the source's operations that tools
stand for; *ids* how many of the columns that hold one refer to a row; *rows* what it starts with; *tokens* the median
of what a tool costs in a prompt.
"""


@dataclass(frozen=True)
class Line:
    """One server of a farm."""

    name: str
    kind: str
    source: str
    card: Card

    @classmethod
    def of(cls, environment: Environment, report: Report | None) -> Self | None:
        """The line of a verified server; None without a card."""
        if report is None or report.card is None or not report.verified:
            return None
        provenance = environment.provenance
        kind, source = (provenance.kind, provenance.source) if provenance is not None else ("none", "none")
        return cls(environment.name, kind, source, report.card)


def farm_page(lines: Sequence[Line]) -> str:
    """The page in Markdown, servers by name."""
    rows = [_cells(line) for line in sorted(lines, key=lambda line: line.name)]
    return TITLE + "\n".join(["", _summary(lines), "", EXPLAINED, table(HEAD, rows), ""])


def _summary(lines: Sequence[Line]) -> str:
    cards = [line.card for line in lines]
    if not cards:
        return "No server."
    totals = Totals(cards)
    means = (
        f"{totals.tools:.1f} tools",
        f"{totals.entities:.1f} entities",
        f"{totals.mechanics:.1f} mechanics",
        f"{totals.faults_per_write:.2f} faults for each writing tool",
    )
    kinds, domains = sorted({line.kind for line in lines}), {card.domain for card in cards}
    return (
        f"{len(cards)} verified servers of {len(domains)} domains, from {len(kinds)} kinds of resource "
        f"({', '.join(kinds)}); on average {', '.join(means)}. "
        f"Writing tools without a fault: {totals.faultless} of {totals.writes}."
    )


def _cells(line: Line) -> tuple[str, ...]:
    card = line.card
    return (
        f"[{line.name}]({line.name}/README.md)",
        card.domain.replace("_", " "),
        f"`{line.source}`",
        f"{card.reads} + {card.writes}",
        str(card.entities),
        f"{card.faults_per_write:.1f}",
        ", ".join(card.mechanics) or "none",
        f"{card.used}/{card.operations}",
        f"{card.references}/{card.ids}",
        str(card.rows),
        str(card.tokens),
    )
