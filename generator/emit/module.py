"""What things are called in one service.py, so that no two names meet (MODEL.md §4 (8)).

Entities, views, tools and records get module-level names in a fixed order; a name that is taken gets a trailing
underscore (functions) or a telling suffix (classes). A local variable never has the name of a module-level function, of
an imported one, or of a Python builtin.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.emit.dependence import needs_database
from generator.emit.imports import IMPORTS
from servers.farm import flow, scopes
from servers.farm.model import ComputedColumn, Environment, SearchStep, Step, Tool
from servers.farm.names import attribute, class_name
from servers.farm.scopes import Scope
from servers.farm.types import Type, parameter_type
from servers.farm.views import ResultField, result_fields

Fields = tuple[tuple[str, Type], ...]

_BUILTINS = frozenset(
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex "
    "delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex "
    "id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow "
    "print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars "
    "zip".split()
)
_TAKEN_CLASSES = frozenset({*(name for name in IMPORTS if name[0].isupper()), "Table", "None", "True", "False"})
_TAKEN_FUNCTIONS = frozenset({*(name for name in IMPORTS if name.islower()), *_BUILTINS})


@dataclass(frozen=True)
class Module:
    """The module-level names of one environment's service."""

    environment: Environment

    def entity(self, entity: str) -> str:
        """The table class of an entity."""
        return self._names["entity", entity, ""]

    def view_class(self, entity: str, view: str) -> str:
        """The TypedDict of a view."""
        return self._names["view class", entity, view]

    def view(self, entity: str, view: str) -> str:
        """The function that shows a row by a view."""
        return self._names["view", entity, view]

    def computed(self, entity: str, column: str) -> str:
        """The function of a computed column."""
        return self._names["computed", entity, column]

    def tool(self, tool: str) -> str:
        """The function of a tool."""
        return self._names["tool", tool, ""]

    def result(self, tool: str) -> str:
        """The TypedDict of a tool's result; tools that return the same share one."""
        return self._names["result", self.same_result(tool)[0], ""]

    def same_result(self, tool: str) -> tuple[str, ...]:
        """The tools that return the same fields as this one, itself among them, in the order of declaration."""
        shape = self._shapes[tool]
        return tuple(name for name, other in self._shapes.items() if other == shape)

    @cached_property
    def _shapes(self) -> dict[str, tuple[ResultField, ...]]:
        """The fields of each tool's result, apart from their descriptions."""
        found = {name: result_fields(self.environment, tool) for name, tool in self.environment.tools.items()}
        return {
            name: tuple(replace(item, source="", describe="", type=item.type.plain()) for item in fields)
            for name, fields in found.items()
        }

    def may_delete(self, entity: str) -> str:
        """The function that refuses the deletion of a row which others need."""
        return self._names["may delete", entity, ""]

    def needs_database(self, entity: str, column: str) -> bool:
        """Whether a computed column's function takes the database."""
        return needs_database(self.environment, entity, column)

    @property
    def actor(self) -> str:
        """The function that finds whose account it is, or refuses."""
        return self._names["actor", "", ""]

    @property
    def signed_in(self) -> str:
        """The function that finds whose account it is, or None while nobody is logged in."""
        return self._names["signed in", "", ""]

    def record(self, fields: Fields) -> str | None:
        """The TypedDict of a record with these fields."""
        return self.records.get(fields)

    @cached_property
    def records(self) -> dict[Fields, str]:
        """Every record that tools make or take, with the name of its TypedDict, in the order of the tools."""
        taken = {*_TAKEN_CLASSES, *self._names.values()}
        found: dict[Fields, str] = {}
        for tool_name, tool in self.environment.tools.items():
            for name, fields in self.named_records(tool):
                if fields not in found:
                    found[fields] = _free(class_name(f"{tool_name}_{name}"), "Record", taken)
                    taken.add(found[fields])
        return found

    def named_records(self, tool: Tool) -> tuple[tuple[str, Fields], ...]:
        """The records that one tool takes or makes, each with the name of the list that holds them."""
        return tuple(dict.fromkeys(_records(self.environment, tool)))

    def local(self, name: str) -> str:
        """The variable or parameter for a name of the model."""
        plain = attribute(name)
        return f"{plain}_" if plain == name and name in self._taken_locals else plain

    @cached_property
    def _taken_locals(self) -> frozenset[str]:
        return _TAKEN_FUNCTIONS | {"l"} | {name for name in self._names.values() if name.islower()}

    @cached_property
    def _names(self) -> Mapping[tuple[str, str, str], str]:
        names: dict[tuple[str, str, str], str] = {}
        taken = set(_TAKEN_CLASSES | _TAKEN_FUNCTIONS)
        for kind, first, second, wanted, suffix in self._wanted():
            names[kind, first, second] = _free(wanted, suffix, taken)
            taken.add(names[kind, first, second])
        return names

    def _wanted(self) -> Iterable[tuple[str, str, str, str, str]]:
        """(kind, first, second, wanted name, suffix) in the order in which names are given away."""
        for name in self.environment.entities:
            yield "entity", name, "", class_name(name), "Row"
        for name in self.environment.tools:
            yield "tool", name, "", attribute(name), "_"
        for name, entity in self.environment.entities.items():
            for view in entity.views:
                yield "view", name, view, f"{name}_{view}", "_view"
                yield "view class", name, view, class_name(f"{name}_{view}"), "View"
            for column in (key for key, value in entity.columns.items() if isinstance(value, ComputedColumn)):
                yield "computed", name, column, f"{name}_{column}", "_of_row"
            yield "may delete", name, "", f"check_{name}_unused", "_"
        for name in self.environment.tools:
            if self.same_result(name)[0] == name:
                yield "result", name, "", self._wanted_result(name), "Result"
        yield "actor", "", "", "current_actor", "_"
        yield "signed in", "", "", "signed_in_actor", "_"

    def _wanted_result(self, tool: str) -> str:
        fields = self._shapes[tool]
        shared = len(fields) == 1 and len(self.same_result(tool)) > 1
        return class_name(f"{fields[0].name}_result" if shared else tool)


def _free(wanted: str, suffix: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += suffix
    return wanted


def _records(environment: Environment, tool: Tool) -> Iterable[tuple[str, Fields]]:
    for name, parameter in tool.parameters.items():
        found = parameter_type(parameter)
        if found.kind == "list" and found.element.kind == "record":
            yield name, found.element.fields
    for step, scope in flow.walk(tool.steps, scopes.start(environment, tool)):
        yield from _step_records(step, scope)


def _step_records(step: Step, scope: Scope) -> Iterable[tuple[str, Fields]]:
    if isinstance(step, SearchStep) and step.search.group is not None:
        yield step.search.as_, flow.search_element(step.search, scope).fields
    for name, element in flow.collected(step, scope):
        if element.kind == "record":
            yield name, element.fields
