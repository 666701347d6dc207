"""Garage: orders of a garage, their lines and notes, the parts in stock and the people who work there."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import average, count, days_between, exact, minor_units, money, percentile, ratio, round_half_up, total
from .runtime import Database, JsonList, Money, Service, Tool, fail, given, ordered, same_length

INSTRUCTIONS = """\
Garage. Orders of a garage, their lines and notes, the parts in stock and the people who work there.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-05-04T08:00:00Z and every change moves it on by 30 seconds.
- Log in first, with log_in; what is yours then belongs to that person.
- You can change the rules only while your level is master.
- You can change, finish or cancel an order only while it is open.
- You can add lines only while the order is open.
- You can bill an order only while it is done.
- You can remove a person only while your level is master.
- Deleting an order line is refused while invoices refer to it.
- Deleting a stock is refused while order lines refer to it.
- Deleting a person is refused while orders refer to the person.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Session(Table, table=True):
    """A session."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    actor_id: str | None = None
    since: str | None = None


class Rules(Table, table=True):
    """The garage's one set of rules."""

    __tablename__ = "house_rules"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    open: bool
    most_open_orders: int
    hourly_rate: Decimal = Field(sa_type=Money(2))
    motto: str | None = None


class Person(Table, table=True):
    """A person."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("level IN ('trainee', 'mechanic', 'master')"),)

    person_id: str = Field(primary_key=True)
    name: str
    pin: str
    level: str
    mentor_id: str | None = Field(default=None, foreign_key="people.person_id", ondelete="SET NULL", index=True)
    off_duty: bool | None = None


class Group(Table, table=True):
    """A kind of work, under the code that people give it."""

    __tablename__ = "groups"

    code: str = Field(primary_key=True)
    name: str
    order: int
    metadata_: str | None = None


class Order(Table, table=True):
    """An order."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("type IN ('private', 'trade')"),
        CheckConstraint("status IN ('open', 'done', 'billed')"),
        UniqueConstraint("owner_id", "class_"),
    )

    order_id: int = Field(primary_key=True)
    owner_id: str = Field(foreign_key="people.person_id", ondelete="RESTRICT", index=True)
    group: str | None = Field(default=None, foreign_key="groups.code", ondelete="SET NULL", index=True)
    class_: str
    type: str
    from_: str
    schema_: str | None = None
    model_year_: int | None = None
    status: str
    discount: float
    closed_at: str | None = None


class OrderLine(Table, table=True):
    """An order line."""

    __tablename__ = "order_lines"

    line_id: str = Field(primary_key=True)
    order_id: int = Field(foreign_key="orders.order_id", ondelete="CASCADE", index=True)
    stock_id: str = Field(foreign_key="stock.stock_id", ondelete="RESTRICT", index=True)
    quantity: int
    price: Decimal = Field(sa_type=Money(2))
    slot: int


class Note(Table, table=True):
    """A note."""

    __tablename__ = "notes"

    order_id: int = Field(primary_key=True, foreign_key="orders.order_id", ondelete="CASCADE", index=True)
    number: int = Field(primary_key=True)
    text: str
    author_id: str = Field(foreign_key="people.person_id", ondelete="CASCADE", index=True)


class Invoice(Table, table=True):
    """An invoice."""

    __tablename__ = "invoices"

    invoice_id: str = Field(primary_key=True)
    line_id: str = Field(foreign_key="order_lines.line_id", ondelete="RESTRICT", index=True)
    amount: Decimal = Field(sa_type=Money(2))
    sent: bool


class Stock(Table, table=True):
    """A stock."""

    __tablename__ = "stock"
    __table_args__ = (UniqueConstraint("name"),)

    stock_id: str = Field(primary_key=True)
    name: str
    quantity: int
    price: Decimal = Field(sa_type=Money(2))
    weight: float | None = None
    tags: list[str] = Field(sa_type=JsonList())


# --- views --------------------------------------------------------------------------------------------------------


class RulesAll(TypedDict):
    """A rules in the view `all`."""

    open: bool
    most_open_orders: int
    hourly_rate: Decimal
    motto: str | None


def rules_all(rules: Rules) -> RulesAll:
    """A rules in the view `all`."""
    return {
        "open": rules.open,
        "most_open_orders": rules.most_open_orders,
        "hourly_rate": rules.hourly_rate,
        "motto": rules.motto,
    }


class PersonSummary(TypedDict):
    """A person in the view `summary`."""

    person_id: str
    name: str
    level: str


def person_summary(person: Person) -> PersonSummary:
    """A person in the view `summary`."""
    return {"person_id": person.person_id, "name": person.name, "level": person.level}


class PersonDetail(PersonSummary):
    """A person in the view `detail`."""

    off_duty: bool | None
    mentor: str | None
    mentor_of_mentor: str | None


def person_detail(db: Database, person: Person) -> PersonDetail:
    """A person in the view `detail`."""
    mentor = db.find(Person, person.mentor_id)
    mentor_mentor = db.find(Person, mentor.mentor_id) if mentor is not None else None
    return {
        **person_summary(person),
        "off_duty": person.off_duty,
        "mentor": mentor.name if mentor is not None else None,
        "mentor_of_mentor": mentor_mentor.name if mentor_mentor is not None else None,
    }


class GroupSummary(TypedDict):
    """A group in the view `summary`."""

    code: str
    name: str
    order: int
    metadata: str | None


def group_summary(group: Group) -> GroupSummary:
    """A group in the view `summary`."""
    return {"code": group.code, "name": group.name, "order": group.order, "metadata": group.metadata_}


# An order in the view `summary`. (Some of its names are words of Python.)
OrderSummary = TypedDict(
    "OrderSummary",
    {
        "order_id": int,
        "class": str,
        "type": str,
        "status": str,
        "from": str,
    },
)


def order_summary(order: Order) -> OrderSummary:
    """An order in the view `summary`."""
    return {
        "order_id": order.order_id,
        "class": order.class_,
        "type": order.type,
        "status": order.status,
        "from": order.from_,
    }


class OrderLineSummary(TypedDict):
    """An order line in the view `summary`."""

    line_id: str
    slot: int
    quantity: int
    price: Decimal
    part: str


def order_line_summary(db: Database, order_line: OrderLine) -> OrderLineSummary:
    """An order line in the view `summary`."""
    stock = db.get(Stock, order_line.stock_id)
    return {
        "line_id": order_line.line_id,
        "slot": order_line.slot,
        "quantity": order_line.quantity,
        "price": order_line.price,
        "part": stock.name,
    }


class NoteSummary(TypedDict):
    """A note in the view `summary`."""

    number: int
    text: str
    author: str


def note_summary(db: Database, note: Note) -> NoteSummary:
    """A note in the view `summary`."""
    author = db.get(Person, note.author_id)
    return {"number": note.number, "text": note.text, "author": author.name}


# An order in the view `detail`. (Some of its names are words of Python.)
OrderDetail = TypedDict(
    "OrderDetail",
    {
        "order_id": int,
        "class": str,
        "type": str,
        "status": str,
        "from": str,
        "label": str,
        "schema": str | None,
        "model_year": int | None,
        "group": str | None,
        "discount": float,
        "cost": Decimal,
        "age": int,
        "closed_at": str | None,
        "owner": str,
        "mentor": str | None,
        "work": str | None,
        "lines": list[OrderLineSummary],
        "notes": list[NoteSummary],
    },
)


def order_detail(db: Database, order: Order) -> OrderDetail:
    """An order in the view `detail`."""
    owner = db.get(Person, order.owner_id)
    owner_mentor = db.find(Person, owner.mentor_id)
    group = db.find(Group, order.group)
    return {
        "order_id": order.order_id,
        "class": order.class_,
        "type": order.type,
        "status": order.status,
        "from": order.from_,
        "label": order_label(order),
        "schema": order.schema_,
        "model_year": order.model_year_,
        "group": order.group,
        "discount": order.discount,
        "cost": order_cost(db, order),
        "age": order_age(db, order),
        "closed_at": order.closed_at,
        "owner": owner.name,
        "mentor": owner_mentor.name if owner_mentor is not None else None,
        "work": group.name if group is not None else None,
        "lines": [
            order_line_summary(db, order_line)
            for order_line in db.query(OrderLine).where("order_id = ?", order.order_id).page("slot", limit=10).rows
        ],
        "notes": [
            note_summary(db, note) for note in db.query(Note).where("order_id = ?", order.order_id).page(limit=20).rows
        ],
    }


class InvoiceSummary(TypedDict):
    """An invoice in the view `summary`."""

    invoice_id: str
    amount: Decimal
    sent: bool
    order_type: str


def invoice_summary(db: Database, invoice: Invoice) -> InvoiceSummary:
    """An invoice in the view `summary`."""
    line = db.get(OrderLine, invoice.line_id)
    line_order = db.get(Order, line.order_id)
    return {
        "invoice_id": invoice.invoice_id,
        "amount": invoice.amount,
        "sent": invoice.sent,
        "order_type": line_order.type,
    }


class StockSummary(TypedDict):
    """A stock in the view `summary`."""

    stock_id: str
    name: str
    quantity: int
    price: Decimal
    weight: float | None
    tags: list[str]


def stock_summary(stock: Stock) -> StockSummary:
    """A stock in the view `summary`."""
    return {
        "stock_id": stock.stock_id,
        "name": stock.name,
        "quantity": stock.quantity,
        "price": stock.price,
        "weight": stock.weight,
        "tags": stock.tags,
    }


# --- computed columns and guards ----------------------------------------------------------------------------------


def signed_in_actor(db: Database) -> Person | None:
    """The person who is logged in, if anybody is."""
    return db.find(Person, db.get(Session, 1).actor_id)


def current_actor(db: Database) -> Person:
    """The person whose account this is."""
    return signed_in_actor(db) or fail("not_authenticated")


def order_parts(db: Database, order: Order) -> int:
    """How many lines the order has."""
    return db.query(OrderLine).where("order_id = ?", order.order_id).count()


def order_label(order: Order) -> str:
    """The column `label` of an order, computed."""
    return f"{order.class_} #{order.order_id:04d}"


def order_cost(db: Database, order: Order) -> Decimal:
    """What its lines cost together."""
    return money(
        money(
            total(
                order_line.price * order_line.quantity
                for order_line in db.query(OrderLine).where("order_id = ?", order.order_id).all()
            )
        )
        * exact(1 - order.discount)
    )


def order_age(db: Database, order: Order) -> int:
    """The column `age` of an order, computed."""
    return days_between(order.from_, db.today())


def check_order_line_unused(db: Database, order_line: OrderLine) -> None:
    """Refuse to delete an order line that other rows need."""
    if db.query(Invoice).where("line_id = ?", order_line.line_id).exists():
        fail("line_billed", line_id=order_line.line_id, order_id=order_line.order_id)


# --- tools --------------------------------------------------------------------------------------------------------


class LogIn(TypedDict):
    """What `log_in` returns."""

    person: PersonSummary


def log_in(db: Database, /, *, name: str, pin: str) -> LogIn:
    """Log in with a name and a pin."""
    session = db.get(Session, 1)
    person = db.query(Person).where("same_text(name, ?) AND pin = ?", name, pin).first()
    if person is None:
        fail("login_failed", name=name)
    db.update(session, actor_id=person.person_id, since=db.now())
    return {"person": person_summary(person)}


class WhoAmI(TypedDict):
    """What `who_am_i` returns."""

    person: PersonDetail
    rules: RulesAll
    since: str | None


def who_am_i(db: Database, /) -> WhoAmI:
    """Show whose account this is, and the house rules."""
    actor = current_actor(db)
    rules = db.get(Rules, 1)
    session = db.get(Session, 1)
    return {"person": person_detail(db, actor), "rules": rules_all(rules), "since": session.since}


class ChangeRules(TypedDict):
    """What `change_rules` returns."""

    rules: RulesAll


def change_rules(
    db: Database,
    /,
    *,
    open_: bool | None = None,
    hourly_rate: Decimal | None = None,
    motto: str | None = None,
    clear: list[Literal["motto"]] | None = None,
) -> ChangeRules:
    """Change the house rules."""
    changes = given(clear, open=open_, hourly_rate=hourly_rate, motto=motto)
    actor = current_actor(db)
    rules = db.get(Rules, 1)
    if actor.level != "master":
        fail("not_master", name=actor.name, level=actor.level)
    if not changes:
        fail("nothing_to_change")
    db.update(rules, **changes)
    return {"rules": rules_all(rules)}


class GroupResult(TypedDict):
    """What `add_group` and `update_group` return."""

    group: GroupSummary


def add_group(db: Database, /, *, code: str, name: str, metadata_: str | None = None) -> GroupResult:
    """Add a kind of work."""
    group = db.insert(Group, code=code, name=name, order=db.next_position(Group, "order"), metadata_=metadata_)
    return {"group": group_summary(group)}


def update_group(
    db: Database,
    /,
    *,
    code: str,
    name: str | None = None,
    metadata_: str | None = None,
    clear: list[Literal["metadata"]] | None = None,
) -> GroupResult:
    """Change the name of a kind of work, or what is said about it."""
    changes = given(clear, name=name, metadata_=metadata_)
    group = db.find(Group, code) or fail("group_missing", code=code)
    if not changes:
        fail("nothing_to_change")
    db.update(group, **changes)
    return {"group": group_summary(group)}


class RemoveGroup(TypedDict):
    """What `remove_group` returns."""

    orders: list[str]


def remove_group(db: Database, /, *, code: str) -> RemoveGroup:
    """Remove a kind of work; its orders lose it."""
    actor = current_actor(db)
    group = db.find(Group, code) or fail("group_missing", code=code)
    orders = db.query(Order).where('"group" IS ? AND owner_id = ?', code, actor.person_id).all()
    db.delete(group)
    return {"orders": [order_label(o) for o in orders if o.group is None]}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupSummary]
    next_cursor: str | None


def list_groups(db: Database, /, *, from_: int | None = None, limit: int = 5, cursor: str | None = None) -> ListGroups:
    """List the kinds of work in their order."""
    query = db.query(Group)
    if from_ is not None:
        query.where('"order" >= ?', from_)
    page = query.page("order", limit=limit, cursor=cursor)
    return {"groups": [group_summary(group) for group in page.rows], "next_cursor": page.next_cursor}


class OrderResult(TypedDict):
    """What `open_order` and 2 other tools return."""

    order: OrderDetail


def open_order(
    db: Database,
    /,
    *,
    class_: str,
    type_: Literal["private", "trade"] = "private",
    group: str | None = None,
    model_year_: int | None = None,
    schema_: str | None = None,
) -> OrderResult:
    """Open an order for yourself, in a group if one is given."""
    actor = current_actor(db)
    rules = db.get(Rules, 1)
    if not rules.open:
        fail("garage_closed")
    if db.query(Order).where("owner_id = ? AND status = 'open'", actor.person_id).count() >= rules.most_open_orders:
        fail("too_many_orders", name=actor.name, most_open_orders=rules.most_open_orders)
    if group is not None and db.find(Group, group) is None:
        fail("group_not_found", group=group)
    discount = {"private": 0.0, "trade": 0.15}[type_]
    order = db.insert(
        Order,
        order_id=db.next_number("orders"),
        owner_id=actor.person_id,
        group=group,
        class_=class_,
        type=type_,
        from_=db.today(),
        schema_=schema_,
        model_year_=model_year_,
        status="open",
        discount=discount,
    )
    return {"order": order_detail(db, order)}


def update_order(
    db: Database,
    /,
    *,
    order_id: int,
    class_: str | None = None,
    from_: str | None = None,
    schema_: str | None = None,
    model_year_: int | None = None,
    clear: list[Literal["schema", "model_year"]] | None = None,
) -> OrderResult:
    """Change an open order of yours."""
    changes = given(clear, class_=class_, from_=from_, schema_=schema_, model_year_=model_year_)
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    if order.status != "open":
        fail("order_not_open", label=order_label(order), status=order.status)
    if not changes:
        fail("nothing_to_change")
    db.update(order, **changes)
    return {"order": order_detail(db, order)}


class SearchOrders(TypedDict):
    """What `search_orders` returns."""

    orders: list[OrderSummary]
    next_cursor: str | None


def search_orders(
    db: Database,
    /,
    *,
    state: Literal["active", "finished", "any"] = "any",
    text: str | None = None,
    group: str | None = None,
    since: str | None = None,
    years: list[int] | None = None,
    busy: bool = False,
    sort: Literal["newest", "class", "year"] = "newest",
    limit: int = 4,
    cursor: str | None = None,
) -> SearchOrders:
    """Search your orders."""
    actor = current_actor(db)
    query = db.query(Order).where("owner_id = ?", actor.person_id)
    if state == "active":
        query.where("status = 'open'")
    if state == "finished":
        query.where("status <> 'open'")
    if busy:
        query.where("(SELECT count(*) FROM order_lines AS l WHERE l.order_id = orders.order_id) >= 2")
    if text is not None:
        query.where(
            "contains(class_, ?) OR contains((SELECT person.name FROM people AS person"
            " WHERE person.person_id = orders.owner_id), ?)",
            text,
            text,
        )
    if group is not None:
        query.where(
            '"group" IS NOT NULL AND contains((SELECT group_.name FROM "groups" AS group_'
            ' WHERE group_.code = orders."group"), ?)',
            group,
        )
    if since is not None:
        query.where("from_ >= ?", since)
    if years is not None:
        query.where("model_year_ IS NOT NULL AND model_year_ IN (SELECT value FROM json_each(?))", years)
    order = {"newest": ("-from_",), "class": ("class_",), "year": ("-model_year_", "class_")}[sort]
    page = query.page(*order, limit=limit, cursor=cursor, choice=sort)
    return {"orders": [order_summary(order) for order in page.rows], "next_cursor": page.next_cursor}


def get_order(db: Database, /, *, order_id: int) -> OrderResult:
    """Show an order of yours with its lines and notes."""
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    return {"order": order_detail(db, order)}


class AddLinesLines(TypedDict):
    """One of the `lines` of `add_lines`."""

    stock_id: str
    quantity: int


class AddLinesAdded(TypedDict):
    """One of the `added` of `add_lines`."""

    part: str
    cost: Decimal
    left: int


class AddLines(TypedDict):
    """What `add_lines` returns."""

    order: OrderDetail
    added: list[AddLinesAdded]
    sum: Decimal
    dearest: float
    message: str


def add_lines(db: Database, /, *, order_id: int, lines_stock_id: list[str], lines_quantity: list[int]) -> AddLines:
    """Take parts from the stock and put them on an open order of yours."""
    same_length(lines_stock_id=lines_stock_id, lines_quantity=lines_quantity)
    lines_: list[AddLinesLines] = [
        {"stock_id": stock_id, "quantity": quantity}
        for stock_id, quantity in zip(lines_stock_id, lines_quantity, strict=True)
    ]
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    if order.status != "open":
        fail("order_not_open", label=order_label(order), status=order.status)
    added: list[AddLinesAdded] = []
    for line in lines_:
        stock = db.find(Stock, line["stock_id"]) or fail("part_not_found", stock_id=line["stock_id"])
        if stock.quantity < line["quantity"]:
            fail("stock_short", name=stock.name, quantity=stock.quantity, line_quantity=line["quantity"])
        db.update(stock, quantity=stock.quantity - line["quantity"])
        order_line = db.insert(
            OrderLine,
            line_id=f"L{db.next_number('order_lines'):05d}",
            order_id=order.order_id,
            stock_id=stock.stock_id,
            quantity=line["quantity"],
            price=stock.price,
            slot=db.next_position(OrderLine, "slot", "order_id", order.order_id),
        )
        added.append({"part": stock.name, "cost": order_line.price * order_line.quantity, "left": stock.quantity})
    return {
        "order": order_detail(db, order),
        "added": added,
        "sum": money(total(a["cost"] for a in added)),
        "dearest": percentile([a["cost"] for a in added], 100),
        "message": f"{len(added)} lines, {money(total(a['cost'] for a in added)):,.2f} in all",
    }


class FinishOrder(TypedDict):
    """What `finish_order` returns."""

    order: OrderDetail
    note: NoteSummary
    work: Decimal
    tier: str


def finish_order(db: Database, /, *, order_id: int, hours: float, text: str | None = None) -> FinishOrder:
    """Finish an open order of yours that has lines, with a note about it."""
    actor = current_actor(db)
    rules = db.get(Rules, 1)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    if order.status != "open":
        fail("order_not_open", label=order_label(order), status=order.status)
    if not db.query(OrderLine).where("order_id = ? AND quantity > 0", order.order_id).exists():
        fail("order_empty", order_id=order.order_id)
    db.update(order, status="done", closed_at=db.now())
    if text is not None:
        note = db.insert(
            Note,
            number=db.next_number("notes", per=order.order_id),
            order_id=order.order_id,
            text=text,
            author_id=actor.person_id,
        )
    else:
        note = db.insert(
            Note,
            number=db.next_number("notes", per=order.order_id),
            order_id=order.order_id,
            text=f"{order.class_}: {hours} hours",
            author_id=actor.person_id,
        )
    return {
        "order": order_detail(db, order),
        "note": note_summary(db, note),
        "work": money(exact(hours) * rules.hourly_rate),
        "tier": "long" if hours > 8 else "short",
    }


class BillOrder(TypedDict):
    """What `bill_order` returns."""

    invoices: list[str]
    order: OrderSummary


def bill_order(db: Database, /, *, order_id: int) -> BillOrder:
    """Make an invoice for each line of a done order; what is already on one is left out."""
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    if order.status != "done":
        fail("order_not_done", label=order_label(order), status=order.status)
    lines_ = (
        db.query(OrderLine)
        .where("order_id = ?", order.order_id)
        .where("NOT EXISTS (SELECT 1 FROM invoices AS i WHERE i.line_id = order_lines.line_id)")
        .all("slot")
    )
    invoices: list[str] = []
    for line in lines_:
        invoice = db.query(Invoice).where("line_id = ?", line.line_id).first()
        if invoice is None:
            invoice = db.insert(
                Invoice,
                invoice_id=f"I-{db.next_number('invoices'):03d}",
                line_id=line.line_id,
                amount=line.price * line.quantity,
                sent=False,
            )
        invoices.append(invoice.invoice_id)
    db.update(order, status="billed")
    return {"invoices": invoices, "order": order_summary(order)}


class SendInvoices(TypedDict):
    """What `send_invoices` returns."""

    sent: int
    invoices: list[InvoiceSummary]
    next_cursor: str | None


def send_invoices(
    db: Database, /, *, at_least: Decimal = Decimal(5), limit: int = 3, cursor: str | None = None
) -> SendInvoices:
    """Mark every invoice of your orders as sent that is not smaller than an amount."""
    actor = current_actor(db)
    waiting = (
        db.query(Invoice)
        .where("NOT sent")
        .where(
            "(SELECT order_.owner_id FROM order_lines AS order_line"
            " JOIN orders AS order_ ON order_.order_id = order_line.order_id"
            " WHERE order_line.line_id = invoices.line_id) = ?",
            actor.person_id,
        )
        .where("amount >= ?", minor_units(at_least))
        .count()
    )
    for paper in (
        db.query(Invoice)
        .where("NOT sent")
        .where(
            "(SELECT order_.owner_id FROM order_lines AS order_line"
            " JOIN orders AS order_ ON order_.order_id = order_line.order_id"
            " WHERE order_line.line_id = invoices.line_id) = ?",
            actor.person_id,
        )
        .where("amount >= ?", minor_units(at_least))
        .all()
    ):
        db.update(paper, sent=True)
    page = (
        db.query(Invoice)
        .where(
            "(SELECT order_.owner_id FROM order_lines AS order_line"
            " JOIN orders AS order_ ON order_.order_id = order_line.order_id"
            " WHERE order_line.line_id = invoices.line_id) = ?",
            actor.person_id,
        )
        .where("sent")
        .page("-amount", limit=limit, cursor=cursor)
    )
    return {
        "sent": waiting,
        "invoices": [invoice_summary(db, invoice) for invoice in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListInvoices(TypedDict):
    """What `list_invoices` returns."""

    invoices: list[InvoiceSummary]
    next_cursor: str | None


def list_invoices(db: Database, /, *, limit: int = 3, cursor: str | None = None) -> ListInvoices:
    """List the invoices of your orders, the largest first."""
    actor = current_actor(db)
    page = (
        db.query(Invoice)
        .where(
            "(SELECT order_.owner_id FROM order_lines AS order_line"
            " JOIN orders AS order_ ON order_.order_id = order_line.order_id"
            " WHERE order_line.line_id = invoices.line_id) = ?",
            actor.person_id,
        )
        .page("-amount", limit=limit, cursor=cursor)
    )
    return {"invoices": [invoice_summary(db, invoice) for invoice in page.rows], "next_cursor": page.next_cursor}


class CancelOrder(TypedDict):
    """What `cancel_order` returns."""

    order_id: int
    lines: int


def cancel_order(db: Database, /, *, order_id: int) -> CancelOrder:
    """Remove an order of yours with its lines and notes, and put the parts back."""
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    if order.status != "open":
        fail("order_not_open", label=order_label(order), status=order.status)
    lines_ = db.query(OrderLine).where("order_id = ?", order.order_id).all("slot")
    for line in lines_:
        stock = db.get(Stock, line.stock_id)
        db.update(stock, quantity=stock.quantity + line.quantity)
    for order_line in db.query(OrderLine).where("order_id = ?", order.order_id).all():
        check_order_line_unused(db, order_line)
    db.delete(order)
    return {"order_id": order_id, "lines": len(lines_)}


class ClearNotes(TypedDict):
    """What `clear_notes` returns."""

    removed: int


def clear_notes(db: Database, /, *, order_id: int, word: str) -> ClearNotes:
    """Remove your notes on an order that have a certain word in them."""
    actor = current_actor(db)
    order = db.query(Order).where("order_id = ? AND owner_id = ?", order_id, actor.person_id).first()
    if order is None:
        fail("order_not_found", order_id=order_id)
    before = db.query(Note).where("order_id = ?", order.order_id).count()
    for note in (
        db.query(Note)
        .where("order_id = ? AND author_id = ? AND contains(text, ?)", order.order_id, actor.person_id, word)
        .all()
    ):
        db.delete(note)
    return {"removed": before - db.query(Note).where("order_id = ?", order.order_id).count()}


class AddStock(TypedDict):
    """What `add_stock` returns."""

    stock: StockSummary


def add_stock(
    db: Database, /, *, name: str, quantity: int, price: Decimal | None = None, tags: list[str] | None = None
) -> AddStock:
    """Put a new part into the stock, or more of one that is there."""
    stock = db.query(Stock).where("name = ?", name).first()
    if stock is None:
        stock = db.insert(
            Stock,
            stock_id=f"S{db.next_number('stock'):03d}",
            name=name,
            quantity=0,
            price=price if price is not None else money(1),
            tags=tags if tags is not None else [],
        )
    db.update(stock, quantity=stock.quantity + quantity, price=price if price is not None else stock.price)
    return {"stock": stock_summary(stock)}


class SearchStock(TypedDict):
    """What `search_stock` returns."""

    parts: list[StockSummary]
    next_cursor: str | None


def search_stock(
    db: Database,
    /,
    *,
    tag: str | None = None,
    name: str | None = None,
    lightest: float | None = None,
    without: list[str],
    cheap: bool = False,
    limit: int = 6,
    cursor: str | None = None,
) -> SearchStock:
    """Search the parts by tag, name and weight."""
    rules = db.get(Rules, 1)
    query = db.query(Stock).where(
        "NOT EXISTS (SELECT 1 FROM json_each(?) AS w WHERE glob_match(stock.name, w.value))", without
    )
    if cheap:
        query.where("price * 1 < ?", minor_units(rules.hourly_rate))
    if tag is not None:
        query.where("? IN (SELECT value FROM json_each(tags))", tag)
    if name is not None:
        query.where("glob_match(name, ?)", name)
    if lightest is not None:
        query.where("weight IS NOT NULL AND weight >= ?", lightest)
    page = query.page("-quantity", "name", limit=limit, cursor=cursor)
    return {"parts": [stock_summary(stock) for stock in page.rows], "next_cursor": page.next_cursor}


class NameResult(TypedDict):
    """What `drop_stock` and `remove_person` return."""

    name: str


def drop_stock(db: Database, /, *, stock_id: str) -> NameResult:
    """Take a part out of the stock for good."""
    stock = db.find(Stock, stock_id) or fail("stock_not_found", stock_id=stock_id)
    name = stock.name
    if db.query(OrderLine).where("stock_id = ?", stock.stock_id).exists():
        fail("stock_in_use", stock_id=stock.stock_id)
    db.delete(stock)
    return {"name": name}


class StockValueUsed(TypedDict):
    """One of the `used` of `stock_value`."""

    stock_id: str
    lines: int
    quantity: int
    cost: Decimal
    mean: float


class StockValue(TypedDict):
    """What `stock_value` returns."""

    used: list[StockValueUsed]
    worth: Decimal
    middle_weight: float
    heavy: float
    tagged: int


def stock_value(db: Database, /, *, sort: Literal["cost", "part"] = "cost") -> StockValue:
    """Say what the orders have used, per part, and what the stock is worth."""
    groups: dict[str, list[OrderLine]] = {}
    for order_line in db.query(OrderLine).all():
        groups.setdefault(order_line.stock_id, []).append(order_line)
    order = {"cost": ("-cost",), "part": ("stock_id",)}[sort]
    used: list[StockValueUsed] = ordered(
        [
            {
                "stock_id": stock_id,
                "lines": len(rows),
                "quantity": total(order_line.quantity for order_line in rows),
                "cost": money(total(order_line.price * order_line.quantity for order_line in rows)),
                "mean": average(order_line.price for order_line in rows),
            }
            for stock_id, rows in groups.items()
        ],
        *order,
        "stock_id",
    )
    worth = money(total(stock.price * stock.quantity for stock in db.query(Stock).all()))
    weights = [stock.weight for stock in db.query(Stock).where("quantity > 0").all() if stock.weight is not None]
    return {
        "used": used,
        "worth": worth,
        "middle_weight": percentile(weights, 50),
        "heavy": round_half_up(ratio(count(w for w in weights if w > 10), len(weights)), 2),
        "tagged": count(stock for stock in db.query(Stock).all() if len(stock.tags) > 0),
    }


def remove_person(db: Database, /, *, person_id: str) -> NameResult:
    """Remove somebody who has no orders, with their notes."""
    actor = current_actor(db)
    if actor.level != "master":
        fail("not_master", name=actor.name, level=actor.level)
    person = db.find(Person, person_id) or fail("person_not_found", person_id=person_id)
    if person.person_id == actor.person_id:
        fail("self_delete")
    name = person.name
    if db.query(Order).where("owner_id = ?", person.person_id).exists():
        fail("person_has_orders", name=person.name)
    db.delete(person)
    return {"name": name}


class ListPeople(TypedDict):
    """What `list_people` returns."""

    people: list[PersonDetail]
    masters: list[str]
    next_cursor: str | None


def list_people(
    db: Database,
    /,
    *,
    on_duty: bool = False,
    level: Literal["trainee", "mechanic", "master"] | None = None,
    mentor: str | None = None,
    limit: int = 10,
    cursor: str | None = None,
) -> ListPeople:
    """List the people, those on duty only or all of them."""
    query = db.query(Person)
    if on_duty:
        query.where("off_duty IS NOT TRUE")
    if level is not None:
        query.where("level = ?", level)
    if mentor is not None:
        query.where(
            "mentor_id IS NOT NULL AND contains((SELECT person.name FROM people AS person"
            " WHERE person.person_id = people.mentor_id), ?)",
            mentor,
        )
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "people": [person_detail(db, person) for person in page.rows],
        "masters": [person.name for person in db.query(Person).where("level = 'master'").all()],
        "next_cursor": page.next_cursor,
    }


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "login_failed": "Nobody here has the name {name} and this pin.",
    "garage_closed": "The garage is closed.",
    "too_many_orders": "{name} already has {most_open_orders} open orders, the most that is allowed.",
    "order_not_found": "You have no order {order_id}. Search the orders to see their numbers.",
    "order_exists": "You already have an order for the same.",
    "order_not_open": "Order {label} is {status}; only an open order can be changed.",
    "order_empty": "Order {order_id} has no lines.",
    "group_not_found": "There is no group {group}.",
    "group_missing": "There is no group {code}.",
    "order_not_done": "Order {label} is {status}, not done.",
    "group_exists": "There is already a group {code}.",
    "stock_not_found": "There is no part {stock_id} in stock.",
    "part_not_found": "There is no part {stock_id} in stock.",
    "stock_short": "Of {name} only {quantity} are left, not {line_quantity}.",
    "stock_in_use": "Part {stock_id} is used in orders.",
    "stock_name_taken": "There is already a part called {name}.",
    "line_billed": "Line {line_id} of order {order_id} is on an invoice.",
    "person_not_found": "There is nobody with the id {person_id}.",
    "person_has_orders": "{name} has orders.",
    "self_delete": "You cannot remove yourself.",
    "not_master": "Only a master may do this; {name} is a {level}.",
    "not_authenticated": "Nobody is logged in. Call log_in first.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="garage",
    folder=Path(__file__).parent,
    tables=[Session, Rules, Person, Group, Order, OrderLine, Note, Invoice, Stock],
    tools={
        "log_in": Tool(log_in),
        "who_am_i": Tool(who_am_i, read_only=True),
        "change_rules": Tool(change_rules, money={"hourly_rate": 2}),
        "add_group": Tool(add_group),
        "update_group": Tool(update_group),
        "remove_group": Tool(remove_group),
        "list_groups": Tool(list_groups, read_only=True),
        "open_order": Tool(open_order),
        "update_order": Tool(update_order),
        "search_orders": Tool(search_orders, read_only=True),
        "get_order": Tool(get_order, read_only=True),
        "add_lines": Tool(add_lines),
        "finish_order": Tool(finish_order),
        "bill_order": Tool(bill_order),
        "send_invoices": Tool(send_invoices, money={"at_least": 2}),
        "list_invoices": Tool(list_invoices, read_only=True),
        "cancel_order": Tool(cancel_order),
        "clear_notes": Tool(clear_notes),
        "add_stock": Tool(add_stock, money={"price": 2}),
        "search_stock": Tool(search_stock, read_only=True),
        "drop_stock": Tool(drop_stock),
        "stock_value": Tool(stock_value, read_only=True),
        "remove_person": Tool(remove_person),
        "list_people": Tool(list_people, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "groups.code": "group_exists",
        "orders.owner_id, orders.class_": "order_exists",
        "stock.name": "stock_name_taken",
    },
    sessions=[Session],
    instructions=INSTRUCTIONS,
)
