"""Jumpseller: custom fields: keeps custom fields and select options."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Jumpseller: custom fields. Keeps custom fields and select options.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The label must not be blank.
- Deleting a custom field also deletes its select options.
- Deleting a select option keeps the select options that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class CustomField(Table, table=True):
    """A custom field."""

    __tablename__ = "custom_fields"
    __table_args__ = (CheckConstraint("type IN ('text', 'selection', 'input')"),)

    custom_field_id: int = Field(primary_key=True)
    label: str
    type: str | None = None
    values: list[str] = Field(sa_type=JsonList())


class SelectOption(Table, table=True):
    """A select option of a custom field."""

    __tablename__ = "select_options"

    select_option_id: int = Field(primary_key=True)
    custom_field_id: int = Field(foreign_key="custom_fields.custom_field_id", ondelete="CASCADE", index=True)
    value: str
    custom_field_select_option_id: int | None = Field(
        default=None, foreign_key="select_options.select_option_id", ondelete="SET NULL", index=True
    )


# --- views --------------------------------------------------------------------------------------------------------


class CustomFieldShort(TypedDict):
    """A custom field in the view `short`."""

    custom_field_id: int
    label: str
    type: str | None
    values: list[str]


def custom_field_short(custom_field: CustomField) -> CustomFieldShort:
    """A custom field in the view `short`."""
    return {
        "custom_field_id": custom_field.custom_field_id,
        "label": custom_field.label,
        "type": custom_field.type,
        "values": custom_field.values,
    }


class CustomFieldFull(CustomFieldShort):
    """A custom field in the view `full`."""


def custom_field_full(custom_field: CustomField) -> CustomFieldFull:
    """A custom field in the view `full`."""
    return custom_field_short(custom_field)


class SelectOptionShort(TypedDict):
    """A select option in the view `short`."""

    select_option_id: int
    custom_field_id: int
    value: str
    custom_field_select_option_id: int | None


def select_option_short(select_option: SelectOption) -> SelectOptionShort:
    """A select option in the view `short`."""
    return {
        "select_option_id": select_option.select_option_id,
        "custom_field_id": select_option.custom_field_id,
        "value": select_option.value,
        "custom_field_select_option_id": select_option.custom_field_select_option_id,
    }


class SelectOptionFull(SelectOptionShort):
    """A select option in the view `full`."""


def select_option_full(select_option: SelectOption) -> SelectOptionFull:
    """A select option in the view `full`."""
    return select_option_short(select_option)


# --- tools --------------------------------------------------------------------------------------------------------


class ListCustomFields(TypedDict):
    """What `list_custom_fields` returns."""

    custom_fields: list[CustomFieldShort]
    next_cursor: str | None


def list_custom_fields(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCustomFields:
    """List the custom fields."""
    page = db.query(CustomField).page("label", limit=limit, cursor=cursor)
    return {
        "custom_fields": [custom_field_short(custom_field) for custom_field in page.rows],
        "next_cursor": page.next_cursor,
    }


class CustomFieldResult(TypedDict):
    """What `get_custom_field` and 2 other tools return."""

    custom_field: CustomFieldFull


def get_custom_field(db: Database, /, *, custom_field_id: int) -> CustomFieldResult:
    """Show a custom field with all its details."""
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    return {"custom_field": custom_field_full(custom_field)}


def create_custom_field(
    db: Database, /, *, label: str, type_: Literal["text", "selection", "input"] | None = None, values: list[str]
) -> CustomFieldResult:
    """Create a custom field."""
    if len(words(label)) <= 0:
        fail("label_blank")
    custom_field = db.insert(
        CustomField, custom_field_id=db.next_number("custom_fields"), label=label, type=type_, values=values
    )
    return {"custom_field": custom_field_full(custom_field)}


def update_custom_field(
    db: Database,
    /,
    *,
    custom_field_id: int,
    label: str | None = None,
    type_: Literal["text", "selection", "input"] | None = None,
    values: list[str] | None = None,
    clear: list[Literal["type"]] | None = None,
) -> CustomFieldResult:
    """Change the label, type or values of a custom field."""
    changes = given(clear, label=label, type=type_, values=values)
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    if label is not None and len(words(label)) <= 0:
        fail("label_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(custom_field, **changes)
    return {"custom_field": custom_field_full(custom_field)}


class DeleteCustomField(TypedDict):
    """What `delete_custom_field` returns."""

    custom_field_id: int


def delete_custom_field(db: Database, /, *, custom_field_id: int) -> DeleteCustomField:
    """Delete a custom field together with its select options."""
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    db.delete(custom_field)
    return {"custom_field_id": custom_field_id}


class ListSelectOptions(TypedDict):
    """What `list_select_options` returns."""

    select_options: list[SelectOptionShort]
    next_cursor: str | None


def list_select_options(
    db: Database,
    /,
    *,
    custom_field_id: int,
    custom_field_select_option_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSelectOptions:
    """List the select options of a custom field, optionally by custom field select option."""
    custom_field = db.find(CustomField, custom_field_id)
    if custom_field is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    query = db.query(SelectOption).where("custom_field_id = ?", custom_field.custom_field_id)
    if custom_field_select_option_id is not None:
        query.where("custom_field_select_option_id IS ?", custom_field_select_option_id)
    page = query.page("value", limit=limit, cursor=cursor)
    return {
        "select_options": [select_option_short(select_option) for select_option in page.rows],
        "next_cursor": page.next_cursor,
    }


class SelectOptionResult(TypedDict):
    """What `get_select_option` and 2 other tools return."""

    select_option: SelectOptionFull


def get_select_option(db: Database, /, *, select_option_id: int) -> SelectOptionResult:
    """Show a select option with all its details."""
    select_option = db.find(SelectOption, select_option_id)
    if select_option is None:
        fail("select_option_not_found", select_option_id=select_option_id)
    return {"select_option": select_option_full(select_option)}


def create_select_option(db: Database, /, *, custom_field_id: int, value: str) -> SelectOptionResult:
    """Create a select option in a custom field."""
    if db.find(CustomField, custom_field_id) is None:
        fail("custom_field_not_found", custom_field_id=custom_field_id)
    select_option = db.insert(
        SelectOption, select_option_id=db.next_number("select_options"), custom_field_id=custom_field_id, value=value
    )
    return {"select_option": select_option_full(select_option)}


def update_select_option(db: Database, /, *, select_option_id: int, value: str | None = None) -> SelectOptionResult:
    """Change the value of a select option."""
    changes = given(None, value=value)
    select_option = db.find(SelectOption, select_option_id)
    if select_option is None:
        fail("select_option_not_found", select_option_id=select_option_id)
    if not changes:
        fail("nothing_to_change")
    db.update(select_option, **changes)
    return {"select_option": select_option_full(select_option)}


class DeleteSelectOption(TypedDict):
    """What `delete_select_option` returns."""

    select_option_id: int


def delete_select_option(db: Database, /, *, select_option_id: int) -> DeleteSelectOption:
    """Delete a select option."""
    select_option = db.find(SelectOption, select_option_id)
    if select_option is None:
        fail("select_option_not_found", select_option_id=select_option_id)
    db.delete(select_option)
    return {"select_option_id": select_option_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "custom_field_not_found": (
        "There is no custom field {custom_field_id}. List the custom fields to see which there are."
    ),
    "select_option_not_found": (
        "There is no select option {select_option_id}. List the select options to see which there are."
    ),
    "label_blank": "The label must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="jumpseller_custom_fields",
    folder=Path(__file__).parent,
    tables=[CustomField, SelectOption],
    tools={
        "list_custom_fields": Tool(list_custom_fields, read_only=True),
        "get_custom_field": Tool(get_custom_field, read_only=True),
        "create_custom_field": Tool(create_custom_field),
        "update_custom_field": Tool(update_custom_field),
        "delete_custom_field": Tool(delete_custom_field),
        "list_select_options": Tool(list_select_options, read_only=True),
        "get_select_option": Tool(get_select_option, read_only=True),
        "create_select_option": Tool(create_select_option),
        "update_select_option": Tool(update_select_option),
        "delete_select_option": Tool(delete_select_option),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
