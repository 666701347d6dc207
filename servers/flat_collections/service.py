"""Flat: collections: keeps collections, scores and collection scores."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Flat: collections. Keeps collections, scores and collection scores.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Two collections cannot have the same title.
- A collection and a score can be linked only once.
- Deleting a collection also removes its links to scores.
- Deleting a collection keeps the scores that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Collection(Table, table=True):
    """A collection."""

    __tablename__ = "collections"
    __table_args__ = (
        CheckConstraint("type IN ('root', 'regular', 'sharedWithMe', 'sharedWithGroup', 'trash')"),
        UniqueConstraint("title"),
    )

    collection_id: str = Field(primary_key=True)
    title: str
    app: str | None = None
    capabilities_can_add_scores: bool
    capabilities_can_delete: bool
    capabilities_can_delete_scores: bool
    capabilities_can_edit: bool
    capabilities_can_share: bool
    rights_acl_admin: bool
    rights_acl_read: bool
    rights_acl_write: bool
    rights_is_collaborator: bool
    sharing_key: str | None = None
    type: str | None = None
    creation_date: str


class Score(Table, table=True):
    """A score."""

    __tablename__ = "scores"
    __table_args__ = (
        CheckConstraint("privacy IN ('public', 'private', 'organizationPublic', 'privateLink')"),
        CheckConstraint(
            "license IN ('copyright', 'cc0', 'cc-by', 'cc-by-sa', 'cc-by-nd', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nc-nd')"
        ),
    )

    score_id: str = Field(primary_key=True)
    title: str | None = None
    privacy: str
    description: str | None = None
    license: str | None = None
    parent_id: str | None = Field(default=None, foreign_key="scores.score_id", ondelete="CASCADE", index=True)
    tags: list[str] = Field(sa_type=JsonList())
    collection_id: str | None = Field(
        default=None, foreign_key="collections.collection_id", ondelete="SET NULL", index=True
    )


class CollectionScore(Table, table=True):
    """A collection score of a collection."""

    __tablename__ = "collection_scores"
    __table_args__ = (UniqueConstraint("collection_id", "score_id"),)

    collection_score_id: str = Field(primary_key=True)
    collection_id: str = Field(foreign_key="collections.collection_id", ondelete="CASCADE", index=True)
    score_id: str = Field(foreign_key="scores.score_id", ondelete="CASCADE", index=True)


# --- views --------------------------------------------------------------------------------------------------------


class CollectionShort(TypedDict):
    """A collection in the view `short`."""

    collection_id: str
    title: str
    capabilities_can_add_scores: bool
    capabilities_can_delete: bool
    capabilities_can_delete_scores: bool
    capabilities_can_edit: bool
    type: str | None


def collection_short(collection: Collection) -> CollectionShort:
    """A collection in the view `short`."""
    return {
        "collection_id": collection.collection_id,
        "title": collection.title,
        "capabilities_can_add_scores": collection.capabilities_can_add_scores,
        "capabilities_can_delete": collection.capabilities_can_delete,
        "capabilities_can_delete_scores": collection.capabilities_can_delete_scores,
        "capabilities_can_edit": collection.capabilities_can_edit,
        "type": collection.type,
    }


class CollectionScoreShort(TypedDict):
    """A collection score in the view `short`."""

    score_id: str
    score_title: str | None


def collection_score_short(db: Database, collection_score: CollectionScore) -> CollectionScoreShort:
    """A collection score in the view `short`."""
    score = db.get(Score, collection_score.score_id)
    return {"score_id": collection_score.score_id, "score_title": score.title}


class CollectionFull(CollectionShort):
    """A collection in the view `full`."""

    app: str | None
    capabilities_can_share: bool
    rights_acl_admin: bool
    rights_acl_read: bool
    rights_acl_write: bool
    rights_is_collaborator: bool
    sharing_key: str | None
    creation_date: str
    scores: list[CollectionScoreShort]


def collection_full(db: Database, collection: Collection) -> CollectionFull:
    """A collection in the view `full`."""
    return {
        **collection_short(collection),
        "app": collection.app,
        "capabilities_can_share": collection.capabilities_can_share,
        "rights_acl_admin": collection.rights_acl_admin,
        "rights_acl_read": collection.rights_acl_read,
        "rights_acl_write": collection.rights_acl_write,
        "rights_is_collaborator": collection.rights_is_collaborator,
        "sharing_key": collection.sharing_key,
        "creation_date": collection.creation_date,
        "scores": [
            collection_score_short(db, collection_score)
            for collection_score in db.query(CollectionScore)
            .where("collection_id = ?", collection.collection_id)
            .page(limit=20)
            .rows
        ],
    }


class ScoreShort(TypedDict):
    """A score in the view `short`."""

    score_id: str
    title: str | None
    privacy: str
    description: str | None
    license: str | None
    parent_id: str | None
    collection_id: str | None


def score_short(score: Score) -> ScoreShort:
    """A score in the view `short`."""
    return {
        "score_id": score.score_id,
        "title": score.title,
        "privacy": score.privacy,
        "description": score.description,
        "license": score.license,
        "parent_id": score.parent_id,
        "collection_id": score.collection_id,
    }


class ScoreFull(ScoreShort):
    """A score in the view `full`."""

    tags: list[str]


def score_full(score: Score) -> ScoreFull:
    """A score in the view `full`."""
    return {**score_short(score), "tags": score.tags}


# --- tools --------------------------------------------------------------------------------------------------------


class ListCollections(TypedDict):
    """What `list_collections` returns."""

    collections: list[CollectionShort]
    next_cursor: str | None


def list_collections(
    db: Database, /, *, score_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListCollections:
    """List the collections, optionally by score."""
    query = db.query(Collection)
    if score_id is not None:
        query.where(
            "EXISTS (SELECT 1 FROM collection_scores AS item"
            " WHERE item.collection_id = collections.collection_id AND item.score_id = ?)",
            score_id,
        )
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {"collections": [collection_short(collection) for collection in page.rows], "next_cursor": page.next_cursor}


class CollectionResult(TypedDict):
    """What `get_collection` and 4 other tools return."""

    collection: CollectionFull


def get_collection(db: Database, /, *, collection_id: str) -> CollectionResult:
    """Show a collection with all its details."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    return {"collection": collection_full(db, collection)}


def add_score_to_collection(db: Database, /, *, collection_id: str, score_id: str) -> CollectionResult:
    """Add a score to a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    score = db.find(Score, score_id) or fail("score_not_found", score_id=score_id)
    db.insert(
        CollectionScore,
        collection_score_id=f"COSCL-{db.next_number('collection_scores'):04d}",
        collection_id=collection.collection_id,
        score_id=score.score_id,
    )
    return {"collection": collection_full(db, collection)}


def remove_score_from_collection(db: Database, /, *, collection_id: str, score_id: str) -> CollectionResult:
    """Remove a score from a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    collection_score = (
        db.query(CollectionScore)
        .where("collection_id = ? AND score_id = ?", collection.collection_id, score_id)
        .first()
    )
    if collection_score is None:
        fail("collection_without_score", collection_id=collection_id, score_id=score_id)
    db.delete(collection_score)
    return {"collection": collection_full(db, collection)}


class ListCollectionScores(TypedDict):
    """What `list_collection_scores` and `list_scores` return."""

    scores: list[ScoreShort]
    next_cursor: str | None


def list_collection_scores(
    db: Database, /, *, collection_id: str, limit: int = 20, cursor: str | None = None
) -> ListCollectionScores:
    """List the scores of a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    page = (
        db.query(Score)
        .where(
            "EXISTS (SELECT 1 FROM collection_scores AS item WHERE item.score_id = scores.score_id"
            " AND item.collection_id = ?)",
            collection.collection_id,
        )
        .page("title", limit=limit, cursor=cursor)
    )
    return {"scores": [score_short(score) for score in page.rows], "next_cursor": page.next_cursor}


def create_collection(db: Database, /, *, title: str) -> CollectionResult:
    """Create a collection."""
    if db.query(Collection).where("same_text(title, ?)", title).exists():
        fail("collection_title_taken", title=title)
    collection = db.insert(
        Collection,
        collection_id=f"COL-{db.next_number('collections'):04d}",
        title=title,
        capabilities_can_add_scores=False,
        capabilities_can_delete=False,
        capabilities_can_delete_scores=False,
        capabilities_can_edit=False,
        capabilities_can_share=False,
        rights_acl_admin=False,
        rights_acl_read=False,
        rights_acl_write=False,
        rights_is_collaborator=False,
        creation_date=db.now(),
    )
    return {"collection": collection_full(db, collection)}


def update_collection(db: Database, /, *, collection_id: str, title: str | None = None) -> CollectionResult:
    """Change the title of a collection."""
    changes = given(None, title=title)
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    if (
        title is not None
        and db.query(Collection)
        .where("same_text(title, ?) AND collection_id <> ?", title, collection.collection_id)
        .exists()
    ):
        fail("collection_title_taken", title=title)
    if not changes:
        fail("nothing_to_change")
    db.update(collection, **changes)
    return {"collection": collection_full(db, collection)}


class DeleteCollection(TypedDict):
    """What `delete_collection` returns."""

    collection_id: str


def delete_collection(db: Database, /, *, collection_id: str) -> DeleteCollection:
    """Delete a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    db.delete(collection)
    return {"collection_id": collection_id}


def list_scores(
    db: Database, /, *, collection_id: str, limit: int = 20, cursor: str | None = None
) -> ListCollectionScores:
    """List the scores of a collection."""
    collection = db.find(Collection, collection_id) or fail("collection_not_found", collection_id=collection_id)
    page = (
        db.query(Score).where("collection_id IS ?", collection.collection_id).page("title", limit=limit, cursor=cursor)
    )
    return {"scores": [score_short(score) for score in page.rows], "next_cursor": page.next_cursor}


class GetScore(TypedDict):
    """What `get_score` returns."""

    score: ScoreFull


def get_score(db: Database, /, *, score_id: str) -> GetScore:
    """Show a score with all its details."""
    score = db.find(Score, score_id) or fail("score_not_found", score_id=score_id)
    return {"score": score_full(score)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "collection_has_score_already": "The collection has the score {score_id} already. Choose another score.",
    "collection_not_found": "There is no collection {collection_id}. List the collections to see which there are.",
    "collection_title_taken": "There is already a collection with the title {title}. Choose another title.",
    "collection_without_score": "Collection {collection_id} has no score {score_id}.",
    "score_not_found": "There is no score {score_id}. List the scores to see which there are.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="flat_collections",
    folder=Path(__file__).parent,
    tables=[Collection, Score, CollectionScore],
    tools={
        "list_collections": Tool(list_collections, read_only=True),
        "get_collection": Tool(get_collection, read_only=True),
        "add_score_to_collection": Tool(add_score_to_collection),
        "remove_score_from_collection": Tool(remove_score_from_collection),
        "list_collection_scores": Tool(list_collection_scores, read_only=True),
        "create_collection": Tool(create_collection),
        "update_collection": Tool(update_collection),
        "delete_collection": Tool(delete_collection),
        "list_scores": Tool(list_scores, read_only=True),
        "get_score": Tool(get_score, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "collections.title": "collection_title_taken",
        "collection_scores.collection_id, collection_scores.score_id": "collection_has_score_already",
    },
    instructions=INSTRUCTIONS,
)
