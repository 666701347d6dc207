"""Linode: tokens: keeps SSH keys, tokens, apps, profile devices, profile and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Linode: tokens. Keeps SSH keys, tokens, apps, profile devices, profile and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the profile can be refused: that email is not an email address.
- Creating a security question can be refused: the response must not be blank.
- The label must not be blank.
- Creating a token can be refused: the expiry cannot lie in the past.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Profile(Table, table=True):
    """The profile."""

    __tablename__ = "profiles"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("authentication_type IN ('password', 'github')"),
        CheckConstraint("lish_auth_method IN ('password_keys', 'keys_only', 'disabled')"),
    )

    id: int = Field(primary_key=True)
    username: str
    authentication_type: str
    authorized_keys: list[str] = Field(sa_type=JsonList())
    email: str | None = None
    email_notifications: bool
    lish_auth_method: str | None = None
    referrals_code: str
    referrals_completed: int
    referrals_credit: Decimal = Field(sa_type=Money(2))
    referrals_pending: int
    referrals_total: int
    restricted: bool
    timezone: str | None = None
    two_factor_auth: bool


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"

    app_id: int = Field(primary_key=True)
    label: str | None = None
    expiry_time: str | None = None
    scopes: str | None = None
    website: str | None = None
    created_at: str


class ProfileDevice(Table, table=True):
    """A profile device."""

    __tablename__ = "profile_devices"

    profile_device_id: int = Field(primary_key=True)
    expiry_time: str | None = None
    last_authenticated_at: str | None = None
    last_remote_addr: str | None = None
    user_agent: str | None = None
    created_at: str


class Preferences(Table, table=True):
    """The preferences."""

    __tablename__ = "preferences"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    key1: str
    key2: str


class SecurityQuestion(Table, table=True):
    """A security question."""

    __tablename__ = "security_questions"

    security_question_id: int = Field(primary_key=True)
    question: str | None = None
    response: str
    security_question_text: str | None = None


class SshKey(Table, table=True):
    """An SSH key."""

    __tablename__ = "ssh_keys"

    ssh_key_id: int = Field(primary_key=True)
    label: str
    ssh_key_text: str | None = None
    created_at: str


class Token(Table, table=True):
    """A token."""

    __tablename__ = "tokens"

    token_id: int = Field(primary_key=True)
    label: str
    expiry_time: str | None = None
    scopes: str | None = None
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class ProfileFull(TypedDict):
    """A profile in the view `full`."""

    username: str
    authentication_type: str
    authorized_keys: list[str]
    email: str | None
    email_notifications: bool
    lish_auth_method: str | None
    referrals_code: str
    referrals_completed: int
    referrals_credit: Decimal
    referrals_pending: int
    referrals_total: int
    restricted: bool
    timezone: str | None
    two_factor_auth: bool


def profile_full(profile: Profile) -> ProfileFull:
    """A profile in the view `full`."""
    return {
        "username": profile.username,
        "authentication_type": profile.authentication_type,
        "authorized_keys": profile.authorized_keys,
        "email": profile.email,
        "email_notifications": profile.email_notifications,
        "lish_auth_method": profile.lish_auth_method,
        "referrals_code": profile.referrals_code,
        "referrals_completed": profile.referrals_completed,
        "referrals_credit": profile.referrals_credit,
        "referrals_pending": profile.referrals_pending,
        "referrals_total": profile.referrals_total,
        "restricted": profile.restricted,
        "timezone": profile.timezone,
        "two_factor_auth": profile.two_factor_auth,
    }


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: int
    label: str | None
    expiry_time: str | None
    scopes: str | None
    website: str | None
    created_at: str


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "label": app.label,
        "expiry_time": app.expiry_time,
        "scopes": app.scopes,
        "website": app.website,
        "created_at": app.created_at,
    }


class AppFull(AppShort):
    """An app in the view `full`."""


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return app_short(app)


class ProfileDeviceShort(TypedDict):
    """A profile device in the view `short`."""

    profile_device_id: int
    expiry_time: str | None
    last_authenticated_at: str | None
    last_remote_addr: str | None
    user_agent: str | None
    created_at: str


def profile_device_short(profile_device: ProfileDevice) -> ProfileDeviceShort:
    """A profile device in the view `short`."""
    return {
        "profile_device_id": profile_device.profile_device_id,
        "expiry_time": profile_device.expiry_time,
        "last_authenticated_at": profile_device.last_authenticated_at,
        "last_remote_addr": profile_device.last_remote_addr,
        "user_agent": profile_device.user_agent,
        "created_at": profile_device.created_at,
    }


class ProfileDeviceFull(ProfileDeviceShort):
    """A profile device in the view `full`."""


def profile_device_full(profile_device: ProfileDevice) -> ProfileDeviceFull:
    """A profile device in the view `full`."""
    return profile_device_short(profile_device)


class PreferencesFull(TypedDict):
    """A preferences in the view `full`."""

    key1: str
    key2: str


def preferences_full(preferences: Preferences) -> PreferencesFull:
    """A preferences in the view `full`."""
    return {"key1": preferences.key1, "key2": preferences.key2}


class SecurityQuestionShort(TypedDict):
    """A security question in the view `short`."""

    security_question_id: int
    question: str | None
    response: str
    security_question_text: str | None


def security_question_short(security_question: SecurityQuestion) -> SecurityQuestionShort:
    """A security question in the view `short`."""
    return {
        "security_question_id": security_question.security_question_id,
        "question": security_question.question,
        "response": security_question.response,
        "security_question_text": security_question.security_question_text,
    }


class SecurityQuestionFull(SecurityQuestionShort):
    """A security question in the view `full`."""


def security_question_full(security_question: SecurityQuestion) -> SecurityQuestionFull:
    """A security question in the view `full`."""
    return security_question_short(security_question)


class SshKeyShort(TypedDict):
    """A ssh key in the view `short`."""

    ssh_key_id: int
    label: str
    ssh_key_text: str | None
    created_at: str


def ssh_key_short(ssh_key: SshKey) -> SshKeyShort:
    """A ssh key in the view `short`."""
    return {
        "ssh_key_id": ssh_key.ssh_key_id,
        "label": ssh_key.label,
        "ssh_key_text": ssh_key.ssh_key_text,
        "created_at": ssh_key.created_at,
    }


class SshKeyFull(SshKeyShort):
    """A ssh key in the view `full`."""


def ssh_key_full(ssh_key: SshKey) -> SshKeyFull:
    """A ssh key in the view `full`."""
    return ssh_key_short(ssh_key)


class TokenShort(TypedDict):
    """A token in the view `short`."""

    token_id: int
    label: str
    expiry_time: str | None
    scopes: str | None
    created_at: str


def token_short(token: Token) -> TokenShort:
    """A token in the view `short`."""
    return {
        "token_id": token.token_id,
        "label": token.label,
        "expiry_time": token.expiry_time,
        "scopes": token.scopes,
        "created_at": token.created_at,
    }


class TokenFull(TokenShort):
    """A token in the view `full`."""


def token_full(token: Token) -> TokenFull:
    """A token in the view `full`."""
    return token_short(token)


# --- tools --------------------------------------------------------------------------------------------------------


class ProfileResult(TypedDict):
    """What `get_profile` and `update_profile` return."""

    profile: ProfileFull


def get_profile(db: Database, /) -> ProfileResult:
    """Show the profile."""
    profile = db.get(Profile, 1)
    return {"profile": profile_full(profile)}


def update_profile(
    db: Database,
    /,
    *,
    authorized_keys: list[str] | None = None,
    email: str | None = None,
    email_notifications: bool | None = None,
    lish_auth_method: Literal["password_keys", "keys_only", "disabled"] | None = None,
    restricted: bool | None = None,
    timezone: str | None = None,
    two_factor_auth: bool | None = None,
    clear: list[Literal["email", "lish_auth_method", "timezone"]] | None = None,
) -> ProfileResult:
    """Change the profile, for example the email, lish authentication method, time zone or authorized keys."""
    changes = given(
        clear,
        authorized_keys=authorized_keys,
        email=email,
        email_notifications=email_notifications,
        lish_auth_method=lish_auth_method,
        restricted=restricted,
        timezone=timezone,
        two_factor_auth=two_factor_auth,
    )
    profile = db.get(Profile, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(profile, **changes)
    return {"profile": profile_full(profile)}


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps."""
    page = db.query(App).page("-created_at", limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class GetApp(TypedDict):
    """What `get_app` returns."""

    app: AppFull


def get_app(db: Database, /, *, app_id: int) -> GetApp:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


class DeleteApp(TypedDict):
    """What `delete_app` returns."""

    app_id: int


def delete_app(db: Database, /, *, app_id: int) -> DeleteApp:
    """Delete an app."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    db.delete(app)
    return {"app_id": app_id}


class ListProfileDevices(TypedDict):
    """What `list_profile_devices` returns."""

    profile_devices: list[ProfileDeviceShort]
    next_cursor: str | None


def list_profile_devices(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListProfileDevices:
    """List the profile devices."""
    page = db.query(ProfileDevice).page("-created_at", limit=limit, cursor=cursor)
    return {
        "profile_devices": [profile_device_short(profile_device) for profile_device in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetProfileDevice(TypedDict):
    """What `get_profile_device` returns."""

    profile_device: ProfileDeviceFull


def get_profile_device(db: Database, /, *, profile_device_id: int) -> GetProfileDevice:
    """Show a profile device with all its details."""
    profile_device = db.find(ProfileDevice, profile_device_id)
    if profile_device is None:
        fail("profile_device_not_found", profile_device_id=profile_device_id)
    return {"profile_device": profile_device_full(profile_device)}


class DeleteProfileDevice(TypedDict):
    """What `delete_profile_device` returns."""

    profile_device_id: int


def delete_profile_device(db: Database, /, *, profile_device_id: int) -> DeleteProfileDevice:
    """Delete a profile device."""
    profile_device = db.find(ProfileDevice, profile_device_id)
    if profile_device is None:
        fail("profile_device_not_found", profile_device_id=profile_device_id)
    db.delete(profile_device)
    return {"profile_device_id": profile_device_id}


class GetPreferences(TypedDict):
    """What `get_preferences` returns."""

    preferences: PreferencesFull


def get_preferences(db: Database, /) -> GetPreferences:
    """Show the preferences."""
    preferences = db.get(Preferences, 1)
    return {"preferences": preferences_full(preferences)}


class ListSecurityQuestions(TypedDict):
    """What `list_security_questions` returns."""

    security_questions: list[SecurityQuestionFull]
    next_cursor: str | None


def list_security_questions(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSecurityQuestions:
    """List the security questions."""
    page = db.query(SecurityQuestion).page("question", limit=limit, cursor=cursor)
    return {
        "security_questions": [security_question_full(security_question) for security_question in page.rows],
        "next_cursor": page.next_cursor,
    }


class CreateSecurityQuestion(TypedDict):
    """What `create_security_question` returns."""

    security_question: SecurityQuestionFull


def create_security_question(db: Database, /, *, response: str) -> CreateSecurityQuestion:
    """Create a security question."""
    if len(words(response)) <= 0:
        fail("response_blank")
    security_question = db.insert(
        SecurityQuestion, security_question_id=db.next_number("security_questions"), response=response
    )
    return {"security_question": security_question_full(security_question)}


class ListSshKeys(TypedDict):
    """What `list_ssh_keys` returns."""

    ssh_keys: list[SshKeyShort]
    next_cursor: str | None


def list_ssh_keys(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListSshKeys:
    """List the SSH keys."""
    page = db.query(SshKey).page("-created_at", limit=limit, cursor=cursor)
    return {"ssh_keys": [ssh_key_short(ssh_key) for ssh_key in page.rows], "next_cursor": page.next_cursor}


class SshKeyResult(TypedDict):
    """What `get_ssh_key` and 2 other tools return."""

    ssh_key: SshKeyFull


def get_ssh_key(db: Database, /, *, ssh_key_id: int) -> SshKeyResult:
    """Show an SSH key with all its details."""
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    return {"ssh_key": ssh_key_full(ssh_key)}


def create_ssh_key(db: Database, /, *, label: str, ssh_key_text: str | None = None) -> SshKeyResult:
    """Create an SSH key."""
    if len(words(label)) <= 0:
        fail("label_blank")
    ssh_key = db.insert(
        SshKey, ssh_key_id=db.next_number("ssh_keys"), label=label, ssh_key_text=ssh_key_text, created_at=db.now()
    )
    return {"ssh_key": ssh_key_full(ssh_key)}


def update_ssh_key(db: Database, /, *, ssh_key_id: int, label: str | None = None) -> SshKeyResult:
    """Change the label of an SSH key."""
    changes = given(None, label=label)
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    if label is not None and len(words(label)) <= 0:
        fail("label_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(ssh_key, **changes)
    return {"ssh_key": ssh_key_full(ssh_key)}


class DeleteSshKey(TypedDict):
    """What `delete_ssh_key` returns."""

    ssh_key_id: int


def delete_ssh_key(db: Database, /, *, ssh_key_id: int) -> DeleteSshKey:
    """Delete an SSH key."""
    ssh_key = db.find(SshKey, ssh_key_id) or fail("ssh_key_not_found", ssh_key_id=ssh_key_id)
    db.delete(ssh_key)
    return {"ssh_key_id": ssh_key_id}


class ListTokens(TypedDict):
    """What `list_tokens` returns."""

    tokens: list[TokenShort]
    next_cursor: str | None


def list_tokens(
    db: Database,
    /,
    *,
    expiry_after: str | None = None,
    expiry_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTokens:
    """List the tokens, optionally by expiry time."""
    query = db.query(Token)
    if expiry_after is not None:
        query.where("expiry_time IS NOT NULL AND expiry_time >= ?", expiry_after)
    if expiry_before is not None:
        query.where("expiry_time IS NOT NULL AND expiry_time <= ?", expiry_before)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"tokens": [token_short(token) for token in page.rows], "next_cursor": page.next_cursor}


class TokenResult(TypedDict):
    """What `get_token` and 2 other tools return."""

    token: TokenFull


def get_token(db: Database, /, *, token_id: int) -> TokenResult:
    """Show a token with all its details."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    return {"token": token_full(token)}


def create_token(
    db: Database, /, *, label: str, expiry_time: str | None = None, scopes: str | None = None
) -> TokenResult:
    """Create a token."""
    if expiry_time is not None and expiry_time < db.now():
        fail("expiry_in_past")
    token = db.insert(
        Token,
        token_id=db.next_number("tokens"),
        label=label,
        expiry_time=expiry_time,
        scopes=scopes,
        created_at=db.now(),
    )
    return {"token": token_full(token)}


def update_token(db: Database, /, *, token_id: int, label: str | None = None) -> TokenResult:
    """Change the label of a token."""
    changes = given(None, label=label)
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    if not changes:
        fail("nothing_to_change")
    db.update(token, **changes)
    return {"token": token_full(token)}


class DeleteToken(TypedDict):
    """What `delete_token` returns."""

    token_id: int


def delete_token(db: Database, /, *, token_id: int) -> DeleteToken:
    """Delete a token."""
    token = db.find(Token, token_id) or fail("token_not_found", token_id=token_id)
    db.delete(token)
    return {"token_id": token_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "profile_device_not_found": (
        "There is no profile device {profile_device_id}. List the profile devices to see which there are."
    ),
    "ssh_key_not_found": "There is no SSH key {ssh_key_id}. List the SSH keys to see which there are.",
    "token_not_found": "There is no token {token_id}. List the tokens to see which there are.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "response_blank": "The response must not be blank. Give it some words.",
    "label_blank": "The label must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="linode_tokens",
    folder=Path(__file__).parent,
    tables=[Profile, App, ProfileDevice, Preferences, SecurityQuestion, SshKey, Token],
    tools={
        "get_profile": Tool(get_profile, read_only=True),
        "update_profile": Tool(update_profile),
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
        "delete_app": Tool(delete_app),
        "list_profile_devices": Tool(list_profile_devices, read_only=True),
        "get_profile_device": Tool(get_profile_device, read_only=True),
        "delete_profile_device": Tool(delete_profile_device),
        "get_preferences": Tool(get_preferences, read_only=True),
        "list_security_questions": Tool(list_security_questions, read_only=True),
        "create_security_question": Tool(create_security_question),
        "list_ssh_keys": Tool(list_ssh_keys, read_only=True),
        "get_ssh_key": Tool(get_ssh_key, read_only=True),
        "create_ssh_key": Tool(create_ssh_key),
        "update_ssh_key": Tool(update_ssh_key),
        "delete_ssh_key": Tool(delete_ssh_key),
        "list_tokens": Tool(list_tokens, read_only=True),
        "get_token": Tool(get_token, read_only=True),
        "create_token": Tool(create_token),
        "update_token": Tool(update_token),
        "delete_token": Tool(delete_token),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
