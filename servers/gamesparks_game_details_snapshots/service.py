"""GameSparks Game Details: snapshots: keeps snapshots, games, screens and snippets."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
GameSparks Game Details: snapshots. Keeps snapshots, games, screens and snippets.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can publish a snapshot only while it is not published.
- You can unpublish a snapshot only while it is published.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Snapshot(Table, table=True):
    """A snapshot of a game."""

    __tablename__ = "snapshots"

    snapshot_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    description: str
    created_by: str | None = None
    published: bool
    status: str | None = None
    date: str | None = None
    created_at: str


class Screen(Table, table=True):
    """A screen of a game."""

    __tablename__ = "screens"

    screen_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    name: str
    groups: list[str] = Field(sa_type=JsonList())
    short_code: str | None = None
    template: str | None = None


class Snippet(Table, table=True):
    """A snippet of a game."""

    __tablename__ = "snippets"

    snippet_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    name: str
    groups: list[str] = Field(sa_type=JsonList())
    script: str | None = None
    script_data: str | None = None
    short_code: str | None = None
    template: str | None = None


class Game(Table, table=True):
    """A game."""

    __tablename__ = "games"

    game_id: str = Field(primary_key=True)
    name: str | None = None
    building: str | None = None
    city: str | None = None
    country: str | None = None
    email1: str | None = None
    email2: str | None = None
    email3: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class SnapshotShort(TypedDict):
    """A snapshot in the view `short`."""

    snapshot_id: str
    game_id: str
    description: str
    created_by: str | None
    published: bool
    status: str | None
    date: str | None


def snapshot_short(snapshot: Snapshot) -> SnapshotShort:
    """A snapshot in the view `short`."""
    return {
        "snapshot_id": snapshot.snapshot_id,
        "game_id": snapshot.game_id,
        "description": snapshot.description,
        "created_by": snapshot.created_by,
        "published": snapshot.published,
        "status": snapshot.status,
        "date": snapshot.date,
    }


class SnapshotFull(SnapshotShort):
    """A snapshot in the view `full`."""

    created_at: str


def snapshot_full(snapshot: Snapshot) -> SnapshotFull:
    """A snapshot in the view `full`."""
    return {**snapshot_short(snapshot), "created_at": snapshot.created_at}


class ScreenShort(TypedDict):
    """A screen in the view `short`."""

    screen_id: str
    game_id: str
    name: str
    groups: list[str]
    short_code: str | None
    template: str | None


def screen_short(screen: Screen) -> ScreenShort:
    """A screen in the view `short`."""
    return {
        "screen_id": screen.screen_id,
        "game_id": screen.game_id,
        "name": screen.name,
        "groups": screen.groups,
        "short_code": screen.short_code,
        "template": screen.template,
    }


class ScreenFull(ScreenShort):
    """A screen in the view `full`."""


def screen_full(screen: Screen) -> ScreenFull:
    """A screen in the view `full`."""
    return screen_short(screen)


class SnippetShort(TypedDict):
    """A snippet in the view `short`."""

    snippet_id: str
    game_id: str
    name: str
    script: str | None
    script_data: str | None
    short_code: str | None
    template: str | None


def snippet_short(snippet: Snippet) -> SnippetShort:
    """A snippet in the view `short`."""
    return {
        "snippet_id": snippet.snippet_id,
        "game_id": snippet.game_id,
        "name": snippet.name,
        "script": snippet.script,
        "script_data": snippet.script_data,
        "short_code": snippet.short_code,
        "template": snippet.template,
    }


class SnippetFull(SnippetShort):
    """A snippet in the view `full`."""

    groups: list[str]


def snippet_full(snippet: Snippet) -> SnippetFull:
    """A snippet in the view `full`."""
    return {**snippet_short(snippet), "groups": snippet.groups}


class GameShort(TypedDict):
    """A game in the view `short`."""

    game_id: str
    name: str | None
    building: str | None
    city: str | None
    country: str | None
    email1: str | None
    email2: str | None


def game_short(game: Game) -> GameShort:
    """A game in the view `short`."""
    return {
        "game_id": game.game_id,
        "name": game.name,
        "building": game.building,
        "city": game.city,
        "country": game.country,
        "email1": game.email1,
        "email2": game.email2,
    }


class GameFull(GameShort):
    """A game in the view `full`."""

    email3: str | None


def game_full(game: Game) -> GameFull:
    """A game in the view `full`."""
    return {**game_short(game), "email3": game.email3}


# --- tools --------------------------------------------------------------------------------------------------------


class ListSnapshots(TypedDict):
    """What `list_snapshots` returns."""

    snapshots: list[SnapshotShort]
    next_cursor: str | None


def list_snapshots(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListSnapshots:
    """List the snapshots of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Snapshot).where("game_id = ?", game.game_id).page("-created_at", limit=limit, cursor=cursor)
    return {"snapshots": [snapshot_short(snapshot) for snapshot in page.rows], "next_cursor": page.next_cursor}


class SnapshotResult(TypedDict):
    """What `get_snapshot` and 4 other tools return."""

    snapshot: SnapshotFull


def get_snapshot(db: Database, /, *, snapshot_id: str) -> SnapshotResult:
    """Show a snapshot with all its details."""
    snapshot = db.find(Snapshot, snapshot_id) or fail("snapshot_not_found", snapshot_id=snapshot_id)
    return {"snapshot": snapshot_full(snapshot)}


def create_snapshot(db: Database, /, *, game_id: str, description: str) -> SnapshotResult:
    """Create a snapshot in a game."""
    if db.find(Game, game_id) is None:
        fail("game_not_found", game_id=game_id)
    snapshot = db.insert(
        Snapshot,
        snapshot_id=f"SNA-{db.next_number('snapshots'):04d}",
        game_id=game_id,
        description=description,
        published=False,
        created_at=db.now(),
    )
    return {"snapshot": snapshot_full(snapshot)}


class DeleteSnapshot(TypedDict):
    """What `delete_snapshot` returns."""

    snapshot_id: str


def delete_snapshot(db: Database, /, *, snapshot_id: str) -> DeleteSnapshot:
    """Delete a snapshot."""
    snapshot = db.find(Snapshot, snapshot_id) or fail("snapshot_not_found", snapshot_id=snapshot_id)
    db.delete(snapshot)
    return {"snapshot_id": snapshot_id}


def copy_snapshot(db: Database, /, *, snapshot_id: str, description: str | None = None) -> SnapshotResult:
    """Make a copy of a snapshot."""
    snapshot = db.find(Snapshot, snapshot_id) or fail("snapshot_not_found", snapshot_id=snapshot_id)
    copy_ = db.insert(
        Snapshot,
        snapshot_id=f"SNA-{db.next_number('snapshots'):04d}",
        game_id=snapshot.game_id,
        description=description if description is not None else snapshot.description,
        created_by=snapshot.created_by,
        published=snapshot.published,
        status=snapshot.status,
        date=snapshot.date,
        created_at=db.now(),
    )
    return {"snapshot": snapshot_full(copy_)}


def publish_snapshot(db: Database, /, *, snapshot_id: str) -> SnapshotResult:
    """Publish a snapshot."""
    snapshot = db.find(Snapshot, snapshot_id) or fail("snapshot_not_found", snapshot_id=snapshot_id)
    if snapshot.published:
        fail("snapshot_already_published", snapshot_id=snapshot.snapshot_id)
    db.update(snapshot, published=True)
    return {"snapshot": snapshot_full(snapshot)}


def unpublish_snapshot(db: Database, /, *, snapshot_id: str) -> SnapshotResult:
    """Unpublish a snapshot."""
    snapshot = db.find(Snapshot, snapshot_id) or fail("snapshot_not_found", snapshot_id=snapshot_id)
    if not snapshot.published:
        fail("snapshot_not_published", snapshot_id=snapshot.snapshot_id)
    db.update(snapshot, published=False)
    return {"snapshot": snapshot_full(snapshot)}


class ListScreens(TypedDict):
    """What `list_screens` returns."""

    screens: list[ScreenShort]
    next_cursor: str | None


def list_screens(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListScreens:
    """List the screens of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Screen).where("game_id = ?", game.game_id).page("name", limit=limit, cursor=cursor)
    return {"screens": [screen_short(screen) for screen in page.rows], "next_cursor": page.next_cursor}


class ScreenResult(TypedDict):
    """What `get_screen` and 2 other tools return."""

    screen: ScreenFull


def get_screen(db: Database, /, *, screen_id: str) -> ScreenResult:
    """Show a screen with all its details."""
    screen = db.find(Screen, screen_id) or fail("screen_not_found", screen_id=screen_id)
    return {"screen": screen_full(screen)}


def create_screen(
    db: Database,
    /,
    *,
    game_id: str,
    name: str,
    groups: list[str],
    short_code: str | None = None,
    template: str | None = None,
) -> ScreenResult:
    """Create a screen in a game."""
    if db.find(Game, game_id) is None:
        fail("game_not_found", game_id=game_id)
    screen = db.insert(
        Screen,
        screen_id=f"SCR-{db.next_number('screens'):04d}",
        game_id=game_id,
        name=name,
        groups=groups,
        short_code=short_code,
        template=template,
    )
    return {"screen": screen_full(screen)}


def update_screen(
    db: Database,
    /,
    *,
    screen_id: str,
    name: str | None = None,
    groups: list[str] | None = None,
    template: str | None = None,
    clear: list[Literal["template"]] | None = None,
) -> ScreenResult:
    """Change the name, groups or template of a screen."""
    changes = given(clear, name=name, groups=groups, template=template)
    screen = db.find(Screen, screen_id) or fail("screen_not_found", screen_id=screen_id)
    if not changes:
        fail("nothing_to_change")
    db.update(screen, **changes)
    return {"screen": screen_full(screen)}


class DeleteScreen(TypedDict):
    """What `delete_screen` returns."""

    screen_id: str


def delete_screen(db: Database, /, *, screen_id: str) -> DeleteScreen:
    """Delete a screen."""
    screen = db.find(Screen, screen_id) or fail("screen_not_found", screen_id=screen_id)
    db.delete(screen)
    return {"screen_id": screen_id}


class ListSnippets(TypedDict):
    """What `list_snippets` returns."""

    snippets: list[SnippetShort]
    next_cursor: str | None


def list_snippets(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListSnippets:
    """List the snippets of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Snippet).where("game_id = ?", game.game_id).page("name", limit=limit, cursor=cursor)
    return {"snippets": [snippet_short(snippet) for snippet in page.rows], "next_cursor": page.next_cursor}


class SnippetResult(TypedDict):
    """What `get_snippet` and 2 other tools return."""

    snippet: SnippetFull


def get_snippet(db: Database, /, *, snippet_id: str) -> SnippetResult:
    """Show a snippet with all its details."""
    snippet = db.find(Snippet, snippet_id) or fail("snippet_not_found", snippet_id=snippet_id)
    return {"snippet": snippet_full(snippet)}


def create_snippet(
    db: Database,
    /,
    *,
    game_id: str,
    name: str,
    groups: list[str],
    script: str | None = None,
    script_data: str | None = None,
    short_code: str | None = None,
    template: str | None = None,
) -> SnippetResult:
    """Create a snippet in a game."""
    if db.find(Game, game_id) is None:
        fail("game_not_found", game_id=game_id)
    snippet = db.insert(
        Snippet,
        snippet_id=f"SNI-{db.next_number('snippets'):04d}",
        game_id=game_id,
        name=name,
        groups=groups,
        script=script,
        script_data=script_data,
        short_code=short_code,
        template=template,
    )
    return {"snippet": snippet_full(snippet)}


def update_snippet(
    db: Database,
    /,
    *,
    snippet_id: str,
    name: str | None = None,
    groups: list[str] | None = None,
    script: str | None = None,
    script_data: str | None = None,
    template: str | None = None,
    clear: list[Literal["script", "script_data", "template"]] | None = None,
) -> SnippetResult:
    """Change a snippet, for example its name, groups, script or template."""
    changes = given(clear, name=name, groups=groups, script=script, script_data=script_data, template=template)
    snippet = db.find(Snippet, snippet_id) or fail("snippet_not_found", snippet_id=snippet_id)
    if not changes:
        fail("nothing_to_change")
    db.update(snippet, **changes)
    return {"snippet": snippet_full(snippet)}


class DeleteSnippet(TypedDict):
    """What `delete_snippet` returns."""

    snippet_id: str


def delete_snippet(db: Database, /, *, snippet_id: str) -> DeleteSnippet:
    """Delete a snippet."""
    snippet = db.find(Snippet, snippet_id) or fail("snippet_not_found", snippet_id=snippet_id)
    db.delete(snippet)
    return {"snippet_id": snippet_id}


class ListGames(TypedDict):
    """What `list_games` returns."""

    games: list[GameFull]
    next_cursor: str | None


def list_games(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGames:
    """List the games."""
    page = db.query(Game).page("name", limit=limit, cursor=cursor)
    return {"games": [game_full(game) for game in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "game_not_found": "There is no game {game_id}. List the games to see which there are.",
    "screen_not_found": "There is no screen {screen_id}. List the screens to see which there are.",
    "snapshot_already_published": "Snapshot {snapshot_id} is already published.",
    "snapshot_not_found": "There is no snapshot {snapshot_id}. List the snapshots to see which there are.",
    "snapshot_not_published": "Snapshot {snapshot_id} is not published.",
    "snippet_not_found": "There is no snippet {snippet_id}. List the snippets to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gamesparks_game_details_snapshots",
    folder=Path(__file__).parent,
    tables=[Snapshot, Screen, Snippet, Game],
    tools={
        "list_snapshots": Tool(list_snapshots, read_only=True),
        "get_snapshot": Tool(get_snapshot, read_only=True),
        "create_snapshot": Tool(create_snapshot),
        "delete_snapshot": Tool(delete_snapshot),
        "copy_snapshot": Tool(copy_snapshot),
        "publish_snapshot": Tool(publish_snapshot),
        "unpublish_snapshot": Tool(unpublish_snapshot),
        "list_screens": Tool(list_screens, read_only=True),
        "get_screen": Tool(get_screen, read_only=True),
        "create_screen": Tool(create_screen),
        "update_screen": Tool(update_screen),
        "delete_screen": Tool(delete_screen),
        "list_snippets": Tool(list_snippets, read_only=True),
        "get_snippet": Tool(get_snippet, read_only=True),
        "create_snippet": Tool(create_snippet),
        "update_snippet": Tool(update_snippet),
        "delete_snippet": Tool(delete_snippet),
        "list_games": Tool(list_games, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
