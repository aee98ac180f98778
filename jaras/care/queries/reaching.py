"""The referrals that reach somebody: through their case, or because their organisation was asked."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from jaras.care.models import Referral
from jaras.care.queries.referrals import Shared, person_of, shared
from jaras.care.rules import CareVerb, ReferralState
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page


def reaching(actor: Actor) -> QuerySet[Referral]:
    """Whoever sees the case sees its referrals; an agent of the partner those sent to their organisation."""
    rows = Referral.objects.filter(Q(pk__in=Referral.objects.visible_to(actor).values("pk")) | _asked(actor))
    return rows.select_related("organisation", "need")


def _asked(actor: Actor) -> Q:
    if actor.organisation_id is None or not actor.can(CareVerb.ANSWER):
        return Q(pk__in=())
    return Q(organisation=actor.organisation_id) & ~Q(state=ReferralState.DRAFT)


def referrals_reaching(
    actor: Actor, *, state: str = "", case_id: int | None = None, after: str = "", size: int = 50
) -> Page[Referral]:
    """A page of them, the newest first."""
    rows = reaching(actor)
    if state:
        rows = rows.filter(state=state)
    if case_id is not None:
        rows = rows.filter(case__in=_seen_case(actor, case_id))
    return page(rows, order=("-at", "-id"), after=after, size=size)


def _seen_case(actor: Actor, case_id: int) -> QuerySet[Referral, Any]:
    """A case is asked for by its number by those alone who see it."""
    return Referral.objects.visible_to(actor).filter(case=case_id).values("case")


def seen_by_the_cell(actor: Actor, rows: list[Referral]) -> set[int]:
    """Those of these whose case this actor sees."""
    ids = [row.pk for row in rows]
    return set(Referral.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def shared_now(referral: Referral, *, on: date, at: datetime) -> Shared | None:
    """What was chosen to be shared, while the partner may need it; nothing once the referral is over."""
    lasts = referral.expires_at is None or referral.expires_at > at
    if not lasts or not (referral.waits or referral.taken):
        return None
    return shared(
        case=referral.case,
        person=person_of(referral),
        words=referral.need.words,
        codes=referral.shared,
        on=on,
    )
