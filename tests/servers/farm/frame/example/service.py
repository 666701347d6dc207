"""A town library: branches, books and their copies, members, and what they have on loan."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import add_days, count, days_between, minor_units, money, total
from .runtime import Database, JsonList, Money, Query, Service, Tool, fail, given, same_length

INSTRUCTIONS = """\
A town library: books and their copies in several branches, members, and loans.

- A copy can be lent only while it is available.
- A member can have at most as many open loans as the house rules allow, and none while blocked.
- A loan can be returned only while it is open; each day overdue costs a fine.
- A book cannot be deleted while one of its copies is on loan.
"""


# --- tables -------------------------------------------------------------------------------------------------------

CopyStatus = Literal["available", "lent", "withdrawn"]
LoanStatus = Literal["open", "returned"]


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class HouseRules(Table, table=True):
    """The library's one set of rules."""

    __tablename__ = "house_rules"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    max_open_loans: int
    loan_days: int
    fine_per_day: Decimal = Field(sa_type=Money(2))


class Branch(Table, table=True):
    """A building with shelves."""

    __tablename__ = "branches"

    branch_id: str = Field(primary_key=True)
    name: str


class Book(Table, table=True):
    """A title that the library has, whatever the number of copies."""

    __tablename__ = "books"
    __table_args__ = (UniqueConstraint("isbn"),)

    book_id: str = Field(primary_key=True)
    isbn: str
    title: str
    subtitle: str | None = None
    year: int
    price: Decimal = Field(sa_type=Money(2))
    tags: list[str] = Field(sa_type=JsonList())
    added_at: str


class Copy(Table, table=True):
    """One physical copy of a book."""

    __tablename__ = "copies"
    __table_args__ = (CheckConstraint("status IN ('available', 'lent', 'withdrawn')"),)

    copy_id: str = Field(primary_key=True)
    book_id: str = Field(foreign_key="books.book_id", ondelete="CASCADE", index=True)
    branch_id: str = Field(foreign_key="branches.branch_id", ondelete="RESTRICT", index=True)
    position: int
    status: CopyStatus = Field(sa_type=Text)


class Member(Table, table=True):
    """A person with a library card."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("email"),)

    member_id: str = Field(primary_key=True)
    name: str
    email: str
    blocked: bool
    favourite_branch_id: str | None = Field(
        default=None, foreign_key="branches.branch_id", ondelete="SET NULL", index=True
    )


class Loan(Table, table=True):
    """A copy that a member has taken home."""

    __tablename__ = "loans"
    __table_args__ = (CheckConstraint("status IN ('open', 'returned')"),)

    loan_id: str = Field(primary_key=True)
    copy_id: str = Field(foreign_key="copies.copy_id", ondelete="CASCADE", index=True)
    member_id: str = Field(foreign_key="members.member_id", ondelete="CASCADE", index=True)
    status: LoanStatus = Field(sa_type=Text)
    lent_at: str
    due_date: str | None = None
    returned_at: str | None = None
    fine: Decimal = Field(sa_type=Money(2))


# --- views --------------------------------------------------------------------------------------------------------


class BookSummary(TypedDict):
    """A book in a list."""

    book_id: str
    title: str
    year: int
    price: Decimal
    tags: list[str]


def book_summary(book: Book) -> BookSummary:
    """A book in a list."""
    return {
        "book_id": book.book_id,
        "title": book.title,
        "year": book.year,
        "price": book.price,
        "tags": book.tags,
    }


class CopySummary(TypedDict):
    """A copy in a list."""

    copy_id: str
    branch: str
    position: int
    status: CopyStatus


def copy_summary(db: Database, copy: Copy) -> CopySummary:
    """A copy in a list."""
    return {
        "copy_id": copy.copy_id,
        "branch": db.get(Branch, copy.branch_id).name,
        "position": copy.position,
        "status": copy.status,
    }


class BookDetail(TypedDict):
    """A book with its copies."""

    book_id: str
    isbn: str
    title: str
    subtitle: str | None
    year: int
    price: Decimal
    tags: list[str]
    added_at: str
    available: int
    copies: list[CopySummary]


def book_detail(db: Database, book: Book) -> BookDetail:
    """A book with its copies."""
    copies = db.query(Copy).where("book_id = ?", book.book_id).page(limit=20).rows
    return {
        "book_id": book.book_id,
        "isbn": book.isbn,
        "title": book.title,
        "subtitle": book.subtitle,
        "year": book.year,
        "price": book.price,
        "tags": book.tags,
        "added_at": book.added_at,
        "available": book_available(db, book),
        "copies": [copy_summary(db, copy) for copy in copies],
    }


class MemberDetail(TypedDict):
    """A member."""

    member_id: str
    name: str
    email: str
    blocked: bool
    favourite_branch_id: str | None


def member_detail(member: Member) -> MemberDetail:
    """A member."""
    return {
        "member_id": member.member_id,
        "name": member.name,
        "email": member.email,
        "blocked": member.blocked,
        "favourite_branch_id": member.favourite_branch_id,
    }


class LoanDetail(TypedDict):
    """A loan."""

    loan_id: str
    copy_id: str
    title: str
    member_id: str
    status: LoanStatus
    lent_at: str
    due_date: str | None
    returned_at: str | None
    fine: Decimal


def loan_detail(db: Database, loan: Loan) -> LoanDetail:
    """A loan."""
    return {
        "loan_id": loan.loan_id,
        "copy_id": loan.copy_id,
        "title": db.get(Book, db.get(Copy, loan.copy_id).book_id).title,
        "member_id": loan.member_id,
        "status": loan.status,
        "lent_at": loan.lent_at,
        "due_date": loan.due_date,
        "returned_at": loan.returned_at,
        "fine": loan.fine,
    }


# --- computed columns and keys ------------------------------------------------------------------------------------


def book_available(db: Database, book: Book) -> int:
    """How many copies of the book can be lent now."""
    return db.query(Copy).where("book_id = ?", book.book_id).where("status = ?", "available").count()


def next_book_id(db: Database) -> str:
    """The key of the next book."""
    return f"BK-{db.next_number('books'):04d}"


def next_copy_id(db: Database) -> str:
    """The key of the next copy."""
    return f"CP-{db.next_number('copies'):05d}"


def next_member_id(db: Database) -> str:
    """The key of the next member."""
    return f"MB-{db.next_number('members'):04d}"


def next_loan_id(db: Database) -> str:
    """The key of the next loan."""
    return f"LN-{db.next_number('loans'):05d}"


# --- tools --------------------------------------------------------------------------------------------------------


class ListBooks(TypedDict):
    """What `list_books` returns."""

    books: list[BookSummary]
    next_cursor: str | None


LIST_BOOKS_ORDERS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "newest": ("-year", "title"),
    "price": ("price",),
}


def list_books(
    db: Database,
    /,
    *,
    text: str | None = None,
    tag: str | None = None,
    max_price: Decimal | None = None,
    sort: Literal["title", "newest", "price"] = "title",
    limit: int = 20,
    cursor: str | None = None,
) -> ListBooks:
    """List books, narrowed by words in the title, a tag or a price."""
    query = db.query(Book)
    if text is not None:
        query.where("contains(title, ?) OR contains(subtitle, ?)", text, text)
    if tag is not None:
        query.where("? IN (SELECT value FROM json_each(books.tags))", tag)
    if max_price is not None:
        query.where("price <= ?", minor_units(max_price, 2))
    page = query.page(*LIST_BOOKS_ORDERS[sort], limit=limit, cursor=cursor, choice=sort)
    return {"books": [book_summary(book) for book in page.rows], "next_cursor": page.next_cursor}


class BookResult(TypedDict):
    """A book with its copies, as several tools return it."""

    book: BookDetail


def get_book(db: Database, /, *, book_id: str) -> BookResult:
    """Show a book with its copies."""
    book = db.find(Book, book_id) or fail("book_not_found", book_id=book_id)
    return {"book": book_detail(db, book)}


def add_book(
    db: Database,
    /,
    *,
    isbn: str,
    title: str,
    year: int,
    price: Decimal,
    subtitle: str | None = None,
    tags: list[str] | None = None,
) -> BookResult:
    """Add a title to the catalogue, without copies yet."""
    book = db.insert(
        Book,
        book_id=next_book_id(db),
        isbn=isbn,
        title=title,
        subtitle=subtitle,
        year=year,
        price=price,
        tags=tags if tags is not None else [],
        added_at=db.now(),
    )
    return {"book": book_detail(db, book)}


def update_book(
    db: Database,
    /,
    *,
    book_id: str,
    title: str | None = None,
    subtitle: str | None = None,
    price: Decimal | None = None,
    tags: list[str] | None = None,
    clear: list[Literal["subtitle"]] | None = None,
) -> BookResult:
    """Change a book's title, subtitle, price or tags; what is not given stays."""
    book = db.find(Book, book_id) or fail("book_not_found", book_id=book_id)
    changes = given(clear, title=title, subtitle=subtitle, price=price, tags=tags)
    if not changes:
        fail("nothing_to_change")
    db.update(book, **changes)
    return {"book": book_detail(db, book)}


class DeleteBook(TypedDict):
    """What `delete_book` returns."""

    book_id: str


def delete_book(db: Database, /, *, book_id: str) -> DeleteBook:
    """Remove a book and its copies from the catalogue."""
    book = db.find(Book, book_id) or fail("book_not_found", book_id=book_id)
    if db.query(Copy).where("book_id = ?", book.book_id).where("status = ?", "lent").exists():
        fail("book_on_loan", book_id=book_id)
    deleted = book.book_id
    db.delete(book)
    return {"book_id": deleted}


class AddCopies(TypedDict):
    """What `add_copies` returns."""

    copies: list[CopySummary]


def add_copies(
    db: Database, /, *, book_id: str, copies_branch_id: list[str], copies_status: list[CopyStatus]
) -> AddCopies:
    """Add copies of a book, each to a branch."""
    same_length(copies_branch_id=copies_branch_id, copies_status=copies_status)
    book = db.find(Book, book_id) or fail("book_not_found", book_id=book_id)
    added: list[Copy] = []
    for branch_id, status in zip(copies_branch_id, copies_status, strict=True):
        branch = db.find(Branch, branch_id) or fail("branch_not_found", branch_id=branch_id)
        copy = db.insert(
            Copy,
            copy_id=next_copy_id(db),
            book_id=book.book_id,
            branch_id=branch.branch_id,
            position=db.next_position(Copy, "position", "book_id", book.book_id),
            status=status,
        )
        added.append(copy)
    return {"copies": [copy_summary(db, copy) for copy in added]}


class MemberResult(TypedDict):
    """A member, as several tools return it."""

    member: MemberDetail


def register_member(db: Database, /, *, name: str, email: str, favourite_branch_id: str | None = None) -> MemberResult:
    """Give a person a library card."""
    if favourite_branch_id is not None and db.find(Branch, favourite_branch_id) is None:
        fail("branch_not_found", branch_id=favourite_branch_id)
    member = db.insert(
        Member,
        member_id=next_member_id(db),
        name=name,
        email=email,
        blocked=False,
        favourite_branch_id=favourite_branch_id,
    )
    return {"member": member_detail(member)}


class LoanResult(TypedDict):
    """A loan, as several tools return it."""

    loan: LoanDetail


def lend_copy(db: Database, /, *, copy_id: str, member_id: str, due_date: str | None = None) -> LoanResult:
    """Lend a copy to a member; the house rules set the due date unless one is given."""
    rules = db.get(HouseRules, 1)
    copy = db.find(Copy, copy_id) or fail("copy_not_found", copy_id=copy_id)
    member = db.find(Member, member_id) or fail("member_not_found", member_id=member_id)
    if copy.status != "available":
        fail("copy_not_available", copy_id=copy_id, status=copy.status)
    if member.blocked:
        fail("member_blocked", member_id=member_id)
    if due_date is not None and due_date < db.today():
        fail("due_date_passed", due_date=due_date)
    open_loans = open_loans_of(db, member).count()
    if open_loans >= rules.max_open_loans:
        fail("too_many_loans", member_id=member_id, max_open_loans=rules.max_open_loans)
    loan = db.insert(
        Loan,
        loan_id=next_loan_id(db),
        copy_id=copy.copy_id,
        member_id=member.member_id,
        status="open",
        lent_at=db.now(),
        due_date=due_date if due_date is not None else add_days(db.today(), rules.loan_days),
        returned_at=None,
        fine=money(0, 2),
    )
    db.update(copy, status="lent")
    return {"loan": loan_detail(db, loan)}


def return_copy(db: Database, /, *, loan_id: str) -> LoanResult:
    """Take a copy back and settle the fine."""
    rules = db.get(HouseRules, 1)
    loan = db.find(Loan, loan_id) or fail("loan_not_found", loan_id=loan_id)
    if loan.status != "open":
        fail("loan_not_open", loan_id=loan_id, returned_at=loan.returned_at)
    db.update(loan, status="returned", returned_at=db.now())
    if loan.due_date is not None and loan.due_date < db.today():
        db.update(loan, fine=rules.fine_per_day * days_between(loan.due_date, db.today()))
    db.update(db.get(Copy, loan.copy_id), status="available")
    return {"loan": loan_detail(db, loan)}


class LoansByStatus(TypedDict):
    """One group of `get_member_account`."""

    status: LoanStatus
    loans: int
    fines: Decimal


class MemberAccount(TypedDict):
    """What `get_member_account` returns."""

    member: MemberDetail
    open_loans: int
    fines: Decimal
    by_status: list[LoansByStatus]


def get_member_account(db: Database, /, *, member_id: str) -> MemberAccount:
    """Show a member with their loans in numbers."""
    member = db.find(Member, member_id) or fail("member_not_found", member_id=member_id)
    loans = db.query(Loan).where("member_id = ?", member.member_id).all("status")
    groups: dict[LoanStatus, list[Loan]] = {}
    for loan in loans:
        groups.setdefault(loan.status, []).append(loan)
    return {
        "member": member_detail(member),
        "open_loans": count(loan for loan in loans if loan.status == "open"),
        "fines": money(total(loan.fine for loan in loans), 2),
        "by_status": [
            {"status": status, "loans": count(group), "fines": money(total(loan.fine for loan in group), 2)}
            for status, group in groups.items()
        ],
    }


def open_loans_of(db: Database, member: Member) -> Query[Loan]:
    """The member's open loans."""
    return db.query(Loan).where("member_id = ?", member.member_id).where("status = ?", "open")


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "book_not_found": "There is no book {book_id}; list_books shows what there is.",
    "book_on_loan": "A copy of book {book_id} is on loan; take it back with return_copy first.",
    "branch_not_found": "There is no branch {branch_id}.",
    "copy_not_available": "Copy {copy_id} is {status}; only an available copy can be lent.",
    "copy_not_found": "There is no copy {copy_id}; get_book shows the copies of a book.",
    "due_date_passed": "The due date {due_date} has passed; give today or a later day.",
    "email_taken": "Another member has the email address {email}.",
    "isbn_taken": "Another book has the ISBN {isbn}.",
    "loan_not_found": "There is no loan {loan_id}.",
    "loan_not_open": "Loan {loan_id} was returned at {returned_at}.",
    "member_blocked": "Member {member_id} is blocked and cannot borrow.",
    "member_not_found": "There is no member {member_id}.",
    "nothing_to_change": "Nothing to change: give at least one column, or name one to clear.",
    "too_many_loans": "Member {member_id} already has {max_open_loans} open loans, the most that the rules allow.",
}

SERVICE = Service(
    name="library",
    instructions=INSTRUCTIONS,
    folder=Path(__file__).parent,
    tables=[HouseRules, Branch, Book, Copy, Member, Loan],
    tools={
        "list_books": Tool(list_books, read_only=True, money={"max_price": 2}),
        "get_book": Tool(get_book, read_only=True),
        "add_book": Tool(add_book, money={"price": 2}),
        "update_book": Tool(update_book, money={"price": 2}),
        "delete_book": Tool(delete_book),
        "add_copies": Tool(add_copies),
        "register_member": Tool(register_member),
        "lend_copy": Tool(lend_copy),
        "return_copy": Tool(return_copy),
        "get_member_account": Tool(get_member_account, read_only=True),
    },
    faults=FAULTS,
    unique_faults={"books.isbn": "isbn_taken", "members.email": "email_taken"},
)
