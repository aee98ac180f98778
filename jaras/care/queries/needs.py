"""What care reads of needs."""

from jaras.care.models import Need
from jaras.cases.models import Case
from jaras.kernel.actor import Actor


def needs_of(case: Case, actor: Actor) -> list[Need]:
    """Every need of a case, in the order they were found."""
    return list(Need.objects.visible_to(actor).filter(case=case).select_related("person"))
