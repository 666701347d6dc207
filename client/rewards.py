"""Rewards from what changed: one trusted engine judges a `VerifySpec`, which is data (DESIGN §9).

The default is binary: 1 when every gate holds, every expected change happened and every response check passed, else 0.
The graded score is opt-in: shares of changes and responses, with the score of doing nothing subtracted, and at most
0.8 unless complete. Rows compare as sets of changes; inserted rows are matched to observed ones by what is not
generated, and generated keys are renamed consistently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from client.matching import match
from client.records import ChangeRecord, Reward, VerifySpec
from client.responses import holds, obtained

PARTIAL_CAP = 0.8


@dataclass(frozen=True)
class Episode:
    """What happened: every row change of every environment, the reply of each user turn, calls and their results."""

    changes: Sequence[ChangeRecord]
    replies: Sequence[str]
    calls: Sequence[str] = ()
    results: Sequence[str] = ()
    finished: bool = True
    clocks: Mapping[str, str] = field(default_factory=dict)


def grade(spec: VerifySpec, episode: Episode, *, graded: bool = False) -> Reward:
    """The reward of an episode; ValueError for a spec that nothing could fail."""
    if not spec.expected and not spec.responses:
        raise ValueError("a verification spec without an expected change or response check is vacuous")
    gates, components = _judge(spec, episode)
    passed = all(gates.values()) and all(value == 1.0 for value in components.values())
    total = 1.0 if passed else 0.0
    if graded and not passed and all(gates.values()):
        total = min(PARTIAL_CAP, _above_nothing(spec, components))
    return Reward(total=total, passed=passed, components=components, gates=gates)


def _judge(spec: VerifySpec, episode: Episode) -> tuple[dict[str, bool], dict[str, float]]:
    matched = match(spec.expected, episode.changes)
    unintended = [change for change in matched.rest if not _allowed(spec, change)]
    kept = [check for check in spec.responses if holds(check, episode.replies)]
    facts = [check for check in spec.responses if check.kind != "abstain"]
    gates = {
        "no_unintended_writes": not unintended,
        "no_forbidden_calls": not set(spec.forbidden) & set(episode.calls),
        "finished": episode.finished,
        "facts_obtained": all(obtained(check, episode.results) for check in facts),
    }
    components = {
        "state": matched.count / len(spec.expected) if spec.expected else 1.0,
        "responses": len(kept) / len(spec.responses) if spec.responses else 1.0,
    }
    return gates, components


def _allowed(spec: VerifySpec, change: ChangeRecord) -> bool:
    for item in spec.allowed:
        if (item.environment, item.entity) == (change.environment, change.entity):
            if not item.columns:
                return True
            before, after = change.before or {}, change.after or {}
            changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
            if change.op == "update" and changed <= set(item.columns):
                return True
    return False


def _above_nothing(spec: VerifySpec, components: Mapping[str, float]) -> float:
    """The share that was reached beyond what an untouched state and an empty reply reach."""
    weights = {"state": 0.7 if spec.expected else 0.0, "responses": 0.3 if spec.responses else 0.0}
    whole = sum(weights.values())
    reached = sum(weights[name] * components[name] for name in weights) / whole
    _, idle = _judge(spec, Episode(changes=(), replies=()))
    nothing = sum(weights[name] * idle[name] for name in weights) / whole
    return max(0.0, (reached - nothing) / (1.0 - nothing)) if nothing < 1.0 else 0.0
