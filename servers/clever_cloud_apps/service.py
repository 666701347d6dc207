"""Clever-Cloud: apps: keeps applications, application instances, vhosts, users, current user and more."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, valid_phone
from .runtime import Database, Money, Service, Tool, fail, given

INSTRUCTIONS = """\
Clever-Cloud: apps. Keeps applications, application instances, vhosts, users, current user and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating the current user or creating a user can be refused: that email is not an email address; that phone is not a \
telephone number.
- Two users cannot have the same email.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Application(Table, table=True):
    """An application."""

    __tablename__ = "applications"

    application_id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    zone_name: str
    deploy: str
    enabled: bool
    max_instances: int
    min_instances: int


class ApplicationInstance(Table, table=True):
    """An application instance of an application."""

    __tablename__ = "application_instances"

    application_instance_id: str = Field(primary_key=True)
    application_id: str = Field(foreign_key="applications.application_id", ondelete="CASCADE", index=True)
    name: str | None = None
    app_id: str | None = Field(default=None, foreign_key="apps.app_id", ondelete="SET NULL", index=True)
    commit: str | None = None
    available: bool
    microservice: bool
    price: Decimal | None = Field(default=None, sa_type=Money(2))
    state: str | None = None


class Vhost(Table, table=True):
    """A vhost of an application."""

    __tablename__ = "vhosts"
    __table_args__ = (UniqueConstraint("application_id", "name"),)

    vhost_id: str = Field(primary_key=True)
    application_id: str = Field(foreign_key="applications.application_id", ondelete="CASCADE", index=True)
    fqdn: str
    name: str


class Countries(Table, table=True):
    """The countries."""

    __tablename__ = "countries"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    code: str


class Countrycodes(Table, table=True):
    """The countrycodes."""

    __tablename__ = "countrycodes"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str
    code: str


class Zone(Table, table=True):
    """A zone."""

    __tablename__ = "zones"

    zone_id: str = Field(primary_key=True)
    name: str | None = None
    corresponding_region: str | None = None
    internal: bool


class CurrentUser(Table, table=True):
    """The current user."""

    __tablename__ = "current_users"
    __table_args__ = (CheckConstraint("id = 1"),)

    id: int = Field(primary_key=True)
    name: str | None = None
    address: str | None = None
    admin: bool
    can_pay: bool
    city: str | None = None
    country: str | None = None
    email: str | None = None
    email_validated: bool
    has_password: bool
    lang: str | None = None
    phone: str | None = None
    zipcode: str | None = None
    terms: bool
    creation_date: str


class User(Table, table=True):
    """A user."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    user_id: str = Field(primary_key=True)
    name: str | None = None
    address: str | None = None
    admin: bool
    can_pay: bool
    city: str | None = None
    country: str | None = None
    email: str
    email_validated: bool
    has_password: bool
    lang: str | None = None
    phone: str | None = None
    zipcode: str | None = None
    terms: bool
    creation_date: str


class App(Table, table=True):
    """An app."""

    __tablename__ = "apps"

    app_id: str = Field(primary_key=True)
    name: str | None = None
    archived: bool
    build_flavor_price: Decimal | None = Field(default=None, sa_type=Money(2))
    description: str | None = None
    owner_id: str | None = Field(default=None, foreign_key="users.user_id", ondelete="SET NULL", index=True)
    creation_date: str


# --- views --------------------------------------------------------------------------------------------------------


class ApplicationShort(TypedDict):
    """An application in the view `short`."""

    application_id: str
    name: str
    zone_name: str
    deploy: str
    enabled: bool
    max_instances: int
    min_instances: int


def application_short(application: Application) -> ApplicationShort:
    """An application in the view `short`."""
    return {
        "application_id": application.application_id,
        "name": application.name,
        "zone_name": application.zone_name,
        "deploy": application.deploy,
        "enabled": application.enabled,
        "max_instances": application.max_instances,
        "min_instances": application.min_instances,
    }


class ApplicationFull(ApplicationShort):
    """An application in the view `full`."""

    description: str | None


def application_full(application: Application) -> ApplicationFull:
    """An application in the view `full`."""
    return {**application_short(application), "description": application.description}


class ApplicationInstanceShort(TypedDict):
    """An application instance in the view `short`."""

    application_instance_id: str
    application_id: str
    name: str | None
    app_id: str | None
    available: bool
    microservice: bool
    price: Decimal | None


def application_instance_short(application_instance: ApplicationInstance) -> ApplicationInstanceShort:
    """An application instance in the view `short`."""
    return {
        "application_instance_id": application_instance.application_instance_id,
        "application_id": application_instance.application_id,
        "name": application_instance.name,
        "app_id": application_instance.app_id,
        "available": application_instance.available,
        "microservice": application_instance.microservice,
        "price": application_instance.price,
    }


class ApplicationInstanceFull(ApplicationInstanceShort):
    """An application instance in the view `full`."""

    commit: str | None
    state: str | None


def application_instance_full(application_instance: ApplicationInstance) -> ApplicationInstanceFull:
    """An application instance in the view `full`."""
    return {
        **application_instance_short(application_instance),
        "commit": application_instance.commit,
        "state": application_instance.state,
    }


class VhostShort(TypedDict):
    """A vhost in the view `short`."""

    vhost_id: str
    application_id: str
    fqdn: str
    name: str


def vhost_short(vhost: Vhost) -> VhostShort:
    """A vhost in the view `short`."""
    return {"vhost_id": vhost.vhost_id, "application_id": vhost.application_id, "fqdn": vhost.fqdn, "name": vhost.name}


class VhostFull(VhostShort):
    """A vhost in the view `full`."""


def vhost_full(vhost: Vhost) -> VhostFull:
    """A vhost in the view `full`."""
    return vhost_short(vhost)


class CountriesFull(TypedDict):
    """A countries in the view `full`."""

    name: str
    code: str


def countries_full(countries: Countries) -> CountriesFull:
    """A countries in the view `full`."""
    return {"name": countries.name, "code": countries.code}


class CountrycodesFull(TypedDict):
    """A countrycodes in the view `full`."""

    name: str
    code: str


def countrycodes_full(countrycodes: Countrycodes) -> CountrycodesFull:
    """A countrycodes in the view `full`."""
    return {"name": countrycodes.name, "code": countrycodes.code}


class ZoneShort(TypedDict):
    """A zone in the view `short`."""

    zone_id: str
    name: str | None
    corresponding_region: str | None
    internal: bool


def zone_short(zone: Zone) -> ZoneShort:
    """A zone in the view `short`."""
    return {
        "zone_id": zone.zone_id,
        "name": zone.name,
        "corresponding_region": zone.corresponding_region,
        "internal": zone.internal,
    }


class ZoneFull(ZoneShort):
    """A zone in the view `full`."""


def zone_full(zone: Zone) -> ZoneFull:
    """A zone in the view `full`."""
    return zone_short(zone)


class CurrentUserFull(TypedDict):
    """A current user in the view `full`."""

    name: str | None
    address: str | None
    admin: bool
    can_pay: bool
    city: str | None
    country: str | None
    email: str | None
    email_validated: bool
    has_password: bool
    lang: str | None
    phone: str | None
    zipcode: str | None
    terms: bool
    creation_date: str


def current_user_full(current_user: CurrentUser) -> CurrentUserFull:
    """A current user in the view `full`."""
    return {
        "name": current_user.name,
        "address": current_user.address,
        "admin": current_user.admin,
        "can_pay": current_user.can_pay,
        "city": current_user.city,
        "country": current_user.country,
        "email": current_user.email,
        "email_validated": current_user.email_validated,
        "has_password": current_user.has_password,
        "lang": current_user.lang,
        "phone": current_user.phone,
        "zipcode": current_user.zipcode,
        "terms": current_user.terms,
        "creation_date": current_user.creation_date,
    }


class UserShort(TypedDict):
    """A user in the view `short`."""

    user_id: str
    name: str | None
    admin: bool
    can_pay: bool
    email_validated: bool
    has_password: bool
    terms: bool


def user_short(user: User) -> UserShort:
    """A user in the view `short`."""
    return {
        "user_id": user.user_id,
        "name": user.name,
        "admin": user.admin,
        "can_pay": user.can_pay,
        "email_validated": user.email_validated,
        "has_password": user.has_password,
        "terms": user.terms,
    }


class UserFull(UserShort):
    """A user in the view `full`."""

    address: str | None
    city: str | None
    country: str | None
    email: str
    lang: str | None
    phone: str | None
    zipcode: str | None
    creation_date: str


def user_full(user: User) -> UserFull:
    """A user in the view `full`."""
    return {
        **user_short(user),
        "address": user.address,
        "city": user.city,
        "country": user.country,
        "email": user.email,
        "lang": user.lang,
        "phone": user.phone,
        "zipcode": user.zipcode,
        "creation_date": user.creation_date,
    }


class AppShort(TypedDict):
    """An app in the view `short`."""

    app_id: str
    name: str | None
    archived: bool
    build_flavor_price: Decimal | None
    description: str | None
    owner_id: str | None
    creation_date: str


def app_short(app: App) -> AppShort:
    """An app in the view `short`."""
    return {
        "app_id": app.app_id,
        "name": app.name,
        "archived": app.archived,
        "build_flavor_price": app.build_flavor_price,
        "description": app.description,
        "owner_id": app.owner_id,
        "creation_date": app.creation_date,
    }


class AppFull(AppShort):
    """An app in the view `full`."""


def app_full(app: App) -> AppFull:
    """An app in the view `full`."""
    return app_short(app)


# --- tools --------------------------------------------------------------------------------------------------------


class ListApplications(TypedDict):
    """What `list_applications` returns."""

    applications: list[ApplicationShort]
    next_cursor: str | None


def list_applications(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListApplications:
    """List the applications."""
    page = db.query(Application).page("name", limit=limit, cursor=cursor)
    return {
        "applications": [application_short(application) for application in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetApplication(TypedDict):
    """What `get_application` returns."""

    application: ApplicationFull


def get_application(db: Database, /, *, application_id: str) -> GetApplication:
    """Show an application with all its details."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    return {"application": application_full(application)}


class ListApplicationInstances(TypedDict):
    """What `list_application_instances` returns."""

    application_instances: list[ApplicationInstanceShort]
    next_cursor: str | None


def list_application_instances(
    db: Database, /, *, application_id: str, app_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListApplicationInstances:
    """List the application instances of an application, optionally by app."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    query = db.query(ApplicationInstance).where("application_id = ?", application.application_id)
    if app_id is not None:
        query.where("app_id IS ?", app_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {
        "application_instances": [
            application_instance_short(application_instance) for application_instance in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ApplicationInstanceResult(TypedDict):
    """What `get_application_instance` and `create_application_instance` return."""

    application_instance: ApplicationInstanceFull


def get_application_instance(db: Database, /, *, application_instance_id: str) -> ApplicationInstanceResult:
    """Show an application instance with all its details."""
    application_instance = db.find(ApplicationInstance, application_instance_id)
    if application_instance is None:
        fail("application_instance_not_found", application_instance_id=application_instance_id)
    return {"application_instance": application_instance_full(application_instance)}


def create_application_instance(
    db: Database, /, *, application_id: str, commit: str | None = None
) -> ApplicationInstanceResult:
    """Create an application instance in an application."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    if db.query(ApplicationInstance).where("application_id = ?", application_id).count() >= application.max_instances:
        fail(
            "application_instance_limit_reached",
            application_id=application.application_id,
            max_instances=application.max_instances,
        )
    application_instance = db.insert(
        ApplicationInstance,
        application_instance_id=f"APIN-{db.next_number('application_instances'):04d}",
        application_id=application_id,
        commit=commit,
        available=False,
        microservice=False,
    )
    return {"application_instance": application_instance_full(application_instance)}


class ListVhosts(TypedDict):
    """What `list_vhosts` returns."""

    vhosts: list[VhostFull]
    next_cursor: str | None


def list_vhosts(db: Database, /, *, application_id: str, limit: int = 20, cursor: str | None = None) -> ListVhosts:
    """List the vhosts of an application."""
    application = db.find(Application, application_id)
    if application is None:
        fail("application_not_found", application_id=application_id)
    page = db.query(Vhost).where("application_id = ?", application.application_id).page(limit=limit, cursor=cursor)
    return {"vhosts": [vhost_full(vhost) for vhost in page.rows], "next_cursor": page.next_cursor}


class CreateOrUpdateVhost(TypedDict):
    """What `create_or_update_vhost` returns."""

    vhost: VhostFull


def create_or_update_vhost(db: Database, /, *, application_id: str, fqdn: str, name: str) -> CreateOrUpdateVhost:
    """Create a vhost in an application, or change the one that has this name already."""
    if db.find(Application, application_id) is None:
        fail("application_not_found", application_id=application_id)
    vhost = db.query(Vhost).where("application_id = ? AND name = ?", application_id, name).first()
    if vhost is None:
        vhost = db.insert(
            Vhost, vhost_id=f"VHOST-{db.next_number('vhosts'):04d}", application_id=application_id, fqdn=fqdn, name=name
        )
    db.update(vhost, fqdn=fqdn)
    return {"vhost": vhost_full(vhost)}


class DeleteVhost(TypedDict):
    """What `delete_vhost` returns."""

    vhost_id: str


def delete_vhost(db: Database, /, *, vhost_id: str) -> DeleteVhost:
    """Delete a vhost."""
    vhost = db.find(Vhost, vhost_id) or fail("vhost_not_found", vhost_id=vhost_id)
    db.delete(vhost)
    return {"vhost_id": vhost_id}


class GetCountries(TypedDict):
    """What `get_countries` returns."""

    countries: CountriesFull


def get_countries(db: Database, /) -> GetCountries:
    """Show the countries."""
    countries = db.get(Countries, 1)
    return {"countries": countries_full(countries)}


class GetCountrycodes(TypedDict):
    """What `get_countrycodes` returns."""

    countrycodes: CountrycodesFull


def get_countrycodes(db: Database, /) -> GetCountrycodes:
    """Show the countrycodes."""
    countrycodes = db.get(Countrycodes, 1)
    return {"countrycodes": countrycodes_full(countrycodes)}


class ListZones(TypedDict):
    """What `list_zones` returns."""

    zones: list[ZoneFull]
    next_cursor: str | None


def list_zones(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListZones:
    """List the zones."""
    page = db.query(Zone).page("name", limit=limit, cursor=cursor)
    return {"zones": [zone_full(zone) for zone in page.rows], "next_cursor": page.next_cursor}


class CurrentUserResult(TypedDict):
    """What `get_current_user` and `update_current_user` return."""

    current_user: CurrentUserFull


def get_current_user(db: Database, /) -> CurrentUserResult:
    """Show the current user."""
    current_user = db.get(CurrentUser, 1)
    return {"current_user": current_user_full(current_user)}


def update_current_user(
    db: Database,
    /,
    *,
    name: str | None = None,
    address: str | None = None,
    city: str | None = None,
    country: str | None = None,
    email: str | None = None,
    lang: str | None = None,
    phone: str | None = None,
    zipcode: str | None = None,
    clear: list[Literal["name", "address", "city", "country", "email", "lang", "phone", "zipcode"]] | None = None,
) -> CurrentUserResult:
    """Change the current user, for example the name, address, city or country."""
    changes = given(
        clear,
        name=name,
        address=address,
        city=city,
        country=country,
        email=email,
        lang=lang,
        phone=phone,
        zipcode=zipcode,
    )
    current_user = db.get(CurrentUser, 1)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    if not changes:
        fail("nothing_to_change")
    db.update(current_user, **changes)
    return {"current_user": current_user_full(current_user)}


class ListUsers(TypedDict):
    """What `list_users` returns."""

    users: list[UserShort]
    next_cursor: str | None


def list_users(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListUsers:
    """List the users."""
    page = db.query(User).page("-creation_date", limit=limit, cursor=cursor)
    return {"users": [user_short(user) for user in page.rows], "next_cursor": page.next_cursor}


class UserResult(TypedDict):
    """What `get_user` and `create_user` return."""

    user: UserFull


def get_user(db: Database, /, *, user_id: str) -> UserResult:
    """Show a user with all its details."""
    user = db.find(User, user_id) or fail("user_not_found", user_id=user_id)
    return {"user": user_full(user)}


def create_user(
    db: Database,
    /,
    *,
    email: str,
    terms: bool,
    name: str | None = None,
    address: str | None = None,
    city: str | None = None,
    country: str | None = None,
    lang: str | None = None,
    phone: str | None = None,
) -> UserResult:
    """Create a user."""
    if db.query(User).where("same_text(email, ?)", email).exists():
        fail("user_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    user = db.insert(
        User,
        user_id=f"USER-{db.next_number('users'):04d}",
        name=name,
        address=address,
        admin=False,
        can_pay=False,
        city=city,
        country=country,
        email=email,
        email_validated=False,
        has_password=False,
        lang=lang,
        phone=phone,
        terms=terms,
        creation_date=db.now(),
    )
    return {"user": user_full(user)}


class ListApps(TypedDict):
    """What `list_apps` returns."""

    apps: list[AppShort]
    next_cursor: str | None


def list_apps(db: Database, /, *, owner_id: str | None = None, limit: int = 20, cursor: str | None = None) -> ListApps:
    """List the apps, optionally by owner."""
    query = db.query(App)
    if owner_id is not None:
        query.where("owner_id IS ?", owner_id)
    page = query.page("-creation_date", limit=limit, cursor=cursor)
    return {"apps": [app_short(app) for app in page.rows], "next_cursor": page.next_cursor}


class GetApp(TypedDict):
    """What `get_app` returns."""

    app: AppFull


def get_app(db: Database, /, *, app_id: str) -> GetApp:
    """Show an app with all its details."""
    app = db.find(App, app_id) or fail("app_not_found", app_id=app_id)
    return {"app": app_full(app)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "app_not_found": "There is no app {app_id}. List the apps to see which there are.",
    "application_instance_not_found": (
        "There is no application instance {application_instance_id}. List the application "
        "instances to see which there are."
    ),
    "application_not_found": "There is no application {application_id}. List the applications to see which there are.",
    "user_email_taken": "There is already a user with the email {email}. Choose another email.",
    "user_not_found": "There is no user {user_id}. List the users to see which there are.",
    "vhost_name_taken": "There is already a vhost with the name {name}. Choose another name.",
    "vhost_not_found": "There is no vhost {vhost_id}. List the vhosts to see which there are.",
    "application_instance_limit_reached": (
        "Application {application_id} takes no more than {max_instances} application instances. "
        "Remove one or choose another."
    ),
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "phone_invalid": "The phone {phone} is not a telephone number. Write one such as +1 555 0100.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="clever_cloud_apps",
    folder=Path(__file__).parent,
    tables=[Application, ApplicationInstance, Vhost, Countries, Countrycodes, Zone, CurrentUser, User, App],
    tools={
        "list_applications": Tool(list_applications, read_only=True),
        "get_application": Tool(get_application, read_only=True),
        "list_application_instances": Tool(list_application_instances, read_only=True),
        "get_application_instance": Tool(get_application_instance, read_only=True),
        "create_application_instance": Tool(create_application_instance),
        "list_vhosts": Tool(list_vhosts, read_only=True),
        "create_or_update_vhost": Tool(create_or_update_vhost),
        "delete_vhost": Tool(delete_vhost),
        "get_countries": Tool(get_countries, read_only=True),
        "get_countrycodes": Tool(get_countrycodes, read_only=True),
        "list_zones": Tool(list_zones, read_only=True),
        "get_current_user": Tool(get_current_user, read_only=True),
        "update_current_user": Tool(update_current_user),
        "list_users": Tool(list_users, read_only=True),
        "get_user": Tool(get_user, read_only=True),
        "create_user": Tool(create_user),
        "list_apps": Tool(list_apps, read_only=True),
        "get_app": Tool(get_app, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "vhosts.application_id, vhosts.name": "vhost_name_taken",
        "users.email": "user_email_taken",
    },
    instructions=INSTRUCTIONS,
)
