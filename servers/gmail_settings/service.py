"""Gmail: settings: keeps key pairs, identities, delegates, filters, forwarding addresses and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gmail: settings. Keeps key pairs, identities, delegates, filters, forwarding addresses and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can disable a key pair only while its enablement state is enabled.
- You can enable a key pair only while its enablement state is disabled.
- When updating the auto forwarding settings, Write one such as name@example.com.
- Updating the language settings can be refused: the display language must not be blank.
- Creating an identity can be refused: there is already an identity with that email address.
- Creating a delegate can be refused: there is already a delegate with that delegate email.
- Creating a filter can be refused: the subject must not be blank.
- Creating a forwarding address can be refused: there is already a forwarding address with that forwarding email.
- Deleting a key pair also deletes its identities.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AutoForwardingSettings(Table, table=True):
    """The auto forwarding settings."""

    __tablename__ = "auto_forwarding_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("disposition IN ('leaveInInbox', 'archive', 'trash', 'markRead')"),
    )

    id: int = Field(primary_key=True)
    email_address: str | None = None
    disposition: str | None = None
    enabled: bool


class ImapSettings(Table, table=True):
    """The IMAP settings."""

    __tablename__ = "imap_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("expunge_behavior IN ('archive', 'trash', 'deleteForever')"),
    )

    id: int = Field(primary_key=True)
    auto_expunge: bool
    enabled: bool
    expunge_behavior: str | None = None
    max_folder_size: int | None = None


class LanguageSettings(Table, table=True):
    """The language settings."""

    __tablename__ = "language_settings"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    display_language: str | None = None


class PopSettings(Table, table=True):
    """The POP settings."""

    __tablename__ = "pop_settings"
    __table_args__ = (
        CheckConstraint("id = 1"),
        CheckConstraint("access_window IN ('disabled', 'fromNowOn', 'allMail')"),
        CheckConstraint("disposition IN ('leaveInInbox', 'archive', 'trash', 'markRead')"),
    )

    id: int = Field(primary_key=True)
    access_window: str | None = None
    disposition: str | None = None


class Identity(Table, table=True):
    """An identity."""

    __tablename__ = "identities"

    email_address: str = Field(primary_key=True)
    primary_key_pair_id: str = Field(foreign_key="key_pairs.key_pair_id", ondelete="CASCADE", index=True)
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None = Field(
        default=None, foreign_key="key_pairs.key_pair_id", ondelete="SET NULL", index=True
    )
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None = Field(
        default=None, foreign_key="key_pairs.key_pair_id", ondelete="SET NULL", index=True
    )


class KeyPair(Table, table=True):
    """A key pair."""

    __tablename__ = "key_pairs"
    __table_args__ = (CheckConstraint("enablement_state IN ('enabled', 'disabled')"),)

    key_pair_id: str = Field(primary_key=True)
    disable_time: str | None = None
    enablement_state: str


class Delegate(Table, table=True):
    """A delegate."""

    __tablename__ = "delegates"
    __table_args__ = (CheckConstraint("verification_status IN ('accepted', 'pending', 'rejected', 'expired')"),)

    delegate_email: str = Field(primary_key=True)
    verification_status: str


class Filter(Table, table=True):
    """A filter."""

    __tablename__ = "filters"
    __table_args__ = (CheckConstraint("size_comparison IN ('smaller', 'larger')"),)

    filter_id: str = Field(primary_key=True)
    subject: str
    action_forward: str | None = None
    exclude_chats: bool
    sender: str | None = None
    has_attachment: bool
    negated_query: str | None = None
    query_: str | None = None
    size: int | None = None
    size_comparison: str | None = None
    to: str | None = None


class ForwardingAddress(Table, table=True):
    """A forwarding address."""

    __tablename__ = "forwarding_addresses"
    __table_args__ = (CheckConstraint("verification_status IN ('accepted', 'pending')"),)

    forwarding_email: str = Field(primary_key=True)
    verification_status: str


# --- views --------------------------------------------------------------------------------------------------------


class AutoForwardingSettingsFull(TypedDict):
    """An auto forwarding settings in the view `full`."""

    email_address: str | None
    disposition: str | None
    enabled: bool


def auto_forwarding_settings_full(auto_forwarding_settings: AutoForwardingSettings) -> AutoForwardingSettingsFull:
    """An auto forwarding settings in the view `full`."""
    return {
        "email_address": auto_forwarding_settings.email_address,
        "disposition": auto_forwarding_settings.disposition,
        "enabled": auto_forwarding_settings.enabled,
    }


class ImapSettingsFull(TypedDict):
    """An imap settings in the view `full`."""

    auto_expunge: bool
    enabled: bool
    expunge_behavior: str | None
    max_folder_size: int | None


def imap_settings_full(imap_settings: ImapSettings) -> ImapSettingsFull:
    """An imap settings in the view `full`."""
    return {
        "auto_expunge": imap_settings.auto_expunge,
        "enabled": imap_settings.enabled,
        "expunge_behavior": imap_settings.expunge_behavior,
        "max_folder_size": imap_settings.max_folder_size,
    }


class LanguageSettingsFull(TypedDict):
    """A language settings in the view `full`."""

    display_language: str | None


def language_settings_full(language_settings: LanguageSettings) -> LanguageSettingsFull:
    """A language settings in the view `full`."""
    return {"display_language": language_settings.display_language}


class PopSettingsFull(TypedDict):
    """A pop settings in the view `full`."""

    access_window: str | None
    disposition: str | None


def pop_settings_full(pop_settings: PopSettings) -> PopSettingsFull:
    """A pop settings in the view `full`."""
    return {"access_window": pop_settings.access_window, "disposition": pop_settings.disposition}


class IdentityShort(TypedDict):
    """An identity in the view `short`."""

    email_address: str
    primary_key_pair_id: str
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None


def identity_short(identity: Identity) -> IdentityShort:
    """An identity in the view `short`."""
    return {
        "email_address": identity.email_address,
        "primary_key_pair_id": identity.primary_key_pair_id,
        "sign_and_encrypt_key_pairs_encryption_key_pair": identity.sign_and_encrypt_key_pairs_encryption_key_pair,
        "sign_and_encrypt_key_pairs_signing_key_pair_id": identity.sign_and_encrypt_key_pairs_signing_key_pair_id,
    }


class IdentityFull(IdentityShort):
    """An identity in the view `full`."""


def identity_full(identity: Identity) -> IdentityFull:
    """An identity in the view `full`."""
    return identity_short(identity)


class KeyPairShort(TypedDict):
    """A key pair in the view `short`."""

    key_pair_id: str
    disable_time: str | None
    enablement_state: str


def key_pair_short(key_pair: KeyPair) -> KeyPairShort:
    """A key pair in the view `short`."""
    return {
        "key_pair_id": key_pair.key_pair_id,
        "disable_time": key_pair.disable_time,
        "enablement_state": key_pair.enablement_state,
    }


class KeyPairFull(KeyPairShort):
    """A key pair in the view `full`."""


def key_pair_full(key_pair: KeyPair) -> KeyPairFull:
    """A key pair in the view `full`."""
    return key_pair_short(key_pair)


class DelegateShort(TypedDict):
    """A delegate in the view `short`."""

    delegate_email: str
    verification_status: str


def delegate_short(delegate: Delegate) -> DelegateShort:
    """A delegate in the view `short`."""
    return {"delegate_email": delegate.delegate_email, "verification_status": delegate.verification_status}


class DelegateFull(DelegateShort):
    """A delegate in the view `full`."""


def delegate_full(delegate: Delegate) -> DelegateFull:
    """A delegate in the view `full`."""
    return delegate_short(delegate)


class FilterShort(TypedDict):
    """A filter in the view `short`."""

    filter_id: str
    subject: str
    action_forward: str | None
    exclude_chats: bool
    sender: str | None
    has_attachment: bool
    size_comparison: str | None


def filter_short(filter_: Filter) -> FilterShort:
    """A filter in the view `short`."""
    return {
        "filter_id": filter_.filter_id,
        "subject": filter_.subject,
        "action_forward": filter_.action_forward,
        "exclude_chats": filter_.exclude_chats,
        "sender": filter_.sender,
        "has_attachment": filter_.has_attachment,
        "size_comparison": filter_.size_comparison,
    }


class FilterFull(FilterShort):
    """A filter in the view `full`."""

    negated_query: str | None
    query: str | None
    size: int | None
    to: str | None


def filter_full(filter_: Filter) -> FilterFull:
    """A filter in the view `full`."""
    return {
        **filter_short(filter_),
        "negated_query": filter_.negated_query,
        "query": filter_.query_,
        "size": filter_.size,
        "to": filter_.to,
    }


class ForwardingAddressShort(TypedDict):
    """A forwarding address in the view `short`."""

    forwarding_email: str
    verification_status: str


def forwarding_address_short(forwarding_address: ForwardingAddress) -> ForwardingAddressShort:
    """A forwarding address in the view `short`."""
    return {
        "forwarding_email": forwarding_address.forwarding_email,
        "verification_status": forwarding_address.verification_status,
    }


class ForwardingAddressFull(ForwardingAddressShort):
    """A forwarding address in the view `full`."""


def forwarding_address_full(forwarding_address: ForwardingAddress) -> ForwardingAddressFull:
    """A forwarding address in the view `full`."""
    return forwarding_address_short(forwarding_address)


# --- tools --------------------------------------------------------------------------------------------------------


class AutoForwardingSettingsResult(TypedDict):
    """What `get_auto_forwarding_settings` and `update_auto_forwarding_settings` return."""

    auto_forwarding_settings: AutoForwardingSettingsFull


def get_auto_forwarding_settings(db: Database, /) -> AutoForwardingSettingsResult:
    """Show the auto forwarding settings."""
    auto_forwarding_settings = db.get(AutoForwardingSettings, 1)
    return {"auto_forwarding_settings": auto_forwarding_settings_full(auto_forwarding_settings)}


def update_auto_forwarding_settings(
    db: Database,
    /,
    *,
    email_address: str | None = None,
    disposition: Literal["leaveInInbox", "archive", "trash", "markRead"] | None = None,
    enabled: bool | None = None,
    clear: list[Literal["email_address", "disposition"]] | None = None,
) -> AutoForwardingSettingsResult:
    """Change the auto forwarding settings, for example the email address or disposition."""
    changes = given(clear, email_address=email_address, disposition=disposition, enabled=enabled)
    auto_forwarding_settings = db.get(AutoForwardingSettings, 1)
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    if not changes:
        fail("nothing_to_change")
    db.update(auto_forwarding_settings, **changes)
    return {"auto_forwarding_settings": auto_forwarding_settings_full(auto_forwarding_settings)}


class ImapSettingsResult(TypedDict):
    """What `get_imap_settings` and `update_imap_settings` return."""

    imap_settings: ImapSettingsFull


def get_imap_settings(db: Database, /) -> ImapSettingsResult:
    """Show the IMAP settings."""
    imap_settings = db.get(ImapSettings, 1)
    return {"imap_settings": imap_settings_full(imap_settings)}


def update_imap_settings(
    db: Database,
    /,
    *,
    auto_expunge: bool | None = None,
    enabled: bool | None = None,
    expunge_behavior: Literal["archive", "trash", "deleteForever"] | None = None,
    max_folder_size: int | None = None,
    clear: list[Literal["expunge_behavior", "max_folder_size"]] | None = None,
) -> ImapSettingsResult:
    """Change the IMAP settings, for example the maximum folder size or expunge behavior."""
    changes = given(
        clear,
        auto_expunge=auto_expunge,
        enabled=enabled,
        expunge_behavior=expunge_behavior,
        max_folder_size=max_folder_size,
    )
    imap_settings = db.get(ImapSettings, 1)
    if not changes:
        fail("nothing_to_change")
    db.update(imap_settings, **changes)
    return {"imap_settings": imap_settings_full(imap_settings)}


class LanguageSettingsResult(TypedDict):
    """What `get_language_settings` and `update_language_settings` return."""

    language_settings: LanguageSettingsFull


def get_language_settings(db: Database, /) -> LanguageSettingsResult:
    """Show the language settings."""
    language_settings = db.get(LanguageSettings, 1)
    return {"language_settings": language_settings_full(language_settings)}


def update_language_settings(
    db: Database, /, *, display_language: str | None = None, clear: list[Literal["display_language"]] | None = None
) -> LanguageSettingsResult:
    """Change the language settings, for example the display language."""
    changes = given(clear, display_language=display_language)
    language_settings = db.get(LanguageSettings, 1)
    if display_language is not None and len(words(display_language)) <= 0:
        fail("display_language_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(language_settings, **changes)
    return {"language_settings": language_settings_full(language_settings)}


class PopSettingsResult(TypedDict):
    """What `get_pop_settings` and `update_pop_settings` return."""

    pop_settings: PopSettingsFull


def get_pop_settings(db: Database, /) -> PopSettingsResult:
    """Show the POP settings."""
    pop_settings = db.get(PopSettings, 1)
    return {"pop_settings": pop_settings_full(pop_settings)}


def update_pop_settings(
    db: Database,
    /,
    *,
    access_window: Literal["disabled", "fromNowOn", "allMail"] | None = None,
    disposition: Literal["leaveInInbox", "archive", "trash", "markRead"] | None = None,
    clear: list[Literal["access_window", "disposition"]] | None = None,
) -> PopSettingsResult:
    """Change the POP settings, for example the disposition or access window."""
    changes = given(clear, access_window=access_window, disposition=disposition)
    pop_settings = db.get(PopSettings, 1)
    if not changes:
        fail("nothing_to_change")
    db.update(pop_settings, **changes)
    return {"pop_settings": pop_settings_full(pop_settings)}


class ListIdentities(TypedDict):
    """What `list_identities` returns."""

    identities: list[IdentityShort]
    next_cursor: str | None


def list_identities(
    db: Database,
    /,
    *,
    primary_key_pair_id: str | None = None,
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None = None,
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIdentities:
    """List the identities, optionally by primary key pair, sign and encrypt key pairs encryption key pair or sign
    and encrypt key pairs signing key pair.
    """
    query = db.query(Identity)
    if primary_key_pair_id is not None:
        query.where("primary_key_pair_id = ?", primary_key_pair_id)
    if sign_and_encrypt_key_pairs_encryption_key_pair is not None:
        query.where(
            "sign_and_encrypt_key_pairs_encryption_key_pair IS ?", sign_and_encrypt_key_pairs_encryption_key_pair
        )
    if sign_and_encrypt_key_pairs_signing_key_pair_id is not None:
        query.where(
            "sign_and_encrypt_key_pairs_signing_key_pair_id IS ?", sign_and_encrypt_key_pairs_signing_key_pair_id
        )
    page = query.page(limit=limit, cursor=cursor)
    return {"identities": [identity_short(identity) for identity in page.rows], "next_cursor": page.next_cursor}


class IdentityResult(TypedDict):
    """What `get_identity` and 2 other tools return."""

    identity: IdentityFull


def get_identity(db: Database, /, *, email_address: str) -> IdentityResult:
    """Show an identity with all its details."""
    identity = db.find(Identity, email_address) or fail("identity_not_found", email_address=email_address)
    return {"identity": identity_full(identity)}


def create_identity(
    db: Database,
    /,
    *,
    primary_key_pair_id: str,
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None = None,
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None = None,
    email_address: str,
) -> IdentityResult:
    """Create an identity."""
    if db.query(Identity).where("email_address = ?", email_address).exists():
        fail("identity_exists", email_address=email_address)
    if db.find(KeyPair, primary_key_pair_id) is None:
        fail("primary_key_pair_not_found", primary_key_pair_id=primary_key_pair_id)
    if (
        sign_and_encrypt_key_pairs_encryption_key_pair is not None
        and db.find(KeyPair, sign_and_encrypt_key_pairs_encryption_key_pair) is None
    ):
        fail(
            "sign_and_encrypt_key_pairs_encryption_not_found",
            sign_and_encrypt_key_pairs_encryption_key_pair=sign_and_encrypt_key_pairs_encryption_key_pair,
        )
    if (
        sign_and_encrypt_key_pairs_signing_key_pair_id is not None
        and db.find(KeyPair, sign_and_encrypt_key_pairs_signing_key_pair_id) is None
    ):
        fail(
            "sign_and_encrypt_key_pairs_signing_key_not_found",
            sign_and_encrypt_key_pairs_signing_key_pair_id=sign_and_encrypt_key_pairs_signing_key_pair_id,
        )
    identity = db.insert(
        Identity,
        email_address=email_address,
        primary_key_pair_id=primary_key_pair_id,
        sign_and_encrypt_key_pairs_encryption_key_pair=sign_and_encrypt_key_pairs_encryption_key_pair,
        sign_and_encrypt_key_pairs_signing_key_pair_id=sign_and_encrypt_key_pairs_signing_key_pair_id,
    )
    return {"identity": identity_full(identity)}


def update_identity(
    db: Database,
    /,
    *,
    email_address: str,
    primary_key_pair_id: str | None = None,
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None = None,
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None = None,
    clear: list[
        Literal["sign_and_encrypt_key_pairs_encryption_key_pair", "sign_and_encrypt_key_pairs_signing_key_pair_id"]
    ]
    | None = None,
) -> IdentityResult:
    """Change the primary key pair, sign and encrypt key pairs encryption key pair or sign and encrypt key pairs
    signing key pair of an identity.
    """
    changes = given(
        clear,
        primary_key_pair_id=primary_key_pair_id,
        sign_and_encrypt_key_pairs_encryption_key_pair=sign_and_encrypt_key_pairs_encryption_key_pair,
        sign_and_encrypt_key_pairs_signing_key_pair_id=sign_and_encrypt_key_pairs_signing_key_pair_id,
    )
    identity = db.find(Identity, email_address) or fail("identity_not_found", email_address=email_address)
    if primary_key_pair_id is not None and db.find(KeyPair, primary_key_pair_id) is None:
        fail("primary_key_pair_not_found", primary_key_pair_id=primary_key_pair_id)
    if (
        sign_and_encrypt_key_pairs_encryption_key_pair is not None
        and db.find(KeyPair, sign_and_encrypt_key_pairs_encryption_key_pair) is None
    ):
        fail(
            "sign_and_encrypt_key_pairs_encryption_not_found",
            sign_and_encrypt_key_pairs_encryption_key_pair=sign_and_encrypt_key_pairs_encryption_key_pair,
        )
    if (
        sign_and_encrypt_key_pairs_signing_key_pair_id is not None
        and db.find(KeyPair, sign_and_encrypt_key_pairs_signing_key_pair_id) is None
    ):
        fail(
            "sign_and_encrypt_key_pairs_signing_key_not_found",
            sign_and_encrypt_key_pairs_signing_key_pair_id=sign_and_encrypt_key_pairs_signing_key_pair_id,
        )
    if not changes:
        fail("nothing_to_change")
    db.update(identity, **changes)
    return {"identity": identity_full(identity)}


class DeleteIdentity(TypedDict):
    """What `delete_identity` returns."""

    email_address: str


def delete_identity(db: Database, /, *, email_address: str) -> DeleteIdentity:
    """Delete an identity."""
    identity = db.find(Identity, email_address) or fail("identity_not_found", email_address=email_address)
    db.delete(identity)
    return {"email_address": email_address}


class ListKeyPairs(TypedDict):
    """What `list_key_pairs` returns."""

    key_pairs: list[KeyPairShort]
    next_cursor: str | None


def list_key_pairs(
    db: Database,
    /,
    *,
    enablement_state: Literal["enabled", "disabled"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListKeyPairs:
    """List the key pairs, optionally by enablement state."""
    query = db.query(KeyPair)
    if enablement_state is not None:
        query.where("enablement_state = ?", enablement_state)
    page = query.page(limit=limit, cursor=cursor)
    return {"key_pairs": [key_pair_short(key_pair) for key_pair in page.rows], "next_cursor": page.next_cursor}


class KeyPairResult(TypedDict):
    """What `get_key_pair` and 2 other tools return."""

    key_pair: KeyPairFull


def get_key_pair(db: Database, /, *, key_pair_id: str) -> KeyPairResult:
    """Show a key pair with all its details."""
    key_pair = db.find(KeyPair, key_pair_id) or fail("key_pair_not_found", key_pair_id=key_pair_id)
    return {"key_pair": key_pair_full(key_pair)}


def disable_key_pair(db: Database, /, *, key_pair_id: str) -> KeyPairResult:
    """Disable a key pair."""
    key_pair = db.find(KeyPair, key_pair_id) or fail("key_pair_not_found", key_pair_id=key_pair_id)
    if key_pair.enablement_state == "disabled":
        fail("key_pair_already_disabled", key_pair_id=key_pair.key_pair_id)
    db.update(key_pair, enablement_state="disabled", disable_time=db.now())
    return {"key_pair": key_pair_full(key_pair)}


def enable_key_pair(db: Database, /, *, key_pair_id: str) -> KeyPairResult:
    """Enable a key pair."""
    key_pair = db.find(KeyPair, key_pair_id) or fail("key_pair_not_found", key_pair_id=key_pair_id)
    if key_pair.enablement_state == "enabled":
        fail("key_pair_already_enabled", key_pair_id=key_pair.key_pair_id)
    db.update(key_pair, enablement_state="enabled", disable_time=None)
    return {"key_pair": key_pair_full(key_pair)}


class DeleteKeyPair(TypedDict):
    """What `delete_key_pair` returns."""

    key_pair_id: str


def delete_key_pair(db: Database, /, *, key_pair_id: str) -> DeleteKeyPair:
    """Delete a key pair together with its identities."""
    key_pair = db.find(KeyPair, key_pair_id) or fail("key_pair_not_found", key_pair_id=key_pair_id)
    db.delete(key_pair)
    return {"key_pair_id": key_pair_id}


class ListDelegates(TypedDict):
    """What `list_delegates` returns."""

    delegates: list[DelegateShort]
    next_cursor: str | None


def list_delegates(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending", "rejected", "expired"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListDelegates:
    """List the delegates, optionally by verification status."""
    query = db.query(Delegate)
    if verification_status is not None:
        query.where("verification_status = ?", verification_status)
    page = query.page(limit=limit, cursor=cursor)
    return {"delegates": [delegate_short(delegate) for delegate in page.rows], "next_cursor": page.next_cursor}


class DelegateResult(TypedDict):
    """What `get_delegate` and `create_delegate` return."""

    delegate: DelegateFull


def get_delegate(db: Database, /, *, delegate_email: str) -> DelegateResult:
    """Show a delegate with all its details."""
    delegate = db.find(Delegate, delegate_email) or fail("delegate_not_found", delegate_email=delegate_email)
    return {"delegate": delegate_full(delegate)}


def create_delegate(db: Database, /, *, delegate_email: str) -> DelegateResult:
    """Create a delegate."""
    if db.query(Delegate).where("delegate_email = ?", delegate_email).exists():
        fail("delegate_exists", delegate_email=delegate_email)
    delegate = db.insert(Delegate, delegate_email=delegate_email, verification_status="pending")
    return {"delegate": delegate_full(delegate)}


class DeleteDelegate(TypedDict):
    """What `delete_delegate` returns."""

    delegate_email: str


def delete_delegate(db: Database, /, *, delegate_email: str) -> DeleteDelegate:
    """Delete a delegate."""
    delegate = db.find(Delegate, delegate_email) or fail("delegate_not_found", delegate_email=delegate_email)
    db.delete(delegate)
    return {"delegate_email": delegate_email}


class ListFilters(TypedDict):
    """What `list_filters` returns."""

    filters: list[FilterShort]
    next_cursor: str | None


def list_filters(
    db: Database, /, *, sender: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListFilters:
    """List the filters, optionally by sender."""
    query = db.query(Filter)
    if sender is not None:
        query.where("contains(sender, ?)", sender)
    page = query.page("subject", limit=limit, cursor=cursor)
    return {"filters": [filter_short(filter_) for filter_ in page.rows], "next_cursor": page.next_cursor}


class FilterResult(TypedDict):
    """What `get_filter` and `create_filter` return."""

    filter: FilterFull


def get_filter(db: Database, /, *, filter_id: str) -> FilterResult:
    """Show a filter with all its details."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    return {"filter": filter_full(filter_)}


def create_filter(
    db: Database,
    /,
    *,
    subject: str,
    action_forward: str | None = None,
    exclude_chats: bool = False,
    sender: str | None = None,
    query_: str | None = None,
    size: int | None = None,
    size_comparison: Literal["smaller", "larger"] | None = None,
    to: str | None = None,
) -> FilterResult:
    """Create a filter."""
    if len(words(subject)) <= 0:
        fail("subject_blank")
    filter_ = db.insert(
        Filter,
        filter_id=f"FIL-{db.next_number('filters'):04d}",
        subject=subject,
        action_forward=action_forward,
        exclude_chats=exclude_chats,
        sender=sender,
        has_attachment=False,
        query_=query_,
        size=size,
        size_comparison=size_comparison,
        to=to,
    )
    return {"filter": filter_full(filter_)}


class DeleteFilter(TypedDict):
    """What `delete_filter` returns."""

    filter_id: str


def delete_filter(db: Database, /, *, filter_id: str) -> DeleteFilter:
    """Delete a filter."""
    filter_ = db.find(Filter, filter_id) or fail("filter_not_found", filter_id=filter_id)
    db.delete(filter_)
    return {"filter_id": filter_id}


class ListForwardingAddresses(TypedDict):
    """What `list_forwarding_addresses` returns."""

    forwarding_addresses: list[ForwardingAddressShort]
    next_cursor: str | None


def list_forwarding_addresses(
    db: Database,
    /,
    *,
    verification_status: Literal["accepted", "pending"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListForwardingAddresses:
    """List the forwarding addresses, optionally by verification status."""
    query = db.query(ForwardingAddress)
    if verification_status is not None:
        query.where("verification_status = ?", verification_status)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "forwarding_addresses": [forwarding_address_short(forwarding_address) for forwarding_address in page.rows],
        "next_cursor": page.next_cursor,
    }


class ForwardingAddressResult(TypedDict):
    """What `get_forwarding_address` and `create_forwarding_address` return."""

    forwarding_address: ForwardingAddressFull


def get_forwarding_address(db: Database, /, *, forwarding_email: str) -> ForwardingAddressResult:
    """Show a forwarding address with all its details."""
    forwarding_address = db.find(ForwardingAddress, forwarding_email)
    if forwarding_address is None:
        fail("forwarding_address_not_found", forwarding_email=forwarding_email)
    return {"forwarding_address": forwarding_address_full(forwarding_address)}


def create_forwarding_address(db: Database, /, *, forwarding_email: str) -> ForwardingAddressResult:
    """Create a forwarding address."""
    if db.query(ForwardingAddress).where("forwarding_email = ?", forwarding_email).exists():
        fail("forwarding_address_exists", forwarding_email=forwarding_email)
    forwarding_address = db.insert(ForwardingAddress, forwarding_email=forwarding_email, verification_status="pending")
    return {"forwarding_address": forwarding_address_full(forwarding_address)}


class DeleteForwardingAddress(TypedDict):
    """What `delete_forwarding_address` returns."""

    forwarding_email: str


def delete_forwarding_address(db: Database, /, *, forwarding_email: str) -> DeleteForwardingAddress:
    """Delete a forwarding address."""
    forwarding_address = db.find(ForwardingAddress, forwarding_email)
    if forwarding_address is None:
        fail("forwarding_address_not_found", forwarding_email=forwarding_email)
    db.delete(forwarding_address)
    return {"forwarding_email": forwarding_email}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "delegate_exists": "There is already a delegate with the delegate email {delegate_email}. Choose another one.",
    "delegate_not_found": "There is no delegate {delegate_email}. List the delegates to see which there are.",
    "filter_not_found": "There is no filter {filter_id}. List the filters to see which there are.",
    "forwarding_address_exists": (
        "There is already a forwarding address with the forwarding email {forwarding_email}. Choose another one."
    ),
    "forwarding_address_not_found": (
        "There is no forwarding address {forwarding_email}. List the forwarding addresses to see which there are."
    ),
    "identity_exists": "There is already an identity with the email address {email_address}. Choose another one.",
    "identity_not_found": "There is no identity {email_address}. List the identities to see which there are.",
    "key_pair_already_disabled": "Key pair {key_pair_id} is already disabled.",
    "key_pair_already_enabled": "Key pair {key_pair_id} is already enabled.",
    "key_pair_not_found": "There is no key pair {key_pair_id}. List the key pairs to see which there are.",
    "primary_key_pair_not_found": (
        "There is no primary key pair {primary_key_pair_id}. List the key pairs to see which there are."
    ),
    "sign_and_encrypt_key_pairs_encryption_not_found": (
        "There is no sign and encrypt key pairs encryption "
        "{sign_and_encrypt_key_pairs_encryption_key_pair}. List the key pairs to see which there "
        "are."
    ),
    "sign_and_encrypt_key_pairs_signing_key_not_found": (
        "There is no sign and encrypt key pairs signing key "
        "{sign_and_encrypt_key_pairs_signing_key_pair_id}. List the key pairs to see which there "
        "are."
    ),
    "email_address_invalid": "{email_address} is no email address. Write one such as name@example.com.",
    "display_language_blank": "The display language must not be blank. Give it some words.",
    "subject_blank": "The subject must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gmail_settings",
    folder=Path(__file__).parent,
    tables=[
        AutoForwardingSettings,
        ImapSettings,
        LanguageSettings,
        PopSettings,
        Identity,
        KeyPair,
        Delegate,
        Filter,
        ForwardingAddress,
    ],
    tools={
        "get_auto_forwarding_settings": Tool(get_auto_forwarding_settings, read_only=True),
        "update_auto_forwarding_settings": Tool(update_auto_forwarding_settings),
        "get_imap_settings": Tool(get_imap_settings, read_only=True),
        "update_imap_settings": Tool(update_imap_settings),
        "get_language_settings": Tool(get_language_settings, read_only=True),
        "update_language_settings": Tool(update_language_settings),
        "get_pop_settings": Tool(get_pop_settings, read_only=True),
        "update_pop_settings": Tool(update_pop_settings),
        "list_identities": Tool(list_identities, read_only=True),
        "get_identity": Tool(get_identity, read_only=True),
        "create_identity": Tool(create_identity),
        "update_identity": Tool(update_identity),
        "delete_identity": Tool(delete_identity),
        "list_key_pairs": Tool(list_key_pairs, read_only=True),
        "get_key_pair": Tool(get_key_pair, read_only=True),
        "disable_key_pair": Tool(disable_key_pair),
        "enable_key_pair": Tool(enable_key_pair),
        "delete_key_pair": Tool(delete_key_pair),
        "list_delegates": Tool(list_delegates, read_only=True),
        "get_delegate": Tool(get_delegate, read_only=True),
        "create_delegate": Tool(create_delegate),
        "delete_delegate": Tool(delete_delegate),
        "list_filters": Tool(list_filters, read_only=True),
        "get_filter": Tool(get_filter, read_only=True),
        "create_filter": Tool(create_filter),
        "delete_filter": Tool(delete_filter),
        "list_forwarding_addresses": Tool(list_forwarding_addresses, read_only=True),
        "get_forwarding_address": Tool(get_forwarding_address, read_only=True),
        "create_forwarding_address": Tool(create_forwarding_address),
        "delete_forwarding_address": Tool(delete_forwarding_address),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
