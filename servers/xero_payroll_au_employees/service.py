"""Xero Payroll AU: employees: keeps employees, leave applications, timesheets and payslips."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, valid_phone
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Xero Payroll AU: employees. Keeps employees, leave applications, timesheets and payslips.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating an employee can be refused: that email is not an email address; that phone is not a telephone \
number.
- Updating an employee can be refused: what is terminated cannot get another status.
- The end date cannot be before the start date.
- Creating or updating a leave application can be refused: the employee already has a leave application in that time.
- Two employees cannot have the same email.
- An employee's status goes from active to terminated.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Employee(Table, table=True):
    """An employee."""

    __tablename__ = "employees"
    __table_args__ = (
        CheckConstraint("gender IN ('N', 'M', 'F', 'I')"),
        CheckConstraint("home_address_region IN ('ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA')"),
        CheckConstraint("status IN ('ACTIVE', 'TERMINATED')"),
        UniqueConstraint("email"),
    )

    employee_id: str = Field(primary_key=True)
    title: str | None = None
    classification: str | None = None
    date_of_birth: str
    email: str | None = None
    first_name: str
    gender: str | None = None
    home_address_region: str | None = None
    last_name: str
    mobile: str | None = None
    phone: str | None = None
    start_date: str | None = None
    status: str
    termination_date: str | None = None


class LeaveApplication(Table, table=True):
    """A leave application."""

    __tablename__ = "leave_applications"

    leave_application_id: str = Field(primary_key=True)
    title: str
    description: str | None = None
    employee_id: str | None = Field(default=None, foreign_key="employees.employee_id", ondelete="SET NULL", index=True)
    end_date: str | None = None
    start_date: str | None = None
    updated_date: str


class Payslip(Table, table=True):
    """A payslip."""

    __tablename__ = "payslips"

    payslip_id: str = Field(primary_key=True)
    first_name: str | None = None
    employee_id: str | None = Field(default=None, foreign_key="employees.employee_id", ondelete="SET NULL", index=True)
    last_name: str | None = None
    reimbursement_line_descriptions: list[str] = Field(sa_type=JsonList())
    tax_line_descriptions: list[str] = Field(sa_type=JsonList())
    updated_date: str


class Timesheet(Table, table=True):
    """A timesheet."""

    __tablename__ = "timesheets"
    __table_args__ = (CheckConstraint("status IN ('DRAFT', 'PROCESSED', 'APPROVED', 'REJECTED', 'REQUESTED')"),)

    timesheet_id: str = Field(primary_key=True)
    employee_id: str = Field(foreign_key="employees.employee_id", ondelete="CASCADE", index=True)
    end_date: str
    hours: float | None = None
    start_date: str
    status: str
    updated_date: str


# --- views --------------------------------------------------------------------------------------------------------


class EmployeeShort(TypedDict):
    """An employee in the view `short`."""

    employee_id: str
    title: str | None
    gender: str | None
    home_address_region: str | None
    start_date: str | None
    status: str
    termination_date: str | None


def employee_short(employee: Employee) -> EmployeeShort:
    """An employee in the view `short`."""
    return {
        "employee_id": employee.employee_id,
        "title": employee.title,
        "gender": employee.gender,
        "home_address_region": employee.home_address_region,
        "start_date": employee.start_date,
        "status": employee.status,
        "termination_date": employee.termination_date,
    }


class EmployeeFull(EmployeeShort):
    """An employee in the view `full`."""

    classification: str | None
    date_of_birth: str
    email: str | None
    first_name: str
    last_name: str
    mobile: str | None
    phone: str | None


def employee_full(employee: Employee) -> EmployeeFull:
    """An employee in the view `full`."""
    return {
        **employee_short(employee),
        "classification": employee.classification,
        "date_of_birth": employee.date_of_birth,
        "email": employee.email,
        "first_name": employee.first_name,
        "last_name": employee.last_name,
        "mobile": employee.mobile,
        "phone": employee.phone,
    }


class LeaveApplicationShort(TypedDict):
    """A leave application in the view `short`."""

    leave_application_id: str
    title: str
    description: str | None
    employee_id: str | None
    end_date: str | None
    start_date: str | None
    updated_date: str


def leave_application_short(leave_application: LeaveApplication) -> LeaveApplicationShort:
    """A leave application in the view `short`."""
    return {
        "leave_application_id": leave_application.leave_application_id,
        "title": leave_application.title,
        "description": leave_application.description,
        "employee_id": leave_application.employee_id,
        "end_date": leave_application.end_date,
        "start_date": leave_application.start_date,
        "updated_date": leave_application.updated_date,
    }


class LeaveApplicationFull(LeaveApplicationShort):
    """A leave application in the view `full`."""


def leave_application_full(leave_application: LeaveApplication) -> LeaveApplicationFull:
    """A leave application in the view `full`."""
    return leave_application_short(leave_application)


class PayslipShort(TypedDict):
    """A payslip in the view `short`."""

    payslip_id: str
    first_name: str | None
    employee_id: str | None
    last_name: str | None
    reimbursement_line_descriptions: list[str]
    tax_line_descriptions: list[str]
    updated_date: str


def payslip_short(payslip: Payslip) -> PayslipShort:
    """A payslip in the view `short`."""
    return {
        "payslip_id": payslip.payslip_id,
        "first_name": payslip.first_name,
        "employee_id": payslip.employee_id,
        "last_name": payslip.last_name,
        "reimbursement_line_descriptions": payslip.reimbursement_line_descriptions,
        "tax_line_descriptions": payslip.tax_line_descriptions,
        "updated_date": payslip.updated_date,
    }


class PayslipFull(PayslipShort):
    """A payslip in the view `full`."""


def payslip_full(payslip: Payslip) -> PayslipFull:
    """A payslip in the view `full`."""
    return payslip_short(payslip)


class TimesheetShort(TypedDict):
    """A timesheet in the view `short`."""

    timesheet_id: str
    employee_id: str
    end_date: str
    hours: float | None
    start_date: str
    status: str
    updated_date: str


def timesheet_short(timesheet: Timesheet) -> TimesheetShort:
    """A timesheet in the view `short`."""
    return {
        "timesheet_id": timesheet.timesheet_id,
        "employee_id": timesheet.employee_id,
        "end_date": timesheet.end_date,
        "hours": timesheet.hours,
        "start_date": timesheet.start_date,
        "status": timesheet.status,
        "updated_date": timesheet.updated_date,
    }


class TimesheetFull(TimesheetShort):
    """A timesheet in the view `full`."""


def timesheet_full(timesheet: Timesheet) -> TimesheetFull:
    """A timesheet in the view `full`."""
    return timesheet_short(timesheet)


# --- tools --------------------------------------------------------------------------------------------------------


class ListEmployees(TypedDict):
    """What `list_employees` returns."""

    employees: list[EmployeeShort]
    next_cursor: str | None


def list_employees(
    db: Database,
    /,
    *,
    status: Literal["ACTIVE", "TERMINATED"] | None = None,
    start_after: str | None = None,
    start_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListEmployees:
    """List the employees, optionally by status or start date."""
    query = db.query(Employee)
    if status is not None:
        query.where("status = ?", status)
    if start_after is not None:
        query.where("start_date IS NOT NULL AND start_date >= ?", start_after)
    if start_before is not None:
        query.where("start_date IS NOT NULL AND start_date <= ?", start_before)
    page = query.page("title", limit=limit, cursor=cursor)
    return {"employees": [employee_short(employee) for employee in page.rows], "next_cursor": page.next_cursor}


class EmployeeResult(TypedDict):
    """What `get_employee` and 2 other tools return."""

    employee: EmployeeFull


def get_employee(db: Database, /, *, employee_id: str) -> EmployeeResult:
    """Show an employee with all its details."""
    employee = db.find(Employee, employee_id) or fail("employee_not_found", employee_id=employee_id)
    return {"employee": employee_full(employee)}


def create_employee(
    db: Database,
    /,
    *,
    date_of_birth: str,
    first_name: str,
    last_name: str,
    title: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    start_date: str | None = None,
    status: Literal["ACTIVE", "TERMINATED"] = "ACTIVE",
) -> EmployeeResult:
    """Create an employee."""
    if email is not None and db.query(Employee).where("same_text(email, ?)", email).exists():
        fail("employee_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    employee = db.insert(
        Employee,
        employee_id=f"EMP-{db.next_number('employees'):04d}",
        title=title,
        date_of_birth=date_of_birth,
        email=email,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
        start_date=start_date,
        status=status,
    )
    return {"employee": employee_full(employee)}


def update_employee(
    db: Database,
    /,
    *,
    employee_id: str,
    title: str | None = None,
    date_of_birth: str | None = None,
    email: str | None = None,
    first_name: str | None = None,
    last_name: str | None = None,
    phone: str | None = None,
    start_date: str | None = None,
    status: Literal["ACTIVE", "TERMINATED"] | None = None,
    clear: list[Literal["title", "email", "phone", "start_date"]] | None = None,
) -> EmployeeResult:
    """Change an employee, for example its title, email, status or first name."""
    changes = given(
        clear,
        title=title,
        date_of_birth=date_of_birth,
        email=email,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
        start_date=start_date,
        status=status,
    )
    employee = db.find(Employee, employee_id) or fail("employee_not_found", employee_id=employee_id)
    if status is not None and status != employee.status and employee.status == "TERMINATED":
        fail("employee_status_is_final", employee_id=employee.employee_id, status=employee.status)
    if (
        email is not None
        and db.query(Employee).where("same_text(email, ?) AND employee_id <> ?", email, employee.employee_id).exists()
    ):
        fail("employee_email_taken", email=email)
    if not (email is None or valid_email(email)):
        fail("email_invalid", email=email)
    if not (phone is None or valid_phone(phone)):
        fail("phone_invalid", phone=phone)
    if not changes:
        fail("nothing_to_change")
    db.update(employee, **changes)
    return {"employee": employee_full(employee)}


class ListLeaveApplications(TypedDict):
    """What `list_leave_applications` returns."""

    leave_applications: list[LeaveApplicationShort]
    next_cursor: str | None


def list_leave_applications(
    db: Database,
    /,
    *,
    employee_id: str | None = None,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLeaveApplications:
    """List the leave applications, optionally by employee or end date."""
    query = db.query(LeaveApplication)
    if employee_id is not None:
        query.where("employee_id IS ?", employee_id)
    if end_after is not None:
        query.where("end_date IS NOT NULL AND end_date >= ?", end_after)
    if end_before is not None:
        query.where("end_date IS NOT NULL AND end_date <= ?", end_before)
    page = query.page("title", limit=limit, cursor=cursor)
    return {
        "leave_applications": [leave_application_short(leave_application) for leave_application in page.rows],
        "next_cursor": page.next_cursor,
    }


class LeaveApplicationResult(TypedDict):
    """What `get_leave_application` and 2 other tools return."""

    leave_application: LeaveApplicationFull


def get_leave_application(db: Database, /, *, leave_application_id: str) -> LeaveApplicationResult:
    """Show a leave application with all its details."""
    leave_application = db.find(LeaveApplication, leave_application_id)
    if leave_application is None:
        fail("leave_application_not_found", leave_application_id=leave_application_id)
    return {"leave_application": leave_application_full(leave_application)}


def create_leave_application(
    db: Database,
    /,
    *,
    title: str,
    description: str | None = None,
    employee_id: str | None = None,
    end_date: str | None = None,
    start_date: str | None = None,
) -> LeaveApplicationResult:
    """Create a leave application."""
    if employee_id is not None and db.find(Employee, employee_id) is None:
        fail("employee_not_found", employee_id=employee_id)
    if start_date is not None and end_date is not None and start_date > end_date:
        fail("end_date_before_start_date")
    if (
        employee_id is not None
        and start_date is not None
        and end_date is not None
        and db.query(LeaveApplication)
        .where("employee_id IS ?", employee_id)
        .where("start_date IS NOT NULL")
        .where("end_date IS NOT NULL")
        .where("start_date <= ?", end_date)
        .where("? <= end_date", start_date)
        .exists()
    ):
        fail("employee_already_booked")
    leave_application = db.insert(
        LeaveApplication,
        leave_application_id=f"LA-{db.next_number('leave_applications'):04d}",
        title=title,
        description=description,
        employee_id=employee_id,
        end_date=end_date,
        start_date=start_date,
        updated_date=db.now(),
    )
    return {"leave_application": leave_application_full(leave_application)}


def update_leave_application(
    db: Database,
    /,
    *,
    leave_application_id: str,
    title: str | None = None,
    description: str | None = None,
    employee_id: str | None = None,
    end_date: str | None = None,
    start_date: str | None = None,
    clear: list[Literal["description", "employee_id", "end_date", "start_date"]] | None = None,
) -> LeaveApplicationResult:
    """Change a leave application, for example its title, end date, start date or description."""
    changes = given(
        clear, title=title, description=description, employee_id=employee_id, end_date=end_date, start_date=start_date
    )
    leave_application = db.find(LeaveApplication, leave_application_id)
    if leave_application is None:
        fail("leave_application_not_found", leave_application_id=leave_application_id)
    if employee_id is not None and db.find(Employee, employee_id) is None:
        fail("employee_not_found", employee_id=employee_id)
    new_start_date = start_date if start_date is not None else leave_application.start_date
    new_end_date = end_date if end_date is not None else leave_application.end_date
    if new_start_date is not None and new_end_date is not None and new_start_date > new_end_date:
        fail("end_date_before_start_date")
    new_employee_id = employee_id if employee_id is not None else leave_application.employee_id
    if (
        new_employee_id is not None
        and new_start_date is not None
        and new_end_date is not None
        and db.query(LeaveApplication)
        .where("employee_id IS ?", new_employee_id)
        .where("leave_application_id <> ?", leave_application.leave_application_id)
        .where("start_date IS NOT NULL")
        .where("end_date IS NOT NULL")
        .where("start_date <= ?", new_end_date)
        .where("? <= end_date", new_start_date)
        .exists()
    ):
        fail("employee_already_booked")
    if not changes:
        fail("nothing_to_change")
    db.update(leave_application, **changes, updated_date=db.now())
    return {"leave_application": leave_application_full(leave_application)}


class ListPayslips(TypedDict):
    """What `list_payslips` returns."""

    payslips: list[PayslipShort]
    next_cursor: str | None


def list_payslips(
    db: Database, /, *, employee_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListPayslips:
    """List the payslips, optionally by employee."""
    query = db.query(Payslip)
    if employee_id is not None:
        query.where("employee_id IS ?", employee_id)
    page = query.page("first_name", limit=limit, cursor=cursor)
    return {"payslips": [payslip_short(payslip) for payslip in page.rows], "next_cursor": page.next_cursor}


class PayslipResult(TypedDict):
    """What `get_payslip` and `update_payslip` return."""

    payslip: PayslipFull


def get_payslip(db: Database, /, *, payslip_id: str) -> PayslipResult:
    """Show a payslip with all its details."""
    payslip = db.find(Payslip, payslip_id) or fail("payslip_not_found", payslip_id=payslip_id)
    return {"payslip": payslip_full(payslip)}


def update_payslip(
    db: Database,
    /,
    *,
    payslip_id: str,
    reimbursement_line_descriptions: list[str] | None = None,
    tax_line_descriptions: list[str] | None = None,
) -> PayslipResult:
    """Change the reimbursement line descriptions or tax line descriptions of a payslip."""
    changes = given(
        None,
        reimbursement_line_descriptions=reimbursement_line_descriptions,
        tax_line_descriptions=tax_line_descriptions,
    )
    payslip = db.find(Payslip, payslip_id) or fail("payslip_not_found", payslip_id=payslip_id)
    if not changes:
        fail("nothing_to_change")
    db.update(payslip, **changes, updated_date=db.now())
    return {"payslip": payslip_full(payslip)}


class ListTimesheets(TypedDict):
    """What `list_timesheets` returns."""

    timesheets: list[TimesheetShort]
    next_cursor: str | None


def list_timesheets(
    db: Database,
    /,
    *,
    status: Literal["DRAFT", "PROCESSED", "APPROVED", "REJECTED", "REQUESTED"] | None = None,
    employee_id: str | None = None,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListTimesheets:
    """List the timesheets, optionally by status, employee or end date."""
    query = db.query(Timesheet)
    if status is not None:
        query.where("status = ?", status)
    if employee_id is not None:
        query.where("employee_id = ?", employee_id)
    if end_after is not None:
        query.where("end_date >= ?", end_after)
    if end_before is not None:
        query.where("end_date <= ?", end_before)
    page = query.page("end_date", limit=limit, cursor=cursor)
    return {"timesheets": [timesheet_short(timesheet) for timesheet in page.rows], "next_cursor": page.next_cursor}


class TimesheetResult(TypedDict):
    """What `get_timesheet` and 2 other tools return."""

    timesheet: TimesheetFull


def get_timesheet(db: Database, /, *, timesheet_id: str) -> TimesheetResult:
    """Show a timesheet with all its details."""
    timesheet = db.find(Timesheet, timesheet_id) or fail("timesheet_not_found", timesheet_id=timesheet_id)
    return {"timesheet": timesheet_full(timesheet)}


def create_timesheet(
    db: Database,
    /,
    *,
    employee_id: str,
    end_date: str,
    start_date: str,
    hours: float | None = None,
    status: Literal["DRAFT", "PROCESSED", "APPROVED", "REJECTED", "REQUESTED"] = "DRAFT",
) -> TimesheetResult:
    """Create a timesheet."""
    if db.find(Employee, employee_id) is None:
        fail("employee_not_found", employee_id=employee_id)
    if start_date > end_date:
        fail("end_date_before_start_date")
    timesheet = db.insert(
        Timesheet,
        timesheet_id=f"TIM-{db.next_number('timesheets'):04d}",
        employee_id=employee_id,
        end_date=end_date,
        hours=hours,
        start_date=start_date,
        status=status,
        updated_date=db.now(),
    )
    return {"timesheet": timesheet_full(timesheet)}


def update_timesheet(
    db: Database,
    /,
    *,
    timesheet_id: str,
    employee_id: str | None = None,
    end_date: str | None = None,
    hours: float | None = None,
    start_date: str | None = None,
    status: Literal["DRAFT", "PROCESSED", "APPROVED", "REJECTED", "REQUESTED"] | None = None,
    clear: list[Literal["hours"]] | None = None,
) -> TimesheetResult:
    """Change a timesheet, for example its end date, start date, status or employee."""
    changes = given(
        clear, employee_id=employee_id, end_date=end_date, hours=hours, start_date=start_date, status=status
    )
    timesheet = db.find(Timesheet, timesheet_id) or fail("timesheet_not_found", timesheet_id=timesheet_id)
    if employee_id is not None and db.find(Employee, employee_id) is None:
        fail("employee_not_found", employee_id=employee_id)
    new_start_date = start_date if start_date is not None else timesheet.start_date
    new_end_date = end_date if end_date is not None else timesheet.end_date
    if new_start_date > new_end_date:
        fail("end_date_before_start_date")
    if not changes:
        fail("nothing_to_change")
    db.update(timesheet, **changes, updated_date=db.now())
    return {"timesheet": timesheet_full(timesheet)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "employee_email_taken": "There is already an employee with the email {email}. Choose another email.",
    "employee_not_found": "There is no employee {employee_id}. List the employees to see which there are.",
    "end_date_before_start_date": "The end date cannot be before the start date. Give a later end or an earlier start.",
    "leave_application_not_found": (
        "There is no leave application {leave_application_id}. List the leave applications to see which there are."
    ),
    "payslip_not_found": "There is no payslip {payslip_id}. List the payslips to see which there are.",
    "timesheet_not_found": "There is no timesheet {timesheet_id}. List the timesheets to see which there are.",
    "employee_status_is_final": (
        "Employee {employee_id} is {status}. What is terminated cannot get another status. Leave it out."
    ),
    "employee_already_booked": (
        "The employee already has a leave application in that time. Choose another time or another employee."
    ),
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "phone_invalid": "The phone {phone} is not a telephone number. Write one such as +1 555 0100.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="xero_payroll_au_employees",
    folder=Path(__file__).parent,
    tables=[Employee, LeaveApplication, Payslip, Timesheet],
    tools={
        "list_employees": Tool(list_employees, read_only=True),
        "get_employee": Tool(get_employee, read_only=True),
        "create_employee": Tool(create_employee),
        "update_employee": Tool(update_employee),
        "list_leave_applications": Tool(list_leave_applications, read_only=True),
        "get_leave_application": Tool(get_leave_application, read_only=True),
        "create_leave_application": Tool(create_leave_application),
        "update_leave_application": Tool(update_leave_application),
        "list_payslips": Tool(list_payslips, read_only=True),
        "get_payslip": Tool(get_payslip, read_only=True),
        "update_payslip": Tool(update_payslip),
        "list_timesheets": Tool(list_timesheets, read_only=True),
        "get_timesheet": Tool(get_timesheet, read_only=True),
        "create_timesheet": Tool(create_timesheet),
        "update_timesheet": Tool(update_timesheet),
    },
    faults=FAULTS,
    unique_faults={
        "employees.email": "employee_email_taken",
    },
    instructions=INSTRUCTIONS,
)
