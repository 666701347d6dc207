"""GameSparks Game Details: games: keeps games, experiments, regions, scenarios, game regions and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
GameSparks Game Details: games. Keeps games, experiments, regions, scenarios, game regions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The end date cannot be before the start date.
- A game and a region can be linked only once.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Region(Table, table=True):
    """A region."""

    __tablename__ = "regions"

    region_id: str = Field(primary_key=True)
    region_name: str | None = None
    region_code: str | None = None
    selected: bool


class Difference(Table, table=True):
    """A difference of a game."""

    __tablename__ = "differences"
    __table_args__ = (
        CheckConstraint(
            "change_type IN ('NOCHANGE', 'ADDED', 'CHANGED', 'DELETED', 'IGNORED', "
            "'CHANGED_CODE_INVALID', 'CHANGED_NAME_INVALID')"
        ),
    )

    difference_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    file_name: str | None = None
    bind: str | None = None
    change_type: str | None = None
    script1: str | None = None
    script2: str | None = None


class Version(Table, table=True):
    """A version of a game."""

    __tablename__ = "versions"

    version_id: int = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    description: str | None = None
    live: bool
    created_date: str


class Config(Table, table=True):
    """A configuration of a game."""

    __tablename__ = "configs"

    config_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    name: str | None = None
    key: str | None = None


class Scenario(Table, table=True):
    """A scenario of a game."""

    __tablename__ = "scenarios"

    scenario_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    scenario_name: str


class Experiment(Table, table=True):
    """An experiment of a game."""

    __tablename__ = "experiments"

    experiment_id: int = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    name: str
    active: bool
    complete: bool
    config_player_mongo_query: str | None = None
    config_player_query: str | None = None
    config_variants: str | None = None
    end_date: str | None = None
    measurements: str | None = None
    measurements_es_query: str | None = None
    published_stages: list[str] = Field(sa_type=JsonList())
    start_date: str | None = None


class Executable(Table, table=True):
    """An executable of a game."""

    __tablename__ = "executables"

    executable_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    name: str | None = None
    short_code: str | None = None


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


class DeletedGame(Table, table=True):
    """A deleted game."""

    __tablename__ = "deleted_games"

    deleted_game_id: str = Field(primary_key=True)
    name: str | None = None
    api_key: str | None = None


class GameRegion(Table, table=True):
    """A game region of a game."""

    __tablename__ = "game_regions"
    __table_args__ = (UniqueConstraint("game_id", "region_id"),)

    game_region_id: str = Field(primary_key=True)
    game_id: str = Field(foreign_key="games.game_id", ondelete="CASCADE", index=True)
    region_id: str = Field(foreign_key="regions.region_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class RegionShort(TypedDict):
    """A region in the view `short`."""

    region_id: str
    region_name: str | None
    region_code: str | None
    selected: bool


def region_short(region: Region) -> RegionShort:
    """A region in the view `short`."""
    return {
        "region_id": region.region_id,
        "region_name": region.region_name,
        "region_code": region.region_code,
        "selected": region.selected,
    }


class RegionFull(RegionShort):
    """A region in the view `full`."""


def region_full(region: Region) -> RegionFull:
    """A region in the view `full`."""
    return region_short(region)


class DifferenceShort(TypedDict):
    """A difference in the view `short`."""

    difference_id: str
    game_id: str
    file_name: str | None
    bind: str | None
    change_type: str | None
    script1: str | None
    script2: str | None


def difference_short(difference: Difference) -> DifferenceShort:
    """A difference in the view `short`."""
    return {
        "difference_id": difference.difference_id,
        "game_id": difference.game_id,
        "file_name": difference.file_name,
        "bind": difference.bind,
        "change_type": difference.change_type,
        "script1": difference.script1,
        "script2": difference.script2,
    }


class DifferenceFull(DifferenceShort):
    """A difference in the view `full`."""


def difference_full(difference: Difference) -> DifferenceFull:
    """A difference in the view `full`."""
    return difference_short(difference)


class VersionShort(TypedDict):
    """A version in the view `short`."""

    version_id: int
    game_id: str
    description: str | None
    live: bool
    created_date: str


def version_short(version: Version) -> VersionShort:
    """A version in the view `short`."""
    return {
        "version_id": version.version_id,
        "game_id": version.game_id,
        "description": version.description,
        "live": version.live,
        "created_date": version.created_date,
    }


class VersionFull(VersionShort):
    """A version in the view `full`."""


def version_full(version: Version) -> VersionFull:
    """A version in the view `full`."""
    return version_short(version)


class ConfigShort(TypedDict):
    """A config in the view `short`."""

    config_id: str
    game_id: str
    name: str | None
    key: str | None


def config_short(config_: Config) -> ConfigShort:
    """A config in the view `short`."""
    return {"config_id": config_.config_id, "game_id": config_.game_id, "name": config_.name, "key": config_.key}


class ConfigFull(ConfigShort):
    """A config in the view `full`."""


def config_full(config_: Config) -> ConfigFull:
    """A config in the view `full`."""
    return config_short(config_)


class ScenarioShort(TypedDict):
    """A scenario in the view `short`."""

    scenario_id: str
    game_id: str
    scenario_name: str


def scenario_short(scenario: Scenario) -> ScenarioShort:
    """A scenario in the view `short`."""
    return {"scenario_id": scenario.scenario_id, "game_id": scenario.game_id, "scenario_name": scenario.scenario_name}


class ScenarioFull(ScenarioShort):
    """A scenario in the view `full`."""


def scenario_full(scenario: Scenario) -> ScenarioFull:
    """A scenario in the view `full`."""
    return scenario_short(scenario)


class ExperimentShort(TypedDict):
    """An experiment in the view `short`."""

    experiment_id: int
    game_id: str
    name: str
    active: bool
    complete: bool
    end_date: str | None
    start_date: str | None


def experiment_short(experiment: Experiment) -> ExperimentShort:
    """An experiment in the view `short`."""
    return {
        "experiment_id": experiment.experiment_id,
        "game_id": experiment.game_id,
        "name": experiment.name,
        "active": experiment.active,
        "complete": experiment.complete,
        "end_date": experiment.end_date,
        "start_date": experiment.start_date,
    }


class ExperimentFull(ExperimentShort):
    """An experiment in the view `full`."""

    config_player_mongo_query: str | None
    config_player_query: str | None
    config_variants: str | None
    measurements: str | None
    measurements_es_query: str | None
    published_stages: list[str]


def experiment_full(experiment: Experiment) -> ExperimentFull:
    """An experiment in the view `full`."""
    return {
        **experiment_short(experiment),
        "config_player_mongo_query": experiment.config_player_mongo_query,
        "config_player_query": experiment.config_player_query,
        "config_variants": experiment.config_variants,
        "measurements": experiment.measurements,
        "measurements_es_query": experiment.measurements_es_query,
        "published_stages": experiment.published_stages,
    }


class ExecutableShort(TypedDict):
    """An executable in the view `short`."""

    executable_id: str
    game_id: str
    name: str | None
    short_code: str | None


def executable_short(executable: Executable) -> ExecutableShort:
    """An executable in the view `short`."""
    return {
        "executable_id": executable.executable_id,
        "game_id": executable.game_id,
        "name": executable.name,
        "short_code": executable.short_code,
    }


class ExecutableFull(ExecutableShort):
    """An executable in the view `full`."""


def executable_full(executable: Executable) -> ExecutableFull:
    """An executable in the view `full`."""
    return executable_short(executable)


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


class GameRegionShort(TypedDict):
    """A game region in the view `short`."""

    region_id: str
    region_region_name: str | None


def game_region_short(db: Database, game_region: GameRegion) -> GameRegionShort:
    """A game region in the view `short`."""
    region = db.get(Region, game_region.region_id)
    return {"region_id": game_region.region_id, "region_region_name": region.region_name}


class GameFull(GameShort):
    """A game in the view `full`."""

    email3: str | None
    regions: list[GameRegionShort]


def game_full(db: Database, game: Game) -> GameFull:
    """A game in the view `full`."""
    return {
        **game_short(game),
        "email3": game.email3,
        "regions": [
            game_region_short(db, game_region)
            for game_region in db.query(GameRegion).where("game_id = ?", game.game_id).page(limit=20).rows
        ],
    }


class GameBillingDetails(TypedDict):
    """A game in the view `billing_details`."""

    game_id: str
    building: str | None
    city: str | None
    country: str | None
    email1: str | None
    email2: str | None
    email3: str | None


def game_billing_details(game: Game) -> GameBillingDetails:
    """A game in the view `billing_details`."""
    return {
        "game_id": game.game_id,
        "building": game.building,
        "city": game.city,
        "country": game.country,
        "email1": game.email1,
        "email2": game.email2,
        "email3": game.email3,
    }


class DeletedGameShort(TypedDict):
    """A deleted game in the view `short`."""

    deleted_game_id: str
    name: str | None
    api_key: str | None


def deleted_game_short(deleted_game: DeletedGame) -> DeletedGameShort:
    """A deleted game in the view `short`."""
    return {"deleted_game_id": deleted_game.deleted_game_id, "name": deleted_game.name, "api_key": deleted_game.api_key}


class DeletedGameFull(DeletedGameShort):
    """A deleted game in the view `full`."""


def deleted_game_full(deleted_game: DeletedGame) -> DeletedGameFull:
    """A deleted game in the view `full`."""
    return deleted_game_short(deleted_game)


# --- tools --------------------------------------------------------------------------------------------------------


class ListRegions(TypedDict):
    """What `list_regions` and `list_game_regions` return."""

    regions: list[RegionFull]
    next_cursor: str | None


def list_regions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRegions:
    """List the regions."""
    page = db.query(Region).page("region_name", limit=limit, cursor=cursor)
    return {"regions": [region_full(region) for region in page.rows], "next_cursor": page.next_cursor}


class ListDifferences(TypedDict):
    """What `list_differences` returns."""

    differences: list[DifferenceShort]
    next_cursor: str | None


def list_differences(
    db: Database, /, *, game_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDifferences:
    """List the differences, optionally by game."""
    query = db.query(Difference)
    if game_id is not None:
        query.where("game_id = ?", game_id)
    page = query.page("file_name", limit=limit, cursor=cursor)
    return {"differences": [difference_short(difference) for difference in page.rows], "next_cursor": page.next_cursor}


class GetDifference(TypedDict):
    """What `get_difference` returns."""

    difference: DifferenceFull


def get_difference(db: Database, /, *, difference_id: str) -> GetDifference:
    """Show a difference with all its details."""
    difference = db.find(Difference, difference_id) or fail("difference_not_found", difference_id=difference_id)
    return {"difference": difference_full(difference)}


class ListVersions(TypedDict):
    """What `list_versions` returns."""

    versions: list[VersionShort]
    next_cursor: str | None


def list_versions(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListVersions:
    """List the versions of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Version).where("game_id = ?", game.game_id).page("-created_date", limit=limit, cursor=cursor)
    return {"versions": [version_short(version) for version in page.rows], "next_cursor": page.next_cursor}


class GetVersion(TypedDict):
    """What `get_version` returns."""

    version: VersionFull


def get_version(db: Database, /, *, version_id: int) -> GetVersion:
    """Show a version with all its details."""
    version = db.find(Version, version_id) or fail("version_not_found", version_id=version_id)
    return {"version": version_full(version)}


class ListConfigs(TypedDict):
    """What `list_configs` returns."""

    configs: list[ConfigFull]
    next_cursor: str | None


def list_configs(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListConfigs:
    """List the configurations of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Config).where("game_id = ?", game.game_id).page("name", limit=limit, cursor=cursor)
    return {"configs": [config_full(config_) for config_ in page.rows], "next_cursor": page.next_cursor}


class ListScenarios(TypedDict):
    """What `list_scenarios` returns."""

    scenarios: list[ScenarioShort]
    next_cursor: str | None


def list_scenarios(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListScenarios:
    """List the scenarios of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Scenario).where("game_id = ?", game.game_id).page("scenario_name", limit=limit, cursor=cursor)
    return {"scenarios": [scenario_short(scenario) for scenario in page.rows], "next_cursor": page.next_cursor}


class ScenarioResult(TypedDict):
    """What `get_scenario` and `create_scenario` return."""

    scenario: ScenarioFull


def get_scenario(db: Database, /, *, scenario_id: str) -> ScenarioResult:
    """Show a scenario with all its details."""
    scenario = db.find(Scenario, scenario_id) or fail("scenario_not_found", scenario_id=scenario_id)
    return {"scenario": scenario_full(scenario)}


def create_scenario(db: Database, /, *, game_id: str, scenario_name: str) -> ScenarioResult:
    """Create a scenario in a game."""
    if db.find(Game, game_id) is None:
        fail("game_not_found", game_id=game_id)
    scenario = db.insert(
        Scenario, scenario_id=f"SCE-{db.next_number('scenarios'):04d}", game_id=game_id, scenario_name=scenario_name
    )
    return {"scenario": scenario_full(scenario)}


class DeleteScenario(TypedDict):
    """What `delete_scenario` returns."""

    scenario_id: str


def delete_scenario(db: Database, /, *, scenario_id: str) -> DeleteScenario:
    """Delete a scenario."""
    scenario = db.find(Scenario, scenario_id) or fail("scenario_not_found", scenario_id=scenario_id)
    db.delete(scenario)
    return {"scenario_id": scenario_id}


class ListExperiments(TypedDict):
    """What `list_experiments` returns."""

    experiments: list[ExperimentShort]
    next_cursor: str | None


def list_experiments(
    db: Database,
    /,
    *,
    game_id: str,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListExperiments:
    """List the experiments of a game, optionally by end date."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    query = db.query(Experiment).where("game_id = ?", game.game_id)
    if end_after is not None:
        query.where("end_date IS NOT NULL AND end_date >= ?", end_after)
    if end_before is not None:
        query.where("end_date IS NOT NULL AND end_date <= ?", end_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"experiments": [experiment_short(experiment) for experiment in page.rows], "next_cursor": page.next_cursor}


class ExperimentResult(TypedDict):
    """What `get_experiment` and 2 other tools return."""

    experiment: ExperimentFull


def get_experiment(db: Database, /, *, experiment_id: int) -> ExperimentResult:
    """Show an experiment with all its details."""
    experiment = db.find(Experiment, experiment_id) or fail("experiment_not_found", experiment_id=experiment_id)
    return {"experiment": experiment_full(experiment)}


def create_experiment(
    db: Database,
    /,
    *,
    game_id: str,
    name: str,
    active: bool = True,
    complete: bool = False,
    end_date: str | None = None,
    measurements: str | None = None,
    published_stages: list[str],
    start_date: str | None = None,
) -> ExperimentResult:
    """Create an experiment in a game."""
    if db.find(Game, game_id) is None:
        fail("game_not_found", game_id=game_id)
    if start_date is not None and end_date is not None and start_date > end_date:
        fail("end_date_before_start_date")
    experiment = db.insert(
        Experiment,
        experiment_id=db.next_number("experiments"),
        game_id=game_id,
        name=name,
        active=active,
        complete=complete,
        end_date=end_date,
        measurements=measurements,
        published_stages=published_stages,
        start_date=start_date,
    )
    return {"experiment": experiment_full(experiment)}


def update_experiment(
    db: Database,
    /,
    *,
    experiment_id: int,
    name: str | None = None,
    active: bool | None = None,
    complete: bool | None = None,
    config_variants: str | None = None,
    end_date: str | None = None,
    measurements: str | None = None,
    published_stages: list[str] | None = None,
    start_date: str | None = None,
    clear: list[Literal["config_variants", "end_date", "measurements", "start_date"]] | None = None,
) -> ExperimentResult:
    """Change an experiment, for example its name, end date, start date or measurements."""
    changes = given(
        clear,
        name=name,
        active=active,
        complete=complete,
        config_variants=config_variants,
        end_date=end_date,
        measurements=measurements,
        published_stages=published_stages,
        start_date=start_date,
    )
    experiment = db.find(Experiment, experiment_id) or fail("experiment_not_found", experiment_id=experiment_id)
    new_start_date = start_date if start_date is not None else experiment.start_date
    new_end_date = end_date if end_date is not None else experiment.end_date
    if new_start_date is not None and new_end_date is not None and new_start_date > new_end_date:
        fail("end_date_before_start_date")
    if not changes:
        fail("nothing_to_change")
    db.update(experiment, **changes)
    return {"experiment": experiment_full(experiment)}


class DeleteExperiment(TypedDict):
    """What `delete_experiment` returns."""

    experiment_id: int


def delete_experiment(db: Database, /, *, experiment_id: int) -> DeleteExperiment:
    """Delete an experiment."""
    experiment = db.find(Experiment, experiment_id) or fail("experiment_not_found", experiment_id=experiment_id)
    db.delete(experiment)
    return {"experiment_id": experiment_id}


class ListExecutables(TypedDict):
    """What `list_executables` returns."""

    executables: list[ExecutableFull]
    next_cursor: str | None


def list_executables(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListExecutables:
    """List the executables of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = db.query(Executable).where("game_id = ?", game.game_id).page("name", limit=limit, cursor=cursor)
    return {"executables": [executable_full(executable) for executable in page.rows], "next_cursor": page.next_cursor}


class ListGames(TypedDict):
    """What `list_games` returns."""

    games: list[GameFull]
    next_cursor: str | None


def list_games(
    db: Database, /, *, region_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGames:
    """List the games, optionally by region."""
    query = db.query(Game)
    if region_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM game_regions AS item WHERE item.game_id = games.game_id AND item.region_id = ?)",
            region_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {"games": [game_full(db, game) for game in page.rows], "next_cursor": page.next_cursor}


class GameResult(TypedDict):
    """What `add_region_to_game` and `remove_region_from_game` return."""

    game: GameFull


def add_region_to_game(db: Database, /, *, game_id: str, region_id: str) -> GameResult:
    """Add a region to a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    region = db.find(Region, region_id) or fail("region_not_found", region_id=region_id)
    db.insert(
        GameRegion,
        game_region_id=f"GAREL-{db.next_number('game_regions'):04d}",
        game_id=game.game_id,
        region_id=region.region_id,
    )
    return {"game": game_full(db, game)}


def remove_region_from_game(db: Database, /, *, game_id: str, region_id: str) -> GameResult:
    """Remove a region from a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    game_region = db.query(GameRegion).where("game_id = ? AND region_id = ?", game.game_id, region_id).first()
    if game_region is None:
        fail("game_without_region", game_id=game_id, region_id=region_id)
    db.delete(game_region)
    return {"game": game_full(db, game)}


def list_game_regions(db: Database, /, *, game_id: str, limit: int = 20, cursor: str | None = None) -> ListRegions:
    """List the regions of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    page = (
        db.query(Region)
        .where(
            "EXISTS (SELECT 1 FROM game_regions AS item WHERE item.region_id = regions.region_id AND item.game_id = ?)",
            game.game_id,
        )
        .page("region_name", limit=limit, cursor=cursor)
    )
    return {"regions": [region_full(region) for region in page.rows], "next_cursor": page.next_cursor}


class GameResultResult(TypedDict):
    """What `get_game_billing_details` and `update_game_billing_details` return."""

    game: GameBillingDetails


def get_game_billing_details(db: Database, /, *, game_id: str) -> GameResultResult:
    """Show the billing details of a game."""
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    return {"game": game_billing_details(game)}


def update_game_billing_details(
    db: Database,
    /,
    *,
    game_id: str,
    building: str | None = None,
    city: str | None = None,
    country: str | None = None,
    email1: str | None = None,
    email2: str | None = None,
    email3: str | None = None,
    clear: list[Literal["building", "city", "country", "email1", "email2", "email3"]] | None = None,
) -> GameResultResult:
    """Change the billing details of a game, for example building, city or country."""
    changes = given(clear, building=building, city=city, country=country, email1=email1, email2=email2, email3=email3)
    game = db.find(Game, game_id) or fail("game_not_found", game_id=game_id)
    if not changes:
        fail("nothing_to_change")
    db.update(game, **changes)
    return {"game": game_billing_details(game)}


class ListDeletedGames(TypedDict):
    """What `list_deleted_games` returns."""

    deleted_games: list[DeletedGameFull]
    next_cursor: str | None


def list_deleted_games(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDeletedGames:
    """List the deleted games."""
    page = db.query(DeletedGame).page("name", limit=limit, cursor=cursor)
    return {
        "deleted_games": [deleted_game_full(deleted_game) for deleted_game in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "difference_not_found": "There is no difference {difference_id}. List the differences to see which there are.",
    "end_date_before_start_date": "The end date cannot be before the start date. Give a later end or an earlier start.",
    "experiment_not_found": "There is no experiment {experiment_id}. List the experiments to see which there are.",
    "game_has_region_already": "The game has the region {region_id} already. Choose another region.",
    "game_not_found": "There is no game {game_id}. List the games to see which there are.",
    "game_without_region": "Game {game_id} has no region {region_id}.",
    "region_not_found": "There is no region {region_id}. List the regions to see which there are.",
    "scenario_not_found": "There is no scenario {scenario_id}. List the scenarios to see which there are.",
    "version_not_found": "There is no version {version_id}. List the versions to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gamesparks_game_details_games",
    folder=Path(__file__).parent,
    tables=[Region, Difference, Version, Config, Scenario, Experiment, Executable, Game, DeletedGame, GameRegion],
    tools={
        "list_regions": Tool(list_regions, read_only=True),
        "list_differences": Tool(list_differences, read_only=True),
        "get_difference": Tool(get_difference, read_only=True),
        "list_versions": Tool(list_versions, read_only=True),
        "get_version": Tool(get_version, read_only=True),
        "list_configs": Tool(list_configs, read_only=True),
        "list_scenarios": Tool(list_scenarios, read_only=True),
        "get_scenario": Tool(get_scenario, read_only=True),
        "create_scenario": Tool(create_scenario),
        "delete_scenario": Tool(delete_scenario),
        "list_experiments": Tool(list_experiments, read_only=True),
        "get_experiment": Tool(get_experiment, read_only=True),
        "create_experiment": Tool(create_experiment),
        "update_experiment": Tool(update_experiment),
        "delete_experiment": Tool(delete_experiment),
        "list_executables": Tool(list_executables, read_only=True),
        "list_games": Tool(list_games, read_only=True),
        "add_region_to_game": Tool(add_region_to_game),
        "remove_region_from_game": Tool(remove_region_from_game),
        "list_game_regions": Tool(list_game_regions, read_only=True),
        "get_game_billing_details": Tool(get_game_billing_details, read_only=True),
        "update_game_billing_details": Tool(update_game_billing_details),
        "list_deleted_games": Tool(list_deleted_games, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "game_regions.game_id, game_regions.region_id": "game_has_region_already",
    },
    instructions=INSTRUCTIONS,
)
