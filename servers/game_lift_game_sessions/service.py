"""Amazon GameLift: game sessions: keeps aliases, game sessions, player sessions, game session placements and
matchmakings.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Amazon GameLift: game sessions. Keeps aliases, game sessions, player sessions, game session placements and \
matchmakings.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can terminate a game session only while it is active or activating.
- The name must not be blank.
- Creating a player session can be refused: Remove one or choose another.
- A game session's status goes from active to terminated, and from activating to terminated.
- You can update a game session only while it is not terminated.
- Deleting an alias keeps the game sessions that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Alias(Table, table=True):
    """An alias."""

    __tablename__ = "aliases"
    __table_args__ = (CheckConstraint("routing_strategy_type IN ('SIMPLE', 'TERMINAL')"),)

    alias_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    routing_strategy_type: str | None = None
    routing_strategy_message: str | None = None
    creation_time: str
    last_updated_time: str


class GameSession(Table, table=True):
    """A game session."""

    __tablename__ = "game_sessions"
    __table_args__ = (
        CheckConstraint("protection_policy IN ('NoProtection', 'FullProtection')"),
        CheckConstraint("status IN ('ACTIVE', 'ACTIVATING', 'TERMINATED', 'TERMINATING', 'ERROR')"),
        CheckConstraint("status_reason IN ('INTERRUPTED', 'TRIGGERED_ON_PROCESS_TERMINATE', 'FORCE_TERMINATED')"),
        CheckConstraint("player_session_creation_policy IN ('ACCEPT_ALL', 'DENY_ALL')"),
        CheckConstraint("player_gateway_status IN ('DISABLED', 'ENABLED')"),
    )

    game_session_id: str = Field(primary_key=True)
    name: str | None = None
    protection_policy: str | None = None
    termination_time: str | None = None
    maximum_player_session_count: int
    status: str
    status_reason: str | None = None
    player_session_creation_policy: str | None = None
    game_session_data: str | None = None
    game_session_location: str | None = None
    player_gateway_status: str | None = None
    alias_id: str | None = Field(default=None, foreign_key="aliases.alias_id", ondelete="SET NULL", index=True)
    creation_time: str


class PlayerSession(Table, table=True):
    """A player session."""

    __tablename__ = "player_sessions"
    __table_args__ = (CheckConstraint("status IN ('RESERVED', 'ACTIVE', 'COMPLETED', 'TIMEDOUT')"),)

    player_session_id: str = Field(primary_key=True)
    dns_name: str | None = None
    player_id: str
    game_session_id: str = Field(foreign_key="game_sessions.game_session_id", ondelete="CASCADE", index=True)
    termination_time: str | None = None
    status: str
    player_data: str | None = None
    creation_time: str


class GameSessionPlacement(Table, table=True):
    """A game session placement."""

    __tablename__ = "game_session_placements"

    game_session_placement_id: str = Field(primary_key=True)
    player_session_id: str | None = Field(
        default=None, foreign_key="player_sessions.player_session_id", ondelete="SET NULL", index=True
    )


class Matchmaking(Table, table=True):
    """A matchmaking."""

    __tablename__ = "matchmakings"
    __table_args__ = (
        CheckConstraint(
            "status IN ('CANCELLED', 'COMPLETED', 'FAILED', 'PLACING', 'QUEUED', "
            "'REQUIRES_ACCEPTANCE', 'SEARCHING', 'TIMED_OUT')"
        ),
    )

    matchmaking_id: str = Field(primary_key=True)
    configuration_name: str | None = None
    status: str
    status_reason: str | None = None
    status_message: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    game_session_connection_game_session_id: str | None = Field(
        default=None, foreign_key="game_sessions.game_session_id", ondelete="SET NULL", index=True
    )
    estimated_wait_time: int | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AliasShort(TypedDict):
    """An alias in the view `short`."""

    alias_id: str
    name: str
    description: str | None
    routing_strategy_type: str | None
    routing_strategy_message: str | None
    creation_time: str
    last_updated_time: str


def alias_short(alias: Alias) -> AliasShort:
    """An alias in the view `short`."""
    return {
        "alias_id": alias.alias_id,
        "name": alias.name,
        "description": alias.description,
        "routing_strategy_type": alias.routing_strategy_type,
        "routing_strategy_message": alias.routing_strategy_message,
        "creation_time": alias.creation_time,
        "last_updated_time": alias.last_updated_time,
    }


class AliasFull(AliasShort):
    """An alias in the view `full`."""


def alias_full(alias: Alias) -> AliasFull:
    """An alias in the view `full`."""
    return alias_short(alias)


class GameSessionShort(TypedDict):
    """A game session in the view `short`."""

    game_session_id: str
    name: str | None
    protection_policy: str | None
    termination_time: str | None
    status: str
    status_reason: str | None
    player_session_creation_policy: str | None


def game_session_short(game_session: GameSession) -> GameSessionShort:
    """A game session in the view `short`."""
    return {
        "game_session_id": game_session.game_session_id,
        "name": game_session.name,
        "protection_policy": game_session.protection_policy,
        "termination_time": game_session.termination_time,
        "status": game_session.status,
        "status_reason": game_session.status_reason,
        "player_session_creation_policy": game_session.player_session_creation_policy,
    }


class GameSessionFull(GameSessionShort):
    """A game session in the view `full`."""

    maximum_player_session_count: int
    game_session_data: str | None
    game_session_location: str | None
    player_gateway_status: str | None
    alias_id: str | None
    creation_time: str


def game_session_full(game_session: GameSession) -> GameSessionFull:
    """A game session in the view `full`."""
    return {
        **game_session_short(game_session),
        "maximum_player_session_count": game_session.maximum_player_session_count,
        "game_session_data": game_session.game_session_data,
        "game_session_location": game_session.game_session_location,
        "player_gateway_status": game_session.player_gateway_status,
        "alias_id": game_session.alias_id,
        "creation_time": game_session.creation_time,
    }


class PlayerSessionShort(TypedDict):
    """A player session in the view `short`."""

    player_session_id: str
    dns_name: str | None
    player_id: str
    game_session_id: str
    termination_time: str | None
    status: str
    player_data: str | None


def player_session_short(player_session: PlayerSession) -> PlayerSessionShort:
    """A player session in the view `short`."""
    return {
        "player_session_id": player_session.player_session_id,
        "dns_name": player_session.dns_name,
        "player_id": player_session.player_id,
        "game_session_id": player_session.game_session_id,
        "termination_time": player_session.termination_time,
        "status": player_session.status,
        "player_data": player_session.player_data,
    }


class PlayerSessionFull(PlayerSessionShort):
    """A player session in the view `full`."""

    creation_time: str


def player_session_full(player_session: PlayerSession) -> PlayerSessionFull:
    """A player session in the view `full`."""
    return {**player_session_short(player_session), "creation_time": player_session.creation_time}


class GameSessionPlacementShort(TypedDict):
    """A game session placement in the view `short`."""

    game_session_placement_id: str
    player_session_id: str | None


def game_session_placement_short(game_session_placement: GameSessionPlacement) -> GameSessionPlacementShort:
    """A game session placement in the view `short`."""
    return {
        "game_session_placement_id": game_session_placement.game_session_placement_id,
        "player_session_id": game_session_placement.player_session_id,
    }


class GameSessionPlacementFull(GameSessionPlacementShort):
    """A game session placement in the view `full`."""


def game_session_placement_full(game_session_placement: GameSessionPlacement) -> GameSessionPlacementFull:
    """A game session placement in the view `full`."""
    return game_session_placement_short(game_session_placement)


class MatchmakingShort(TypedDict):
    """A matchmaking in the view `short`."""

    matchmaking_id: str
    configuration_name: str | None
    status: str
    status_reason: str | None
    start_time: str | None
    end_time: str | None
    game_session_connection_game_session_id: str | None


def matchmaking_short(matchmaking: Matchmaking) -> MatchmakingShort:
    """A matchmaking in the view `short`."""
    return {
        "matchmaking_id": matchmaking.matchmaking_id,
        "configuration_name": matchmaking.configuration_name,
        "status": matchmaking.status,
        "status_reason": matchmaking.status_reason,
        "start_time": matchmaking.start_time,
        "end_time": matchmaking.end_time,
        "game_session_connection_game_session_id": matchmaking.game_session_connection_game_session_id,
    }


class MatchmakingFull(MatchmakingShort):
    """A matchmaking in the view `full`."""

    status_message: str | None
    estimated_wait_time: int | None


def matchmaking_full(matchmaking: Matchmaking) -> MatchmakingFull:
    """A matchmaking in the view `full`."""
    return {
        **matchmaking_short(matchmaking),
        "status_message": matchmaking.status_message,
        "estimated_wait_time": matchmaking.estimated_wait_time,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListAliases(TypedDict):
    """What `list_aliases` returns."""

    aliases: list[AliasShort]
    next_cursor: str | None


def list_aliases(
    db: Database,
    /,
    *,
    routing_strategy_type: Literal["SIMPLE", "TERMINAL"] | None = None,
    name: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAliases:
    """List the aliases, optionally by routing strategy type or name."""
    query = db.query(Alias)
    if routing_strategy_type is not None:
        query.where("routing_strategy_type IS ?", routing_strategy_type)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("-creation_time", limit=limit, cursor=cursor)
    return {"aliases": [alias_short(alias) for alias in page.rows], "next_cursor": page.next_cursor}


class AliasResult(TypedDict):
    """What `get_alias` and 2 other tools return."""

    alias: AliasFull


def get_alias(db: Database, /, *, alias_id: str) -> AliasResult:
    """Show an alias with all its details."""
    alias = db.find(Alias, alias_id) or fail("alias_not_found", alias_id=alias_id)
    return {"alias": alias_full(alias)}


def create_alias(
    db: Database,
    /,
    *,
    name: str,
    description: str | None = None,
    routing_strategy_type: Literal["SIMPLE", "TERMINAL"] | None = None,
    routing_strategy_message: str | None = None,
) -> AliasResult:
    """Create an alias."""
    if len(words(name)) <= 0:
        fail("name_blank")
    alias = db.insert(
        Alias,
        alias_id=f"ALIAS-{db.next_number('aliases'):04d}",
        name=name,
        description=description,
        routing_strategy_type=routing_strategy_type,
        routing_strategy_message=routing_strategy_message,
        creation_time=db.now(),
        last_updated_time=db.now(),
    )
    return {"alias": alias_full(alias)}


def update_alias(
    db: Database,
    /,
    *,
    alias_id: str,
    name: str | None = None,
    description: str | None = None,
    routing_strategy_type: Literal["SIMPLE", "TERMINAL"] | None = None,
    routing_strategy_message: str | None = None,
    clear: list[Literal["description", "routing_strategy_type", "routing_strategy_message"]] | None = None,
) -> AliasResult:
    """Change the name, description, routing strategy type or routing strategy message of an alias."""
    changes = given(
        clear,
        name=name,
        description=description,
        routing_strategy_type=routing_strategy_type,
        routing_strategy_message=routing_strategy_message,
    )
    alias = db.find(Alias, alias_id) or fail("alias_not_found", alias_id=alias_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(alias, **changes, last_updated_time=db.now())
    return {"alias": alias_full(alias)}


class DeleteAlias(TypedDict):
    """What `delete_alias` returns."""

    alias_id: str


def delete_alias(db: Database, /, *, alias_id: str) -> DeleteAlias:
    """Delete an alias."""
    alias = db.find(Alias, alias_id) or fail("alias_not_found", alias_id=alias_id)
    db.delete(alias)
    return {"alias_id": alias_id}


class ListGameSessions(TypedDict):
    """What `list_game_sessions` returns."""

    game_sessions: list[GameSessionFull]
    next_cursor: str | None


def list_game_sessions(
    db: Database,
    /,
    *,
    alias_id: str | None = None,
    game_session_location: str | None = None,
    status: Literal["ACTIVE", "ACTIVATING", "TERMINATED", "TERMINATING", "ERROR"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListGameSessions:
    """List the game sessions, optionally by alias, game session location or status."""
    query = db.query(GameSession)
    if alias_id is not None:
        query.where("alias_id IS ?", alias_id)
    if game_session_location is not None:
        query.where("same_text(game_session_location, ?)", game_session_location)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-creation_time", limit=limit, cursor=cursor)
    return {
        "game_sessions": [game_session_full(game_session) for game_session in page.rows],
        "next_cursor": page.next_cursor,
    }


class GameSessionResult(TypedDict):
    """What `create_game_session` and 2 other tools return."""

    game_session: GameSessionFull


def create_game_session(
    db: Database,
    /,
    *,
    maximum_player_session_count: int,
    name: str | None = None,
    game_session_data: str | None = None,
    alias_id: str | None = None,
) -> GameSessionResult:
    """Create a game session."""
    if alias_id is not None and db.find(Alias, alias_id) is None:
        fail("alias_not_found", alias_id=alias_id)
    game_session = db.insert(
        GameSession,
        game_session_id=f"GASE-{db.next_number('game_sessions'):04d}",
        name=name,
        maximum_player_session_count=maximum_player_session_count,
        status="ACTIVE",
        game_session_data=game_session_data,
        alias_id=alias_id,
        creation_time=db.now(),
    )
    return {"game_session": game_session_full(game_session)}


def update_game_session(
    db: Database,
    /,
    *,
    game_session_id: str,
    name: str | None = None,
    protection_policy: Literal["NoProtection", "FullProtection"] | None = None,
    maximum_player_session_count: int | None = None,
    player_session_creation_policy: Literal["ACCEPT_ALL", "DENY_ALL"] | None = None,
    clear: list[Literal["name", "protection_policy", "player_session_creation_policy"]] | None = None,
) -> GameSessionResult:
    """Change the name, maximum player session count, protection policy or player session creation policy of a game
    session.
    """
    changes = given(
        clear,
        name=name,
        protection_policy=protection_policy,
        maximum_player_session_count=maximum_player_session_count,
        player_session_creation_policy=player_session_creation_policy,
    )
    game_session = db.find(GameSession, game_session_id)
    if game_session is None:
        fail("game_session_not_found", game_session_id=game_session_id)
    if game_session.status not in ("ACTIVE", "ACTIVATING", "TERMINATING", "ERROR"):
        fail("game_session_is_terminated", game_session_id=game_session.game_session_id, status=game_session.status)
    if (
        maximum_player_session_count is not None
        and db.query(PlayerSession).where("game_session_id = ?", game_session.game_session_id).count()
        > maximum_player_session_count
    ):
        fail(
            "game_session_maximum_player_session_too_low",
            game_session_id=game_session.game_session_id,
            maximum_player_session_count=maximum_player_session_count,
        )
    if not changes:
        fail("nothing_to_change")
    db.update(game_session, **changes)
    return {"game_session": game_session_full(game_session)}


def terminate_game_session(db: Database, /, *, game_session_id: str) -> GameSessionResult:
    """Terminate a game session that is active or activating."""
    game_session = db.find(GameSession, game_session_id)
    if game_session is None:
        fail("game_session_not_found", game_session_id=game_session_id)
    if game_session.status == "TERMINATED":
        fail("game_session_already_terminated", game_session_id=game_session.game_session_id)
    if game_session.status not in ("ACTIVE", "ACTIVATING"):
        fail(
            "game_session_not_active_or_activating",
            game_session_id=game_session.game_session_id,
            status=game_session.status,
        )
    db.update(game_session, status="TERMINATED")
    return {"game_session": game_session_full(game_session)}


class ListPlayerSessions(TypedDict):
    """What `list_player_sessions` returns."""

    player_sessions: list[PlayerSessionFull]
    next_cursor: str | None


def list_player_sessions(
    db: Database,
    /,
    *,
    game_session_id: str | None = None,
    player_id: str | None = None,
    status: Literal["RESERVED", "ACTIVE", "COMPLETED", "TIMEDOUT"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPlayerSessions:
    """List the player sessions, optionally by game session, player or status."""
    query = db.query(PlayerSession)
    if game_session_id is not None:
        query.where("game_session_id = ?", game_session_id)
    if player_id is not None:
        query.where("same_text(player_id, ?)", player_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-creation_time", limit=limit, cursor=cursor)
    return {
        "player_sessions": [player_session_full(player_session) for player_session in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreatePlayerSession(TypedDict):
    """What `create_player_session` returns."""

    player_session: PlayerSessionFull


def create_player_session(
    db: Database, /, *, player_id: str, game_session_id: str, player_data: str | None = None
) -> CreatePlayerSession:
    """Create a player session."""
    game_session = db.find(GameSession, game_session_id)
    if game_session is None:
        fail("game_session_not_found", game_session_id=game_session_id)
    if (
        db.query(PlayerSession).where("game_session_id = ?", game_session_id).count()
        >= game_session.maximum_player_session_count
    ):
        fail(
            "game_session_player_session_limit_reached",
            game_session_id=game_session.game_session_id,
            maximum_player_session_count=game_session.maximum_player_session_count,
        )
    player_session = db.insert(
        PlayerSession,
        player_session_id=f"PS-{db.next_number('player_sessions'):04d}",
        player_id=player_id,
        game_session_id=game_session_id,
        status="ACTIVE",
        player_data=player_data,
        creation_time=db.now(),
    )
    return {"player_session": player_session_full(player_session)}


class ListGameSessionPlacements(TypedDict):
    """What `list_game_session_placements` returns."""

    game_session_placements: list[GameSessionPlacementShort]
    next_cursor: str | None


def list_game_session_placements(
    db: Database, /, *, player_session_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGameSessionPlacements:
    """List the game session placements, optionally by player session."""
    query = db.query(GameSessionPlacement)
    if player_session_id is not None:
        query.where("player_session_id IS ?", player_session_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "game_session_placements": [
            game_session_placement_short(game_session_placement) for game_session_placement in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class GetGameSessionPlacement(TypedDict):
    """What `get_game_session_placement` returns."""

    game_session_placement: GameSessionPlacementFull


def get_game_session_placement(db: Database, /, *, game_session_placement_id: str) -> GetGameSessionPlacement:
    """Show a game session placement with all its details."""
    game_session_placement = db.find(GameSessionPlacement, game_session_placement_id)
    if game_session_placement is None:
        fail("game_session_placement_not_found", game_session_placement_id=game_session_placement_id)
    return {"game_session_placement": game_session_placement_full(game_session_placement)}


class ListMatchmakings(TypedDict):
    """What `list_matchmakings` returns."""

    matchmakings: list[MatchmakingFull]
    next_cursor: str | None


def list_matchmakings(
    db: Database,
    /,
    *,
    status: Literal[
        "CANCELLED", "COMPLETED", "FAILED", "PLACING", "QUEUED", "REQUIRES_ACCEPTANCE", "SEARCHING", "TIMED_OUT"
    ]
    | None = None,
    game_session_connection_game_session_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListMatchmakings:
    """List the matchmakings, optionally by status or game session connection game session."""
    query = db.query(Matchmaking)
    if status is not None:
        query.where("status = ?", status)
    if game_session_connection_game_session_id is not None:
        query.where("game_session_connection_game_session_id IS ?", game_session_connection_game_session_id)
    page = query.page("configuration_name", limit=limit, cursor=cursor)
    return {
        "matchmakings": [matchmaking_full(matchmaking) for matchmaking in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "alias_not_found": "There is no alias {alias_id}. List the aliases to see which there are.",
    "game_session_already_terminated": "Game session {game_session_id} is already terminated.",
    "game_session_not_active_or_activating": (
        "Game session {game_session_id} is {status}. This needs a game session that is active or activating."
    ),
    "game_session_not_found": (
        "There is no game session {game_session_id}. List the game sessions to see which there are."
    ),
    "game_session_placement_not_found": (
        "There is no game session placement {game_session_placement_id}. List the game session "
        "placements to see which there are."
    ),
    "game_session_is_terminated": (
        "Game session {game_session_id} is {status}. This needs a game session that is not terminated."
    ),
    "game_session_player_session_limit_reached": (
        "Game session {game_session_id} takes no more than {maximum_player_session_count} player "
        "sessions. Remove one or choose another."
    ),
    "game_session_maximum_player_session_too_low": (
        "Game session {game_session_id} has more player sessions than "
        "{maximum_player_session_count}. Choose a higher limit or remove some."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="game_lift_game_sessions",
    folder=Path(__file__).parent,
    tables=[Alias, GameSession, PlayerSession, GameSessionPlacement, Matchmaking],
    tools={
        "list_aliases": Tool(list_aliases, read_only=True),
        "get_alias": Tool(get_alias, read_only=True),
        "create_alias": Tool(create_alias),
        "update_alias": Tool(update_alias),
        "delete_alias": Tool(delete_alias),
        "list_game_sessions": Tool(list_game_sessions, read_only=True),
        "create_game_session": Tool(create_game_session),
        "update_game_session": Tool(update_game_session),
        "terminate_game_session": Tool(terminate_game_session),
        "list_player_sessions": Tool(list_player_sessions, read_only=True),
        "create_player_session": Tool(create_player_session),
        "list_game_session_placements": Tool(list_game_session_placements, read_only=True),
        "get_game_session_placement": Tool(get_game_session_placement, read_only=True),
        "list_matchmakings": Tool(list_matchmakings, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
