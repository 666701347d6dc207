"""Rule (q): tools that act on what belongs to people ask whose it is.

An entity is owned if it refers to the actor's entity. A row of it is changed or deleted only where a condition on the
way names the actor; and where one tool picks out the actor's own rows only, the others do too.
"""

from collections.abc import Iterator

from servers.farm import facts
from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.effects import referring
from servers.farm.expressions import Attribute, Compare, Name, names, parse, walk
from servers.farm.mentions import step_expressions
from servers.farm.model import DeleteStep, FindStep, IfStep, RequireStep, SearchStep, UpdateStep
from servers.farm.problems import Problem


def ignored_actor(subject: Subject) -> Iterator[Problem]:
    """Other people's rows are neither changed nor shown by accident."""
    actor = subject.environment.actor
    if actor is None or actor.entity not in subject.environment.entities:
        return
    owners = {entity: column for entity, column, _ in referring(subject.environment, actor.entity)}
    private = {_entity(place) for place in subject.places if _entity(place) in owners and _is_private(place)}
    for place in subject.places:
        entity = _entity(place)
        if entity not in owners or _asks(place, subject):
            continue
        if _is_written(place, subject) or entity in private:
            what = f"'{entity}' belongs to a {actor.entity}, but the actor is not asked for"
            yield Problem(place.where, what, f"compare {entity}.{owners[entity]} with the actor's key")


def _entity(place: ToolPlace) -> str:
    """The entity whose rows a step picks out."""
    match place.step:
        case FindStep(find=find):
            return find.entity
        case SearchStep(search=search):
            return search.entity
        case UpdateStep(update=update):
            return update.entity or ""
        case DeleteStep(delete=delete):
            return delete.entity or ""
        case _:
            return ""


def _is_private(place: ToolPlace) -> bool:
    """Whether a step picks out the actor's rows only."""
    found = [fact for text in step_expressions(place.step) for fact in facts.conjuncts(parse(text))]
    return any(isinstance(fact, Compare) and fact.op == "==" and "actor" in names(fact) for fact in found)


def _asks(place: ToolPlace, subject: Subject) -> bool:
    """Whether the step, or a condition about its row elsewhere in the tool, names the actor or a row that did."""
    own = frozenset[str]().union(*(names(parse(text)) for text in step_expressions(place.step)))
    if "actor" in own or _through_a_row(place):
        return True
    bound = place.step.find.name if isinstance(place.step, FindStep) else None
    return bound is not None and any(
        {"actor", bound} <= names(parse(text))
        for other in subject.tools[place.tool_name]
        if isinstance(other.step, RequireStep | IfStep | FindStep | SearchStep)
        for text in step_expressions(other.step)
    )


def _through_a_row(place: ToolPlace) -> bool:
    """Whether the row is reached from a row that was picked before: by a reference, or as its child."""
    for text in step_expressions(place.step):
        for node in walk(parse(text)):
            if isinstance(node, Attribute) and isinstance(node.base, Name):
                found = place.scope.names.get(node.base.id)
                if found is not None and found.kind == "row":
                    return True
    return False


def _is_written(place: ToolPlace, subject: Subject) -> bool:
    """Whether the rows that a step picks out are changed."""
    if isinstance(place.step, UpdateStep | DeleteStep):
        return True
    bound = place.step.find.name if isinstance(place.step, FindStep) else None
    written = [
        step.update.row if isinstance(step, UpdateStep) else step.delete.row
        for step in (other.step for other in subject.tools[place.tool_name])
        if isinstance(step, UpdateStep | DeleteStep)
    ]
    return bound is not None and bound in written
