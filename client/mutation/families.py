"""Which parameters and columns of a tool have to do with each other: what is compared with what, or copied into what.

Members of one family take their values from one pool, so that they can be equal, and below or above each other. A
family is *tested* if anything about the value of a member decides what happens; values of all others are only carried
from place to place, so that one value each, unlike the rest, stands for all values that there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from servers.farm import flow, scopes, types
from servers.farm.expressions import (
    Attribute,
    Call,
    CaseMap,
    Compare,
    Comprehension,
    Conditional,
    Constant,
    Expr,
    Name,
    Slot,
    children,
    parse,
    walk,
)
from servers.farm.inference import comprehension_scope
from servers.farm.model import (
    CollectStep,
    ComputedColumn,
    DeleteStep,
    EachStep,
    Environment,
    FindStep,
    IfStep,
    InsertElse,
    InsertStep,
    LetStep,
    OrderChoices,
    ReferenceColumn,
    RequireStep,
    ReturnStep,
    RowResult,
    RowsResult,
    Search,
    SearchStep,
    Step,
    Tool,
    UpdateStep,
    ValueResult,
)
from servers.farm.scopes import Scope, reference_of

Member = tuple[str, str]
"""`("", NAME)` of a parameter (`NAME.FIELD` of rows) or let, `(ENTITY, COLUMN)`, or `(ENTITY, "")` for its key."""
Scalar = str | int | float | bool


@dataclass
class Family:
    """Members that share values."""

    members: set[Member] = field(default_factory=set)
    constants: dict[Scalar, None] = field(default_factory=dict)
    """What members are compared with or set to, in order of appearance."""
    functions: set[str] = field(default_factory=set)
    """The functions that members are arguments of."""
    tested: bool = False


class Families:
    """The families of some tools. Later readings join what earlier ones kept apart."""

    def __init__(self) -> None:
        self._of: dict[Member, Family] = {}

    def of(self, member: Member) -> Family:
        """The family of a member."""
        if member not in self._of:
            self._of[member] = Family({member})
        return self._of[member]

    def all(self) -> list[Family]:
        """Each family once."""
        return list({id(item): item for item in self._of.values()}.values())

    def join(self, members: Iterable[Member]) -> Family | None:
        """Make one family of those of the members."""
        found: Family | None = None
        for member in members:
            family = self.of(member)
            if found is None:
                found = family
            elif family is not found:
                self._absorb(found, family)
        return found

    def _absorb(self, found: Family, family: Family) -> None:
        found.members |= family.members
        found.constants |= family.constants
        found.functions |= family.functions
        found.tested = found.tested or family.tested
        for member in family.members:
            self._of[member] = found

    # --- reading ----------------------------------------------------------------------------------------------------

    def read(self, environment: Environment, tool: Tool) -> None:
        """Take in what a tool does, and what its rows' unique sets, computed columns and invariants look at."""
        loops: dict[str, str] = {}
        for step, scope in flow.walk(tool.steps, scopes.start(environment, tool)):
            if isinstance(step, EachStep):
                loops[step.each.as_] = step.each.of
            _Reader(self, scope, loops).step(step)
        for name, entity in environment.entities.items():
            scope = Scope(environment, {name: types.row(name)})
            reader = _Reader(self, scope, {})
            for column_name, column in entity.columns.items():
                if isinstance(column, ComputedColumn):
                    reader.test(parse(column.computed))
                elif (default := getattr(column, "default", None)) is not None:
                    reader.copy(parse(default), (name, column_name))
            for text in entity.invariants:
                reader.test(parse(text))
            for unique in entity.unique:
                for column_name in unique.columns:
                    self.of(member_of(environment, name, column_name)).tested = True


def member_of(environment: Environment, entity: str, column: str) -> Member:
    """The member that a key or stored column is; a reference is the key that it holds."""
    declared = environment.entities[entity]
    if declared.key is not None and declared.key.column == column:
        return (entity, "")
    found = declared.columns.get(column)
    if isinstance(found, ReferenceColumn):
        return (found.to, "")
    session = environment.actor if environment.actor and environment.actor.session == entity else None
    return (session.entity, "") if session is not None and column == "actor_id" else (entity, column)


@dataclass(frozen=True)
class _Reader:
    """Reads expressions in one scope. `loops` names the list that an element of an `each` is from."""

    families: Families
    scope: Scope
    loops: dict[str, str]

    # --- steps ------------------------------------------------------------------------------------------------------

    def step(self, step: Step) -> None:
        match step:
            case FindStep():
                self._find(step)
            case SearchStep(search=search):
                self._search(search)
            case InsertStep(insert=insert):
                self._assign(insert.entity, insert.set)
            case UpdateStep(update=update):
                inner = self if update.row else self._with(update.name, str(update.entity))
                inner.test_all(update.where)
                entity = inner.entity(Name(update.name))
                inner._assign(entity, update.set | {name: name for name in update.given})
            case DeleteStep(delete=delete):
                (self if delete.row else self._with(delete.name, str(delete.entity))).test_all(delete.where)
            case RequireStep(require=require):
                self.test(parse(require.that))
            case IfStep(if_=if_):
                self.test(parse(if_.that))
            case EachStep(each=each):
                self.test(parse(each.of))
            case LetStep(let=let):
                self._let(let)
            case CollectStep(collect=collect):
                self.test_all([collect.value] if isinstance(collect.value, str) else collect.value.values())
            case ReturnStep(return_=fields):
                for value in fields.values():
                    if not isinstance(value, RowResult | RowsResult):
                        self.copy(parse(value.value if isinstance(value, ValueResult) else value), None)

    def _find(self, step: FindStep) -> None:
        find, inner = step.find, self._with(step.find.name, step.find.entity)
        if find.key is not None:
            self._same(parse(find.key), (find.entity, ""))
        inner.test_all(find.where)
        inner._columns(find.entity, find.order)
        if isinstance(find.else_, InsertElse):
            self._assign(find.entity, find.else_.insert)

    def _search(self, search: Search) -> None:
        inner = self._with(search.entity, search.entity)
        inner.test_all((*search.where, *search.given))
        if isinstance(search.order, OrderChoices):
            chosen = self.families.of(("", search.order.by))
            chosen.tested = True
            chosen.constants |= dict.fromkeys(search.order.choices)
        orders = search.order.choices.values() if isinstance(search.order, OrderChoices) else (search.order,)
        for order in orders:
            inner._columns(search.entity, order)
        if search.group is not None:
            inner._columns(search.entity, search.group.by)
            inner.test_all(search.group.select.values())

    def _let(self, let: dict[str, str]) -> None:
        reader = self
        for name, text in let.items():
            reader.copy(parse(text), ("", name))
            scope = flow.after(LetStep(let={name: text}), reader.scope)
            reader = _Reader(self.families, scope, self.loops)

    def _assign(self, entity: str, values: dict[str, str]) -> None:
        for column, text in values.items():
            self.copy(parse(text), member_of(self.scope.environment, entity, column))

    def _with(self, name: str, entity: str) -> "_Reader":
        return _Reader(self.families, self.scope.bind(name, types.row(entity)), self.loops)

    def _columns(self, entity: str, names: Iterable[str]) -> None:
        for name in names:
            self.families.of(member_of(self.scope.environment, entity, name.removeprefix("-"))).tested = True

    # --- expressions ------------------------------------------------------------------------------------------------

    def copy(self, expr: Expr, target: Member | None) -> None:
        """A value that goes into a column or let as it is, or is shown."""
        if isinstance(expr, Conditional):
            self.test(expr.test)
            self.copy(expr.then, target)
            self.copy(expr.otherwise, target)
        elif isinstance(expr, Constant):
            self._constants(target, [expr])
        elif isinstance(expr, Name | Attribute):
            members = [*self._leaves(expr), *([target] if target else [])]
            self.families.join(members)
        else:
            self._same(expr, target)

    def _same(self, expr: Expr, target: Member | None) -> None:
        """A value that decides something, and lands in the target."""
        self.test(expr)
        self._related([*self._leaves(expr), *([target] if target else [])], expr)

    def test_all(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.test(parse(text))

    def test(self, expr: "Expr | Slot") -> None:
        """A value that decides something: what it compares is related, and all that it looks at is tested."""
        if isinstance(expr, Comprehension):
            inner = _Reader(self.families, comprehension_scope(expr, self.scope), self.loops)
            inner.test(expr.element)
            if expr.condition is not None:
                inner.test(expr.condition)
            return
        if isinstance(expr, CaseMap):
            for member in self._leaves(expr.subject):
                self.families.of(member).constants |= dict.fromkeys(expr.keys)
        if isinstance(expr, Compare | Call):
            self._related(list(self._leaves(expr)), expr)
        for member in self._leaves(expr) if isinstance(expr, Name | Attribute) else ():
            self.families.of(member).tested = True
        for child in children(expr):
            self.test(child)

    def _related(self, members: list[Member], expr: Expr) -> None:
        family = self.families.join(members)
        if family is None:
            return
        family.tested = True
        self._constants(members[0], [node for node in walk(expr) if isinstance(node, Constant)])
        family.functions |= {node.function for node in walk(expr) if isinstance(node, Call)}

    def _constants(self, member: Member | None, found: Iterable[Constant]) -> None:
        if member is not None:
            values = [item.value for item in found if item.value is not None]
            self.families.of(member).constants |= dict.fromkeys(values)

    def _leaves(self, expr: "Expr | Slot") -> Iterator[Member]:
        """The parameters, lets and columns whose values an expression looks at, outside of comprehensions."""
        if isinstance(expr, Comprehension):
            inner = _Reader(self.families, comprehension_scope(expr, self.scope), self.loops)
            yield from inner._leaves(expr.element)
            return
        if not isinstance(expr, Name | Attribute):
            for child in children(expr):
                yield from self._leaves(child)
            return
        member = self._leaf(expr)
        if member is not None:
            yield member

    def _leaf(self, expr: Name | Attribute) -> Member | None:
        environment = self.scope.environment
        if isinstance(expr, Name):
            found = self.scope.lookup(expr.id)
            plain = found is not None and found.kind != "row"
            return ("", self.loops.get(expr.id, expr.id)) if plain else None
        entity = self.entity(expr.base)
        if not entity:
            base = expr.base.id if isinstance(expr.base, Name) else ""
            return ("", f"{self.loops.get(base, base)}.{expr.name}")
        reference = reference_of(environment, entity, expr.name)
        if reference is not None:
            return (reference[1].to, "")
        column = environment.entities[entity].columns.get(expr.name)
        return None if isinstance(column, ComputedColumn) else member_of(environment, entity, expr.name)

    def entity(self, expr: Expr) -> str:
        """The entity of a row, empty for anything else."""
        if isinstance(expr, Attribute):
            reference = reference_of(self.scope.environment, self.entity(expr.base), expr.name)
            return reference[1].to if reference is not None else ""
        found = self.scope.lookup(expr.id) if isinstance(expr, Name) else None
        return found.entity if found is not None and found.kind == "row" else ""
