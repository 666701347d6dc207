"""The environment model: entities, tools, steps and expressions as data, with a published JSON Schema.

This page and `mcpfarm schema environment` are all that an author needs. An environment is one JSON object (YAML data of
the same shape loads too); `load` says what is structurally wrong, `servers.farm.checks.check` what is wrong in meaning.

A whole one::

    name: lending
    title: Lending library
    description: Books and who has them.
    clock: {start: "2026-03-02T09:00:00Z", tick_seconds: 60}
    entities:
      book:
        plural: books
        label: title
        key: {column: book_id, sequence: "B{n:03d}"}
        columns:
          title: {kind: text, max_length: 80}
          status: {kind: enum, values: [in, lent], default: "'in'"}
          fee: {kind: money, default: money(0)}
          due_on: {kind: date, nullable: true}
          overdue: {computed: "book.due_on is not None and book.due_on < today()"}
        views:
          summary: [book_id, title, status, fee, due_on, overdue]
    faults:
      book_not_found: {message: "There is no book {book_id}."}
      book_lent: {message: "Book {book.title} is lent until {book.due_on}. Choose another book."}
    tools:
      list_books:
        title: List books
        description: List the books, by title.
        steps:
          - search: {entity: book, as: books, order: [title], page: {size: 10}}
          - return: {books: {rows: books, view: summary}}
      lend_book:
        title: Lend a book
        description: Lend a book that is in, for so many days.
        parameters:
          book_id: {kind: text, column: book.book_id, user_knows: false, description: The book's id.}
          days: {kind: integer, minimum: 1, maximum: 30, default: 14, description: For how many days.}
        steps:
          - find: {entity: book, key: book_id, else: book_not_found}
          - require: {that: "book.status == 'in'", else: book_lent}
          - update: {row: book, set: {status: "'lent'", due_on: "add_days(today(), days)", fee: "money(days * 0.1)"}}
          - return: {book: {row: book, view: summary}}

**Columns** (`kind`): `text`, `integer`, `number`, `boolean`, `money`, `date`, `datetime`, `enum` (values, transitions),
`reference` (to, on_delete, fault), `list` (of), `position` (within), or `{computed: EXPRESSION}`. Only a column that is
`nullable` is ever None. The key is not among the columns. A `singleton` has one row and no key: it is used by its name.

**Parameters** are columns without a table: `{kind: enum, values: [a, b], optional: true}`, or short `enum or none a|b`.
`list` has elements (`of`), `rows` has fields: `{kind: rows, rows: {sku: {kind: text}, quantity: {kind: integer}}}`.

**Steps**, each an object with one key::

    find:    {entity: order, key: order_id, else: order_not_found}    # or where: [...] with order; else: none | insert
    search:  {entity: order, as: orders, where: ["order.total > 0"], given: ["order.status == status"], order: [-total]}
    require: {that: "order.status == 'open'", else: order_closed}
    insert:  {entity: line, set: {order_id: order.order_id, quantity: quantity}}
    update:  {row: order, set: {status: "'paid'"}, given: [note]}     # or entity, as, where: every row that matches
    delete:  {row: line}                                              # or entity, as, where
    each:    {of: items, as: item, do: [STEP, ...]}
    if:      {that: "amount is not None", then: [STEP, ...], else: [STEP, ...]}
    let:     {rest: "total - paid"}
    collect: {into: costs, value: "item.price * item.quantity"}       # costs is a list after the each or if
    return:  {order: {row: order, view: detail}, rest: rest}          # exactly one, last

**Expressions** are texts in Python syntax, typed, without calls but those of `servers.farm.functions`; a text constant
has quotes of its own (`"'paid'"`)::

    order.user.name                                   a column, over at most two references
    price * quantity, (a + b) / 2, -amount            numbers; money times a fraction needs money(...)
    total > 0 and status in ('open', 'paid')          conditions; what may be None is tested `is not None` first
    fee if late else 0                                a choice; {'a': 1, 'b': 2}[kind] over all values of an enum
    f"{order.number:04d}: {amount:.2f}"               a text; `d` formats take integers
    count(l for l in line if l.order_id == order.order_id)    over an entity or a list; also any, all, total, average
    [i.sku for i in items], name[0:3]                 lists, parts
    now(), add_days(today(), 3), coalesce(note, '')   functions; `actor` is the row of whose account it is

Columns hold whole numbers within ±2**53, and sums of them are exact. A predicate that compares the total of other rows
is a question to SQLite, though, whose sums end at 64 bits; beyond, the call is refused as for too large an argument.
"""

from servers.farm.model.columns import (
    BooleanColumn,
    Column,
    ComputedColumn,
    DateColumn,
    DatetimeColumn,
    EnumColumn,
    IntegerColumn,
    ListColumn,
    MoneyColumn,
    NumberColumn,
    PositionColumn,
    ReferenceColumn,
    StoredColumn,
    TextColumn,
)
from servers.farm.model.entities import ChildList, Entity, EntitySeed, Key, SeedRule, Unique, ViewItem
from servers.farm.model.environment import (
    DOMAINS,
    PLACEHOLDER,
    SCHEMA,
    Actor,
    Clock,
    Domain,
    DomainName,
    Environment,
    Evidence,
    Fault,
    LeftOut,
    OperationRef,
    Provenance,
    Repair,
    Tool,
    dump,
    from_data,
    json_schema,
    load,
)
from servers.farm.model.parameters import Parameter, RowField
from servers.farm.model.steps import (
    NONE,
    Collect,
    CollectStep,
    Delete,
    DeleteStep,
    Each,
    EachStep,
    Find,
    FindStep,
    Group,
    If,
    IfStep,
    Insert,
    InsertElse,
    InsertStep,
    LetStep,
    OrderChoices,
    Page,
    Require,
    RequireStep,
    ReturnField,
    ReturnStep,
    RowResult,
    RowsResult,
    Search,
    SearchStep,
    Step,
    Update,
    UpdateStep,
    ValueResult,
)

__all__ = [
    "DOMAINS",
    "NONE",
    "PLACEHOLDER",
    "SCHEMA",
    "Actor",
    "BooleanColumn",
    "ChildList",
    "Clock",
    "Collect",
    "CollectStep",
    "Column",
    "ComputedColumn",
    "DateColumn",
    "DatetimeColumn",
    "Delete",
    "DeleteStep",
    "Domain",
    "DomainName",
    "Each",
    "EachStep",
    "Entity",
    "EntitySeed",
    "EnumColumn",
    "Environment",
    "Evidence",
    "Fault",
    "Find",
    "FindStep",
    "Group",
    "If",
    "IfStep",
    "Insert",
    "InsertElse",
    "InsertStep",
    "IntegerColumn",
    "Key",
    "LeftOut",
    "LetStep",
    "ListColumn",
    "MoneyColumn",
    "NumberColumn",
    "OperationRef",
    "OrderChoices",
    "Page",
    "Parameter",
    "PositionColumn",
    "Provenance",
    "ReferenceColumn",
    "Repair",
    "Require",
    "RequireStep",
    "ReturnField",
    "ReturnStep",
    "RowField",
    "RowResult",
    "RowsResult",
    "Search",
    "SearchStep",
    "SeedRule",
    "Step",
    "StoredColumn",
    "TextColumn",
    "Tool",
    "Unique",
    "Update",
    "UpdateStep",
    "ValueResult",
    "ViewItem",
    "dump",
    "from_data",
    "json_schema",
    "load",
]
