"""Campaign Manager 360: creative fields: keeps creative fields, creative field values and user profiles."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Campaign Manager 360: creative fields. Keeps creative fields, creative field values and user profiles.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two creative fields cannot have the same user profile and name.
- Two creative field values cannot have the same creative field and value.
- Deleting a creative field also deletes its creative field values.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class UserProfile(Table, table=True):
    """A user profile."""

    __tablename__ = "user_profiles"

    user_profile_id: int = Field(primary_key=True)
    account_name: str | None = None
    sub_account_name: str | None = None
    user_name: str | None = None


class CreativeField(Table, table=True):
    """A creative field of a user profile."""

    __tablename__ = "creative_fields"
    __table_args__ = (
        CheckConstraint(
            "advertiser_id_dimension_value_match_type IN ('EXACT', 'BEGINS_WITH', 'CONTAINS', 'WILDCARD_EXPRESSION')"
        ),
        UniqueConstraint("user_profile_id", "name"),
    )

    creative_field_id: int = Field(primary_key=True)
    user_profile_id: int = Field(foreign_key="user_profiles.user_profile_id", ondelete="CASCADE", index=True)
    name: str
    advertiser_id_dimension_value_dimension_name: str | None = None
    advertiser_id_dimension_value_match_type: str
    advertiser_id_dimension_value_value: str | None = None


class CreativeFieldValue(Table, table=True):
    """A creative field value of a creative field."""

    __tablename__ = "creative_field_values"
    __table_args__ = (UniqueConstraint("creative_field_id", "value"),)

    creative_field_value_id: int = Field(primary_key=True)
    creative_field_id: int = Field(foreign_key="creative_fields.creative_field_id", ondelete="CASCADE", index=True)
    value: str


# --- views --------------------------------------------------------------------------------------------------------


class UserProfileShort(TypedDict):
    """A user profile in the view `short`."""

    user_profile_id: int
    account_name: str | None
    sub_account_name: str | None
    user_name: str | None


def user_profile_short(user_profile: UserProfile) -> UserProfileShort:
    """A user profile in the view `short`."""
    return {
        "user_profile_id": user_profile.user_profile_id,
        "account_name": user_profile.account_name,
        "sub_account_name": user_profile.sub_account_name,
        "user_name": user_profile.user_name,
    }


class UserProfileFull(UserProfileShort):
    """A user profile in the view `full`."""


def user_profile_full(user_profile: UserProfile) -> UserProfileFull:
    """A user profile in the view `full`."""
    return user_profile_short(user_profile)


class CreativeFieldShort(TypedDict):
    """A creative field in the view `short`."""

    creative_field_id: int
    user_profile_id: int
    name: str
    advertiser_id_dimension_value_dimension_name: str | None
    advertiser_id_dimension_value_match_type: str
    advertiser_id_dimension_value_value: str | None


def creative_field_short(creative_field: CreativeField) -> CreativeFieldShort:
    """A creative field in the view `short`."""
    return {
        "creative_field_id": creative_field.creative_field_id,
        "user_profile_id": creative_field.user_profile_id,
        "name": creative_field.name,
        "advertiser_id_dimension_value_dimension_name": creative_field.advertiser_id_dimension_value_dimension_name,
        "advertiser_id_dimension_value_match_type": creative_field.advertiser_id_dimension_value_match_type,
        "advertiser_id_dimension_value_value": creative_field.advertiser_id_dimension_value_value,
    }


class CreativeFieldFull(CreativeFieldShort):
    """A creative field in the view `full`."""


def creative_field_full(creative_field: CreativeField) -> CreativeFieldFull:
    """A creative field in the view `full`."""
    return creative_field_short(creative_field)


class CreativeFieldValueShort(TypedDict):
    """A creative field value in the view `short`."""

    creative_field_value_id: int
    creative_field_id: int
    value: str


def creative_field_value_short(creative_field_value: CreativeFieldValue) -> CreativeFieldValueShort:
    """A creative field value in the view `short`."""
    return {
        "creative_field_value_id": creative_field_value.creative_field_value_id,
        "creative_field_id": creative_field_value.creative_field_id,
        "value": creative_field_value.value,
    }


class CreativeFieldValueFull(CreativeFieldValueShort):
    """A creative field value in the view `full`."""


def creative_field_value_full(creative_field_value: CreativeFieldValue) -> CreativeFieldValueFull:
    """A creative field value in the view `full`."""
    return creative_field_value_short(creative_field_value)


# --- tools --------------------------------------------------------------------------------------------------------


class ListUserProfiles(TypedDict):
    """What `list_user_profiles` returns."""

    user_profiles: list[UserProfileShort]
    next_cursor: str | None


def list_user_profiles(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUserProfiles:
    """List the user profiles."""
    page = db.query(UserProfile).page("account_name", limit=limit, cursor=cursor)
    return {
        "user_profiles": [user_profile_short(user_profile) for user_profile in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetUserProfile(TypedDict):
    """What `get_user_profile` returns."""

    user_profile: UserProfileFull


def get_user_profile(db: Database, /, *, user_profile_id: int) -> GetUserProfile:
    """Show a user profile with all its details."""
    user_profile = db.find(UserProfile, user_profile_id)
    if user_profile is None:
        fail("user_profile_not_found", user_profile_id=user_profile_id)
    return {"user_profile": user_profile_full(user_profile)}


class ListCreativeFields(TypedDict):
    """What `list_creative_fields` returns."""

    creative_fields: list[CreativeFieldShort]
    next_cursor: str | None


def list_creative_fields(
    db: Database, /, *, user_profile_id: int, limit: int = 20, cursor: str | None = None
) -> ListCreativeFields:
    """List the creative fields of a user profile."""
    user_profile = db.find(UserProfile, user_profile_id)
    if user_profile is None:
        fail("user_profile_not_found", user_profile_id=user_profile_id)
    page = (
        db.query(CreativeField)
        .where("user_profile_id = ?", user_profile.user_profile_id)
        .page("name", limit=limit, cursor=cursor)
    )
    return {
        "creative_fields": [creative_field_short(creative_field) for creative_field in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreativeFieldResult(TypedDict):
    """What `get_creative_field` and 2 other tools return."""

    creative_field: CreativeFieldFull


def get_creative_field(db: Database, /, *, creative_field_id: int) -> CreativeFieldResult:
    """Show a creative field with all its details."""
    creative_field = db.find(CreativeField, creative_field_id)
    if creative_field is None:
        fail("creative_field_not_found", creative_field_id=creative_field_id)
    return {"creative_field": creative_field_full(creative_field)}


def create_creative_field(
    db: Database,
    /,
    *,
    user_profile_id: int,
    name: str,
    advertiser_id_dimension_value_dimension_name: str | None = None,
    advertiser_id_dimension_value_match_type: Literal[
        "EXACT", "BEGINS_WITH", "CONTAINS", "WILDCARD_EXPRESSION"
    ] = "EXACT",
    advertiser_id_dimension_value_value: str | None = None,
) -> CreativeFieldResult:
    """Create a creative field in a user profile."""
    if db.find(UserProfile, user_profile_id) is None:
        fail("user_profile_not_found", user_profile_id=user_profile_id)
    if db.query(CreativeField).where("same_text(name, ?) AND user_profile_id = ?", name, user_profile_id).exists():
        fail("creative_field_name_taken", name=name)
    creative_field = db.insert(
        CreativeField,
        creative_field_id=db.next_number("creative_fields"),
        user_profile_id=user_profile_id,
        name=name,
        advertiser_id_dimension_value_dimension_name=advertiser_id_dimension_value_dimension_name,
        advertiser_id_dimension_value_match_type=advertiser_id_dimension_value_match_type,
        advertiser_id_dimension_value_value=advertiser_id_dimension_value_value,
    )
    return {"creative_field": creative_field_full(creative_field)}


def update_creative_field(
    db: Database,
    /,
    *,
    creative_field_id: int,
    name: str | None = None,
    advertiser_id_dimension_value_dimension_name: str | None = None,
    advertiser_id_dimension_value_match_type: Literal["EXACT", "BEGINS_WITH", "CONTAINS", "WILDCARD_EXPRESSION"]
    | None = None,
    advertiser_id_dimension_value_value: str | None = None,
    clear: list[Literal["advertiser_id_dimension_value_dimension_name", "advertiser_id_dimension_value_value"]]
    | None = None,
) -> CreativeFieldResult:
    """Change the name, advertiser ID dimension value match type, advertiser ID dimension value or advertiser ID
    dimension value dimension name of a creative field.
    """
    changes = given(
        clear,
        name=name,
        advertiser_id_dimension_value_dimension_name=advertiser_id_dimension_value_dimension_name,
        advertiser_id_dimension_value_match_type=advertiser_id_dimension_value_match_type,
        advertiser_id_dimension_value_value=advertiser_id_dimension_value_value,
    )
    creative_field = db.find(CreativeField, creative_field_id)
    if creative_field is None:
        fail("creative_field_not_found", creative_field_id=creative_field_id)
    if (
        name is not None
        and db.query(CreativeField)
        .where(
            "same_text(name, ?) AND user_profile_id = ? AND creative_field_id <> ?",
            name,
            creative_field.user_profile_id,
            creative_field.creative_field_id,
        )
        .exists()
    ):
        fail("creative_field_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(creative_field, **changes)
    return {"creative_field": creative_field_full(creative_field)}


class DeleteCreativeField(TypedDict):
    """What `delete_creative_field` returns."""

    creative_field_id: int


def delete_creative_field(db: Database, /, *, creative_field_id: int) -> DeleteCreativeField:
    """Delete a creative field together with its creative field values."""
    creative_field = db.find(CreativeField, creative_field_id)
    if creative_field is None:
        fail("creative_field_not_found", creative_field_id=creative_field_id)
    db.delete(creative_field)
    return {"creative_field_id": creative_field_id}


class ListCreativeFieldValues(TypedDict):
    """What `list_creative_field_values` returns."""

    creative_field_values: list[CreativeFieldValueShort]
    next_cursor: str | None


def list_creative_field_values(
    db: Database, /, *, creative_field_id: int, limit: int = 20, cursor: str | None = None
) -> ListCreativeFieldValues:
    """List the creative field values of a creative field."""
    creative_field = db.find(CreativeField, creative_field_id)
    if creative_field is None:
        fail("creative_field_not_found", creative_field_id=creative_field_id)
    page = (
        db.query(CreativeFieldValue)
        .where("creative_field_id = ?", creative_field.creative_field_id)
        .page("value", limit=limit, cursor=cursor)
    )
    return {
        "creative_field_values": [
            creative_field_value_short(creative_field_value) for creative_field_value in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class CreativeFieldValueResult(TypedDict):
    """What `get_creative_field_value` and 2 other tools return."""

    creative_field_value: CreativeFieldValueFull


def get_creative_field_value(db: Database, /, *, creative_field_value_id: int) -> CreativeFieldValueResult:
    """Show a creative field value with all its details."""
    creative_field_value = db.find(CreativeFieldValue, creative_field_value_id)
    if creative_field_value is None:
        fail("creative_field_value_not_found", creative_field_value_id=creative_field_value_id)
    return {"creative_field_value": creative_field_value_full(creative_field_value)}


def create_creative_field_value(db: Database, /, *, creative_field_id: int, value: str) -> CreativeFieldValueResult:
    """Create a creative field value in a creative field."""
    if db.find(CreativeField, creative_field_id) is None:
        fail("creative_field_not_found", creative_field_id=creative_field_id)
    creative_field_value = db.insert(
        CreativeFieldValue,
        creative_field_value_id=db.next_number("creative_field_values"),
        creative_field_id=creative_field_id,
        value=value,
    )
    return {"creative_field_value": creative_field_value_full(creative_field_value)}


def update_creative_field_value(
    db: Database, /, *, creative_field_value_id: int, value: str | None = None
) -> CreativeFieldValueResult:
    """Change the value of a creative field value."""
    changes = given(None, value=value)
    creative_field_value = db.find(CreativeFieldValue, creative_field_value_id)
    if creative_field_value is None:
        fail("creative_field_value_not_found", creative_field_value_id=creative_field_value_id)
    if not changes:
        fail("nothing_to_change")
    db.update(creative_field_value, **changes)
    return {"creative_field_value": creative_field_value_full(creative_field_value)}


class DeleteCreativeFieldValue(TypedDict):
    """What `delete_creative_field_value` returns."""

    creative_field_value_id: int


def delete_creative_field_value(db: Database, /, *, creative_field_value_id: int) -> DeleteCreativeFieldValue:
    """Delete a creative field value."""
    creative_field_value = db.find(CreativeFieldValue, creative_field_value_id)
    if creative_field_value is None:
        fail("creative_field_value_not_found", creative_field_value_id=creative_field_value_id)
    db.delete(creative_field_value)
    return {"creative_field_value_id": creative_field_value_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "creative_field_name_taken": "There is already a creative field with the name {name}. Choose another name.",
    "creative_field_not_found": (
        "There is no creative field {creative_field_id}. List the creative fields to see which there are."
    ),
    "creative_field_value_not_found": (
        "There is no creative field value {creative_field_value_id}. List the creative field "
        "values to see which there are."
    ),
    "creative_field_value_value_taken": (
        "There is already a creative field value with the value {value}. Choose another value."
    ),
    "user_profile_not_found": (
        "There is no user profile {user_profile_id}. List the user profiles to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="campaign_manager_creative_fields",
    folder=Path(__file__).parent,
    tables=[UserProfile, CreativeField, CreativeFieldValue],
    tools={
        "list_user_profiles": Tool(list_user_profiles, read_only=True),
        "get_user_profile": Tool(get_user_profile, read_only=True),
        "list_creative_fields": Tool(list_creative_fields, read_only=True),
        "get_creative_field": Tool(get_creative_field, read_only=True),
        "create_creative_field": Tool(create_creative_field),
        "update_creative_field": Tool(update_creative_field),
        "delete_creative_field": Tool(delete_creative_field),
        "list_creative_field_values": Tool(list_creative_field_values, read_only=True),
        "get_creative_field_value": Tool(get_creative_field_value, read_only=True),
        "create_creative_field_value": Tool(create_creative_field_value),
        "update_creative_field_value": Tool(update_creative_field_value),
        "delete_creative_field_value": Tool(delete_creative_field_value),
    },
    faults=FAULTS,
    unique_faults={
        "creative_fields.user_profile_id, creative_fields.name": "creative_field_name_taken",
        "creative_field_values.creative_field_id, creative_field_values.value": "creative_field_value_value_taken",
    },
    instructions=INSTRUCTIONS,
)
