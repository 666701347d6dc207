"""Ordering: places are the numbers from 0 on, one row each, whatever is put, moved or deleted."""

import random

import pytest

from generator.mechanics.ordering import Ordering
from servers.farm.model import Environment
from tests.generator.mechanics.conftest import World
from tests.generator.mechanics.sound import environment, stands, used, with_all

SLIDES = """
entities:
  deck:
    plural: decks
    key: {column: deck_id, sequence: "D{n}"}
    columns: {name: {kind: text}}
    views: {full: [deck_id, name]}
  slide:
    plural: slides
    key: {column: slide_id, sequence: "S{n}"}
    columns:
      deck_id: {kind: reference, to: deck, on_delete: cascade}
      title: {kind: text}
      PLACE: {kind: integer, default: "0", description: "TOLD"}
    views: {full: [slide_id, deck_id, title, PLACE]}
faults:
  deck_not_found: {message: "There is no deck {deck_id}."}
  slide_not_found: {message: "There is no slide {slide_id}."}
tools:
  list_decks:
    title: L
    description: L.
    steps: [{search: {entity: deck, as: decks, page: {size: 20}}}, {return: {decks: {rows: decks, view: full}}}]
  list_slides:
    title: L
    description: L.
    steps: [{search: {entity: slide, as: slides, page: {size: 20}}}, {return: {slides: {rows: slides, view: full}}}]
  create_slide:
    title: C
    description: C.
    parameters:
      deck_id: {kind: text, column: deck.deck_id}
      title: text
      PLACE: {kind: integer, default: 0, column: slide.PLACE}
    steps:
      - find: {entity: deck, key: deck_id, else: deck_not_found}
      - insert: {entity: slide, set: {deck_id: deck_id, title: title, PLACE: PLACE}}
      - return: {slide: {row: slide, view: full}}
  update_slide:
    title: U
    description: U.
    parameters:
      slide_id: {kind: text, column: slide.slide_id}
      title: text or none
      PLACE: {kind: integer, optional: true, column: slide.PLACE}
    steps:
      - find: {entity: slide, key: slide_id, else: slide_not_found}
      - update: {row: slide, given: [title, PLACE]}
      - return: {slide: {row: slide, view: full}}
  delete_slide:
    title: D
    description: D.
    parameters: {slide_id: {kind: text, column: slide.slide_id}}
    steps:
      - find: {entity: slide, key: slide_id, else: slide_not_found}
      - delete: {row: slide}
      - return: {slide_id: slide_id}
"""


def slides(place: str = "position", told: str = "The position.") -> Environment:
    return environment(SLIDES.replace("PLACE", place).replace("TOLD", told))


def ordered(world: World, deck: str = "D1") -> list[str]:
    rows = [row for row in world.state.ordered("slide") if row["deck_id"] == deck]
    return [str(row["title"]) for row in sorted(rows, key=lambda row: int(str(row["position"])))]


def filled() -> World:
    world = World(with_all(Ordering(), slides()))
    world.empty("slide")
    for title in "abc":
        assert world.call("create_slide", deck_id="D1", title=title) == ""
    return world


def key(world: World, title: str) -> str:
    return next(str(row["slide_id"]) for row in world.state.ordered("slide") if row["title"] == title)


def test_a_number_that_callers_give_becomes_a_place() -> None:
    found = with_all(Ordering(), slides())
    assert used(Ordering(), found) == {
        ("create_slide", "slide_position_out_of_range"), ("update_slide", "slide_position_out_of_range"),
    }  # fmt: skip
    assert len(found.entities["slide"].invariants) == 2
    stands(found)


def test_a_new_row_comes_last_or_where_it_is_put() -> None:
    world = filled()
    assert ordered(world) == ["a", "b", "c"]
    assert world.call("create_slide", deck_id="D1", title="x", position=1) == ""
    assert ordered(world) == ["a", "x", "b", "c"]
    assert world.call("create_slide", deck_id="D1", title="y", position=4) == ""
    assert ordered(world) == ["a", "x", "b", "c", "y"]
    assert world.call("create_slide", deck_id="D1", title="z", position=6) == "slide_position_out_of_range"


@pytest.mark.parametrize(
    ("title", "place", "after"), [("a", 2, "bca"), ("c", 0, "cab"), ("b", 1, "abc"), ("a", 1, "bac")]
)
def test_a_row_that_moves_lets_the_others_close_up(title: str, place: int, after: str) -> None:
    world = filled()
    assert world.call("update_slide", slide_id=key(world, title), position=place) == ""
    assert ordered(world) == list(after)


def test_a_row_that_goes_leaves_no_gap_and_no_place_behind_the_last() -> None:
    world = filled()
    assert world.call("delete_slide", slide_id=key(world, "a")) == ""
    assert world.call("update_slide", slide_id=key(world, "b"), position=2) == "slide_position_out_of_range"
    assert world.call("update_slide", slide_id=key(world, "b"), position=1) == ""
    assert ordered(world) == ["c", "b"]


def test_no_order_of_calls_gives_two_rows_one_place_or_leaves_one_empty() -> None:
    world, chance = World(with_all(Ordering(), slides())), random.Random(5)
    for number in range(300):
        keys = [str(row["slide_id"]) for row in world.state.ordered("slide")]
        place = chance.choice([{}, {"position": chance.randrange(6)}])
        tool = chance.choice(
            ["create_slide", "update_slide", "update_slide", "delete_slide"] if keys else ["create_slide"]
        )
        if tool == "create_slide":
            world.call(tool, deck_id=f"D{chance.randint(1, 3)}", title=str(number), **place)
        else:
            given: dict[str, object] = {"title": "t", **place} if tool == "update_slide" else {}
            world.call(tool, slide_id=chance.choice(keys), **given)
        assert world.broken() == []


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("position", "The position, starting at 1."),
        ("rank", "A score."),
        ("priority", "The priority."),
        ("index_fund", "The fund."),
    ],
)
def test_a_number_that_is_no_place_from_nought_on_is_left_alone(place: str, told: str) -> None:
    assert with_all(Ordering(), slides(place, told)) == slides(place, told)
