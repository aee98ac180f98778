"""An hour and a place where somebody is expected, perhaps with somebody beside them."""

from django.db import models

from jaras.care.models.diagnoses import Need, SeenThroughCase
from jaras.care.rules import AppointmentState, Reminder
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.keys import SealedCharField
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation
from jaras.people.models import Person


class Appointment(Versioned):
    """Where somebody is expected, who goes with them, whether they came."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="appointments")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    what = SealedCharField(max_length=300, owner="case")
    place_text = SealedCharField(max_length=200, blank=True, owner="case")
    starts_at = models.DateTimeField()
    companion = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reminder = models.CharField(max_length=12, default=Reminder.NONE)
    reminded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=AppointmentState.PLANNED)
    outcome = SealedCharField(max_length=500, blank=True, owner="case")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SeenThroughCase["Appointment"].as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["case", "starts_at"], name="appointment_case"),
            models.Index(
                fields=["companion", "starts_at"],
                name="appointment_companion",
                condition=models.Q(state="planned"),
            ),
            models.Index(
                fields=["starts_at", "id"],
                name="appointment_planned",
                condition=models.Q(state="planned"),
            ),
        ]
