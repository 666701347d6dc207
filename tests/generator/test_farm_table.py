"""The table of a farm says of each server what its card says, and of the whole farm the means."""

from client.verify.card import Card
from generator.farm_table import HEAD, Line, farm_page
from tests.generator.repair.conftest import failed, pantry


def card(domain: str, writes: int, faults: int, *faultless: str) -> Card:
    return Card(
        domain=domain,
        tools=writes + 2,
        reads=2,
        writes=writes,
        entities=3,
        faults=faults,
        faultless=faultless,
        mechanics={"time": 2},
        used=4,
        operations=5,
        references=1,
        ids=2,
        rows=40,
        tokens=150,
    )


def test_servers_stand_in_the_order_of_their_names_with_what_their_cards_say() -> None:
    lines = [
        Line("shop", "openapi", "shop.json", card("commerce", 4, 8)),
        Line("bus", "sql", "bus.sql", card("x", 2, 1, "go")),
    ]
    page = farm_page(lines)
    rows = [line for line in page.splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [bus", "| [shop"]
    assert all(len(row.split(" | ")) == len(HEAD) for row in rows)
    assert "| commerce | `shop.json` | 2 + 4 | 3 | 2.0 | time | 4/5 | 1/2 | 40 | 150 |" in page
    assert "2 verified servers of 2 domains, from 2 kinds of resource (openapi, sql)" in page
    assert "5.0 tools, 3.0 entities, 1.0 mechanics, 1.50 faults for each writing tool" in page
    assert "without a fault: 1 of 6" in page


def test_only_what_is_verified_has_a_line() -> None:
    report = failed(pantry())
    assert Line.of(pantry(), None) is None
    assert Line.of(pantry(), report.model_copy(update={"card": card("x", 1, 1)})) is None
    verified = report.model_copy(update={"verified": True, "card": card("x", 1, 1)})
    line = Line.of(pantry(), verified)
    assert line is not None
    assert line.name == pantry().name


def test_a_source_cannot_end_its_cell() -> None:
    (row,) = (
        line for line in farm_page([Line("bus", "mcp", "mcp:a | b", card("x", 1, 1))]).splitlines() if "[bus" in line
    )
    assert "`mcp:a \\| b`" in row
