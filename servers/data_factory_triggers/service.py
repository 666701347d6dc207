"""DataFactoryManagementClient: triggers: keeps triggers, rerun triggers and factories."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
DataFactoryManagementClient: triggers. Keeps triggers, rerun triggers and factories.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can stop a trigger only while its runtime state is started.
- You can stop a rerun trigger only while its runtime state is started.
- Creating or update a trigger can be refused: the trigger was changed meanwhile.
- The end time cannot be before the start time.
- Two rerun triggers cannot have the same trigger and name.
- Deleting a trigger also deletes its rerun triggers.
- A rerun trigger's runtime state goes from started to stopped, from stopped to started, and from disabled to started.
- You can start a trigger only while its runtime state is not started.
- You can start a rerun trigger only while its runtime state is not started.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Factory(Table, table=True):
    """A factory."""

    __tablename__ = "factories"

    factory_id: str = Field(primary_key=True)
    name: str
    repo_configuration_account_name: str | None = None
    repo_configuration_collaboration_branch: str | None = None
    repo_configuration_repository_name: str | None = None
    repo_configuration_type: str | None = None
    location: str | None = None
    create_time: str


class Trigger(Table, table=True):
    """A trigger of a factory."""

    __tablename__ = "triggers"
    __table_args__ = (
        CheckConstraint("runtime_state IN ('Started', 'Stopped', 'Disabled')"),
        UniqueConstraint("factory_id", "name"),
    )

    trigger_id: str = Field(primary_key=True)
    factory_id: str = Field(foreign_key="factories.factory_id", ondelete="CASCADE", index=True)
    name: str
    description: str | None = None
    runtime_state: str
    revision: int


class RerunTrigger(Table, table=True):
    """A rerun trigger of a trigger."""

    __tablename__ = "rerun_triggers"
    __table_args__ = (
        CheckConstraint("runtime_state IN ('Started', 'Stopped', 'Disabled')"),
        UniqueConstraint("trigger_id", "name"),
    )

    rerun_trigger_id: str = Field(primary_key=True)
    trigger_id: str = Field(foreign_key="triggers.trigger_id", ondelete="CASCADE", index=True)
    name: str
    description: str | None = None
    runtime_state: str
    type_requested_end_time: str | None = None
    type_requested_start_time: str | None = None
    end_time: str
    max_concurrency: int
    start_time: str


# --- views --------------------------------------------------------------------------------------------------------


class FactoryShort(TypedDict):
    """A factory in the view `short`."""

    factory_id: str
    name: str
    repo_configuration_account_name: str | None
    repo_configuration_collaboration_branch: str | None
    repo_configuration_repository_name: str | None
    repo_configuration_type: str | None
    location: str | None


def factory_short(factory: Factory) -> FactoryShort:
    """A factory in the view `short`."""
    return {
        "factory_id": factory.factory_id,
        "name": factory.name,
        "repo_configuration_account_name": factory.repo_configuration_account_name,
        "repo_configuration_collaboration_branch": factory.repo_configuration_collaboration_branch,
        "repo_configuration_repository_name": factory.repo_configuration_repository_name,
        "repo_configuration_type": factory.repo_configuration_type,
        "location": factory.location,
    }


class FactoryFull(FactoryShort):
    """A factory in the view `full`."""

    create_time: str


def factory_full(factory: Factory) -> FactoryFull:
    """A factory in the view `full`."""
    return {**factory_short(factory), "create_time": factory.create_time}


class TriggerShort(TypedDict):
    """A trigger in the view `short`."""

    trigger_id: str
    factory_id: str
    name: str
    description: str | None
    runtime_state: str


def trigger_short(trigger: Trigger) -> TriggerShort:
    """A trigger in the view `short`."""
    return {
        "trigger_id": trigger.trigger_id,
        "factory_id": trigger.factory_id,
        "name": trigger.name,
        "description": trigger.description,
        "runtime_state": trigger.runtime_state,
    }


class TriggerFull(TriggerShort):
    """A trigger in the view `full`."""

    revision: int


def trigger_full(trigger: Trigger) -> TriggerFull:
    """A trigger in the view `full`."""
    return {**trigger_short(trigger), "revision": trigger.revision}


class RerunTriggerShort(TypedDict):
    """A rerun trigger in the view `short`."""

    rerun_trigger_id: str
    trigger_id: str
    name: str
    runtime_state: str
    type_requested_end_time: str | None
    type_requested_start_time: str | None
    end_time: str


def rerun_trigger_short(rerun_trigger: RerunTrigger) -> RerunTriggerShort:
    """A rerun trigger in the view `short`."""
    return {
        "rerun_trigger_id": rerun_trigger.rerun_trigger_id,
        "trigger_id": rerun_trigger.trigger_id,
        "name": rerun_trigger.name,
        "runtime_state": rerun_trigger.runtime_state,
        "type_requested_end_time": rerun_trigger.type_requested_end_time,
        "type_requested_start_time": rerun_trigger.type_requested_start_time,
        "end_time": rerun_trigger.end_time,
    }


class RerunTriggerFull(RerunTriggerShort):
    """A rerun trigger in the view `full`."""

    description: str | None
    max_concurrency: int
    start_time: str


def rerun_trigger_full(rerun_trigger: RerunTrigger) -> RerunTriggerFull:
    """A rerun trigger in the view `full`."""
    return {
        **rerun_trigger_short(rerun_trigger),
        "description": rerun_trigger.description,
        "max_concurrency": rerun_trigger.max_concurrency,
        "start_time": rerun_trigger.start_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListFactories(TypedDict):
    """What `list_factories` returns."""

    factories: list[FactoryShort]
    next_cursor: str | None


def list_factories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListFactories:
    """List the factories."""
    page = db.query(Factory).page("-create_time", limit=limit, cursor=cursor)
    return {"factories": [factory_short(factory) for factory in page.rows], "next_cursor": page.next_cursor}


class GetFactory(TypedDict):
    """What `get_factory` returns."""

    factory: FactoryFull


def get_factory(db: Database, /, *, factory_id: str) -> GetFactory:
    """Show a factory with all its details."""
    factory = db.find(Factory, factory_id) or fail("factory_not_found", factory_id=factory_id)
    return {"factory": factory_full(factory)}


class ListTriggers(TypedDict):
    """What `list_triggers` returns."""

    triggers: list[TriggerShort]
    next_cursor: str | None


def list_triggers(
    db: Database,
    /,
    *,
    factory_id: str,
    runtime_state: Literal["Started", "Stopped", "Disabled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTriggers:
    """List the triggers of a factory, optionally by run time state."""
    factory = db.find(Factory, factory_id) or fail("factory_not_found", factory_id=factory_id)
    query = db.query(Trigger).where("factory_id = ?", factory.factory_id)
    if runtime_state is not None:
        query.where("runtime_state = ?", runtime_state)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"triggers": [trigger_short(trigger) for trigger in page.rows], "next_cursor": page.next_cursor}


class TriggerResult(TypedDict):
    """What `get_trigger` and 3 other tools return."""

    trigger: TriggerFull


def get_trigger(db: Database, /, *, trigger_id: str) -> TriggerResult:
    """Show a trigger with all its details."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    return {"trigger": trigger_full(trigger)}


def create_or_update_trigger(
    db: Database,
    /,
    *,
    factory_id: str,
    name: str,
    description: str | None = None,
    runtime_state: Literal["Started", "Stopped", "Disabled"] = "Started",
    revision: int | None = None,
) -> TriggerResult:
    """Create a trigger in a factory, or change the one that has this name already."""
    if db.find(Factory, factory_id) is None:
        fail("factory_not_found", factory_id=factory_id)
    trigger = db.query(Trigger).where("factory_id = ? AND name = ?", factory_id, name).first()
    if trigger is None:
        trigger = db.insert(
            Trigger,
            trigger_id=f"TRI-{db.next_number('triggers'):04d}",
            factory_id=factory_id,
            name=name,
            description=description,
            runtime_state=runtime_state,
            revision=1,
        )
    if revision is not None and revision != trigger.revision:
        fail(
            "trigger_changed_meanwhile",
            trigger_id=trigger.trigger_id,
            revision=revision,
            trigger_revision=trigger.revision,
        )
    db.update(
        trigger,
        description=description if description is not None else trigger.description,
        runtime_state=runtime_state,
        revision=trigger.revision + 1,
    )
    return {"trigger": trigger_full(trigger)}


class DeleteTrigger(TypedDict):
    """What `delete_trigger` returns."""

    trigger_id: str


def delete_trigger(db: Database, /, *, trigger_id: str) -> DeleteTrigger:
    """Delete a trigger together with its rerun triggers."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    db.delete(trigger)
    return {"trigger_id": trigger_id}


def start_trigger(db: Database, /, *, trigger_id: str) -> TriggerResult:
    """Start a trigger."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    if trigger.runtime_state == "Started":
        fail("trigger_already_started", trigger_id=trigger.trigger_id)
    db.update(trigger, runtime_state="Started", revision=trigger.revision + 1)
    return {"trigger": trigger_full(trigger)}


def stop_trigger(db: Database, /, *, trigger_id: str) -> TriggerResult:
    """Stop a trigger that is started."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    if trigger.runtime_state == "Stopped":
        fail("trigger_already_stopped", trigger_id=trigger.trigger_id)
    if trigger.runtime_state != "Started":
        fail("trigger_not_started", trigger_id=trigger.trigger_id, runtime_state=trigger.runtime_state)
    db.update(trigger, runtime_state="Stopped", revision=trigger.revision + 1)
    return {"trigger": trigger_full(trigger)}


class ListRerunTriggers(TypedDict):
    """What `list_rerun_triggers` returns."""

    rerun_triggers: list[RerunTriggerFull]
    next_cursor: str | None


def list_rerun_triggers(
    db: Database,
    /,
    *,
    trigger_id: str,
    runtime_state: Literal["Started", "Stopped", "Disabled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRerunTriggers:
    """List the rerun triggers of a trigger, optionally by run time state."""
    trigger = db.find(Trigger, trigger_id) or fail("trigger_not_found", trigger_id=trigger_id)
    query = db.query(RerunTrigger).where("trigger_id = ?", trigger.trigger_id)
    if runtime_state is not None:
        query.where("runtime_state = ?", runtime_state)
    page = query.page("end_time", limit=limit, cursor=cursor)
    return {
        "rerun_triggers": [rerun_trigger_full(rerun_trigger) for rerun_trigger in page.rows],
        "next_cursor": page.next_cursor,
    }


class RerunTriggerResult(TypedDict):
    """What `create_rerun_trigger` and 3 other tools return."""

    rerun_trigger: RerunTriggerFull


def create_rerun_trigger(
    db: Database, /, *, trigger_id: str, name: str, end_time: str, max_concurrency: int, start_time: str
) -> RerunTriggerResult:
    """Create a rerun trigger in a trigger."""
    if db.find(Trigger, trigger_id) is None:
        fail("trigger_not_found", trigger_id=trigger_id)
    if start_time > end_time:
        fail("end_time_before_start_time")
    if db.query(RerunTrigger).where("same_text(name, ?) AND trigger_id = ?", name, trigger_id).exists():
        fail("rerun_trigger_name_taken", name=name)
    rerun_trigger = db.insert(
        RerunTrigger,
        rerun_trigger_id=f"RT-{db.next_number('rerun_triggers'):04d}",
        trigger_id=trigger_id,
        name=name,
        runtime_state="Started",
        end_time=end_time,
        max_concurrency=max_concurrency,
        start_time=start_time,
    )
    return {"rerun_trigger": rerun_trigger_full(rerun_trigger)}


def update_rerun_trigger(
    db: Database,
    /,
    *,
    rerun_trigger_id: str,
    end_time: str | None = None,
    max_concurrency: int | None = None,
    start_time: str | None = None,
) -> RerunTriggerResult:
    """Change the end time, start time or maximum concurrency of a rerun trigger."""
    changes = given(None, end_time=end_time, max_concurrency=max_concurrency, start_time=start_time)
    rerun_trigger = db.find(RerunTrigger, rerun_trigger_id)
    if rerun_trigger is None:
        fail("rerun_trigger_not_found", rerun_trigger_id=rerun_trigger_id)
    new_start_time = start_time if start_time is not None else rerun_trigger.start_time
    new_end_time = end_time if end_time is not None else rerun_trigger.end_time
    if new_start_time > new_end_time:
        fail("end_time_before_start_time")
    if not changes:
        fail("nothing_to_change")
    db.update(rerun_trigger, **changes)
    return {"rerun_trigger": rerun_trigger_full(rerun_trigger)}


def start_rerun_trigger(db: Database, /, *, rerun_trigger_id: str) -> RerunTriggerResult:
    """Start a rerun trigger."""
    rerun_trigger = db.find(RerunTrigger, rerun_trigger_id)
    if rerun_trigger is None:
        fail("rerun_trigger_not_found", rerun_trigger_id=rerun_trigger_id)
    if rerun_trigger.runtime_state == "Started":
        fail("rerun_trigger_already_started", rerun_trigger_id=rerun_trigger.rerun_trigger_id)
    db.update(rerun_trigger, runtime_state="Started")
    return {"rerun_trigger": rerun_trigger_full(rerun_trigger)}


def stop_rerun_trigger(db: Database, /, *, rerun_trigger_id: str) -> RerunTriggerResult:
    """Stop a rerun trigger that is started."""
    rerun_trigger = db.find(RerunTrigger, rerun_trigger_id)
    if rerun_trigger is None:
        fail("rerun_trigger_not_found", rerun_trigger_id=rerun_trigger_id)
    if rerun_trigger.runtime_state == "Stopped":
        fail("rerun_trigger_already_stopped", rerun_trigger_id=rerun_trigger.rerun_trigger_id)
    if rerun_trigger.runtime_state != "Started":
        fail(
            "rerun_trigger_not_started",
            rerun_trigger_id=rerun_trigger.rerun_trigger_id,
            runtime_state=rerun_trigger.runtime_state,
        )
    db.update(rerun_trigger, runtime_state="Stopped")
    return {"rerun_trigger": rerun_trigger_full(rerun_trigger)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "factory_not_found": "There is no factory {factory_id}. List the factories to see which there are.",
    "rerun_trigger_already_started": "Rerun trigger {rerun_trigger_id} is already started.",
    "rerun_trigger_already_stopped": "Rerun trigger {rerun_trigger_id} is already stopped.",
    "rerun_trigger_name_taken": "There is already a rerun trigger with the name {name}. Choose another name.",
    "rerun_trigger_not_found": (
        "There is no rerun trigger {rerun_trigger_id}. List the rerun triggers to see which there are."
    ),
    "rerun_trigger_not_started": (
        "Rerun trigger {rerun_trigger_id} is {runtime_state}. This needs a rerun trigger that is started."
    ),
    "trigger_already_started": "Trigger {trigger_id} is already started.",
    "trigger_already_stopped": "Trigger {trigger_id} is already stopped.",
    "trigger_name_taken": "There is already a trigger with the name {name}. Choose another name.",
    "trigger_not_found": "There is no trigger {trigger_id}. List the triggers to see which there are.",
    "trigger_not_started": "Trigger {trigger_id} is {runtime_state}. This needs a trigger that is started.",
    "trigger_changed_meanwhile": (
        "Trigger {trigger_id} was changed meanwhile. It is not at revision {revision} any more, "
        "but at {trigger_revision}. Read it again, and repeat the change if it still makes sense."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="data_factory_triggers",
    folder=Path(__file__).parent,
    tables=[Factory, Trigger, RerunTrigger],
    tools={
        "list_factories": Tool(list_factories, read_only=True),
        "get_factory": Tool(get_factory, read_only=True),
        "list_triggers": Tool(list_triggers, read_only=True),
        "get_trigger": Tool(get_trigger, read_only=True),
        "create_or_update_trigger": Tool(create_or_update_trigger),
        "delete_trigger": Tool(delete_trigger),
        "start_trigger": Tool(start_trigger),
        "stop_trigger": Tool(stop_trigger),
        "list_rerun_triggers": Tool(list_rerun_triggers, read_only=True),
        "create_rerun_trigger": Tool(create_rerun_trigger),
        "update_rerun_trigger": Tool(update_rerun_trigger),
        "start_rerun_trigger": Tool(start_rerun_trigger),
        "stop_rerun_trigger": Tool(stop_rerun_trigger),
    },
    faults=FAULTS,
    unique_faults={
        "triggers.factory_id, triggers.name": "trigger_name_taken",
        "rerun_triggers.trigger_id, rerun_triggers.name": "rerun_trigger_name_taken",
    },
    instructions=INSTRUCTIONS,
)
