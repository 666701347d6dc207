"""Google Drive: files: keeps files, approvals, permissions, revisions and access proposals."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Google Drive: files. Keeps files, approvals, permissions, revisions and access proposals.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can approve, cancel or decline an approval only while it is in progress.
- The name must not be blank.
- The expiration cannot lie in the past.
- Updating a file can be refused: the file is in the trash.
- Emptying the trash can be refused: there are no files to clear.
- Updating or deleting a permission can be refused: this is the last owner of the file.
- Deleting a file also deletes its access proposals, approvals, permissions and revisions.
- An approval's status goes from in progress to approved, cancelled or declined.
- You can copy a file only while it is not trashed.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AccessProposal(Table, table=True):
    """An access proposal of a file."""

    __tablename__ = "access_proposals"

    access_proposal_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    recipient_email_address: str | None = None
    request_message: str | None = None
    requester_email_address: str | None = None
    create_time: str


class Approval(Table, table=True):
    """An approval of a file."""

    __tablename__ = "approvals"
    __table_args__ = (CheckConstraint("status IN ('IN_PROGRESS', 'APPROVED', 'CANCELLED', 'DECLINED')"),)

    approval_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    approved_revision_id: str | None = Field(
        default=None, foreign_key="revisions.revision_id", ondelete="SET NULL", index=True
    )
    complete_time: str | None = None
    due_time: str | None = None
    initiator_email_address: str | None = None
    status: str
    target_file_id: str | None = Field(default=None, foreign_key="files.file_id", ondelete="SET NULL", index=True)
    create_time: str
    modify_time: str


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"

    file_id: str = Field(primary_key=True)
    name: str
    client_encryption_state: str | None = None
    content_hints_indexable_text: str | None = None
    content_restriction_types: list[str] = Field(sa_type=JsonList())
    description: str | None = None
    inherited_permissions_disabled: bool
    mime_type: str | None = None
    modified_by_me_time: str | None = None
    parents: list[str] = Field(sa_type=JsonList())
    shared_with_me_time: str | None = None
    starred: bool
    trashed: bool
    viewed_by_me_time: str | None = None
    writers_can_share: bool


class Permission(Table, table=True):
    """A permission of a file."""

    __tablename__ = "permissions"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader')"),
        CheckConstraint("type IN ('user', 'group', 'anyone', 'emailAddress')"),
    )

    permission_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    display_name: str | None = None
    allow_file_discovery: bool
    domain: str | None = None
    email_address: str | None = None
    expiration_time: str | None = None
    inherited_permissions_disabled: bool
    pending_owner: bool
    role: str
    type: str
    view: str | None = None


class Revision(Table, table=True):
    """A revision of a file."""

    __tablename__ = "revisions"

    revision_id: str = Field(primary_key=True)
    file_id: str = Field(foreign_key="files.file_id", ondelete="CASCADE", index=True)
    keep_forever: bool
    last_modifying_user_email_address: str | None = None
    mime_type: str | None = None
    publish_auto: bool
    published: bool
    published_outside_domain: bool
    modified_time: str


# --- views --------------------------------------------------------------------------------------------------------


class AccessProposalShort(TypedDict):
    """An access proposal in the view `short`."""

    access_proposal_id: str
    file_id: str
    recipient_email_address: str | None
    request_message: str | None
    requester_email_address: str | None
    create_time: str


def access_proposal_short(access_proposal: AccessProposal) -> AccessProposalShort:
    """An access proposal in the view `short`."""
    return {
        "access_proposal_id": access_proposal.access_proposal_id,
        "file_id": access_proposal.file_id,
        "recipient_email_address": access_proposal.recipient_email_address,
        "request_message": access_proposal.request_message,
        "requester_email_address": access_proposal.requester_email_address,
        "create_time": access_proposal.create_time,
    }


class AccessProposalFull(AccessProposalShort):
    """An access proposal in the view `full`."""


def access_proposal_full(access_proposal: AccessProposal) -> AccessProposalFull:
    """An access proposal in the view `full`."""
    return access_proposal_short(access_proposal)


class ApprovalShort(TypedDict):
    """An approval in the view `short`."""

    approval_id: str
    file_id: str
    approved_revision_id: str | None
    complete_time: str | None
    due_time: str | None
    status: str
    target_file_id: str | None


def approval_short(approval: Approval) -> ApprovalShort:
    """An approval in the view `short`."""
    return {
        "approval_id": approval.approval_id,
        "file_id": approval.file_id,
        "approved_revision_id": approval.approved_revision_id,
        "complete_time": approval.complete_time,
        "due_time": approval.due_time,
        "status": approval.status,
        "target_file_id": approval.target_file_id,
    }


class ApprovalFull(ApprovalShort):
    """An approval in the view `full`."""

    initiator_email_address: str | None
    create_time: str
    modify_time: str
    is_overdue: bool


def approval_full(db: Database, approval: Approval) -> ApprovalFull:
    """An approval in the view `full`."""
    return {
        **approval_short(approval),
        "initiator_email_address": approval.initiator_email_address,
        "create_time": approval.create_time,
        "modify_time": approval.modify_time,
        "is_overdue": approval_is_overdue(db, approval),
    }


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: str
    name: str
    inherited_permissions_disabled: bool
    modified_by_me_time: str | None
    shared_with_me_time: str | None
    starred: bool
    viewed_by_me_time: str | None


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "inherited_permissions_disabled": file.inherited_permissions_disabled,
        "modified_by_me_time": file.modified_by_me_time,
        "shared_with_me_time": file.shared_with_me_time,
        "starred": file.starred,
        "viewed_by_me_time": file.viewed_by_me_time,
    }


class FileFull(FileShort):
    """A file in the view `full`."""

    client_encryption_state: str | None
    content_hints_indexable_text: str | None
    content_restriction_types: list[str]
    description: str | None
    mime_type: str | None
    parents: list[str]
    trashed: bool
    writers_can_share: bool


def file_full(file: File) -> FileFull:
    """A file in the view `full`."""
    return {
        **file_short(file),
        "client_encryption_state": file.client_encryption_state,
        "content_hints_indexable_text": file.content_hints_indexable_text,
        "content_restriction_types": file.content_restriction_types,
        "description": file.description,
        "mime_type": file.mime_type,
        "parents": file.parents,
        "trashed": file.trashed,
        "writers_can_share": file.writers_can_share,
    }


class PermissionShort(TypedDict):
    """A permission in the view `short`."""

    permission_id: str
    file_id: str
    display_name: str | None
    allow_file_discovery: bool
    expiration_time: str | None
    role: str
    type: str


def permission_short(permission: Permission) -> PermissionShort:
    """A permission in the view `short`."""
    return {
        "permission_id": permission.permission_id,
        "file_id": permission.file_id,
        "display_name": permission.display_name,
        "allow_file_discovery": permission.allow_file_discovery,
        "expiration_time": permission.expiration_time,
        "role": permission.role,
        "type": permission.type,
    }


class PermissionFull(PermissionShort):
    """A permission in the view `full`."""

    domain: str | None
    email_address: str | None
    inherited_permissions_disabled: bool
    pending_owner: bool
    view: str | None


def permission_full(permission: Permission) -> PermissionFull:
    """A permission in the view `full`."""
    return {
        **permission_short(permission),
        "domain": permission.domain,
        "email_address": permission.email_address,
        "inherited_permissions_disabled": permission.inherited_permissions_disabled,
        "pending_owner": permission.pending_owner,
        "view": permission.view,
    }


class RevisionShort(TypedDict):
    """A revision in the view `short`."""

    revision_id: str
    file_id: str
    keep_forever: bool
    last_modifying_user_email_address: str | None
    publish_auto: bool
    published: bool
    published_outside_domain: bool


def revision_short(revision: Revision) -> RevisionShort:
    """A revision in the view `short`."""
    return {
        "revision_id": revision.revision_id,
        "file_id": revision.file_id,
        "keep_forever": revision.keep_forever,
        "last_modifying_user_email_address": revision.last_modifying_user_email_address,
        "publish_auto": revision.publish_auto,
        "published": revision.published,
        "published_outside_domain": revision.published_outside_domain,
    }


class RevisionFull(RevisionShort):
    """A revision in the view `full`."""

    mime_type: str | None
    modified_time: str


def revision_full(revision: Revision) -> RevisionFull:
    """A revision in the view `full`."""
    return {**revision_short(revision), "mime_type": revision.mime_type, "modified_time": revision.modified_time}


# --- computed columns and guards ----------------------------------------------------------------------------------


def approval_is_overdue(db: Database, approval: Approval) -> bool:
    """Whether the due time has passed and it is still open."""
    return (
        approval.due_time is not None
        and approval.due_time < db.now()
        and approval.status not in ("CANCELLED", "DECLINED")
    )


# --- tools --------------------------------------------------------------------------------------------------------


class ListAccessProposals(TypedDict):
    """What `list_access_proposals` returns."""

    access_proposals: list[AccessProposalShort]
    next_cursor: str | None


def list_access_proposals(
    db: Database, /, *, file_id: str, limit: int = 20, cursor: str | None = None
) -> ListAccessProposals:
    """List the access proposals of a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    page = db.query(AccessProposal).where("file_id = ?", file.file_id).page("-create_time", limit=limit, cursor=cursor)
    return {
        "access_proposals": [access_proposal_short(access_proposal) for access_proposal in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListApprovals(TypedDict):
    """What `list_approvals` returns."""

    approvals: list[ApprovalShort]
    next_cursor: str | None


def list_approvals(
    db: Database,
    /,
    *,
    file_id: str,
    status: Literal["IN_PROGRESS", "APPROVED", "CANCELLED", "DECLINED"] | None = None,
    approved_revision_id: str | None = None,
    target_file_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListApprovals:
    """List the approvals of a file, optionally by status, approved revision or target file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    query = db.query(Approval).where("file_id = ?", file.file_id)
    if status is not None:
        query.where("status = ?", status)
    if approved_revision_id is not None:
        query.where("approved_revision_id IS ?", approved_revision_id)
    if target_file_id is not None:
        query.where("target_file_id IS ?", target_file_id)
    page = query.page("-create_time", limit=limit, cursor=cursor)
    return {"approvals": [approval_short(approval) for approval in page.rows], "next_cursor": page.next_cursor}


class ApprovalResult(TypedDict):
    """What `get_approval` and 3 other tools return."""

    approval: ApprovalFull


def get_approval(db: Database, /, *, approval_id: str) -> ApprovalResult:
    """Show an approval with all its details."""
    approval = db.find(Approval, approval_id) or fail("approval_not_found", approval_id=approval_id)
    return {"approval": approval_full(db, approval)}


def approve_approval(db: Database, /, *, approval_id: str) -> ApprovalResult:
    """Approve an approval."""
    approval = db.find(Approval, approval_id) or fail("approval_not_found", approval_id=approval_id)
    if approval.status == "APPROVED":
        fail("approval_already_approved", approval_id=approval.approval_id)
    if approval.status != "IN_PROGRESS":
        fail("approval_not_in_progress", approval_id=approval.approval_id, status=approval.status)
    db.update(approval, status="APPROVED", complete_time=db.now(), modify_time=db.now())
    return {"approval": approval_full(db, approval)}


def cancel_approval(db: Database, /, *, approval_id: str) -> ApprovalResult:
    """Cancel an approval that is in progress."""
    approval = db.find(Approval, approval_id) or fail("approval_not_found", approval_id=approval_id)
    if approval.status == "CANCELLED":
        fail("approval_already_cancelled", approval_id=approval.approval_id)
    if approval.status != "IN_PROGRESS":
        fail("approval_not_in_progress", approval_id=approval.approval_id, status=approval.status)
    db.update(approval, status="CANCELLED", modify_time=db.now())
    return {"approval": approval_full(db, approval)}


def decline_approval(db: Database, /, *, approval_id: str) -> ApprovalResult:
    """Decline an approval."""
    approval = db.find(Approval, approval_id) or fail("approval_not_found", approval_id=approval_id)
    if approval.status == "DECLINED":
        fail("approval_already_declined", approval_id=approval.approval_id)
    if approval.status != "IN_PROGRESS":
        fail("approval_not_in_progress", approval_id=approval.approval_id, status=approval.status)
    db.update(approval, status="DECLINED", modify_time=db.now())
    return {"approval": approval_full(db, approval)}


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(
    db: Database,
    /,
    *,
    query_: str | None = None,
    modified_by_me_after: str | None = None,
    modified_by_me_before: str | None = None,
    trashed: bool = False,
    limit: int = 20,
    cursor: str | None = None,
) -> ListFiles:
    """List the files, optionally by text or modified by me time."""
    query = db.query(File).where("trashed = ?", trashed)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if modified_by_me_after is not None:
        query.where("modified_by_me_time IS NOT NULL AND modified_by_me_time >= ?", modified_by_me_after)
    if modified_by_me_before is not None:
        query.where("modified_by_me_time IS NOT NULL AND modified_by_me_time <= ?", modified_by_me_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class FileResult(TypedDict):
    """What `get_file` and 3 other tools return."""

    file: FileFull


def get_file(db: Database, /, *, file_id: str) -> FileResult:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    return {"file": file_full(file)}


def create_file(
    db: Database,
    /,
    *,
    name: str,
    content_restriction_types: list[str],
    description: str | None = None,
    mime_type: str | None = None,
    modified_by_me_time: str | None = None,
    parents: list[str],
    starred: bool = False,
) -> FileResult:
    """Create a file."""
    if len(words(name)) <= 0:
        fail("name_blank")
    file = db.insert(
        File,
        file_id=f"FILE-{db.next_number('files'):04d}",
        name=name,
        content_restriction_types=content_restriction_types,
        description=description,
        inherited_permissions_disabled=False,
        mime_type=mime_type,
        modified_by_me_time=modified_by_me_time,
        parents=parents,
        starred=starred,
        trashed=False,
        writers_can_share=False,
    )
    return {"file": file_full(file)}


def update_file(
    db: Database,
    /,
    *,
    file_id: str,
    name: str | None = None,
    content_restriction_types: list[str] | None = None,
    description: str | None = None,
    mime_type: str | None = None,
    modified_by_me_time: str | None = None,
    parents: list[str] | None = None,
    starred: bool | None = None,
    trashed: bool | None = None,
    clear: list[Literal["description", "mime_type", "modified_by_me_time"]] | None = None,
) -> FileResult:
    """Change a file, for example its name, description, parents or MIME type."""
    changes = given(
        clear,
        name=name,
        content_restriction_types=content_restriction_types,
        description=description,
        mime_type=mime_type,
        modified_by_me_time=modified_by_me_time,
        parents=parents,
        starred=starred,
        trashed=trashed,
    )
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if not (not file.trashed or trashed is not None and not trashed):
        fail("file_in_trash", file_id=file.file_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(file, **changes)
    return {"file": file_full(file)}


class DeleteFile(TypedDict):
    """What `delete_file` returns."""

    file_id: str


def delete_file(db: Database, /, *, file_id: str) -> DeleteFile:
    """Delete a file together with its access proposals, approvals and permissions."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    db.delete(file)
    return {"file_id": file_id}


def copy_file(db: Database, /, *, file_id: str, name: str | None = None) -> FileResult:
    """Make a copy of a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if file.trashed:
        fail("file_in_trash", file_id=file.file_id)
    copy_ = db.insert(
        File,
        file_id=f"FILE-{db.next_number('files'):04d}",
        name=name if name is not None else file.name,
        client_encryption_state=file.client_encryption_state,
        content_hints_indexable_text=file.content_hints_indexable_text,
        content_restriction_types=file.content_restriction_types,
        description=file.description,
        inherited_permissions_disabled=file.inherited_permissions_disabled,
        mime_type=file.mime_type,
        modified_by_me_time=file.modified_by_me_time,
        parents=file.parents,
        shared_with_me_time=file.shared_with_me_time,
        starred=False,
        trashed=False,
        viewed_by_me_time=file.viewed_by_me_time,
        writers_can_share=file.writers_can_share,
    )
    return {"file": file_full(copy_)}


class EmptyTrash(TypedDict):
    """What `empty_trash` returns."""

    cleared: int


def empty_trash(db: Database, /) -> EmptyTrash:
    """Delete all files in the trash for good."""
    cleared = db.query(File).where("trashed").count()
    if cleared <= 0:
        fail("no_files_to_clear")
    for file in db.query(File).where("trashed").all():
        db.delete(file)
    return {"cleared": cleared}


class ListPermissions(TypedDict):
    """What `list_permissions` returns."""

    permissions: list[PermissionShort]
    next_cursor: str | None


def list_permissions(
    db: Database,
    /,
    *,
    file_id: str,
    expiration_after: str | None = None,
    expiration_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPermissions:
    """List the permissions of a file, optionally by expiration time."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    query = db.query(Permission).where("file_id = ?", file.file_id)
    if expiration_after is not None:
        query.where("expiration_time IS NOT NULL AND expiration_time >= ?", expiration_after)
    if expiration_before is not None:
        query.where("expiration_time IS NOT NULL AND expiration_time <= ?", expiration_before)
    page = query.page("display_name", limit=limit, cursor=cursor)
    return {"permissions": [permission_short(permission) for permission in page.rows], "next_cursor": page.next_cursor}


class PermissionResult(TypedDict):
    """What `create_permission` and `update_permission` return."""

    permission: PermissionFull


def create_permission(
    db: Database,
    /,
    *,
    file_id: str,
    role: Literal["owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"],
    type_: Literal["user", "group", "anyone", "emailAddress"],
    allow_file_discovery: bool = False,
    expiration_time: str | None = None,
    inherited_permissions_disabled: bool = False,
    pending_owner: bool = False,
    view: str | None = None,
) -> PermissionResult:
    """Create a permission in a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if file.trashed:
        fail("file_in_trash", file_id=file.file_id)
    if expiration_time is not None and expiration_time < db.now():
        fail("expiration_in_past")
    permission = db.insert(
        Permission,
        permission_id=f"PER-{db.next_number('permissions'):04d}",
        file_id=file_id,
        allow_file_discovery=allow_file_discovery,
        expiration_time=expiration_time,
        inherited_permissions_disabled=inherited_permissions_disabled,
        pending_owner=pending_owner,
        role=role,
        type=type_,
        view=view,
    )
    return {"permission": permission_full(permission)}


def update_permission(
    db: Database,
    /,
    *,
    permission_id: str,
    allow_file_discovery: bool | None = None,
    expiration_time: str | None = None,
    inherited_permissions_disabled: bool | None = None,
    pending_owner: bool | None = None,
    role: Literal["owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"] | None = None,
    type_: Literal["user", "group", "anyone", "emailAddress"] | None = None,
    view: str | None = None,
    clear: list[Literal["expiration_time", "view"]] | None = None,
) -> PermissionResult:
    """Change a permission, for example its type, role, expiration time or view."""
    changes = given(
        clear,
        allow_file_discovery=allow_file_discovery,
        expiration_time=expiration_time,
        inherited_permissions_disabled=inherited_permissions_disabled,
        pending_owner=pending_owner,
        role=role,
        type=type_,
        view=view,
    )
    permission = db.find(Permission, permission_id) or fail("permission_not_found", permission_id=permission_id)
    if expiration_time is not None and expiration_time < db.now():
        fail("expiration_in_past")
    if not (
        role is None
        or role == "owner"
        or permission.role != "owner"
        or db.query(Permission)
        .where("role = 'owner' AND file_id = ? AND permission_id <> ?", permission.file_id, permission.permission_id)
        .exists()
    ):
        fail("last_permission_owner")
    if not changes:
        fail("nothing_to_change")
    db.update(permission, **changes)
    return {"permission": permission_full(permission)}


class DeletePermission(TypedDict):
    """What `delete_permission` returns."""

    permission_id: str


def delete_permission(db: Database, /, *, permission_id: str) -> DeletePermission:
    """Delete a permission."""
    permission = db.find(Permission, permission_id) or fail("permission_not_found", permission_id=permission_id)
    if not (
        permission.role != "owner"
        or db.query(Permission)
        .where("role = 'owner' AND file_id = ? AND permission_id <> ?", permission.file_id, permission.permission_id)
        .exists()
    ):
        fail("last_permission_owner")
    db.delete(permission)
    return {"permission_id": permission_id}


class ListRevisions(TypedDict):
    """What `list_revisions` returns."""

    revisions: list[RevisionShort]
    next_cursor: str | None


def list_revisions(db: Database, /, *, file_id: str, limit: int = 20, cursor: str | None = None) -> ListRevisions:
    """List the revisions of a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    page = db.query(Revision).where("file_id = ?", file.file_id).page(limit=limit, cursor=cursor)
    return {"revisions": [revision_short(revision) for revision in page.rows], "next_cursor": page.next_cursor}


class RevisionResult(TypedDict):
    """What `get_revision` and `update_revision` return."""

    revision: RevisionFull


def get_revision(db: Database, /, *, revision_id: str) -> RevisionResult:
    """Show a revision with all its details."""
    revision = db.find(Revision, revision_id) or fail("revision_not_found", revision_id=revision_id)
    return {"revision": revision_full(revision)}


def update_revision(
    db: Database,
    /,
    *,
    revision_id: str,
    keep_forever: bool | None = None,
    publish_auto: bool | None = None,
    published: bool | None = None,
    published_outside_domain: bool | None = None,
) -> RevisionResult:
    """Change the published, keep forever, publish auto or published outside domain of a revision."""
    changes = given(
        None,
        keep_forever=keep_forever,
        publish_auto=publish_auto,
        published=published,
        published_outside_domain=published_outside_domain,
    )
    revision = db.find(Revision, revision_id) or fail("revision_not_found", revision_id=revision_id)
    if not changes:
        fail("nothing_to_change")
    db.update(revision, **changes, modified_time=db.now())
    return {"revision": revision_full(revision)}


class DeleteRevision(TypedDict):
    """What `delete_revision` returns."""

    revision_id: str


def delete_revision(db: Database, /, *, revision_id: str) -> DeleteRevision:
    """Delete a revision."""
    revision = db.find(Revision, revision_id) or fail("revision_not_found", revision_id=revision_id)
    db.delete(revision)
    return {"revision_id": revision_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "approval_already_approved": "Approval {approval_id} is already approved.",
    "approval_already_cancelled": "Approval {approval_id} is already cancelled.",
    "approval_already_declined": "Approval {approval_id} is already declined.",
    "approval_not_found": "There is no approval {approval_id}. List the approvals to see which there are.",
    "approval_not_in_progress": "Approval {approval_id} is {status}. This needs an approval that is in progress.",
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "no_files_to_clear": "There are no files to clear.",
    "permission_not_found": "There is no permission {permission_id}. List the permissions to see which there are.",
    "revision_not_found": "There is no revision {revision_id}. List the revisions to see which there are.",
    "file_in_trash": "File {file_id} is in the trash. Set trashed to false with update_file to work on it.",
    "expiration_in_past": "The expiration cannot lie in the past. Give a later time.",
    "last_permission_owner": "This is the last owner of the file. Make somebody else an owner first.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="drive_files",
    folder=Path(__file__).parent,
    tables=[AccessProposal, Approval, File, Permission, Revision],
    tools={
        "list_access_proposals": Tool(list_access_proposals, read_only=True),
        "list_approvals": Tool(list_approvals, read_only=True),
        "get_approval": Tool(get_approval, read_only=True),
        "approve_approval": Tool(approve_approval),
        "cancel_approval": Tool(cancel_approval),
        "decline_approval": Tool(decline_approval),
        "list_files": Tool(list_files, read_only=True),
        "get_file": Tool(get_file, read_only=True),
        "create_file": Tool(create_file),
        "update_file": Tool(update_file),
        "delete_file": Tool(delete_file),
        "copy_file": Tool(copy_file),
        "empty_trash": Tool(empty_trash),
        "list_permissions": Tool(list_permissions, read_only=True),
        "create_permission": Tool(create_permission),
        "update_permission": Tool(update_permission),
        "delete_permission": Tool(delete_permission),
        "list_revisions": Tool(list_revisions, read_only=True),
        "get_revision": Tool(get_revision, read_only=True),
        "update_revision": Tool(update_revision),
        "delete_revision": Tool(delete_revision),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
