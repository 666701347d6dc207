"""`farm.md`: a page about a farm for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.harvest.choosing import ALIKE
from generator.harvest.funnel import Stage
from generator.harvest.summary import Sown, Whole, counted, quality
from generator.markdown import table

REASONS = 8
"""How many reasons of a stage stand in its table; `farm.json` has all."""
TITLE, VENDORS = 60, 10


def page(farm: Whole) -> str:
    """The page, in Markdown."""
    numbers = quality(farm.environments)
    parts = [
        f"# A farm of {_count(len(farm.environments), 'environment')}",
        _opening(farm, numbers),
        "## What is here",
        _numbers(numbers),
        "## How it came about",
        table(["stage", "left", "of"], [[one.name, one.count, one.units] for one in farm.funnel]),
        *[text for one in farm.funnel if one.left for text in _losses(one)],
        "## How it was chosen",
        _chosen(farm),
        "## The environments",
        *[text for domain in numbers["domains"] for text in _of_domain(domain, farm.environments)],
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(farm: Whole, numbers: dict[str, Any]) -> str:
    short = len(farm.environments) < farm.count
    wished = f" {farm.count} were wished; the sources give no more." if short else ""
    sources = ", ".join(f"`{source}`" for source in farm.sources)
    full = numbers["verified in full"]
    return (
        f"Made from {sources}.{wished} Each folder here is a standalone MCP server: `python NAME/server.py`. Each was "
        "verified over stdio, as `mcpfarm verify --quick` does it: on a server that is forked from the verifier, with "
        f"fewer cases. {full} of them, drawn by a seed, were verified in full too, started cold from an empty folder. "
        "`farm.json` says the same for programs."
    )


def _numbers(numbers: dict[str, Any]) -> str:
    plain = [[name, value] for name, value in numbers.items() if not isinstance(value, dict)]
    lists = [
        [name, ", ".join(f"{what.replace('_', ' ')} {count}" for what, count in value.items()) or "–"]
        for name, value in numbers.items()
        if isinstance(value, dict)
    ]
    return table(["", ""], plain + lists)


def _losses(one: Stage) -> list[str]:
    lost = sum(reason.count for reason in one.left)
    rows = [[reason.count, reason.reason, reason.example] for reason in one.left[:REASONS]]
    more = sum(reason.count for reason in one.left[REASONS:])
    if more:
        rows.append([more, "other reasons, in `farm.json`", ""])
    return [f"{lost:,} did not get to *{one.name}*:", table(["how many", "why", "the first of them"], rows)]


def _chosen(farm: Whole) -> str:
    vendors = counted(one.candidate.vendor for one in farm.environments)
    first = ", ".join(f"{vendor} {count}" for vendor, count in list(vendors.items())[:VENDORS])
    return (
        "The value of an environment is how much there is to do in it: tools, entities, mechanics, and faults for each "
        "writing tool, each up to what is enough. The next one that is taken is always the one whose value is highest "
        "after it is divided by the number of those that its vendor has already, and by the root of that of its "
        f"domain. Two of which more than {ALIKE:.0%} of entity and tool names are the same count once. No vendor has "
        f"more than {farm.shares.vendor:.0%}, or an even share where they are few, and cloud vendors together have at "
        f"most {farm.shares.cloud:.0%}. The vendors with the most: {first or '–'}."
    )


def _of_domain(domain: str, environments: Sequence[Sown]) -> list[str]:
    mine = sorted((one for one in environments if one.candidate.domain == domain), key=lambda one: one.grown.name)
    rows = [_row(one) for one in mine]
    headers = ["environment", "what", "vendor", "tools", "entities", "faults a writing tool", "mechanics", "verified"]
    return [f"### {domain.replace('_', ' ').capitalize()}", table(headers, rows)]


def _row(one: Sown) -> list[object]:
    card, name = one.grown.card, one.grown.name
    return [
        f"[{name}]({name}/README.md)",
        _short(one.candidate.title),
        one.candidate.vendor,
        f"{card['tools']} ({card['writes']} write)",
        card["entities"],
        f"{card['faults'] / card['writes']:.1f}" if card["writes"] else "–",
        ", ".join(card["mechanics"]) or "–",
        "in full" if one.full else "quick",
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    return text if len(text) <= TITLE else text[: TITLE - 1].rstrip() + "…"
