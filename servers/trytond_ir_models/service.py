"""Trytond: ir models: keeps ir models, ir configurations, ir model fields, ir model data and ir langs."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Trytond: ir models. Keeps ir models, ir configurations, ir model fields, ir model data and ir langs.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The series must not be blank.
- The name must not be blank.
- Two ir models cannot have the same name.
- Two ir model fields cannot have the same name and model.
- Deleting an ir model also deletes its ir model fields and ir model data.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class IrConfiguration(Table, table=True):
    """An ir configuration."""

    __tablename__ = "ir_configurations"

    ir_configuration_id: int = Field(primary_key=True)
    series: str
    language: str | None = None
    hostname: str | None = None


class IrModel(Table, table=True):
    """An ir model."""

    __tablename__ = "ir_models"
    __table_args__ = (UniqueConstraint("name"),)

    ir_model_id: int = Field(primary_key=True)
    name: str
    string: str | None = None
    info: str | None = None
    module: str | None = None


class IrModelField(Table, table=True):
    """An ir model field."""

    __tablename__ = "ir_model_fields"
    __table_args__ = (UniqueConstraint("name", "model_id_"),)

    ir_model_field_id: int = Field(primary_key=True)
    name: str
    model_id_: int = Field(foreign_key="ir_models.ir_model_id", ondelete="CASCADE", index=True)
    relation: str | None = None
    string: str | None = None
    ttype: str | None = None
    help: str | None = None
    module: str | None = None
    access: bool


class IrModelData(Table, table=True):
    """Ir model data."""

    __tablename__ = "ir_model_data"

    ir_model_data_id: int = Field(primary_key=True)
    model_id_: int = Field(foreign_key="ir_models.ir_model_id", ondelete="CASCADE", index=True)
    module: str
    noupdate: bool


class IrLang(Table, table=True):
    """An ir language."""

    __tablename__ = "ir_langs"

    ir_lang_id: int = Field(primary_key=True)
    name: str
    code: str
    translatable: bool
    parent: str | None = None
    active: bool
    direction: str


# --- views --------------------------------------------------------------------------------------------------------


class IrConfigurationShort(TypedDict):
    """An ir configuration in the view `short`."""

    ir_configuration_id: int
    series: str
    language: str | None
    hostname: str | None


def ir_configuration_short(ir_configuration: IrConfiguration) -> IrConfigurationShort:
    """An ir configuration in the view `short`."""
    return {
        "ir_configuration_id": ir_configuration.ir_configuration_id,
        "series": ir_configuration.series,
        "language": ir_configuration.language,
        "hostname": ir_configuration.hostname,
    }


class IrConfigurationFull(IrConfigurationShort):
    """An ir configuration in the view `full`."""


def ir_configuration_full(ir_configuration: IrConfiguration) -> IrConfigurationFull:
    """An ir configuration in the view `full`."""
    return ir_configuration_short(ir_configuration)


class IrModelShort(TypedDict):
    """An ir model in the view `short`."""

    ir_model_id: int
    name: str
    string: str | None
    info: str | None
    module: str | None


def ir_model_short(ir_model: IrModel) -> IrModelShort:
    """An ir model in the view `short`."""
    return {
        "ir_model_id": ir_model.ir_model_id,
        "name": ir_model.name,
        "string": ir_model.string,
        "info": ir_model.info,
        "module": ir_model.module,
    }


class IrModelFull(IrModelShort):
    """An ir model in the view `full`."""


def ir_model_full(ir_model: IrModel) -> IrModelFull:
    """An ir model in the view `full`."""
    return ir_model_short(ir_model)


class IrModelFieldShort(TypedDict):
    """An ir model field in the view `short`."""

    ir_model_field_id: int
    name: str
    model_id: int
    relation: str | None
    string: str | None
    ttype: str | None
    access: bool


def ir_model_field_short(ir_model_field: IrModelField) -> IrModelFieldShort:
    """An ir model field in the view `short`."""
    return {
        "ir_model_field_id": ir_model_field.ir_model_field_id,
        "name": ir_model_field.name,
        "model_id": ir_model_field.model_id_,
        "relation": ir_model_field.relation,
        "string": ir_model_field.string,
        "ttype": ir_model_field.ttype,
        "access": ir_model_field.access,
    }


class IrModelFieldFull(IrModelFieldShort):
    """An ir model field in the view `full`."""

    help: str | None
    module: str | None


def ir_model_field_full(ir_model_field: IrModelField) -> IrModelFieldFull:
    """An ir model field in the view `full`."""
    return {**ir_model_field_short(ir_model_field), "help": ir_model_field.help, "module": ir_model_field.module}


class IrModelDataShort(TypedDict):
    """Ir model data in the view `short`."""

    ir_model_data_id: int
    model_id: int
    module: str
    noupdate: bool


def ir_model_data_short(ir_model_data: IrModelData) -> IrModelDataShort:
    """Ir model data in the view `short`."""
    return {
        "ir_model_data_id": ir_model_data.ir_model_data_id,
        "model_id": ir_model_data.model_id_,
        "module": ir_model_data.module,
        "noupdate": ir_model_data.noupdate,
    }


class IrModelDataFull(IrModelDataShort):
    """Ir model data in the view `full`."""


def ir_model_data_full(ir_model_data: IrModelData) -> IrModelDataFull:
    """Ir model data in the view `full`."""
    return ir_model_data_short(ir_model_data)


class IrLangShort(TypedDict):
    """An ir lang in the view `short`."""

    ir_lang_id: int
    name: str
    code: str
    translatable: bool
    parent: str | None
    active: bool
    direction: str


def ir_lang_short(ir_lang: IrLang) -> IrLangShort:
    """An ir lang in the view `short`."""
    return {
        "ir_lang_id": ir_lang.ir_lang_id,
        "name": ir_lang.name,
        "code": ir_lang.code,
        "translatable": ir_lang.translatable,
        "parent": ir_lang.parent,
        "active": ir_lang.active,
        "direction": ir_lang.direction,
    }


class IrLangFull(IrLangShort):
    """An ir lang in the view `full`."""


def ir_lang_full(ir_lang: IrLang) -> IrLangFull:
    """An ir lang in the view `full`."""
    return ir_lang_short(ir_lang)


# --- tools --------------------------------------------------------------------------------------------------------


class ListIrConfigurations(TypedDict):
    """What `list_ir_configurations` returns."""

    ir_configurations: list[IrConfigurationShort]
    next_cursor: str | None


def list_ir_configurations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIrConfigurations:
    """List the ir configurations."""
    page = db.query(IrConfiguration).page(limit=limit, cursor=cursor)
    return {
        "ir_configurations": [ir_configuration_short(ir_configuration) for ir_configuration in page.rows],
        "next_cursor": page.next_cursor,
    }


class IrConfigurationResult(TypedDict):
    """What `get_ir_configuration` and 2 other tools return."""

    ir_configuration: IrConfigurationFull


def get_ir_configuration(db: Database, /, *, ir_configuration_id: int) -> IrConfigurationResult:
    """Show an ir configuration with all its details."""
    ir_configuration = db.find(IrConfiguration, ir_configuration_id)
    if ir_configuration is None:
        fail("ir_configuration_not_found", ir_configuration_id=ir_configuration_id)
    return {"ir_configuration": ir_configuration_full(ir_configuration)}


def create_ir_configuration(
    db: Database, /, *, series: str, language: str | None = None, hostname: str | None = None
) -> IrConfigurationResult:
    """Create an ir configuration."""
    if len(words(series)) <= 0:
        fail("series_blank")
    ir_configuration = db.insert(
        IrConfiguration,
        ir_configuration_id=db.next_number("ir_configurations"),
        series=series,
        language=language,
        hostname=hostname,
    )
    return {"ir_configuration": ir_configuration_full(ir_configuration)}


def update_ir_configuration(
    db: Database,
    /,
    *,
    ir_configuration_id: int,
    series: str | None = None,
    language: str | None = None,
    hostname: str | None = None,
    clear: list[Literal["language", "hostname"]] | None = None,
) -> IrConfigurationResult:
    """Change the series, language or host name of an ir configuration."""
    changes = given(clear, series=series, language=language, hostname=hostname)
    ir_configuration = db.find(IrConfiguration, ir_configuration_id)
    if ir_configuration is None:
        fail("ir_configuration_not_found", ir_configuration_id=ir_configuration_id)
    if series is not None and len(words(series)) <= 0:
        fail("series_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(ir_configuration, **changes)
    return {"ir_configuration": ir_configuration_full(ir_configuration)}


class DeleteIrConfiguration(TypedDict):
    """What `delete_ir_configuration` returns."""

    ir_configuration_id: int


def delete_ir_configuration(db: Database, /, *, ir_configuration_id: int) -> DeleteIrConfiguration:
    """Delete an ir configuration."""
    ir_configuration = db.find(IrConfiguration, ir_configuration_id)
    if ir_configuration is None:
        fail("ir_configuration_not_found", ir_configuration_id=ir_configuration_id)
    db.delete(ir_configuration)
    return {"ir_configuration_id": ir_configuration_id}


class ListIrModels(TypedDict):
    """What `list_ir_models` returns."""

    ir_models: list[IrModelShort]
    next_cursor: str | None


def list_ir_models(
    db: Database, /, *, name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListIrModels:
    """List the ir models, optionally by name."""
    query = db.query(IrModel)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"ir_models": [ir_model_short(ir_model) for ir_model in page.rows], "next_cursor": page.next_cursor}


class IrModelResult(TypedDict):
    """What `get_ir_model` and 2 other tools return."""

    ir_model: IrModelFull


def get_ir_model(db: Database, /, *, ir_model_id: int) -> IrModelResult:
    """Show an ir model with all its details."""
    ir_model = db.find(IrModel, ir_model_id) or fail("ir_model_not_found", ir_model_id=ir_model_id)
    return {"ir_model": ir_model_full(ir_model)}


def create_ir_model(
    db: Database, /, *, name: str, string: str | None = None, info: str | None = None, module: str | None = None
) -> IrModelResult:
    """Create an ir model."""
    if db.query(IrModel).where("same_text(name, ?)", name).exists():
        fail("ir_model_name_taken", name=name)
    ir_model = db.insert(
        IrModel, ir_model_id=db.next_number("ir_models"), name=name, string=string, info=info, module=module
    )
    return {"ir_model": ir_model_full(ir_model)}


def update_ir_model(
    db: Database,
    /,
    *,
    ir_model_id: int,
    name: str | None = None,
    string: str | None = None,
    info: str | None = None,
    module: str | None = None,
    clear: list[Literal["string", "info", "module"]] | None = None,
) -> IrModelResult:
    """Change the name, string, information or module of an ir model."""
    changes = given(clear, name=name, string=string, info=info, module=module)
    ir_model = db.find(IrModel, ir_model_id) or fail("ir_model_not_found", ir_model_id=ir_model_id)
    if (
        name is not None
        and db.query(IrModel).where("same_text(name, ?) AND ir_model_id <> ?", name, ir_model.ir_model_id).exists()
    ):
        fail("ir_model_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(ir_model, **changes)
    return {"ir_model": ir_model_full(ir_model)}


class DeleteIrModel(TypedDict):
    """What `delete_ir_model` returns."""

    ir_model_id: int


def delete_ir_model(db: Database, /, *, ir_model_id: int) -> DeleteIrModel:
    """Delete an ir model together with its ir model fields and ir model data."""
    ir_model = db.find(IrModel, ir_model_id) or fail("ir_model_not_found", ir_model_id=ir_model_id)
    db.delete(ir_model)
    return {"ir_model_id": ir_model_id}


class ListIrModelFields(TypedDict):
    """What `list_ir_model_fields` returns."""

    ir_model_fields: list[IrModelFieldShort]
    next_cursor: str | None


def list_ir_model_fields(
    db: Database,
    /,
    *,
    model_id_: int | None = None,
    access: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIrModelFields:
    """List the ir model fields, optionally by model or access."""
    query = db.query(IrModelField)
    if model_id_ is not None:
        query.where("model_id_ = ?", model_id_)
    if access is not None:
        query.where("access = ?", access)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "ir_model_fields": [ir_model_field_short(ir_model_field) for ir_model_field in page.rows],
        "next_cursor": page.next_cursor,
    }


class IrModelFieldResult(TypedDict):
    """What `get_ir_model_field` and 2 other tools return."""

    ir_model_field: IrModelFieldFull


def get_ir_model_field(db: Database, /, *, ir_model_field_id: int) -> IrModelFieldResult:
    """Show an ir model field with all its details."""
    ir_model_field = db.find(IrModelField, ir_model_field_id)
    if ir_model_field is None:
        fail("ir_model_field_not_found", ir_model_field_id=ir_model_field_id)
    return {"ir_model_field": ir_model_field_full(ir_model_field)}


def create_ir_model_field(
    db: Database,
    /,
    *,
    name: str,
    model_id_: int,
    relation: str | None = None,
    string: str | None = None,
    ttype: str | None = None,
    help_: str | None = None,
    module: str | None = None,
    access: bool = False,
) -> IrModelFieldResult:
    """Create an ir model field."""
    if db.find(IrModel, model_id_) is None:
        fail("model_not_found", model_id=model_id_)
    ir_model_field = db.insert(
        IrModelField,
        ir_model_field_id=db.next_number("ir_model_fields"),
        name=name,
        model_id_=model_id_,
        relation=relation,
        string=string,
        ttype=ttype,
        help=help_,
        module=module,
        access=access,
    )
    return {"ir_model_field": ir_model_field_full(ir_model_field)}


def update_ir_model_field(
    db: Database,
    /,
    *,
    ir_model_field_id: int,
    name: str | None = None,
    model_id_: int | None = None,
    relation: str | None = None,
    string: str | None = None,
    ttype: str | None = None,
    help_: str | None = None,
    module: str | None = None,
    access: bool | None = None,
    clear: list[Literal["relation", "string", "ttype", "help", "module"]] | None = None,
) -> IrModelFieldResult:
    """Change an ir model field, for example its name, model, relation or string."""
    changes = given(
        clear,
        name=name,
        model_id_=model_id_,
        relation=relation,
        string=string,
        ttype=ttype,
        help=help_,
        module=module,
        access=access,
    )
    ir_model_field = db.find(IrModelField, ir_model_field_id)
    if ir_model_field is None:
        fail("ir_model_field_not_found", ir_model_field_id=ir_model_field_id)
    if model_id_ is not None and db.find(IrModel, model_id_) is None:
        fail("model_not_found", model_id=model_id_)
    if not changes:
        fail("nothing_to_change")
    db.update(ir_model_field, **changes)
    return {"ir_model_field": ir_model_field_full(ir_model_field)}


class DeleteIrModelField(TypedDict):
    """What `delete_ir_model_field` returns."""

    ir_model_field_id: int


def delete_ir_model_field(db: Database, /, *, ir_model_field_id: int) -> DeleteIrModelField:
    """Delete an ir model field."""
    ir_model_field = db.find(IrModelField, ir_model_field_id)
    if ir_model_field is None:
        fail("ir_model_field_not_found", ir_model_field_id=ir_model_field_id)
    db.delete(ir_model_field)
    return {"ir_model_field_id": ir_model_field_id}


class ListIrModelData(TypedDict):
    """What `list_ir_model_data` returns."""

    ir_model_data: list[IrModelDataShort]
    next_cursor: str | None


def list_ir_model_data(
    db: Database,
    /,
    *,
    model_id_: int | None = None,
    noupdate: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIrModelData:
    """List the ir model data, optionally by model or noupdate."""
    query = db.query(IrModelData)
    if model_id_ is not None:
        query.where("model_id_ = ?", model_id_)
    if noupdate is not None:
        query.where("noupdate = ?", noupdate)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "ir_model_data": [ir_model_data_short(ir_model_data) for ir_model_data in page.rows],
        "next_cursor": page.next_cursor,
    }


class IrModelDataResult(TypedDict):
    """What `get_ir_model_data` and 2 other tools return."""

    ir_model_data: IrModelDataFull


def get_ir_model_data(db: Database, /, *, ir_model_data_id: int) -> IrModelDataResult:
    """Show ir model data with all its details."""
    ir_model_data = db.find(IrModelData, ir_model_data_id)
    if ir_model_data is None:
        fail("ir_model_data_not_found", ir_model_data_id=ir_model_data_id)
    return {"ir_model_data": ir_model_data_full(ir_model_data)}


def create_ir_model_data(db: Database, /, *, model_id_: int, module: str, noupdate: bool = False) -> IrModelDataResult:
    """Create ir model data."""
    if db.find(IrModel, model_id_) is None:
        fail("model_not_found", model_id=model_id_)
    ir_model_data = db.insert(
        IrModelData,
        ir_model_data_id=db.next_number("ir_model_data"),
        model_id_=model_id_,
        module=module,
        noupdate=noupdate,
    )
    return {"ir_model_data": ir_model_data_full(ir_model_data)}


def update_ir_model_data(
    db: Database,
    /,
    *,
    ir_model_data_id: int,
    model_id_: int | None = None,
    module: str | None = None,
    noupdate: bool | None = None,
) -> IrModelDataResult:
    """Change the model or module of ir model data."""
    changes = given(None, model_id_=model_id_, module=module, noupdate=noupdate)
    ir_model_data = db.find(IrModelData, ir_model_data_id)
    if ir_model_data is None:
        fail("ir_model_data_not_found", ir_model_data_id=ir_model_data_id)
    if model_id_ is not None and db.find(IrModel, model_id_) is None:
        fail("model_not_found", model_id=model_id_)
    if not changes:
        fail("nothing_to_change")
    db.update(ir_model_data, **changes)
    return {"ir_model_data": ir_model_data_full(ir_model_data)}


class DeleteIrModelData(TypedDict):
    """What `delete_ir_model_data` returns."""

    ir_model_data_id: int


def delete_ir_model_data(db: Database, /, *, ir_model_data_id: int) -> DeleteIrModelData:
    """Delete ir model data."""
    ir_model_data = db.find(IrModelData, ir_model_data_id)
    if ir_model_data is None:
        fail("ir_model_data_not_found", ir_model_data_id=ir_model_data_id)
    db.delete(ir_model_data)
    return {"ir_model_data_id": ir_model_data_id}


class ListIrLangs(TypedDict):
    """What `list_ir_langs` returns."""

    ir_langs: list[IrLangShort]
    next_cursor: str | None


def list_ir_langs(
    db: Database,
    /,
    *,
    translatable: bool | None = None,
    active: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIrLangs:
    """List the ir langs, optionally by translatable or active."""
    query = db.query(IrLang)
    if translatable is not None:
        query.where("translatable = ?", translatable)
    if active is not None:
        query.where("active = ?", active)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"ir_langs": [ir_lang_short(ir_lang) for ir_lang in page.rows], "next_cursor": page.next_cursor}


class IrLangResult(TypedDict):
    """What `get_ir_lang` and 2 other tools return."""

    ir_lang: IrLangFull


def get_ir_lang(db: Database, /, *, ir_lang_id: int) -> IrLangResult:
    """Show an ir language with all its details."""
    ir_lang = db.find(IrLang, ir_lang_id) or fail("ir_lang_not_found", ir_lang_id=ir_lang_id)
    return {"ir_lang": ir_lang_full(ir_lang)}


def create_ir_lang(
    db: Database,
    /,
    *,
    name: str,
    code: str,
    translatable: bool,
    active: bool,
    direction: str,
    parent: str | None = None,
) -> IrLangResult:
    """Create an ir language."""
    if len(words(name)) <= 0:
        fail("name_blank")
    ir_lang = db.insert(
        IrLang,
        ir_lang_id=db.next_number("ir_langs"),
        name=name,
        code=code,
        translatable=translatable,
        parent=parent,
        active=active,
        direction=direction,
    )
    return {"ir_lang": ir_lang_full(ir_lang)}


def update_ir_lang(
    db: Database,
    /,
    *,
    ir_lang_id: int,
    name: str | None = None,
    code: str | None = None,
    translatable: bool | None = None,
    parent: str | None = None,
    active: bool | None = None,
    direction: str | None = None,
    clear: list[Literal["parent"]] | None = None,
) -> IrLangResult:
    """Change an ir language, for example its name, code, direction or parent."""
    changes = given(
        clear, name=name, code=code, translatable=translatable, parent=parent, active=active, direction=direction
    )
    ir_lang = db.find(IrLang, ir_lang_id) or fail("ir_lang_not_found", ir_lang_id=ir_lang_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(ir_lang, **changes)
    return {"ir_lang": ir_lang_full(ir_lang)}


class DeleteIrLang(TypedDict):
    """What `delete_ir_lang` returns."""

    ir_lang_id: int


def delete_ir_lang(db: Database, /, *, ir_lang_id: int) -> DeleteIrLang:
    """Delete an ir language."""
    ir_lang = db.find(IrLang, ir_lang_id) or fail("ir_lang_not_found", ir_lang_id=ir_lang_id)
    db.delete(ir_lang)
    return {"ir_lang_id": ir_lang_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "ir_configuration_not_found": (
        "There is no ir configuration {ir_configuration_id}. List the ir configurations to see which there are."
    ),
    "ir_lang_not_found": "There is no ir language {ir_lang_id}. List the ir langs to see which there are.",
    "ir_model_data_not_found": (
        "There is no ir model data {ir_model_data_id}. List the ir model data to see which there are."
    ),
    "ir_model_field_model_taken": "There is already an ir model field with the same name and model. Choose others.",
    "ir_model_field_not_found": (
        "There is no ir model field {ir_model_field_id}. List the ir model fields to see which there are."
    ),
    "ir_model_name_taken": "There is already an ir model with the name {name}. Choose another name.",
    "ir_model_not_found": "There is no ir model {ir_model_id}. List the ir models to see which there are.",
    "model_not_found": "There is no model {model_id}. List the ir models to see which there are.",
    "series_blank": "The series must not be blank. Give it some words.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="trytond_ir_models",
    folder=Path(__file__).parent,
    tables=[IrConfiguration, IrModel, IrModelField, IrModelData, IrLang],
    tools={
        "list_ir_configurations": Tool(list_ir_configurations, read_only=True),
        "get_ir_configuration": Tool(get_ir_configuration, read_only=True),
        "create_ir_configuration": Tool(create_ir_configuration),
        "update_ir_configuration": Tool(update_ir_configuration),
        "delete_ir_configuration": Tool(delete_ir_configuration),
        "list_ir_models": Tool(list_ir_models, read_only=True),
        "get_ir_model": Tool(get_ir_model, read_only=True),
        "create_ir_model": Tool(create_ir_model),
        "update_ir_model": Tool(update_ir_model),
        "delete_ir_model": Tool(delete_ir_model),
        "list_ir_model_fields": Tool(list_ir_model_fields, read_only=True),
        "get_ir_model_field": Tool(get_ir_model_field, read_only=True),
        "create_ir_model_field": Tool(create_ir_model_field),
        "update_ir_model_field": Tool(update_ir_model_field),
        "delete_ir_model_field": Tool(delete_ir_model_field),
        "list_ir_model_data": Tool(list_ir_model_data, read_only=True),
        "get_ir_model_data": Tool(get_ir_model_data, read_only=True),
        "create_ir_model_data": Tool(create_ir_model_data),
        "update_ir_model_data": Tool(update_ir_model_data),
        "delete_ir_model_data": Tool(delete_ir_model_data),
        "list_ir_langs": Tool(list_ir_langs, read_only=True),
        "get_ir_lang": Tool(get_ir_lang, read_only=True),
        "create_ir_lang": Tool(create_ir_lang),
        "update_ir_lang": Tool(update_ir_lang),
        "delete_ir_lang": Tool(delete_ir_lang),
    },
    faults=FAULTS,
    unique_faults={
        "ir_models.name": "ir_model_name_taken",
        "ir_model_fields.name, ir_model_fields.model_id_": "ir_model_field_model_taken",
    },
    instructions=INSTRUCTIONS,
)
