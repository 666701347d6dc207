"""Sakari: keeps campaigns, contacts, templates, conversations, messages and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, valid_email, valid_phone, words
from .runtime import Database, JsonList, Money, Service, Tool, fail

INSTRUCTIONS = """\
Sakari. Keeps campaigns, contacts, templates, conversations, messages and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a campaign can be refused: the template name must not be blank.
- Creating a contact can be refused: the first name must not be blank; that email is not an email address; that mobile \
number is not a telephone number.
- Creating a message can be refused: one of the media URLs is not the address of a web page; one of the contact emails \
is not an email address.
- Creating a webhook can be refused: that URL is not the address of a web page.
- Two templates cannot have the same name.
- You can close a conversation only while it is not closed.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Campaign(Table, table=True):
    """A campaign."""

    __tablename__ = "campaigns"
    __table_args__ = (CheckConstraint("trigger_code IN ('M', 'S', 'FU')"),)

    campaign_id: str = Field(primary_key=True)
    template_name: str
    trigger_code: str | None = None


class Contact(Table, table=True):
    """A contact."""

    __tablename__ = "contacts"

    contact_id: str = Field(primary_key=True)
    first_name: str
    email: str | None = None
    last_name: str | None = None
    mobile_country: str | None = None
    mobile_number: str | None = None
    tag_tags: list[str] = Field(sa_type=JsonList())
    error_code: str | None = None
    error_description: str | None = None
    valid: bool
    created_at: str
    updated_at: str


class Conversation(Table, table=True):
    """A conversation."""

    __tablename__ = "conversations"

    conversation_id: str = Field(primary_key=True)
    closed: bool
    contact_email: str | None = None
    last_message_id: str | None = Field(
        default=None, foreign_key="messages.message_id", ondelete="SET NULL", index=True
    )
    phone_number_active: bool
    phone_number_country: str | None = None
    phone_number_number: str | None = None
    unread: list[str] = Field(sa_type=JsonList())
    created_at: str
    updated_at: str


class Message(Table, table=True):
    """A message."""

    __tablename__ = "messages"
    __table_args__ = (CheckConstraint("type IN ('SMS', 'MMS')"),)

    message_id: str = Field(primary_key=True)
    message_text: str | None = None
    conversation_id: str | None = Field(
        default=None, foreign_key="conversations.conversation_id", ondelete="SET NULL", index=True
    )
    media_urls: list[str] = Field(sa_type=JsonList())
    outgoing: bool
    phone_number: str | None = None
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    read: bool
    template_name: str
    contact_emails: list[str] = Field(sa_type=JsonList())
    conversation_strategy: str | None = None
    type: str | None = None
    created_at: str
    updated_at: str


class Template(Table, table=True):
    """A template."""

    __tablename__ = "templates"
    __table_args__ = (
        CheckConstraint("type IN ('SMS', 'Web')"),
        UniqueConstraint("name"),
    )

    template_id: str = Field(primary_key=True)
    name: str
    template_text: str | None = None
    type: str | None = None


class Webhook(Table, table=True):
    """A webhook."""

    __tablename__ = "webhooks"

    webhook_id: str = Field(primary_key=True)
    url: str
    event_types: list[str] = Field(sa_type=JsonList())


# --- views --------------------------------------------------------------------------------------------------------


class CampaignShort(TypedDict):
    """A campaign in the view `short`."""

    campaign_id: str
    template_name: str
    trigger_code: str | None


def campaign_short(campaign: Campaign) -> CampaignShort:
    """A campaign in the view `short`."""
    return {
        "campaign_id": campaign.campaign_id,
        "template_name": campaign.template_name,
        "trigger_code": campaign.trigger_code,
    }


class CampaignFull(CampaignShort):
    """A campaign in the view `full`."""


def campaign_full(campaign: Campaign) -> CampaignFull:
    """A campaign in the view `full`."""
    return campaign_short(campaign)


class ContactShort(TypedDict):
    """A contact in the view `short`."""

    contact_id: str
    first_name: str
    email: str | None
    last_name: str | None
    mobile_country: str | None
    mobile_number: str | None
    valid: bool


def contact_short(contact: Contact) -> ContactShort:
    """A contact in the view `short`."""
    return {
        "contact_id": contact.contact_id,
        "first_name": contact.first_name,
        "email": contact.email,
        "last_name": contact.last_name,
        "mobile_country": contact.mobile_country,
        "mobile_number": contact.mobile_number,
        "valid": contact.valid,
    }


class ContactFull(ContactShort):
    """A contact in the view `full`."""

    tag_tags: list[str]
    error_code: str | None
    error_description: str | None
    created_at: str
    updated_at: str


def contact_full(contact: Contact) -> ContactFull:
    """A contact in the view `full`."""
    return {
        **contact_short(contact),
        "tag_tags": contact.tag_tags,
        "error_code": contact.error_code,
        "error_description": contact.error_description,
        "created_at": contact.created_at,
        "updated_at": contact.updated_at,
    }


class ConversationShort(TypedDict):
    """A conversation in the view `short`."""

    conversation_id: str
    closed: bool
    contact_email: str | None
    last_message_id: str | None
    phone_number_active: bool
    phone_number_country: str | None
    phone_number_number: str | None


def conversation_short(conversation: Conversation) -> ConversationShort:
    """A conversation in the view `short`."""
    return {
        "conversation_id": conversation.conversation_id,
        "closed": conversation.closed,
        "contact_email": conversation.contact_email,
        "last_message_id": conversation.last_message_id,
        "phone_number_active": conversation.phone_number_active,
        "phone_number_country": conversation.phone_number_country,
        "phone_number_number": conversation.phone_number_number,
    }


class ConversationFull(ConversationShort):
    """A conversation in the view `full`."""

    unread: list[str]
    created_at: str
    updated_at: str


def conversation_full(conversation: Conversation) -> ConversationFull:
    """A conversation in the view `full`."""
    return {
        **conversation_short(conversation),
        "unread": conversation.unread,
        "created_at": conversation.created_at,
        "updated_at": conversation.updated_at,
    }


class MessageShort(TypedDict):
    """A message in the view `short`."""

    message_id: str
    message_text: str | None
    conversation_id: str | None
    outgoing: bool
    price: Decimal | None
    read: bool
    type: str | None


def message_short(message: Message) -> MessageShort:
    """A message in the view `short`."""
    return {
        "message_id": message.message_id,
        "message_text": message.message_text,
        "conversation_id": message.conversation_id,
        "outgoing": message.outgoing,
        "price": message.price,
        "read": message.read,
        "type": message.type,
    }


class MessageFull(MessageShort):
    """A message in the view `full`."""

    media_urls: list[str]
    phone_number: str | None
    template_name: str
    contact_emails: list[str]
    conversation_strategy: str | None
    created_at: str
    updated_at: str


def message_full(message: Message) -> MessageFull:
    """A message in the view `full`."""
    return {
        **message_short(message),
        "media_urls": message.media_urls,
        "phone_number": message.phone_number,
        "template_name": message.template_name,
        "contact_emails": message.contact_emails,
        "conversation_strategy": message.conversation_strategy,
        "created_at": message.created_at,
        "updated_at": message.updated_at,
    }


class TemplateShort(TypedDict):
    """A template in the view `short`."""

    template_id: str
    name: str
    template_text: str | None
    type: str | None


def template_short(template: Template) -> TemplateShort:
    """A template in the view `short`."""
    return {
        "template_id": template.template_id,
        "name": template.name,
        "template_text": template.template_text,
        "type": template.type,
    }


class TemplateFull(TemplateShort):
    """A template in the view `full`."""


def template_full(template: Template) -> TemplateFull:
    """A template in the view `full`."""
    return template_short(template)


class WebhookShort(TypedDict):
    """A webhook in the view `short`."""

    webhook_id: str
    url: str
    event_types: list[str]


def webhook_short(webhook: Webhook) -> WebhookShort:
    """A webhook in the view `short`."""
    return {"webhook_id": webhook.webhook_id, "url": webhook.url, "event_types": webhook.event_types}


class WebhookFull(WebhookShort):
    """A webhook in the view `full`."""


def webhook_full(webhook: Webhook) -> WebhookFull:
    """A webhook in the view `full`."""
    return webhook_short(webhook)


# --- tools --------------------------------------------------------------------------------------------------------


class ListCampaigns(TypedDict):
    """What `list_campaigns` returns."""

    campaigns: list[CampaignShort]
    next_cursor: str | None


def list_campaigns(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCampaigns:
    """List the campaigns."""
    page = db.query(Campaign).page(limit=limit, cursor=cursor)
    return {"campaigns": [campaign_short(campaign) for campaign in page.rows], "next_cursor": page.next_cursor}


class CampaignResult(TypedDict):
    """What `get_campaign` and `create_campaign` return."""

    campaign: CampaignFull


def get_campaign(db: Database, /, *, campaign_id: str) -> CampaignResult:
    """Show a campaign with all its details."""
    campaign = db.find(Campaign, campaign_id) or fail("campaign_not_found", campaign_id=campaign_id)
    return {"campaign": campaign_full(campaign)}


def create_campaign(
    db: Database, /, *, template_name: str, trigger_code: Literal["M", "S", "FU"] | None = None
) -> CampaignResult:
    """Create a campaign."""
    if len(words(template_name)) <= 0:
        fail("template_name_blank")
    campaign = db.insert(
        Campaign,
        campaign_id=f"CAM-{db.next_number('campaigns'):04d}",
        template_name=template_name,
        trigger_code=trigger_code,
    )
    return {"campaign": campaign_full(campaign)}


class DeleteCampaign(TypedDict):
    """What `delete_campaign` returns."""

    campaign_id: str


def delete_campaign(db: Database, /, *, campaign_id: str) -> DeleteCampaign:
    """Delete a campaign."""
    campaign = db.find(Campaign, campaign_id) or fail("campaign_not_found", campaign_id=campaign_id)
    db.delete(campaign)
    return {"campaign_id": campaign_id}


class ListContacts(TypedDict):
    """What `list_contacts` returns."""

    contacts: list[ContactShort]
    next_cursor: str | None


def list_contacts(
    db: Database,
    /,
    *,
    first_name: str | None = None,
    last_name: str | None = None,
    email: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListContacts:
    """List the contacts, optionally by first name, last name or email."""
    query = db.query(Contact)
    if first_name is not None:
        query.where("contains(first_name, ?)", first_name)
    if last_name is not None:
        query.where("same_text(last_name, ?)", last_name)
    if email is not None:
        query.where("same_text(email, ?)", email)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"contacts": [contact_short(contact) for contact in page.rows], "next_cursor": page.next_cursor}


class ContactResult(TypedDict):
    """What `get_contact` and `create_contact` return."""

    contact: ContactFull


def get_contact(db: Database, /, *, contact_id: str) -> ContactResult:
    """Show a contact with all its details."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    return {"contact": contact_full(contact)}


def create_contact(
    db: Database,
    /,
    *,
    first_name: str,
    email: str | None = None,
    last_name: str | None = None,
    mobile_country: str | None = None,
    mobile_number: str | None = None,
    tag_tags: list[str],
) -> ContactResult:
    """Create a contact."""
    if len(words(first_name)) <= 0:
        fail("first_name_blank")
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (mobile_number is None or valid_phone(mobile_number)):
        fail("mobile_number_invalid", mobile_number=mobile_number)
    contact = db.insert(
        Contact,
        contact_id=f"CON-{db.next_number('contacts'):04d}",
        first_name=first_name,
        email=email,
        last_name=last_name,
        mobile_country=mobile_country,
        mobile_number=mobile_number,
        tag_tags=tag_tags,
        valid=False,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"contact": contact_full(contact)}


class DeleteContact(TypedDict):
    """What `delete_contact` returns."""

    contact_id: str


def delete_contact(db: Database, /, *, contact_id: str) -> DeleteContact:
    """Delete a contact."""
    contact = db.find(Contact, contact_id) or fail("contact_not_found", contact_id=contact_id)
    db.delete(contact)
    return {"contact_id": contact_id}


class ListConversations(TypedDict):
    """What `list_conversations` returns."""

    conversations: list[ConversationShort]
    next_cursor: str | None


def list_conversations(
    db: Database, /, *, last_message_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListConversations:
    """List the conversations, optionally by last message."""
    query = db.query(Conversation)
    if last_message_id is not None:
        query.where("last_message_id IS ?", last_message_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {
        "conversations": [conversation_short(conversation) for conversation in page.rows],
        "next_cursor": page.next_cursor,
    }


class ConversationResult(TypedDict):
    """What `get_conversation` and `close_conversation` return."""

    conversation: ConversationFull


def get_conversation(db: Database, /, *, conversation_id: str) -> ConversationResult:
    """Show a conversation with all its details."""
    conversation = db.find(Conversation, conversation_id)
    if conversation is None:
        fail("conversation_not_found", conversation_id=conversation_id)
    return {"conversation": conversation_full(conversation)}


def close_conversation(db: Database, /, *, conversation_id: str) -> ConversationResult:
    """Close a conversation."""
    conversation = db.find(Conversation, conversation_id)
    if conversation is None:
        fail("conversation_not_found", conversation_id=conversation_id)
    if conversation.closed:
        fail("conversation_already_closed", conversation_id=conversation.conversation_id)
    db.update(conversation, closed=True, updated_at=db.now())
    return {"conversation": conversation_full(conversation)}


class ListMessages(TypedDict):
    """What `list_messages` returns."""

    messages: list[MessageShort]
    next_cursor: str | None


def list_messages(
    db: Database, /, *, conversation_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListMessages:
    """List the messages, optionally by conversation."""
    query = db.query(Message)
    if conversation_id is not None:
        query.where("conversation_id IS ?", conversation_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"messages": [message_short(message) for message in page.rows], "next_cursor": page.next_cursor}


class MessageResult(TypedDict):
    """What `get_message` and `create_message` return."""

    message: MessageFull


def get_message(db: Database, /, *, message_id: str) -> MessageResult:
    """Show a message with all its details."""
    message = db.find(Message, message_id) or fail("message_not_found", message_id=message_id)
    return {"message": message_full(message)}


def create_message(
    db: Database,
    /,
    *,
    template_name: str,
    media_urls: list[str],
    contact_emails: list[str],
    conversation_strategy: str | None = None,
    type_: Literal["SMS", "MMS"] | None = None,
) -> MessageResult:
    """Create a message."""
    if not all(starts_with(item, "https://") or starts_with(item, "http://") for item in media_urls):
        fail("media_urls_invalid")
    if not all(valid_email(item) for item in contact_emails):
        fail("contact_emails_invalid")
    message = db.insert(
        Message,
        message_id=f"MES-{db.next_number('messages'):04d}",
        media_urls=media_urls,
        outgoing=False,
        read=False,
        template_name=template_name,
        contact_emails=contact_emails,
        conversation_strategy=conversation_strategy,
        type=type_,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"message": message_full(message)}


class ListTemplates(TypedDict):
    """What `list_templates` returns."""

    templates: list[TemplateShort]
    next_cursor: str | None


def list_templates(
    db: Database, /, *, name: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListTemplates:
    """List the templates, optionally by name."""
    query = db.query(Template)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"templates": [template_short(template) for template in page.rows], "next_cursor": page.next_cursor}


class TemplateResult(TypedDict):
    """What `get_template` and `create_template` return."""

    template: TemplateFull


def get_template(db: Database, /, *, template_id: str) -> TemplateResult:
    """Show a template with all its details."""
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    return {"template": template_full(template)}


def create_template(
    db: Database, /, *, name: str, template_text: str | None = None, type_: Literal["SMS", "Web"] | None = None
) -> TemplateResult:
    """Create a template."""
    if db.query(Template).where("same_text(name, ?)", name).exists():
        fail("template_name_taken", name=name)
    template = db.insert(
        Template,
        template_id=f"TEM-{db.next_number('templates'):04d}",
        name=name,
        template_text=template_text,
        type=type_,
    )
    return {"template": template_full(template)}


class DeleteTemplate(TypedDict):
    """What `delete_template` returns."""

    template_id: str


def delete_template(db: Database, /, *, template_id: str) -> DeleteTemplate:
    """Delete a template."""
    template = db.find(Template, template_id) or fail("template_not_found", template_id=template_id)
    db.delete(template)
    return {"template_id": template_id}


class ListWebhooks(TypedDict):
    """What `list_webhooks` returns."""

    webhooks: list[WebhookFull]
    next_cursor: str | None


def list_webhooks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListWebhooks:
    """List the webhooks."""
    page = db.query(Webhook).page("url", limit=limit, cursor=cursor)
    return {"webhooks": [webhook_full(webhook) for webhook in page.rows], "next_cursor": page.next_cursor}


class CreateWebhook(TypedDict):
    """What `create_webhook` returns."""

    webhook: WebhookFull


def create_webhook(db: Database, /, *, url: str, event_types: list[str]) -> CreateWebhook:
    """Create a webhook."""
    if not (starts_with(url, "https://") or starts_with(url, "http://")):
        fail("url_invalid", url=url)
    webhook = db.insert(Webhook, webhook_id=f"WEB-{db.next_number('webhooks'):04d}", url=url, event_types=event_types)
    return {"webhook": webhook_full(webhook)}


class DeleteWebhook(TypedDict):
    """What `delete_webhook` returns."""

    webhook_id: str


def delete_webhook(db: Database, /, *, webhook_id: str) -> DeleteWebhook:
    """Delete a webhook."""
    webhook = db.find(Webhook, webhook_id) or fail("webhook_not_found", webhook_id=webhook_id)
    db.delete(webhook)
    return {"webhook_id": webhook_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "campaign_not_found": "There is no campaign {campaign_id}. List the campaigns to see which there are.",
    "contact_not_found": "There is no contact {contact_id}. List the contacts to see which there are.",
    "conversation_already_closed": "Conversation {conversation_id} is already closed.",
    "conversation_not_found": (
        "There is no conversation {conversation_id}. List the conversations to see which there are."
    ),
    "message_not_found": "There is no message {message_id}. List the messages to see which there are.",
    "template_name_taken": "There is already a template with the name {name}. Choose another name.",
    "template_not_found": "There is no template {template_id}. List the templates to see which there are.",
    "webhook_not_found": "There is no webhook {webhook_id}. List the webhooks to see which there are.",
    "template_name_blank": "The template name must not be blank. Give it some words.",
    "first_name_blank": "The first name must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "mobile_number_invalid": (
        "The mobile number {mobile_number} is not a telephone number. Write one such as +1 555 0100."
    ),
    "media_urls_invalid": (
        "One of the media URLs is not the address of a web page. Write one that begins with https://."
    ),
    "contact_emails_invalid": "One of the contact emails is not an email address. Write one such as name@example.com.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
}

SERVICE = Service(
    name="sakari",
    folder=Path(__file__).parent,
    tables=[Campaign, Contact, Conversation, Message, Template, Webhook],
    tools={
        "list_campaigns": Tool(list_campaigns, read_only=True),
        "get_campaign": Tool(get_campaign, read_only=True),
        "create_campaign": Tool(create_campaign),
        "delete_campaign": Tool(delete_campaign),
        "list_contacts": Tool(list_contacts, read_only=True),
        "get_contact": Tool(get_contact, read_only=True),
        "create_contact": Tool(create_contact),
        "delete_contact": Tool(delete_contact),
        "list_conversations": Tool(list_conversations, read_only=True),
        "get_conversation": Tool(get_conversation, read_only=True),
        "close_conversation": Tool(close_conversation),
        "list_messages": Tool(list_messages, read_only=True),
        "get_message": Tool(get_message, read_only=True),
        "create_message": Tool(create_message),
        "list_templates": Tool(list_templates, read_only=True),
        "get_template": Tool(get_template, read_only=True),
        "create_template": Tool(create_template),
        "delete_template": Tool(delete_template),
        "list_webhooks": Tool(list_webhooks, read_only=True),
        "create_webhook": Tool(create_webhook),
        "delete_webhook": Tool(delete_webhook),
    },
    faults=FAULTS,
    unique_faults={
        "templates.name": "template_name_taken",
    },
    instructions=INSTRUCTIONS,
)
