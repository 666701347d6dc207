"""Bike hire: stations, bikes, riders and their rentals."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import exact, hours_between, minor_units, money
from .runtime import Database, JsonList, Money, Service, Tool, fail, given, ordered

INSTRUCTIONS = """\
Bike hire. Stations, bikes, riders and their rentals.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- You can rent a bike only while the bike is available and the rider's balance is at least the bike's price per hour.
- Deleting a station is refused while bikes refer to it.
- Deleting a bike is refused while rentals refer to it.
- Moving bikes or ending a rental can be refused: the station has no free dock.
- Ending a rental can be refused: the rental has already ended.
- Two stations cannot have the same name.
- Two riders cannot have the same email.
- Deleting a rider also deletes their rentals.
- A bike's status goes from available to rented or retired, from rented to available, and from retired to available.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Station(Table, table=True):
    """A station."""

    __tablename__ = "stations"
    __table_args__ = (UniqueConstraint("name"),)

    station_id: str = Field(primary_key=True)
    name: str
    city: str
    docks: int
    open: bool


class Bike(Table, table=True):
    """A bike."""

    __tablename__ = "bikes"
    __table_args__ = (CheckConstraint("status IN ('available', 'rented', 'retired')"),)

    bike_id: str = Field(primary_key=True)
    model: str
    status: str
    station_id: str | None = Field(default=None, foreign_key="stations.station_id", ondelete="RESTRICT", index=True)
    price_per_hour: Decimal = Field(sa_type=Money(2))
    weight: float | None = None
    tags: list[str] = Field(sa_type=JsonList())
    slot: int
    serial: str


class Rider(Table, table=True):
    """A rider."""

    __tablename__ = "riders"
    __table_args__ = (UniqueConstraint("email"),)

    rider_id: str = Field(primary_key=True)
    name: str
    email: str
    balance: Decimal = Field(sa_type=Money(2))
    joined_on: str


class Rental(Table, table=True):
    """A rental."""

    __tablename__ = "rentals"

    rental_id: str = Field(primary_key=True)
    rider_id: str = Field(foreign_key="riders.rider_id", ondelete="CASCADE", index=True)
    bike_id: str = Field(foreign_key="bikes.bike_id", ondelete="RESTRICT", index=True)
    started_at: str
    ended_at: str | None = None
    cost: Decimal | None = Field(default=None, sa_type=Money(2))
    note: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class StationSummary(TypedDict):
    """A station in the view `summary`."""

    station_id: str
    name: str
    city: str
    open: bool


def station_summary(station: Station) -> StationSummary:
    """A station in the view `summary`."""
    return {"station_id": station.station_id, "name": station.name, "city": station.city, "open": station.open}


class BikeSummary(TypedDict):
    """A bike in the view `summary`."""

    bike_id: str
    model: str
    status: str
    price_per_hour: Decimal


def bike_summary(bike: Bike) -> BikeSummary:
    """A bike in the view `summary`."""
    return {"bike_id": bike.bike_id, "model": bike.model, "status": bike.status, "price_per_hour": bike.price_per_hour}


class StationDetail(StationSummary):
    """A station in the view `detail`."""

    docks: int
    free: int
    bikes: list[BikeSummary]


def station_detail(db: Database, station: Station) -> StationDetail:
    """A station in the view `detail`."""
    return {
        **station_summary(station),
        "docks": station.docks,
        "free": station_free(db, station),
        "bikes": [
            bike_summary(bike)
            for bike in db.query(Bike).where("station_id = ?", station.station_id).page("slot", limit=5).rows
        ],
    }


class BikeDetail(BikeSummary):
    """A bike in the view `detail`."""

    weight: float | None
    tags: list[str]
    slot: int
    station: str | None


def bike_detail(db: Database, bike: Bike) -> BikeDetail:
    """A bike in the view `detail`."""
    station = db.find(Station, bike.station_id)
    return {
        **bike_summary(bike),
        "weight": bike.weight,
        "tags": bike.tags,
        "slot": bike.slot,
        "station": station.name if station is not None else None,
    }


class RiderSummary(TypedDict):
    """A rider in the view `summary`."""

    rider_id: str
    name: str


def rider_summary(rider: Rider) -> RiderSummary:
    """A rider in the view `summary`."""
    return {"rider_id": rider.rider_id, "name": rider.name}


class RiderDetail(RiderSummary):
    """A rider in the view `detail`."""

    email: str
    balance: Decimal
    joined_on: str


def rider_detail(rider: Rider) -> RiderDetail:
    """A rider in the view `detail`."""
    return {**rider_summary(rider), "email": rider.email, "balance": rider.balance, "joined_on": rider.joined_on}


class RentalSummary(TypedDict):
    """A rental in the view `summary`."""

    rental_id: str
    bike_id: str
    started_at: str
    ended_at: str | None
    cost: Decimal | None


def rental_summary(rental: Rental) -> RentalSummary:
    """A rental in the view `summary`."""
    return {
        "rental_id": rental.rental_id,
        "bike_id": rental.bike_id,
        "started_at": rental.started_at,
        "ended_at": rental.ended_at,
        "cost": rental.cost,
    }


class RentalDetail(RentalSummary):
    """A rental in the view `detail`."""

    note: str | None
    rider: str
    bike: str


def rental_detail(db: Database, rental: Rental) -> RentalDetail:
    """A rental in the view `detail`."""
    rider = db.get(Rider, rental.rider_id)
    bike = db.get(Bike, rental.bike_id)
    return {**rental_summary(rental), "note": rental.note, "rider": rider.name, "bike": bike.model}


# --- computed columns and guards ----------------------------------------------------------------------------------


def station_free(db: Database, station: Station) -> int:
    """The column `free` of a station, computed."""
    return station.docks - db.query(Bike).where("station_id IS ?", station.station_id).count()


# --- tools --------------------------------------------------------------------------------------------------------


class ListStations(TypedDict):
    """What `list_stations` returns."""

    stations: list[StationSummary]
    next_cursor: str | None


def list_stations(
    db: Database, /, *, city: str | None = None, open_: bool | None = None, limit: int = 3, cursor: str | None = None
) -> ListStations:
    """List the stations, by name."""
    query = db.query(Station)
    if city is not None:
        query.where("same_text(city, ?)", city)
    if open_ is not None:
        query.where("open = ?", open_)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"stations": [station_summary(station) for station in page.rows], "next_cursor": page.next_cursor}


class StationResult(TypedDict):
    """What `get_station` and `create_station` return."""

    station: StationDetail


def get_station(db: Database, /, *, station_id: str) -> StationResult:
    """Show a station with its bikes."""
    station = db.find(Station, station_id) or fail("station_not_found", station_id=station_id)
    return {"station": station_detail(db, station)}


def create_station(db: Database, /, *, name: str, city: str, docks: int) -> StationResult:
    """Open a new station."""
    station = db.insert(
        Station, station_id=f"ST-{db.next_number('stations'):03d}", name=name, city=city, docks=docks, open=True
    )
    return {"station": station_detail(db, station)}


class DeleteStation(TypedDict):
    """What `delete_station` returns."""

    station_id: str


def delete_station(db: Database, /, *, station_id: str) -> DeleteStation:
    """Remove a station that has no bikes."""
    station = db.find(Station, station_id) or fail("station_not_found", station_id=station_id)
    if db.query(Bike).where("station_id = ?", station.station_id).exists():
        fail("station_not_empty", station_id=station.station_id)
    db.delete(station)
    return {"station_id": station_id}


class SearchBikes(TypedDict):
    """What `search_bikes` returns."""

    bikes: list[BikeSummary]
    next_cursor: str | None


def search_bikes(
    db: Database,
    /,
    *,
    model: str | None = None,
    status: Literal["available", "rented", "retired"] | None = None,
    max_price: Decimal | None = None,
    sort: Literal["price", "model"] = "price",
    limit: int = 5,
    cursor: str | None = None,
) -> SearchBikes:
    """Search the bikes by model, price and status."""
    query = db.query(Bike)
    if model is not None:
        query.where("contains(model, ?)", model)
    if status is not None:
        query.where("status = ?", status)
    if max_price is not None:
        query.where("price_per_hour <= ?", minor_units(max_price))
    order = {"price": ("price_per_hour",), "model": ("model", "-price_per_hour")}[sort]
    page = query.page(*order, limit=limit, cursor=cursor, choice=sort)
    return {"bikes": [bike_summary(bike) for bike in page.rows], "next_cursor": page.next_cursor}


class UpdateBike(TypedDict):
    """What `update_bike` returns."""

    bike: BikeDetail


def update_bike(
    db: Database,
    /,
    *,
    bike_id: str,
    model: str | None = None,
    price_per_hour: Decimal | None = None,
    weight: float | None = None,
    tags: list[str] | None = None,
    clear: list[Literal["weight"]] | None = None,
) -> UpdateBike:
    """Change a bike's model, price, weight or tags."""
    changes = given(clear, model=model, price_per_hour=price_per_hour, weight=weight, tags=tags)
    bike = db.find(Bike, bike_id) or fail("bike_not_found", bike_id=bike_id)
    if not changes:
        fail("nothing_to_change")
    db.update(bike, **changes)
    return {"bike": bike_detail(db, bike)}


class DeleteBike(TypedDict):
    """What `delete_bike` returns."""

    bike_id: str


def delete_bike(db: Database, /, *, bike_id: str) -> DeleteBike:
    """Remove a bike that was never rented."""
    bike = db.find(Bike, bike_id) or fail("bike_not_found", bike_id=bike_id)
    if bike.status == "rented":
        fail("bike_rented", bike_id=bike.bike_id)
    if db.query(Rental).where("bike_id = ?", bike.bike_id).exists():
        fail("bike_has_rentals", bike_id=bike.bike_id)
    db.delete(bike)
    return {"bike_id": bike_id}


class MoveBikes(TypedDict):
    """What `move_bikes` returns."""

    moved: list[str]
    free: int


def move_bikes(db: Database, /, *, bike_ids: list[str], station_id: str) -> MoveBikes:
    """Bring bikes to an open station that has room for them."""
    station = db.find(Station, station_id) or fail("station_not_found", station_id=station_id)
    if not station.open:
        fail("station_closed", station_id=station.station_id)
    if station_free(db, station) < len(bike_ids):
        fail("station_full", station_id=station.station_id)
    moved: list[str] = []
    for bike_id in bike_ids:
        bike = db.find(Bike, bike_id) or fail("bike_not_found", bike_id=bike_id)
        if bike.station_id is None or bike.station_id != station.station_id:
            db.update(bike, station_id=station.station_id)
            moved.append(bike.bike_id)
    return {"moved": moved, "free": station_free(db, station)}


class ListRiders(TypedDict):
    """What `list_riders` returns."""

    riders: list[RiderDetail]
    next_cursor: str | None


def list_riders(db: Database, /, *, name: str | None = None, limit: int = 10, cursor: str | None = None) -> ListRiders:
    """List the riders, by name."""
    query = db.query(Rider)
    if name is not None:
        query.where("contains(name, ?)", name)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"riders": [rider_detail(rider) for rider in page.rows], "next_cursor": page.next_cursor}


class RegisterRider(TypedDict):
    """What `register_rider` returns."""

    rider: RiderDetail


def register_rider(db: Database, /, *, name: str, email: str) -> RegisterRider:
    """Register a rider with an email address of their own."""
    rider = db.insert(
        Rider, rider_id=f"R{db.next_number('riders')}", name=name, email=email, balance=money(0), joined_on=db.today()
    )
    return {"rider": rider_detail(rider)}


class DeleteRider(TypedDict):
    """What `delete_rider` returns."""

    rentals: int


def delete_rider(db: Database, /, *, rider_id: str) -> DeleteRider:
    """Delete a rider and all of the rider's rentals."""
    rider = db.find(Rider, rider_id) or fail("rider_not_found", rider_id=rider_id)
    rentals = db.query(Rental).where("rider_id = ?", rider.rider_id).count()
    db.delete(rider)
    return {"rentals": rentals}


class TopUp(TypedDict):
    """What `top_up` returns."""

    balance: Decimal


def top_up(db: Database, /, *, rider_id: str, amount: Decimal) -> TopUp:
    """Add money to a rider's balance."""
    if amount <= 0:
        fail("amount_not_positive", amount=amount)
    rider = db.find(Rider, rider_id) or fail("rider_not_found", rider_id=rider_id)
    db.update(rider, balance=rider.balance + amount)
    return {"balance": rider.balance}


class RentBike(TypedDict):
    """What `rent_bike` returns."""

    rental: RentalDetail
    balance: Decimal


def rent_bike(db: Database, /, *, rider_id: str, bike_id: str, note: str | None = None) -> RentBike:
    """Rent an available bike; the first hour is paid at once."""
    rider = db.find(Rider, rider_id) or fail("rider_not_found", rider_id=rider_id)
    bike = db.find(Bike, bike_id) or fail("bike_not_found", bike_id=bike_id)
    if bike.status != "available":
        fail("bike_not_available", bike_id=bike.bike_id, status=bike.status)
    if rider.balance < bike.price_per_hour:
        fail("balance_too_low", balance=rider.balance, price_per_hour=bike.price_per_hour)
    db.update(rider, balance=rider.balance - bike.price_per_hour)
    db.update(bike, status="rented", station_id=None)
    rental = db.insert(
        Rental,
        rental_id=f"RN-{db.next_number('rentals'):05d}",
        rider_id=rider.rider_id,
        bike_id=bike.bike_id,
        started_at=db.now(),
        note=note,
    )
    return {"rental": rental_detail(db, rental), "balance": rider.balance}


class EndRental(TypedDict):
    """What `end_rental` returns."""

    rental: RentalSummary


def end_rental(db: Database, /, *, rental_id: str, station_id: str) -> EndRental:
    """Bring a rented bike back to a station."""
    rental = db.find(Rental, rental_id) or fail("rental_not_found", rental_id=rental_id)
    if rental.ended_at is not None:
        fail("rental_ended", rental_id=rental.rental_id)
    station = db.find(Station, station_id) or fail("station_not_found", station_id=station_id)
    if station_free(db, station) <= 0:
        fail("station_full", station_id=station.station_id)
    bike = db.get(Bike, rental.bike_id)
    hours = hours_between(rental.started_at, db.now())
    db.update(rental, ended_at=db.now(), cost=money(exact(hours) * bike.price_per_hour))
    db.update(bike, status="available", station_id=station.station_id)
    return {"rental": rental_summary(rental)}


class ListRentals(TypedDict):
    """What `list_rentals` returns."""

    rentals: list[RentalSummary]
    next_cursor: str | None


def list_rentals(
    db: Database,
    /,
    *,
    rider_id: str | None = None,
    since: str | None = None,
    running: bool = False,
    limit: int = 5,
    cursor: str | None = None,
) -> ListRentals:
    """List rentals, the newest first."""
    query = db.query(Rental)
    if running:
        query.where("ended_at IS NULL")
    if rider_id is not None:
        query.where("rider_id = ?", rider_id)
    if since is not None:
        query.where("date_of(started_at) >= ?", since)
    page = query.page("-started_at", limit=limit, cursor=cursor)
    return {"rentals": [rental_summary(rental) for rental in page.rows], "next_cursor": page.next_cursor}


class RentalStatisticsPerBike(TypedDict):
    """One of the `per_bike` of `rental_statistics`."""

    bike_id: str
    rentals: int


class RentalStatistics(TypedDict):
    """What `rental_statistics` returns."""

    per_bike: list[RentalStatisticsPerBike]
    running: int


def rental_statistics(db: Database, /) -> RentalStatistics:
    """Count and sum the rentals per bike."""
    groups: dict[str, list[Rental]] = {}
    for rental in db.query(Rental).where("cost IS NOT NULL").all():
        groups.setdefault(rental.bike_id, []).append(rental)
    per_bike: list[RentalStatisticsPerBike] = ordered(
        [{"bike_id": bike_id, "rentals": len(rows)} for bike_id, rows in groups.items()], "-rentals", "bike_id"
    )
    return {"per_bike": per_bike, "running": db.query(Rental).where("ended_at IS NULL").count()}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "station_not_found": "There is no station {station_id}. List the stations to see their ids.",
    "station_name_taken": "There is already a station called {name}. Choose another name.",
    "station_not_empty": "Station {station_id} still has bikes. Move them first.",
    "bike_not_found": "There is no bike {bike_id}. List the bikes to see their ids.",
    "bike_not_available": "Bike {bike_id} is {status}; only an available bike can be rented.",
    "bike_has_rentals": "Bike {bike_id} has rentals and cannot be removed; retire it instead.",
    "bike_rented": "Bike {bike_id} is rented; it can be removed once it is back.",
    "rider_not_found": "There is no rider {rider_id}.",
    "email_taken": "Another rider already uses {email}.",
    "balance_too_low": "The balance of {balance} is below the price of one hour, {price_per_hour}.",
    "rental_not_found": "There is no rental {rental_id}.",
    "rental_ended": "Rental {rental_id} has already ended.",
    "station_closed": "Station {station_id} is closed.",
    "station_full": "Station {station_id} has no free dock.",
    "amount_not_positive": "The amount must be above zero, not {amount}.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="bikes",
    folder=Path(__file__).parent,
    tables=[Station, Bike, Rider, Rental],
    tools={
        "list_stations": Tool(list_stations, read_only=True),
        "get_station": Tool(get_station, read_only=True),
        "create_station": Tool(create_station),
        "delete_station": Tool(delete_station),
        "search_bikes": Tool(search_bikes, read_only=True, money={"max_price": 2}),
        "update_bike": Tool(update_bike, money={"price_per_hour": 2}),
        "delete_bike": Tool(delete_bike),
        "move_bikes": Tool(move_bikes),
        "list_riders": Tool(list_riders, read_only=True),
        "register_rider": Tool(register_rider),
        "delete_rider": Tool(delete_rider),
        "top_up": Tool(top_up, money={"amount": 2}),
        "rent_bike": Tool(rent_bike),
        "end_rental": Tool(end_rental),
        "list_rentals": Tool(list_rentals, read_only=True),
        "rental_statistics": Tool(rental_statistics, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "stations.name": "station_name_taken",
        "riders.email": "email_taken",
    },
    instructions=INSTRUCTIONS,
)
