"""DigitalOcean: checks: keeps checks and check alerts."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
DigitalOcean: checks. Keeps checks and check alerts.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Deleting a check also deletes its check alerts.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Check(Table, table=True):
    """A check."""

    __tablename__ = "checks"
    __table_args__ = (CheckConstraint("type IN ('ping', 'http', 'https')"),)

    check_id: str = Field(primary_key=True)
    name: str
    enabled: bool
    regions: list[str] = Field(sa_type=JsonList())
    target: str
    type: str


class CheckAlert(Table, table=True):
    """A check alert of a check."""

    __tablename__ = "check_alerts"
    __table_args__ = (
        CheckConstraint("comparison IN ('greater_than', 'less_than')"),
        CheckConstraint("period IN ('2m', '3m', '5m', '10m', '15m', '30m', '1h')"),
        CheckConstraint("type IN ('latency', 'down', 'down_global', 'ssl_expiry')"),
    )

    check_alert_id: str = Field(primary_key=True)
    check_id: str = Field(foreign_key="checks.check_id", ondelete="CASCADE", index=True)
    name: str
    comparison: str | None = None
    period: str | None = None
    threshold: int | None = None
    type: str


# --- views --------------------------------------------------------------------------------------------------------


class CheckShort(TypedDict):
    """A check in the view `short`."""

    check_id: str
    name: str
    enabled: bool
    regions: list[str]
    target: str
    type: str


def check_short(check: Check) -> CheckShort:
    """A check in the view `short`."""
    return {
        "check_id": check.check_id,
        "name": check.name,
        "enabled": check.enabled,
        "regions": check.regions,
        "target": check.target,
        "type": check.type,
    }


class CheckFull(CheckShort):
    """A check in the view `full`."""


def check_full(check: Check) -> CheckFull:
    """A check in the view `full`."""
    return check_short(check)


class CheckAlertShort(TypedDict):
    """A check alert in the view `short`."""

    check_alert_id: str
    check_id: str
    name: str
    comparison: str | None
    period: str | None
    threshold: int | None
    type: str


def check_alert_short(check_alert: CheckAlert) -> CheckAlertShort:
    """A check alert in the view `short`."""
    return {
        "check_alert_id": check_alert.check_alert_id,
        "check_id": check_alert.check_id,
        "name": check_alert.name,
        "comparison": check_alert.comparison,
        "period": check_alert.period,
        "threshold": check_alert.threshold,
        "type": check_alert.type,
    }


class CheckAlertFull(CheckAlertShort):
    """A check alert in the view `full`."""


def check_alert_full(check_alert: CheckAlert) -> CheckAlertFull:
    """A check alert in the view `full`."""
    return check_alert_short(check_alert)


# --- tools --------------------------------------------------------------------------------------------------------


class ListChecks(TypedDict):
    """What `list_checks` returns."""

    checks: list[CheckShort]
    next_cursor: str | None


def list_checks(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListChecks:
    """List the checks."""
    page = db.query(Check).page("name", limit=limit, cursor=cursor)
    return {"checks": [check_short(check) for check in page.rows], "next_cursor": page.next_cursor}


class CheckResult(TypedDict):
    """What `get_check` and 2 other tools return."""

    check: CheckFull


def get_check(db: Database, /, *, check_id: str) -> CheckResult:
    """Show a check with all its details."""
    check = db.find(Check, check_id) or fail("check_not_found", check_id=check_id)
    return {"check": check_full(check)}


def create_check(
    db: Database,
    /,
    *,
    name: str,
    enabled: bool,
    regions: list[str],
    target: str,
    type_: Literal["ping", "http", "https"],
) -> CheckResult:
    """Create a check."""
    if len(words(name)) <= 0:
        fail("name_blank")
    check = db.insert(
        Check,
        check_id=f"CHECK-{db.next_number('checks'):04d}",
        name=name,
        enabled=enabled,
        regions=regions,
        target=target,
        type=type_,
    )
    return {"check": check_full(check)}


def update_check(
    db: Database,
    /,
    *,
    check_id: str,
    name: str | None = None,
    enabled: bool | None = None,
    regions: list[str] | None = None,
    target: str | None = None,
    type_: Literal["ping", "http", "https"] | None = None,
) -> CheckResult:
    """Change a check, for example its name, type, regions or target."""
    changes = given(None, name=name, enabled=enabled, regions=regions, target=target, type=type_)
    check = db.find(Check, check_id) or fail("check_not_found", check_id=check_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(check, **changes)
    return {"check": check_full(check)}


class DeleteCheck(TypedDict):
    """What `delete_check` returns."""

    check_id: str


def delete_check(db: Database, /, *, check_id: str) -> DeleteCheck:
    """Delete a check together with its check alerts."""
    check = db.find(Check, check_id) or fail("check_not_found", check_id=check_id)
    db.delete(check)
    return {"check_id": check_id}


class ListCheckAlerts(TypedDict):
    """What `list_check_alerts` returns."""

    check_alerts: list[CheckAlertShort]
    next_cursor: str | None


def list_check_alerts(db: Database, /, *, check_id: str, limit: int = 20, cursor: str | None = None) -> ListCheckAlerts:
    """List the check alerts of a check."""
    check = db.find(Check, check_id) or fail("check_not_found", check_id=check_id)
    page = db.query(CheckAlert).where("check_id = ?", check.check_id).page("name", limit=limit, cursor=cursor)
    return {
        "check_alerts": [check_alert_short(check_alert) for check_alert in page.rows],
        "next_cursor": page.next_cursor,
    }


class CheckAlertResult(TypedDict):
    """What `get_check_alert` and 2 other tools return."""

    check_alert: CheckAlertFull


def get_check_alert(db: Database, /, *, check_alert_id: str) -> CheckAlertResult:
    """Show a check alert with all its details."""
    check_alert = db.find(CheckAlert, check_alert_id)
    if check_alert is None:
        fail("check_alert_not_found", check_alert_id=check_alert_id)
    return {"check_alert": check_alert_full(check_alert)}


def create_check_alert(
    db: Database,
    /,
    *,
    check_id: str,
    name: str,
    type_: Literal["latency", "down", "down_global", "ssl_expiry"],
    comparison: Literal["greater_than", "less_than"] | None = None,
    period: Literal["2m", "3m", "5m", "10m", "15m", "30m", "1h"] | None = None,
    threshold: int | None = None,
) -> CheckAlertResult:
    """Create a check alert in a check."""
    if db.find(Check, check_id) is None:
        fail("check_not_found", check_id=check_id)
    check_alert = db.insert(
        CheckAlert,
        check_alert_id=f"CA-{db.next_number('check_alerts'):04d}",
        check_id=check_id,
        name=name,
        comparison=comparison,
        period=period,
        threshold=threshold,
        type=type_,
    )
    return {"check_alert": check_alert_full(check_alert)}


def update_check_alert(
    db: Database,
    /,
    *,
    check_alert_id: str,
    name: str | None = None,
    comparison: Literal["greater_than", "less_than"] | None = None,
    period: Literal["2m", "3m", "5m", "10m", "15m", "30m", "1h"] | None = None,
    threshold: int | None = None,
    type_: Literal["latency", "down", "down_global", "ssl_expiry"] | None = None,
    clear: list[Literal["comparison", "period", "threshold"]] | None = None,
) -> CheckAlertResult:
    """Change a check alert, for example its name, type, comparison or period."""
    changes = given(clear, name=name, comparison=comparison, period=period, threshold=threshold, type=type_)
    check_alert = db.find(CheckAlert, check_alert_id)
    if check_alert is None:
        fail("check_alert_not_found", check_alert_id=check_alert_id)
    if not changes:
        fail("nothing_to_change")
    db.update(check_alert, **changes)
    return {"check_alert": check_alert_full(check_alert)}


class DeleteCheckAlert(TypedDict):
    """What `delete_check_alert` returns."""

    check_alert_id: str


def delete_check_alert(db: Database, /, *, check_alert_id: str) -> DeleteCheckAlert:
    """Delete a check alert."""
    check_alert = db.find(CheckAlert, check_alert_id)
    if check_alert is None:
        fail("check_alert_not_found", check_alert_id=check_alert_id)
    db.delete(check_alert)
    return {"check_alert_id": check_alert_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "check_alert_not_found": "There is no check alert {check_alert_id}. List the check alerts to see which there are.",
    "check_not_found": "There is no check {check_id}. List the checks to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="digitalocean_checks",
    folder=Path(__file__).parent,
    tables=[Check, CheckAlert],
    tools={
        "list_checks": Tool(list_checks, read_only=True),
        "get_check": Tool(get_check, read_only=True),
        "create_check": Tool(create_check),
        "update_check": Tool(update_check),
        "delete_check": Tool(delete_check),
        "list_check_alerts": Tool(list_check_alerts, read_only=True),
        "get_check_alert": Tool(get_check_alert, read_only=True),
        "create_check_alert": Tool(create_check_alert),
        "update_check_alert": Tool(update_check_alert),
        "delete_check_alert": Tool(delete_check_alert),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
