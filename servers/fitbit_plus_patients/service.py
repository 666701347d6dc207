"""Fitbit Plus: patients: keeps patients, reward programs, groups and coaches."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Fitbit Plus: patients. Keeps patients, reward programs, groups and coaches.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating a group can be refused: there is already a group with that name.
- Creating or updating a patient can be refused: there is already a patient with that email address.
- When creating or updating a patient, Write one such as name@example.com.
- Creating a reward program can be refused: the end cannot be before the start; there is already a reward program with \
that name.
- Two groups cannot have the same name.
- Two patients cannot have the same email address.
- Two reward programs cannot have the same name.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Coach(Table, table=True):
    """A coach."""

    __tablename__ = "coaches"

    coach_id: str = Field(primary_key=True)
    first_name: str | None = None
    patient_id: str | None = Field(default=None, foreign_key="patients.patient_id", ondelete="SET NULL", index=True)
    last_name: str | None = None


class Group(Table, table=True):
    """A group."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("name"),)

    group_id: str = Field(primary_key=True)
    name: str
    patient_id: str | None = Field(default=None, foreign_key="patients.patient_id", ondelete="SET NULL", index=True)
    reward_program_id: str | None = Field(
        default=None, foreign_key="reward_programs.reward_program_id", ondelete="SET NULL", index=True
    )
    bio: str | None = None


class Patient(Table, table=True):
    """A patient."""

    __tablename__ = "patients"
    __table_args__ = (
        CheckConstraint("gender IN ('male', 'female', 'other')"),
        UniqueConstraint("email_address"),
    )

    patient_id: str = Field(primary_key=True)
    first_name: str
    address_texts: list[str] = Field(sa_type=JsonList())
    archived: bool
    birth_date: str | None = None
    email_address: str | None = None
    enrolled_at: str | None = None
    first_access_at: str | None = None
    gender: str | None = None
    identifier_values: list[str] = Field(sa_type=JsonList())
    invited_at: str | None = None
    last_access_at: str | None = None
    last_name: str | None = None
    note: str | None = None
    updated_at: str


class RewardProgram(Table, table=True):
    """A reward program."""

    __tablename__ = "reward_programs"
    __table_args__ = (
        CheckConstraint("budget_unit IN ('dollar', 'point', 'credit')"),
        UniqueConstraint("name"),
    )

    reward_program_id: str = Field(primary_key=True)
    name: str
    budget_unit: str
    budget_value: float
    description: str | None = None
    duration_active: float | None = None
    end_at: str
    frozen: bool
    fulfill_as_earned: bool
    start_at: str
    tagline: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class CoachShort(TypedDict):
    """A coach in the view `short`."""

    coach_id: str
    first_name: str | None
    patient_id: str | None
    last_name: str | None


def coach_short(coach: Coach) -> CoachShort:
    """A coach in the view `short`."""
    return {
        "coach_id": coach.coach_id,
        "first_name": coach.first_name,
        "patient_id": coach.patient_id,
        "last_name": coach.last_name,
    }


class CoachFull(CoachShort):
    """A coach in the view `full`."""


def coach_full(coach: Coach) -> CoachFull:
    """A coach in the view `full`."""
    return coach_short(coach)


class GroupShort(TypedDict):
    """A group in the view `short`."""

    group_id: str
    name: str
    patient_id: str | None
    reward_program_id: str | None
    bio: str | None


def group_short(group: Group) -> GroupShort:
    """A group in the view `short`."""
    return {
        "group_id": group.group_id,
        "name": group.name,
        "patient_id": group.patient_id,
        "reward_program_id": group.reward_program_id,
        "bio": group.bio,
    }


class GroupFull(GroupShort):
    """A group in the view `full`."""


def group_full(group: Group) -> GroupFull:
    """A group in the view `full`."""
    return group_short(group)


class PatientShort(TypedDict):
    """A patient in the view `short`."""

    patient_id: str
    first_name: str
    birth_date: str | None
    enrolled_at: str | None
    first_access_at: str | None
    invited_at: str | None
    last_access_at: str | None


def patient_short(patient: Patient) -> PatientShort:
    """A patient in the view `short`."""
    return {
        "patient_id": patient.patient_id,
        "first_name": patient.first_name,
        "birth_date": patient.birth_date,
        "enrolled_at": patient.enrolled_at,
        "first_access_at": patient.first_access_at,
        "invited_at": patient.invited_at,
        "last_access_at": patient.last_access_at,
    }


class PatientFull(PatientShort):
    """A patient in the view `full`."""

    address_texts: list[str]
    archived: bool
    email_address: str | None
    gender: str | None
    identifier_values: list[str]
    last_name: str | None
    note: str | None
    updated_at: str


def patient_full(patient: Patient) -> PatientFull:
    """A patient in the view `full`."""
    return {
        **patient_short(patient),
        "address_texts": patient.address_texts,
        "archived": patient.archived,
        "email_address": patient.email_address,
        "gender": patient.gender,
        "identifier_values": patient.identifier_values,
        "last_name": patient.last_name,
        "note": patient.note,
        "updated_at": patient.updated_at,
    }


class RewardProgramShort(TypedDict):
    """A reward program in the view `short`."""

    reward_program_id: str
    name: str
    budget_unit: str
    end_at: str
    frozen: bool
    fulfill_as_earned: bool
    start_at: str


def reward_program_short(reward_program: RewardProgram) -> RewardProgramShort:
    """A reward program in the view `short`."""
    return {
        "reward_program_id": reward_program.reward_program_id,
        "name": reward_program.name,
        "budget_unit": reward_program.budget_unit,
        "end_at": reward_program.end_at,
        "frozen": reward_program.frozen,
        "fulfill_as_earned": reward_program.fulfill_as_earned,
        "start_at": reward_program.start_at,
    }


class RewardProgramFull(RewardProgramShort):
    """A reward program in the view `full`."""

    budget_value: float
    description: str | None
    duration_active: float | None
    tagline: str | None


def reward_program_full(reward_program: RewardProgram) -> RewardProgramFull:
    """A reward program in the view `full`."""
    return {
        **reward_program_short(reward_program),
        "budget_value": reward_program.budget_value,
        "description": reward_program.description,
        "duration_active": reward_program.duration_active,
        "tagline": reward_program.tagline,
    }


# --- tools --------------------------------------------------------------------------------------------------------


class ListCoaches(TypedDict):
    """What `list_coaches` returns."""

    coaches: list[CoachShort]
    next_cursor: str | None


def list_coaches(
    db: Database, /, *, patient_id: str | None = None, limit: int = 20, cursor: str | None = None
) -> ListCoaches:
    """List the coaches, optionally by patient."""
    query = db.query(Coach)
    if patient_id is not None:
        query.where("patient_id IS ?", patient_id)
    page = query.page("first_name", limit=limit, cursor=cursor)
    return {"coaches": [coach_short(coach) for coach in page.rows], "next_cursor": page.next_cursor}


class GetCoach(TypedDict):
    """What `get_coach` returns."""

    coach: CoachFull


def get_coach(db: Database, /, *, coach_id: str) -> GetCoach:
    """Show a coach with all its details."""
    coach = db.find(Coach, coach_id) or fail("coach_not_found", coach_id=coach_id)
    return {"coach": coach_full(coach)}


class ListGroups(TypedDict):
    """What `list_groups` returns."""

    groups: list[GroupShort]
    next_cursor: str | None


def list_groups(
    db: Database,
    /,
    *,
    patient_id: str | None = None,
    reward_program_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListGroups:
    """List the groups, optionally by patient or reward program."""
    query = db.query(Group)
    if patient_id is not None:
        query.where("patient_id IS ?", patient_id)
    if reward_program_id is not None:
        query.where("reward_program_id IS ?", reward_program_id)
    page = query.page("name", limit=limit, cursor=cursor)
    return {"groups": [group_short(group) for group in page.rows], "next_cursor": page.next_cursor}


class GroupResult(TypedDict):
    """What `get_group` and `create_group` return."""

    group: GroupFull


def get_group(db: Database, /, *, group_id: str) -> GroupResult:
    """Show a group with all its details."""
    group = db.find(Group, group_id) or fail("group_not_found", group_id=group_id)
    return {"group": group_full(group)}


def create_group(
    db: Database,
    /,
    *,
    name: str,
    patient_id: str | None = None,
    reward_program_id: str | None = None,
    bio: str | None = None,
) -> GroupResult:
    """Create a group."""
    if patient_id is not None and db.find(Patient, patient_id) is None:
        fail("patient_not_found", patient_id=patient_id)
    if reward_program_id is not None and db.find(RewardProgram, reward_program_id) is None:
        fail("reward_program_not_found", reward_program_id=reward_program_id)
    if db.query(Group).where("same_text(name, ?)", name).exists():
        fail("group_name_taken", name=name)
    group = db.insert(
        Group,
        group_id=f"GROUP-{db.next_number('groups'):04d}",
        name=name,
        patient_id=patient_id,
        reward_program_id=reward_program_id,
        bio=bio,
    )
    return {"group": group_full(group)}


class ListPatients(TypedDict):
    """What `list_patients` returns."""

    patients: list[PatientShort]
    next_cursor: str | None


def list_patients(
    db: Database,
    /,
    *,
    birth_after: str | None = None,
    birth_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListPatients:
    """List the patients, optionally by birth date."""
    query = db.query(Patient)
    if birth_after is not None:
        query.where("birth_date IS NOT NULL AND birth_date >= ?", birth_after)
    if birth_before is not None:
        query.where("birth_date IS NOT NULL AND birth_date <= ?", birth_before)
    page = query.page("first_name", limit=limit, cursor=cursor)
    return {"patients": [patient_short(patient) for patient in page.rows], "next_cursor": page.next_cursor}


class PatientResult(TypedDict):
    """What `get_patient` and 2 other tools return."""

    patient: PatientFull


def get_patient(db: Database, /, *, patient_id: str) -> PatientResult:
    """Show a patient with all its details."""
    patient = db.find(Patient, patient_id) or fail("patient_not_found", patient_id=patient_id)
    return {"patient": patient_full(patient)}


def create_patient(
    db: Database,
    /,
    *,
    first_name: str,
    address_texts: list[str],
    birth_date: str | None = None,
    email_address: str | None = None,
    gender: Literal["male", "female", "other"] | None = None,
    identifier_values: list[str],
    last_name: str | None = None,
    note: str | None = None,
) -> PatientResult:
    """Create a patient."""
    if email_address is not None and db.query(Patient).where("same_text(email_address, ?)", email_address).exists():
        fail("patient_email_address_taken", email_address=email_address)
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    patient = db.insert(
        Patient,
        patient_id=f"PAT-{db.next_number('patients'):04d}",
        first_name=first_name,
        address_texts=address_texts,
        archived=False,
        birth_date=birth_date,
        email_address=email_address,
        gender=gender,
        identifier_values=identifier_values,
        last_name=last_name,
        note=note,
        updated_at=db.now(),
    )
    return {"patient": patient_full(patient)}


def update_patient(
    db: Database,
    /,
    *,
    patient_id: str,
    first_name: str | None = None,
    address_texts: list[str] | None = None,
    birth_date: str | None = None,
    email_address: str | None = None,
    gender: Literal["male", "female", "other"] | None = None,
    identifier_values: list[str] | None = None,
    last_name: str | None = None,
    note: str | None = None,
    clear: list[Literal["birth_date", "email_address", "gender", "last_name", "note"]] | None = None,
) -> PatientResult:
    """Change a patient, for example its first name, email address, note or last name."""
    changes = given(
        clear,
        first_name=first_name,
        address_texts=address_texts,
        birth_date=birth_date,
        email_address=email_address,
        gender=gender,
        identifier_values=identifier_values,
        last_name=last_name,
        note=note,
    )
    patient = db.find(Patient, patient_id) or fail("patient_not_found", patient_id=patient_id)
    if (
        email_address is not None
        and db.query(Patient)
        .where("same_text(email_address, ?) AND patient_id <> ?", email_address, patient.patient_id)
        .exists()
    ):
        fail("patient_email_address_taken", email_address=email_address)
    if not (email_address is None or valid_email(email_address)):
        fail("email_address_invalid", email_address=email_address)
    if not changes:
        fail("nothing_to_change")
    db.update(patient, **changes, updated_at=db.now())
    return {"patient": patient_full(patient)}


class ListRewardPrograms(TypedDict):
    """What `list_reward_programs` returns."""

    reward_programs: list[RewardProgramShort]
    next_cursor: str | None


def list_reward_programs(
    db: Database,
    /,
    *,
    end_after: str | None = None,
    end_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRewardPrograms:
    """List the reward programs, optionally by end time."""
    query = db.query(RewardProgram)
    if end_after is not None:
        query.where("end_at >= ?", end_after)
    if end_before is not None:
        query.where("end_at <= ?", end_before)
    page = query.page("end_at", limit=limit, cursor=cursor)
    return {
        "reward_programs": [reward_program_short(reward_program) for reward_program in page.rows],
        "next_cursor": page.next_cursor,
    }


class RewardProgramResult(TypedDict):
    """What `get_reward_program` and `create_reward_program` return."""

    reward_program: RewardProgramFull


def get_reward_program(db: Database, /, *, reward_program_id: str) -> RewardProgramResult:
    """Show a reward program with all its details."""
    reward_program = db.find(RewardProgram, reward_program_id)
    if reward_program is None:
        fail("reward_program_not_found", reward_program_id=reward_program_id)
    return {"reward_program": reward_program_full(reward_program)}


def create_reward_program(
    db: Database,
    /,
    *,
    name: str,
    budget_value: float,
    end_at: str,
    start_at: str,
    budget_unit: Literal["dollar", "point", "credit"] = "dollar",
    description: str | None = None,
    frozen: bool = False,
    tagline: str | None = None,
) -> RewardProgramResult:
    """Create a reward program."""
    if start_at > end_at:
        fail("end_at_before_start_at")
    if db.query(RewardProgram).where("same_text(name, ?)", name).exists():
        fail("reward_program_name_taken", name=name)
    reward_program = db.insert(
        RewardProgram,
        reward_program_id=f"RP-{db.next_number('reward_programs'):04d}",
        name=name,
        budget_unit=budget_unit,
        budget_value=budget_value,
        description=description,
        end_at=end_at,
        frozen=frozen,
        fulfill_as_earned=False,
        start_at=start_at,
        tagline=tagline,
    )
    return {"reward_program": reward_program_full(reward_program)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "coach_not_found": "There is no coach {coach_id}. List the coaches to see which there are.",
    "end_at_before_start_at": "The end cannot be before the start. Give a later end or an earlier start.",
    "group_name_taken": "There is already a group with the name {name}. Choose another name.",
    "group_not_found": "There is no group {group_id}. List the groups to see which there are.",
    "patient_email_address_taken": (
        "There is already a patient with the email address {email_address}. Choose another email address."
    ),
    "patient_not_found": "There is no patient {patient_id}. List the patients to see which there are.",
    "reward_program_name_taken": "There is already a reward program with the name {name}. Choose another name.",
    "reward_program_not_found": (
        "There is no reward program {reward_program_id}. List the reward programs to see which there are."
    ),
    "email_address_invalid": "{email_address} is no email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="fitbit_plus_patients",
    folder=Path(__file__).parent,
    tables=[Coach, Group, Patient, RewardProgram],
    tools={
        "list_coaches": Tool(list_coaches, read_only=True),
        "get_coach": Tool(get_coach, read_only=True),
        "list_groups": Tool(list_groups, read_only=True),
        "get_group": Tool(get_group, read_only=True),
        "create_group": Tool(create_group),
        "list_patients": Tool(list_patients, read_only=True),
        "get_patient": Tool(get_patient, read_only=True),
        "create_patient": Tool(create_patient),
        "update_patient": Tool(update_patient),
        "list_reward_programs": Tool(list_reward_programs, read_only=True),
        "get_reward_program": Tool(get_reward_program, read_only=True),
        "create_reward_program": Tool(create_reward_program),
    },
    faults=FAULTS,
    unique_faults={
        "groups.name": "group_name_taken",
        "patients.email_address": "patient_email_address_taken",
        "reward_programs.name": "reward_program_name_taken",
    },
    instructions=INSTRUCTIONS,
)
