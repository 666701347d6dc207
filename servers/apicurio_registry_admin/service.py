"""Apicurio Registry: admin: keeps role mappings, admin rules, properties, loggers, artifact types and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Apicurio Registry: admin. Keeps role mappings, admin rules, properties, loggers, artifact types and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The configuration must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ArtifactType(Table, table=True):
    """An artifact type."""

    __tablename__ = "artifact_types"

    artifact_type_id: str = Field(primary_key=True)
    name: str | None = None


class Property(Table, table=True):
    """A property."""

    __tablename__ = "properties"

    property_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None
    label: str | None = None
    value: str | None = None


class Logger(Table, table=True):
    """A logger."""

    __tablename__ = "loggers"
    __table_args__ = (
        CheckConstraint(
            "level IN ('DEBUG', 'TRACE', 'WARN', 'ERROR', 'SEVERE', 'WARNING', 'INFO', 'CONFIG', "
            "'FINE', 'FINER', 'FINEST')"
        ),
    )

    logger_id: str = Field(primary_key=True)
    name: str | None = None
    level: str | None = None


class RoleMapping(Table, table=True):
    """A role mapping."""

    __tablename__ = "role_mappings"
    __table_args__ = (CheckConstraint("role IN ('READ_ONLY', 'DEVELOPER', 'ADMIN')"),)

    principal_id: str = Field(primary_key=True)
    principal_name: str | None = None
    role: str


class AdminRule(Table, table=True):
    """An admin rule."""

    __tablename__ = "admin_rules"
    __table_args__ = (CheckConstraint("type IN ('VALIDITY', 'COMPATIBILITY')"),)

    admin_rule_id: str = Field(primary_key=True)
    config_: str
    type: str | None = None


class Info(Table, table=True):
    """The information."""

    __tablename__ = "info"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    built_on: str
    description: str


class Limits(Table, table=True):
    """The limits."""

    __tablename__ = "limits"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    max_artifact_description_length_chars: int
    max_artifact_labels_count: int
    max_artifact_name_length_chars: int
    max_artifact_properties_count: int
    max_artifacts_count: int
    max_label_size_bytes: int
    max_property_key_size_bytes: int
    max_property_value_size_bytes: int
    max_total_schemas_count: int


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    display_name: str
    admin: bool
    developer: bool
    username: str
    viewer: bool


# --- views --------------------------------------------------------------------------------------------------------


class ArtifactTypeShort(TypedDict):
    """An artifact type in the view `short`."""

    artifact_type_id: str
    name: str | None


def artifact_type_short(artifact_type: ArtifactType) -> ArtifactTypeShort:
    """An artifact type in the view `short`."""
    return {"artifact_type_id": artifact_type.artifact_type_id, "name": artifact_type.name}


class ArtifactTypeFull(ArtifactTypeShort):
    """An artifact type in the view `full`."""


def artifact_type_full(artifact_type: ArtifactType) -> ArtifactTypeFull:
    """An artifact type in the view `full`."""
    return artifact_type_short(artifact_type)


class PropertyShort(TypedDict):
    """A property in the view `short`."""

    property_id: str
    name: str | None
    description: str | None
    label: str | None
    value: str | None


def property_short(property_: Property) -> PropertyShort:
    """A property in the view `short`."""
    return {
        "property_id": property_.property_id,
        "name": property_.name,
        "description": property_.description,
        "label": property_.label,
        "value": property_.value,
    }


class PropertyFull(PropertyShort):
    """A property in the view `full`."""


def property_full(property_: Property) -> PropertyFull:
    """A property in the view `full`."""
    return property_short(property_)


class LoggerShort(TypedDict):
    """A logger in the view `short`."""

    logger_id: str
    name: str | None
    level: str | None


def logger_short(logger: Logger) -> LoggerShort:
    """A logger in the view `short`."""
    return {"logger_id": logger.logger_id, "name": logger.name, "level": logger.level}


class LoggerFull(LoggerShort):
    """A logger in the view `full`."""


def logger_full(logger: Logger) -> LoggerFull:
    """A logger in the view `full`."""
    return logger_short(logger)


class RoleMappingShort(TypedDict):
    """A role mapping in the view `short`."""

    principal_id: str
    principal_name: str | None
    role: str


def role_mapping_short(role_mapping: RoleMapping) -> RoleMappingShort:
    """A role mapping in the view `short`."""
    return {
        "principal_id": role_mapping.principal_id,
        "principal_name": role_mapping.principal_name,
        "role": role_mapping.role,
    }


class RoleMappingFull(RoleMappingShort):
    """A role mapping in the view `full`."""


def role_mapping_full(role_mapping: RoleMapping) -> RoleMappingFull:
    """A role mapping in the view `full`."""
    return role_mapping_short(role_mapping)


class AdminRuleShort(TypedDict):
    """An admin rule in the view `short`."""

    admin_rule_id: str
    config: str
    type: str | None


def admin_rule_short(admin_rule: AdminRule) -> AdminRuleShort:
    """An admin rule in the view `short`."""
    return {"admin_rule_id": admin_rule.admin_rule_id, "config": admin_rule.config_, "type": admin_rule.type}


class AdminRuleFull(AdminRuleShort):
    """An admin rule in the view `full`."""


def admin_rule_full(admin_rule: AdminRule) -> AdminRuleFull:
    """An admin rule in the view `full`."""
    return admin_rule_short(admin_rule)


class InfoFull(TypedDict):
    """Info in the view `full`."""

    name: str
    built_on: str
    description: str


def info_full(info: Info) -> InfoFull:
    """Info in the view `full`."""
    return {"name": info.name, "built_on": info.built_on, "description": info.description}


class LimitsFull(TypedDict):
    """A limits in the view `full`."""

    max_artifact_description_length_chars: int
    max_artifact_labels_count: int
    max_artifact_name_length_chars: int
    max_artifact_properties_count: int
    max_artifacts_count: int
    max_label_size_bytes: int
    max_property_key_size_bytes: int
    max_property_value_size_bytes: int
    max_total_schemas_count: int


def limits_full(limits: Limits) -> LimitsFull:
    """A limits in the view `full`."""
    return {
        "max_artifact_description_length_chars": limits.max_artifact_description_length_chars,
        "max_artifact_labels_count": limits.max_artifact_labels_count,
        "max_artifact_name_length_chars": limits.max_artifact_name_length_chars,
        "max_artifact_properties_count": limits.max_artifact_properties_count,
        "max_artifacts_count": limits.max_artifacts_count,
        "max_label_size_bytes": limits.max_label_size_bytes,
        "max_property_key_size_bytes": limits.max_property_key_size_bytes,
        "max_property_value_size_bytes": limits.max_property_value_size_bytes,
        "max_total_schemas_count": limits.max_total_schemas_count,
    }


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    display_name: str
    admin: bool
    developer: bool
    username: str
    viewer: bool


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {
        "display_name": current_user.display_name,
        "admin": current_user.admin,
        "developer": current_user.developer,
        "username": current_user.username,
        "viewer": current_user.viewer,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListArtifactTypes(TypedDict):
    """What `list_artifact_types` returns."""

    artifact_types: list[ArtifactTypeFull]
    next_cursor: str | None


def list_artifact_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListArtifactTypes:
    """List the artifact types."""
    page = db.query(ArtifactType).page("name", limit=limit, cursor=cursor)
    return {
        "artifact_types": [artifact_type_full(artifact_type) for artifact_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListProperties(TypedDict):
    """What `list_properties` returns."""

    properties: list[PropertyShort]
    next_cursor: str | None


def list_properties(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListProperties:
    """List the properties."""
    page = db.query(Property).page("name", limit=limit, cursor=cursor)
    return {"properties": [property_short(property_) for property_ in page.rows], "next_cursor": page.next_cursor}


class PropertyResult(TypedDict):
    """What `get_property` and `update_property` return."""

    property: PropertyFull


def get_property(db: Database, /, *, property_id: str) -> PropertyResult:
    """Show a property with all its details."""
    property_ = db.find(Property, property_id) or fail("property_not_found", property_id=property_id)
    return {"property": property_full(property_)}


def update_property(
    db: Database, /, *, property_id: str, value: str | None = None, clear: list[Literal["value"]] | None = None
) -> PropertyResult:
    """Change the value of a property."""
    changes = given(clear, value=value)
    property_ = db.find(Property, property_id) or fail("property_not_found", property_id=property_id)
    if not changes:
        fail("nothing_to_change")
    db.update(property_, **changes)
    return {"property": property_full(property_)}


class DeleteProperty(TypedDict):
    """What `delete_property` returns."""

    property_id: str


def delete_property(db: Database, /, *, property_id: str) -> DeleteProperty:
    """Delete a property."""
    property_ = db.find(Property, property_id) or fail("property_not_found", property_id=property_id)
    db.delete(property_)
    return {"property_id": property_id}


class ListLoggers(TypedDict):
    """What `list_loggers` returns."""

    loggers: list[LoggerShort]
    next_cursor: str | None


def list_loggers(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLoggers:
    """List the loggers."""
    page = db.query(Logger).page("name", limit=limit, cursor=cursor)
    return {"loggers": [logger_short(logger) for logger in page.rows], "next_cursor": page.next_cursor}


class LoggerResult(TypedDict):
    """What `get_logger` and `update_logger` return."""

    logger: LoggerFull


def get_logger(db: Database, /, *, logger_id: str) -> LoggerResult:
    """Show a logger with all its details."""
    logger = db.find(Logger, logger_id) or fail("logger_not_found", logger_id=logger_id)
    return {"logger": logger_full(logger)}


def update_logger(
    db: Database,
    /,
    *,
    logger_id: str,
    level: Literal["DEBUG", "TRACE", "WARN", "ERROR", "SEVERE", "WARNING", "INFO", "CONFIG", "FINE", "FINER", "FINEST"]
    | None = None,
    clear: list[Literal["level"]] | None = None,
) -> LoggerResult:
    """Change the level of a logger."""
    changes = given(clear, level=level)
    logger = db.find(Logger, logger_id) or fail("logger_not_found", logger_id=logger_id)
    if not changes:
        fail("nothing_to_change")
    db.update(logger, **changes)
    return {"logger": logger_full(logger)}


class DeleteLogger(TypedDict):
    """What `delete_logger` returns."""

    logger_id: str


def delete_logger(db: Database, /, *, logger_id: str) -> DeleteLogger:
    """Delete a logger."""
    logger = db.find(Logger, logger_id) or fail("logger_not_found", logger_id=logger_id)
    db.delete(logger)
    return {"logger_id": logger_id}


class ListRoleMappings(TypedDict):
    """What `list_role_mappings` returns."""

    role_mappings: list[RoleMappingShort]
    next_cursor: str | None


def list_role_mappings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRoleMappings:
    """List the role mappings."""
    page = db.query(RoleMapping).page("principal_name", limit=limit, cursor=cursor)
    return {
        "role_mappings": [role_mapping_short(role_mapping) for role_mapping in page.rows],
        "next_cursor": page.next_cursor,
    }


class RoleMappingResult(TypedDict):
    """What `get_role_mapping` and 2 other tools return."""

    role_mapping: RoleMappingFull


def get_role_mapping(db: Database, /, *, principal_id: str) -> RoleMappingResult:
    """Show a role mapping with all its details."""
    role_mapping = db.find(RoleMapping, principal_id)
    if role_mapping is None:
        fail("role_mapping_not_found", principal_id=principal_id)
    return {"role_mapping": role_mapping_full(role_mapping)}


def create_role_mapping(
    db: Database,
    /,
    *,
    role: Literal["READ_ONLY", "DEVELOPER", "ADMIN"],
    principal_name: str | None = None,
    principal_id: str,
) -> RoleMappingResult:
    """Create a role mapping."""
    if db.query(RoleMapping).where("principal_id = ?", principal_id).exists():
        fail("role_mapping_exists", principal_id=principal_id)
    role_mapping = db.insert(RoleMapping, principal_id=principal_id, principal_name=principal_name, role=role)
    return {"role_mapping": role_mapping_full(role_mapping)}


def update_role_mapping(
    db: Database, /, *, principal_id: str, role: Literal["READ_ONLY", "DEVELOPER", "ADMIN"] | None = None
) -> RoleMappingResult:
    """Change the role of a role mapping."""
    changes = given(None, role=role)
    role_mapping = db.find(RoleMapping, principal_id)
    if role_mapping is None:
        fail("role_mapping_not_found", principal_id=principal_id)
    if not changes:
        fail("nothing_to_change")
    db.update(role_mapping, **changes)
    return {"role_mapping": role_mapping_full(role_mapping)}


class DeleteRoleMapping(TypedDict):
    """What `delete_role_mapping` returns."""

    principal_id: str


def delete_role_mapping(db: Database, /, *, principal_id: str) -> DeleteRoleMapping:
    """Delete a role mapping."""
    role_mapping = db.find(RoleMapping, principal_id)
    if role_mapping is None:
        fail("role_mapping_not_found", principal_id=principal_id)
    db.delete(role_mapping)
    return {"principal_id": principal_id}


class ListAdminRules(TypedDict):
    """What `list_admin_rules` returns."""

    admin_rules: list[AdminRuleShort]
    next_cursor: str | None


def list_admin_rules(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAdminRules:
    """List the admin rules."""
    page = db.query(AdminRule).page(limit=limit, cursor=cursor)
    return {"admin_rules": [admin_rule_short(admin_rule) for admin_rule in page.rows], "next_cursor": page.next_cursor}


class AdminRuleResult(TypedDict):
    """What `get_admin_rule` and 2 other tools return."""

    admin_rule: AdminRuleFull


def get_admin_rule(db: Database, /, *, admin_rule_id: str) -> AdminRuleResult:
    """Show an admin rule with all its details."""
    admin_rule = db.find(AdminRule, admin_rule_id) or fail("admin_rule_not_found", admin_rule_id=admin_rule_id)
    return {"admin_rule": admin_rule_full(admin_rule)}


def create_admin_rule(
    db: Database, /, *, config_: str, type_: Literal["VALIDITY", "COMPATIBILITY"] | None = None
) -> AdminRuleResult:
    """Create an admin rule."""
    if len(words(config_)) <= 0:
        fail("config_blank")
    admin_rule = db.insert(
        AdminRule, admin_rule_id=f"AR-{db.next_number('admin_rules'):04d}", config_=config_, type=type_
    )
    return {"admin_rule": admin_rule_full(admin_rule)}


def update_admin_rule(
    db: Database,
    /,
    *,
    admin_rule_id: str,
    config_: str | None = None,
    type_: Literal["VALIDITY", "COMPATIBILITY"] | None = None,
    clear: list[Literal["type"]] | None = None,
) -> AdminRuleResult:
    """Change the configuration or type of an admin rule."""
    changes = given(clear, config_=config_, type=type_)
    admin_rule = db.find(AdminRule, admin_rule_id) or fail("admin_rule_not_found", admin_rule_id=admin_rule_id)
    if config_ is not None and len(words(config_)) <= 0:
        fail("config_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(admin_rule, **changes)
    return {"admin_rule": admin_rule_full(admin_rule)}


class DeleteAdminRule(TypedDict):
    """What `delete_admin_rule` returns."""

    admin_rule_id: str


def delete_admin_rule(db: Database, /, *, admin_rule_id: str) -> DeleteAdminRule:
    """Delete an admin rule."""
    admin_rule = db.find(AdminRule, admin_rule_id) or fail("admin_rule_not_found", admin_rule_id=admin_rule_id)
    db.delete(admin_rule)
    return {"admin_rule_id": admin_rule_id}


class GetInfo(TypedDict):
    """What `get_info` returns."""

    info: InfoFull


def get_info(db: Database, /) -> GetInfo:
    """Show the information."""
    info = db.get(Info, 1)
    return {"info": info_full(info)}


class GetLimits(TypedDict):
    """What `get_limits` returns."""

    limits: LimitsFull


def get_limits(db: Database, /) -> GetLimits:
    """Show the limits."""
    limits = db.get(Limits, 1)
    return {"limits": limits_full(limits)}


class GetCurrentUser(TypedDict):
    """What `get_current_user` returns."""

    current_user: CurrentUserFull


def get_current_user(db: Database, /) -> GetCurrentUser:
    """Show the current user."""
    current_user = db.get(CurrentUser, 1)
    return {"current_user": current_user_full(current_user)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "admin_rule_not_found": "There is no admin rule {admin_rule_id}. List the admin rules to see which there are.",
    "logger_not_found": "There is no logger {logger_id}. List the loggers to see which there are.",
    "property_not_found": "There is no property {property_id}. List the properties to see which there are.",
    "role_mapping_exists": "There is already a role mapping with the principal ID {principal_id}. Choose another one.",
    "role_mapping_not_found": "There is no role mapping {principal_id}. List the role mappings to see which there are.",
    "config_blank": "The configuration must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="apicurio_registry_admin",
    folder=Path(__file__).parent,
    tables=[ArtifactType, Property, Logger, RoleMapping, AdminRule, Info, Limits, CurrentUser],
    tools={
        "list_artifact_types": Tool(list_artifact_types, read_only=True),
        "list_properties": Tool(list_properties, read_only=True),
        "get_property": Tool(get_property, read_only=True),
        "update_property": Tool(update_property),
        "delete_property": Tool(delete_property),
        "list_loggers": Tool(list_loggers, read_only=True),
        "get_logger": Tool(get_logger, read_only=True),
        "update_logger": Tool(update_logger),
        "delete_logger": Tool(delete_logger),
        "list_role_mappings": Tool(list_role_mappings, read_only=True),
        "get_role_mapping": Tool(get_role_mapping, read_only=True),
        "create_role_mapping": Tool(create_role_mapping),
        "update_role_mapping": Tool(update_role_mapping),
        "delete_role_mapping": Tool(delete_role_mapping),
        "list_admin_rules": Tool(list_admin_rules, read_only=True),
        "get_admin_rule": Tool(get_admin_rule, read_only=True),
        "create_admin_rule": Tool(create_admin_rule),
        "update_admin_rule": Tool(update_admin_rule),
        "delete_admin_rule": Tool(delete_admin_rule),
        "get_info": Tool(get_info, read_only=True),
        "get_limits": Tool(get_limits, read_only=True),
        "get_current_user": Tool(get_current_user, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
