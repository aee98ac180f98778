"""A bell is asked of somebody else, dropped, given another day, other words."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.bells.actions.carrying import UNBLOCKED, free, said
from jaras.bells.actions.moving import change, held, move, require_able, require_days
from jaras.bells.models import HOW, SPOT, Bell
from jaras.governance.models import Member
from jaras.kernel import text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Site
from jaras.territory.models import Commune


@transaction.atomic
def ask(*, bell: Bell, who: Member, by: Actor, at: datetime) -> Bell:
    """Somebody else is asked to carry it; whoever takes it on themselves has accepted it."""
    bell = held(bell, "ask", by=by)
    if who.pk == bell.who_id:
        raise Refused(_("%(name)s was asked already.") % {"name": who.called}, field="who")
    require_able(who, bell, field="who", at=at)
    free(bell)
    bell.who, bell.organisation, bell.offered_to = who, who.organisation, None
    move(bell, "ask", "who_id", "organisation_id", "offered_to_id", *UNBLOCKED, by=by, at=at)
    return move(bell, "accept", by=by, at=at) if who.pk == by.member_id else bell


@transaction.atomic
def drop(*, bell: Bell, reason: str, by: Actor, at: datetime) -> Bell:
    """Nobody needs it any more."""
    why, bell = said(reason), held(bell, "drop", by=by)
    return dropped(bell, why, by=by, at=at)


def dropped(bell: Bell, why: str, *, by: Actor, at: datetime) -> Bell:
    free(bell)
    bell.offered_to, bell.ended_at = None, at
    return move(bell, "drop", *UNBLOCKED, "offered_to_id", "ended_at", by=by, at=at, reason=why)


@transaction.atomic
def postpone(*, bell: Bell, due_at: datetime, reason: str, by: Actor, at: datetime) -> Bell:
    """Another day, and why; the day that was promised first stays."""
    why, bell = said(reason), held(bell, "postpone", by=by)
    if due_at == bell.due_at:
        raise Refused(_("It is due on that day already."), field="due_at")
    require_days(due_at, None, at=at)
    bell.due_at = due_at
    if bell.review_at is not None and bell.review_at > due_at:
        bell.review_at = None
    return change(bell, "postpone", "due_at", "review_at", by=by, at=at, reason=why)


@transaction.atomic
def amend(
    *,
    bell: Bell,
    how: str,
    place_text: str,
    commune: Commune | None,
    site: Site | None,
    review_at: datetime | None,
    by: Actor,
    at: datetime,
) -> Bell:
    """How it is done, where, when one looks at it again; what was promised stays as it was said."""
    bell = held(bell, "amend", by=by)
    before = {name: getattr(bell, name) for name in AMENDED}
    bell.how = text.within(how, limit=HOW, field="how")
    bell.place_text = text.within(place_text, limit=SPOT, field="place_text")
    bell.commune, bell.site = commune, site
    if review_at is not None and review_at != bell.review_at and not at < review_at <= bell.due_at:
        raise Refused(_("The day to look at it again lies before the day it is done."), field="review_at")
    bell.review_at = review_at
    changed = tuple(name for name in AMENDED if getattr(bell, name) != before[name])
    return change(bell, "amend", *changed, by=by, at=at) if changed else bell


AMENDED = ("how", "place_text", "commune_id", "site_id", "review_at")
