"""`farm.json`: what a farm holds and how it came about. The same farm gives the same bytes: no clock, no machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.verify.card import Card
from generator.harvest.candidates import Candidate, Surveyed
from generator.harvest.choosing import NOT_EXPLORED, NOT_NEEDED, Shares
from generator.harvest.funnel import Stage, stage
from generator.harvest.growing import Grown
from generator.harvest.surveying import Dug
from generator.harvest.vendors import CLOUDS
from generator.quality import Totals

SCHEMA = 1


@dataclass(frozen=True)
class Sown:
    """One environment of the farm."""

    candidate: Candidate
    grown: Grown
    full: bool
    """Whether it was verified in full."""
    licence: str = ""


@dataclass(frozen=True)
class Whole:
    """Everything that is told of a farm."""

    sources: tuple[str, ...]
    count: int
    """How many were wished."""
    shares: Shares
    funnel: tuple[Stage, ...]
    environments: tuple[Sown, ...]

    def data(self) -> dict[str, Any]:
        """The object that `farm.json` holds."""
        return {
            "schema": SCHEMA,
            "sources": list(self.sources),
            "wished": self.count,
            "shares": {"vendor": self.shares.vendor, "cloud": self.shares.cloud},
            "funnel": [one.data() for one in self.funnel],
            "quality": quality(self.environments),
            "environments": [_entry(one) for one in self.environments],
        }

    def text(self) -> str:
        """`farm.json`."""
        return json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Facts:
    """What the stages said, from which the funnel is told."""

    surveys: Sequence[Surveyed]
    explored: Mapping[str, Dug]
    left: Mapping[tuple[str, int], str]
    """Why candidates were not taken."""
    outcomes: Mapping[tuple[str, int], Grown]
    farm: Sequence[Candidate]


def funnel(facts: Facts) -> tuple[Stage, ...]:
    """Resources, described, stateful, taken, emitted, verified, and what is in the farm if that is less."""
    described = [one for one in facts.surveys if one.kind]
    stateful = [source for source, found in facts.explored.items() if found.candidates]
    candidates = [one for found in facts.explored.values() for one in found.candidates]
    taken = [one for one in candidates if one.key in facts.outcomes]
    emitted = [one for one in taken if facts.outcomes[one.key].emitted]
    verified = [one for one in emitted if not facts.outcomes[one.key].refused]
    kept = {one.key for one in facts.farm}
    stages = [
        stage("resources", len(facts.surveys), "documents", ()),
        stage("described", len(described), "documents", _undescribed(facts.surveys)),
        stage("stateful", len(stateful), "documents", _stateless(described, facts.explored)),
        stage("taken", len(taken), "environments", _untaken(candidates, facts)),
        stage("emitted", len(emitted), "environments", _refused(taken, facts, emitted=False)),
        stage("verified", len(verified), "environments", _refused(emitted, facts, emitted=True)),
    ]
    surplus = [(SURPLUS, _named(one)) for one in verified if one.key not in kept]
    return (*stages, *([stage("in the farm", len(kept), "environments", surplus)] if surplus else []))


SURPLUS = "more than its vendor's, or the cloud vendors', share of a farm that became smaller than was wished"


def _undescribed(surveys: Iterable[Surveyed]) -> list[tuple[str, str]]:
    return [(one.why, one.source) for one in surveys if not one.kind]


def _stateless(described: Iterable[Surveyed], explored: Mapping[str, Dug]) -> list[tuple[str, str]]:
    return [
        (explored[one.source].refused if one.source in explored else NOT_EXPLORED, one.source)
        for one in described
        if one.source not in explored or not explored[one.source].candidates
    ]


def _untaken(candidates: Iterable[Candidate], facts: Facts) -> list[tuple[str, str]]:
    return [(facts.left.get(one.key, NOT_NEEDED), _named(one)) for one in candidates if one.key not in facts.outcomes]


def _refused(candidates: Iterable[Candidate], facts: Facts, *, emitted: bool) -> list[tuple[str, str]]:
    outcomes = [(one, facts.outcomes[one.key]) for one in candidates]
    return [(found.refused, _named(one)) for one, found in outcomes if found.refused and found.emitted == emitted]


def _named(one: Candidate) -> str:
    return f"{one.name} of {one.source}"


def quality(environments: Sequence[Sown]) -> dict[str, Any]:
    """How wide and deep a farm is, in numbers."""
    cards = [Card.model_validate(one.grown.card) for one in environments]
    totals = Totals(cards)
    vendors = counted(one.candidate.vendor for one in environments)
    clouds = sum(count for vendor, count in vendors.items() if vendor in CLOUDS)
    mechanics = Counter(name for card in cards for name in card.mechanics)
    return {
        "environments": len(environments),
        "verified in full": sum(one.full for one in environments),
        "tools": sum(card.tools for card in cards),
        "tools each": round(totals.tools, 2),
        "entities each": round(totals.entities, 2),
        "mechanics each": round(totals.mechanics, 2),
        "domain faults for each writing tool": round(totals.faults_per_write, 2),
        "writing tools without one": totals.faultless,
        "repaired": sum(bool(one.grown.repairs) for one in environments),
        "domains": dict(counted(one.candidate.domain for one in environments)),
        "kinds": dict(counted(one.candidate.kind for one in environments)),
        "vendors": len(vendors),
        "largest share of a vendor": _share(max(vendors.values(), default=0), len(environments)),
        "share of cloud vendors": _share(clouds, len(environments)),
        "mechanics": dict(sorted(mechanics.items(), key=lambda item: (-item[1], item[0]))),
    }


def counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name occurs, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _entry(one: Sown) -> dict[str, Any]:
    found, grown = one.candidate, one.grown
    return {
        "name": grown.name,
        "title": found.title,
        "source": found.source,
        "kind": found.kind,
        "vendor": found.vendor,
        "domain": found.domain,
        "licence": one.licence or None,
        "verified": "full" if one.full else "quick",
        "value": round(found.value, 4),
        "digest": grown.digest,
        "card": dict(grown.card),
        "repairs": list(grown.repairs),
    }
