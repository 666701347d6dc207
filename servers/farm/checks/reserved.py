"""Rule (u): names that would meet in emitted code or on the JSON surface."""

import builtins
import keyword
from collections import Counter
from collections.abc import Iterator

from servers.farm.checks.rule import Subject
from servers.farm.checks.structure import bound_names
from servers.farm.expressions import Call, parse, walk
from servers.farm.functions import TABLE
from servers.farm.mentions import step_expressions
from servers.farm.names import class_name
from servers.farm.problems import Problem
from servers.farm.surface import surface


def clashing_parameters(subject: Subject) -> Iterator[Problem]:
    """No two properties of an input schema, and no two fields of a result, have one name."""
    for tool_name in subject.environment.tools:
        counted = Counter(item.name for item in surface(subject.environment, tool_name))
        for name, times in counted.items():
            if times > 1:
                what = f"two parameters are called '{name}'"
                hint = "rename one: limit, cursor, clear and NAME_FIELD of rows are derived"
                yield Problem(f"tool '{tool_name}'", what, hint)


def clashing_classes(subject: Subject) -> Iterator[Problem]:
    """Tables and their classes differ: entities, plurals, and entities with views."""
    entities = subject.environment.entities
    classes = Counter(class_name(name) for name in entities)
    classes.update(class_name(name) + class_name(view) for name, entity in entities.items() for view in entity.views)
    tables = Counter(entity.plural for entity in entities.values())
    for name, entity in entities.items():
        own = [class_name(name), *(class_name(name) + class_name(view) for view in entity.views)]
        for clash in [item for item in own if classes[item] > 1]:
            yield Problem(f"entity '{name}'", f"its class {clash} is another's too", "rename the entity or the view")
        if tables[entity.plural] > 1:
            yield Problem(f"entity '{name}'", f"its table '{entity.plural}' is another's too", "rename its plural")


def hidden_functions(subject: Subject) -> Iterator[Problem]:
    """A tool that calls a function has no parameter, row or value of that name; no tool is called like one."""
    for tool_name, tool in subject.environment.tools.items():
        if tool_name in TABLE or keyword.iskeyword(tool_name) or hasattr(builtins, tool_name):
            yield Problem(f"tool '{tool_name}'", "is called like a function", "say what it does to what: verb_noun")
        places = subject.tools[tool_name]
        bound = {*tool.parameters, *(name for place in places for name in bound_names(place.step))}
        called = {
            node.function
            for place in places
            for text in step_expressions(place.step)
            for node in walk(parse(text))
            if isinstance(node, Call)
        }
        for name in sorted(bound & called):
            yield Problem(f"tool '{tool_name}'", f"calls {name}() and has a '{name}' of its own", "rename the value")
