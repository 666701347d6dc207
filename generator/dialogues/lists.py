"""Lists in replies: how many there are, which ones come first, and in which order."""

from random import Random

from generator.dialogues import frames
from generator.dialogues.goals import Goal
from generator.dialogues.tellable import Result, names_in
from generator.dialogues.titles import stopped
from generator.dialogues.traits import counted, happening, nouns
from generator.dialogues.words import name_words
from generator.english import listing
from servers.farm.model import Environment, SearchStep, Tool
from servers.farm.views import result_fields

MOST_LISTED = 20
FEW = 6
MAX_LENGTH = 700
"""What takes longer to read out than this is told by its first few."""


def listed(environment: Environment, goal: Goal, result: Result, random: Random) -> tuple[str, list[str]]:
    """The reply to a list that is not empty, and the names that are in it."""
    tool = environment.tools[goal.tool]
    field = next(item for item in result_fields(environment, tool) if item.kind == "rows")
    entity, items = field.type.element.entity, result[field.name]
    assert isinstance(items, list)
    named = _short_enough(names_in(environment, goal, result), whole=result.get("next_cursor") is None)
    quoted = listing([name_words(label) for label in named])
    counts = random.choice(frames.COUNTS)
    if len(items) == 1:
        return stopped(counts.format(f"one {counted(entity)}", quoted, be="is")), named
    more = result.get("next_cursor") is not None
    if more or len(named) < len(items):
        number = f"{'more than ' if more else ''}{count(len(items))}"
        first = _first(tool, len(named))
        return stopped(random.choice(frames.PAGES).format(f"{number} {nouns(entity)}", quoted, first)), named
    return stopped(counts.format(f"{count(len(items))} {nouns(entity)}", quoted, be="are")), named


def _short_enough(named: list[str], *, whole: bool) -> list[str]:
    """All names of a whole list that can be read out, else the first few."""
    return named if whole and len(named) <= MOST_LISTED and sum(map(len, named)) <= MAX_LENGTH else named[:FEW]


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int) -> str:
    """Small numbers in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _first(tool: Tool, number: int) -> str:
    """`The six newest are`, where the order says so."""
    word = _ordered(tool)
    return f"The {count(number)} {word} are" if word else f"The first {count(number)} are"


def _ordered(tool: Tool) -> str:
    """What the first rows of a list are: the newest or the oldest, if it is ordered by a time of making or sending."""
    for step in tool.steps:
        order = step.search.order if isinstance(step, SearchStep) else ()
        if not isinstance(order, tuple) or not order:
            continue
        falls, column = order[0].startswith("-"), order[0].lstrip("+-")
        if happening(column) in ("created", "sent"):
            return "newest" if falls else "oldest"
    return ""
