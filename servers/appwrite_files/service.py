"""Appwrite: files: keeps files, locale, continents, countries, eus and more."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Appwrite: files. Keeps files, locale, continents, countries, eus and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a file can be refused: the file text must not be blank.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Locale(Table, table=True):
    """The locale."""

    __tablename__ = "locales"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    continent_name: str
    continent_code: str
    locale_country: str
    country_code: str
    locale_currency: str
    eu_value: bool


class Continent(Table, table=True):
    """A continent."""

    __tablename__ = "continents"

    continent_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None


class Country(Table, table=True):
    """A country."""

    __tablename__ = "countries"

    country_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None


class Eu(Table, table=True):
    """An eu."""

    __tablename__ = "eus"

    eu_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None


class Phone(Table, table=True):
    """A phone."""

    __tablename__ = "phones"

    phone_id: str = Field(primary_key=True)
    code: str | None = None
    country_code: str | None = None
    country_name: str | None = None


class Currency(Table, table=True):
    """A currency."""

    __tablename__ = "currencies"

    currency_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None
    decimal_digits: int | None = None
    name_plural: str | None = None
    rounding: float | None = None
    symbol: str | None = None
    symbol_native: str | None = None


class Language(Table, table=True):
    """A language."""

    __tablename__ = "languages"

    language_id: str = Field(primary_key=True)
    name: str | None = None
    code: str | None = None
    native_name: str | None = None


class File(Table, table=True):
    """A file."""

    __tablename__ = "files"

    file_id: str = Field(primary_key=True)
    name: str | None = None
    mime_type: str | None = None
    file_text: str
    read: list[str] = Field(sa_type=JsonList())
    write: list[str] = Field(sa_type=JsonList())
    created_at: str


# --- views --------------------------------------------------------------------------------------------------------


class LocaleFull(TypedDict):
    """A locale in the view `full`."""

    continent_name: str
    continent_code: str
    locale_country: str
    country_code: str
    locale_currency: str
    eu_value: bool


def locale_full(locale: Locale) -> LocaleFull:
    """A locale in the view `full`."""
    return {
        "continent_name": locale.continent_name,
        "continent_code": locale.continent_code,
        "locale_country": locale.locale_country,
        "country_code": locale.country_code,
        "locale_currency": locale.locale_currency,
        "eu_value": locale.eu_value,
    }


class ContinentShort(TypedDict):
    """A continent in the view `short`."""

    continent_id: str
    name: str | None
    code: str | None


def continent_short(continent: Continent) -> ContinentShort:
    """A continent in the view `short`."""
    return {"continent_id": continent.continent_id, "name": continent.name, "code": continent.code}


class ContinentFull(ContinentShort):
    """A continent in the view `full`."""


def continent_full(continent: Continent) -> ContinentFull:
    """A continent in the view `full`."""
    return continent_short(continent)


class CountryShort(TypedDict):
    """A country in the view `short`."""

    country_id: str
    name: str | None
    code: str | None


def country_short(country: Country) -> CountryShort:
    """A country in the view `short`."""
    return {"country_id": country.country_id, "name": country.name, "code": country.code}


class CountryFull(CountryShort):
    """A country in the view `full`."""


def country_full(country: Country) -> CountryFull:
    """A country in the view `full`."""
    return country_short(country)


class EuShort(TypedDict):
    """A eu in the view `short`."""

    eu_id: str
    name: str | None
    code: str | None


def eu_short(eu: Eu) -> EuShort:
    """A eu in the view `short`."""
    return {"eu_id": eu.eu_id, "name": eu.name, "code": eu.code}


class EuFull(EuShort):
    """A eu in the view `full`."""


def eu_full(eu: Eu) -> EuFull:
    """A eu in the view `full`."""
    return eu_short(eu)


class PhoneShort(TypedDict):
    """A phone in the view `short`."""

    phone_id: str
    code: str | None
    country_code: str | None
    country_name: str | None


def phone_short(phone: Phone) -> PhoneShort:
    """A phone in the view `short`."""
    return {
        "phone_id": phone.phone_id,
        "code": phone.code,
        "country_code": phone.country_code,
        "country_name": phone.country_name,
    }


class PhoneFull(PhoneShort):
    """A phone in the view `full`."""


def phone_full(phone: Phone) -> PhoneFull:
    """A phone in the view `full`."""
    return phone_short(phone)


class CurrencyShort(TypedDict):
    """A currency in the view `short`."""

    currency_id: str
    name: str | None
    code: str | None
    decimal_digits: int | None
    name_plural: str | None
    rounding: float | None
    symbol: str | None


def currency_short(currency: Currency) -> CurrencyShort:
    """A currency in the view `short`."""
    return {
        "currency_id": currency.currency_id,
        "name": currency.name,
        "code": currency.code,
        "decimal_digits": currency.decimal_digits,
        "name_plural": currency.name_plural,
        "rounding": currency.rounding,
        "symbol": currency.symbol,
    }


class CurrencyFull(CurrencyShort):
    """A currency in the view `full`."""

    symbol_native: str | None


def currency_full(currency: Currency) -> CurrencyFull:
    """A currency in the view `full`."""
    return {**currency_short(currency), "symbol_native": currency.symbol_native}


class LanguageShort(TypedDict):
    """A language in the view `short`."""

    language_id: str
    name: str | None
    code: str | None
    native_name: str | None


def language_short(language: Language) -> LanguageShort:
    """A language in the view `short`."""
    return {
        "language_id": language.language_id,
        "name": language.name,
        "code": language.code,
        "native_name": language.native_name,
    }


class LanguageFull(LanguageShort):
    """A language in the view `full`."""


def language_full(language: Language) -> LanguageFull:
    """A language in the view `full`."""
    return language_short(language)


class FileShort(TypedDict):
    """A file in the view `short`."""

    file_id: str
    name: str | None
    mime_type: str | None
    file_text: str
    read: list[str]
    write: list[str]
    created_at: str


def file_short(file: File) -> FileShort:
    """A file in the view `short`."""
    return {
        "file_id": file.file_id,
        "name": file.name,
        "mime_type": file.mime_type,
        "file_text": file.file_text,
        "read": file.read,
        "write": file.write,
        "created_at": file.created_at,
    }


class FileFull(FileShort):
    """A file in the view `full`."""


def file_full(file: File) -> FileFull:
    """A file in the view `full`."""
    return file_short(file)


# --- tools --------------------------------------------------------------------------------------------------------


class GetLocale(TypedDict):
    """What `get_locale` returns."""

    locale: LocaleFull


def get_locale(db: Database, /) -> GetLocale:
    """Show the locale."""
    locale = db.get(Locale, 1)
    return {"locale": locale_full(locale)}


class ListContinents(TypedDict):
    """What `list_continents` returns."""

    continents: list[ContinentFull]
    next_cursor: str | None


def list_continents(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListContinents:
    """List the continents."""
    page = db.query(Continent).page("name", limit=limit, cursor=cursor)
    return {"continents": [continent_full(continent) for continent in page.rows], "next_cursor": page.next_cursor}


class ListCountries(TypedDict):
    """What `list_countries` returns."""

    countries: list[CountryFull]
    next_cursor: str | None


def list_countries(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCountries:
    """List the countries."""
    page = db.query(Country).page("name", limit=limit, cursor=cursor)
    return {"countries": [country_full(country) for country in page.rows], "next_cursor": page.next_cursor}


class ListEus(TypedDict):
    """What `list_eus` returns."""

    eus: list[EuFull]
    next_cursor: str | None


def list_eus(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListEus:
    """List the eus."""
    page = db.query(Eu).page("name", limit=limit, cursor=cursor)
    return {"eus": [eu_full(eu) for eu in page.rows], "next_cursor": page.next_cursor}


class ListPhones(TypedDict):
    """What `list_phones` returns."""

    phones: list[PhoneFull]
    next_cursor: str | None


def list_phones(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListPhones:
    """List the phones."""
    page = db.query(Phone).page("code", limit=limit, cursor=cursor)
    return {"phones": [phone_full(phone) for phone in page.rows], "next_cursor": page.next_cursor}


class ListCurrencies(TypedDict):
    """What `list_currencies` returns."""

    currencies: list[CurrencyFull]
    next_cursor: str | None


def list_currencies(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListCurrencies:
    """List the currencies."""
    page = db.query(Currency).page("name", limit=limit, cursor=cursor)
    return {"currencies": [currency_full(currency) for currency in page.rows], "next_cursor": page.next_cursor}


class ListLanguages(TypedDict):
    """What `list_languages` returns."""

    languages: list[LanguageFull]
    next_cursor: str | None


def list_languages(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLanguages:
    """List the languages."""
    page = db.query(Language).page("name", limit=limit, cursor=cursor)
    return {"languages": [language_full(language) for language in page.rows], "next_cursor": page.next_cursor}


class ListFiles(TypedDict):
    """What `list_files` returns."""

    files: list[FileShort]
    next_cursor: str | None


def list_files(db: Database, /, *, query_: str | None = None, limit: int = 20, cursor: str | None = None) -> ListFiles:
    """List the files, optionally by text."""
    query = db.query(File)
    if query_ is not None:
        query.where("contains(name, ?)", query_)
    page = query.page("-created_at", limit=limit, cursor=cursor)
    return {"files": [file_short(file) for file in page.rows], "next_cursor": page.next_cursor}


class FileResult(TypedDict):
    """What `get_file` and 2 other tools return."""

    file: FileFull


def get_file(db: Database, /, *, file_id: str) -> FileResult:
    """Show a file with all its details."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    return {"file": file_full(file)}


def create_file(db: Database, /, *, file_text: str, read: list[str], write: list[str]) -> FileResult:
    """Create a file."""
    if len(words(file_text)) <= 0:
        fail("file_text_blank")
    file = db.insert(
        File,
        file_id=f"FILE-{db.next_number('files'):04d}",
        file_text=file_text,
        read=read,
        write=write,
        created_at=db.now(),
    )
    return {"file": file_full(file)}


def update_file(
    db: Database, /, *, file_id: str, read: list[str] | None = None, write: list[str] | None = None
) -> FileResult:
    """Change the read or write of a file."""
    changes = given(None, read=read, write=write)
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    if not changes:
        fail("nothing_to_change")
    db.update(file, **changes)
    return {"file": file_full(file)}


class DeleteFile(TypedDict):
    """What `delete_file` returns."""

    file_id: str


def delete_file(db: Database, /, *, file_id: str) -> DeleteFile:
    """Delete a file."""
    file = db.find(File, file_id) or fail("file_not_found", file_id=file_id)
    db.delete(file)
    return {"file_id": file_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "file_not_found": "There is no file {file_id}. List the files to see which there are.",
    "file_text_blank": "The file text must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="appwrite_files",
    folder=Path(__file__).parent,
    tables=[Locale, Continent, Country, Eu, Phone, Currency, Language, File],
    tools={
        "get_locale": Tool(get_locale, read_only=True),
        "list_continents": Tool(list_continents, read_only=True),
        "list_countries": Tool(list_countries, read_only=True),
        "list_eus": Tool(list_eus, read_only=True),
        "list_phones": Tool(list_phones, read_only=True),
        "list_currencies": Tool(list_currencies, read_only=True),
        "list_languages": Tool(list_languages, read_only=True),
        "list_files": Tool(list_files, read_only=True),
        "get_file": Tool(get_file, read_only=True),
        "create_file": Tool(create_file),
        "update_file": Tool(update_file),
        "delete_file": Tool(delete_file),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
