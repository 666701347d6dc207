"""Linode: managed: keeps services, contacts, credentials, linode settings, issues and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Linode: managed. Keeps services, contacts, credentials, linode settings, issues and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- The label must not be blank.
- Creating or updating a contact can be refused: that email is not an email address.
- Two credentials cannot have the same username.
- A service's status goes from pending to disabled, from ok to disabled, and from problem to disabled.
- You can disable a service only while it is not disabled.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Contact(Table, table=True):
    """A contact."""

    __tablename__ = "contacts"

    contact_id: int = Field(primary_key=True)
    name: str
    email: str | None = None
    group: str | None = None
    phone_primary: str | None = None
    phone_secondary: str | None = None
    updated_at: str


class Credential(Table, table=True):
    """A credential."""

    __tablename__ = "credentials"
    __table_args__ = (UniqueConstraint("username"),)

    credential_id: int = Field(primary_key=True)
    label: str
    last_decrypted_at: str | None = None
    username: str | None = None


class Sshkey(Table, table=True):
    """The sshkey."""

    __tablename__ = "sshkeys"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    ssh_key_name: str


class Issue(Table, table=True):
    """An issue."""

    __tablename__ = "issues"

    issue_id: int = Field(primary_key=True)
    entity_label: str | None = None
    services: list[int] = Field(sa_type=JsonList())
    created_at: str


class LinodeSetting(Table, table=True):
    """A linode setting."""

    __tablename__ = "linode_settings"

    linode_setting_id: int = Field(primary_key=True)
    label: str | None = None
    ssh_access: bool
    ssh_ip: str | None = None
    ssh_port: int | None = None
    ssh_user: str | None = None


class ServiceRow(Table, table=True):
    """A service."""

    __tablename__ = "services"
    __table_args__ = (
        CheckConstraint("service_type IN ('url', 'tcp')"),
        CheckConstraint("status IN ('disabled', 'pending', 'ok', 'problem')"),
    )

    service_id: int = Field(primary_key=True)
    label: str
    address: str
    body: str | None = None
    consultation_group: str | None = None
    credentials: list[int] = Field(sa_type=JsonList())
    notes: str | None = None
    region_name: str | None = None
    service_type: str
    status: str
    timeout: int
    created_at: str
    updated_at: str


# --- views --------------------------------------------------------------------------------------------------------


class ContactShort(TypedDict):
    """A contact in the view `short`."""

    contact_id: int
    name: str
    email: str | None
    group: str | None
    phone_primary: str | None
    phone_secondary: str | None
    updated_at: str


def contact_short(contact: Contact) -> ContactShort:
    """A contact in the view `short`."""
    return {
        "contact_id": contact.contact_id,
        "name": contact.name,
        "email": contact.email,
        "group": contact.group,
        "phone_primary": contact.phone_primary,
        "phone_secondary": contact.phone_secondary,
        "updated_at": contact.updated_at,
    }


class ContactFull(ContactShort):
    """A contact in the view `full`."""


def contact_full(contact: Contact) -> ContactFull:
    """A contact in the view `full`."""
    return contact_short(contact)


class CredentialShort(TypedDict):
    """A credential in the view `short`."""

    credential_id: int
    label: str
    last_decrypted_at: str | None
    username: str | None


def credential_short(credential: Credential) -> CredentialShort:
    """A credential in the view `short`."""
    return {
        "credential_id": credential.credential_id,
        "label": credential.label,
        "last_decrypted_at": credential.last_decrypted_at,
        "username": credential.username,
    }


class CredentialFull(CredentialShort):
    """A credential in the view `full`."""


def credential_full(credential: Credential) -> CredentialFull:
    """A credential in the view `full`."""
    return credential_short(credential)


class SshkeyFull(TypedDict):
    """A sshkey in the view `full`."""

    ssh_key_name: str


def sshkey_full(sshkey: Sshkey) -> SshkeyFull:
    """A sshkey in the view `full`."""
    return {"ssh_key_name": sshkey.ssh_key_name}


class IssueShort(TypedDict):
    """An issue in the view `short`."""

    issue_id: int
    entity_label: str | None
    services: list[int]
    created_at: str


def issue_short(issue: Issue) -> IssueShort:
    """An issue in the view `short`."""
    return {
        "issue_id": issue.issue_id,
        "entity_label": issue.entity_label,
        "services": issue.services,
        "created_at": issue.created_at,
    }


class IssueFull(IssueShort):
    """An issue in the view `full`."""


def issue_full(issue: Issue) -> IssueFull:
    """An issue in the view `full`."""
    return issue_short(issue)


class LinodeSettingShort(TypedDict):
    """A linode setting in the view `short`."""

    linode_setting_id: int
    label: str | None
    ssh_access: bool
    ssh_ip: str | None
    ssh_port: int | None
    ssh_user: str | None


def linode_setting_short(linode_setting: LinodeSetting) -> LinodeSettingShort:
    """A linode setting in the view `short`."""
    return {
        "linode_setting_id": linode_setting.linode_setting_id,
        "label": linode_setting.label,
        "ssh_access": linode_setting.ssh_access,
        "ssh_ip": linode_setting.ssh_ip,
        "ssh_port": linode_setting.ssh_port,
        "ssh_user": linode_setting.ssh_user,
    }


class LinodeSettingFull(LinodeSettingShort):
    """A linode setting in the view `full`."""


def linode_setting_full(linode_setting: LinodeSetting) -> LinodeSettingFull:
    """A linode setting in the view `full`."""
    return linode_setting_short(linode_setting)


class ServiceShort(TypedDict):
    """A service in the view `short`."""

    service_id: int
    label: str
    address: str
    body: str | None
    service_type: str
    status: str
    timeout: int


def service_short(service: ServiceRow) -> ServiceShort:
    """A service in the view `short`."""
    return {
        "service_id": service.service_id,
        "label": service.label,
        "address": service.address,
        "body": service.body,
        "service_type": service.service_type,
        "status": service.status,
        "timeout": service.timeout,
    }


class ServiceFull(ServiceShort):
    """A service in the view `full`."""

    consultation_group: str | None
    credentials: list[int]
    notes: str | None
    region_name: str | None
    created_at: str
    updated_at: str


def service_full(service: ServiceRow) -> ServiceFull:
    """A service in the view `full`."""
    return {
        **service_short(service),
        "consultation_group": service.consultation_group,
        "credentials": service.credentials,
        "notes": service.notes,
        "region_name": service.region_name,
        "created_at": service.created_at,
        "updated_at": service.updated_at,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListContacts(TypedDict):
    """What `list_contacts` returns."""

    contacts: list[ContactShort]
    next_cursor: str | None


def list_contacts(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListContacts:
    """List the contacts."""
    page = db.query(Contact).page("name", limit=limit, cursor=cursor)
    return {"contacts": [contact_short(contact) for contact in page.rows], "next_cursor": page.next_cursor}


class ContactResult(TypedDict):
    """What `get_contact` and 2 other tools return."""

    contact: ContactFull


def get_contact(db: Database, /, *, contact_id: int) -> ContactResult:
    """Show a contact with all its details."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    return {"contact": contact_full(contact)}


def create_contact(
    db: Database,
    /,
    *,
    name: str,
    email: str | None = None,
    group: str | None = None,
    phone_primary: str | None = None,
    phone_secondary: str | None = None,
) -> ContactResult:
    """Create a contact."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    contact = db.insert(
        Contact,
        contact_id=db.next_number("contacts"),
        name=name,
        email=email,
        group=group,
        phone_primary=phone_primary,
        phone_secondary=phone_secondary,
        updated_at=db.now(),
    )
    return {"contact": contact_full(contact)}


def update_contact(
    db: Database,
    /,
    *,
    contact_id: int,
    name: str | None = None,
    email: str | None = None,
    group: str | None = None,
    phone_primary: str | None = None,
    phone_secondary: str | None = None,
    clear: list[Literal["email", "group", "phone_primary", "phone_secondary"]] | None = None,
) -> ContactResult:
    """Change a contact, for example its name, email, group or phone primary."""
    changes = given(
        clear, name=name, email=email, group=group, phone_primary=phone_primary, phone_secondary=phone_secondary
    )
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not changes:
        fail("nothing_to_change")
    db.update(contact, **changes, updated_at=db.now())
    return {"contact": contact_full(contact)}


class DeleteContact(TypedDict):
    """What `delete_contact` returns."""

    contact_id: int


def delete_contact(db: Database, /, *, contact_id: int) -> DeleteContact:
    """Delete a contact."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    db.delete(contact)
    return {"contact_id": contact_id}


class ListCredentials(TypedDict):
    """What `list_credentials` returns."""

    credentials: list[CredentialShort]
    next_cursor: str | None


def list_credentials(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCredentials:
    """List the credentials."""
    page = db.query(Credential).page("label", limit=limit, cursor=cursor)
    return {"credentials": [credential_short(credential) for credential in page.rows], "next_cursor": page.next_cursor}


class CredentialResult(TypedDict):
    """What `get_credential` and 3 other tools return."""

    credential: CredentialFull


def get_credential(db: Database, /, *, credential_id: int) -> CredentialResult:
    """Show a credential with all its details."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    return {"credential": credential_full(credential)}


def create_credential(db: Database, /, *, label: str, username: str | None = None) -> CredentialResult:
    """Create a credential."""
    if username is not None and db.query(Credential).where("same_text(username, ?)", username).exists():
        fail("credential_username_taken", username=username)
    credential = db.insert(Credential, credential_id=db.next_number("credentials"), label=label, username=username)
    return {"credential": credential_full(credential)}


def update_credential(db: Database, /, *, credential_id: int, label: str | None = None) -> CredentialResult:
    """Change the label of a credential."""
    changes = given(None, label=label)
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    if not changes:
        fail("nothing_to_change")
    db.update(credential, **changes)
    return {"credential": credential_full(credential)}


def update_credential_2(db: Database, /, *, credential_id: int, username: str) -> CredentialResult:
    """Set the username of a credential."""
    credential = db.find(Credential, credential_id) or fail("credential_not_found", credential_id=credential_id)
    if (
        db.query(Credential)
        .where("same_text(username, ?) AND credential_id <> ?", username, credential.credential_id)
        .exists()
    ):
        fail("credential_username_taken", username=username)
    db.update(credential, username=username)
    return {"credential": credential_full(credential)}


class GetSshkey(TypedDict):
    """What `get_sshkey` returns."""

    sshkey: SshkeyFull


def get_sshkey(db: Database, /) -> GetSshkey:
    """Show the sshkey."""
    sshkey = db.get(Sshkey, 1)
    return {"sshkey": sshkey_full(sshkey)}


class ListIssues(TypedDict):
    """What `list_issues` returns."""

    issues: list[IssueShort]
    next_cursor: str | None


def list_issues(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIssues:
    """List the issues."""
    page = db.query(Issue).page("-created_at", limit=limit, cursor=cursor)
    return {"issues": [issue_short(issue) for issue in page.rows], "next_cursor": page.next_cursor}


class GetIssue(TypedDict):
    """What `get_issue` returns."""

    issue: IssueFull


def get_issue(db: Database, /, *, issue_id: int) -> GetIssue:
    """Show an issue with all its details."""
    issue = db.find(Issue, issue_id) or fail("issue_not_found", issue_id=issue_id)
    return {"issue": issue_full(issue)}


class ListLinodeSettings(TypedDict):
    """What `list_linode_settings` returns."""

    linode_settings: list[LinodeSettingShort]
    next_cursor: str | None


def list_linode_settings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLinodeSettings:
    """List the linode settings."""
    page = db.query(LinodeSetting).page("label", limit=limit, cursor=cursor)
    return {
        "linode_settings": [linode_setting_short(linode_setting) for linode_setting in page.rows],
        "next_cursor": page.next_cursor,
    }


class LinodeSettingResult(TypedDict):
    """What `get_linode_setting` and `update_linode_setting` return."""

    linode_setting: LinodeSettingFull


def get_linode_setting(db: Database, /, *, linode_setting_id: int) -> LinodeSettingResult:
    """Show a linode setting with all its details."""
    linode_setting = db.find(LinodeSetting, linode_setting_id)
    if linode_setting is None:
        fail("linode_setting_not_found", linode_setting_id=linode_setting_id)
    return {"linode_setting": linode_setting_full(linode_setting)}


def update_linode_setting(
    db: Database,
    /,
    *,
    linode_setting_id: int,
    ssh_access: bool | None = None,
    ssh_ip: str | None = None,
    ssh_port: int | None = None,
    ssh_user: str | None = None,
    clear: list[Literal["ssh_ip", "ssh_port", "ssh_user"]] | None = None,
) -> LinodeSettingResult:
    """Change the SSH port, SSH user or SSH IP of a linode setting."""
    changes = given(clear, ssh_access=ssh_access, ssh_ip=ssh_ip, ssh_port=ssh_port, ssh_user=ssh_user)
    linode_setting = db.find(LinodeSetting, linode_setting_id)
    if linode_setting is None:
        fail("linode_setting_not_found", linode_setting_id=linode_setting_id)
    if not changes:
        fail("nothing_to_change")
    db.update(linode_setting, **changes)
    return {"linode_setting": linode_setting_full(linode_setting)}


class ListServices(TypedDict):
    """What `list_services` returns."""

    services: list[ServiceShort]
    next_cursor: str | None


def list_services(
    db: Database,
    /,
    *,
    status: Literal["disabled", "pending", "ok", "problem"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListServices:
    """List the services, optionally by status."""
    query = db.query(ServiceRow)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"services": [service_short(service) for service in page.rows], "next_cursor": page.next_cursor}


class ServiceResult(TypedDict):
    """What `get_service` and 3 other tools return."""

    service: ServiceFull


def get_service(db: Database, /, *, service_id: int) -> ServiceResult:
    """Show a service with all its details."""
    service = db.find(ServiceRow, service_id) or fail("service_not_found", service_id=service_id)
    return {"service": service_full(service)}


def create_service(
    db: Database,
    /,
    *,
    label: str,
    address: str,
    service_type: Literal["url", "tcp"],
    timeout: int,
    body: str | None = None,
    credentials: list[int],
    notes: str | None = None,
    region_name: str | None = None,
) -> ServiceResult:
    """Create a service."""
    if len(words(label)) <= 0:
        fail("label_blank")
    service = db.insert(
        ServiceRow,
        service_id=db.next_number("services"),
        label=label,
        address=address,
        body=body,
        credentials=credentials,
        notes=notes,
        region_name=region_name,
        service_type=service_type,
        status="pending",
        timeout=timeout,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"service": service_full(service)}


def update_service(
    db: Database,
    /,
    *,
    service_id: int,
    label: str | None = None,
    address: str | None = None,
    body: str | None = None,
    credentials: list[int] | None = None,
    notes: str | None = None,
    region_name: str | None = None,
    service_type: Literal["url", "tcp"] | None = None,
    timeout: int | None = None,
    clear: list[Literal["body", "notes", "region_name"]] | None = None,
) -> ServiceResult:
    """Change a service, for example its label, address, service type or timeout."""
    changes = given(
        clear,
        label=label,
        address=address,
        body=body,
        credentials=credentials,
        notes=notes,
        region_name=region_name,
        service_type=service_type,
        timeout=timeout,
    )
    service = db.find(ServiceRow, service_id) or fail("service_not_found", service_id=service_id)
    if label is not None and len(words(label)) <= 0:
        fail("label_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(service, **changes, updated_at=db.now())
    return {"service": service_full(service)}


class DeleteService(TypedDict):
    """What `delete_service` returns."""

    service_id: int


def delete_service(db: Database, /, *, service_id: int) -> DeleteService:
    """Delete a service."""
    service = db.find(ServiceRow, service_id) or fail("service_not_found", service_id=service_id)
    db.delete(service)
    return {"service_id": service_id}


def disable_service(db: Database, /, *, service_id: int) -> ServiceResult:
    """Disable a service."""
    service = db.find(ServiceRow, service_id) or fail("service_not_found", service_id=service_id)
    if service.status == "disabled":
        fail("service_already_disabled", service_id=service.service_id)
    db.update(service, status="disabled", updated_at=db.now())
    return {"service": service_full(service)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "contact_not_found": "There is no contact {contact_id}. List the contacts to see which there are.",
    "credential_not_found": "There is no credential {credential_id}. List the credentials to see which there are.",
    "credential_username_taken": "There is already a credential with the username {username}. Choose another username.",
    "issue_not_found": "There is no issue {issue_id}. List the issues to see which there are.",
    "linode_setting_not_found": (
        "There is no linode setting {linode_setting_id}. List the linode settings to see which there are."
    ),
    "service_already_disabled": "Service {service_id} is already disabled.",
    "service_not_found": "There is no service {service_id}. List the services to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "label_blank": "The label must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="linode_managed",
    folder=Path(__file__).parent,
    tables=[Contact, Credential, Sshkey, Issue, LinodeSetting, ServiceRow],
    tools={
        "list_contacts": Tool(list_contacts, read_only=True),
        "get_contact": Tool(get_contact, read_only=True),
        "create_contact": Tool(create_contact),
        "update_contact": Tool(update_contact),
        "delete_contact": Tool(delete_contact),
        "list_credentials": Tool(list_credentials, read_only=True),
        "get_credential": Tool(get_credential, read_only=True),
        "create_credential": Tool(create_credential),
        "update_credential": Tool(update_credential),
        "update_credential_2": Tool(update_credential_2),
        "get_sshkey": Tool(get_sshkey, read_only=True),
        "list_issues": Tool(list_issues, read_only=True),
        "get_issue": Tool(get_issue, read_only=True),
        "list_linode_settings": Tool(list_linode_settings, read_only=True),
        "get_linode_setting": Tool(get_linode_setting, read_only=True),
        "update_linode_setting": Tool(update_linode_setting),
        "list_services": Tool(list_services, read_only=True),
        "get_service": Tool(get_service, read_only=True),
        "create_service": Tool(create_service),
        "update_service": Tool(update_service),
        "delete_service": Tool(delete_service),
        "disable_service": Tool(disable_service),
    },
    faults=FAULTS,
    unique_faults={
        "credentials.username": "credential_username_taken",
    },
    instructions=INSTRUCTIONS,
)
