"""Tests that need more than the repository, or that only measure, run when `-m` names their marker."""

from __future__ import annotations

import re

import pytest

_ASKED_FOR = {
    "node": "needs Node and the npm registry: run with `pytest -m node`",
    "corpus": "reads thousands of descriptions: run with `pytest -m corpus`",
    "benchmark": "measures cost: run with `pytest -n 0 -m benchmark -s`",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    named = set(re.findall(r"\w+", config.getoption("markexpr") or ""))
    for item in items:
        for marker, reason in _ASKED_FOR.items():
            if marker not in named and item.get_closest_marker(marker) is not None:
                item.add_marker(pytest.mark.skip(reason=reason))
