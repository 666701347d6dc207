"""Jellyfin: system: keeps configurations, repositories, configuration plugin repositories, metadataoption default,
endpoint and more.
"""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with
from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
Jellyfin: system. Keeps configurations, repositories, configuration plugin repositories, metadataoption default, \
endpoint and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a repository can be refused: there is already a repository with that name.
- When creating a repository, Write one that begins with https://.
- Two repositories cannot have the same name.
- A configuration and a plugin repository can be linked only once.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Repository(Table, table=True):
    """A repository."""

    __tablename__ = "repositories"
    __table_args__ = (UniqueConstraint("name"),)

    repository_id: str = Field(primary_key=True)
    name: str
    enabled: bool
    url: str | None = None


class Configuration(Table, table=True):
    """A configuration."""

    __tablename__ = "configurations"

    configuration_id: str = Field(primary_key=True)
    server_name: str
    auto_discovery: bool
    auto_discovery_tracing: bool
    cache_path: str | None = None
    certificate_path: str | None = None
    codecs_used: list[str] = Field(sa_type=JsonList())
    cors_hosts: list[str] = Field(sa_type=JsonList())
    disable_plugin_images: bool
    enable_folder_view: bool
    enable_https: bool
    enable_ipv4: bool
    enable_ipv6: bool
    enable_metrics: bool


class MetadataoptionDefault(Table, table=True):
    """The metadataoption default."""

    __tablename__ = "metadataoption_defaults"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    disabled_metadata_fetchers: list[str] = Field(sa_type=JsonList())
    disabled_metadata_savers: list[str] = Field(sa_type=JsonList())
    item_type: str


class Endpoint(Table, table=True):
    """The endpoint."""

    __tablename__ = "endpoints"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    is_in_network: bool
    is_local: bool


class SystemInfo(Table, table=True):
    """The system information."""

    __tablename__ = "system_info"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("encoder_location IN ('NotFound', 'SetByArgument', 'Custom', 'System')"),
        CheckConstraint("system_architecture IN ('X86', 'X64', 'Arm', 'Arm64', 'Wasm')"),
    )

    id: int = Field(primary_key=True)
    operating_system_display_name: str
    cache_path: str
    encoder_location: str
    local_address: str
    log_path: str
    operating_system: str
    package_name: str
    product_name: str
    system_architecture: str


class Public(Table, table=True):
    """The public."""

    __tablename__ = "publics"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    product_name: str
    local_address: str
    operating_system: str
    server_name: str
    startup_wizard_completed: bool


class LogFile(Table, table=True):
    """A log file."""

    __tablename__ = "log_files"

    log_file_id: str = Field(primary_key=True)
    name: str | None = None
    size: int | None = None
    created_at: str
    modified_at: str


class WakeOnLanInfo(Table, table=True):
    """Wake on LAN information."""

    __tablename__ = "wake_on_lan_info"

    wake_on_lan_info_id: str = Field(primary_key=True)
    mac_address: str | None = None
    port: int | None = None


class ConfigurationPluginRepository(Table, table=True):
    """A configuration plugin repository of a configuration."""

    __tablename__ = "configuration_plugin_repositories"
    __table_args__ = (UniqueConstraint("configuration_id", "plugin_repository_id"),)

    configuration_plugin_repository_id: str = Field(primary_key=True)
    configuration_id: str = Field(foreign_key="configurations.configuration_id", ondelete="CASCADE", index=True)
    plugin_repository_id: str = Field(foreign_key="repositories.repository_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class RepositoryShort(TypedDict):
    """A repository in the view `short`."""

    repository_id: str
    name: str
    enabled: bool
    url: str | None


def repository_short(repository: Repository) -> RepositoryShort:
    """A repository in the view `short`."""
    return {
        "repository_id": repository.repository_id,
        "name": repository.name,
        "enabled": repository.enabled,
        "url": repository.url,
    }


class RepositoryFull(RepositoryShort):
    """A repository in the view `full`."""


def repository_full(repository: Repository) -> RepositoryFull:
    """A repository in the view `full`."""
    return repository_short(repository)


class ConfigurationShort(TypedDict):
    """A configuration in the view `short`."""

    configuration_id: str
    server_name: str
    auto_discovery: bool
    auto_discovery_tracing: bool
    disable_plugin_images: bool
    enable_folder_view: bool
    enable_https: bool


def configuration_short(configuration: Configuration) -> ConfigurationShort:
    """A configuration in the view `short`."""
    return {
        "configuration_id": configuration.configuration_id,
        "server_name": configuration.server_name,
        "auto_discovery": configuration.auto_discovery,
        "auto_discovery_tracing": configuration.auto_discovery_tracing,
        "disable_plugin_images": configuration.disable_plugin_images,
        "enable_folder_view": configuration.enable_folder_view,
        "enable_https": configuration.enable_https,
    }


class ConfigurationPluginRepositoryShort(TypedDict):
    """A configuration plugin repository in the view `short`."""

    plugin_repository_id: str
    plugin_repository_name: str


def configuration_plugin_repository_short(
    db: Database, configuration_plugin_repository: ConfigurationPluginRepository
) -> ConfigurationPluginRepositoryShort:
    """A configuration plugin repository in the view `short`."""
    plugin_repository = db.get(Repository, configuration_plugin_repository.plugin_repository_id)
    return {
        "plugin_repository_id": configuration_plugin_repository.plugin_repository_id,
        "plugin_repository_name": plugin_repository.name,
    }


class ConfigurationFull(ConfigurationShort):
    """A configuration in the view `full`."""

    cache_path: str | None
    certificate_path: str | None
    codecs_used: list[str]
    cors_hosts: list[str]
    enable_ipv4: bool
    enable_ipv6: bool
    enable_metrics: bool
    plugin_repositories: list[ConfigurationPluginRepositoryShort]


def configuration_full(db: Database, configuration: Configuration) -> ConfigurationFull:
    """A configuration in the view `full`."""
    return {
        **configuration_short(configuration),
        "cache_path": configuration.cache_path,
        "certificate_path": configuration.certificate_path,
        "codecs_used": configuration.codecs_used,
        "cors_hosts": configuration.cors_hosts,
        "enable_ipv4": configuration.enable_ipv4,
        "enable_ipv6": configuration.enable_ipv6,
        "enable_metrics": configuration.enable_metrics,
        "plugin_repositories": [
            configuration_plugin_repository_short(db, configuration_plugin_repository)
            for configuration_plugin_repository in db.query(ConfigurationPluginRepository)
            .where("configuration_id = ?", configuration.configuration_id)
            .page(limit=20)
            .rows
        ],
    }


class MetadataoptionDefaultFull(TypedDict):
    """A metadataoption default in the view `full`."""

    disabled_metadata_fetchers: list[str]
    disabled_metadata_savers: list[str]
    item_type: str


def metadataoption_default_full(metadataoption_default: MetadataoptionDefault) -> MetadataoptionDefaultFull:
    """A metadataoption default in the view `full`."""
    return {
        "disabled_metadata_fetchers": metadataoption_default.disabled_metadata_fetchers,
        "disabled_metadata_savers": metadataoption_default.disabled_metadata_savers,
        "item_type": metadataoption_default.item_type,
    }


class EndpointFull(TypedDict):
    """An endpoint in the view `full`."""

    is_in_network: bool
    is_local: bool


def endpoint_full(endpoint: Endpoint) -> EndpointFull:
    """An endpoint in the view `full`."""
    return {"is_in_network": endpoint.is_in_network, "is_local": endpoint.is_local}


class SystemInfoFull(TypedDict):
    """A system info in the view `full`."""

    operating_system_display_name: str
    cache_path: str
    encoder_location: str
    local_address: str
    log_path: str
    operating_system: str
    package_name: str
    product_name: str
    system_architecture: str


def system_info_full(system_info: SystemInfo) -> SystemInfoFull:
    """A system info in the view `full`."""
    return {
        "operating_system_display_name": system_info.operating_system_display_name,
        "cache_path": system_info.cache_path,
        "encoder_location": system_info.encoder_location,
        "local_address": system_info.local_address,
        "log_path": system_info.log_path,
        "operating_system": system_info.operating_system,
        "package_name": system_info.package_name,
        "product_name": system_info.product_name,
        "system_architecture": system_info.system_architecture,
    }


class PublicFull(TypedDict):
    """A public in the view `full`."""

    product_name: str
    local_address: str
    operating_system: str
    server_name: str
    startup_wizard_completed: bool


def public_full(public: Public) -> PublicFull:
    """A public in the view `full`."""
    return {
        "product_name": public.product_name,
        "local_address": public.local_address,
        "operating_system": public.operating_system,
        "server_name": public.server_name,
        "startup_wizard_completed": public.startup_wizard_completed,
    }


class LogFileShort(TypedDict):
    """A log file in the view `short`."""

    log_file_id: str
    name: str | None
    size: int | None
    created_at: str
    modified_at: str


def log_file_short(log_file: LogFile) -> LogFileShort:
    """A log file in the view `short`."""
    return {
        "log_file_id": log_file.log_file_id,
        "name": log_file.name,
        "size": log_file.size,
        "created_at": log_file.created_at,
        "modified_at": log_file.modified_at,
    }


class LogFileFull(LogFileShort):
    """A log file in the view `full`."""


def log_file_full(log_file: LogFile) -> LogFileFull:
    """A log file in the view `full`."""
    return log_file_short(log_file)


class WakeOnLanInfoShort(TypedDict):
    """A wake on lan info in the view `short`."""

    wake_on_lan_info_id: str
    mac_address: str | None
    port: int | None


def wake_on_lan_info_short(wake_on_lan_info: WakeOnLanInfo) -> WakeOnLanInfoShort:
    """A wake on lan info in the view `short`."""
    return {
        "wake_on_lan_info_id": wake_on_lan_info.wake_on_lan_info_id,
        "mac_address": wake_on_lan_info.mac_address,
        "port": wake_on_lan_info.port,
    }


class WakeOnLanInfoFull(WakeOnLanInfoShort):
    """A wake on lan info in the view `full`."""


def wake_on_lan_info_full(wake_on_lan_info: WakeOnLanInfo) -> WakeOnLanInfoFull:
    """A wake on lan info in the view `full`."""
    return wake_on_lan_info_short(wake_on_lan_info)


# --- tools --------------------------------------------------------------------------------------------------------


class ListRepositories(TypedDict):
    """What `list_repositories` returns."""

    repositories: list[RepositoryFull]
    next_cursor: str | None


def list_repositories(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRepositories:
    """List the repositories."""
    page = db.query(Repository).page("name", limit=limit, cursor=cursor)
    return {"repositories": [repository_full(repository) for repository in page.rows], "next_cursor": page.next_cursor}


class CreateRepository(TypedDict):
    """What `create_repository` returns."""

    repository: RepositoryFull


def create_repository(db: Database, /, *, name: str, enabled: bool = True, url: str | None = None) -> CreateRepository:
    """Create a repository."""
    if db.query(Repository).where("same_text(name, ?)", name).exists():
        fail("repository_name_taken", name=name)
    if not (url is None or (starts_with(url, "https://") or starts_with(url, "http://"))):
        fail("url_invalid", url=url)
    repository = db.insert(
        Repository, repository_id=f"REP-{db.next_number('repositories'):04d}", name=name, enabled=enabled, url=url
    )
    return {"repository": repository_full(repository)}


class ListConfigurations(TypedDict):
    """What `list_configurations` returns."""

    configurations: list[ConfigurationShort]
    next_cursor: str | None


def list_configurations(
    db: Database, /, *, plugin_repository_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListConfigurations:
    """List the configurations, optionally by plugin repository."""
    query = db.query(Configuration)
    if plugin_repository_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM configuration_plugin_repositories AS item"
            " WHERE item.configuration_id = configurations.configuration_id"
            " AND item.plugin_repository_id = ?)",
            plugin_repository_id,
        )
    page = query.page("server_name", limit=limit, cursor=cursor)
    return {
        "configurations": [configuration_short(configuration) for configuration in page.rows],
        "next_cursor": page.next_cursor,
    }


class ConfigurationResult(TypedDict):
    """What `get_configuration` and 3 other tools return."""

    configuration: ConfigurationFull


def get_configuration(db: Database, /, *, configuration_id: str) -> ConfigurationResult:
    """Show a configuration with all its details."""
    configuration = db.find(Configuration, configuration_id)
    if configuration is None:
        fail("configuration_not_found", configuration_id=configuration_id)
    return {"configuration": configuration_full(db, configuration)}


def add_plugin_repository_to_configuration(
    db: Database, /, *, configuration_id: str, plugin_repository_id: str
) -> ConfigurationResult:
    """Add a plugin repository to a configuration."""
    configuration = db.find(Configuration, configuration_id)
    if configuration is None:
        fail("configuration_not_found", configuration_id=configuration_id)
    plugin_repository = db.find(Repository, plugin_repository_id)
    if plugin_repository is None:
        fail("plugin_repository_not_found", plugin_repository_id=plugin_repository_id)
    db.insert(
        ConfigurationPluginRepository,
        configuration_plugin_repository_id=f"COPLREL-{db.next_number('configuration_plugin_repositories'):04d}",
        configuration_id=configuration.configuration_id,
        plugin_repository_id=plugin_repository.repository_id,
    )
    return {"configuration": configuration_full(db, configuration)}


def remove_plugin_repository_from_configuration(
    db: Database, /, *, configuration_id: str, plugin_repository_id: str
) -> ConfigurationResult:
    """Remove a plugin repository from a configuration."""
    configuration = db.find(Configuration, configuration_id)
    if configuration is None:
        fail("configuration_not_found", configuration_id=configuration_id)
    configuration_plugin_repository = (
        db.query(ConfigurationPluginRepository)
        .where(
            "configuration_id = ? AND plugin_repository_id = ?", configuration.configuration_id, plugin_repository_id
        )
        .first()
    )
    if configuration_plugin_repository is None:
        fail(
            "configuration_without_plugin_repository",
            configuration_id=configuration_id,
            plugin_repository_id=plugin_repository_id,
        )
    db.delete(configuration_plugin_repository)
    return {"configuration": configuration_full(db, configuration)}


def create_configuration(
    db: Database,
    /,
    *,
    server_name: str,
    auto_discovery: bool = False,
    cache_path: str | None = None,
    certificate_path: str | None = None,
    codecs_used: list[str],
    cors_hosts: list[str],
    enable_https: bool = False,
    enable_ipv4: bool = False,
    plugin_repository_ids: list[str],
) -> ConfigurationResult:
    """Create a configuration."""
    configuration = db.insert(
        Configuration,
        configuration_id=f"CON-{db.next_number('configurations'):04d}",
        server_name=server_name,
        auto_discovery=auto_discovery,
        auto_discovery_tracing=False,
        cache_path=cache_path,
        certificate_path=certificate_path,
        codecs_used=codecs_used,
        cors_hosts=cors_hosts,
        disable_plugin_images=False,
        enable_folder_view=False,
        enable_https=enable_https,
        enable_ipv4=enable_ipv4,
        enable_ipv6=False,
        enable_metrics=False,
    )
    for plugin_repository_id in plugin_repository_ids:
        plugin_repository = db.find(Repository, plugin_repository_id)
        if plugin_repository is None:
            fail("plugin_repository_not_found", plugin_repository_id=plugin_repository_id)
        if (
            not db.query(ConfigurationPluginRepository)
            .where(
                "configuration_id = ? AND plugin_repository_id = ?",
                configuration.configuration_id,
                plugin_repository.repository_id,
            )
            .exists()
        ):
            db.insert(
                ConfigurationPluginRepository,
                configuration_plugin_repository_id=f"COPLREL-{db.next_number('configuration_plugin_repositories'):04d}",
                configuration_id=configuration.configuration_id,
                plugin_repository_id=plugin_repository.repository_id,
            )
    return {"configuration": configuration_full(db, configuration)}


class GetMetadataoptionDefault(TypedDict):
    """What `get_metadataoption_default` returns."""

    metadataoption_default: MetadataoptionDefaultFull


def get_metadataoption_default(db: Database, /) -> GetMetadataoptionDefault:
    """Show the metadataoption default."""
    metadataoption_default = db.get(MetadataoptionDefault, 1)
    return {"metadataoption_default": metadataoption_default_full(metadataoption_default)}


class GetEndpoint(TypedDict):
    """What `get_endpoint` returns."""

    endpoint: EndpointFull


def get_endpoint(db: Database, /) -> GetEndpoint:
    """Show the endpoint."""
    endpoint = db.get(Endpoint, 1)
    return {"endpoint": endpoint_full(endpoint)}


class GetSystemInfo(TypedDict):
    """What `get_system_info` returns."""

    system_info: SystemInfoFull


def get_system_info(db: Database, /) -> GetSystemInfo:
    """Show the system information."""
    system_info = db.get(SystemInfo, 1)
    return {"system_info": system_info_full(system_info)}


class GetPublic(TypedDict):
    """What `get_public` returns."""

    public: PublicFull


def get_public(db: Database, /) -> GetPublic:
    """Show the public."""
    public = db.get(Public, 1)
    return {"public": public_full(public)}


class ListLogFiles(TypedDict):
    """What `list_log_files` returns."""

    log_files: list[LogFileFull]
    next_cursor: str | None


def list_log_files(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLogFiles:
    """List the log files."""
    page = db.query(LogFile).page("-created_at", limit=limit, cursor=cursor)
    return {"log_files": [log_file_full(log_file) for log_file in page.rows], "next_cursor": page.next_cursor}


class ListWakeOnLanInfo(TypedDict):
    """What `list_wake_on_lan_info` returns."""

    wake_on_lan_info: list[WakeOnLanInfoFull]
    next_cursor: str | None


def list_wake_on_lan_info(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWakeOnLanInfo:
    """List the wake on LAN information."""
    page = db.query(WakeOnLanInfo).page(limit=limit, cursor=cursor)
    return {
        "wake_on_lan_info": [wake_on_lan_info_full(wake_on_lan_info) for wake_on_lan_info in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "configuration_has_plugin_repository_already": (
        "The configuration has the plugin repository {plugin_repository_id} already. Choose another plugin repository."
    ),
    "configuration_not_found": (
        "There is no configuration {configuration_id}. List the configurations to see which there are."
    ),
    "configuration_without_plugin_repository": (
        "Configuration {configuration_id} has no plugin repository {plugin_repository_id}."
    ),
    "plugin_repository_not_found": (
        "There is no plugin repository {plugin_repository_id}. List the repositories to see which there are."
    ),
    "repository_name_taken": "There is already a repository with the name {name}. Choose another name.",
    "url_invalid": "{url} is no address of a page. Write one that begins with https://.",
}

SERVICE = Service(
    name="jellyfin_system",
    folder=Path(__file__).parent,
    tables=[
        Repository,
        Configuration,
        MetadataoptionDefault,
        Endpoint,
        SystemInfo,
        Public,
        LogFile,
        WakeOnLanInfo,
        ConfigurationPluginRepository,
    ],
    tools={
        "list_repositories": Tool(list_repositories, read_only=True),
        "create_repository": Tool(create_repository),
        "list_configurations": Tool(list_configurations, read_only=True),
        "get_configuration": Tool(get_configuration, read_only=True),
        "add_plugin_repository_to_configuration": Tool(add_plugin_repository_to_configuration),
        "remove_plugin_repository_from_configuration": Tool(remove_plugin_repository_from_configuration),
        "create_configuration": Tool(create_configuration),
        "get_metadataoption_default": Tool(get_metadataoption_default, read_only=True),
        "get_endpoint": Tool(get_endpoint, read_only=True),
        "get_system_info": Tool(get_system_info, read_only=True),
        "get_public": Tool(get_public, read_only=True),
        "list_log_files": Tool(list_log_files, read_only=True),
        "list_wake_on_lan_info": Tool(list_wake_on_lan_info, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "repositories.name": "repository_name_taken",
        (
            "configuration_plugin_repositories.configuration_id, configuration_plugin_repositories.plugin_repository_id"
        ): ("configuration_has_plugin_repository_already"),
    },
    instructions=INSTRUCTIONS,
)
