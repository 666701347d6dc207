"""Twitter: tweets: keeps jobs, stream rules, dm events, label stream, sample stream and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail

INSTRUCTIONS = """\
Twitter: tweets. Keeps jobs, stream rules, dm events, label stream, sample stream and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a job can be refused: the name must not be blank.
- Creating a stream rule can be refused: the value must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Job(Table, table=True):
    """A job."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("status IN ('created', 'in_progress', 'failed', 'complete', 'expired')"),
        CheckConstraint("type IN ('tweets', 'users')"),
    )

    job_id: str = Field(primary_key=True)
    name: str | None = None
    download_expires_at: str | None = None
    status: str
    type: str
    upload_expires_at: str | None = None
    resumable: bool
    created_at: str


class DmEvent(Table, table=True):
    """A dm event."""

    __tablename__ = "dm_events"

    dm_event_id: str = Field(primary_key=True)
    text: str | None = None
    event_type: str | None = None
    created_at: str


class LabelStream(Table, table=True):
    """The label stream."""

    __tablename__ = "label_streams"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    public_tweet_notice_application: str
    public_tweet_notice_details: str
    public_tweet_notice_event_at: str
    public_tweet_notice_event_type: str
    public_tweet_notice_label_title: str
    public_tweet_unviewable_application: str
    public_tweet_unviewable_event_at: str


class SampleStream(Table, table=True):
    """The sample stream."""

    __tablename__ = "sample_streams"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("reply_settings IN ('everyone', 'mentionedUsers', 'following', 'other')"),
        CheckConstraint("withheld_scope IN ('tweet', 'user')"),
    )

    id: int = Field(primary_key=True)
    text: str
    lang: str
    reply_settings: str
    withheld_scope: str
    created_at: str


class SearchStream(Table, table=True):
    """The search stream."""

    __tablename__ = "search_streams"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("reply_settings IN ('everyone', 'mentionedUsers', 'following', 'other')"),
        CheckConstraint("withheld_scope IN ('tweet', 'user')"),
    )

    id: int = Field(primary_key=True)
    text: str
    lang: str
    reply_settings: str
    withheld_scope: str
    created_at: str


class StreamRule(Table, table=True):
    """A stream rule."""

    __tablename__ = "stream_rules"

    stream_rule_id: str = Field(primary_key=True)
    value: str
    tag: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class JobShort(TypedDict):
    """A job in the view `short`."""

    job_id: str
    name: str | None
    download_expires_at: str | None
    status: str
    type: str
    upload_expires_at: str | None
    resumable: bool


def job_short(job: Job) -> JobShort:
    """A job in the view `short`."""
    return {
        "job_id": job.job_id,
        "name": job.name,
        "download_expires_at": job.download_expires_at,
        "status": job.status,
        "type": job.type,
        "upload_expires_at": job.upload_expires_at,
        "resumable": job.resumable,
    }


class JobFull(JobShort):
    """A job in the view `full`."""

    created_at: str


def job_full(job: Job) -> JobFull:
    """A job in the view `full`."""
    return {**job_short(job), "created_at": job.created_at}


class DmEventShort(TypedDict):
    """A dm event in the view `short`."""

    dm_event_id: str
    text: str | None
    event_type: str | None
    created_at: str


def dm_event_short(dm_event: DmEvent) -> DmEventShort:
    """A dm event in the view `short`."""
    return {
        "dm_event_id": dm_event.dm_event_id,
        "text": dm_event.text,
        "event_type": dm_event.event_type,
        "created_at": dm_event.created_at,
    }


class DmEventFull(DmEventShort):
    """A dm event in the view `full`."""


def dm_event_full(dm_event: DmEvent) -> DmEventFull:
    """A dm event in the view `full`."""
    return dm_event_short(dm_event)


class LabelStreamFull(TypedDict):
    """A label stream in the view `full`."""

    public_tweet_notice_application: str
    public_tweet_notice_details: str
    public_tweet_notice_event_at: str
    public_tweet_notice_event_type: str
    public_tweet_notice_label_title: str
    public_tweet_unviewable_application: str
    public_tweet_unviewable_event_at: str


def label_stream_full(label_stream: LabelStream) -> LabelStreamFull:
    """A label stream in the view `full`."""
    return {
        "public_tweet_notice_application": label_stream.public_tweet_notice_application,
        "public_tweet_notice_details": label_stream.public_tweet_notice_details,
        "public_tweet_notice_event_at": label_stream.public_tweet_notice_event_at,
        "public_tweet_notice_event_type": label_stream.public_tweet_notice_event_type,
        "public_tweet_notice_label_title": label_stream.public_tweet_notice_label_title,
        "public_tweet_unviewable_application": label_stream.public_tweet_unviewable_application,
        "public_tweet_unviewable_event_at": label_stream.public_tweet_unviewable_event_at,
    }


class SampleStreamFull(TypedDict):
    """A sample stream in the view `full`."""

    text: str
    lang: str
    reply_settings: str
    withheld_scope: str
    created_at: str


def sample_stream_full(sample_stream: SampleStream) -> SampleStreamFull:
    """A sample stream in the view `full`."""
    return {
        "text": sample_stream.text,
        "lang": sample_stream.lang,
        "reply_settings": sample_stream.reply_settings,
        "withheld_scope": sample_stream.withheld_scope,
        "created_at": sample_stream.created_at,
    }


class SearchStreamFull(TypedDict):
    """A search stream in the view `full`."""

    text: str
    lang: str
    reply_settings: str
    withheld_scope: str
    created_at: str


def search_stream_full(search_stream: SearchStream) -> SearchStreamFull:
    """A search stream in the view `full`."""
    return {
        "text": search_stream.text,
        "lang": search_stream.lang,
        "reply_settings": search_stream.reply_settings,
        "withheld_scope": search_stream.withheld_scope,
        "created_at": search_stream.created_at,
    }


class StreamRuleShort(TypedDict):
    """A stream rule in the view `short`."""

    stream_rule_id: str
    value: str
    tag: str | None


def stream_rule_short(stream_rule: StreamRule) -> StreamRuleShort:
    """A stream rule in the view `short`."""
    return {"stream_rule_id": stream_rule.stream_rule_id, "value": stream_rule.value, "tag": stream_rule.tag}


class StreamRuleFull(StreamRuleShort):
    """A stream rule in the view `full`."""


def stream_rule_full(stream_rule: StreamRule) -> StreamRuleFull:
    """A stream rule in the view `full`."""
    return stream_rule_short(stream_rule)


# --- tools --------------------------------------------------------------------------------------------------------


class ListJobs(TypedDict):
    """What `list_jobs` returns."""

    jobs: list[JobShort]
    next_cursor: str | None


def list_jobs(
    db: Database,
    /,
    *,
    type_: Literal["tweets", "users"] | None = None,
    status: Literal["created", "in_progress", "failed", "complete", "expired"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListJobs:
    """List the jobs, optionally by type or status."""
    query = db.query(Job)
    if type_ is not None:
        query.where("type = ?", type_)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"jobs": [job_short(job) for job in page.rows], "next_cursor": page.next_cursor}


class JobResult(TypedDict):
    """What `get_job` and `create_job` return."""

    job: JobFull


def get_job(db: Database, /, *, job_id: str) -> JobResult:
    """Show a job with all its details."""
    job = db.find(Job, job_id) or fail("job_not_found", job_id=job_id)
    return {"job": job_full(job)}


def create_job(
    db: Database, /, *, type_: Literal["tweets", "users"], name: str | None = None, resumable: bool = False
) -> JobResult:
    """Create a job."""
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    job = db.insert(
        Job,
        job_id=f"JOB-{db.next_number('jobs'):04d}",
        name=name,
        status="created",
        type=type_,
        resumable=resumable,
        created_at=db.now(),
    )
    return {"job": job_full(job)}


class ListDmEvents(TypedDict):
    """What `list_dm_events` returns."""

    dm_events: list[DmEventFull]
    next_cursor: str | None


def list_dm_events(
    db: Database, /, *, event_type: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListDmEvents:
    """List the dm events, optionally by event type."""
    query = db.query(DmEvent)
    if event_type is not None:
        query.where("same_text(event_type, ?)", event_type)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"dm_events": [dm_event_full(dm_event) for dm_event in page.rows], "next_cursor": page.next_cursor}


class GetLabelStream(TypedDict):
    """What `get_label_stream` returns."""

    label_stream: LabelStreamFull


def get_label_stream(db: Database, /) -> GetLabelStream:
    """Show the label stream."""
    label_stream = db.get(LabelStream, 1)
    return {"label_stream": label_stream_full(label_stream)}


class GetSampleStream(TypedDict):
    """What `get_sample_stream` returns."""

    sample_stream: SampleStreamFull


def get_sample_stream(db: Database, /) -> GetSampleStream:
    """Show the sample stream."""
    sample_stream = db.get(SampleStream, 1)
    return {"sample_stream": sample_stream_full(sample_stream)}


class GetSearchStream(TypedDict):
    """What `get_search_stream` returns."""

    search_stream: SearchStreamFull


def get_search_stream(db: Database, /) -> GetSearchStream:
    """Show the search stream."""
    search_stream = db.get(SearchStream, 1)
    return {"search_stream": search_stream_full(search_stream)}


class ListStreamRules(TypedDict):
    """What `list_stream_rules` returns."""

    stream_rules: list[StreamRuleFull]
    next_cursor: str | None


def list_stream_rules(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListStreamRules:
    """List the stream rules."""
    page = db.query(StreamRule).page("value", limit=limit, cursor=cursor)
    return {
        "stream_rules": [stream_rule_full(stream_rule) for stream_rule in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateStreamRule(TypedDict):
    """What `create_stream_rule` returns."""

    stream_rule: StreamRuleFull


def create_stream_rule(db: Database, /, *, value: str, tag: str | None = None) -> CreateStreamRule:
    """Create a stream rule."""
    if len(words(value)) <= 0:
        fail("value_blank")
    stream_rule = db.insert(StreamRule, stream_rule_id=f"SR-{db.next_number('stream_rules'):04d}", value=value, tag=tag)
    return {"stream_rule": stream_rule_full(stream_rule)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "job_not_found": "There is no job {job_id}. List the jobs to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "value_blank": "The value must not be blank. Give it some words.",
}

SERVICE = Service(
    name="twitter_tweets",
    folder=Path(__file__).parent,
    tables=[Job, DmEvent, LabelStream, SampleStream, SearchStream, StreamRule],
    tools={
        "list_jobs": Tool(list_jobs, read_only=True),
        "get_job": Tool(get_job, read_only=True),
        "create_job": Tool(create_job),
        "list_dm_events": Tool(list_dm_events, read_only=True),
        "get_label_stream": Tool(get_label_stream, read_only=True),
        "get_sample_stream": Tool(get_sample_stream, read_only=True),
        "get_search_stream": Tool(get_search_stream, read_only=True),
        "list_stream_rules": Tool(list_stream_rules, read_only=True),
        "create_stream_rule": Tool(create_stream_rule),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
