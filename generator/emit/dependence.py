"""What needs the database: expressions that read other rows, the clock, the actor or a singleton."""

from servers.farm import types
from servers.farm.expressions import Attribute, Call, Comprehension, Expr, Name, Slot, children, parse
from servers.farm.inference import comprehension_scope
from servers.farm.model import ComputedColumn, Environment
from servers.farm.scopes import Scope
from servers.farm.sql_subset import computed_expression


def needs_database(environment: Environment, entity: str, column: str) -> bool:
    """Whether a computed column is more than arithmetic on its row."""
    declared = environment.entities[entity].columns.get(column)
    if not isinstance(declared, ComputedColumn):
        return False
    return _reads(parse(declared.computed), Scope(environment, {entity: types.row(entity)}))


def _reads(expr: Expr | Slot, scope: Scope) -> bool:
    match expr:
        case Name(id=name):
            return name not in scope.names
        case Call(function="now" | "today"):
            return True
        case Attribute(base=Attribute()):
            return True
        case Attribute():
            computed = computed_expression(expr, scope)
            behind = computed is not None and needs_database(scope.environment, computed[0], expr.name)
            return behind or _reads(expr.base, scope)
        case Comprehension(source=Name()):
            return True  # the rows of an entity, be it the column's own: a computed column knows no other list by name
        case Comprehension():
            inner = comprehension_scope(expr, scope)
            return _reads(expr.source, scope) or any(_reads(part, inner) for part in children(expr))
        case _:
            return any(_reads(part, scope) for part in children(expr))
