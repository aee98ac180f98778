"""What is read of appointments: those of a case, those of which somebody is reminded."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from jaras.care.models import Appointment
from jaras.care.rules import AppointmentState, CareVerb, Reminder
from jaras.care.rules.appointments import BEFORE
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page


def of_case_ahead(case: Case, actor: Actor) -> list[Appointment]:
    """Those without an outcome yet, first come first."""
    return list(_seen(case, actor).filter(state=AppointmentState.PLANNED).order_by("starts_at", "id"))


def of_case_settled(case: Case, actor: Actor, *, after: str = "", size: int = 20) -> Page[Appointment]:
    """Those whose outcome is written, last first."""
    rows = _seen(case, actor).exclude(state=AppointmentState.PLANNED)
    return page(rows, order=("-starts_at", "-id"), after=after, size=size)


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


def _seen(case: Case, actor: Actor) -> QuerySet[Appointment]:
    if not actor.can(CareVerb.READ):
        return Appointment.objects.none()
    rows = Appointment.objects.filter(case__in=Case.objects.visible_to(actor).filter(pk=case.pk))
    return rows.select_related("person", "companion", "organisation", "by")
