"""A diagnosis that is still being typed."""

from django.db import models

from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.keys import SealedJSONField


class DiagnosisDraft(models.Model):
    """What one member typed so far in one case; theirs alone, emptied once the diagnosis is kept."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    said = SealedJSONField(default=dict, owner="case")  # the fields of the form, as typed
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="diagnosis_draft_once")]
