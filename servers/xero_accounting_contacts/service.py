"""Xero Accounting: contacts: keeps contacts, contact groups, cis settings, organisations, actions and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Xero Accounting: contacts. Keeps contacts, contact groups, cis settings, organisations, actions and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating a contact group can be refused: What is deleted cannot get another status.
- The name must not be blank.
- When creating or updating a contact, Write one such as name@example.com.
- A contact group's status goes from active to deleted.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ContactGroup(Table, table=True):
    """A contact group."""

    __tablename__ = "contact_groups"
    __table_args__ = (CheckConstraint("status IN ('ACTIVE', 'DELETED')"),)

    contact_group_id: str = Field(primary_key=True)
    name: str | None = None
    status: str


class Contact(Table, table=True):
    """A contact."""

    __tablename__ = "contacts"
    __table_args__ = (CheckConstraint("contact_status IN ('ACTIVE', 'ARCHIVED', 'GDPRREQUEST')"),)

    contact_id: str = Field(primary_key=True)
    name: str
    account_number: str | None = None
    bank_account_details: str | None = None
    contact_status: str
    email_address: str | None = None
    first_name: str | None = None
    has_attachments: bool
    is_customer: bool
    is_supplier: bool
    last_name: str | None = None
    tax_number: str | None = None


class CisSetting(Table, table=True):
    """A cis setting."""

    __tablename__ = "cis_settings"

    cis_setting_id: str = Field(primary_key=True)
    contact_id: str | None = Field(default=None, foreign_key="contacts.contact_id", ondelete="SET NULL", index=True)
    organisation_id: str | None = Field(
        default=None, foreign_key="organisations.organisation_id", ondelete="SET NULL", index=True
    )
    cis_enabled: bool
    rate: float | None = None
    cis_contractor_enabled: bool
    cis_sub_contractor_enabled: bool


class Organisation(Table, table=True):
    """An organisation."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(
            "class_name IN ('DEMO', 'TRIAL', 'STARTER', 'STANDARD', 'PREMIUM', 'PREMIUM_20', "
            "'PREMIUM_50', 'PREMIUM_100', 'LEDGER', 'GST_CASHBOOK', 'NON_GST_CASHBOOK')"
        ),
        CheckConstraint("edition IN ('BUSINESS', 'PARTNER')"),
        CheckConstraint(
            "organisation_entity_type IN ('ACCOUNTING_PRACTICE', 'COMPANY', 'CHARITY', "
            "'CLUB_OR_SOCIETY', 'LOOK_THROUGH_COMPANY', 'NOT_FOR_PROFIT', 'PARTNERSHIP', "
            "'S_CORPORATION', 'SELF_MANAGED_SUPERANNUATION_FUND', 'SOLE_TRADER', "
            "'SUPERANNUATION_FUND', 'TRUST')"
        ),
        CheckConstraint(
            "organisation_type IN ('ACCOUNTING_PRACTICE', 'COMPANY', 'CHARITY', 'CLUB_OR_SOCIETY', "
            "'LOOK_THROUGH_COMPANY', 'NOT_FOR_PROFIT', 'PARTNERSHIP', 'S_CORPORATION', "
            "'SELF_MANAGED_SUPERANNUATION_FUND', 'SOLE_TRADER', 'SUPERANNUATION_FUND', 'TRUST')"
        ),
    )

    organisation_id: str = Field(primary_key=True)
    name: str | None = None
    api_key: str | None = None
    class_name: str | None = None
    edition: str | None = None
    organisation_entity_type: str | None = None
    organisation_type: str | None = None
    period_lock_date: str | None = None
    timezone: str | None = None
    created_date: str


class Action(Table, table=True):
    """An action."""

    __tablename__ = "actions"
    __table_args__ = (CheckConstraint("status IN ('ALLOWED', 'NOT-ALLOWED')"),)

    action_id: str = Field(primary_key=True)
    name: str | None = None
    status: str


class ContactGroupContact(Table, table=True):
    """A contact group contact of a contact group."""

    __tablename__ = "contact_group_contacts"

    contact_group_contact_id: str = Field(primary_key=True)
    contact_group_id: str = Field(foreign_key="contact_groups.contact_group_id", ondelete="CASCADE", index=True)
    contact_id: str = Field(foreign_key="contacts.contact_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class ContactGroupShort(TypedDict):
    """A contact group in the view `short`."""

    contact_group_id: str
    name: str | None
    status: str


def contact_group_short(contact_group: ContactGroup) -> ContactGroupShort:
    """A contact group in the view `short`."""
    return {
        "contact_group_id": contact_group.contact_group_id,
        "name": contact_group.name,
        "status": contact_group.status,
    }


class ContactGroupContactShort(TypedDict):
    """A contact group contact in the view `short`."""

    contact_id: str
    contact_name: str


def contact_group_contact_short(db: Database, contact_group_contact: ContactGroupContact) -> ContactGroupContactShort:
    """A contact group contact in the view `short`."""
    contact = db.get(Contact, contact_group_contact.contact_id)
    return {"contact_id": contact_group_contact.contact_id, "contact_name": contact.name}


class ContactGroupFull(ContactGroupShort):
    """A contact group in the view `full`."""

    contacts: list[ContactGroupContactShort]


def contact_group_full(db: Database, contact_group: ContactGroup) -> ContactGroupFull:
    """A contact group in the view `full`."""
    return {
        **contact_group_short(contact_group),
        "contacts": [
            contact_group_contact_short(db, contact_group_contact)
            for contact_group_contact in db.query(ContactGroupContact)
            .where("contact_group_id = ?", contact_group.contact_group_id)
            .page(limit=20)
            .rows
        ],
    }


class ContactShort(TypedDict):
    """A contact in the view `short`."""

    contact_id: str
    name: str
    account_number: str | None
    contact_status: str
    has_attachments: bool
    is_customer: bool
    is_supplier: bool


def contact_short(contact: Contact) -> ContactShort:
    """A contact in the view `short`."""
    return {
        "contact_id": contact.contact_id,
        "name": contact.name,
        "account_number": contact.account_number,
        "contact_status": contact.contact_status,
        "has_attachments": contact.has_attachments,
        "is_customer": contact.is_customer,
        "is_supplier": contact.is_supplier,
    }


class ContactFull(ContactShort):
    """A contact in the view `full`."""

    bank_account_details: str | None
    email_address: str | None
    first_name: str | None
    last_name: str | None
    tax_number: str | None


def contact_full(contact: Contact) -> ContactFull:
    """A contact in the view `full`."""
    return {
        **contact_short(contact),
        "bank_account_details": contact.bank_account_details,
        "email_address": contact.email_address,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "tax_number": contact.tax_number,
    }


class CisSettingShort(TypedDict):
    """A cis setting in the view `short`."""

    cis_setting_id: str
    contact_id: str | None
    organisation_id: str | None
    cis_enabled: bool
    rate: float | None
    cis_contractor_enabled: bool
    cis_sub_contractor_enabled: bool


def cis_setting_short(cis_setting: CisSetting) -> CisSettingShort:
    """A cis setting in the view `short`."""
    return {
        "cis_setting_id": cis_setting.cis_setting_id,
        "contact_id": cis_setting.contact_id,
        "organisation_id": cis_setting.organisation_id,
        "cis_enabled": cis_setting.cis_enabled,
        "rate": cis_setting.rate,
        "cis_contractor_enabled": cis_setting.cis_contractor_enabled,
        "cis_sub_contractor_enabled": cis_setting.cis_sub_contractor_enabled,
    }


class CisSettingFull(CisSettingShort):
    """A cis setting in the view `full`."""


def cis_setting_full(cis_setting: CisSetting) -> CisSettingFull:
    """A cis setting in the view `full`."""
    return cis_setting_short(cis_setting)


class OrganisationShort(TypedDict):
    """An organisation in the view `short`."""

    organisation_id: str
    name: str | None
    class_name: str | None
    edition: str | None
    organisation_entity_type: str | None
    organisation_type: str | None
    period_lock_date: str | None


def organisation_short(organisation: Organisation) -> OrganisationShort:
    """An organisation in the view `short`."""
    return {
        "organisation_id": organisation.organisation_id,
        "name": organisation.name,
        "class_name": organisation.class_name,
        "edition": organisation.edition,
        "organisation_entity_type": organisation.organisation_entity_type,
        "organisation_type": organisation.organisation_type,
        "period_lock_date": organisation.period_lock_date,
    }


class OrganisationFull(OrganisationShort):
    """An organisation in the view `full`."""

    api_key: str | None
    timezone: str | None
    created_date: str


def organisation_full(organisation: Organisation) -> OrganisationFull:
    """An organisation in the view `full`."""
    return {
        **organisation_short(organisation),
        "api_key": organisation.api_key,
        "timezone": organisation.timezone,
        "created_date": organisation.created_date,
    }


class ActionShort(TypedDict):
    """An action in the view `short`."""

    action_id: str
    name: str | None
    status: str


def action_short(action: Action) -> ActionShort:
    """An action in the view `short`."""
    return {"action_id": action.action_id, "name": action.name, "status": action.status}


class ActionFull(ActionShort):
    """An action in the view `full`."""


def action_full(action: Action) -> ActionFull:
    """An action in the view `full`."""
    return action_short(action)


# --- tools --------------------------------------------------------------------------------------------------------


class ListContactGroups(TypedDict):
    """What `list_contact_groups` returns."""

    contact_groups: list[ContactGroupShort]
    next_cursor: str | None


def list_contact_groups(
    db: Database,
    /,
    *,
    status: Literal["ACTIVE", "DELETED"] | None = None,
    contact_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListContactGroups:
    """List the contact groups, optionally by status or contact."""
    query = db.query(ContactGroup)
    if status is not None:
        query.where("status = ?", status)
    if contact_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM contact_group_contacts AS item"
            " WHERE item.contact_group_id = contact_groups.contact_group_id AND item.contact_id = ?)",
            contact_id,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "contact_groups": [contact_group_short(contact_group) for contact_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class ContactGroupResult(TypedDict):
    """What `get_contact_group` and 2 other tools return."""

    contact_group: ContactGroupFull


def get_contact_group(db: Database, /, *, contact_group_id: str) -> ContactGroupResult:
    """Show a contact group with all its details."""
    contact_group = db.find(ContactGroup, contact_group_id)
    if contact_group is None:
        fail("contact_group_not_found", contact_group_id=contact_group_id)
    return {"contact_group": contact_group_full(db, contact_group)}


def remove_contact_from_contact_group(db: Database, /, *, contact_group_id: str, contact_id: str) -> ContactGroupResult:
    """Remove a contact from a contact group."""
    contact_group = db.find(ContactGroup, contact_group_id)
    if contact_group is None:
        fail("contact_group_not_found", contact_group_id=contact_group_id)
    contact_group_contact = (
        db.query(ContactGroupContact)
        .where("contact_group_id = ? AND contact_id = ?", contact_group.contact_group_id, contact_id)
        .first()
    )
    if contact_group_contact is None:
        fail("contact_group_without_contact", contact_group_id=contact_group_id, contact_id=contact_id)
    db.delete(contact_group_contact)
    return {"contact_group": contact_group_full(db, contact_group)}


def update_contact_group(
    db: Database,
    /,
    *,
    contact_group_id: str,
    name: str | None = None,
    status: Literal["ACTIVE", "DELETED"] | None = None,
    clear: list[Literal["name"]] | None = None,
) -> ContactGroupResult:
    """Change the name or status of a contact group."""
    changes = given(clear, name=name, status=status)
    contact_group = db.find(ContactGroup, contact_group_id)
    if contact_group is None:
        fail("contact_group_not_found", contact_group_id=contact_group_id)
    if status is not None and status != contact_group.status and contact_group.status == "DELETED":
        fail(
            "contact_group_status_is_final",
            contact_group_id=contact_group.contact_group_id,
            status=contact_group.status,
        )
    if not changes:
        fail("nothing_to_change")
    db.update(contact_group, **changes)
    return {"contact_group": contact_group_full(db, contact_group)}


class ListContacts(TypedDict):
    """What `list_contacts` returns."""

    contacts: list[ContactShort]
    next_cursor: str | None


def list_contacts(
    db: Database,
    /,
    *,
    include_archived: bool = True,
    contact_status: Literal["ACTIVE", "ARCHIVED", "GDPRREQUEST"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListContacts:
    """List the contacts, optionally by contact status."""
    query = db.query(Contact)
    if not include_archived:
        query.where("contact_status <> 'ARCHIVED'")
    if contact_status is not None:
        query.where("contact_status = ?", contact_status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"contacts": [contact_short(contact) for contact in page.rows], "next_cursor": page.next_cursor}


class ContactResult(TypedDict):
    """What `get_contact` and 2 other tools return."""

    contact: ContactFull


def get_contact(db: Database, /, *, contact_id: str) -> ContactResult:
    """Show a contact with all its details."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    return {"contact": contact_full(contact)}


def create_contact(
    db: Database,
    /,
    *,
    name: str,
    account_number: str | None = None,
    contact_status: Literal["ACTIVE", "ARCHIVED", "GDPRREQUEST"] = "ACTIVE",
    email_address: str | None = None,
    first_name: str | None = None,
    has_attachments: bool = False,
    is_customer: bool = False,
    last_name: str | None = None,
) -> ContactResult:
    """Create a contact."""
    if len(words(name)) <= 0:
        fail("name_blank")
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    contact = db.insert(
        Contact,
        contact_id=f"CON-{db.next_number('contacts'):04d}",
        name=name,
        account_number=account_number,
        contact_status=contact_status,
        email_address=email_address,
        first_name=first_name,
        has_attachments=has_attachments,
        is_customer=is_customer,
        is_supplier=False,
        last_name=last_name,
    )
    return {"contact": contact_full(contact)}


def update_contact(
    db: Database,
    /,
    *,
    contact_id: str,
    name: str | None = None,
    account_number: str | None = None,
    contact_status: Literal["ACTIVE", "ARCHIVED", "GDPRREQUEST"] | None = None,
    email_address: str | None = None,
    first_name: str | None = None,
    has_attachments: bool | None = None,
    is_customer: bool | None = None,
    last_name: str | None = None,
    clear: list[Literal["account_number", "email_address", "first_name", "last_name"]] | None = None,
) -> ContactResult:
    """Change a contact, for example its name, contact status, first name or last name."""
    changes = given(
        clear,
        name=name,
        account_number=account_number,
        contact_status=contact_status,
        email_address=email_address,
        first_name=first_name,
        has_attachments=has_attachments,
        is_customer=is_customer,
        last_name=last_name,
    )
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    if not changes:
        fail("nothing_to_change")
    db.update(contact, **changes)
    return {"contact": contact_full(contact)}


class ListCisSettings(TypedDict):
    """What `list_cis_settings` returns."""

    cis_settings: list[CisSettingFull]
    next_cursor: str | None


def list_cis_settings(
    db: Database,
    /,
    *,
    contact_id: str | None = None,
    organisation_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListCisSettings:
    """List the cis settings, optionally by contact or organisation."""
    query = db.query(CisSetting)
    if contact_id is not None:
        query.where("contact_id IS ?", contact_id)
    if organisation_id is not None:
        query.where("organisation_id IS ?", organisation_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "cis_settings": [cis_setting_full(cis_setting) for cis_setting in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListOrganisations(TypedDict):
    """What `list_organisations` returns."""

    organisations: list[OrganisationFull]
    next_cursor: str | None


def list_organisations(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOrganisations:
    """List the organisations."""
    page = db.query(Organisation).page("-created_date", limit=limit, cursor=cursor)
    return {
        "organisations": [organisation_full(organisation) for organisation in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListActions(TypedDict):
    """What `list_actions` returns."""

    actions: list[ActionFull]
    next_cursor: str | None


def list_actions(
    db: Database,
    /,
    *,
    status: Literal["ALLOWED", "NOT-ALLOWED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListActions:
    """List the actions, optionally by status."""
    query = db.query(Action)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"actions": [action_full(action) for action in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "contact_group_not_found": (
        "There is no contact group {contact_group_id}. List the contact groups to see which there are."
    ),
    "contact_group_without_contact": "Contact group {contact_group_id} has no contact {contact_id}.",
    "contact_not_found": "There is no contact {contact_id}. List the contacts to see which there are.",
    "contact_group_status_is_final": (
        "Contact group {contact_group_id} is {status}. What is deleted cannot get another status. Leave it out."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "email_address_invalid": "{email_address} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="xero_accounting_contacts",
    folder=Path(__file__).parent,
    tables=[ContactGroup, Contact, CisSetting, Organisation, Action, ContactGroupContact],
    tools={
        "list_contact_groups": Tool(list_contact_groups, read_only=True),
        "get_contact_group": Tool(get_contact_group, read_only=True),
        "remove_contact_from_contact_group": Tool(remove_contact_from_contact_group),
        "update_contact_group": Tool(update_contact_group),
        "list_contacts": Tool(list_contacts, read_only=True),
        "get_contact": Tool(get_contact, read_only=True),
        "create_contact": Tool(create_contact),
        "update_contact": Tool(update_contact),
        "list_cis_settings": Tool(list_cis_settings, read_only=True),
        "list_organisations": Tool(list_organisations, read_only=True),
        "list_actions": Tool(list_actions, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
