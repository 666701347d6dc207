"""How large an emitted folder becomes, estimated from its tools and entities before it is emitted.

A folder holds at most 200 KiB (DESIGN §5). Its frame is constant; the rest grows with the text of tools and entities in
`environment.json`, which `service.py`, `tools.json` and `seed.sql` repeat in their own ways. The factors were fitted to
43 folders of ten descriptions, with errors of up to 11 kB; things weigh less in
a group than alone, which makes up for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from generator.explore.drafts import ToolDraft
from generator.explore.entities import entity_data
from generator.explore.plans import Plan

MAX_FOLDER = 200 * 1024
FRAME = 77_000
MAX_BYTES = MAX_FOLDER - FRAME
"""What tools and entities of one environment may weigh."""

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
