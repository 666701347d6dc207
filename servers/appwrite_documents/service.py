"""Appwrite: documents: keeps collections and documents."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Appwrite: documents. Keeps collections and documents.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a document can be refused: the parent document is in another collection; the documents can lie at most 4 \
levels deep.
- Two collections cannot have the same name.
- Deleting a collection also deletes its documents.
- Deleting a document also deletes the documents whose parent it is.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Collection(Table, table=True):
    """A collection."""

    __tablename__ = "collections"
    __table_args__ = (UniqueConstraint("name"),)

    collection_id: str = Field(primary_key=True)
    name: str
    read: list[str] = Field(sa_type=JsonList())
    rules: list[str] = Field(sa_type=JsonList())
    write: list[str] = Field(sa_type=JsonList())
    created_at: str
    updated_at: str


class Document(Table, table=True):
    """A document of a collection."""

    __tablename__ = "documents"

    document_id: str = Field(primary_key=True)
    collection_id: str = Field(foreign_key="collections.collection_id", ondelete="CASCADE", index=True)
    collection_name: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="documents.document_id", ondelete="CASCADE", index=True)
    parent_property: str | None = None
    parent_property_type: str | None = None
    read: list[str] = Field(sa_type=JsonList())
    write: list[str] = Field(sa_type=JsonList())


# --- views --------------------------------------------------------------------------------------------------------


class CollectionShort(TypedDict):
    """A collection in the view `short`."""

    collection_id: str
    name: str
    read: list[str]
    rules: list[str]
    write: list[str]
    created_at: str
    updated_at: str


def collection_short(collection: Collection) -> CollectionShort:
    """A collection in the view `short`."""
    return {
        "collection_id": collection.collection_id,
        "name": collection.name,
        "read": collection.read,
        "rules": collection.rules,
        "write": collection.write,
        "created_at": collection.created_at,
        "updated_at": collection.updated_at,
    }


class CollectionFull(CollectionShort):
    """A collection in the view `full`."""


def collection_full(collection: Collection) -> CollectionFull:
    """A collection in the view `full`."""
    return collection_short(collection)


class DocumentShort(TypedDict):
    """A document in the view `short`."""

    document_id: str
    collection_id: str
    collection_name: str | None
    parent_id: str | None
    parent_property: str | None
    parent_property_type: str | None
    read: list[str]


def document_short(document: Document) -> DocumentShort:
    """A document in the view `short`."""
    return {
        "document_id": document.document_id,
        "collection_id": document.collection_id,
        "collection_name": document.collection_name,
        "parent_id": document.parent_id,
        "parent_property": document.parent_property,
        "parent_property_type": document.parent_property_type,
        "read": document.read,
    }


class DocumentFull(DocumentShort):
    """A document in the view `full`."""

    write: list[str]


def document_full(document: Document) -> DocumentFull:
    """A document in the view `full`."""
    return {**document_short(document), "write": document.write}


# --- tools --------------------------------------------------------------------------------------------------------


class ListCollections(TypedDict):
    """What `list_collections` returns."""

    collections: list[CollectionShort]
    next_cursor: str | None


def list_collections(
    db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListCollections:
    """List the collections, optionally by text."""
    query = db.query(Collection)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"collections": [collection_short(collection) for collection in page.rows], "next_cursor": page.next_cursor}


class CollectionResult(TypedDict):
    """What `get_collection` and 2 other tools return."""

    collection: CollectionFull


def get_collection(db: Database, /, *, collection_id: str) -> CollectionResult:
    """Show a collection with all its details."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    return {"collection": collection_full(collection)}


def create_collection(
    db: Database, /, *, name: str, read: list[str], rules: list[str], write: list[str]
) -> CollectionResult:
    """Create a collection."""
    if db.query(Collection).where("same_text(name, ?)", name).exists():
        fail("collection_name_taken", name=name)
    collection = db.insert(
        Collection,
        collection_id=f"COL-{db.next_number('collections'):04d}",
        name=name,
        read=read,
        rules=rules,
        write=write,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"collection": collection_full(collection)}


def update_collection(
    db: Database,
    /,
    *,
    collection_id: str,
    name: str | None = None,
    read: list[str] | None = None,
    rules: list[str] | None = None,
    write: list[str] | None = None,
) -> CollectionResult:
    """Change the name, read, rules or write of a collection."""
    changes = given(None, name=name, read=read, rules=rules, write=write)
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    if (
        name is not None
        and db.query(Collection)
        .where("same_text(name, ?) AND collection_id <> ?", name, collection.collection_id)
        .exists()
    ):
        fail("collection_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(collection, **changes, updated_at=db.now())
    return {"collection": collection_full(collection)}


class DeleteCollection(TypedDict):
    """What `delete_collection` returns."""

    collection_id: str


def delete_collection(db: Database, /, *, collection_id: str) -> DeleteCollection:
    """Delete a collection together with its documents."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    db.delete(collection)
    return {"collection_id": collection_id}


class ListDocuments(TypedDict):
    """What `list_documents` returns."""

    documents: list[DocumentShort]
    next_cursor: str | None


def list_documents(db: Database, /, *, collection_id: str, limit: int = 20, cursor: str | None = None) -> ListDocuments:
    """List the documents of a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    page = db.query(Document).where("collection_id = ?", collection.collection_id).page(limit=limit, cursor=cursor)
    return {"documents": [document_short(document) for document in page.rows], "next_cursor": page.next_cursor}


class DocumentResult(TypedDict):
    """What `get_document` and `create_document` return."""

    document: DocumentFull


def get_document(db: Database, /, *, document_id: str) -> DocumentResult:
    """Show a document with all its details."""
    document = db.find(Document, document_id) or fail("document_not_found", document_id=document_id)
    return {"document": document_full(document)}


def create_document(
    db: Database,
    /,
    *,
    collection_id: str,
    parent_id: str | None = None,
    parent_property: str | None = None,
    parent_property_type: str | None = None,
    read: list[str],
    write: list[str],
) -> DocumentResult:
    """Create a document in a collection."""
    if db.find(Collection, collection_id) is None:
        fail("collection_not_found", collection_id=collection_id)
    if parent_id is not None:
        parent = db.find(Document, parent_id) or fail("parent_document_not_found", parent_id=parent_id)
        if parent.collection_id != collection_id:
            fail("parent_document_elsewhere")
        if (
            parent.parent_id is not None
            and db.get(Document, parent.parent_id).parent_id is not None
            and db.get(Document, db.get(Document, parent.parent_id).parent_id).parent_id is not None
        ):
            fail("document_too_deep")
    document = db.insert(
        Document,
        document_id=f"DOC-{db.next_number('documents'):04d}",
        collection_id=collection_id,
        parent_id=parent_id,
        parent_property=parent_property,
        parent_property_type=parent_property_type,
        read=read,
        write=write,
    )
    return {"document": document_full(document)}


class DeleteDocument(TypedDict):
    """What `delete_document` returns."""

    document_id: str


def delete_document(db: Database, /, *, document_id: str) -> DeleteDocument:
    """Delete a document."""
    document = db.find(Document, document_id) or fail("document_not_found", document_id=document_id)
    db.delete(document)
    return {"document_id": document_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "collection_name_taken": "There is already a collection with the name {name}. Choose another name.",
    "collection_not_found": "There is no collection {collection_id}. List the collections to see which there are.",
    "document_not_found": "There is no document {document_id}. List the documents to see which there are.",
    "document_too_deep": "The documents can lie at most 4 levels deep. Choose a parent nearer to the top.",
    "parent_document_elsewhere": "The parent document is in another collection. Choose one of the same collection.",
    "parent_document_not_found": "There is no parent document {parent_id}. List the documents to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="appwrite_documents",
    folder=Path(__file__).parent,
    tables=[Collection, Document],
    tools={
        "list_collections": Tool(list_collections, read_only=True),
        "get_collection": Tool(get_collection, read_only=True),
        "create_collection": Tool(create_collection),
        "update_collection": Tool(update_collection),
        "delete_collection": Tool(delete_collection),
        "list_documents": Tool(list_documents, read_only=True),
        "get_document": Tool(get_document, read_only=True),
        "create_document": Tool(create_document),
        "delete_document": Tool(delete_document),
    },
    faults=FAULTS,
    unique_faults={
        "collections.name": "collection_name_taken",
    },
    instructions=INSTRUCTIONS,
)
