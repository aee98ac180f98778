"""One bell, whole, for whoever may see it."""

from django.db.models import QuerySet

from jaras.bells.models import Bell
from jaras.kernel.actor import Actor

SHOWN = ("who", "rung_by", "organisation", "commune", "site", "asked", "offered_to", "case", "report")
LARGEST = 2**63 - 1


def with_answers(rows: QuerySet[Bell]) -> QuerySet[Bell]:
    """With everything its sentence says."""
    return rows.select_related(*SHOWN).defer("commune__boundary", "commune__boundary_source")


def found(actor: Actor, pk: int) -> Bell | None:
    """The bell, or nothing for whoever may not see it."""
    rows = Bell.objects.visible_to(actor).filter(pk=min(pk, LARGEST))
    return with_answers(rows).prefetch_related("help__member", "help__organisation").first()
