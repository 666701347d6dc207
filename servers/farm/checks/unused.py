"""Rule (d): what is declared is used: parameters, values of let, rows and lists that only a later step could need."""

from collections import Counter
from collections.abc import Iterator

from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import names, parse
from servers.farm.mentions import mentioned
from servers.farm.model import NONE, CollectStep, EachStep, FindStep, LetStep, SearchStep, Step
from servers.farm.problems import Problem


def unused(subject: Subject) -> Iterator[Problem]:
    """Nothing is bound in vain."""
    for tool_name, tool in subject.environment.tools.items():
        places = subject.tools[tool_name]
        used = Counter(name for place in places for name in _uses(place.step))
        for name in tool.parameters:
            if not used[name]:
                where = f"tool '{tool_name}', parameter '{name}'"
                yield Problem(where, "is used by no step", "use it in a step, or remove it")
        for place in places:
            for name, noun in _bound(place):
                if not used[name]:
                    yield Problem(place.where, f"the {noun} '{name}' is never used", "use it, or remove the step")


def _uses(step: Step) -> frozenset[str]:
    """The names that a step uses, its own row aside."""
    found = mentioned(step)
    if isinstance(step, FindStep):
        found -= {step.find.name}
    if isinstance(step, LetStep):
        own = [names(parse(text)) for text in step.let.values()]
        return frozenset[str]().union(*own)
    return found


def _bound(place: ToolPlace) -> Iterator[tuple[str, str]]:
    """What a step binds for later steps and for nothing else; a find with a fault is a check by itself."""
    match place.step:
        case FindStep(find=find) if find.else_ is None or find.else_ == NONE:
            yield find.name, "row"
        case SearchStep(search=search):
            yield search.as_, "list"
        case LetStep(let=let):
            yield from ((name, "value") for name in let)
        case EachStep(each=each):
            yield each.as_, "element"
        case CollectStep(collect=collect):
            yield collect.into, "list"
        case _:
            return
