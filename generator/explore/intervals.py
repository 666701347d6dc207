"""Pairs of columns that begin and end something."""

from __future__ import annotations

import re

from generator.explore.plans import Plan

_PAIRS = (
    ("start", "end"), ("starts", "ends"), ("begin", "end"), ("begins", "ends"), ("from", "to"), ("from", "until"),
    ("since", "until"), ("check_in", "check_out"), ("checkin", "checkout"), ("departure", "arrival"),
    ("pickup", "return"), ("pickup", "dropoff"), ("arrival", "departure"), ("open", "close"), ("opens", "closes"),
    ("first", "last"), ("started", "ended"), ("started", "finished"), ("start", "finish"), ("started", "completed"),
    ("issue", "due"), ("issued", "due"), ("invoice", "due"), ("valid", "expiry"),
)  # fmt: skip


def intervals(plan: Plan) -> list[tuple[str, str]]:
    """Pairs of moments, the second of which must not be before the first."""
    moments = {name for name, field in plan.fields.items() if field.nature.kind in ("date", "datetime")}
    found = []
    for start in sorted(moments):
        for early, late in _PAIRS:
            end = re.sub(rf"(^|_){early}(_|$)", rf"\g<1>{late}\g<2>", start, count=1)
            both = end != start and end in moments and plan.fields[end].nature.kind == plan.fields[start].nature.kind
            if both and (end, start) not in found and (start, end) not in found:
                found.append((start, end))
    return found
