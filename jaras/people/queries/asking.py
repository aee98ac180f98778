"""What colleagues ask: whether somebody is known elsewhere, who they may be."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.people.models import Inquiry, Person
from jaras.people.queries.known import LEAST_LIKELY, Candidate, descriptions, known
from jaras.people.queries.links import decided_apart
from jaras.people.rules.asking import TOLD

MOST_MEANT = 8
AT_ONCE = 20


def asked_by(actor: Actor, person: Person, *, at: datetime) -> Inquiry | None:
    """What this member asked of the person of late: by the clock alone, whatever was found meanwhile."""
    if not actor.member_id:
        return None
    rows = Inquiry.objects.filter(person=person, asked_by_id=actor.member_id, asked_at__gt=at - TOLD)
    return rows.order_by("-id").first()


def inquiries(actor: Actor, *, after: str = "", size: int = AT_ONCE) -> Page[Inquiry]:
    """What waits for this actor, the oldest first."""
    rows = Inquiry.objects.waiting_for(actor).select_related("person__commune")
    return page(rows, order=("asked_at", "id"), after=after, size=size)


def meant(person: Person, actor: Actor) -> list[Candidate]:
    """Whose records may tell of the same person, of those this actor sees, the likeliest first.

    Those of whom somebody said that they are another person are left out.
    """
    likely = known(actor, descriptions([person])[person.pk], but=[person.pk], most=MOST_MEANT)
    found = [each for each in likely if each.probability >= LEAST_LIKELY]
    prefetch_related_objects([each.person for each in found], "commune")
    apart = decided_apart(person, [each.person.pk for each in found])
    return [each for each in found if each.person.pk not in apart]
