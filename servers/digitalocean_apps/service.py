"""mcp-digitalocean: apps: keeps apps, docr garbage collections, docrs, docr subscription and docr repositories."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
mcp-digitalocean: apps. Keeps apps, docr garbage collections, docrs, docr subscription and docr repositories.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a docr can be refused: the name must not be blank.
- The registry name must not be blank.
- Updating the docr subscription can be refused: the tier slug must not be blank.
- Two apps cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"
    __table_args__ = (UniqueConstraint("name"),)

    app_id: str = Field(primary_key=True)
    name: str
    disable_edge_cache: bool
    disable_email_obfuscation: bool
    enhanced_threat_control_enabled: bool
    region_name: str | None = None


class Docr(Table, table=True):
    """A docr."""

    __tablename__ = "docrs"

    docr_id: str = Field(primary_key=True)
    name: str
    subscription_tier_slug: str | None = None


class DocrGarbageCollection(Table, table=True):
    """A docr garbage collection."""

    __tablename__ = "docr_garbage_collections"

    docr_garbage_collection_id: str = Field(primary_key=True)
    registry_name: str
    cancel: bool
    type: str | None = None


class DocrRepository(Table, table=True):
    """A docr repository."""

    __tablename__ = "docr_repositories"

    docr_repository_id: str = Field(primary_key=True)
    repository: str | None = None


class DocrSubscription(Table, table=True):
    """The docr subscription."""

    __tablename__ = "docr_subscriptions"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    tier_slug: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: str
    name: str
    disable_edge_cache: bool
    disable_email_obfuscation: bool
    enhanced_threat_control_enabled: bool
    region_name: str | None


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "name": app.name,
        "disable_edge_cache": app.disable_edge_cache,
        "disable_email_obfuscation": app.disable_email_obfuscation,
        "enhanced_threat_control_enabled": app.enhanced_threat_control_enabled,
        "region_name": app.region_name,
    }


class AppFull(AppShort):
    """An app in the view `full`."""


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return app_short(app)


class DocrShort(TypedDict):
    """A docr in the view `short`."""

    docr_id: str
    name: str
    subscription_tier_slug: str | None


def docr_short(docr: Docr) -> DocrShort:
    """A docr in the view `short`."""
    return {"docr_id": docr.docr_id, "name": docr.name, "subscription_tier_slug": docr.subscription_tier_slug}


class DocrFull(DocrShort):
    """A docr in the view `full`."""


def docr_full(docr: Docr) -> DocrFull:
    """A docr in the view `full`."""
    return docr_short(docr)


class DocrGarbageCollectionShort(TypedDict):
    """A docr garbage collection in the view `short`."""

    docr_garbage_collection_id: str
    registry_name: str
    cancel: bool
    type: str | None


def docr_garbage_collection_short(docr_garbage_collection: DocrGarbageCollection) -> DocrGarbageCollectionShort:
    """A docr garbage collection in the view `short`."""
    return {
        "docr_garbage_collection_id": docr_garbage_collection.docr_garbage_collection_id,
        "registry_name": docr_garbage_collection.registry_name,
        "cancel": docr_garbage_collection.cancel,
        "type": docr_garbage_collection.type,
    }


class DocrGarbageCollectionFull(DocrGarbageCollectionShort):
    """A docr garbage collection in the view `full`."""


def docr_garbage_collection_full(docr_garbage_collection: DocrGarbageCollection) -> DocrGarbageCollectionFull:
    """A docr garbage collection in the view `full`."""
    return docr_garbage_collection_short(docr_garbage_collection)


class DocrRepositoryShort(TypedDict):
    """A docr repository in the view `short`."""

    docr_repository_id: str
    repository: str | None


def docr_repository_short(docr_repository: DocrRepository) -> DocrRepositoryShort:
    """A docr repository in the view `short`."""
    return {"docr_repository_id": docr_repository.docr_repository_id, "repository": docr_repository.repository}


class DocrRepositoryFull(DocrRepositoryShort):
    """A docr repository in the view `full`."""


def docr_repository_full(docr_repository: DocrRepository) -> DocrRepositoryFull:
    """A docr repository in the view `full`."""
    return docr_repository_short(docr_repository)


class DocrSubscriptionFull(TypedDict):
    """A docr subscription in the view `full`."""

    tier_slug: str | None


def docr_subscription_full(docr_subscription: DocrSubscription) -> DocrSubscriptionFull:
    """A docr subscription in the view `full`."""
    return {"tier_slug": docr_subscription.tier_slug}


# --- tools --------------------------------------------------------------------------------------------------------


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps."""
    page = db.query(App).page("name", limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class AppResult(TypedDict):
    """What `get_app` and `create_app` return."""

    app: AppFull


def get_app(db: Database, /, *, app_id: str) -> AppResult:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


def create_app(
    db: Database,
    /,
    *,
    name: str,
    disable_edge_cache: bool = False,
    disable_email_obfuscation: bool = False,
    enhanced_threat_control_enabled: bool = False,
    region_name: str | None = None,
) -> AppResult:
    """Create an app."""
    if db.query(App).where("same_text(name, ?)", name).exists():
        fail("app_name_taken", name=name)
    app = db.insert(
        App,
        app_id=f"APP-{db.next_number('apps'):04d}",
        name=name,
        disable_edge_cache=disable_edge_cache,
        disable_email_obfuscation=disable_email_obfuscation,
        enhanced_threat_control_enabled=enhanced_threat_control_enabled,
        region_name=region_name,
    )
    return {"app": app_full(app)}


class DeleteApp(TypedDict):
    """What `delete_app` returns."""

    app_id: str


def delete_app(db: Database, /, *, app_id: str) -> DeleteApp:
    """Delete an app."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    db.delete(app)
    return {"app_id": app_id}


class ListDocrs(TypedDict):
    """What `list_docrs` returns."""

    docrs: list[DocrFull]
    next_cursor: str | None


def list_docrs(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDocrs:
    """List the docrs."""
    page = db.query(Docr).page("name", limit=limit, cursor=cursor)
    return {"docrs": [docr_full(docr) for docr in page.rows], "next_cursor": page.next_cursor}


class CreateDocr(TypedDict):
    """What `create_docr` returns."""

    docr: DocrFull


def create_docr(db: Database, /, *, name: str, subscription_tier_slug: str | None = None) -> CreateDocr:
    """Create a docr."""
    if len(words(name)) <= 0:
        fail("name_blank")
    docr = db.insert(
        Docr, docr_id=f"DOCR-{db.next_number('docrs'):04d}", name=name, subscription_tier_slug=subscription_tier_slug
    )
    return {"docr": docr_full(docr)}


class ListDocrGarbageCollections(TypedDict):
    """What `list_docr_garbage_collections` returns."""

    docr_garbage_collections: list[DocrGarbageCollectionFull]
    next_cursor: str | None


def list_docr_garbage_collections(
    db: Database, /, *, registry_name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDocrGarbageCollections:
    """List the docr garbage collections, optionally by registry name."""
    query = db.query(DocrGarbageCollection)
    if registry_name is not None:
        query.where("contains(registry_name, ?)", registry_name)
    page = query.page("registry_name", limit=limit, cursor=cursor)
    return {
        "docr_garbage_collections": [
            docr_garbage_collection_full(docr_garbage_collection) for docr_garbage_collection in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class DocrGarbageCollectionResult(TypedDict):
    """What `create_docr_garbage_collection` and `update_docr_garbage_collection` return."""

    docr_garbage_collection: DocrGarbageCollectionFull


def create_docr_garbage_collection(
    db: Database, /, *, registry_name: str, type_: str | None = None
) -> DocrGarbageCollectionResult:
    """Create a docr garbage collection."""
    if len(words(registry_name)) <= 0:
        fail("registry_name_blank")
    docr_garbage_collection = db.insert(
        DocrGarbageCollection,
        docr_garbage_collection_id=f"DGC-{db.next_number('docr_garbage_collections'):04d}",
        registry_name=registry_name,
        cancel=False,
        type=type_,
    )
    return {"docr_garbage_collection": docr_garbage_collection_full(docr_garbage_collection)}


def update_docr_garbage_collection(
    db: Database, /, *, docr_garbage_collection_id: str, registry_name: str | None = None, cancel: bool | None = None
) -> DocrGarbageCollectionResult:
    """Change the registry name of a docr garbage collection."""
    changes = given(None, registry_name=registry_name, cancel=cancel)
    docr_garbage_collection = db.find(DocrGarbageCollection, docr_garbage_collection_id)
    if docr_garbage_collection is None:
        fail("docr_garbage_collection_not_found", docr_garbage_collection_id=docr_garbage_collection_id)
    if registry_name is not None and len(words(registry_name)) <= 0:
        fail("registry_name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(docr_garbage_collection, **changes)
    return {"docr_garbage_collection": docr_garbage_collection_full(docr_garbage_collection)}


class ListDocrRepositories(TypedDict):
    """What `list_docr_repositories` returns."""

    docr_repositories: list[DocrRepositoryFull]
    next_cursor: str | None


def list_docr_repositories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDocrRepositories:
    """List the docr repositories."""
    page = db.query(DocrRepository).page(limit=limit, cursor=cursor)
    return {
        "docr_repositories": [docr_repository_full(docr_repository) for docr_repository in page.rows],
        "next_cursor": page.next_cursor,
    }


class DocrSubscriptionResult(TypedDict):
    """What `get_docr_subscription` and `update_docr_subscription` return."""

    docr_subscription: DocrSubscriptionFull


def get_docr_subscription(db: Database, /) -> DocrSubscriptionResult:
    """Show the docr subscription."""
    docr_subscription = db.get(DocrSubscription, 1)
    return {"docr_subscription": docr_subscription_full(docr_subscription)}


def update_docr_subscription(
    db: Database, /, *, tier_slug: str | None = None, clear: list[Literal["tier_slug"]] | None = None
) -> DocrSubscriptionResult:
    """Change the docr subscription, for example the tier slug."""
    changes = given(clear, tier_slug=tier_slug)
    docr_subscription = db.get(DocrSubscription, 1)
    if tier_slug is not None and len(words(tier_slug)) <= 0:
        fail("tier_slug_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(docr_subscription, **changes)
    return {"docr_subscription": docr_subscription_full(docr_subscription)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_name_taken": "There is already an app with the name {name}. Choose another name.",
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "docr_garbage_collection_not_found": (
        "There is no docr garbage collection {docr_garbage_collection_id}. List the docr garbage "
        "collections to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "registry_name_blank": "The registry name must not be blank. Give it some words.",
    "tier_slug_blank": "The tier slug must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_apps",
    folder=Path(__file__).parent,
    tables=[App, Docr, DocrGarbageCollection, DocrRepository, DocrSubscription],
    tools={
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "create_app": Tool(create_app),
        "delete_app": Tool(delete_app),
        "list_docrs": Tool(list_docrs, read_only=True),
        "create_docr": Tool(create_docr),
        "list_docr_garbage_collections": Tool(list_docr_garbage_collections, read_only=True),
        "create_docr_garbage_collection": Tool(create_docr_garbage_collection),
        "update_docr_garbage_collection": Tool(update_docr_garbage_collection),
        "list_docr_repositories": Tool(list_docr_repositories, read_only=True),
        "get_docr_subscription": Tool(get_docr_subscription, read_only=True),
        "update_docr_subscription": Tool(update_docr_subscription),
    },
    faults=FAULTS,
    unique_faults={
        "apps.name": "app_name_taken",
    },
    instructions=INSTRUCTIONS,
)
