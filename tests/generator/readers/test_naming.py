import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.naming import short_name


@pytest.mark.parametrize(
    ("title", "document", "name"),
    [
        ("Bike Hire API v2", "x.json", "bike_hire"),
        ("The Clinic REST API (public)", "x.json", "clinic"),
        ("BikeHire", "x.json", "bike_hire"),
        ("IoT", "x.json", "iot"),
        ("Bike's API documentation", "x.json", "bike"),
        ("Café Orders", "x.json", "cafe_orders"),
        ("API", "api/bike-hire.json", "bike_hire"),
        ("", "orders.v3.yaml", "orders"),
        ("図書館", "library.json", "library"),
        ("3D Prints", "prints.json", "prints"),
        ("", "1.json", "api"),
        ("Ferry API Specification (https://ferries.example/ferry)", "x.json", "ferry"),
        ("Ferry (see www.ferries.example/docs) Admin", "x.json", "ferry_see_admin"),
        ("https://ferries.example/ferry", "x.json", "ferries_example_ferry"),
    ],
)
def test_the_name_is_made_of_the_telling_words(title: str, document: str, name: str) -> None:
    assert short_name(title, document) == name


@given(st.text(max_size=120), st.text(max_size=20))
def test_every_name_is_a_short_identifier(title: str, document: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", short_name(title, document))
