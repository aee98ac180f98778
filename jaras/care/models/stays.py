"""For whom a place of a partner is held, who stays in it."""

from django.db import models

from jaras.care.models.diagnoses import Need, SeenThroughCase
from jaras.cases.models import Case
from jaras.partners.models import Occupancy
from jaras.people.models import Person


class Stay(models.Model):
    """One place taken for one need; the board of the partner knows neither.

    Its state is that of the occupancy. It is seen by whoever sees its case: to all others the place is taken.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="stays")
    need = models.ForeignKey(Need, models.PROTECT, related_name="stays")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occupancy = models.OneToOneField(Occupancy, models.PROTECT, related_name="stay")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = SeenThroughCase["Stay"].as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="stay_case")]
