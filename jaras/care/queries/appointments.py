"""What is read of appointments: those of a case, those to come, those without an outcome."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from jaras.care.models import Appointment
from jaras.care.rules import AppointmentState, CareVerb, Reminder
from jaras.care.rules.appointments import BEFORE
from jaras.cases.models import Case, Party
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page


def of_case_ahead(case: Case, actor: Actor) -> list[Appointment]:
    """Those without an outcome yet, first come first."""
    return list(_seen(case, actor).filter(state=AppointmentState.PLANNED).order_by("starts_at", "id"))


def of_case_settled(case: Case, actor: Actor, *, after: str = "", size: int = 20) -> Page[Appointment]:
    """Those whose outcome is written, last first."""
    rows = _seen(case, actor).exclude(state=AppointmentState.PLANNED)
    return page(rows, order=("-starts_at", "-id"), after=after, size=size)


def appointments_between(
    actor: Actor, since: datetime, until: datetime, *, companion_id: int | None = None, most: int = 50
) -> list[Appointment]:
    """The planned ones that begin in this time, where this actor sees their case."""
    rows = _planned(actor).filter(starts_at__gte=since, starts_at__lt=until)
    if companion_id is not None:
        rows = rows.filter(companion_id=companion_id)
    return list(rows.order_by("starts_at", "id")[:most])


def appointments_without_outcome(actor: Actor, at: datetime, *, most: int = 50) -> list[Appointment]:
    """Their hour has passed, nobody said whether the person came."""
    return list(_planned(actor).filter(starts_at__lt=at).order_by("starts_at", "id")[:most])


def calls_to_make(actor: Actor, at: datetime, until: datetime, *, most: int = 50) -> list[Appointment]:
    """The persons whom a colleague calls before their hour; `contact_safety` is read first."""
    rows = _planned(actor).filter(reminder=Reminder.CALL, starts_at__gte=at, starts_at__lt=until)
    return list(rows.order_by("starts_at", "id")[:most])


def companions_to_remind(at: datetime, *, most: int = 500) -> Sequence[Appointment]:
    """The planned ones within the longest notice; the rule says which of them are due."""
    rows = Appointment.objects.filter(
        state=AppointmentState.PLANNED,
        reminder=Reminder.COMPANION,
        companion__is_active=True,
        starts_at__gt=at,
        starts_at__lte=at + max(BEFORE),
    )
    return list(rows.order_by("starts_at", "id")[:most])


def _planned(actor: Actor) -> QuerySet[Appointment]:
    rows = Appointment.objects.visible_to(actor).filter(state=AppointmentState.PLANNED)
    parties = Prefetch("case__parties", Party.objects.select_related("person"))
    return rows.select_related("case", "person", "companion", "organisation").prefetch_related(parties)


def _seen(case: Case, actor: Actor) -> QuerySet[Appointment]:
    if not actor.can(CareVerb.READ):
        return Appointment.objects.none()
    rows = Appointment.objects.filter(case__in=Case.objects.visible_to(actor).filter(pk=case.pk))
    return rows.select_related("person", "companion", "organisation", "by")
