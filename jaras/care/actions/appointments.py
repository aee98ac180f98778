"""Every write about an appointment: planned, amended, its outcome, its reminders."""

from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.recording import record
from jaras.care.models import Appointment, Need
from jaras.care.rules import APPOINTMENT, AppointmentState, CareVerb, Reminder
from jaras.care.rules.appointments import may_begin
from jaras.cases import actions as cases
from jaras.cases.models import Case, Membership
from jaras.cases.rules import ENDED, CasesVerb, Entry
from jaras.governance.models import Member
from jaras.kernel import access, events, idempotency, jobs, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.people.models import Person

EARLY = timedelta(hours=12)  # an outcome is told on the day, not the week before
REMINDER = "jaras.care.jobs.remind_companion"


class Said(TypedDict, total=False):
    """What an appointment says."""

    what: str
    starts_at: datetime
    place_text: str
    organisation: Organisation | None
    person: Person | None
    need: Need | None
    companion: Member | None
    reminder: str


@transaction.atomic
def plan_appointment(
    *, case: Case, by: Actor, at: datetime, key: str = "", **said: Unpack[Said]
) -> Appointment:
    """Write down where somebody is expected; the same `key` is kept once."""
    access.require(by, CareVerb.ACT, case)
    key = f"{case.pk}:{key}" if key else ""
    if (first := idempotency.earlier("appointment", key)) is not None:
        return Appointment.objects.get(pk=first)
    if case.state in ENDED:
        raise Refused(_("This case is not followed any more: open it again first."))
    appointment = Appointment(case=case, by_id=by.member_id, at=at)
    _fill(appointment, said, by=by, at=at)
    appointment.save()
    idempotency.remember("appointment", key, appointment.pk, at=at)
    _tell(appointment, by=by, at=at)
    events.publish(
        facts.AppointmentPlanned(
            appointment_id=appointment.pk,
            case_id=case.pk,
            companion_id=appointment.companion_id,
            reminder=appointment.reminder,
        ),
        by=by,
        at=at,
    )
    return appointment


@transaction.atomic
def amend_appointment(
    *, appointment: Appointment, by: Actor, at: datetime, **said: Unpack[Said]
) -> Appointment:
    """Another hour, another companion; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, CareVerb.ACT, appointment)
    if appointment.state != AppointmentState.PLANNED:
        raise Refused(_("Its outcome is written already."))
    before = {name: getattr(appointment, name) for name in FIELDS}
    _fill(appointment, {**_as_said(appointment), **said}, by=by, at=at)
    if appointment.starts_at != before["starts_at"]:
        appointment.reminded_at = None
    appointment.save_checked(*FIELDS, "reminded_at")
    changed = tuple(name for name in FIELDS if getattr(appointment, name) != before[name])
    _tell(appointment, by=by, at=at, amended=True)
    events.publish(
        facts.AppointmentAmended(appointment_id=appointment.pk, case_id=appointment.case_id, fields=changed),
        by=by,
        at=at,
    )
    return appointment


@transaction.atomic
def settle_appointment(
    *,
    appointment: Appointment,
    verb: str,
    by: Actor,
    at: datetime,
    words: str = "",
    counts_as: str = "",
) -> Appointment:
    """They came, they did not and why, it is cancelled and why; `counts_as` counts the accompaniment."""
    access.require(by, CareVerb.ACT, appointment)
    if verb != "cancel" and at < appointment.starts_at - EARLY:
        raise Refused(_("This hour has not come yet: cancel it, or wait."))
    words = text.within(words, limit=500, field="words")
    workflow.move(appointment, APPOINTMENT, verb, by=by, at=at, reason=words)
    appointment.outcome = words
    appointment.save_checked("state", "outcome")
    _tell(appointment, by=by, at=at)
    events.publish(
        facts.AppointmentMoved(
            appointment_id=appointment.pk, case_id=appointment.case_id, verb=verb, state=appointment.state
        ),
        by=by,
        at=at,
    )
    if verb == "come" and counts_as:
        _count(appointment, counts_as, by=by, at=at)
    return appointment


@transaction.atomic
def note_call(
    *, appointment: Appointment, reached: bool, by: Actor, at: datetime, words: str = ""
) -> Appointment:
    """A call was made to recall it; once the person knows, nobody has to call any more."""
    access.require(by, CareVerb.ACT, appointment)
    if appointment.state != AppointmentState.PLANNED:
        raise Refused(_("Its outcome is written already."))
    if appointment.reminder != Reminder.CALL or at >= appointment.starts_at:
        raise Refused(_("Nobody has to call for this appointment."))
    if appointment.reminded_at is not None:
        raise Refused(_("Somebody called already: they know."))
    words = text.within(words, limit=500, field="words")
    if reached:
        appointment.reminded_at = at
        appointment.save_checked("reminded_at")
    data = {
        "appointment": appointment.pk,
        "called": reached,
        "for": appointment.starts_at.isoformat(),
        "what": appointment.what,
    }
    cases.tell(appointment.case, Entry.APPOINTMENT, by=by, at=at, words=words, data=data)
    events.publish(
        facts.PersonCalled(appointment_id=appointment.pk, case_id=appointment.case_id, reached=reached),
        by=by,
        at=at,
    )
    return appointment


@transaction.atomic
def remind_companion(*, appointment: Appointment, by: Actor, at: datetime) -> bool:
    """Have a letter written to whoever goes along; of two workers, one does."""
    last, companion_id = appointment.reminded_at, appointment.companion_id
    rows = Appointment.objects.filter(pk=appointment.pk, state=AppointmentState.PLANNED, reminded_at=last)
    if companion_id is None or not rows.update(reminded_at=at):
        return False
    jobs.enqueue(REMINDER, appointment.pk)
    events.publish(
        facts.CompanionReminded(
            appointment_id=appointment.pk, case_id=appointment.case_id, companion_id=companion_id
        ),
        by=by,
        at=at,
    )
    return True


FIELDS = (
    "what",
    "starts_at",
    "place_text",
    "organisation_id",
    "person_id",
    "need_id",
    "companion_id",
    "reminder",
)


def _as_said(appointment: Appointment) -> Said:
    return {
        "what": appointment.what,
        "starts_at": appointment.starts_at,
        "place_text": appointment.place_text,
        "organisation": appointment.organisation,
        "person": appointment.person,
        "need": appointment.need,
        "companion": appointment.companion,
        "reminder": appointment.reminder,
    }


def _fill(appointment: Appointment, said: Said, *, by: Actor, at: datetime) -> None:
    """Write what is said on the row, refused with the sentence of the first thing that is wrong."""
    case, moved = appointment.case, said.get("starts_at")
    appointment.what = text.within(said.get("what", ""), limit=300, field="what")
    appointment.place_text = text.within(said.get("place_text", ""), limit=200, field="place_text")
    if not appointment.what:
        raise Refused(_("Say what the appointment is for."), field="what")
    if moved is None:
        raise Refused(_("Say the day with its hour."), field="starts_at")
    if moved != appointment.starts_at and not may_begin(moved, at=at):
        raise Refused(_("An appointment lies ahead, within two years."), field="starts_at")
    appointment.starts_at = moved
    appointment.reminder = said.get("reminder", "") or Reminder.NONE
    if appointment.reminder not in set(Reminder):
        raise Refused(_("This value is not in the list."), field="reminder")
    for name in ("organisation", "person", "need", "companion"):
        setattr(appointment, name, said.get(name))
    _require_of_case(appointment, case)
    _require_companion(appointment, by=by, at=at)


def _require_of_case(appointment: Appointment, case: Case) -> None:
    person, need = appointment.person, appointment.need
    if person is not None and not case.parties.filter(person=person).exists():
        raise Refused(_("This person is not of this case."), field="person")
    if need is not None and need.case_id != case.pk:
        raise Refused(_("This need is not of this case."), field="need")


def _require_companion(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Whoever goes along joins the team, or they could not see where to go."""
    companion, case = appointment.companion, appointment.case
    if companion is None:
        if appointment.reminder == Reminder.COMPANION:
            raise Refused(_("Say who goes along, to be reminded."), field="companion")
        return
    if not companion.is_active:
        raise Refused(_("This member is suspended."), field="companion")
    if not Membership.objects.current().filter(case=case, member=companion).exists():
        access.require(by, CasesVerb.WRITE, case)
        cases.join_team(case=case, member=companion, by=by, at=at)


def _count(appointment: Appointment, code: str, *, by: Actor, at: datetime) -> None:
    record(
        code=code,
        case=appointment.case,
        person=appointment.person,
        need=appointment.need,
        organisation=appointment.organisation,
        place_text=appointment.place_text,
        note=appointment.what,
        source=f"appointment:{appointment.pk}",
        moment=min(appointment.starts_at, at),
        by=by,
        at=at,
    )


def _tell(appointment: Appointment, *, by: Actor, at: datetime, amended: bool = False) -> None:
    data: dict[str, Any] = {
        "appointment": appointment.pk,
        "state": appointment.state,
        "for": appointment.starts_at.isoformat(),
        "what": appointment.what,
    }
    if amended:
        data["amended"] = True
    words = appointment.outcome or appointment.place_text
    cases.tell(appointment.case, Entry.APPOINTMENT, by=by, at=at, words=words, data=data)
