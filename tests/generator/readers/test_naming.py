import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.naming import short_name, spoken_title


@pytest.mark.parametrize(
    ("title", "document", "name"),
    [
        ("Bike Hire API v2", "x.json", "bike_hire"),
        ("The Clinic REST API (public)", "x.json", "clinic"),
        ("BikeHire", "x.json", "bike_hire"),
        ("IoT", "x.json", "iot"),
        ("GoToRunning", "x.json", "go_to_running"),
        ("BikeDBTools", "x.json", "bike_db_tools"),
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
        ("Ferry API (beta)", "x.json", "ferry"),
        ("Ferry APIv2, version 1.4", "x.json", "ferry"),
        ("REST API Version 2", "ferries.example.json", "ferries"),
    ],
)
def test_the_name_is_made_of_the_telling_words(title: str, document: str, name: str) -> None:
    assert short_name(title, document) == name


@pytest.mark.parametrize(
    ("title", "spoken"),
    [
        ("Bike Hire API v2", "Bike Hire"),
        ("Bike Hire (BH) REST API", "Bike Hire (BH)"),
        ("Bike Hire API (Stable)", "Bike Hire"),
        ("API for the Bike Hire Desk.", "Bike Hire Desk"),
        ("Bike Hire {REST:API} [v3]", "Bike Hire"),
        ("docs | Bike Hire", "Bike Hire"),
        ("Bike-Hire API | api.bikes.example", "Bike-Hire"),
        ("Bike Hire API Version 0.9", "Bike Hire"),
        ("REST API Version 2", ""),
        ("Public API", ""),
    ],
)
def test_a_title_says_what_an_api_is_and_nothing_of_its_description(title: str, spoken: str) -> None:
    assert spoken_title(title) == spoken


@given(st.text(alphabet="aB v2.()-:", max_size=40))
def test_brackets_of_a_title_are_never_torn_apart(title: str) -> None:
    spoken = spoken_title(title)
    assert title.count("(") != title.count(")") or spoken.count("(") == spoken.count(")")


@given(st.text(max_size=120), st.text(max_size=20))
def test_every_name_is_a_short_identifier(title: str, document: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", short_name(title, document))
