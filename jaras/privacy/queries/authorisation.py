"""Whether the commission allowed this cell to keep identity numbers, health data."""

from django.db.models import QuerySet

from jaras.kernel.prepared import prepared
from jaras.privacy.models import Authorisation


def authorisation() -> Authorisation | None:
    """The one in force; every form that asks for such a field needs to know."""
    return next(iter(_in_force()), None)


@prepared
def _in_force() -> QuerySet[Authorisation]:
    return Authorisation.objects.in_force()


def may_keep_health() -> bool:
    """Identity numbers, diagnoses, treatments, health scales, medical documents need an authorisation."""
    return authorisation() is not None
