"""Names as people write them."""

import pytest

from generator.dialogues.traits import trait
from generator.spoken import spoken


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("task_list", "task list"),
        ("acl_rule", "ACL rule"),
        ("desc", "description"),
        ("displayname", "display name"),
        ("zip", "zip code"),
        ("zip_code", "zip code"),
        ("num_guests", "number of guests"),
        ("room_num", "room number"),
        ("tz", "time zone"),
    ],
)
def test_what_is_cut_short_or_joined_is_said_in_full(name: str, said: str) -> None:
    assert spoken(name) == said
    assert trait(name) == said
