"""GameSparks Game Details: queries: keeps experiments, queries, scenarios, billing details, differences and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
GameSparks Game Details: queries. Keeps experiments, queries, scenarios, billing details, differences and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the billing details can be refused: the company name must not be blank.
- Creating a scenario can be refused: the scenario name must not be blank.
- The end date cannot be before the start date.
- The name must not be blank.
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


class BillingDetails(Table, table=True):
    """The billing details."""

    __tablename__ = "billing_details"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    company_name: str | None = None
    building: str | None = None
    city: str | None = None
    country: str | None = None
    email1: str | None = None
    email2: str | None = None
    email3: str | None = None
    first_name1: str | None = None
    first_name2: str | None = None
    first_name3: str | None = None
    last_name1: str | None = None
    postcode: str | None = None
    state: str | None = None
    street: str | None = None


class Difference(Table, table=True):
    """A difference."""

    __tablename__ = "differences"
    __table_args__ = (
        CheckConstraint(
            "change_type IN ('NOCHANGE', 'ADDED', 'CHANGED', 'DELETED', 'IGNORED', "
            "'CHANGED_CODE_INVALID', 'CHANGED_NAME_INVALID')"
        ),
    )

    difference_id: str = Field(primary_key=True)
    file_name: str | None = None
    bind: str | None = None
    change_type: str | None = None
    script1: str | None = None
    script2: str | None = None


class Config(Table, table=True):
    """A configuration."""

    __tablename__ = "configs"

    config_id: str = Field(primary_key=True)
    name: str | None = None
    key: str | None = None


class LiveSnapshot(Table, table=True):
    """The live snapshot."""

    __tablename__ = "live_snapshots"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    message: str


class Scenario(Table, table=True):
    """A scenario."""

    __tablename__ = "scenarios"

    scenario_id: str = Field(primary_key=True)
    scenario_name: str


class Endpoints(Table, table=True):
    """The endpoints."""

    __tablename__ = "endpoints"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    live_elastic_search: str
    live_nosql: str
    preview_elastic_search: str
    preview_nosql: str


class Experiment(Table, table=True):
    """An experiment."""

    __tablename__ = "experiments"

    experiment_id: int = Field(primary_key=True)
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


class Query(Table, table=True):
    """A query."""

    __tablename__ = "queries"

    query_id: str = Field(primary_key=True)
    name: str
    es_rules: str | None = None
    qb_rules: str | None = None
    short_code: str | None = None


class Executable(Table, table=True):
    """An executable."""

    __tablename__ = "executables"

    executable_id: str = Field(primary_key=True)
    name: str | None = None
    short_code: str | None = None


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


class BillingDetailsFull(TypedDict):
    """A billing details in the view `full`."""

    company_name: str | None
    building: str | None
    city: str | None
    country: str | None
    email1: str | None
    email2: str | None
    email3: str | None
    first_name1: str | None
    first_name2: str | None
    first_name3: str | None
    last_name1: str | None
    postcode: str | None
    state: str | None
    street: str | None


def billing_details_full(billing_details: BillingDetails) -> BillingDetailsFull:
    """A billing details in the view `full`."""
    return {
        "company_name": billing_details.company_name,
        "building": billing_details.building,
        "city": billing_details.city,
        "country": billing_details.country,
        "email1": billing_details.email1,
        "email2": billing_details.email2,
        "email3": billing_details.email3,
        "first_name1": billing_details.first_name1,
        "first_name2": billing_details.first_name2,
        "first_name3": billing_details.first_name3,
        "last_name1": billing_details.last_name1,
        "postcode": billing_details.postcode,
        "state": billing_details.state,
        "street": billing_details.street,
    }


class DifferenceShort(TypedDict):
    """A difference in the view `short`."""

    difference_id: str
    file_name: str | None
    bind: str | None
    change_type: str | None
    script1: str | None
    script2: str | None


def difference_short(difference: Difference) -> DifferenceShort:
    """A difference in the view `short`."""
    return {
        "difference_id": difference.difference_id,
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


class ConfigShort(TypedDict):
    """A config in the view `short`."""

    config_id: str
    name: str | None
    key: str | None


def config_short(config_: Config) -> ConfigShort:
    """A config in the view `short`."""
    return {"config_id": config_.config_id, "name": config_.name, "key": config_.key}


class ConfigFull(ConfigShort):
    """A config in the view `full`."""


def config_full(config_: Config) -> ConfigFull:
    """A config in the view `full`."""
    return config_short(config_)


class LiveSnapshotFull(TypedDict):
    """A live snapshot in the view `full`."""

    message: str


def live_snapshot_full(live_snapshot: LiveSnapshot) -> LiveSnapshotFull:
    """A live snapshot in the view `full`."""
    return {"message": live_snapshot.message}


class ScenarioShort(TypedDict):
    """A scenario in the view `short`."""

    scenario_id: str
    scenario_name: str


def scenario_short(scenario: Scenario) -> ScenarioShort:
    """A scenario in the view `short`."""
    return {"scenario_id": scenario.scenario_id, "scenario_name": scenario.scenario_name}


class ScenarioFull(ScenarioShort):
    """A scenario in the view `full`."""


def scenario_full(scenario: Scenario) -> ScenarioFull:
    """A scenario in the view `full`."""
    return scenario_short(scenario)


class EndpointsFull(TypedDict):
    """An endpoints in the view `full`."""

    live_elastic_search: str
    live_nosql: str
    preview_elastic_search: str
    preview_nosql: str


def endpoints_full(endpoints: Endpoints) -> EndpointsFull:
    """An endpoints in the view `full`."""
    return {
        "live_elastic_search": endpoints.live_elastic_search,
        "live_nosql": endpoints.live_nosql,
        "preview_elastic_search": endpoints.preview_elastic_search,
        "preview_nosql": endpoints.preview_nosql,
    }


class ExperimentShort(TypedDict):
    """An experiment in the view `short`."""

    experiment_id: int
    name: str
    active: bool
    complete: bool
    config_player_mongo_query: str | None
    end_date: str | None
    start_date: str | None


def experiment_short(experiment: Experiment) -> ExperimentShort:
    """An experiment in the view `short`."""
    return {
        "experiment_id": experiment.experiment_id,
        "name": experiment.name,
        "active": experiment.active,
        "complete": experiment.complete,
        "config_player_mongo_query": experiment.config_player_mongo_query,
        "end_date": experiment.end_date,
        "start_date": experiment.start_date,
    }


class ExperimentFull(ExperimentShort):
    """An experiment in the view `full`."""

    config_player_query: str | None
    config_variants: str | None
    measurements: str | None
    measurements_es_query: str | None
    published_stages: list[str]


def experiment_full(experiment: Experiment) -> ExperimentFull:
    """An experiment in the view `full`."""
    return {
        **experiment_short(experiment),
        "config_player_query": experiment.config_player_query,
        "config_variants": experiment.config_variants,
        "measurements": experiment.measurements,
        "measurements_es_query": experiment.measurements_es_query,
        "published_stages": experiment.published_stages,
    }


class QueryShort(TypedDict):
    """A query in the view `short`."""

    query_id: str
    name: str
    es_rules: str | None
    qb_rules: str | None
    short_code: str | None


def query_short(query_: Query) -> QueryShort:
    """A query in the view `short`."""
    return {
        "query_id": query_.query_id,
        "name": query_.name,
        "es_rules": query_.es_rules,
        "qb_rules": query_.qb_rules,
        "short_code": query_.short_code,
    }


class QueryFull(QueryShort):
    """A query in the view `full`."""


def query_full(query_: Query) -> QueryFull:
    """A query in the view `full`."""
    return query_short(query_)


class ExecutableShort(TypedDict):
    """An executable in the view `short`."""

    executable_id: str
    name: str | None
    short_code: str | None


def executable_short(executable: Executable) -> ExecutableShort:
    """An executable in the view `short`."""
    return {"executable_id": executable.executable_id, "name": executable.name, "short_code": executable.short_code}


class ExecutableFull(ExecutableShort):
    """An executable in the view `full`."""


def executable_full(executable: Executable) -> ExecutableFull:
    """An executable in the view `full`."""
    return executable_short(executable)


# --- tools --------------------------------------------------------------------------------------------------------


class ListRegions(TypedDict):
    """What `list_regions` returns."""

    regions: list[RegionFull]
    next_cursor: str | None


def list_regions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRegions:
    """List the regions."""
    page = db.query(Region).page("region_name", limit=limit, cursor=cursor)
    return {"regions": [region_full(region) for region in page.rows], "next_cursor": page.next_cursor}


class BillingDetailsResult(TypedDict):
    """What `get_billing_details` and `update_billing_details` return."""

    billing_details: BillingDetailsFull


def get_billing_details(db: Database, /) -> BillingDetailsResult:
    """Show the billing details."""
    billing_details = db.get(BillingDetails, 1)
    return {"billing_details": billing_details_full(billing_details)}


def update_billing_details(
    db: Database,
    /,
    *,
    company_name: str | None = None,
    building: str | None = None,
    city: str | None = None,
    country: str | None = None,
    email1: str | None = None,
    email2: str | None = None,
    email3: str | None = None,
    postcode: str | None = None,
    clear: list[Literal["company_name", "building", "city", "country", "email1", "email2", "email3", "postcode"]]
    | None = None,
) -> BillingDetailsResult:
    """Change the billing details, for example the company name, city, country or building."""
    changes = given(
        clear,
        company_name=company_name,
        building=building,
        city=city,
        country=country,
        email1=email1,
        email2=email2,
        email3=email3,
        postcode=postcode,
    )
    billing_details = db.get(BillingDetails, 1)
    if company_name is not None and len(words(company_name)) <= 0:
        fail("company_name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(billing_details, **changes)
    return {"billing_details": billing_details_full(billing_details)}


class ListDifferences(TypedDict):
    """What `list_differences` returns."""

    differences: list[DifferenceShort]
    next_cursor: str | None


def list_differences(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListDifferences:
    """List the differences."""
    page = db.query(Difference).page("file_name", limit=limit, cursor=cursor)
    return {"differences": [difference_short(difference) for difference in page.rows], "next_cursor": page.next_cursor}


class GetDifference(TypedDict):
    """What `get_difference` returns."""

    difference: DifferenceFull


def get_difference(db: Database, /, *, difference_id: str) -> GetDifference:
    """Show a difference with all its details."""
    difference = db.find(Difference, difference_id) or fail("difference_not_found", difference_id=difference_id)
    return {"difference": difference_full(difference)}


class ListConfigs(TypedDict):
    """What `list_configs` returns."""

    configs: list[ConfigFull]
    next_cursor: str | None


def list_configs(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListConfigs:
    """List the configurations."""
    page = db.query(Config).page("name", limit=limit, cursor=cursor)
    return {"configs": [config_full(config_) for config_ in page.rows], "next_cursor": page.next_cursor}


class GetLiveSnapshot(TypedDict):
    """What `get_live_snapshot` returns."""

    live_snapshot: LiveSnapshotFull


def get_live_snapshot(db: Database, /) -> GetLiveSnapshot:
    """Show the live snapshot."""
    live_snapshot = db.get(LiveSnapshot, 1)
    return {"live_snapshot": live_snapshot_full(live_snapshot)}


class ListScenarios(TypedDict):
    """What `list_scenarios` returns."""

    scenarios: list[ScenarioShort]
    next_cursor: str | None


def list_scenarios(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListScenarios:
    """List the scenarios."""
    page = db.query(Scenario).page("scenario_name", limit=limit, cursor=cursor)
    return {"scenarios": [scenario_short(scenario) for scenario in page.rows], "next_cursor": page.next_cursor}


class ScenarioResult(TypedDict):
    """What `get_scenario` and `create_scenario` return."""

    scenario: ScenarioFull


def get_scenario(db: Database, /, *, scenario_id: str) -> ScenarioResult:
    """Show a scenario with all its details."""
    scenario = db.find(Scenario, scenario_id) or fail("scenario_not_found", scenario_id=scenario_id)
    return {"scenario": scenario_full(scenario)}


def create_scenario(db: Database, /, *, scenario_name: str) -> ScenarioResult:
    """Create a scenario."""
    if len(words(scenario_name)) <= 0:
        fail("scenario_name_blank")
    scenario = db.insert(Scenario, scenario_id=f"SCE-{db.next_number('scenarios'):04d}", scenario_name=scenario_name)
    return {"scenario": scenario_full(scenario)}


class DeleteScenario(TypedDict):
    """What `delete_scenario` returns."""

    scenario_id: str


def delete_scenario(db: Database, /, *, scenario_id: str) -> DeleteScenario:
    """Delete a scenario."""
    scenario = db.find(Scenario, scenario_id) or fail("scenario_not_found", scenario_id=scenario_id)
    db.delete(scenario)
    return {"scenario_id": scenario_id}


class GetEndpoints(TypedDict):
    """What `get_endpoints` returns."""

    endpoints: EndpointsFull


def get_endpoints(db: Database, /) -> GetEndpoints:
    """Show the endpoints."""
    endpoints = db.get(Endpoints, 1)
    return {"endpoints": endpoints_full(endpoints)}


class ListExperiments(TypedDict):
    """What `list_experiments` returns."""

    experiments: list[ExperimentShort]
    next_cursor: str | None


def list_experiments(
    db: Database,
    /,
    *,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListExperiments:
    """List the experiments, optionally by end date."""
    query = db.query(Experiment)
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
    name: str,
    active: bool = True,
    complete: bool = False,
    config_variants: str | None = None,
    end_date: str | None = None,
    measurements: str | None = None,
    published_stages: list[str],
    start_date: str | None = None,
) -> ExperimentResult:
    """Create an experiment."""
    if start_date is not None and end_date is not None and start_date > end_date:
        fail("end_date_before_start_date")
    experiment = db.insert(
        Experiment,
        experiment_id=db.next_number("experiments"),
        name=name,
        active=active,
        complete=complete,
        config_variants=config_variants,
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


class ListQueries(TypedDict):
    """What `list_queries` returns."""

    queries: list[QueryShort]
    next_cursor: str | None


def list_queries(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListQueries:
    """List the queries."""
    page = db.query(Query).page("name", limit=limit, cursor=cursor)
    return {"queries": [query_short(query_) for query_ in page.rows], "next_cursor": page.next_cursor}


class QueryResult(TypedDict):
    """What `get_query` and 2 other tools return."""

    query: QueryFull


def get_query(db: Database, /, *, query_id: str) -> QueryResult:
    """Show a query with all its details."""
    query_ = db.find(Query, query_id) or fail("query_not_found", query_id=query_id)
    return {"query": query_full(query_)}


def create_query(
    db: Database,
    /,
    *,
    name: str,
    es_rules: str | None = None,
    qb_rules: str | None = None,
    short_code: str | None = None,
) -> QueryResult:
    """Create a query."""
    if len(words(name)) <= 0:
        fail("name_blank")
    query_ = db.insert(
        Query,
        query_id=f"QUERY-{db.next_number('queries'):04d}",
        name=name,
        es_rules=es_rules,
        qb_rules=qb_rules,
        short_code=short_code,
    )
    return {"query": query_full(query_)}


def update_query(
    db: Database,
    /,
    *,
    query_id: str,
    name: str | None = None,
    es_rules: str | None = None,
    qb_rules: str | None = None,
    clear: list[Literal["es_rules", "qb_rules"]] | None = None,
) -> QueryResult:
    """Change the name, es rules or qb rules of a query."""
    changes = given(clear, name=name, es_rules=es_rules, qb_rules=qb_rules)
    query_ = db.find(Query, query_id) or fail("query_not_found", query_id=query_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(query_, **changes)
    return {"query": query_full(query_)}


class DeleteQuery(TypedDict):
    """What `delete_query` returns."""

    query_id: str


def delete_query(db: Database, /, *, query_id: str) -> DeleteQuery:
    """Delete a query."""
    query_ = db.find(Query, query_id) or fail("query_not_found", query_id=query_id)
    db.delete(query_)
    return {"query_id": query_id}


class ListExecutables(TypedDict):
    """What `list_executables` returns."""

    executables: list[ExecutableFull]
    next_cursor: str | None


def list_executables(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListExecutables:
    """List the executables."""
    page = db.query(Executable).page("name", limit=limit, cursor=cursor)
    return {"executables": [executable_full(executable) for executable in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "difference_not_found": "There is no difference {difference_id}. List the differences to see which there are.",
    "end_date_before_start_date": "The end date cannot be before the start date. Give a later end or an earlier start.",
    "experiment_not_found": "There is no experiment {experiment_id}. List the experiments to see which there are.",
    "query_not_found": "There is no query {query_id}. List the queries to see which there are.",
    "scenario_not_found": "There is no scenario {scenario_id}. List the scenarios to see which there are.",
    "company_name_blank": "The company name must not be blank. Give it some words.",
    "scenario_name_blank": "The scenario name must not be blank. Give it some words.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gamesparks_game_details_queries",
    folder=Path(__file__).parent,
    tables=[
        Region,
        BillingDetails,
        Difference,
        Config,
        LiveSnapshot,
        Scenario,
        Endpoints,
        Experiment,
        Query,
        Executable,
    ],
    tools={
        "list_regions": Tool(list_regions, read_only=True),
        "get_billing_details": Tool(get_billing_details, read_only=True),
        "update_billing_details": Tool(update_billing_details),
        "list_differences": Tool(list_differences, read_only=True),
        "get_difference": Tool(get_difference, read_only=True),
        "list_configs": Tool(list_configs, read_only=True),
        "get_live_snapshot": Tool(get_live_snapshot, read_only=True),
        "list_scenarios": Tool(list_scenarios, read_only=True),
        "get_scenario": Tool(get_scenario, read_only=True),
        "create_scenario": Tool(create_scenario),
        "delete_scenario": Tool(delete_scenario),
        "get_endpoints": Tool(get_endpoints, read_only=True),
        "list_experiments": Tool(list_experiments, read_only=True),
        "get_experiment": Tool(get_experiment, read_only=True),
        "create_experiment": Tool(create_experiment),
        "update_experiment": Tool(update_experiment),
        "delete_experiment": Tool(delete_experiment),
        "list_queries": Tool(list_queries, read_only=True),
        "get_query": Tool(get_query, read_only=True),
        "create_query": Tool(create_query),
        "update_query": Tool(update_query),
        "delete_query": Tool(delete_query),
        "list_executables": Tool(list_executables, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
