"""IllumiDesk: emails: keeps profiles, emails and ssh key."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
IllumiDesk: emails. Keeps profiles, emails and ssh key.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a profile can be refused: that profile email is not an email address.
- The address must not be blank.
- Two profiles cannot have the same username.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Profile(Table, table=True):
    """A profile."""

    __tablename__ = "profiles"
    __table_args__ = (UniqueConstraint("username"),)

    profile_id: str = Field(primary_key=True)
    first_name: str | None = None
    profile_email: str | None = None
    last_name: str | None = None
    profile_bio: str | None = None
    profile_company: str | None = None
    profile_location: str | None = None
    profile_timezone: str | None = None
    username: str


class Email(Table, table=True):
    """An email."""

    __tablename__ = "emails"

    email_id: str = Field(primary_key=True)
    address: str
    public: bool
    unsubscribed: bool
    user: str | None = None


class SshKey(Table, table=True):
    """The SSH key."""

    __tablename__ = "ssh_keys"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    key: str


# --- views --------------------------------------------------------------------------------------------------------


class ProfileShort(TypedDict):
    """A profile in the view `short`."""

    profile_id: str
    first_name: str | None
    profile_email: str | None
    last_name: str | None
    profile_bio: str | None
    profile_company: str | None
    username: str


def profile_short(profile: Profile) -> ProfileShort:
    """A profile in the view `short`."""
    return {
        "profile_id": profile.profile_id,
        "first_name": profile.first_name,
        "profile_email": profile.profile_email,
        "last_name": profile.last_name,
        "profile_bio": profile.profile_bio,
        "profile_company": profile.profile_company,
        "username": profile.username,
    }


class ProfileFull(ProfileShort):
    """A profile in the view `full`."""

    profile_location: str | None
    profile_timezone: str | None


def profile_full(profile: Profile) -> ProfileFull:
    """A profile in the view `full`."""
    return {
        **profile_short(profile),
        "profile_location": profile.profile_location,
        "profile_timezone": profile.profile_timezone,
    }


class EmailShort(TypedDict):
    """An email in the view `short`."""

    email_id: str
    address: str
    public: bool
    unsubscribed: bool
    user: str | None


def email_short(email: Email) -> EmailShort:
    """An email in the view `short`."""
    return {
        "email_id": email.email_id,
        "address": email.address,
        "public": email.public,
        "unsubscribed": email.unsubscribed,
        "user": email.user,
    }


class EmailFull(EmailShort):
    """An email in the view `full`."""


def email_full(email: Email) -> EmailFull:
    """An email in the view `full`."""
    return email_short(email)


class SshKeyFull(TypedDict):
    """A ssh key in the view `full`."""

    key: str


def ssh_key_full(ssh_key: SshKey) -> SshKeyFull:
    """A ssh key in the view `full`."""
    return {"key": ssh_key.key}


# --- tools --------------------------------------------------------------------------------------------------------


class ListProfiles(TypedDict):
    """What `list_profiles` returns."""

    profiles: list[ProfileShort]
    next_cursor: str | None


def list_profiles(
    db: Database,
    /,
    *,
    username: str | None = None,
    profile_email: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListProfiles:
    """List the profiles, optionally by username or profile email."""
    query = db.query(Profile)
    if username is not None:
        query.where("same_text(username, ?)", username)
    if profile_email is not None:
        query.where("same_text(profile_email, ?)", profile_email)
    page = query.page("first_name", limit=limit, cursor=cursor)
    return {"profiles": [profile_short(profile) for profile in page.rows], "next_cursor": page.next_cursor}


class ProfileResult(TypedDict):
    """What `get_profile` and 2 other tools return."""

    profile: ProfileFull


def get_profile(db: Database, /, *, profile_id: str) -> ProfileResult:
    """Show a profile with all its details."""
    profile = db.find(Profile, profile_id) or fail("profile_not_found", profile_id=profile_id)
    return {"profile": profile_full(profile)}


def create_profile(
    db: Database,
    /,
    *,
    username: str,
    first_name: str | None = None,
    profile_email: str | None = None,
    last_name: str | None = None,
    profile_bio: str | None = None,
    profile_company: str | None = None,
    profile_location: str | None = None,
    profile_timezone: str | None = None,
) -> ProfileResult:
    """Create a profile."""
    if db.query(Profile).where("same_text(username, ?)", username).exists():
        fail("profile_username_taken", username=username)
    if not (profile_email is None or valid_email(profile_email)):
        fail("profile_email_invalid", profile_email=profile_email)
    profile = db.insert(
        Profile,
        profile_id=f"PRO-{db.next_number('profiles'):04d}",
        first_name=first_name,
        profile_email=profile_email,
        last_name=last_name,
        profile_bio=profile_bio,
        profile_company=profile_company,
        profile_location=profile_location,
        profile_timezone=profile_timezone,
        username=username,
    )
    return {"profile": profile_full(profile)}


def update_profile(
    db: Database,
    /,
    *,
    profile_id: str,
    first_name: str | None = None,
    profile_email: str | None = None,
    last_name: str | None = None,
    profile_bio: str | None = None,
    profile_company: str | None = None,
    profile_location: str | None = None,
    profile_timezone: str | None = None,
    username: str | None = None,
    clear: list[
        Literal[
            "first_name",
            "profile_email",
            "last_name",
            "profile_bio",
            "profile_company",
            "profile_location",
            "profile_timezone",
        ]
    ]
    | None = None,
) -> ProfileResult:
    """Change a profile, for example its first name, username, profile email or last name."""
    changes = given(
        clear,
        first_name=first_name,
        profile_email=profile_email,
        last_name=last_name,
        profile_bio=profile_bio,
        profile_company=profile_company,
        profile_location=profile_location,
        profile_timezone=profile_timezone,
        username=username,
    )
    profile = db.find(Profile, profile_id) or fail("profile_not_found", profile_id=profile_id)
    if (
        username is not None
        and db.query(Profile).where("same_text(username, ?) AND profile_id <> ?", username, profile.profile_id).exists()
    ):
        fail("profile_username_taken", username=username)
    if not (profile_email is None or valid_email(profile_email)):
        fail("profile_email_invalid", profile_email=profile_email)
    if not changes:
        fail("nothing_to_change")
    db.update(profile, **changes)
    return {"profile": profile_full(profile)}


class DeleteProfile(TypedDict):
    """What `delete_profile` returns."""

    profile_id: str


def delete_profile(db: Database, /, *, profile_id: str) -> DeleteProfile:
    """Delete a profile."""
    profile = db.find(Profile, profile_id) or fail("profile_not_found", profile_id=profile_id)
    db.delete(profile)
    return {"profile_id": profile_id}


class ListEmails(TypedDict):
    """What `list_emails` returns."""

    emails: list[EmailShort]
    next_cursor: str | None


def list_emails(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListEmails:
    """List the emails."""
    page = db.query(Email).page(limit=limit, cursor=cursor)
    return {"emails": [email_short(email) for email in page.rows], "next_cursor": page.next_cursor}


class EmailResult(TypedDict):
    """What `get_email` and 2 other tools return."""

    email: EmailFull


def get_email(db: Database, /, *, email_id: str) -> EmailResult:
    """Show an email with all its details."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    return {"email": email_full(email)}


def create_email(db: Database, /, *, address: str, public: bool = False, unsubscribed: bool = False) -> EmailResult:
    """Create an email."""
    if len(words(address)) <= 0:
        fail("address_blank")
    email = db.insert(
        Email,
        email_id=f"EMAIL-{db.next_number('emails'):04d}",
        address=address,
        public=public,
        unsubscribed=unsubscribed,
    )
    return {"email": email_full(email)}


def update_email(
    db: Database,
    /,
    *,
    email_id: str,
    address: str | None = None,
    public: bool | None = None,
    unsubscribed: bool | None = None,
) -> EmailResult:
    """Change the address of an email."""
    changes = given(None, address=address, public=public, unsubscribed=unsubscribed)
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    if address is not None and len(words(address)) <= 0:
        fail("address_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(email, **changes)
    return {"email": email_full(email)}


class DeleteEmail(TypedDict):
    """What `delete_email` returns."""

    email_id: str


def delete_email(db: Database, /, *, email_id: str) -> DeleteEmail:
    """Delete an email."""
    email = db.find(Email, email_id) or fail("email_not_found", email_id=email_id)
    db.delete(email)
    return {"email_id": email_id}


class GetSshKey(TypedDict):
    """What `get_ssh_key` returns."""

    ssh_key: SshKeyFull


def get_ssh_key(db: Database, /) -> GetSshKey:
    """Show the SSH key."""
    ssh_key = db.get(SshKey, 1)
    return {"ssh_key": ssh_key_full(ssh_key)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "email_not_found": "There is no email {email_id}. List the emails to see which there are.",
    "profile_not_found": "There is no profile {profile_id}. List the profiles to see which there are.",
    "profile_username_taken": "There is already a profile with the username {username}. Choose another username.",
    "profile_email_invalid": (
        "The profile email {profile_email} is not an email address. Write one such as name@example.com."
    ),
    "address_blank": "The address must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="illumi_desk_emails",
    folder=Path(__file__).parent,
    tables=[Profile, Email, SshKey],
    tools={
        "list_profiles": Tool(list_profiles, read_only=True),
        "get_profile": Tool(get_profile, read_only=True),
        "create_profile": Tool(create_profile),
        "update_profile": Tool(update_profile),
        "delete_profile": Tool(delete_profile),
        "list_emails": Tool(list_emails, read_only=True),
        "get_email": Tool(get_email, read_only=True),
        "create_email": Tool(create_email),
        "update_email": Tool(update_email),
        "delete_email": Tool(delete_email),
        "get_ssh_key": Tool(get_ssh_key, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "profiles.username": "profile_username_taken",
    },
    instructions=INSTRUCTIONS,
)
