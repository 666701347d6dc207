"""The rules of MODEL.md §1 on the shape of a tool: one return, names bound once, nesting, paging, texts for people."""

from collections.abc import Iterator

from servers.farm.checks.rule import Subject, ToolPlace
from servers.farm.expressions import names, parse
from servers.farm.flow import collected
from servers.farm.mentions import step_expressions
from servers.farm.model import (
    DeleteStep,
    EachStep,
    FindStep,
    IfStep,
    InsertStep,
    LetStep,
    ReturnStep,
    SearchStep,
    Step,
    UpdateStep,
)
from servers.farm.problems import Problem

MAX_NESTING = 3


def not_one_return(subject: Subject) -> Iterator[Problem]:
    """Each tool has exactly one return, as its last step, never nested."""
    for name, tool in subject.environment.tools.items():
        if not isinstance(tool.steps[-1], ReturnStep):
            yield Problem(f"tool '{name}'", "does not end with a return", "add `return` as its last step")
        for place in subject.tools[name]:
            if isinstance(place.step, ReturnStep) and place.step is not tool.steps[-1]:
                yield Problem(place.where, "returns before the end", "only the last step of a tool returns")


def bound_twice(subject: Subject) -> Iterator[Problem]:
    """A name is assigned once, and nothing hides a bound row."""
    for place in subject.places:
        for name in bound_names(place.step):
            if place.scope.lookup(name) is not None:
                yield Problem(place.where, f"'{name}' is bound already", f"bind it as another name: `as: other_{name}`")
        hidden = _hidden_row(place)
        if hidden is not None:
            hint = f"inside, it means the rows looked at; bind the earlier row by another name: `as: this_{hidden}`"
            yield Problem(place.where, f"'{hidden}' is also the name of a bound row", hint)


def bound_names(step: Step) -> tuple[str, ...]:
    """The names that a step binds, in order; a collected list is no binding."""
    match step:
        case FindStep(find=find):
            return (find.name,)
        case SearchStep(search=search):
            return (search.as_,)
        case InsertStep(insert=insert):
            return (insert.name,)
        case LetStep(let=let):
            return tuple(let)
        case EachStep(each=each):
            return (each.as_,)
        case _:
            return ()


def _hidden_row(place: ToolPlace) -> str | None:
    """The bound name that the rows of a search or of a many-row write go by."""
    step = place.step
    name: str | None = None
    if isinstance(step, SearchStep):
        name = step.search.entity
    elif isinstance(step, UpdateStep) and step.update.row is None:
        name = step.update.name
    elif isinstance(step, DeleteStep) and step.delete.row is None:
        name = step.delete.name
    return name if name in place.scope.names else None


def nested_too_deeply(subject: Subject) -> Iterator[Problem]:
    """`each` and `if` nest at most three deep."""
    for place in subject.places:
        depth = len(place.when) + len(place.loops)
        if depth == MAX_NESTING and isinstance(place.step, EachStep | IfStep):
            yield Problem(place.where, f"nests deeper than {MAX_NESTING}", "use let, or split the tool")


def read_while_filled(subject: Subject) -> Iterator[Problem]:
    """A collected list is readable after the `each` or `if` that fills it, not inside."""
    for place in subject.places:
        if not place.certain or not isinstance(place.step, EachStep | IfStep):
            continue
        lists = {name for name, _ in collected(place.step, place.scope)}
        inside = [inner for inner in subject.tools[place.tool_name] if inner.path.startswith(f"{place.path}, ")]
        for reader in [*([place] if isinstance(place.step, EachStep) else []), *inside]:
            for name in sorted({name for text in step_expressions(reader.step) for name in names(parse(text))} & lists):
                yield Problem(reader.where, f"reads '{name}' where it is still being filled", "read it after the block")


def paged_wrongly(subject: Subject) -> Iterator[Problem]:
    """At most one search of a tool pages, and it is one of the outermost steps."""
    for places in subject.tools.values():
        paged = [place for place in places if isinstance(place.step, SearchStep) and place.step.search.page]
        for place in paged[1:]:
            yield Problem(place.where, "is a second search that pages", "a tool has one `cursor`; page one search only")
        for place in paged[:1]:
            if not place.certain:
                yield Problem(place.where, "pages inside a block", "only an outermost search pages")


def without_words(subject: Subject) -> Iterator[Problem]:
    """Tools have a title and a description."""
    for name, tool in subject.environment.tools.items():
        if not tool.title.strip():
            yield Problem(f"tool '{name}'", "has no title", "say in two or three words what it does")
        if not tool.description.strip():
            yield Problem(f"tool '{name}'", "has no description", "say in one sentence what it does")
