"""AWS Glue: glossaries: keeps glossaries, glossary terms, assets, asset types and iterable forms."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
AWS Glue: glossaries. Keeps glossaries, glossary terms, assets, asset types and iterable forms.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Deleting a glossary is refused while glossary terms refer to it.
- The name must not be blank.
- Two assets cannot have the same identifier.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class GlossaryTerm(Table, table=True):
    """A glossary term."""

    __tablename__ = "glossary_terms"

    glossary_term_id: str = Field(primary_key=True)
    name: str
    glossary_id: str = Field(foreign_key="glossaries.glossary_id", ondelete="RESTRICT", index=True)
    short_description: str | None = None
    long_description: str | None = None


class IterableForm(Table, table=True):
    """An iterable form."""

    __tablename__ = "iterable_forms"

    iterable_form_id: str = Field(primary_key=True)
    description: str | None = None
    item_name: str | None = None


class Glossary(Table, table=True):
    """A glossary."""

    __tablename__ = "glossaries"

    glossary_id: str = Field(primary_key=True)
    name: str
    description: str | None = None


class Asset(Table, table=True):
    """An asset."""

    __tablename__ = "assets"
    __table_args__ = (UniqueConstraint("identifier"),)

    asset_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    asset_type_id: str | None = Field(
        default=None, foreign_key="asset_types.asset_type_id", ondelete="SET NULL", index=True
    )
    identifier: str
    created_at: str
    updated_at: str


class AssetType(Table, table=True):
    """An asset type."""

    __tablename__ = "asset_types"

    asset_type_id: str = Field(primary_key=True)
    name: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class GlossaryTermShort(TypedDict):
    """A glossary term in the view `short`."""

    glossary_term_id: str
    name: str
    glossary_id: str
    short_description: str | None
    long_description: str | None


def glossary_term_short(glossary_term: GlossaryTerm) -> GlossaryTermShort:
    """A glossary term in the view `short`."""
    return {
        "glossary_term_id": glossary_term.glossary_term_id,
        "name": glossary_term.name,
        "glossary_id": glossary_term.glossary_id,
        "short_description": glossary_term.short_description,
        "long_description": glossary_term.long_description,
    }


class GlossaryTermFull(GlossaryTermShort):
    """A glossary term in the view `full`."""


def glossary_term_full(glossary_term: GlossaryTerm) -> GlossaryTermFull:
    """A glossary term in the view `full`."""
    return glossary_term_short(glossary_term)


class IterableFormShort(TypedDict):
    """An iterable form in the view `short`."""

    iterable_form_id: str
    description: str | None
    item_name: str | None


def iterable_form_short(iterable_form: IterableForm) -> IterableFormShort:
    """An iterable form in the view `short`."""
    return {
        "iterable_form_id": iterable_form.iterable_form_id,
        "description": iterable_form.description,
        "item_name": iterable_form.item_name,
    }


class IterableFormFull(IterableFormShort):
    """An iterable form in the view `full`."""


def iterable_form_full(iterable_form: IterableForm) -> IterableFormFull:
    """An iterable form in the view `full`."""
    return iterable_form_short(iterable_form)


class GlossaryShort(TypedDict):
    """A glossary in the view `short`."""

    glossary_id: str
    name: str
    description: str | None


def glossary_short(glossary: Glossary) -> GlossaryShort:
    """A glossary in the view `short`."""
    return {"glossary_id": glossary.glossary_id, "name": glossary.name, "description": glossary.description}


class GlossaryFull(GlossaryShort):
    """A glossary in the view `full`."""


def glossary_full(glossary: Glossary) -> GlossaryFull:
    """A glossary in the view `full`."""
    return glossary_short(glossary)


class AssetShort(TypedDict):
    """An asset in the view `short`."""

    asset_id: str
    name: str
    description: str | None
    asset_type_id: str | None
    identifier: str
    created_at: str
    updated_at: str


def asset_short(asset: Asset) -> AssetShort:
    """An asset in the view `short`."""
    return {
        "asset_id": asset.asset_id,
        "name": asset.name,
        "description": asset.description,
        "asset_type_id": asset.asset_type_id,
        "identifier": asset.identifier,
        "created_at": asset.created_at,
        "updated_at": asset.updated_at,
    }


class AssetFull(AssetShort):
    """An asset in the view `full`."""


def asset_full(asset: Asset) -> AssetFull:
    """An asset in the view `full`."""
    return asset_short(asset)


class AssetTypeShort(TypedDict):
    """An asset type in the view `short`."""

    asset_type_id: str
    name: str | None


def asset_type_short(asset_type: AssetType) -> AssetTypeShort:
    """An asset type in the view `short`."""
    return {"asset_type_id": asset_type.asset_type_id, "name": asset_type.name}


class AssetTypeFull(AssetTypeShort):
    """An asset type in the view `full`."""


def asset_type_full(asset_type: AssetType) -> AssetTypeFull:
    """An asset type in the view `full`."""
    return asset_type_short(asset_type)


# --- tools --------------------------------------------------------------------------------------------------------


class ListGlossaryTerms(TypedDict):
    """What `list_glossary_terms` returns."""

    glossary_terms: list[GlossaryTermShort]
    next_cursor: str | None


def list_glossary_terms(
    db: Database, /, *, glossary_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListGlossaryTerms:
    """List the glossary terms, optionally by glossary."""
    query = db.query(GlossaryTerm)
    if glossary_id is not None:
        query.where("glossary_id = ?", glossary_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "glossary_terms": [glossary_term_short(glossary_term) for glossary_term in page.rows],
        "next_cursor": page.next_cursor,
    }


class GlossaryTermResult(TypedDict):
    """What `get_glossary_term` and 2 other tools return."""

    glossary_term: GlossaryTermFull


def get_glossary_term(db: Database, /, *, glossary_term_id: str) -> GlossaryTermResult:
    """Show a glossary term with all its details."""
    glossary_term = db.find(GlossaryTerm, glossary_term_id)
    if glossary_term is None:
        fail("glossary_term_not_found", glossary_term_id=glossary_term_id)
    return {"glossary_term": glossary_term_full(glossary_term)}


def create_glossary_term(
    db: Database,
    /,
    *,
    name: str,
    glossary_id: str,
    short_description: str | None = None,
    long_description: str | None = None,
) -> GlossaryTermResult:
    """Create a glossary term."""
    if db.find(Glossary, glossary_id) is None:
        fail("glossary_not_found", glossary_id=glossary_id)
    glossary_term = db.insert(
        GlossaryTerm,
        glossary_term_id=f"GT-{db.next_number('glossary_terms'):04d}",
        name=name,
        glossary_id=glossary_id,
        short_description=short_description,
        long_description=long_description,
    )
    return {"glossary_term": glossary_term_full(glossary_term)}


def update_glossary_term(
    db: Database,
    /,
    *,
    glossary_term_id: str,
    name: str | None = None,
    short_description: str | None = None,
    long_description: str | None = None,
    clear: list[Literal["short_description", "long_description"]] | None = None,
) -> GlossaryTermResult:
    """Change the name, short description or long description of a glossary term."""
    changes = given(clear, name=name, short_description=short_description, long_description=long_description)
    glossary_term = db.find(GlossaryTerm, glossary_term_id)
    if glossary_term is None:
        fail("glossary_term_not_found", glossary_term_id=glossary_term_id)
    if not changes:
        fail("nothing_to_change")
    db.update(glossary_term, **changes)
    return {"glossary_term": glossary_term_full(glossary_term)}


class DeleteGlossaryTerm(TypedDict):
    """What `delete_glossary_term` returns."""

    glossary_term_id: str


def delete_glossary_term(db: Database, /, *, glossary_term_id: str) -> DeleteGlossaryTerm:
    """Delete a glossary term."""
    glossary_term = db.find(GlossaryTerm, glossary_term_id)
    if glossary_term is None:
        fail("glossary_term_not_found", glossary_term_id=glossary_term_id)
    db.delete(glossary_term)
    return {"glossary_term_id": glossary_term_id}


class ListIterableForms(TypedDict):
    """What `list_iterable_forms` returns."""

    iterable_forms: list[IterableFormShort]
    next_cursor: str | None


def list_iterable_forms(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListIterableForms:
    """List the iterable forms."""
    page = db.query(IterableForm).page("description", limit=limit, cursor=cursor)
    return {
        "iterable_forms": [iterable_form_short(iterable_form) for iterable_form in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetIterableForm(TypedDict):
    """What `get_iterable_form` returns."""

    iterable_form: IterableFormFull


def get_iterable_form(db: Database, /, *, iterable_form_id: str) -> GetIterableForm:
    """Show an iterable form with all its details."""
    iterable_form = db.find(IterableForm, iterable_form_id)
    if iterable_form is None:
        fail("iterable_form_not_found", iterable_form_id=iterable_form_id)
    return {"iterable_form": iterable_form_full(iterable_form)}


class ListGlossaries(TypedDict):
    """What `list_glossaries` returns."""

    glossaries: list[GlossaryShort]
    next_cursor: str | None


def list_glossaries(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGlossaries:
    """List the glossaries."""
    page = db.query(Glossary).page("name", limit=limit, cursor=cursor)
    return {"glossaries": [glossary_short(glossary) for glossary in page.rows], "next_cursor": page.next_cursor}


class GlossaryResult(TypedDict):
    """What `get_glossary` and 2 other tools return."""

    glossary: GlossaryFull


def get_glossary(db: Database, /, *, glossary_id: str) -> GlossaryResult:
    """Show a glossary with all its details."""
    glossary = db.find(Glossary, glossary_id) or fail("glossary_not_found", glossary_id=glossary_id)
    return {"glossary": glossary_full(glossary)}


def create_glossary(db: Database, /, *, name: str, description: str | None = None) -> GlossaryResult:
    """Create a glossary."""
    if len(words(name)) <= 0:
        fail("name_blank")
    glossary = db.insert(
        Glossary, glossary_id=f"GLO-{db.next_number('glossaries'):04d}", name=name, description=description
    )
    return {"glossary": glossary_full(glossary)}


def update_glossary(
    db: Database,
    /,
    *,
    glossary_id: str,
    name: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> GlossaryResult:
    """Change the name or description of a glossary."""
    changes = given(clear, name=name, description=description)
    glossary = db.find(Glossary, glossary_id) or fail("glossary_not_found", glossary_id=glossary_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(glossary, **changes)
    return {"glossary": glossary_full(glossary)}


class DeleteGlossary(TypedDict):
    """What `delete_glossary` returns."""

    glossary_id: str


def delete_glossary(db: Database, /, *, glossary_id: str) -> DeleteGlossary:
    """Delete a glossary; one that still has glossary terms stays."""
    glossary = db.find(Glossary, glossary_id) or fail("glossary_not_found", glossary_id=glossary_id)
    if db.query(GlossaryTerm).where("glossary_id = ?", glossary.glossary_id).exists():
        fail("glossary_has_glossary_terms", glossary_id=glossary.glossary_id)
    db.delete(glossary)
    return {"glossary_id": glossary_id}


class ListAssets(TypedDict):
    """What `list_assets` returns."""

    assets: list[AssetShort]
    next_cursor: str | None


def list_assets(
    db: Database,
    /,
    *,
    query_: str | None = None,
    asset_type_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListAssets:
    """List the assets, optionally by text or asset type."""
    query = db.query(Asset)
    if query_ is not None:
        query.where("contains(name, ?) OR contains(description, ?)", query_, query_)
    if asset_type_id is not None:
        query.where("asset_type_id IS ?", asset_type_id)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"assets": [asset_short(asset) for asset in page.rows], "next_cursor": page.next_cursor}


class AssetResult(TypedDict):
    """What `get_asset` and 2 other tools return."""

    asset: AssetFull


def get_asset(db: Database, /, *, asset_id: str) -> AssetResult:
    """Show an asset with all its details."""
    asset = db.find(Asset, asset_id) or fail("asset_not_found", asset_id=asset_id)
    return {"asset": asset_full(asset)}


def create_asset(
    db: Database, /, *, name: str, identifier: str, description: str | None = None, asset_type_id: str | None = None
) -> AssetResult:
    """Create an asset."""
    if asset_type_id is not None and db.find(AssetType, asset_type_id) is None:
        fail("asset_type_not_found", asset_type_id=asset_type_id)
    asset = db.insert(
        Asset,
        asset_id=f"ASSET-{db.next_number('assets'):04d}",
        name=name,
        description=description,
        asset_type_id=asset_type_id,
        identifier=identifier,
        created_at=db.now(),
        updated_at=db.now(),
    )
    return {"asset": asset_full(asset)}


def update_asset(
    db: Database,
    /,
    *,
    asset_id: str,
    name: str | None = None,
    description: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> AssetResult:
    """Change the name or description of an asset."""
    changes = given(clear, name=name, description=description)
    asset = db.find(Asset, asset_id) or fail("asset_not_found", asset_id=asset_id)
    if not changes:
        fail("nothing_to_change")
    db.update(asset, **changes, updated_at=db.now())
    return {"asset": asset_full(asset)}


class DeleteAsset(TypedDict):
    """What `delete_asset` returns."""

    asset_id: str


def delete_asset(db: Database, /, *, asset_id: str) -> DeleteAsset:
    """Delete an asset."""
    asset = db.find(Asset, asset_id) or fail("asset_not_found", asset_id=asset_id)
    db.delete(asset)
    return {"asset_id": asset_id}


class ListAssetTypes(TypedDict):
    """What `list_asset_types` returns."""

    asset_types: list[AssetTypeShort]
    next_cursor: str | None


def list_asset_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAssetTypes:
    """List the asset types."""
    page = db.query(AssetType).page("name", limit=limit, cursor=cursor)
    return {"asset_types": [asset_type_short(asset_type) for asset_type in page.rows], "next_cursor": page.next_cursor}


class GetAssetType(TypedDict):
    """What `get_asset_type` returns."""

    asset_type: AssetTypeFull


def get_asset_type(db: Database, /, *, asset_type_id: str) -> GetAssetType:
    """Show an asset type with all its details."""
    asset_type = db.find(AssetType, asset_type_id) or fail("asset_type_not_found", asset_type_id=asset_type_id)
    return {"asset_type": asset_type_full(asset_type)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "asset_identifier_taken": "There is already an asset with the identifier {identifier}. Choose another identifier.",
    "asset_not_found": "There is no asset {asset_id}. List the assets to see which there are.",
    "asset_type_not_found": "There is no asset type {asset_type_id}. List the asset types to see which there are.",
    "glossary_has_glossary_terms": "Glossary {glossary_id} still has glossary terms. Remove or move them first.",
    "glossary_not_found": "There is no glossary {glossary_id}. List the glossaries to see which there are.",
    "glossary_term_not_found": (
        "There is no glossary term {glossary_term_id}. List the glossary terms to see which there are."
    ),
    "iterable_form_not_found": (
        "There is no iterable form {iterable_form_id}. List the iterable forms to see which there are."
    ),
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="glue_glossaries",
    folder=Path(__file__).parent,
    tables=[GlossaryTerm, IterableForm, Glossary, Asset, AssetType],
    tools={
        "list_glossary_terms": Tool(list_glossary_terms, read_only=True),
        "get_glossary_term": Tool(get_glossary_term, read_only=True),
        "create_glossary_term": Tool(create_glossary_term),
        "update_glossary_term": Tool(update_glossary_term),
        "delete_glossary_term": Tool(delete_glossary_term),
        "list_iterable_forms": Tool(list_iterable_forms, read_only=True),
        "get_iterable_form": Tool(get_iterable_form, read_only=True),
        "list_glossaries": Tool(list_glossaries, read_only=True),
        "get_glossary": Tool(get_glossary, read_only=True),
        "create_glossary": Tool(create_glossary),
        "update_glossary": Tool(update_glossary),
        "delete_glossary": Tool(delete_glossary),
        "list_assets": Tool(list_assets, read_only=True),
        "get_asset": Tool(get_asset, read_only=True),
        "create_asset": Tool(create_asset),
        "update_asset": Tool(update_asset),
        "delete_asset": Tool(delete_asset),
        "list_asset_types": Tool(list_asset_types, read_only=True),
        "get_asset_type": Tool(get_asset_type, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "assets.identifier": "asset_identifier_taken",
    },
    instructions=INSTRUCTIONS,
)
