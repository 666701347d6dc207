"""Whatever loads can be checked: the checks answer with problems, never with an exception."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servers.farm.checks import check
from servers.farm.model import from_data
from servers.farm.problems import InvalidEnvironment

DATA = Path(__file__).parents[1] / "data"
TEXTS = {name: (DATA / f"{name}.yaml").read_text(encoding="utf-8") for name in ("bikes", "workshop")}
WORDS = ["bike", "job", "nothing", "actor", "status", "station.name", "None", "True", "[]", "1", "part", "len(job)"]


def _leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text in nested data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*path, index))
    elif isinstance(data, str):
        yield path


LEAVES = {name: list(_leaves(yaml.safe_load(text))) for name, text in TEXTS.items()}


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_environment_with_swapped_words_is_checked_without_an_exception(name: str, data: st.DataObject) -> None:
    environment = yaml.load(TEXTS[name], yaml.CSafeLoader)
    for path in data.draw(st.lists(st.sampled_from(LEAVES[name]), min_size=1, max_size=3)):
        *way, last = path
        holder = environment
        for part in way:
            holder = holder[part]
        holder[last] = data.draw(st.sampled_from(WORDS))
    try:
        loaded = from_data(environment)
    except InvalidEnvironment:
        return
    assert all(problem.where and problem.what for problem in check(loaded))
