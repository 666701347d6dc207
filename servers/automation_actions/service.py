"""Automation Actions: keeps definitions, functions, actions and action functions."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Automation Actions. Keeps definitions, functions, actions and action functions.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- When creating an action, Write one that begins with https://.
- Creating a function can be refused: there is already a function with that name.
- Two functions cannot have the same definition and name.
- An action and a function can be linked only once.
- Deleting a definition also deletes its functions.
- Deleting a function also removes its links to actions.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Action(Table, table=True):
    """An action."""

    __tablename__ = "actions"

    action_id: int = Field(primary_key=True)
    action_url: str
    archived_at: str | None = None
    object_types: list[str] = Field(sa_type=JsonList())
    published: bool


class Definition(Table, table=True):
    """A definition of an action."""

    __tablename__ = "definitions"

    definition_id: str = Field(primary_key=True)
    action_id: int = Field(foreign_key="actions.action_id", ondelete="CASCADE", index=True)
    archived_at: str | None = None
    object_types: list[str] = Field(sa_type=JsonList())
    published: bool


class Function(Table, table=True):
    """A function of a definition."""

    __tablename__ = "functions"
    __table_args__ = (
        CheckConstraint(
            "function_type IN ('PRE_ACTION_EXECUTION', 'PRE_FETCH_OPTIONS', 'POST_FETCH_OPTIONS', "
            "'POST_ACTION_EXECUTION')"
        ),
        UniqueConstraint("definition_id", "name"),
    )

    function_id: str = Field(primary_key=True)
    definition_id: str = Field(foreign_key="definitions.definition_id", ondelete="CASCADE", index=True)
    function_source: str | None = None
    function_type: str | None = None
    name: str


class ActionFunction(Table, table=True):
    """An action function of an action."""

    __tablename__ = "action_functions"
    __table_args__ = (UniqueConstraint("action_id", "function_id"),)

    action_function_id: str = Field(primary_key=True)
    action_id: int = Field(foreign_key="actions.action_id", ondelete="CASCADE", index=True)
    function_id: str = Field(foreign_key="functions.function_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ActionShort(TypedDict):
    """An action in the view `short`."""

    action_id: int
    action_url: str
    archived_at: str | None
    object_types: list[str]
    published: bool


def action_short(action: Action) -> ActionShort:
    """An action in the view `short`."""
    return {
        "action_id": action.action_id,
        "action_url": action.action_url,
        "archived_at": action.archived_at,
        "object_types": action.object_types,
        "published": action.published,
    }


class ActionFunctionShort(TypedDict):
    """An action function in the view `short`."""

    function_id: str


def action_function_short(action_function: ActionFunction) -> ActionFunctionShort:
    """An action function in the view `short`."""
    return {"function_id": action_function.function_id}


class ActionFull(ActionShort):
    """An action in the view `full`."""

    functions: list[ActionFunctionShort]


def action_full(db: Database, action: Action) -> ActionFull:
    """An action in the view `full`."""
    return {
        **action_short(action),
        "functions": [
            action_function_short(action_function)
            for action_function in db.query(ActionFunction).where("action_id = ?", action.action_id).page(limit=20).rows
        ],
    }


class DefinitionShort(TypedDict):
    """A definition in the view `short`."""

    definition_id: str
    action_id: int
    archived_at: str | None
    object_types: list[str]
    published: bool


def definition_short(definition: Definition) -> DefinitionShort:
    """A definition in the view `short`."""
    return {
        "definition_id": definition.definition_id,
        "action_id": definition.action_id,
        "archived_at": definition.archived_at,
        "object_types": definition.object_types,
        "published": definition.published,
    }


class DefinitionFull(DefinitionShort):
    """A definition in the view `full`."""


def definition_full(definition: Definition) -> DefinitionFull:
    """A definition in the view `full`."""
    return definition_short(definition)


class FunctionShort(TypedDict):
    """A function in the view `short`."""

    function_id: str
    definition_id: str
    function_source: str | None
    function_type: str | None
    name: str


def function_short(function: Function) -> FunctionShort:
    """A function in the view `short`."""
    return {
        "function_id": function.function_id,
        "definition_id": function.definition_id,
        "function_source": function.function_source,
        "function_type": function.function_type,
        "name": function.name,
    }


class FunctionFull(FunctionShort):
    """A function in the view `full`."""


def function_full(function: Function) -> FunctionFull:
    """A function in the view `full`."""
    return function_short(function)


# --- tools --------------------------------------------------------------------------------------------------------


class ListActions(TypedDict):
    """What `list_actions` returns."""

    actions: list[ActionShort]
    next_cursor: str | None


def list_actions(
    db: Database, /, *, function_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListActions:
    """List the actions, optionally by function."""
    query = db.query(Action)
    if function_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM action_functions AS item WHERE item.action_id = actions.action_id"
            " AND item.function_id = ?)",
            function_id,
        )
    page = query.page(limit=limit, cursor=cursor)
    return {"actions": [action_short(action) for action in page.rows], "next_cursor": page.next_cursor}


class ActionResult(TypedDict):
    """What `get_action` and 3 other tools return."""

    action: ActionFull


def get_action(db: Database, /, *, action_id: int) -> ActionResult:
    """Show an action with all its details."""
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    return {"action": action_full(db, action)}


def add_function_to_action(db: Database, /, *, action_id: int, function_id: str) -> ActionResult:
    """Add a function to an action."""
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    db.insert(
        ActionFunction,
        action_function_id=f"ACFUL-{db.next_number('action_functions'):04d}",
        action_id=action.action_id,
        function_id=function.function_id,
    )
    return {"action": action_full(db, action)}


def remove_function_from_action(db: Database, /, *, action_id: int, function_id: str) -> ActionResult:
    """Remove a function from an action."""
    action = db.find(Action, action_id) or fail("action_not_found", action_id=action_id)
    action_function = (
        db.query(ActionFunction).where("action_id = ? AND function_id = ?", action.action_id, function_id).first()
    )
    if action_function is None:
        fail("action_without_function", action_id=action_id, function_id=function_id)
    db.delete(action_function)
    return {"action": action_full(db, action)}


def create_action(
    db: Database, /, *, action_url: str, object_types: list[str], published: bool, function_ids: list[str]
) -> ActionResult:
    """Create an action."""
    if not (starts_with(action_url, "https://") or starts_with(action_url, "http://")):
        fail("action_url_invalid", action_url=action_url)
    action = db.insert(
        Action,
        action_id=db.next_number("actions"),
        action_url=action_url,
        object_types=object_types,
        published=published,
    )
    for function_id in function_ids:
        function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
        if (
            not db.query(ActionFunction)
            .where("action_id = ? AND function_id = ?", action.action_id, function.function_id)
            .exists()
        ):
            db.insert(
                ActionFunction,
                action_function_id=f"ACFUL-{db.next_number('action_functions'):04d}",
                action_id=action.action_id,
                function_id=function.function_id,
            )
    return {"action": action_full(db, action)}


class ListDefinitions(TypedDict):
    """What `list_definitions` returns."""

    definitions: list[DefinitionShort]
    next_cursor: str | None


def list_definitions(
    db: Database, /, *, action_id: int | None = None, limit: int = 20, cursor: str | None = None
) -> ListDefinitions:
    """List the definitions, optionally by action."""
    query = db.query(Definition)
    if action_id is not None:
        query.where("action_id = ?", action_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"definitions": [definition_short(definition) for definition in page.rows], "next_cursor": page.next_cursor}


class DefinitionResult(TypedDict):
    """What `get_definition` and `update_definition` return."""

    definition: DefinitionFull


def get_definition(db: Database, /, *, definition_id: str) -> DefinitionResult:
    """Show a definition with all its details."""
    definition = db.find(Definition, definition_id) or fail("definition_not_found", definition_id=definition_id)
    return {"definition": definition_full(definition)}


def update_definition(
    db: Database, /, *, definition_id: str, object_types: list[str] | None = None, published: bool | None = None
) -> DefinitionResult:
    """Change the object types of a definition."""
    changes = given(None, object_types=object_types, published=published)
    definition = db.find(Definition, definition_id) or fail("definition_not_found", definition_id=definition_id)
    if not changes:
        fail("nothing_to_change")
    db.update(definition, **changes)
    return {"definition": definition_full(definition)}


class DeleteDefinition(TypedDict):
    """What `delete_definition` returns."""

    definition_id: str


def delete_definition(db: Database, /, *, definition_id: str) -> DeleteDefinition:
    """Delete a definition together with its functions."""
    definition = db.find(Definition, definition_id) or fail("definition_not_found", definition_id=definition_id)
    db.delete(definition)
    return {"definition_id": definition_id}


class ListFunctions(TypedDict):
    """What `list_functions` returns."""

    functions: list[FunctionShort]
    next_cursor: str | None


def list_functions(db: Database, /, *, definition_id: str, limit: int = 20, cursor: str | None = None) -> ListFunctions:
    """List the functions of a definition."""
    definition = db.find(Definition, definition_id) or fail("definition_not_found", definition_id=definition_id)
    page = db.query(Function).where("definition_id = ?", definition.definition_id).page(limit=limit, cursor=cursor)
    return {"functions": [function_short(function) for function in page.rows], "next_cursor": page.next_cursor}


class FunctionResult(TypedDict):
    """What `get_function` and `create_function` return."""

    function: FunctionFull


def get_function(db: Database, /, *, function_id: str) -> FunctionResult:
    """Show a function with all its details."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    return {"function": function_full(function)}


def create_function(db: Database, /, *, definition_id: str, name: str) -> FunctionResult:
    """Create a function in a definition."""
    if db.find(Definition, definition_id) is None:
        fail("definition_not_found", definition_id=definition_id)
    if db.query(Function).where("same_text(name, ?) AND definition_id = ?", name, definition_id).exists():
        fail("function_name_taken", name=name)
    function = db.insert(
        Function, function_id=f"FUN-{db.next_number('functions'):04d}", definition_id=definition_id, name=name
    )
    return {"function": function_full(function)}


class DeleteFunction(TypedDict):
    """What `delete_function` returns."""

    function_id: str


def delete_function(db: Database, /, *, function_id: str) -> DeleteFunction:
    """Delete a function."""
    function = db.find(Function, function_id) or fail("function_not_found", function_id=function_id)
    db.delete(function)
    return {"function_id": function_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "action_has_function_already": "The action has the function {function_id} already. Choose another function.",
    "action_not_found": "There is no action {action_id}. List the actions to see which there are.",
    "action_without_function": "Action {action_id} has no function {function_id}.",
    "definition_not_found": "There is no definition {definition_id}. List the definitions to see which there are.",
    "function_name_taken": "There is already a function with the name {name}. Choose another name.",
    "function_not_found": "There is no function {function_id}. List the functions to see which there are.",
    "action_url_invalid": "{action_url} is no address of a page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="automation_actions",
    folder=Path(__file__).parent,
    tables=[Action, Definition, Function, ActionFunction],
    tools={
        "list_actions": Tool(list_actions, read_only=True),
        "get_action": Tool(get_action, read_only=True),
        "add_function_to_action": Tool(add_function_to_action),
        "remove_function_from_action": Tool(remove_function_from_action),
        "create_action": Tool(create_action),
        "list_definitions": Tool(list_definitions, read_only=True),
        "get_definition": Tool(get_definition, read_only=True),
        "update_definition": Tool(update_definition),
        "delete_definition": Tool(delete_definition),
        "list_functions": Tool(list_functions, read_only=True),
        "get_function": Tool(get_function, read_only=True),
        "create_function": Tool(create_function),
        "delete_function": Tool(delete_function),
    },
    faults=FAULTS,
    unique_faults={
        "functions.definition_id, functions.name": "function_name_taken",
        "action_functions.action_id, action_functions.function_id": "action_has_function_already",
    },
    instructions=INSTRUCTIONS,
)
