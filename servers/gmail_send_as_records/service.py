"""Gmail: send as records: keeps send as records, S/MIME information, vacation settings and profile."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gmail: send as records. Keeps send as records, S/MIME information, vacation settings and profile.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can verify a send as record only while its verification status is pending.
- Updating the vacation settings can be refused: the end time cannot be before the start time.
- Creating a send as record can be refused: there is already a send as record with that send as email.
- Creating S/MIME information can be refused: the expiration cannot lie in the past.
- Deleting a send as record also deletes its S/MIME info.
- A send as record's verification status goes from pending to accepted.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Profile(Table, table=True):
    """The profile."""

    __tablename__ = "profiles"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    email_address: str
    messages_total: int
    threads_total: int


class VacationSettings(Table, table=True):
    """The vacation settings."""

    __tablename__ = "vacation_settings"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    enable_auto_reply: bool
    end_time: str | None = None
    response_body_html: str | None = None
    response_body_plain_text: str | None = None
    response_subject: str | None = None
    restrict_to_contacts: bool
    restrict_to_domain: bool
    start_time: str | None = None


class SendAsRecord(Table, table=True):
    """A send as record."""

    __tablename__ = "send_as_records"
    __table_args__ = (CheckConstraint("verification_status IN ('accepted', 'pending')"),)

    send_as_email: str = Field(primary_key=True)
    display_name: str
    is_primary: bool
    reply_to_address: str | None = None
    smtp_msa_username: str | None = None
    treat_as_alias: bool
    verification_status: str


class SmimeInfo(Table, table=True):
    """S/MIME information of a send as record."""

    __tablename__ = "smime_info"

    smime_info_id: str = Field(primary_key=True)
    send_as_record_id: str = Field(foreign_key="send_as_records.send_as_email", ondelete="CASCADE", index=True)
    expiration_time: str | None = None
    is_default: bool
    issuer_cn: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class ProfileFull(TypedDict):
    """A profile in the view `full`."""

    email_address: str
    messages_total: int
    threads_total: int


def profile_full(profile: Profile) -> ProfileFull:
    """A profile in the view `full`."""
    return {
        "email_address": profile.email_address,
        "messages_total": profile.messages_total,
        "threads_total": profile.threads_total,
    }


class VacationSettingsFull(TypedDict):
    """A vacation settings in the view `full`."""

    enable_auto_reply: bool
    end_time: str | None
    response_body_html: str | None
    response_body_plain_text: str | None
    response_subject: str | None
    restrict_to_contacts: bool
    restrict_to_domain: bool
    start_time: str | None


def vacation_settings_full(vacation_settings: VacationSettings) -> VacationSettingsFull:
    """A vacation settings in the view `full`."""
    return {
        "enable_auto_reply": vacation_settings.enable_auto_reply,
        "end_time": vacation_settings.end_time,
        "response_body_html": vacation_settings.response_body_html,
        "response_body_plain_text": vacation_settings.response_body_plain_text,
        "response_subject": vacation_settings.response_subject,
        "restrict_to_contacts": vacation_settings.restrict_to_contacts,
        "restrict_to_domain": vacation_settings.restrict_to_domain,
        "start_time": vacation_settings.start_time,
    }


class SendAsRecordShort(TypedDict):
    """A send as record in the view `short`."""

    send_as_email: str
    display_name: str
    is_primary: bool
    reply_to_address: str | None
    smtp_msa_username: str | None
    treat_as_alias: bool
    verification_status: str


def send_as_record_short(send_as_record: SendAsRecord) -> SendAsRecordShort:
    """A send as record in the view `short`."""
    return {
        "send_as_email": send_as_record.send_as_email,
        "display_name": send_as_record.display_name,
        "is_primary": send_as_record.is_primary,
        "reply_to_address": send_as_record.reply_to_address,
        "smtp_msa_username": send_as_record.smtp_msa_username,
        "treat_as_alias": send_as_record.treat_as_alias,
        "verification_status": send_as_record.verification_status,
    }


class SendAsRecordFull(SendAsRecordShort):
    """A send as record in the view `full`."""


def send_as_record_full(send_as_record: SendAsRecord) -> SendAsRecordFull:
    """A send as record in the view `full`."""
    return send_as_record_short(send_as_record)


class SmimeInfoShort(TypedDict):
    """Smime info in the view `short`."""

    smime_info_id: str
    send_as_record_id: str
    expiration_time: str | None
    is_default: bool
    issuer_cn: str | None


def smime_info_short(smime_info: SmimeInfo) -> SmimeInfoShort:
    """Smime info in the view `short`."""
    return {
        "smime_info_id": smime_info.smime_info_id,
        "send_as_record_id": smime_info.send_as_record_id,
        "expiration_time": smime_info.expiration_time,
        "is_default": smime_info.is_default,
        "issuer_cn": smime_info.issuer_cn,
    }


class SmimeInfoFull(SmimeInfoShort):
    """Smime info in the view `full`."""


def smime_info_full(smime_info: SmimeInfo) -> SmimeInfoFull:
    """Smime info in the view `full`."""
    return smime_info_short(smime_info)


# --- tools --------------------------------------------------------------------------------------------------------


class GetProfile(TypedDict):
    """What `get_profile` returns."""

    profile: ProfileFull


def get_profile(db: Database, /) -> GetProfile:
    """Show the profile."""
    profile = db.get(Profile, 1)
    return {"profile": profile_full(profile)}


class VacationSettingsResult(TypedDict):
    """What `get_vacation_settings` and `update_vacation_settings` return."""

    vacation_settings: VacationSettingsFull


def get_vacation_settings(db: Database, /) -> VacationSettingsResult:
    """Show the vacation settings."""
    vacation_settings = db.get(VacationSettings, 1)
    return {"vacation_settings": vacation_settings_full(vacation_settings)}


def update_vacation_settings(
    db: Database,
    /,
    *,
    enable_auto_reply: bool | None = None,
    end_time: str | None = None,
    response_body_html: str | None = None,
    response_body_plain_text: str | None = None,
    response_subject: str | None = None,
    restrict_to_contacts: bool | None = None,
    restrict_to_domain: bool | None = None,
    start_time: str | None = None,
    clear: list[Literal["end_time", "response_body_html", "response_body_plain_text", "response_subject", "start_time"]]
    | None = None,
) -> VacationSettingsResult:
    """Change the vacation settings, for example the end time, start time, response subject or response body HTML."""
    changes = given(
        clear,
        enable_auto_reply=enable_auto_reply,
        end_time=end_time,
        response_body_html=response_body_html,
        response_body_plain_text=response_body_plain_text,
        response_subject=response_subject,
        restrict_to_contacts=restrict_to_contacts,
        restrict_to_domain=restrict_to_domain,
        start_time=start_time,
    )
    vacation_settings = db.get(VacationSettings, 1)
    new_start_time = start_time if start_time is not None else vacation_settings.start_time
    new_end_time = end_time if end_time is not None else vacation_settings.end_time
    if new_start_time is not None and new_end_time is not None and new_start_time > new_end_time:
        fail("end_time_before_start_time")
    if not changes:
        fail("nothing_to_change")
    db.update(vacation_settings, **changes)
    return {"vacation_settings": vacation_settings_full(vacation_settings)}


class ListSendAsRecords(TypedDict):
    """What `list_send_as_records` returns."""

    send_as_records: list[SendAsRecordShort]
    next_cursor: str | None


def list_send_as_records(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSendAsRecords:
    """List the send as records, optionally by verification status."""
    query = db.query(SendAsRecord)
    if verification_status is not None:
        query.where("verification_status = ?", verification_status)
    page = query.page("display_name", limit=limit, cursor=cursor)
    return {
        "send_as_records": [send_as_record_short(send_as_record) for send_as_record in page.rows],
        "next_cursor": page.next_cursor,
    }


class SendAsRecordResult(TypedDict):
    """What `get_send_as_record` and 3 other tools return."""

    send_as_record: SendAsRecordFull


def get_send_as_record(db: Database, /, *, send_as_email: str) -> SendAsRecordResult:
    """Show a send as record with all its details."""
    send_as_record = db.find(SendAsRecord, send_as_email)
    if send_as_record is None:
        fail("send_as_record_not_found", send_as_email=send_as_email)
    return {"send_as_record": send_as_record_full(send_as_record)}


def create_send_as_record(
    db: Database,
    /,
    *,
    display_name: str,
    reply_to_address: str | None = None,
    smtp_msa_username: str | None = None,
    treat_as_alias: bool = False,
    send_as_email: str,
) -> SendAsRecordResult:
    """Create a send as record."""
    if db.query(SendAsRecord).where("send_as_email = ?", send_as_email).exists():
        fail("send_as_record_exists", send_as_email=send_as_email)
    send_as_record = db.insert(
        SendAsRecord,
        send_as_email=send_as_email,
        display_name=display_name,
        is_primary=False,
        reply_to_address=reply_to_address,
        smtp_msa_username=smtp_msa_username,
        treat_as_alias=treat_as_alias,
        verification_status="pending",
    )
    return {"send_as_record": send_as_record_full(send_as_record)}


def update_send_as_record(
    db: Database,
    /,
    *,
    send_as_email: str,
    display_name: str | None = None,
    reply_to_address: str | None = None,
    smtp_msa_username: str | None = None,
    treat_as_alias: bool | None = None,
    clear: list[Literal["reply_to_address", "smtp_msa_username"]] | None = None,
) -> SendAsRecordResult:
    """Change the display name, reply to address or SMTP MSA username of a send as record."""
    changes = given(
        clear,
        display_name=display_name,
        reply_to_address=reply_to_address,
        smtp_msa_username=smtp_msa_username,
        treat_as_alias=treat_as_alias,
    )
    send_as_record = db.find(SendAsRecord, send_as_email)
    if send_as_record is None:
        fail("send_as_record_not_found", send_as_email=send_as_email)
    if not changes:
        fail("nothing_to_change")
    db.update(send_as_record, **changes)
    return {"send_as_record": send_as_record_full(send_as_record)}


class DeleteSendAsRecord(TypedDict):
    """What `delete_send_as_record` returns."""

    send_as_email: str


def delete_send_as_record(db: Database, /, *, send_as_email: str) -> DeleteSendAsRecord:
    """Delete a send as record together with its S/MIME information."""
    send_as_record = db.find(SendAsRecord, send_as_email)
    if send_as_record is None:
        fail("send_as_record_not_found", send_as_email=send_as_email)
    db.delete(send_as_record)
    return {"send_as_email": send_as_email}


def verify_send_as_record(db: Database, /, *, send_as_email: str) -> SendAsRecordResult:
    """Verify a send as record."""
    send_as_record = db.find(SendAsRecord, send_as_email)
    if send_as_record is None:
        fail("send_as_record_not_found", send_as_email=send_as_email)
    if send_as_record.verification_status == "accepted":
        fail("send_as_record_already_accepted", send_as_email=send_as_record.send_as_email)
    db.update(send_as_record, verification_status="accepted")
    return {"send_as_record": send_as_record_full(send_as_record)}


class ListSmimeInfo(TypedDict):
    """What `list_smime_info` returns."""

    smime_info: list[SmimeInfoShort]
    next_cursor: str | None


def list_smime_info(
    db: Database,
    /,
    *,
    send_as_email: str,
    send_as_record_id: str | None = None,
    expiration_after: str | None = None,
    expiration_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListSmimeInfo:
    """List the S/MIME information of a send as record, optionally by send as record or expiration time."""
    send_as_record = db.find(SendAsRecord, send_as_email)
    if send_as_record is None:
        fail("send_as_record_not_found", send_as_email=send_as_email)
    query = db.query(SmimeInfo).where("send_as_record_id = ?", send_as_record.send_as_email)
    if send_as_record_id is not None:
        query.where("send_as_record_id = ?", send_as_record_id)
    if expiration_after is not None:
        query.where("expiration_time IS NOT NULL AND expiration_time >= ?", expiration_after)
    if expiration_before is not None:
        query.where("expiration_time IS NOT NULL AND expiration_time <= ?", expiration_before)
    page = query.page(limit=limit, cursor=cursor)
    return {"smime_info": [smime_info_short(smime_info) for smime_info in page.rows], "next_cursor": page.next_cursor}


class SmimeInfoResult(TypedDict):
    """What `get_smime_info` and `create_smime_info` return."""

    smime_info: SmimeInfoFull


def get_smime_info(db: Database, /, *, smime_info_id: str) -> SmimeInfoResult:
    """Show S/MIME information with all its details."""
    smime_info = db.find(SmimeInfo, smime_info_id) or fail("smime_info_not_found", smime_info_id=smime_info_id)
    return {"smime_info": smime_info_full(smime_info)}


def create_smime_info(
    db: Database,
    /,
    *,
    send_as_record_id: str,
    expiration_time: str | None = None,
    is_default: bool = False,
    issuer_cn: str | None = None,
) -> SmimeInfoResult:
    """Create S/MIME information in a send as record."""
    if db.find(SendAsRecord, send_as_record_id) is None:
        fail("send_as_record_unknown", send_as_record_id=send_as_record_id)
    if expiration_time is not None and expiration_time < db.now():
        fail("expiration_in_past")
    smime_info = db.insert(
        SmimeInfo,
        smime_info_id=f"SI-{db.next_number('smime_info'):04d}",
        send_as_record_id=send_as_record_id,
        expiration_time=expiration_time,
        is_default=is_default,
        issuer_cn=issuer_cn,
    )
    return {"smime_info": smime_info_full(smime_info)}


class DeleteSmimeInfo(TypedDict):
    """What `delete_smime_info` returns."""

    smime_info_id: str


def delete_smime_info(db: Database, /, *, smime_info_id: str) -> DeleteSmimeInfo:
    """Delete S/MIME information."""
    smime_info = db.find(SmimeInfo, smime_info_id) or fail("smime_info_not_found", smime_info_id=smime_info_id)
    db.delete(smime_info)
    return {"smime_info_id": smime_info_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "send_as_record_already_accepted": "Send as record {send_as_email} is already accepted.",
    "send_as_record_exists": (
        "There is already a send as record with the send as email {send_as_email}. Choose another one."
    ),
    "send_as_record_not_found": (
        "There is no send as record {send_as_email}. List the send as records to see which there are."
    ),
    "send_as_record_unknown": (
        "There is no send as record {send_as_record_id}. List the send as records to see which there are."
    ),
    "smime_info_not_found": (
        "There is no S/MIME information {smime_info_id}. List the S/MIME information to see which there are."
    ),
    "expiration_in_past": "The expiration cannot lie in the past. Give a later time.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gmail_send_as_records",
    folder=Path(__file__).parent,
    tables=[Profile, VacationSettings, SendAsRecord, SmimeInfo],
    tools={
        "get_profile": Tool(get_profile, read_only=True),
        "get_vacation_settings": Tool(get_vacation_settings, read_only=True),
        "update_vacation_settings": Tool(update_vacation_settings),
        "list_send_as_records": Tool(list_send_as_records, read_only=True),
        "get_send_as_record": Tool(get_send_as_record, read_only=True),
        "create_send_as_record": Tool(create_send_as_record),
        "update_send_as_record": Tool(update_send_as_record),
        "delete_send_as_record": Tool(delete_send_as_record),
        "verify_send_as_record": Tool(verify_send_as_record),
        "list_smime_info": Tool(list_smime_info, read_only=True),
        "get_smime_info": Tool(get_smime_info, read_only=True),
        "create_smime_info": Tool(create_smime_info),
        "delete_smime_info": Tool(delete_smime_info),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
