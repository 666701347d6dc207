"""Gmail: key pairs: keeps send as records, key pairs, identities, smime information, imap settings and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Gmail: key pairs. Keeps send as records, key pairs, identities, smime information, imap settings and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can disable a key pair only while its enablement state is enabled.
- You can enable a key pair only while its enablement state is disabled.
- You can verify a send as record only while its verification status is pending.
- Updating the vacation settings can be refused: the end time cannot be before the start time.
- Creating an identity can be refused: there is already an identity with that email address.
- Creating a send as record can be refused: there is already a send as record with that send as email.
- Deleting a key pair also deletes its identities.
- Deleting a send as record also deletes its S/MIME info.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


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
    """A smime information of a send as record."""

    __tablename__ = "smime_info"

    smime_info_id: str = Field(primary_key=True)
    send_as_record_id: str = Field(foreign_key="send_as_records.send_as_email", ondelete="CASCADE", index=True)
    expiration_time: str | None = None
    is_default: bool
    issuer_cn: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


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


class IdentityFull(TypedDict):
    """An identity in the view `full`."""

    email_address: str
    primary_key_pair_id: str
    sign_and_encrypt_key_pairs_encryption_key_pair: str | None
    sign_and_encrypt_key_pairs_signing_key_pair_id: str | None


def identity_full(identity: Identity) -> IdentityFull:
    """An identity in the view `full`."""
    return {
        "email_address": identity.email_address,
        "primary_key_pair_id": identity.primary_key_pair_id,
        "sign_and_encrypt_key_pairs_encryption_key_pair": identity.sign_and_encrypt_key_pairs_encryption_key_pair,
        "sign_and_encrypt_key_pairs_signing_key_pair_id": identity.sign_and_encrypt_key_pairs_signing_key_pair_id,
    }


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


class KeyPairFull(TypedDict):
    """A key pair in the view `full`."""

    key_pair_id: str
    disable_time: str | None
    enablement_state: str


def key_pair_full(key_pair: KeyPair) -> KeyPairFull:
    """A key pair in the view `full`."""
    return {
        "key_pair_id": key_pair.key_pair_id,
        "disable_time": key_pair.disable_time,
        "enablement_state": key_pair.enablement_state,
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


class SendAsRecordFull(TypedDict):
    """A send as record in the view `full`."""

    send_as_email: str
    display_name: str
    is_primary: bool
    reply_to_address: str | None
    smtp_msa_username: str | None
    treat_as_alias: bool
    verification_status: str


def send_as_record_full(send_as_record: SendAsRecord) -> SendAsRecordFull:
    """A send as record in the view `full`."""
    return {
        "send_as_email": send_as_record.send_as_email,
        "display_name": send_as_record.display_name,
        "is_primary": send_as_record.is_primary,
        "reply_to_address": send_as_record.reply_to_address,
        "smtp_msa_username": send_as_record.smtp_msa_username,
        "treat_as_alias": send_as_record.treat_as_alias,
        "verification_status": send_as_record.verification_status,
    }


class SmimeInfoShort(TypedDict):
    """A smime info in the view `short`."""

    smime_info_id: str
    send_as_record_id: str
    expiration_time: str | None
    is_default: bool
    issuer_cn: str | None


def smime_info_short(smime_info: SmimeInfo) -> SmimeInfoShort:
    """A smime info in the view `short`."""
    return {
        "smime_info_id": smime_info.smime_info_id,
        "send_as_record_id": smime_info.send_as_record_id,
        "expiration_time": smime_info.expiration_time,
        "is_default": smime_info.is_default,
        "issuer_cn": smime_info.issuer_cn,
    }


class SmimeInfoFull(TypedDict):
    """A smime info in the view `full`."""

    smime_info_id: str
    send_as_record_id: str
    expiration_time: str | None
    is_default: bool
    issuer_cn: str | None


def smime_info_full(smime_info: SmimeInfo) -> SmimeInfoFull:
    """A smime info in the view `full`."""
    return {
        "smime_info_id": smime_info.smime_info_id,
        "send_as_record_id": smime_info.send_as_record_id,
        "expiration_time": smime_info.expiration_time,
        "is_default": smime_info.is_default,
        "issuer_cn": smime_info.issuer_cn,
    }


# --- tools --------------------------------------------------------------------------------------------------------


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
    verification_status: Literal["accepted", "pending"] = "pending",
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
        verification_status=verification_status,
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
    verification_status: Literal["accepted", "pending"] | None = None,
    clear: list[Literal["reply_to_address", "smtp_msa_username"]] | None = None,
) -> SendAsRecordResult:
    """Change a send as record, for example its display name, verification status, reply to address or SMTP msa
    username.
    """
    changes = given(
        clear,
        display_name=display_name,
        reply_to_address=reply_to_address,
        smtp_msa_username=smtp_msa_username,
        treat_as_alias=treat_as_alias,
        verification_status=verification_status,
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
    """Delete a send as record together with its smime information."""
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
    """List the smime information of a send as record, optionally by send as record or expiration time."""
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
    """Show a smime information with all its details."""
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
    """Create a smime information in a send as record."""
    if db.find(SendAsRecord, send_as_record_id) is None:
        fail("send_as_record_unknown", send_as_record_id=send_as_record_id)
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
    """Delete a smime information."""
    smime_info = db.find(SmimeInfo, smime_info_id) or fail("smime_info_not_found", smime_info_id=smime_info_id)
    db.delete(smime_info)
    return {"smime_info_id": smime_info_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "end_time_before_start_time": "The end time cannot be before the start time. Give a later end or an earlier start.",
    "identity_exists": "There is already an identity with the email address {email_address}. Choose another one.",
    "identity_not_found": "There is no identity {email_address}. List the identities to see which there are.",
    "key_pair_already_disabled": "Key pair {key_pair_id} is already disabled.",
    "key_pair_already_enabled": "Key pair {key_pair_id} is already enabled.",
    "key_pair_not_found": "There is no key pair {key_pair_id}. List the key pairs to see which there are.",
    "primary_key_pair_not_found": (
        "There is no primary key pair {primary_key_pair_id}. List the key pairs to see which there are."
    ),
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
    "smime_info_not_found": (
        "There is no smime information {smime_info_id}. List the smime information to see which there are."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="gmail_key_pairs",
    folder=Path(__file__).parent,
    tables=[ImapSettings, LanguageSettings, PopSettings, VacationSettings, Identity, KeyPair, SendAsRecord, SmimeInfo],
    tools={
        "get_imap_settings": Tool(get_imap_settings, read_only=True),
        "update_imap_settings": Tool(update_imap_settings),
        "get_language_settings": Tool(get_language_settings, read_only=True),
        "update_language_settings": Tool(update_language_settings),
        "get_pop_settings": Tool(get_pop_settings, read_only=True),
        "update_pop_settings": Tool(update_pop_settings),
        "get_vacation_settings": Tool(get_vacation_settings, read_only=True),
        "update_vacation_settings": Tool(update_vacation_settings),
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
