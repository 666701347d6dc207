"""The expressions of a step as texts, and what they mention."""

from collections.abc import Iterator

from servers.farm.expressions import names, parse
from servers.farm.model import (
    CollectStep,
    DeleteStep,
    EachStep,
    FindStep,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    RequireStep,
    ReturnStep,
    RowResult,
    RowsResult,
    SearchStep,
    Step,
    UpdateStep,
    ValueResult,
)


def step_expressions(step: Step) -> tuple[str, ...]:
    """Every expression that a step itself writes down; those of its nested blocks are not among them."""
    match step:
        case FindStep(find=find):
            made = find.else_.insert.values() if isinstance(find.else_, InsertElse) else ()
            return (*([find.key] if find.key is not None else []), *find.where, *made)
        case SearchStep(search=search):
            return (*search.where, *search.given)
        case RequireStep(require=require):
            return (require.that,)
        case InsertStep(insert=insert):
            return tuple(insert.set.values())
        case UpdateStep(update=update):
            return (*update.where, *update.set.values())
        case DeleteStep(delete=delete):
            return delete.where
        case EachStep(each=each):
            return (each.of,)
        case IfStep(if_=if_):
            return (if_.that,)
        case LetStep(let=let):
            return tuple(let.values())
        case CollectStep(collect=collect):
            return (collect.value,) if isinstance(collect.value, str) else tuple(collect.value.values())
        case ReturnStep(return_=fields):
            return tuple(_returned(fields.values()))


def _returned(fields: object) -> Iterator[str]:
    for field in fields:  # type: ignore[attr-defined]
        if isinstance(field, ValueResult):
            yield field.value
        elif isinstance(field, RowResult | RowsResult):
            yield field.row if isinstance(field, RowResult) else field.rows
        else:
            yield field


def mentioned(step: Step) -> frozenset[str]:
    """Every free name that a step uses: in expressions, as a row it writes, as an order parameter or given column."""
    found = frozenset[str]().union(*(names(parse(text)) for text in step_expressions(step)))
    match step:
        case UpdateStep(update=update):
            return found | set(update.given) | ({update.row} if update.row else set())
        case DeleteStep(delete=delete):
            return found | ({delete.row} if delete.row else set())
        case SearchStep(search=search):
            by = getattr(search.order, "by", None)
            return found | ({by} if by else set())
        case _:
            return found


def own_row(step: Step) -> tuple[str, str] | None:
    """The row that a step's own predicates are about: its name in them and its entity; None if there is none."""
    match step:
        case FindStep(find=find):
            return find.name, find.entity
        case SearchStep(search=search):
            return search.entity, search.entity
        case UpdateStep(update=target) | DeleteStep(delete=target) if target.entity:
            return target.name, target.entity
        case _:
            return None
