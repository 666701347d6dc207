"""Amazon Simple Notification Service: keeps topics, SMS sandbox phone numbers, platform applications, tags, topic
tags and more.
"""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail

INSTRUCTIONS = """\
Amazon Simple Notification Service. Keeps topics, SMS sandbox phone numbers, platform applications, tags, topic tags \
and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can verify an SMS sandbox phone number only while it is pending.
- Creating a platform application can be refused: the name must not be blank.
- Creating an SMS sandbox phone number can be refused: there is already an SMS sandbox phone number with that phone \
number.
- Two topics cannot have the same name.
- A topic and a tag can be linked only once.
- An SMS sandbox phone number's status goes from pending to verified.
- Deleting a topic also removes its links to tags.
- Deleting a topic keeps the subscriptions that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Subscription(Table, table=True):
    """A subscription."""

    __tablename__ = "subscriptions"

    subscription_id: str = Field(primary_key=True)
    owner: str | None = None
    protocol: str | None = None
    endpoint_name: str | None = None
    topic_id: str | None = Field(default=None, foreign_key="topics.topic_id", ondelete="SET NULL", index=True)


class PlatformApplication(Table, table=True):
    """A platform application."""

    __tablename__ = "platform_applications"

    platform_application_id: str = Field(primary_key=True)
    name: str
    platform: str


class SmsSandboxPhoneNumber(Table, table=True):
    """An SMS sandbox phone number."""

    __tablename__ = "sms_sandbox_phone_numbers"
    __table_args__ = (
        CheckConstraint("status IN ('Pending', 'Verified')"),
        CheckConstraint(
            "language_code IN ('en-US', 'en-GB', 'es-419', 'es-ES', 'de-DE', 'fr-CA', 'fr-FR', "
            "'it-IT', 'ja-JP', 'pt-BR', 'kr-KR', 'zh-CN', 'zh-TW')"
        ),
    )

    phone_number: str = Field(primary_key=True)
    status: str
    language_code: str | None = None


class Topic(Table, table=True):
    """A topic."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("name"),)

    topic_id: str = Field(primary_key=True)
    name: str
    data_protection_policy: str | None = None


class OriginationNumber(Table, table=True):
    """An origination number."""

    __tablename__ = "origination_numbers"
    __table_args__ = (CheckConstraint("route_type IN ('Transactional', 'Promotional', 'Premium')"),)

    origination_number_id: str = Field(primary_key=True)
    phone_number: str | None = None
    status: str | None = None
    iso2_country_code: str | None = None
    route_type: str | None = None
    number_capabilities: list[str] = Field(sa_type=JsonList())
    created_at: str


class PhoneNumbersOptedOuts(Table, table=True):
    """The phone numbers opted outs."""

    __tablename__ = "phone_numbers_opted_outs"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    phone_numbers: list[str] = Field(sa_type=JsonList())


class Tag(Table, table=True):
    """A tag."""

    __tablename__ = "tags"

    tag_id: str = Field(primary_key=True)
    key: str | None = None
    value: str | None = None


class TopicTag(Table, table=True):
    """A topic tag of a topic."""

    __tablename__ = "topic_tags"
    __table_args__ = (UniqueConstraint("topic_id", "tag_id"),)

    topic_tag_id: str = Field(primary_key=True)
    topic_id: str = Field(foreign_key="topics.topic_id", ondelete="CASCADE", index=True)
    tag_id: str = Field(foreign_key="tags.tag_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class SubscriptionShort(TypedDict):
    """A subscription in the view `short`."""

    subscription_id: str
    owner: str | None
    protocol: str | None
    endpoint_name: str | None
    topic_id: str | None


def subscription_short(subscription: Subscription) -> SubscriptionShort:
    """A subscription in the view `short`."""
    return {
        "subscription_id": subscription.subscription_id,
        "owner": subscription.owner,
        "protocol": subscription.protocol,
        "endpoint_name": subscription.endpoint_name,
        "topic_id": subscription.topic_id,
    }


class SubscriptionFull(SubscriptionShort):
    """A subscription in the view `full`."""


def subscription_full(subscription: Subscription) -> SubscriptionFull:
    """A subscription in the view `full`."""
    return subscription_short(subscription)


class PlatformApplicationShort(TypedDict):
    """A platform application in the view `short`."""

    platform_application_id: str
    name: str
    platform: str


def platform_application_short(platform_application: PlatformApplication) -> PlatformApplicationShort:
    """A platform application in the view `short`."""
    return {
        "platform_application_id": platform_application.platform_application_id,
        "name": platform_application.name,
        "platform": platform_application.platform,
    }


class PlatformApplicationFull(PlatformApplicationShort):
    """A platform application in the view `full`."""


def platform_application_full(platform_application: PlatformApplication) -> PlatformApplicationFull:
    """A platform application in the view `full`."""
    return platform_application_short(platform_application)


class SmsSandboxPhoneNumberShort(TypedDict):
    """A sms sandbox phone number in the view `short`."""

    phone_number: str
    status: str
    language_code: str | None


def sms_sandbox_phone_number_short(sms_sandbox_phone_number: SmsSandboxPhoneNumber) -> SmsSandboxPhoneNumberShort:
    """A sms sandbox phone number in the view `short`."""
    return {
        "phone_number": sms_sandbox_phone_number.phone_number,
        "status": sms_sandbox_phone_number.status,
        "language_code": sms_sandbox_phone_number.language_code,
    }


class SmsSandboxPhoneNumberFull(SmsSandboxPhoneNumberShort):
    """A sms sandbox phone number in the view `full`."""


def sms_sandbox_phone_number_full(sms_sandbox_phone_number: SmsSandboxPhoneNumber) -> SmsSandboxPhoneNumberFull:
    """A sms sandbox phone number in the view `full`."""
    return sms_sandbox_phone_number_short(sms_sandbox_phone_number)


class TopicShort(TypedDict):
    """A topic in the view `short`."""

    topic_id: str
    name: str
    data_protection_policy: str | None


def topic_short(topic: Topic) -> TopicShort:
    """A topic in the view `short`."""
    return {"topic_id": topic.topic_id, "name": topic.name, "data_protection_policy": topic.data_protection_policy}


class TopicTagShort(TypedDict):
    """A topic tag in the view `short`."""

    tag_id: str
    tag_key: str | None


def topic_tag_short(db: Database, topic_tag: TopicTag) -> TopicTagShort:
    """A topic tag in the view `short`."""
    tag = db.get(Tag, topic_tag.tag_id)
    return {"tag_id": topic_tag.tag_id, "tag_key": tag.key}


class TopicFull(TopicShort):
    """A topic in the view `full`."""

    tags: list[TopicTagShort]


def topic_full(db: Database, topic: Topic) -> TopicFull:
    """A topic in the view `full`."""
    return {
        **topic_short(topic),
        "tags": [
            topic_tag_short(db, topic_tag)
            for topic_tag in db.query(TopicTag).where("topic_id = ?", topic.topic_id).page(limit=20).rows
        ],
    }


class OriginationNumberShort(TypedDict):
    """An origination number in the view `short`."""

    origination_number_id: str
    phone_number: str | None
    status: str | None
    iso2_country_code: str | None
    route_type: str | None
    number_capabilities: list[str]
    created_at: str


def origination_number_short(origination_number: OriginationNumber) -> OriginationNumberShort:
    """An origination number in the view `short`."""
    return {
        "origination_number_id": origination_number.origination_number_id,
        "phone_number": origination_number.phone_number,
        "status": origination_number.status,
        "iso2_country_code": origination_number.iso2_country_code,
        "route_type": origination_number.route_type,
        "number_capabilities": origination_number.number_capabilities,
        "created_at": origination_number.created_at,
    }


class OriginationNumberFull(OriginationNumberShort):
    """An origination number in the view `full`."""


def origination_number_full(origination_number: OriginationNumber) -> OriginationNumberFull:
    """An origination number in the view `full`."""
    return origination_number_short(origination_number)


class PhoneNumbersOptedOutsFull(TypedDict):
    """A phone numbers opted outs in the view `full`."""

    phone_numbers: list[str]


def phone_numbers_opted_outs_full(phone_numbers_opted_outs: PhoneNumbersOptedOuts) -> PhoneNumbersOptedOutsFull:
    """A phone numbers opted outs in the view `full`."""
    return {"phone_numbers": phone_numbers_opted_outs.phone_numbers}


class TagShort(TypedDict):
    """A tag in the view `short`."""

    tag_id: str
    key: str | None
    value: str | None


def tag_short(tag: Tag) -> TagShort:
    """A tag in the view `short`."""
    return {"tag_id": tag.tag_id, "key": tag.key, "value": tag.value}


class TagFull(TagShort):
    """A tag in the view `full`."""


def tag_full(tag: Tag) -> TagFull:
    """A tag in the view `full`."""
    return tag_short(tag)


# --- tools --------------------------------------------------------------------------------------------------------


class ListSubscriptions(TypedDict):
    """What `list_subscriptions` returns."""

    subscriptions: list[SubscriptionFull]
    next_cursor: str | None


def list_subscriptions(
    db: Database, /, *, topic_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListSubscriptions:
    """List the subscriptions, optionally by topic."""
    query = db.query(Subscription)
    if topic_id is not None:
        query.where("topic_id IS ?", topic_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "subscriptions": [subscription_full(subscription) for subscription in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListPlatformApplications(TypedDict):
    """What `list_platform_applications` returns."""

    platform_applications: list[PlatformApplicationFull]
    next_cursor: str | None


def list_platform_applications(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListPlatformApplications:
    """List the platform applications."""
    page = db.query(PlatformApplication).page(limit=limit, cursor=cursor)
    return {
        "platform_applications": [
            platform_application_full(platform_application) for platform_application in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class CreatePlatformApplication(TypedDict):
    """What `create_platform_application` returns."""

    platform_application: PlatformApplicationFull


def create_platform_application(db: Database, /, *, name: str, platform: str) -> CreatePlatformApplication:
    """Create a platform application."""
    if len(words(name)) <= 0:
        fail("name_blank")
    platform_application = db.insert(
        PlatformApplication,
        platform_application_id=f"PA-{db.next_number('platform_applications'):04d}",
        name=name,
        platform=platform,
    )
    return {"platform_application": platform_application_full(platform_application)}


class DeletePlatformApplication(TypedDict):
    """What `delete_platform_application` returns."""

    platform_application_id: str


def delete_platform_application(db: Database, /, *, platform_application_id: str) -> DeletePlatformApplication:
    """Delete a platform application."""
    platform_application = db.find(PlatformApplication, platform_application_id)
    if platform_application is None:
        fail("platform_application_not_found", platform_application_id=platform_application_id)
    db.delete(platform_application)
    return {"platform_application_id": platform_application_id}


class ListSmsSandboxPhoneNumbers(TypedDict):
    """What `list_sms_sandbox_phone_numbers` returns."""

    sms_sandbox_phone_numbers: list[SmsSandboxPhoneNumberFull]
    next_cursor: str | None


def list_sms_sandbox_phone_numbers(
    db: Database, /, *, status: Literal["Pending", "Verified"] | None = None, limit: int = 20, cursor: str | None = None
) -> ListSmsSandboxPhoneNumbers:
    """List the SMS sandbox phone numbers, optionally by status."""
    query = db.query(SmsSandboxPhoneNumber)
    if status is not None:
        query.where("status = ?", status)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "sms_sandbox_phone_numbers": [
            sms_sandbox_phone_number_full(sms_sandbox_phone_number) for sms_sandbox_phone_number in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class SmsSandboxPhoneNumberResult(TypedDict):
    """What `create_sms_sandbox_phone_number` and `verify_sms_sandbox_phone_number` return."""

    sms_sandbox_phone_number: SmsSandboxPhoneNumberFull


def create_sms_sandbox_phone_number(
    db: Database,
    /,
    *,
    language_code: Literal[
        "en-US",
        "en-GB",
        "es-419",
        "es-ES",
        "de-DE",
        "fr-CA",
        "fr-FR",
        "it-IT",
        "ja-JP",
        "pt-BR",
        "kr-KR",
        "zh-CN",
        "zh-TW",
    ]
    | None = None,
    phone_number: str,
) -> SmsSandboxPhoneNumberResult:
    """Create an SMS sandbox phone number."""
    if db.query(SmsSandboxPhoneNumber).where("phone_number = ?", phone_number).exists():
        fail("sms_sandbox_phone_number_exists", phone_number=phone_number)
    sms_sandbox_phone_number = db.insert(
        SmsSandboxPhoneNumber, phone_number=phone_number, status="Pending", language_code=language_code
    )
    return {"sms_sandbox_phone_number": sms_sandbox_phone_number_full(sms_sandbox_phone_number)}


class DeleteSmsSandboxPhoneNumber(TypedDict):
    """What `delete_sms_sandbox_phone_number` returns."""

    phone_number: str


def delete_sms_sandbox_phone_number(db: Database, /, *, phone_number: str) -> DeleteSmsSandboxPhoneNumber:
    """Delete an SMS sandbox phone number."""
    sms_sandbox_phone_number = db.find(SmsSandboxPhoneNumber, phone_number)
    if sms_sandbox_phone_number is None:
        fail("sms_sandbox_phone_number_not_found", phone_number=phone_number)
    db.delete(sms_sandbox_phone_number)
    return {"phone_number": phone_number}


def verify_sms_sandbox_phone_number(db: Database, /, *, phone_number: str) -> SmsSandboxPhoneNumberResult:
    """Verify an SMS sandbox phone number."""
    sms_sandbox_phone_number = db.find(SmsSandboxPhoneNumber, phone_number)
    if sms_sandbox_phone_number is None:
        fail("sms_sandbox_phone_number_not_found", phone_number=phone_number)
    if sms_sandbox_phone_number.status == "Verified":
        fail("sms_sandbox_phone_number_already_verified", phone_number=sms_sandbox_phone_number.phone_number)
    db.update(sms_sandbox_phone_number, status="Verified")
    return {"sms_sandbox_phone_number": sms_sandbox_phone_number_full(sms_sandbox_phone_number)}


class ListTopics(TypedDict):
    """What `list_topics` returns."""

    topics: list[TopicFull]
    next_cursor: str | None


def list_topics(
    db: Database, /, *, tag_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTopics:
    """List the topics, optionally by tag."""
    query = db.query(Topic)
    if tag_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM topic_tags AS item WHERE item.topic_id = topics.topic_id AND item.tag_id = ?)",
            tag_id,
        )
    page = query.page(limit=limit, cursor=cursor)
    return {"topics": [topic_full(db, topic) for topic in page.rows], "next_cursor": page.next_cursor}


class TopicResult(TypedDict):
    """What `add_tag_to_topic` and 2 other tools return."""

    topic: TopicFull


def add_tag_to_topic(db: Database, /, *, topic_id: str, tag_id: str) -> TopicResult:
    """Add a tag to a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
    db.insert(
        TopicTag, topic_tag_id=f"TOTAL-{db.next_number('topic_tags'):04d}", topic_id=topic.topic_id, tag_id=tag.tag_id
    )
    return {"topic": topic_full(db, topic)}


def remove_tag_from_topic(db: Database, /, *, topic_id: str, tag_id: str) -> TopicResult:
    """Remove a tag from a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    topic_tag = db.query(TopicTag).where("topic_id = ? AND tag_id = ?", topic.topic_id, tag_id).first()
    if topic_tag is None:
        fail("topic_without_tag", topic_id=topic_id, tag_id=tag_id)
    db.delete(topic_tag)
    return {"topic": topic_full(db, topic)}


def create_topic(
    db: Database, /, *, name: str, data_protection_policy: str | None = None, tag_ids: list[str]
) -> TopicResult:
    """Create a topic."""
    if db.query(Topic).where("same_text(name, ?)", name).exists():
        fail("topic_name_taken", name=name)
    topic = db.insert(
        Topic,
        topic_id=f"TOPIC-{db.next_number('topics'):04d}",
        name=name,
        data_protection_policy=data_protection_policy,
    )
    for tag_id in tag_ids:
        tag = db.find(Tag, tag_id) or fail("tag_not_found", tag_id=tag_id)
        if not db.query(TopicTag).where("topic_id = ? AND tag_id = ?", topic.topic_id, tag.tag_id).exists():
            db.insert(
                TopicTag,
                topic_tag_id=f"TOTAL-{db.next_number('topic_tags'):04d}",
                topic_id=topic.topic_id,
                tag_id=tag.tag_id,
            )
    return {"topic": topic_full(db, topic)}


class DeleteTopic(TypedDict):
    """What `delete_topic` returns."""

    topic_id: str


def delete_topic(db: Database, /, *, topic_id: str) -> DeleteTopic:
    """Delete a topic."""
    topic = db.find(Topic, topic_id) or fail("topic_not_found", topic_id=topic_id)
    db.delete(topic)
    return {"topic_id": topic_id}


class ListOriginationNumbers(TypedDict):
    """What `list_origination_numbers` returns."""

    origination_numbers: list[OriginationNumberFull]
    next_cursor: str | None


def list_origination_numbers(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOriginationNumbers:
    """List the origination numbers."""
    page = db.query(OriginationNumber).page("-created_at", limit=limit, cursor=cursor)
    return {
        "origination_numbers": [origination_number_full(origination_number) for origination_number in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetPhoneNumbersOptedOuts(TypedDict):
    """What `get_phone_numbers_opted_outs` returns."""

    phone_numbers_opted_outs: PhoneNumbersOptedOutsFull


def get_phone_numbers_opted_outs(db: Database, /) -> GetPhoneNumbersOptedOuts:
    """Show the phone numbers opted outs."""
    phone_numbers_opted_outs = db.get(PhoneNumbersOptedOuts, 1)
    return {"phone_numbers_opted_outs": phone_numbers_opted_outs_full(phone_numbers_opted_outs)}


class ListTags(TypedDict):
    """What `list_tags` returns."""

    tags: list[TagFull]
    next_cursor: str | None


def list_tags(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTags:
    """List the tags."""
    page = db.query(Tag).page("key", limit=limit, cursor=cursor)
    return {"tags": [tag_full(tag) for tag in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "platform_application_not_found": (
        "There is no platform application {platform_application_id}. List the platform "
        "applications to see which there are."
    ),
    "sms_sandbox_phone_number_already_verified": "SMS sandbox phone number {phone_number} is already verified.",
    "sms_sandbox_phone_number_exists": (
        "There is already an SMS sandbox phone number with the phone number {phone_number}. Choose another one."
    ),
    "sms_sandbox_phone_number_not_found": (
        "There is no SMS sandbox phone number {phone_number}. List the SMS sandbox phone numbers "
        "to see which there are."
    ),
    "tag_not_found": "There is no tag {tag_id}. List the tags to see which there are.",
    "topic_has_tag_already": "The topic has the tag {tag_id} already. Choose another tag.",
    "topic_name_taken": "There is already a topic with the name {name}. Choose another name.",
    "topic_not_found": "There is no topic {topic_id}. List the topics to see which there are.",
    "topic_without_tag": "Topic {topic_id} has no tag {tag_id}.",
    "name_blank": "The name must not be blank. Give it some words.",
}

SERVICE = Service(
    name="amazon_simple_notification",
    folder=Path(__file__).parent,
    tables=[
        Subscription,
        PlatformApplication,
        SmsSandboxPhoneNumber,
        Topic,
        OriginationNumber,
        PhoneNumbersOptedOuts,
        Tag,
        TopicTag,
    ],
    tools={
        "list_subscriptions": Tool(list_subscriptions, read_only=True),
        "list_platform_applications": Tool(list_platform_applications, read_only=True),
        "create_platform_application": Tool(create_platform_application),
        "delete_platform_application": Tool(delete_platform_application),
        "list_sms_sandbox_phone_numbers": Tool(list_sms_sandbox_phone_numbers, read_only=True),
        "create_sms_sandbox_phone_number": Tool(create_sms_sandbox_phone_number),
        "delete_sms_sandbox_phone_number": Tool(delete_sms_sandbox_phone_number),
        "verify_sms_sandbox_phone_number": Tool(verify_sms_sandbox_phone_number),
        "list_topics": Tool(list_topics, read_only=True),
        "add_tag_to_topic": Tool(add_tag_to_topic),
        "remove_tag_from_topic": Tool(remove_tag_from_topic),
        "create_topic": Tool(create_topic),
        "delete_topic": Tool(delete_topic),
        "list_origination_numbers": Tool(list_origination_numbers, read_only=True),
        "get_phone_numbers_opted_outs": Tool(get_phone_numbers_opted_outs, read_only=True),
        "list_tags": Tool(list_tags, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "topics.name": "topic_name_taken",
        "topic_tags.topic_id, topic_tags.tag_id": "topic_has_tag_already",
    },
    instructions=INSTRUCTIONS,
)
