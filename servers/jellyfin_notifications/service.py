"""Jellyfin: notifications: keeps notifications, generals, media information, ratings, countries and more."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
Jellyfin: notifications. Keeps notifications, generals, media information, ratings, countries and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can mark a notification as read only while the notification is not read.
- You can mark a notification as unread only while the notification is read.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class General(Table, table=True):
    """A general."""

    __tablename__ = "generals"

    general_id: str = Field(primary_key=True)
    name: str | None = None
    context: str | None = None
    file_length: int | None = None
    format: str | None = None
    theme: str | None = None


class MediaInfo(Table, table=True):
    """Media information."""

    __tablename__ = "media_info"

    media_info_id: str = Field(primary_key=True)
    name: str | None = None
    context: str | None = None
    file_length: int | None = None
    format: str | None = None
    theme: str | None = None


class Rating(Table, table=True):
    """A rating."""

    __tablename__ = "ratings"

    rating_id: str = Field(primary_key=True)
    name: str | None = None
    context: str | None = None
    file_length: int | None = None
    format: str | None = None
    theme: str | None = None


class Country(Table, table=True):
    """A country."""

    __tablename__ = "countries"

    country_id: str = Field(primary_key=True)
    name: str | None = None
    display_name: str | None = None
    three_letter_iso_region_name: str | None = None
    two_letter_iso_region_name: str | None = None


class Culture(Table, table=True):
    """A culture."""

    __tablename__ = "cultures"

    culture_id: str = Field(primary_key=True)
    name: str | None = None
    display_name: str | None = None
    three_letter_iso_language_name: str | None = None
    three_letter_iso_language_names: list[str] = Field(sa_type=JsonList())
    two_letter_iso_language_name: str | None = None


class LocalizationOption(Table, table=True):
    """A localization option."""

    __tablename__ = "localization_options"

    localization_option_id: str = Field(primary_key=True)
    name: str | None = None
    value: str | None = None


class ParentalRating(Table, table=True):
    """A parental rating."""

    __tablename__ = "parental_ratings"

    parental_rating_id: str = Field(primary_key=True)
    name: str | None = None
    value: int | None = None


class Notification(Table, table=True):
    """A notification."""

    __tablename__ = "notifications"
    __table_args__ = (CheckConstraint("level IN ('Normal', 'Warning', 'Error')"),)

    notification_id: str = Field(primary_key=True)
    name: str | None = None
    date: str | None = None
    description: str | None = None
    is_read: bool
    level: str | None = None


class ServiceRow(Table, table=True):
    """A service."""

    __tablename__ = "services"

    service_id: str = Field(primary_key=True)
    name: str | None = None


class NotificationType(Table, table=True):
    """A notification type."""

    __tablename__ = "notification_types"

    notification_type_id: str = Field(primary_key=True)
    name: str | None = None
    category: str | None = None
    enabled: bool
    is_based_on_user_event: bool


# --- views --------------------------------------------------------------------------------------------------------


class GeneralShort(TypedDict):
    """A general in the view `short`."""

    general_id: str
    name: str | None
    context: str | None
    file_length: int | None
    format: str | None
    theme: str | None


def general_short(general: General) -> GeneralShort:
    """A general in the view `short`."""
    return {
        "general_id": general.general_id,
        "name": general.name,
        "context": general.context,
        "file_length": general.file_length,
        "format": general.format,
        "theme": general.theme,
    }


class GeneralFull(GeneralShort):
    """A general in the view `full`."""


def general_full(general: General) -> GeneralFull:
    """A general in the view `full`."""
    return general_short(general)


class MediaInfoShort(TypedDict):
    """Media info in the view `short`."""

    media_info_id: str
    name: str | None
    context: str | None
    file_length: int | None
    format: str | None
    theme: str | None


def media_info_short(media_info: MediaInfo) -> MediaInfoShort:
    """Media info in the view `short`."""
    return {
        "media_info_id": media_info.media_info_id,
        "name": media_info.name,
        "context": media_info.context,
        "file_length": media_info.file_length,
        "format": media_info.format,
        "theme": media_info.theme,
    }


class MediaInfoFull(MediaInfoShort):
    """Media info in the view `full`."""


def media_info_full(media_info: MediaInfo) -> MediaInfoFull:
    """Media info in the view `full`."""
    return media_info_short(media_info)


class RatingShort(TypedDict):
    """A rating in the view `short`."""

    rating_id: str
    name: str | None
    context: str | None
    file_length: int | None
    format: str | None
    theme: str | None


def rating_short(rating: Rating) -> RatingShort:
    """A rating in the view `short`."""
    return {
        "rating_id": rating.rating_id,
        "name": rating.name,
        "context": rating.context,
        "file_length": rating.file_length,
        "format": rating.format,
        "theme": rating.theme,
    }


class RatingFull(RatingShort):
    """A rating in the view `full`."""


def rating_full(rating: Rating) -> RatingFull:
    """A rating in the view `full`."""
    return rating_short(rating)


class CountryShort(TypedDict):
    """A country in the view `short`."""

    country_id: str
    name: str | None
    display_name: str | None
    three_letter_iso_region_name: str | None
    two_letter_iso_region_name: str | None


def country_short(country: Country) -> CountryShort:
    """A country in the view `short`."""
    return {
        "country_id": country.country_id,
        "name": country.name,
        "display_name": country.display_name,
        "three_letter_iso_region_name": country.three_letter_iso_region_name,
        "two_letter_iso_region_name": country.two_letter_iso_region_name,
    }


class CountryFull(CountryShort):
    """A country in the view `full`."""


def country_full(country: Country) -> CountryFull:
    """A country in the view `full`."""
    return country_short(country)


class CultureShort(TypedDict):
    """A culture in the view `short`."""

    culture_id: str
    name: str | None
    display_name: str | None
    three_letter_iso_language_name: str | None
    three_letter_iso_language_names: list[str]
    two_letter_iso_language_name: str | None


def culture_short(culture: Culture) -> CultureShort:
    """A culture in the view `short`."""
    return {
        "culture_id": culture.culture_id,
        "name": culture.name,
        "display_name": culture.display_name,
        "three_letter_iso_language_name": culture.three_letter_iso_language_name,
        "three_letter_iso_language_names": culture.three_letter_iso_language_names,
        "two_letter_iso_language_name": culture.two_letter_iso_language_name,
    }


class CultureFull(CultureShort):
    """A culture in the view `full`."""


def culture_full(culture: Culture) -> CultureFull:
    """A culture in the view `full`."""
    return culture_short(culture)


class LocalizationOptionShort(TypedDict):
    """A localization option in the view `short`."""

    localization_option_id: str
    name: str | None
    value: str | None


def localization_option_short(localization_option: LocalizationOption) -> LocalizationOptionShort:
    """A localization option in the view `short`."""
    return {
        "localization_option_id": localization_option.localization_option_id,
        "name": localization_option.name,
        "value": localization_option.value,
    }


class LocalizationOptionFull(LocalizationOptionShort):
    """A localization option in the view `full`."""


def localization_option_full(localization_option: LocalizationOption) -> LocalizationOptionFull:
    """A localization option in the view `full`."""
    return localization_option_short(localization_option)


class ParentalRatingShort(TypedDict):
    """A parental rating in the view `short`."""

    parental_rating_id: str
    name: str | None
    value: int | None


def parental_rating_short(parental_rating: ParentalRating) -> ParentalRatingShort:
    """A parental rating in the view `short`."""
    return {
        "parental_rating_id": parental_rating.parental_rating_id,
        "name": parental_rating.name,
        "value": parental_rating.value,
    }


class ParentalRatingFull(ParentalRatingShort):
    """A parental rating in the view `full`."""


def parental_rating_full(parental_rating: ParentalRating) -> ParentalRatingFull:
    """A parental rating in the view `full`."""
    return parental_rating_short(parental_rating)


class NotificationShort(TypedDict):
    """A notification in the view `short`."""

    notification_id: str
    name: str | None
    date: str | None
    description: str | None
    is_read: bool
    level: str | None


def notification_short(notification: Notification) -> NotificationShort:
    """A notification in the view `short`."""
    return {
        "notification_id": notification.notification_id,
        "name": notification.name,
        "date": notification.date,
        "description": notification.description,
        "is_read": notification.is_read,
        "level": notification.level,
    }


class NotificationFull(NotificationShort):
    """A notification in the view `full`."""


def notification_full(notification: Notification) -> NotificationFull:
    """A notification in the view `full`."""
    return notification_short(notification)


class ServiceShort(TypedDict):
    """A service in the view `short`."""

    service_id: str
    name: str | None


def service_short(service: ServiceRow) -> ServiceShort:
    """A service in the view `short`."""
    return {"service_id": service.service_id, "name": service.name}


class ServiceFull(ServiceShort):
    """A service in the view `full`."""


def service_full(service: ServiceRow) -> ServiceFull:
    """A service in the view `full`."""
    return service_short(service)


class NotificationTypeShort(TypedDict):
    """A notification type in the view `short`."""

    notification_type_id: str
    name: str | None
    category: str | None
    enabled: bool
    is_based_on_user_event: bool


def notification_type_short(notification_type: NotificationType) -> NotificationTypeShort:
    """A notification type in the view `short`."""
    return {
        "notification_type_id": notification_type.notification_type_id,
        "name": notification_type.name,
        "category": notification_type.category,
        "enabled": notification_type.enabled,
        "is_based_on_user_event": notification_type.is_based_on_user_event,
    }


class NotificationTypeFull(NotificationTypeShort):
    """A notification type in the view `full`."""


def notification_type_full(notification_type: NotificationType) -> NotificationTypeFull:
    """A notification type in the view `full`."""
    return notification_type_short(notification_type)


# --- tools --------------------------------------------------------------------------------------------------------


class ListGenerals(TypedDict):
    """What `list_generals` returns."""

    generals: list[GeneralShort]
    next_cursor: str | None


def list_generals(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGenerals:
    """List the generals."""
    page = db.query(General).page("name", limit=limit, cursor=cursor)
    return {"generals": [general_short(general) for general in page.rows], "next_cursor": page.next_cursor}


class GetGeneral(TypedDict):
    """What `get_general` returns."""

    general: GeneralFull


def get_general(db: Database, /, *, general_id: str) -> GetGeneral:
    """Show a general with all its details."""
    general = db.find(General, general_id) or fail("general_not_found", general_id=general_id)
    return {"general": general_full(general)}


class ListMediaInfo(TypedDict):
    """What `list_media_info` returns."""

    media_info: list[MediaInfoShort]
    next_cursor: str | None


def list_media_info(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListMediaInfo:
    """List the media information."""
    page = db.query(MediaInfo).page("name", limit=limit, cursor=cursor)
    return {"media_info": [media_info_short(media_info) for media_info in page.rows], "next_cursor": page.next_cursor}


class GetMediaInfo(TypedDict):
    """What `get_media_info` returns."""

    media_info: MediaInfoFull


def get_media_info(db: Database, /, *, media_info_id: str) -> GetMediaInfo:
    """Show media information with all its details."""
    media_info = db.find(MediaInfo, media_info_id) or fail("media_info_not_found", media_info_id=media_info_id)
    return {"media_info": media_info_full(media_info)}


class ListRatings(TypedDict):
    """What `list_ratings` returns."""

    ratings: list[RatingShort]
    next_cursor: str | None


def list_ratings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRatings:
    """List the ratings."""
    page = db.query(Rating).page("name", limit=limit, cursor=cursor)
    return {"ratings": [rating_short(rating) for rating in page.rows], "next_cursor": page.next_cursor}


class GetRating(TypedDict):
    """What `get_rating` returns."""

    rating: RatingFull


def get_rating(db: Database, /, *, rating_id: str) -> GetRating:
    """Show a rating with all its details."""
    rating = db.find(Rating, rating_id) or fail("rating_not_found", rating_id=rating_id)
    return {"rating": rating_full(rating)}


class ListCountries(TypedDict):
    """What `list_countries` returns."""

    countries: list[CountryFull]
    next_cursor: str | None


def list_countries(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCountries:
    """List the countries."""
    page = db.query(Country).page("name", limit=limit, cursor=cursor)
    return {"countries": [country_full(country) for country in page.rows], "next_cursor": page.next_cursor}


class ListCultures(TypedDict):
    """What `list_cultures` returns."""

    cultures: list[CultureFull]
    next_cursor: str | None


def list_cultures(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCultures:
    """List the cultures."""
    page = db.query(Culture).page("name", limit=limit, cursor=cursor)
    return {"cultures": [culture_full(culture) for culture in page.rows], "next_cursor": page.next_cursor}


class ListLocalizationOptions(TypedDict):
    """What `list_localization_options` returns."""

    localization_options: list[LocalizationOptionFull]
    next_cursor: str | None


def list_localization_options(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListLocalizationOptions:
    """List the localization options."""
    page = db.query(LocalizationOption).page("name", limit=limit, cursor=cursor)
    return {
        "localization_options": [localization_option_full(localization_option) for localization_option in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListParentalRatings(TypedDict):
    """What `list_parental_ratings` returns."""

    parental_ratings: list[ParentalRatingFull]
    next_cursor: str | None


def list_parental_ratings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListParentalRatings:
    """List the parental ratings."""
    page = db.query(ParentalRating).page("name", limit=limit, cursor=cursor)
    return {
        "parental_ratings": [parental_rating_full(parental_rating) for parental_rating in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListNotifications(TypedDict):
    """What `list_notifications` returns."""

    notifications: list[NotificationShort]
    next_cursor: str | None


def list_notifications(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListNotifications:
    """List the notifications."""
    page = db.query(Notification).page("name", limit=limit, cursor=cursor)
    return {
        "notifications": [notification_short(notification) for notification in page.rows],
        "next_cursor": page.next_cursor,
    }


class NotificationResult(TypedDict):
    """What `get_notification` and 2 other tools return."""

    notification: NotificationFull


def get_notification(db: Database, /, *, notification_id: str) -> NotificationResult:
    """Show a notification with all its details."""
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    return {"notification": notification_full(notification)}


def mark_notification_as_read(db: Database, /, *, notification_id: str) -> NotificationResult:
    """Mark a notification as read."""
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    if notification.is_read:
        fail("notification_already_read", notification_id=notification.notification_id)
    db.update(notification, is_read=True)
    return {"notification": notification_full(notification)}


def mark_notification_as_unread(db: Database, /, *, notification_id: str) -> NotificationResult:
    """Mark a notification as unread."""
    notification = db.find(Notification, notification_id)
    if notification is None:
        fail("notification_not_found", notification_id=notification_id)
    if not notification.is_read:
        fail("notification_not_read", notification_id=notification.notification_id)
    db.update(notification, is_read=False)
    return {"notification": notification_full(notification)}


class ListServices(TypedDict):
    """What `list_services` returns."""

    services: list[ServiceFull]
    next_cursor: str | None


def list_services(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListServices:
    """List the services."""
    page = db.query(ServiceRow).page("name", limit=limit, cursor=cursor)
    return {"services": [service_full(service) for service in page.rows], "next_cursor": page.next_cursor}


class ListNotificationTypes(TypedDict):
    """What `list_notification_types` returns."""

    notification_types: list[NotificationTypeFull]
    next_cursor: str | None


def list_notification_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListNotificationTypes:
    """List the notification types."""
    page = db.query(NotificationType).page("name", limit=limit, cursor=cursor)
    return {
        "notification_types": [notification_type_full(notification_type) for notification_type in page.rows],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "general_not_found": "There is no general {general_id}. List the generals to see which there are.",
    "media_info_not_found": (
        "There is no media information {media_info_id}. List the media information to see which there are."
    ),
    "notification_already_read": "Notification {notification_id} is already read.",
    "notification_not_found": (
        "There is no notification {notification_id}. List the notifications to see which there are."
    ),
    "notification_not_read": "Notification {notification_id} is not read.",
    "rating_not_found": "There is no rating {rating_id}. List the ratings to see which there are.",
}

SERVICE = Service(
    name="jellyfin_notifications",
    folder=Path(__file__).parent,
    tables=[
        General,
        MediaInfo,
        Rating,
        Country,
        Culture,
        LocalizationOption,
        ParentalRating,
        Notification,
        ServiceRow,
        NotificationType,
    ],
    tools={
        "list_generals": Tool(list_generals, read_only=True),
        "get_general": Tool(get_general, read_only=True),
        "list_media_info": Tool(list_media_info, read_only=True),
        "get_media_info": Tool(get_media_info, read_only=True),
        "list_ratings": Tool(list_ratings, read_only=True),
        "get_rating": Tool(get_rating, read_only=True),
        "list_countries": Tool(list_countries, read_only=True),
        "list_cultures": Tool(list_cultures, read_only=True),
        "list_localization_options": Tool(list_localization_options, read_only=True),
        "list_parental_ratings": Tool(list_parental_ratings, read_only=True),
        "list_notifications": Tool(list_notifications, read_only=True),
        "get_notification": Tool(get_notification, read_only=True),
        "mark_notification_as_read": Tool(mark_notification_as_read),
        "mark_notification_as_unread": Tool(mark_notification_as_unread),
        "list_services": Tool(list_services, read_only=True),
        "list_notification_types": Tool(list_notification_types, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
