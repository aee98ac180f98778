"""What care reads of needs."""

from django.db.models import QuerySet

from jaras.care.models import Need
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared


@prepared
def needs_of(case: Case, actor: Actor) -> QuerySet[Need]:
    """Every need of a case, in the order they were found."""
    return Need.objects.visible_to(actor).filter(case=case).select_related("person")
