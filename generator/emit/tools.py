"""Tools as functions, with the TypedDicts of their results and records."""

from dataclasses import dataclass

from generator.emit.bindings import Bindings
from generator.emit.blocks import block
from generator.emit.extraction import extracted
from generator.emit.module import Module
from generator.emit.place import Place, annotation
from generator.emit.text import literal
from generator.emit.views import Function, Record
from generator.emit.writes import cascaded, circular, patches, refusals
from servers.farm import effects, faults
from servers.farm.model import Tool
from servers.farm.names import attribute, spoken
from servers.farm.phrases import article
from servers.farm.scopes import Scope
from servers.farm.surface import SurfaceParameter, clearable, surface
from servers.farm.types import Type, parameter_type, row
from servers.farm.views import ResultField, paged_search, result_fields


@dataclass(frozen=True)
class ToolCode:
    """What is written for one tool."""

    name: str
    records: tuple[Record, ...]
    """The TypedDicts of its result and of other records, unless an earlier tool has them too."""
    functions: tuple[Function, ...]
    """Its own, after those of its long loops."""
    entry: str
    """Its `Tool(…)` in the service's table."""


def tools(module: Module) -> list[ToolCode]:
    """One per tool, in the order of declaration; a record that several tools share stands before the first."""
    found: list[ToolCode] = []
    known: set[str] = set()
    for name, tool in module.environment.tools.items():
        bindings = Bindings(module, name, tool)
        every = {item.name: item for item in (*_records(module, bindings), _result(module, name, tool))}
        records = tuple(item for item in every.values() if item.name not in known)
        known |= every.keys()
        found.append(ToolCode(name, records, _functions(bindings), _entry(module, name)))
    return found


def _records(module: Module, tool: Bindings) -> list[Record]:
    """The TypedDicts of records that this tool takes or makes."""
    return [
        Record(module.records[fields], f"One of the `{name}` of `{tool.name}`.", _annotated(module, fields))
        for name, fields in module.named_records(tool.tool)
    ]


def _annotated(module: Module, fields: tuple[tuple[str, Type], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, annotation(module, value)) for name, value in fields)


def _result(module: Module, name: str, tool: Tool) -> Record:
    fields = tuple((item.name, _result_annotation(module, item)) for item in result_fields(module.environment, tool))
    return Record(module.result(name), f"What {_those(module.same_result(name))}.", fields)


def _those(tools: tuple[str, ...]) -> str:
    """Who returns it, in words."""
    if len(tools) == 1:
        return f"`{tools[0]}` returns"
    last = f"`{tools[1]}`" if len(tools) == 2 else f"{len(tools) - 1} other tools"
    return f"`{tools[0]}` and {last} return"


def _result_annotation(module: Module, field: ResultField) -> str:
    if field.kind == "row":
        shown = module.view_class(field.type.entity, field.view)
        return f"{shown} | None" if field.type.nullable else shown
    if field.kind == "rows":
        return f"list[{module.view_class(field.type.element.entity, field.view)}]"
    return annotation(module, field.type)


def _functions(tool: Bindings) -> tuple[Function, ...]:
    module = tool.module
    parameters = [_parameter(module, tool.tool, item) for item in surface(module.environment, tool.name)]
    separators = ("/", "*") if parameters else ("/",)
    prelude, place = _prelude(tool)
    lines, _ = block(tool.tool.steps, place, tool)
    whole = Function(
        name=module.tool(tool.name),
        parameters=("db: Database", *separators, *parameters),
        result=module.result(tool.name),
        doc=tool.tool.description or tool.tool.title,
        body=(*prelude, *lines),
    )
    return tuple(extracted(whole, {"db": "Database", **_annotations(place, tool)}))


def _annotations(place: Place, tool: Bindings) -> dict[str, str]:
    """The type of each variable: parameters, what the prelude and the steps bind."""
    bound = {text: place.scope.lookup(name) for name, text in place.python.items()}
    return {
        text: annotation(place.module, value) for text, value in bound.items() if value is not None
    } | tool.annotations


def _parameter(module: Module, tool: Tool, item: SurfaceParameter) -> str:
    name = module.local(item.name)
    if item.source == "limit":
        found = paged_search(tool)
        return f"{name}: int = {found[1].size if found else 20}"
    if item.source == "cursor":
        return f"{name}: str | None = None"
    if item.source == "clear":
        names = ", ".join(literal(column) for column in clearable(module.environment, tool))
        return f"{name}: list[Literal[{names}]] | None = None"
    return _declared_parameter(module, tool, item, name)


def _declared_parameter(module: Module, tool: Tool, item: SurfaceParameter, name: str) -> str:
    parameter = tool.parameters[item.parameter]
    if item.field:
        field = parameter.rows[item.field]
        listed = f"{name}: list[{annotation(module, parameter_type(field))}]"
        return f"{listed} | None = None" if parameter.optional else listed
    found = parameter_type(parameter)
    declared = f"{name}: {_literal_annotation(module, found)}"
    if parameter.optional:
        return f"{declared} | None = None"
    if parameter.default is None or isinstance(parameter.default, tuple):
        return declared  # the runtime fills in a list; Python would share one
    is_money = found.kind == "money"
    return f"{declared} = {_amount(parameter.default) if is_money else literal(parameter.default)}"


def _amount(value: object) -> str:
    return f"Decimal({value})" if isinstance(value, int) else f'Decimal("{value!r}")'


def _literal_annotation(module: Module, value: Type) -> str:
    """The annotation of a parameter, with the values of an enum; None is added by the caller.

    A list has texts instead, since a list of literals is no list of texts to mypy.
    """
    if value.kind == "enum":
        return f"Literal[{', '.join(literal(one) for one in value.values)}]"
    return annotation(module, value.required())


def _prelude(tool: Bindings) -> tuple[list[str], Place]:
    """What comes before the first step: parallel lists become rows, the actor and singletons get names."""
    place, lines = tool.start, list[str]()
    for name, parameter in tool.tool.parameters.items():
        if parameter.kind == "rows":
            lines += _joined(tool, name)
    lines += patches(tool)
    for name in sorted(tool.used - place.scope.names.keys()):
        if place.scope.lookup(name) is not None and (name != "actor" or _needs_actor(tool)):
            lines.append(f"{place.module.local(name)} = {place.text(name)}")
            place = place.called(name, place.module.local(name))
    return lines, place


def _needs_actor(tool: Bindings) -> bool:
    """Whether the tool is for those who are logged in, or there is no login."""
    actor = tool.module.environment.actor
    return actor is not None and (actor.session is None or faults.needs_login(tool.module.environment, tool.tool))


def _joined(tool: Bindings, name: str) -> list[str]:
    """`items` from `items_sku` and `items_quantity`."""
    module, parameter = tool.module, tool.tool.parameters[name]
    arrays = [module.local(f"{name}_{field}") for field in parameter.rows]
    fields = [attribute(field) for field in parameter.rows]
    record = annotation(module, parameter_type(parameter))
    made = ", ".join(f"{literal(field)}: {variable}" for field, variable in zip(parameter.rows, fields, strict=True))
    sources = ", ".join(f"{array} or []" if parameter.optional else array for array in arrays)
    lengths = ", ".join(f"{name}_{field}={array}" for field, array in zip(parameter.rows, arrays, strict=True))
    same = [f"same_length({lengths})"] if len(arrays) > 1 else []
    targets = f"{', '.join(fields)}{',' if len(fields) == 1 else ''}"
    loop = f"for {targets} in zip({sources}, strict=True)"
    return [*same, f"{module.local(name)}: {record} = [{{{made}}} {loop}]"]


def _entry(module: Module, name: str) -> str:
    """`Tool(function, read_only=True, money={"price": 2})`."""
    scales = {item.name: item.scale for item in surface(module.environment, name) if item.scale is not None}
    arguments = [module.tool(name)]
    if effects.is_read_only(module.environment, name):
        arguments.append("read_only=True")
    if scales:
        arguments.append(f"money={scales!r}")
    return f"Tool({', '.join(arguments)})"


def guards(module: Module) -> list[Function]:
    """The functions that keep rows from being deleted together with others while something needs them."""
    return [_guard(module, name) for name in cascaded(module.environment)]


def _guard(module: Module, entity: str) -> Function:
    variable = module.local(entity)
    place = Place(module, Scope(module.environment, {entity: row(entity)}), {entity: variable})
    doc = f"Refuse to delete {article(spoken(entity))} that other rows need."
    above = "above" if circular(module.environment, entity) else ""
    parameters = (
        "db: Database",
        f"{variable}: {module.entity(entity)}",
        *([f"{above}: tuple[object, ...] = ()"] if above else []),
    )
    lines = refusals(entity, place, {variable, above}, above)
    return Function(module.may_delete(entity), parameters, "None", doc, tuple(lines))


def actor_functions(module: Module) -> list[Function]:
    """The functions that find whose account it is, if the environment has an actor."""
    actor = module.environment.actor
    if actor is None:
        return []
    table, noun = module.entity(actor.entity), spoken(actor.entity)
    doc = f"The {noun} whose account this is."
    if actor.session is None:
        first = f"return coalesce(db.query({table}).first())"
        return [Function(module.actor, ("db: Database",), table, doc, (first,))]
    find = f"db.find({table}, db.get({module.entity(actor.session)}, 1).{attribute('actor_id')})"
    nobody = f"The {noun} who is logged in, if anybody is."
    return [
        Function(module.signed_in, ("db: Database",), f"{table} | None", nobody, (f"return {find}",)),
        Function(
            module.actor,
            ("db: Database",),
            table,
            doc,
            (f"return {module.signed_in}(db) or fail('not_authenticated')",),
        ),
    ]
