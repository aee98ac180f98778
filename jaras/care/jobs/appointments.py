"""Reminders to those who go along: the day before, two hours before."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.care import actions, queries
from jaras.care.models import Appointment
from jaras.care.rules.appointments import AppointmentState, reminder_due
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import letter


def remind_companions() -> None:
    """Each reminder whose hour has come, once."""
    at = timezone.now()
    for each in queries.companions_to_remind(at):
        if reminder_due(starts_at=each.starts_at, planned_at=each.at, reminded_at=each.reminded_at, at=at):
            actions.remind_companion(appointment=each, by=SYSTEM, at=at)


def remind_companion(appointment_id: int) -> None:
    """A letter that names nobody, no place: its link opens the case for whoever is signed in."""
    rows = Appointment.objects.filter(pk=appointment_id, state=AppointmentState.PLANNED)
    appointment = rows.select_related("companion").first()
    if appointment is None or appointment.companion is None:
        return
    companion = appointment.companion
    link = settings.ORIGIN + reverse("case_appointments", args=[appointment.case_id])
    starts = timezone.localtime(appointment.starts_at)
    with translation.override(companion.language):
        subject = _("Reminder: you are expected at %(hour)s") % {"hour": f"{starts:%H:%M}"}
        body = _(
            "Hello,\n\nyou go along with somebody on %(day)s at %(hour)s. "
            "Where, and with whom, is written here:\n\n%(link)s\n\n"
            "If you cannot go, hand the appointment to a colleague on that page."
        ) % {"day": f"{starts:%d/%m/%Y}", "hour": f"{starts:%H:%M}", "link": link}
    mail = EmailMessage(subject, body, to=[companion.email])
    letter(mail, topic="duty", about=("appointment", appointment.pk))
