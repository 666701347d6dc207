"""On a schema of ours, for a village library with shelves, books and loans."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import orjson
import pytest

from generator.description import Description, Operation
from generator.explore import explore
from generator.readers import ReadError, read
from generator.readers.graphql.sdl import SdlError, parse_sdl
from generator.sources import SourceText, load

SourceTexts = Callable[..., SourceText]

SCHEMA = '''
"""A village library."""
schema { query: Query, mutation: Mutation }

directive @owned(by: String = "library") repeatable on OBJECT | FIELD_DEFINITION

scalar DateTime
enum Genre { NOVEL POETRY MAPS @deprecated(reason: "none left") }
interface Node { id: ID! }
union Item = Book | Shelf

type Shelf implements Node @owned(by: "all", by2: {x: [1, 2]}) {
  id: ID!
  name: String!
  "The books on it, page by page."
  books(first: Int, after: String): BookConnection!
}

type Book implements Node {
  id: ID!
  title: String!
  genre: Genre
  shelf: Shelf!
  addedAt: DateTime!
  lentOut: Boolean!
  price(currency: String!): Float
}

type BookConnection { edges: [BookEdge], nodes: [Book!], pageInfo: PageInfo!, totalCount: Int! }
type BookEdge { node: Book, cursor: String! }
type PageInfo { hasNextPage: Boolean!, endCursor: String }

type Query {
  node(id: ID!): Node
  shelf(id: ID!): Shelf
  shelves: [Shelf!]!
  viewer: Reader
}
type Reader implements Node { id: ID! name: String! }

input CreateBookInput { shelfId: ID!, title: String!, genre: Genre = NOVEL, clientMutationId: String }
input UpdateBookInput { id: ID!, title: String, genre: Genre }
type CreateBookPayload { book: Book, clientMutationId: String }
type BookPayload { book: Book, errors: [Problem!] }
type Problem { message: String! }

type Mutation {
  createBook(input: CreateBookInput!): CreateBookPayload
  updateBook(input: UpdateBookInput!): BookPayload
  deleteBook(bookId: ID!): BookPayload
  createShelf(name: String!): Shelf
  renameShelf(shelfId: ID!, name: String!): Shelf
}

extend type Query { "Old." oldest: Book @deprecated }
'''


@pytest.fixture
def library(source_text: SourceTexts) -> Description:
    return read(source_text(SCHEMA.encode(), "library.graphql"))


def operation(description: Description, name: str) -> Operation:
    return next(found for found in description.operations if found.id == name)


def test_fields_of_query_read_and_those_of_mutation_write(library: Description) -> None:
    assert {found.id: f"{found.method} {found.path}" for found in library.operations} == {
        "Query.node": "GET /nodes/{id}",
        "Query.shelf": "GET /shelves/{id}",
        "Query.shelves": "GET /shelves",
        "Query.viewer": "GET /viewer",
        "Query.oldest": "GET /oldest",
        "Shelf.books": "GET /books",
        "Query.node(Book)": "GET /books/{bookId}",
        "Mutation.createBook": "POST /books",
        "Mutation.updateBook": "PATCH /books/{id}",
        "Mutation.deleteBook": "DELETE /books/{bookId}",
        "Mutation.createShelf": "POST /shelves",
        "Mutation.renameShelf": "POST /shelves/{shelfId}:rename",
    }


def test_connections_and_payloads_are_unwrapped(library: Description) -> None:
    books, made = operation(library, "Shelf.books").response, operation(library, "Mutation.updateBook").response
    assert books is not None
    assert books.items is not None
    assert (books.kind, books.items.ref) == ("array", "Book")
    assert made is not None
    assert made.ref == "Book"


def test_input_objects_are_opened_and_marks_of_the_client_dropped(library: Description) -> None:
    request = operation(library, "Mutation.createBook").request
    assert request is not None
    assert list(request.properties) == ["shelfId", "title", "genre"]
    assert request.required == {"shelfId", "title"}
    assert request.properties["genre"].default == "NOVEL"
    assert request.properties["shelfId"].variants == ("shelf",)


def test_types_keep_their_facts_and_not_what_is_asked_for_apart(library: Description) -> None:
    book = library.schemas["Book"]
    assert set(book.properties) == {"id", "title", "genre", "shelf", "addedAt", "lentOut"}
    assert book.properties["addedAt"].format == "date-time"
    assert book.properties["genre"].enum == ("NOVEL", "POETRY")
    assert book.properties["shelf"].ref == "Shelf"
    assert "books" not in library.schemas["Shelf"].properties
    assert library.schemas["Item"].variants == ("Book", "Shelf")


def test_what_is_deprecated_says_so(library: Description) -> None:
    assert operation(library, "Query.oldest").deprecated


KIOSK = """
type PostalAddress { id: ID! street: String! city: String }
type AddressPayload { readerAddress: PostalAddress errors: [String!] }
type Deleted { ok: Boolean! }
type Reader { id: ID! name: String! addresses: [PostalAddress!]! }
type ReaderAccessToken { token: String! }
type Query { reader(readerAccessToken: String!): Reader addresses: [PostalAddress!]! }
type Mutation {
  createReaderAddress(readerAccessToken: String!, street: String!, city: String): AddressPayload
  updateReaderAddress(id: ID!, street: String): AddressPayload
  deleteReaderAddress(id: ID!): Deleted
  createReaderAccessToken(password: String!): ReaderAccessToken
  deleteReaderAccessToken(readerAccessToken: String!): Deleted
  createSecondReaderAddress(street: String!): AddressPayload
}
"""


def test_a_noun_that_no_type_has_is_called_after_the_type_of_its_answers(source_text: SourceTexts) -> None:
    found = read(source_text(KIOSK.encode(), "kiosk.graphql"))
    assert {item.id: f"{item.method} {item.path}" for item in found.operations if "Address" in item.id} == {
        "Mutation.createReaderAddress": "POST /postal_addresses",
        "Mutation.createSecondReaderAddress": "POST /postal_addresses",
        "Mutation.updateReaderAddress": "PATCH /postal_addresses/{id}",
        "Mutation.deleteReaderAddress": "DELETE /postal_addresses/{id}",
    }
    (made,) = explore(found).environments
    assert {"create_postal_address", "delete_postal_address"} <= made.tools.keys()


def test_an_access_token_says_who_calls_and_names_no_row(source_text: SourceTexts) -> None:
    found = read(source_text(KIOSK.encode(), "kiosk.graphql"))
    assert operation(found, "Query.reader").path == "/reader"
    created = operation(found, "Mutation.createReaderAddress").request
    assert created is not None
    assert set(created.properties) == {"street", "city"}
    assert "readerAccessToken" in operation(found, "Mutation.deleteReaderAccessToken").path


def test_it_becomes_an_environment(library: Description) -> None:
    (environment,) = explore(library).environments
    assert {"list_shelves", "create_book", "update_book", "delete_book"} <= environment.tools.keys()
    assert "shelf_id" in environment.entities["book"].columns


def test_a_schema_without_mutations_is_refused_with_the_reason(source_text: SourceTexts) -> None:
    text = b"type Query { books: [Book!]! }  type Book { id: ID! title: String! }"
    found = explore(read(source_text(text, "library.graphql")))
    assert found.refused == "not stateful: nothing that can be read (book) can be written"


def test_the_kind_is_found_by_content_too(source_text: SourceTexts) -> None:
    assert read(source_text(SCHEMA.encode(), "unnamed")).origin.kind == "graphql"


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("type Query {\n  books [Book]\n}", 2, 9, "expected ':' and found '['"),
        ("type Query {\n  books: \n", 3, 1, "expected a name and found the end"),
        ("type Query {", 1, 13, "expected '}' and found the end"),
        ("type Query { a: [[Int] }", 1, 24, "expected ']' and found '}'"),
        ("enum {A}", 1, 6, "expected a name and found '{'"),
        ("query { books }", 1, 1, "an operation, where a schema defines types"),
        ("book { a: Int }", 1, 1, "expected a definition, such as 'type', and found 'book'"),
        ("type A { a: Int }\ntype A { b: Int }", 2, 1, "the type 'A' is defined twice"),
        ("type A { a(b: Int = ): Int }", 1, 21, "expected a value and found ')'"),
        ('"no end\ntype A { a: Int }', 1, 1, "a text that does not end"),
        ("type A { a: Int } %", 1, 19, "'%' is no part of the language"),
    ],
)
def test_errors_say_line_and_column(source_text: SourceTexts, text: str, line: int, column: int, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(source_text(text.encode(), "library.graphql"))
    assert caught.value.what == f"line {line}, column {column}: no valid GraphQL: {what}"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("length", range(0, len(SCHEMA), 23))
def test_a_schema_cut_anywhere_is_read_or_refused(length: int) -> None:
    with suppress(SdlError):
        parse_sdl(SCHEMA[:length])


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_deep_nesting_is_refused(opening: str) -> None:
    with pytest.raises(SdlError, match="nested too deep"):
        parse_sdl("type A { a(b: Int = " + opening * 5_000)


def test_a_schema_of_ten_megabytes_is_read_in_bounded_time(source_text: SourceTexts) -> None:
    field = '  "A fact that is told at some length, so that the schema grows."\n  fact{n}: String!\n'
    types = "".join(
        f"type T{number} {{\n{''.join(field.replace('{n}', str(n)) for n in range(20))}}}\n" for number in range(6_000)
    )
    text = types + "type Query { a: T1 } type Mutation { createT1(fact1: String!): T1 }"
    assert len(text) > 10_000_000
    began = time.process_time()
    assert len(read(source_text(text.encode(), "large.graphql")).schemas) == 6_002
    assert time.process_time() - began < 60


def introspected() -> dict[str, object]:
    """What a server answers that has shelves only."""

    def ref(name: str, kind: str = "SCALAR") -> dict[str, object]:
        return {"kind": kind, "name": name, "ofType": None}

    def needed(inner: dict[str, object]) -> dict[str, object]:
        return {"kind": "NON_NULL", "name": None, "ofType": inner}

    def field(name: str, type_: dict[str, object], *arguments: Mapping[str, object]) -> dict[str, object]:
        return {"name": name, "args": list(arguments), "type": type_, "isDeprecated": False}

    identity, shelf = field("id", needed(ref("ID"))), ref("Shelf", "OBJECT")
    name = {"name": "name", "type": needed(ref("String")), "defaultValue": None}
    by_id = {"name": "id", "type": needed(ref("ID")), "defaultValue": None}
    many = needed({"kind": "LIST", "name": None, "ofType": shelf})
    types = [
        {"kind": "OBJECT", "name": "Shelf", "fields": [identity, field("name", needed(ref("String")))]},
        {"kind": "OBJECT", "name": "Query", "fields": [field("shelves", many), field("shelf", shelf, by_id)]},
        {
            "kind": "OBJECT",
            "name": "Mutation",
            "fields": [
                field("createShelf", shelf, name),
                field("updateShelf", shelf, by_id, name),
                field("deleteShelf", shelf, by_id),
            ],
        },
        {"kind": "OBJECT", "name": "__Type", "fields": []},
    ]
    return {"__schema": {"queryType": {"name": "Query"}, "mutationType": {"name": "Mutation"}, "types": types}}


@pytest.mark.parametrize("around", [False, True])
def test_introspection_gives_what_the_language_gives(source_text: SourceTexts, around: bool) -> None:
    told = """
        type Shelf { id: ID! name: String! }
        type Query { shelves: [Shelf]! shelf(id: ID!): Shelf }
        type Mutation { createShelf(name: String!): Shelf updateShelf(id: ID!, name: String!): Shelf
                        deleteShelf(id: ID!): Shelf }
    """
    answer = {"data": introspected()} if around else introspected()
    asked, written = read(source_text(orjson.dumps(answer))), read(source_text(told.encode(), "given.graphql"))
    assert asked.operations == written.operations
    assert asked.schemas == written.schemas
    assert (asked.origin.version, written.origin.version) == ("introspection", "sdl")


@pytest.mark.parametrize(
    "schema", [{}, [], None, {"types": 3}, {"types": [None, {}, {"kind": "OBJECT", "name": "A", "fields": [7, {}]}]}]
)
def test_broken_introspection_is_read_around(source_text: SourceTexts, schema: object) -> None:
    assert explore(read(source_text(orjson.dumps({"__schema": schema})))).environments == ()


@pytest.mark.corpus
def test_a_published_schema_becomes_environments(tmp_path: Path) -> None:
    found = explore(read(load("npm:@octokit/graphql-schema@15.26.1#schema.graphql", tmp_path)))
    assert len(found.environments) > 5
