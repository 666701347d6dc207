"""VictorOps: users: keeps users, devices, emails, phones, timeouts and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
VictorOps: users. Keeps users, devices, emails, phones, timeouts and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a user can be refused: there is already a user with that username.
- When creating or updating a user, Write one such as name@example.com.
- Creating a device can be refused: there is already a device with that name.
- Two users cannot have the same username.
- Two devices cannot have the same user and name.
- Deleting a user also deletes their devices, emails, phones and user policies.
- Deleting a user keeps the logs that refer to the user; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Timeout(Table, table=True):
    """A timeout."""

    __tablename__ = "timeouts"
    __table_args__ = (
        CheckConstraint(
            "description IN ('If still unacked after 1 minute', 'If still unacked after 5 minute', "
            "'If still unacked after 10 minute', 'If still unacked after 15 minute', "
            "'If still unacked after 20 minute', 'If still unacked after 25 minute', "
            "'If still unacked after 30 minute', 'If still unacked after 45 minute', "
            "'If still unacked after 60 minute')"
        ),
    )

    timeout_id: str = Field(primary_key=True)
    description: str | None = None
    type: int | None = None


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("username"),)

    user_id: str = Field(primary_key=True)
    first_name: str
    user_email: str
    last_name: str
    username: str
    verified: bool
    admin_value: bool
    expiration_hours: float | None = None
    created_at: str


class Device(Table, table=True):
    """A device of a user."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    device_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    label: str | None = None
    device_type: str | None = None
    name: str
    chat_escalation_sound: str | None = None
    device_label: str | None = None
    escalation_notification_sound: str | None = None
    resolved_notification_sound: str | None = None


class Email(Table, table=True):
    """An email of a user."""

    __tablename__ = "emails"

    email_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    label: str
    device_type: str | None = None
    email_text: str
    rank: int


class Phone(Table, table=True):
    """A phone of a user."""

    __tablename__ = "phones"

    phone_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    label: str
    device_type: str | None = None
    phone_text: str
    rank: int


class UserPolicy(Table, table=True):
    """A user policy of a user."""

    __tablename__ = "user_policies"

    user_policy_id: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.user_id", ondelete="CASCADE", index=True)
    contact_type: str | None = None
    order: int
    timeout_id: str | None = Field(default=None, foreign_key="timeouts.timeout_id", ondelete="SET NULL", index=True)


class Log(Table, table=True):
    """A log."""

    __tablename__ = "logs"

    log_id: str = Field(primary_key=True)
    adjusted_total_hours: float | None = None
    adjusted_total_minutes: float | None = None
    total_hours: float | None = None
    total_minutes: float | None = None
    user_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class TimeoutShort(TypedDict):
    """A timeout in the view `short`."""

    timeout_id: str
    description: str | None
    type: int | None


def timeout_short(timeout: Timeout) -> TimeoutShort:
    """A timeout in the view `short`."""
    return {"timeout_id": timeout.timeout_id, "description": timeout.description, "type": timeout.type}


class TimeoutFull(TimeoutShort):
    """A timeout in the view `full`."""


def timeout_full(timeout: Timeout) -> TimeoutFull:
    """A timeout in the view `full`."""
    return timeout_short(timeout)


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    first_name: str
    user_email: str
    last_name: str
    username: str
    verified: bool
    admin_value: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "user_email": user.user_email,
        "last_name": user.last_name,
        "username": user.username,
        "verified": user.verified,
        "admin_value": user.admin_value,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    expiration_hours: float | None
    created_at: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {**user_short(user), "expiration_hours": user.expiration_hours, "created_at": user.created_at}


class DeviceShort(TypedDict):
    """A device in the view `short`."""

    device_id: str
    user_id: str
    label: str | None
    device_type: str | None
    name: str
    chat_escalation_sound: str | None
    device_label: str | None


def device_short(device: Device) -> DeviceShort:
    """A device in the view `short`."""
    return {
        "device_id": device.device_id,
        "user_id": device.user_id,
        "label": device.label,
        "device_type": device.device_type,
        "name": device.name,
        "chat_escalation_sound": device.chat_escalation_sound,
        "device_label": device.device_label,
    }


class DeviceFull(DeviceShort):
    """A device in the view `full`."""

    escalation_notification_sound: str | None
    resolved_notification_sound: str | None


def device_full(device: Device) -> DeviceFull:
    """A device in the view `full`."""
    return {
        **device_short(device),
        "escalation_notification_sound": device.escalation_notification_sound,
        "resolved_notification_sound": device.resolved_notification_sound,
    }


class EmailShort(TypedDict):
    """An email in the view `short`."""

    email_id: str
    user_id: str
    label: str
    device_type: str | None
    email_text: str
    rank: int


def email_short(email: Email) -> EmailShort:
    """An email in the view `short`."""
    return {
        "email_id": email.email_id,
        "user_id": email.user_id,
        "label": email.label,
        "device_type": email.device_type,
        "email_text": email.email_text,
        "rank": email.rank,
    }


class EmailFull(EmailShort):
    """An email in the view `full`."""


def email_full(email: Email) -> EmailFull:
    """An email in the view `full`."""
    return email_short(email)


class PhoneShort(TypedDict):
    """A phone in the view `short`."""

    phone_id: str
    user_id: str
    label: str
    device_type: str | None
    phone_text: str
    rank: int


def phone_short(phone: Phone) -> PhoneShort:
    """A phone in the view `short`."""
    return {
        "phone_id": phone.phone_id,
        "user_id": phone.user_id,
        "label": phone.label,
        "device_type": phone.device_type,
        "phone_text": phone.phone_text,
        "rank": phone.rank,
    }


class PhoneFull(PhoneShort):
    """A phone in the view `full`."""


def phone_full(phone: Phone) -> PhoneFull:
    """A phone in the view `full`."""
    return phone_short(phone)


class UserPolicyShort(TypedDict):
    """A user policy in the view `short`."""

    user_policy_id: str
    user_id: str
    contact_type: str | None
    order: int
    timeout_id: str | None


def user_policy_short(user_policy: UserPolicy) -> UserPolicyShort:
    """A user policy in the view `short`."""
    return {
        "user_policy_id": user_policy.user_policy_id,
        "user_id": user_policy.user_id,
        "contact_type": user_policy.contact_type,
        "order": user_policy.order,
        "timeout_id": user_policy.timeout_id,
    }


class UserPolicyFull(UserPolicyShort):
    """A user policy in the view `full`."""


def user_policy_full(user_policy: UserPolicy) -> UserPolicyFull:
    """A user policy in the view `full`."""
    return user_policy_short(user_policy)


class LogShort(TypedDict):
    """A log in the view `short`."""

    log_id: str
    adjusted_total_hours: float | None
    adjusted_total_minutes: float | None
    total_hours: float | None
    total_minutes: float | None
    user_id: str | None


def log_short(log: Log) -> LogShort:
    """A log in the view `short`."""
    return {
        "log_id": log.log_id,
        "adjusted_total_hours": log.adjusted_total_hours,
        "adjusted_total_minutes": log.adjusted_total_minutes,
        "total_hours": log.total_hours,
        "total_minutes": log.total_minutes,
        "user_id": log.user_id,
    }


class LogFull(LogShort):
    """A log in the view `full`."""


def log_full(log: Log) -> LogFull:
    """A log in the view `full`."""
    return log_short(log)


# --- tools --------------------------------------------------------------------------------------------------------


class ListTimeouts(TypedDict):
    """What `list_timeouts` returns."""

    timeouts: list[TimeoutFull]
    next_cursor: str | None


def list_timeouts(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTimeouts:
    """List the timeouts."""
    page = db.query(Timeout).page(limit=limit, cursor=cursor)
    return {"timeouts": [timeout_full(timeout) for timeout in page.rows], "next_cursor": page.next_cursor}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users."""
    page = db.query(User).page("-created_at", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and 2 other tools return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database,
    /,
    *,
    first_name: str,
    user_email: str,
    last_name: str,
    username: str,
    admin_value: bool = False,
    expiration_hours: float | None = None,
) -> UserResult:
    """Create a user."""
    if db.query(User).where("same_text(username, ?)", username).exists():
        fail("username_taken", username=username)
    if not valid_email(user_email):
        fail("user_email_invalid", user_email=user_email)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        first_name=first_name,
        user_email=user_email,
        last_name=last_name,
        username=username,
        verified=False,
        admin_value=admin_value,
        expiration_hours=expiration_hours,
        created_at=db.now(),
    )
    return {"user": user_full(user)}


def update_user(
    db: Database,
    /,
    *,
    user_id: str,
    first_name: str | None = None,
    user_email: str | None = None,
    last_name: str | None = None,
    username: str | None = None,
    admin_value: bool | None = None,
    expiration_hours: float | None = None,
    clear: list[Literal["expiration_hours"]] | None = None,
) -> UserResult:
    """Change a user, for example its first name, username, user email or last name."""
    changes = given(
        clear,
        first_name=first_name,
        user_email=user_email,
        last_name=last_name,
        username=username,
        admin_value=admin_value,
        expiration_hours=expiration_hours,
    )
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    if (
        username is not None
        and db.query(User).where("same_text(username, ?) AND user_id <> ?", username, user.user_id).exists()
    ):
        fail("username_taken", username=username)
    if not (user_email is None or valid_email(user_email)):
        fail("user_email_invalid", user_email=user_email)
    if not changes:
        fail("nothing_to_change")
    db.update(user, **changes)
    return {"user": user_full(user)}


class DeleteUser(TypedDict):
    """What `delete_user` returns."""

    user_id: str


def delete_user(db: Database, /, *, user_id: str) -> DeleteUser:
    """Delete a user together with its devices, emails and phones."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    db.delete(user)
    return {"user_id": user_id}


class ListDevices(TypedDict):
    """What `list_devices` returns."""

    devices: list[DeviceShort]
    next_cursor: str | None


def list_devices(db: Database, /, *, user_id: str, limit: int = 20, cursor: str | None = None) -> ListDevices:
    """List the devices of a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    page = db.query(Device).where("user_id = ?", user.user_id).page("label", limit=limit, cursor=cursor)
    return {"devices": [device_short(device) for device in page.rows], "next_cursor": page.next_cursor}


class DeviceResult(TypedDict):
    """What `get_device` and 2 other tools return."""

    device: DeviceFull


def get_device(db: Database, /, *, device_id: str) -> DeviceResult:
    """Show a device with all its details."""
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    return {"device": device_full(device)}


def create_device(
    db: Database,
    /,
    *,
    user_id: str,
    name: str,
    chat_escalation_sound: str | None = None,
    device_label: str | None = None,
    escalation_notification_sound: str | None = None,
    resolved_notification_sound: str | None = None,
) -> DeviceResult:
    """Create a device in a user."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.query(Device).where("same_text(name, ?) AND user_id = ?", name, user_id).exists():
        fail("device_name_taken", name=name)
    device = db.insert(
        Device,
        device_id=f"DEV-{db.next_number('devices'):04d}",
        user_id=user_id,
        name=name,
        chat_escalation_sound=chat_escalation_sound,
        device_label=device_label,
        escalation_notification_sound=escalation_notification_sound,
        resolved_notification_sound=resolved_notification_sound,
    )
    return {"device": device_full(device)}


def update_device(
    db: Database,
    /,
    *,
    device_id: str,
    chat_escalation_sound: str | None = None,
    device_label: str | None = None,
    escalation_notification_sound: str | None = None,
    resolved_notification_sound: str | None = None,
    clear: list[
        Literal["chat_escalation_sound", "device_label", "escalation_notification_sound", "resolved_notification_sound"]
    ]
    | None = None,
) -> DeviceResult:
    """Change the device label, chat escalation sound, escalation notification sound or resolved notification sound
    of a device.
    """
    changes = given(
        clear,
        chat_escalation_sound=chat_escalation_sound,
        device_label=device_label,
        escalation_notification_sound=escalation_notification_sound,
        resolved_notification_sound=resolved_notification_sound,
    )
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    if not changes:
        fail("nothing_to_change")
    db.update(device, **changes)
    return {"device": device_full(device)}


class DeleteDevice(TypedDict):
    """What `delete_device` returns."""

    device_id: str


def delete_device(db: Database, /, *, device_id: str) -> DeleteDevice:
    """Delete a device."""
    device = db.find(Device, device_id) or fail("device_not_found", device_id=device_id)
    db.delete(device)
    return {"device_id": device_id}


class ListEmails(TypedDict):
    """What `list_emails` returns."""

    emails: list[EmailShort]
    next_cursor: str | None


def list_emails(db: Database, /, *, user_id: str, limit: int = 20, cursor: str | None = None) -> ListEmails:
    """List the emails of a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    page = db.query(Email).where("user_id = ?", user.user_id).page("label", limit=limit, cursor=cursor)
    return {"emails": [email_short(email) for email in page.rows], "next_cursor": page.next_cursor}


class EmailResult(TypedDict):
    """What `get_email` and `create_email` return."""

    email: EmailFull


def get_email(db: Database, /, *, email_id: str) -> EmailResult:
    """Show an email with all its details."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    return {"email": email_full(email)}


def create_email(db: Database, /, *, user_id: str, label: str, email_text: str, rank: int | None = None) -> EmailResult:
    """Create an email in a user."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    email_count = db.query(Email).where("user_id = ?", user_id).count()
    if rank is not None and rank > email_count:
        fail("email_rank_out_of_range", email_count=email_count)
    email = db.insert(
        Email,
        email_id=f"EMAIL-{db.next_number('emails'):04d}",
        user_id=user_id,
        label=label,
        email_text=email_text,
        rank=db.next_position(Email, "rank", "user_id", user_id),
    )
    if rank is not None and rank < email.rank:
        for sibling in (
            db.query(Email).where("user_id = ? AND rank >= ? AND email_id <> ?", user_id, rank, email.email_id).all()
        ):
            db.update(sibling, rank=sibling.rank + 1)
        db.update(email, rank=rank)
    return {"email": email_full(email)}


class DeleteEmail(TypedDict):
    """What `delete_email` returns."""

    email_id: str


def delete_email(db: Database, /, *, email_id: str) -> DeleteEmail:
    """Delete an email."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    for sibling in db.query(Email).where("user_id = ? AND rank > ?", email.user_id, email.rank).all():
        db.update(sibling, rank=sibling.rank - 1)
    db.delete(email)
    return {"email_id": email_id}


class ListPhones(TypedDict):
    """What `list_phones` returns."""

    phones: list[PhoneShort]
    next_cursor: str | None


def list_phones(db: Database, /, *, user_id: str, limit: int = 20, cursor: str | None = None) -> ListPhones:
    """List the phones of a user."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    page = db.query(Phone).where("user_id = ?", user.user_id).page("label", limit=limit, cursor=cursor)
    return {"phones": [phone_short(phone) for phone in page.rows], "next_cursor": page.next_cursor}


class PhoneResult(TypedDict):
    """What `get_phone` and `create_phone` return."""

    phone: PhoneFull


def get_phone(db: Database, /, *, phone_id: str) -> PhoneResult:
    """Show a phone with all its details."""
    phone = db.find(Phone, phone_id) or fail("phone_not_found", phone_id=phone_id)
    return {"phone": phone_full(phone)}


def create_phone(db: Database, /, *, user_id: str, label: str, phone_text: str, rank: int | None = None) -> PhoneResult:
    """Create a phone in a user."""
    if db.find(User, user_id) is None:
        fail("user_not_found", user_id=user_id)
    phone_count = db.query(Phone).where("user_id = ?", user_id).count()
    if rank is not None and rank > phone_count:
        fail("phone_rank_out_of_range", phone_count=phone_count)
    phone = db.insert(
        Phone,
        phone_id=f"PHONE-{db.next_number('phones'):04d}",
        user_id=user_id,
        label=label,
        phone_text=phone_text,
        rank=db.next_position(Phone, "rank", "user_id", user_id),
    )
    if rank is not None and rank < phone.rank:
        for sibling in (
            db.query(Phone).where("user_id = ? AND rank >= ? AND phone_id <> ?", user_id, rank, phone.phone_id).all()
        ):
            db.update(sibling, rank=sibling.rank + 1)
        db.update(phone, rank=rank)
    return {"phone": phone_full(phone)}


class DeletePhone(TypedDict):
    """What `delete_phone` returns."""

    phone_id: str


def delete_phone(db: Database, /, *, phone_id: str) -> DeletePhone:
    """Delete a phone."""
    phone = db.find(Phone, phone_id) or fail("phone_not_found", phone_id=phone_id)
    for sibling in db.query(Phone).where("user_id = ? AND rank > ?", phone.user_id, phone.rank).all():
        db.update(sibling, rank=sibling.rank - 1)
    db.delete(phone)
    return {"phone_id": phone_id}


class ListUserPolicies(TypedDict):
    """What `list_user_policies` returns."""

    user_policies: list[UserPolicyFull]
    next_cursor: str | None


def list_user_policies(
    db: Database, /, *, user_id: str, timeout_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListUserPolicies:
    """List the user policies of a user, optionally by timeout."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    query = db.query(UserPolicy).where("user_id = ?", user.user_id)
    if timeout_id is not None:
        query.where("timeout_id IS ?", timeout_id)
    page = query.page("order", limit=limit, cursor=cursor)
    return {
        "user_policies": [user_policy_full(user_policy) for user_policy in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListLogs(TypedDict):
    """What `list_logs` returns."""

    logs: list[LogFull]
    next_cursor: str | None


def list_logs(db: Database, /, *, user_id: str | None = None, limit: int = 20, cursor: str | None = None) -> ListLogs:
    """List the logs, optionally by user."""
    query = db.query(Log)
    if user_id is not None:
        query.where("user_id IS ?", user_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"logs": [log_full(log) for log in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "device_name_taken": "There is already a device with the name {name}. Choose another name.",
    "device_not_found": "There is no device {device_id}. List the devices to see which there are.",
    "email_not_found": "There is no email {email_id}. List the emails to see which there are.",
    "phone_not_found": "There is no phone {phone_id}. List the phones to see which there are.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "username_taken": "There is already a user with the username {username}. Choose another username.",
    "email_rank_out_of_range": (
        "There are {email_count} emails of the user, the first has the rank 0. Choose a rank among them."
    ),
    "phone_rank_out_of_range": (
        "There are {phone_count} phones of the user, the first has the rank 0. Choose a rank among them."
    ),
    "user_email_invalid": "{user_email} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="victor_ops_users",
    folder=Path(__file__).parent,
    tables=[Timeout, User, Device, Email, Phone, UserPolicy, Log],
    tools={
        "list_timeouts": Tool(list_timeouts, read_only=True),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "update_user": Tool(update_user),
        "delete_user": Tool(delete_user),
        "list_devices": Tool(list_devices, read_only=True),
        "get_device": Tool(get_device, read_only=True),
        "create_device": Tool(create_device),
        "update_device": Tool(update_device),
        "delete_device": Tool(delete_device),
        "list_emails": Tool(list_emails, read_only=True),
        "get_email": Tool(get_email, read_only=True),
        "create_email": Tool(create_email),
        "delete_email": Tool(delete_email),
        "list_phones": Tool(list_phones, read_only=True),
        "get_phone": Tool(get_phone, read_only=True),
        "create_phone": Tool(create_phone),
        "delete_phone": Tool(delete_phone),
        "list_user_policies": Tool(list_user_policies, read_only=True),
        "list_logs": Tool(list_logs, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "users.username": "username_taken",
        "devices.user_id, devices.name": "device_name_taken",
    },
    instructions=INSTRUCTIONS,
)
