"""Jumpseller: promotions: keeps promotions, jsapps, info and languages."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import starts_with, words
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Jumpseller: promotions. Keeps promotions, jsapps, info and languages.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a jsapp can be refused: the element must not be blank; that URL is not the address of a web page.
- The expiry cannot lie in the past.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Jsapp(Table, table=True):
    """A jsapp."""

    __tablename__ = "jsapps"

    jsapp_id: str = Field(primary_key=True)
    name: str | None = None
    element: str
    template: str | None = None
    url: str | None = None
    author: str | None = None
    code: str | None = None
    description: str | None = None
    js: bool
    page_name: str | None = None


class Promotion(Table, table=True):
    """A promotion."""

    __tablename__ = "promotions"

    promotion_id: int = Field(primary_key=True)
    name: str
    begins_at: str | None = None
    code: str | None = None
    condition_price: Decimal | None = Field(default=None, sa_type=Money(2))
    condition_qty: int | None = None
    cumulative: bool
    discount_amount_fix: Decimal | None = Field(default=None, sa_type=Money(2))
    discount_target: str | None = None
    enabled: bool
    expires_at: str | None = None
    lasts: str | None = None
    max_times_used: int | None = None
    quantity_x: int | None = None
    type: str | None = None


class Info(Table, table=True):
    """The information."""

    __tablename__ = "info"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    address: str
    address_city: str
    address_country: str
    code: str
    info_country: str
    currency: str
    email: str
    timezone: str


class Language(Table, table=True):
    """A language."""

    __tablename__ = "languages"

    language_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class JsappShort(TypedDict):
    """A jsapp in the view `short`."""

    jsapp_id: str
    name: str | None
    element: str
    template: str | None
    url: str | None
    author: str | None
    js: bool


def jsapp_short(jsapp: Jsapp) -> JsappShort:
    """A jsapp in the view `short`."""
    return {
        "jsapp_id": jsapp.jsapp_id,
        "name": jsapp.name,
        "element": jsapp.element,
        "template": jsapp.template,
        "url": jsapp.url,
        "author": jsapp.author,
        "js": jsapp.js,
    }


class JsappFull(JsappShort):
    """A jsapp in the view `full`."""

    code: str | None
    description: str | None
    page_name: str | None


def jsapp_full(jsapp: Jsapp) -> JsappFull:
    """A jsapp in the view `full`."""
    return {**jsapp_short(jsapp), "code": jsapp.code, "description": jsapp.description, "page_name": jsapp.page_name}


class PromotionShort(TypedDict):
    """A promotion in the view `short`."""

    promotion_id: int
    name: str
    begins_at: str | None
    condition_price: Decimal | None
    cumulative: bool
    discount_amount_fix: Decimal | None
    expires_at: str | None


def promotion_short(promotion: Promotion) -> PromotionShort:
    """A promotion in the view `short`."""
    return {
        "promotion_id": promotion.promotion_id,
        "name": promotion.name,
        "begins_at": promotion.begins_at,
        "condition_price": promotion.condition_price,
        "cumulative": promotion.cumulative,
        "discount_amount_fix": promotion.discount_amount_fix,
        "expires_at": promotion.expires_at,
    }


class PromotionFull(PromotionShort):
    """A promotion in the view `full`."""

    code: str | None
    condition_qty: int | None
    discount_target: str | None
    enabled: bool
    lasts: str | None
    max_times_used: int | None
    quantity_x: int | None
    type: str | None


def promotion_full(promotion: Promotion) -> PromotionFull:
    """A promotion in the view `full`."""
    return {
        **promotion_short(promotion),
        "code": promotion.code,
        "condition_qty": promotion.condition_qty,
        "discount_target": promotion.discount_target,
        "enabled": promotion.enabled,
        "lasts": promotion.lasts,
        "max_times_used": promotion.max_times_used,
        "quantity_x": promotion.quantity_x,
        "type": promotion.type,
    }


class InfoFull(TypedDict):
    """Info in the view `full`."""

    name: str
    address: str
    address_city: str
    address_country: str
    code: str
    info_country: str
    currency: str
    email: str
    timezone: str


def info_full(info: Info) -> InfoFull:
    """Info in the view `full`."""
    return {
        "name": info.name,
        "address": info.address,
        "address_city": info.address_city,
        "address_country": info.address_country,
        "code": info.code,
        "info_country": info.info_country,
        "currency": info.currency,
        "email": info.email,
        "timezone": info.timezone,
    }


class LanguageShort(TypedDict):
    """A language in the view `short`."""

    language_id: str
    name: str | None
    code: str | None


def language_short(language: Language) -> LanguageShort:
    """A language in the view `short`."""
    return {"language_id": language.language_id, "name": language.name, "code": language.code}


class LanguageFull(LanguageShort):
    """A language in the view `full`."""


def language_full(language: Language) -> LanguageFull:
    """A language in the view `full`."""
    return language_short(language)


# --- tools --------------------------------------------------------------------------------------------------------


class ListJsapps(TypedDict):
    """What `list_jsapps` returns."""

    jsapps: list[JsappShort]
    next_cursor: str | None


def list_jsapps(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListJsapps:
    """List the jsapps."""
    page = db.query(Jsapp).page("name", limit=limit, cursor=cursor)
    return {"jsapps": [jsapp_short(jsapp) for jsapp in page.rows], "next_cursor": page.next_cursor}


class JsappResult(TypedDict):
    """What `get_jsapp` and `create_jsapp` return."""

    jsapp: JsappFull


def get_jsapp(db: Database, /, *, jsapp_id: str) -> JsappResult:
    """Show a jsapp with all its details."""
    jsapp = db.find(Jsapp, jsapp_id) or fail("jsapp_not_found", jsapp_id=jsapp_id)
    return {"jsapp": jsapp_full(jsapp)}


def create_jsapp(db: Database, /, *, element: str, template: str | None = None, url: str | None = None) -> JsappResult:
    """Create a jsapp."""
    if len(words(element)) <= 0:
        fail("element_blank")
    if not (url is None or (starts_with(url, "https://") or starts_with(url, "http://"))):
        fail("url_invalid", url=url)
    jsapp = db.insert(
        Jsapp, jsapp_id=f"JSAPP-{db.next_number('jsapps'):04d}", element=element, template=template, url=url, js=False
    )
    return {"jsapp": jsapp_full(jsapp)}


class DeleteJsapp(TypedDict):
    """What `delete_jsapp` returns."""

    jsapp_id: str


def delete_jsapp(db: Database, /, *, jsapp_id: str) -> DeleteJsapp:
    """Delete a jsapp."""
    jsapp = db.find(Jsapp, jsapp_id) or fail("jsapp_not_found", jsapp_id=jsapp_id)
    db.delete(jsapp)
    return {"jsapp_id": jsapp_id}


class ListPromotions(TypedDict):
    """What `list_promotions` returns."""

    promotions: list[PromotionShort]
    next_cursor: str | None


def list_promotions(
    db: Database,
    /,
    *,
    begins_after: str | None = None,
    begins_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPromotions:
    """List the promotions, optionally by begins time."""
    query = db.query(Promotion)
    if begins_after is not None:
        query.where("begins_at IS NOT NULL AND begins_at >= ?", begins_after)
    if begins_before is not None:
        query.where("begins_at IS NOT NULL AND begins_at <= ?", begins_before)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"promotions": [promotion_short(promotion) for promotion in page.rows], "next_cursor": page.next_cursor}


class PromotionResult(TypedDict):
    """What `get_promotion` and 2 other tools return."""

    promotion: PromotionFull


def get_promotion(db: Database, /, *, promotion_id: int) -> PromotionResult:
    """Show a promotion with all its details."""
    promotion = db.find(Promotion, promotion_id) or fail("promotion_not_found", promotion_id=promotion_id)
    return {"promotion": promotion_full(promotion)}


def create_promotion(
    db: Database,
    /,
    *,
    name: str,
    begins_at: str | None = None,
    code: str | None = None,
    condition_price: Decimal | None = None,
    cumulative: bool = False,
    discount_amount_fix: Decimal | None = None,
    expires_at: str | None = None,
    type_: str | None = None,
) -> PromotionResult:
    """Create a promotion."""
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    promotion = db.insert(
        Promotion,
        promotion_id=db.next_number("promotions"),
        name=name,
        begins_at=begins_at,
        code=code,
        condition_price=condition_price,
        cumulative=cumulative,
        discount_amount_fix=discount_amount_fix,
        enabled=True,
        expires_at=expires_at,
        type=type_,
    )
    return {"promotion": promotion_full(promotion)}


def update_promotion(
    db: Database,
    /,
    *,
    promotion_id: int,
    name: str | None = None,
    begins_at: str | None = None,
    code: str | None = None,
    condition_price: Decimal | None = None,
    cumulative: bool | None = None,
    discount_amount_fix: Decimal | None = None,
    expires_at: str | None = None,
    type_: str | None = None,
    clear: list[Literal["begins_at", "code", "condition_price", "discount_amount_fix", "expires_at", "type"]]
    | None = None,
) -> PromotionResult:
    """Change a promotion, for example its name, condition price, discount amount fix or type."""
    changes = given(
        clear,
        name=name,
        begins_at=begins_at,
        code=code,
        condition_price=condition_price,
        cumulative=cumulative,
        discount_amount_fix=discount_amount_fix,
        expires_at=expires_at,
        type=type_,
    )
    promotion = db.find(Promotion, promotion_id) or fail("promotion_not_found", promotion_id=promotion_id)
    if expires_at is not None and expires_at < db.now():
        fail("expiry_in_past")
    if not changes:
        fail("nothing_to_change")
    db.update(promotion, **changes)
    return {"promotion": promotion_full(promotion)}


class DeletePromotion(TypedDict):
    """What `delete_promotion` returns."""

    promotion_id: int


def delete_promotion(db: Database, /, *, promotion_id: int) -> DeletePromotion:
    """Delete a promotion."""
    promotion = db.find(Promotion, promotion_id) or fail("promotion_not_found", promotion_id=promotion_id)
    db.delete(promotion)
    return {"promotion_id": promotion_id}


class GetInfo(TypedDict):
    """What `get_info` returns."""

    info: InfoFull


def get_info(db: Database, /) -> GetInfo:
    """Show the information."""
    info = db.get(Info, 1)
    return {"info": info_full(info)}


class ListLanguages(TypedDict):
    """What `list_languages` returns."""

    languages: list[LanguageFull]
    next_cursor: str | None


def list_languages(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLanguages:
    """List the languages."""
    page = db.query(Language).page("name", limit=limit, cursor=cursor)
    return {"languages": [language_full(language) for language in page.rows], "next_cursor": page.next_cursor}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "jsapp_not_found": "There is no jsapp {jsapp_id}. List the jsapps to see which there are.",
    "promotion_not_found": "There is no promotion {promotion_id}. List the promotions to see which there are.",
    "expiry_in_past": "The expiry cannot lie in the past. Give a later time.",
    "element_blank": "The element must not be blank. Give it some words.",
    "url_invalid": "The URL {url} is not the address of a web page. Write one that begins with https://.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="jumpseller_promotions",
    folder=Path(__file__).parent,
    tables=[Jsapp, Promotion, Info, Language],
    tools={
        "list_jsapps": Tool(list_jsapps, read_only=True),
        "get_jsapp": Tool(get_jsapp, read_only=True),
        "create_jsapp": Tool(create_jsapp),
        "delete_jsapp": Tool(delete_jsapp),
        "list_promotions": Tool(list_promotions, read_only=True),
        "get_promotion": Tool(get_promotion, read_only=True),
        "create_promotion": Tool(create_promotion, money={"condition_price": 2, "discount_amount_fix": 2}),
        "update_promotion": Tool(update_promotion, money={"condition_price": 2, "discount_amount_fix": 2}),
        "delete_promotion": Tool(delete_promotion),
        "get_info": Tool(get_info, read_only=True),
        "list_languages": Tool(list_languages, read_only=True),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
