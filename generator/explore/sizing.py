"""How large an emitted folder becomes, estimated from its tools and entities before it is emitted.

A folder holds at most 200 KB (DESIGN §5). Its frame is constant; the rest grows with the text of tools and entities in
`environment.json`, which `service.py`, `tools.json` and `seed.sql` repeat in their own ways. The factors were fitted to
43 folders of ten descriptions; 81 of sixteen, measured since, are 3.3 kB smaller than estimated in the mean (standard
deviation 3.8 kB), from 13.4 kB smaller to 6.8 kB larger, and factors fitted to 46 of them did worse on the others.
That the limit holds whatever the estimate says is the matter of `generator.fitting`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.explore.drafts import ToolDraft
from generator.explore.entities import entity_data
from generator.explore.plans import Plan
from servers.farm import frame

MAX_FOLDER = 200_000
REPORT = 5_000
"""What the verifier's report adds later, as far as plans know: that of some 26 tools."""
_BIAS = 8_000
"""By how much estimates may go beyond the limit, being too high in the mean; `generator.fitting` sees to the rest."""
_AROUND = 7_200
"""What README, head of the code and the like take, whatever the tools are."""


@lru_cache(maxsize=1)
def max_bytes() -> int:
    """What tools and entities of one environment may weigh."""
    framed = sum((frame.FOLDER / name).stat().st_size for name in frame.FILES)
    return MAX_FOLDER - REPORT + _BIAS - _AROUND - framed


def report_bytes(tools: int) -> int:
    """What the report of a verified server adds at most: those of 35 servers had 926 to 998 bytes, and 150 a tool,
    before they named their verifier and held a card, which has 170 to 310."""
    return max(REPORT, 1_500 + 150 * tools)


_PER_TOOL_BYTE, _PER_ENTITY_BYTE, _PER_ENTITY = 2.5, 4.9, 1_100


def tool_bytes(tool: ToolDraft) -> int:
    """What a tool adds to a folder."""
    return int(_PER_TOOL_BYTE * len(json.dumps(tool.data(), indent=2)))


def entity_bytes(plan: Plan, plans: Mapping[str, Plan]) -> int:
    """What an entity adds to a folder, its start rows included."""
    return int(_PER_ENTITY_BYTE * len(json.dumps(entity_data(plan, plans), indent=2)) + _PER_ENTITY)


def plan_bytes(plan: Plan, plans: Mapping[str, Plan], tools: Iterable[ToolDraft]) -> int:
    """What a thing with these tools adds to a folder."""
    return entity_bytes(plan, plans) + sum(tool_bytes(tool) for tool in tools)
