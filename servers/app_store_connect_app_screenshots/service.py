"""App Store Connect: app screenshots: keeps app screenshot sets and app screenshots."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_file_name, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
App Store Connect: app screenshots. Keeps app screenshot sets and app screenshots.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating an app screenshot set can be refused: the screenshot display type must not be blank.
- Deleting an app screenshot set keeps the app screenshots that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AppScreenshotSet(Table, table=True):
    """An app screenshot set."""

    __tablename__ = "app_screenshot_sets"

    app_screenshot_set_id: str = Field(primary_key=True)
    screenshot_display_type: str


class AppScreenshot(Table, table=True):
    """An app screenshot."""

    __tablename__ = "app_screenshots"
    __table_args__ = (
        CheckConstraint("asset_delivery_state_state IN ('AWAITING_UPLOAD', 'UPLOAD_COMPLETE', 'COMPLETE', 'FAILED')"),
    )

    app_screenshot_id: str = Field(primary_key=True)
    file_name: str
    app_screenshot_set_id: str | None = Field(
        default=None, foreign_key="app_screenshot_sets.app_screenshot_set_id", ondelete="SET NULL", index=True
    )
    asset_delivery_state_state: str
    asset_type: str | None = None
    file_size: int
    uploaded: bool


# --- views --------------------------------------------------------------------------------------------------------


class AppScreenshotSetShort(TypedDict):
    """An app screenshot set in the view `short`."""

    app_screenshot_set_id: str
    screenshot_display_type: str


def app_screenshot_set_short(app_screenshot_set: AppScreenshotSet) -> AppScreenshotSetShort:
    """An app screenshot set in the view `short`."""
    return {
        "app_screenshot_set_id": app_screenshot_set.app_screenshot_set_id,
        "screenshot_display_type": app_screenshot_set.screenshot_display_type,
    }


class AppScreenshotSetFull(AppScreenshotSetShort):
    """An app screenshot set in the view `full`."""


def app_screenshot_set_full(app_screenshot_set: AppScreenshotSet) -> AppScreenshotSetFull:
    """An app screenshot set in the view `full`."""
    return app_screenshot_set_short(app_screenshot_set)


class AppScreenshotShort(TypedDict):
    """An app screenshot in the view `short`."""

    app_screenshot_id: str
    file_name: str
    app_screenshot_set_id: str | None
    asset_delivery_state_state: str
    asset_type: str | None
    file_size: int
    uploaded: bool


def app_screenshot_short(app_screenshot: AppScreenshot) -> AppScreenshotShort:
    """An app screenshot in the view `short`."""
    return {
        "app_screenshot_id": app_screenshot.app_screenshot_id,
        "file_name": app_screenshot.file_name,
        "app_screenshot_set_id": app_screenshot.app_screenshot_set_id,
        "asset_delivery_state_state": app_screenshot.asset_delivery_state_state,
        "asset_type": app_screenshot.asset_type,
        "file_size": app_screenshot.file_size,
        "uploaded": app_screenshot.uploaded,
    }


class AppScreenshotFull(AppScreenshotShort):
    """An app screenshot in the view `full`."""


def app_screenshot_full(app_screenshot: AppScreenshot) -> AppScreenshotFull:
    """An app screenshot in the view `full`."""
    return app_screenshot_short(app_screenshot)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAppScreenshotSets(TypedDict):
    """What `list_app_screenshot_sets` returns."""

    app_screenshot_sets: list[AppScreenshotSetShort]
    next_cursor: str | None


def list_app_screenshot_sets(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAppScreenshotSets:
    """List the app screenshot sets."""
    page = db.query(AppScreenshotSet).page(limit=limit, cursor=cursor)
    return {
        "app_screenshot_sets": [app_screenshot_set_short(app_screenshot_set) for app_screenshot_set in page.rows],
        "next_cursor": page.next_cursor,
    }


class AppScreenshotSetResult(TypedDict):
    """What `get_app_screenshot_set` and `create_app_screenshot_set` return."""

    app_screenshot_set: AppScreenshotSetFull


def get_app_screenshot_set(db: Database, /, *, app_screenshot_set_id: str) -> AppScreenshotSetResult:
    """Show an app screenshot set with all its details."""
    app_screenshot_set = db.find(AppScreenshotSet, app_screenshot_set_id)
    if app_screenshot_set is None:
        fail("app_screenshot_set_not_found", app_screenshot_set_id=app_screenshot_set_id)
    return {"app_screenshot_set": app_screenshot_set_full(app_screenshot_set)}


def create_app_screenshot_set(db: Database, /, *, screenshot_display_type: str) -> AppScreenshotSetResult:
    """Create an app screenshot set."""
    if len(words(screenshot_display_type)) <= 0:
        fail("screenshot_display_type_blank")
    app_screenshot_set = db.insert(
        AppScreenshotSet,
        app_screenshot_set_id=f"ASS-{db.next_number('app_screenshot_sets'):04d}",
        screenshot_display_type=screenshot_display_type,
    )
    return {"app_screenshot_set": app_screenshot_set_full(app_screenshot_set)}


class DeleteAppScreenshotSet(TypedDict):
    """What `delete_app_screenshot_set` returns."""

    app_screenshot_set_id: str


def delete_app_screenshot_set(db: Database, /, *, app_screenshot_set_id: str) -> DeleteAppScreenshotSet:
    """Delete an app screenshot set."""
    app_screenshot_set = db.find(AppScreenshotSet, app_screenshot_set_id)
    if app_screenshot_set is None:
        fail("app_screenshot_set_not_found", app_screenshot_set_id=app_screenshot_set_id)
    db.delete(app_screenshot_set)
    return {"app_screenshot_set_id": app_screenshot_set_id}


class ListAppScreenshots(TypedDict):
    """What `list_app_screenshots` returns."""

    app_screenshots: list[AppScreenshotShort]
    next_cursor: str | None


def list_app_screenshots(
    db: Database,
    /,
    *,
    app_screenshot_set_id: str,
    asset_delivery_state_state: Literal["AWAITING_UPLOAD", "UPLOAD_COMPLETE", "COMPLETE", "FAILED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAppScreenshots:
    """List the app screenshots of an app screenshot set, optionally by asset delivery state."""
    app_screenshot_set = db.find(AppScreenshotSet, app_screenshot_set_id)
    if app_screenshot_set is None:
        fail("app_screenshot_set_not_found", app_screenshot_set_id=app_screenshot_set_id)
    query = db.query(AppScreenshot).where("app_screenshot_set_id IS ?", app_screenshot_set.app_screenshot_set_id)
    if asset_delivery_state_state is not None:
        query.where("asset_delivery_state_state = ?", asset_delivery_state_state)
    page = query.page("file_name", limit=limit, cursor=cursor)
    return {
        "app_screenshots": [app_screenshot_short(app_screenshot) for app_screenshot in page.rows],
        "next_cursor": page.next_cursor,
    }


class AppScreenshotResult(TypedDict):
    """What `get_app_screenshot` and 2 other tools return."""

    app_screenshot: AppScreenshotFull


def get_app_screenshot(db: Database, /, *, app_screenshot_id: str) -> AppScreenshotResult:
    """Show an app screenshot with all its details."""
    app_screenshot = db.find(AppScreenshot, app_screenshot_id)
    if app_screenshot is None:
        fail("app_screenshot_not_found", app_screenshot_id=app_screenshot_id)
    return {"app_screenshot": app_screenshot_full(app_screenshot)}


def create_app_screenshot(
    db: Database, /, *, file_name: str, file_size: int, app_screenshot_set_id: str | None = None
) -> AppScreenshotResult:
    """Create an app screenshot."""
    if app_screenshot_set_id is not None and db.find(AppScreenshotSet, app_screenshot_set_id) is None:
        fail("app_screenshot_set_not_found", app_screenshot_set_id=app_screenshot_set_id)
    if not valid_file_name(file_name):
        fail("file_name_invalid", file_name=file_name)
    app_screenshot = db.insert(
        AppScreenshot,
        app_screenshot_id=f"AS-{db.next_number('app_screenshots'):04d}",
        file_name=file_name,
        app_screenshot_set_id=app_screenshot_set_id,
        asset_delivery_state_state="AWAITING_UPLOAD",
        file_size=file_size,
        uploaded=False,
    )
    return {"app_screenshot": app_screenshot_full(app_screenshot)}


def update_app_screenshot(
    db: Database, /, *, app_screenshot_id: str, uploaded: bool | None = None
) -> AppScreenshotResult:
    """Change whether an app screenshot is uploaded."""
    changes = given(None, uploaded=uploaded)
    app_screenshot = db.find(AppScreenshot, app_screenshot_id)
    if app_screenshot is None:
        fail("app_screenshot_not_found", app_screenshot_id=app_screenshot_id)
    if not changes:
        fail("nothing_to_change")
    db.update(app_screenshot, **changes)
    return {"app_screenshot": app_screenshot_full(app_screenshot)}


class DeleteAppScreenshot(TypedDict):
    """What `delete_app_screenshot` returns."""

    app_screenshot_id: str


def delete_app_screenshot(db: Database, /, *, app_screenshot_id: str) -> DeleteAppScreenshot:
    """Delete an app screenshot."""
    app_screenshot = db.find(AppScreenshot, app_screenshot_id)
    if app_screenshot is None:
        fail("app_screenshot_not_found", app_screenshot_id=app_screenshot_id)
    db.delete(app_screenshot)
    return {"app_screenshot_id": app_screenshot_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_screenshot_not_found": (
        "There is no app screenshot {app_screenshot_id}. List the app screenshots to see which there are."
    ),
    "app_screenshot_set_not_found": (
        "There is no app screenshot set {app_screenshot_set_id}. List the app screenshot sets to see which there are."
    ),
    "screenshot_display_type_blank": "The screenshot display type must not be blank. Give it some words.",
    "file_name_invalid": "{file_name} cannot name a file. Choose a name without slashes.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="app_store_connect_app_screenshots",
    folder=Path(__file__).parent,
    tables=[AppScreenshotSet, AppScreenshot],
    tools={
        "list_app_screenshot_sets": Tool(list_app_screenshot_sets, read_only=True),
        "get_app_screenshot_set": Tool(get_app_screenshot_set, read_only=True),
        "create_app_screenshot_set": Tool(create_app_screenshot_set),
        "delete_app_screenshot_set": Tool(delete_app_screenshot_set),
        "list_app_screenshots": Tool(list_app_screenshots, read_only=True),
        "get_app_screenshot": Tool(get_app_screenshot, read_only=True),
        "create_app_screenshot": Tool(create_app_screenshot),
        "update_app_screenshot": Tool(update_app_screenshot),
        "delete_app_screenshot": Tool(delete_app_screenshot),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
