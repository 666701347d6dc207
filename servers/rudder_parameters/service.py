"""Rudder: parameters: keeps parameters, information, information details and methods."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Rudder: parameters. Keeps parameters, information, information details and methods.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The description must not be blank.
- Deleting a parameter keeps the methods that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Info(Table, table=True):
    """Information."""

    __tablename__ = "info"

    info_id: str = Field(primary_key=True)
    documentation: str | None = None


class InfoDetail(Table, table=True):
    """An information detail."""

    __tablename__ = "info_details"

    info_detail_id: str = Field(primary_key=True)
    endpoint_name: str | None = None
    documentation: str | None = None


class Methods(Table, table=True):
    """The methods."""

    __tablename__ = "methods"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    agents: list[str] = Field(sa_type=JsonList())
    category_name: str
    condition_parameter_id: str | None = Field(
        default=None, foreign_key="parameters.parameter_id", ondelete="SET NULL", index=True
    )
    condition_prefix: str
    deprecated_info: str
    desc: str
    documentation: str
    parameter_names: list[str] = Field(sa_type=JsonList())


class Parameter(Table, table=True):
    """A parameter."""

    __tablename__ = "parameters"
    __table_args__ = (CheckConstraint("result IN ('success', 'error')"),)

    parameter_id: str = Field(primary_key=True)
    description: str
    result: str | None = None
    overridable: bool
    value: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class InfoShort(TypedDict):
    """Info in the view `short`."""

    info_id: str
    documentation: str | None


def info_short(info: Info) -> InfoShort:
    """Info in the view `short`."""
    return {"info_id": info.info_id, "documentation": info.documentation}


class InfoFull(InfoShort):
    """Info in the view `full`."""


def info_full(info: Info) -> InfoFull:
    """Info in the view `full`."""
    return info_short(info)


class InfoDetailShort(TypedDict):
    """An info detail in the view `short`."""

    info_detail_id: str
    endpoint_name: str | None
    documentation: str | None


def info_detail_short(info_detail: InfoDetail) -> InfoDetailShort:
    """An info detail in the view `short`."""
    return {
        "info_detail_id": info_detail.info_detail_id,
        "endpoint_name": info_detail.endpoint_name,
        "documentation": info_detail.documentation,
    }


class InfoDetailFull(InfoDetailShort):
    """An info detail in the view `full`."""


def info_detail_full(info_detail: InfoDetail) -> InfoDetailFull:
    """An info detail in the view `full`."""
    return info_detail_short(info_detail)


class MethodsFull(TypedDict):
    """A methods in the view `full`."""

    name: str
    agents: list[str]
    category_name: str
    condition_parameter_id: str | None
    condition_prefix: str
    deprecated_info: str
    desc: str
    documentation: str
    parameter_names: list[str]


def methods_full(methods: Methods) -> MethodsFull:
    """A methods in the view `full`."""
    return {
        "name": methods.name,
        "agents": methods.agents,
        "category_name": methods.category_name,
        "condition_parameter_id": methods.condition_parameter_id,
        "condition_prefix": methods.condition_prefix,
        "deprecated_info": methods.deprecated_info,
        "desc": methods.desc,
        "documentation": methods.documentation,
        "parameter_names": methods.parameter_names,
    }


class ParameterShort(TypedDict):
    """A parameter in the view `short`."""

    parameter_id: str
    description: str
    result: str | None
    overridable: bool
    value: str | None


def parameter_short(parameter: Parameter) -> ParameterShort:
    """A parameter in the view `short`."""
    return {
        "parameter_id": parameter.parameter_id,
        "description": parameter.description,
        "result": parameter.result,
        "overridable": parameter.overridable,
        "value": parameter.value,
    }


class ParameterFull(ParameterShort):
    """A parameter in the view `full`."""


def parameter_full(parameter: Parameter) -> ParameterFull:
    """A parameter in the view `full`."""
    return parameter_short(parameter)


# --- tools --------------------------------------------------------------------------------------------------------


class ListInfo(TypedDict):
    """What `list_info` returns."""

    info: list[InfoShort]
    next_cursor: str | None


def list_info(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListInfo:
    """List the information."""
    page = db.query(Info).page(limit=limit, cursor=cursor)
    return {"info": [info_short(info) for info in page.rows], "next_cursor": page.next_cursor}


class GetInfo(TypedDict):
    """What `get_info` returns."""

    info: InfoFull


def get_info(db: Database, /, *, info_id: str) -> GetInfo:
    """Show information with all its details."""
    info = db.find(Info, info_id) or fail("info_not_found", info_id=info_id)
    return {"info": info_full(info)}


class ListInfoDetails(TypedDict):
    """What `list_info_details` returns."""

    info_details: list[InfoDetailShort]
    next_cursor: str | None


def list_info_details(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListInfoDetails:
    """List the information details."""
    page = db.query(InfoDetail).page("endpoint_name", limit=limit, cursor=cursor)
    return {
        "info_details": [info_detail_short(info_detail) for info_detail in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetInfoDetail(TypedDict):
    """What `get_info_detail` returns."""

    info_detail: InfoDetailFull


def get_info_detail(db: Database, /, *, info_detail_id: str) -> GetInfoDetail:
    """Show an information detail with all its details."""
    info_detail = db.find(InfoDetail, info_detail_id)
    if info_detail is None:
        fail("info_detail_not_found", info_detail_id=info_detail_id)
    return {"info_detail": info_detail_full(info_detail)}


class GetMethods(TypedDict):
    """What `get_methods` returns."""

    methods: MethodsFull


def get_methods(db: Database, /) -> GetMethods:
    """Show the methods."""
    methods = db.get(Methods, 1)
    return {"methods": methods_full(methods)}


class ListParameters(TypedDict):
    """What `list_parameters` returns."""

    parameters: list[ParameterShort]
    next_cursor: str | None


def list_parameters(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListParameters:
    """List the parameters."""
    page = db.query(Parameter).page("description", limit=limit, cursor=cursor)
    return {"parameters": [parameter_short(parameter) for parameter in page.rows], "next_cursor": page.next_cursor}


class ParameterResult(TypedDict):
    """What `get_parameter` and 2 other tools return."""

    parameter: ParameterFull


def get_parameter(db: Database, /, *, parameter_id: str) -> ParameterResult:
    """Show a parameter with all its details."""
    parameter = db.find(Parameter, parameter_id) or fail("parameter_not_found", parameter_id=parameter_id)
    return {"parameter": parameter_full(parameter)}


def create_parameter(
    db: Database, /, *, description: str, overridable: bool = False, value: str | None = None
) -> ParameterResult:
    """Create a parameter."""
    if len(words(description)) <= 0:
        fail("description_blank")
    parameter = db.insert(
        Parameter,
        parameter_id=f"PAR-{db.next_number('parameters'):04d}",
        description=description,
        overridable=overridable,
        value=value,
    )
    return {"parameter": parameter_full(parameter)}


def update_parameter(
    db: Database,
    /,
    *,
    parameter_id: str,
    description: str | None = None,
    overridable: bool | None = None,
    value: str | None = None,
    clear: list[Literal["value"]] | None = None,
) -> ParameterResult:
    """Change the description or value of a parameter."""
    changes = given(clear, description=description, overridable=overridable, value=value)
    parameter = db.find(Parameter, parameter_id) or fail("parameter_not_found", parameter_id=parameter_id)
    if description is not None and len(words(description)) <= 0:
        fail("description_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(parameter, **changes)
    return {"parameter": parameter_full(parameter)}


class DeleteParameter(TypedDict):
    """What `delete_parameter` returns."""

    parameter_id: str


def delete_parameter(db: Database, /, *, parameter_id: str) -> DeleteParameter:
    """Delete a parameter."""
    parameter = db.find(Parameter, parameter_id) or fail("parameter_not_found", parameter_id=parameter_id)
    db.delete(parameter)
    return {"parameter_id": parameter_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "info_detail_not_found": (
        "There is no information detail {info_detail_id}. List the information details to see which there are."
    ),
    "info_not_found": "There is no information {info_id}. List the information to see which there are.",
    "parameter_not_found": "There is no parameter {parameter_id}. List the parameters to see which there are.",
    "description_blank": "The description must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="rudder_parameters",
    folder=Path(__file__).parent,
    tables=[Info, InfoDetail, Methods, Parameter],
    tools={
        "list_info": Tool(list_info, read_only=True),
        "get_info": Tool(get_info, read_only=True),
        "list_info_details": Tool(list_info_details, read_only=True),
        "get_info_detail": Tool(get_info_detail, read_only=True),
        "get_methods": Tool(get_methods, read_only=True),
        "list_parameters": Tool(list_parameters, read_only=True),
        "get_parameter": Tool(get_parameter, read_only=True),
        "create_parameter": Tool(create_parameter),
        "update_parameter": Tool(update_parameter),
        "delete_parameter": Tool(delete_parameter),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
