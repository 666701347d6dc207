"""GoToTraining: keeps trainings, registrants, organizer trainings, recordings, organizers and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import valid_email, words
from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
GoToTraining. Keeps trainings, registrants, organizer trainings, recordings, organizers and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- The name must not be blank.
- Creating a registrant can be refused: that email is not an email address.
- Two registrants cannot have the same email.
- Deleting a training also deletes its registrants.
- Deleting a training keeps the organizers that refer to it; they lose the reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class Organizer(Table, table=True):
    """An organizer."""

    __tablename__ = "organizers"

    organizer_id: str = Field(primary_key=True)
    email: str | None = None
    training_id: int | None = Field(default=None, foreign_key="trainings.training_id", ondelete="SET NULL", index=True)
    given_name: str | None = None
    surname: str | None = None


class Training(Table, table=True):
    """A training."""

    __tablename__ = "trainings"

    training_id: int = Field(primary_key=True)
    name: str
    description: str | None = None
    registration_settings_disable_confirmation_email: bool
    registration_settings_disable_web_registration: bool
    time_zone: str
    organizers: list[int] = Field(sa_type=JsonList())


class Registrant(Table, table=True):
    """A registrant of a training."""

    __tablename__ = "registrants"
    __table_args__ = (
        CheckConstraint("status IN ('WAITING', 'APPROVED', 'DENIED')"),
        UniqueConstraint("email"),
    )

    registrant_id: int = Field(primary_key=True)
    training_id: int = Field(foreign_key="trainings.training_id", ondelete="CASCADE", index=True)
    email: str
    given_name: str
    registration_date: str | None = None
    status: str
    surname: str


class Attendee(Table, table=True):
    """An attendee."""

    __tablename__ = "attendees"

    attendee_id: str = Field(primary_key=True)


class OrganizerTraining(Table, table=True):
    """An organizer training."""

    __tablename__ = "organizer_trainings"

    organizer_training_id: int = Field(primary_key=True)
    training_name: str | None = None
    attendance_count: int | None = None
    duration: int | None = None
    session_end_time: str | None = None
    session_start_time: str | None = None


class Recording(Table, table=True):
    """A recording."""

    __tablename__ = "recordings"

    recording_id: int = Field(primary_key=True)
    name: str | None = None
    description: str | None = None
    end_date: str | None = None
    start_date: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class OrganizerShort(TypedDict):
    """An organizer in the view `short`."""

    organizer_id: str
    email: str | None
    training_id: int | None
    given_name: str | None
    surname: str | None


def organizer_short(organizer: Organizer) -> OrganizerShort:
    """An organizer in the view `short`."""
    return {
        "organizer_id": organizer.organizer_id,
        "email": organizer.email,
        "training_id": organizer.training_id,
        "given_name": organizer.given_name,
        "surname": organizer.surname,
    }


class OrganizerFull(OrganizerShort):
    """An organizer in the view `full`."""


def organizer_full(organizer: Organizer) -> OrganizerFull:
    """An organizer in the view `full`."""
    return organizer_short(organizer)


class TrainingShort(TypedDict):
    """A training in the view `short`."""

    training_id: int
    name: str
    description: str | None
    registration_settings_disable_confirmation_email: bool
    registration_settings_disable_web_registration: bool
    time_zone: str
    organizers: list[int]


def training_short(training: Training) -> TrainingShort:
    """A training in the view `short`."""
    return {
        "training_id": training.training_id,
        "name": training.name,
        "description": training.description,
        "registration_settings_disable_confirmation_email": training.registration_settings_disable_confirmation_email,
        "registration_settings_disable_web_registration": training.registration_settings_disable_web_registration,
        "time_zone": training.time_zone,
        "organizers": training.organizers,
    }


class TrainingFull(TrainingShort):
    """A training in the view `full`."""


def training_full(training: Training) -> TrainingFull:
    """A training in the view `full`."""
    return training_short(training)


class RegistrantShort(TypedDict):
    """A registrant in the view `short`."""

    registrant_id: int
    training_id: int
    email: str
    given_name: str
    registration_date: str | None
    status: str
    surname: str


def registrant_short(registrant: Registrant) -> RegistrantShort:
    """A registrant in the view `short`."""
    return {
        "registrant_id": registrant.registrant_id,
        "training_id": registrant.training_id,
        "email": registrant.email,
        "given_name": registrant.given_name,
        "registration_date": registrant.registration_date,
        "status": registrant.status,
        "surname": registrant.surname,
    }


class RegistrantFull(RegistrantShort):
    """A registrant in the view `full`."""


def registrant_full(registrant: Registrant) -> RegistrantFull:
    """A registrant in the view `full`."""
    return registrant_short(registrant)


class AttendeeShort(TypedDict):
    """An attendee in the view `short`."""

    attendee_id: str


def attendee_short(attendee: Attendee) -> AttendeeShort:
    """An attendee in the view `short`."""
    return {"attendee_id": attendee.attendee_id}


class AttendeeFull(AttendeeShort):
    """An attendee in the view `full`."""


def attendee_full(attendee: Attendee) -> AttendeeFull:
    """An attendee in the view `full`."""
    return attendee_short(attendee)


class OrganizerTrainingShort(TypedDict):
    """An organizer training in the view `short`."""

    organizer_training_id: int
    training_name: str | None
    attendance_count: int | None
    duration: int | None
    session_end_time: str | None
    session_start_time: str | None


def organizer_training_short(organizer_training: OrganizerTraining) -> OrganizerTrainingShort:
    """An organizer training in the view `short`."""
    return {
        "organizer_training_id": organizer_training.organizer_training_id,
        "training_name": organizer_training.training_name,
        "attendance_count": organizer_training.attendance_count,
        "duration": organizer_training.duration,
        "session_end_time": organizer_training.session_end_time,
        "session_start_time": organizer_training.session_start_time,
    }


class OrganizerTrainingFull(OrganizerTrainingShort):
    """An organizer training in the view `full`."""


def organizer_training_full(organizer_training: OrganizerTraining) -> OrganizerTrainingFull:
    """An organizer training in the view `full`."""
    return organizer_training_short(organizer_training)


class RecordingShort(TypedDict):
    """A recording in the view `short`."""

    recording_id: int
    name: str | None
    description: str | None
    end_date: str | None
    start_date: str | None


def recording_short(recording: Recording) -> RecordingShort:
    """A recording in the view `short`."""
    return {
        "recording_id": recording.recording_id,
        "name": recording.name,
        "description": recording.description,
        "end_date": recording.end_date,
        "start_date": recording.start_date,
    }


class RecordingFull(RecordingShort):
    """A recording in the view `full`."""


def recording_full(recording: Recording) -> RecordingFull:
    """A recording in the view `full`."""
    return recording_short(recording)


# --- tools --------------------------------------------------------------------------------------------------------


class ListOrganizers(TypedDict):
    """What `list_organizers` returns."""

    organizers: list[OrganizerFull]
    next_cursor: str | None


def list_organizers(db: Database, /, *, training_id: int, limit: int = 20, cursor: str | None = None) -> ListOrganizers:
    """List the organizers of a training."""
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    page = db.query(Organizer).where("training_id IS ?", training.training_id).page("email", limit=limit, cursor=cursor)
    return {"organizers": [organizer_full(organizer) for organizer in page.rows], "next_cursor": page.next_cursor}


class ListTrainings(TypedDict):
    """What `list_trainings` returns."""

    trainings: list[TrainingShort]
    next_cursor: str | None


def list_trainings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListTrainings:
    """List the trainings."""
    page = db.query(Training).page("name", limit=limit, cursor=cursor)
    return {"trainings": [training_short(training) for training in page.rows], "next_cursor": page.next_cursor}


class TrainingResult(TypedDict):
    """What `get_training` and 4 other tools return."""

    training: TrainingFull


def get_training(db: Database, /, *, training_id: int) -> TrainingResult:
    """Show a training with all its details."""
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    return {"training": training_full(training)}


def create_training(
    db: Database,
    /,
    *,
    name: str,
    time_zone: str,
    description: str | None = None,
    registration_settings_disable_confirmation_email: bool = False,
    registration_settings_disable_web_registration: bool = False,
    organizers: list[int],
) -> TrainingResult:
    """Create a training."""
    if len(words(name)) <= 0:
        fail("name_blank")
    training = db.insert(
        Training,
        training_id=db.next_number("trainings"),
        name=name,
        description=description,
        registration_settings_disable_confirmation_email=registration_settings_disable_confirmation_email,
        registration_settings_disable_web_registration=registration_settings_disable_web_registration,
        time_zone=time_zone,
        organizers=organizers,
    )
    return {"training": training_full(training)}


class DeleteTraining(TypedDict):
    """What `delete_training` returns."""

    training_id: int


def delete_training(db: Database, /, *, training_id: int) -> DeleteTraining:
    """Delete a training together with its registrants."""
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    db.delete(training)
    return {"training_id": training_id}


def set_training_name_description(
    db: Database,
    /,
    *,
    training_id: int,
    description: str | None = None,
    name: str | None = None,
    clear: list[Literal["description"]] | None = None,
) -> TrainingResult:
    """Set the description and name of a training."""
    changes = given(clear, description=description, name=name)
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(training, **changes)
    return {"training": training_full(training)}


def set_training_registration_settings(
    db: Database,
    /,
    *,
    training_id: int,
    registration_settings_disable_confirmation_email: bool | None = None,
    registration_settings_disable_web_registration: bool | None = None,
) -> TrainingResult:
    """Set the registration settings disable confirmation email and registration settings disable web registration of
    a training.
    """
    changes = given(
        None,
        registration_settings_disable_confirmation_email=registration_settings_disable_confirmation_email,
        registration_settings_disable_web_registration=registration_settings_disable_web_registration,
    )
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    if not changes:
        fail("nothing_to_change")
    db.update(training, **changes)
    return {"training": training_full(training)}


def set_training_times(db: Database, /, *, training_id: int, time_zone: str) -> TrainingResult:
    """Set the time zone of a training."""
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    db.update(training, time_zone=time_zone)
    return {"training": training_full(training)}


class ListRegistrants(TypedDict):
    """What `list_registrants` returns."""

    registrants: list[RegistrantShort]
    next_cursor: str | None


def list_registrants(
    db: Database,
    /,
    *,
    training_id: int,
    status: Literal["WAITING", "APPROVED", "DENIED"] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListRegistrants:
    """List the registrants of a training, optionally by status."""
    training = db.find(Training, training_id) or fail("training_not_found", training_id=training_id)
    query = db.query(Registrant).where("training_id = ?", training.training_id)
    if status is not None:
        query.where("status = ?", status)
    page = query.page("email", limit=limit, cursor=cursor)
    return {"registrants": [registrant_short(registrant) for registrant in page.rows], "next_cursor": page.next_cursor}


class RegistrantResult(TypedDict):
    """What `get_registrant` and `create_registrant` return."""

    registrant: RegistrantFull


def get_registrant(db: Database, /, *, registrant_id: int) -> RegistrantResult:
    """Show a registrant with all its details."""
    registrant = db.find(Registrant, registrant_id) or fail("registrant_not_found", registrant_id=registrant_id)
    return {"registrant": registrant_full(registrant)}


def create_registrant(
    db: Database, /, *, training_id: int, email: str, given_name: str, surname: str
) -> RegistrantResult:
    """Create a registrant in a training."""
    if db.find(Training, training_id) is None:
        fail("training_not_found", training_id=training_id)
    if db.query(Registrant).where("same_text(email, ?)", email).exists():
        fail("registrant_email_taken", email=email)
    if not valid_email(email):
        fail("email_invalid", email=email)
    registrant = db.insert(
        Registrant,
        registrant_id=db.next_number("registrants"),
        training_id=training_id,
        email=email,
        given_name=given_name,
        status="WAITING",
        surname=surname,
    )
    return {"registrant": registrant_full(registrant)}


class DeleteRegistrant(TypedDict):
    """What `delete_registrant` returns."""

    registrant_id: int


def delete_registrant(db: Database, /, *, registrant_id: int) -> DeleteRegistrant:
    """Delete a registrant."""
    registrant = db.find(Registrant, registrant_id) or fail("registrant_not_found", registrant_id=registrant_id)
    db.delete(registrant)
    return {"registrant_id": registrant_id}


class ListOrganizerTrainings(TypedDict):
    """What `list_organizer_trainings` returns."""

    organizer_trainings: list[OrganizerTrainingShort]
    next_cursor: str | None


def list_organizer_trainings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListOrganizerTrainings:
    """List the organizer trainings."""
    page = db.query(OrganizerTraining).page("training_name", limit=limit, cursor=cursor)
    return {
        "organizer_trainings": [organizer_training_short(organizer_training) for organizer_training in page.rows],
        "next_cursor": page.next_cursor,
    }


class GetOrganizerTraining(TypedDict):
    """What `get_organizer_training` returns."""

    organizer_training: OrganizerTrainingFull


def get_organizer_training(db: Database, /, *, organizer_training_id: int) -> GetOrganizerTraining:
    """Show an organizer training with all its details."""
    organizer_training = db.find(OrganizerTraining, organizer_training_id)
    if organizer_training is None:
        fail("organizer_training_not_found", organizer_training_id=organizer_training_id)
    return {"organizer_training": organizer_training_full(organizer_training)}


class ListRecordings(TypedDict):
    """What `list_recordings` returns."""

    recordings: list[RecordingShort]
    next_cursor: str | None


def list_recordings(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListRecordings:
    """List the recordings."""
    page = db.query(Recording).page("name", limit=limit, cursor=cursor)
    return {"recordings": [recording_short(recording) for recording in page.rows], "next_cursor": page.next_cursor}


class GetRecording(TypedDict):
    """What `get_recording` returns."""

    recording: RecordingFull


def get_recording(db: Database, /, *, recording_id: int) -> GetRecording:
    """Show a recording with all its details."""
    recording = db.find(Recording, recording_id) or fail("recording_not_found", recording_id=recording_id)
    return {"recording": recording_full(recording)}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "organizer_training_not_found": (
        "There is no organizer training {organizer_training_id}. List the organizer trainings to see which there are."
    ),
    "recording_not_found": "There is no recording {recording_id}. List the recordings to see which there are.",
    "registrant_email_taken": "There is already a registrant with the email {email}. Choose another email.",
    "registrant_not_found": "There is no registrant {registrant_id}. List the registrants to see which there are.",
    "training_not_found": "There is no training {training_id}. List the trainings to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "email_invalid": "The email {email} is not an email address. Write one such as name@example.com.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="go_to_training",
    folder=Path(__file__).parent,
    tables=[Organizer, Training, Registrant, Attendee, OrganizerTraining, Recording],
    tools={
        "list_organizers": Tool(list_organizers, read_only=True),
        "list_trainings": Tool(list_trainings, read_only=True),
        "get_training": Tool(get_training, read_only=True),
        "create_training": Tool(create_training),
        "delete_training": Tool(delete_training),
        "set_training_name_description": Tool(set_training_name_description),
        "set_training_registration_settings": Tool(set_training_registration_settings),
        "set_training_times": Tool(set_training_times),
        "list_registrants": Tool(list_registrants, read_only=True),
        "get_registrant": Tool(get_registrant, read_only=True),
        "create_registrant": Tool(create_registrant),
        "delete_registrant": Tool(delete_registrant),
        "list_organizer_trainings": Tool(list_organizer_trainings, read_only=True),
        "get_organizer_training": Tool(get_organizer_training, read_only=True),
        "list_recordings": Tool(list_recordings, read_only=True),
        "get_recording": Tool(get_recording, read_only=True),
    },
    faults=FAULTS,
    unique_faults={
        "registrants.email": "registrant_email_taken",
    },
    instructions=INSTRUCTIONS,
)
