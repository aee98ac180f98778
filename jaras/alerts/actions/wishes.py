"""A member chooses how they are told of their work; they are told of a day once."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jaras.alerts import events as facts
from jaras.alerts.models import Wishes
from jaras.alerts.rules import Channel, Part
from jaras.governance import queries as members
from jaras.governance.models import Member
from jaras.kernel import events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

WAYS = (Channel.MAIL, Channel.PUSH)


@transaction.atomic
def wish(*, way: str, notices: bool, morning: bool, evening: bool, by: Actor, at: datetime) -> Wishes:
    """One's own wishes, from now on."""
    if way not in WAYS:
        raise Refused(_("Choose how you are told."), field="way")
    member = members.member_of(by)
    wishes, _new = Wishes.objects.select_for_update().get_or_create(member=member)
    wishes.way, wishes.notices, wishes.morning, wishes.evening = way, notices, morning, evening
    wishes.save(update_fields=["way", "notices", "morning", "evening"])
    events.publish(facts.WishesChanged(member_id=member.pk, way=way), by=by, at=at)
    return wishes


@transaction.atomic
def tell_day(*, member: Member, part: Part, day: date, by: Actor, at: datetime) -> bool:
    """Whether this message of this day is to be sent: true once, whichever worker asks."""
    Wishes.objects.get_or_create(member=member)
    told = f"{part}_on"
    rows = Wishes.objects.filter(Q(**{told: None}) | Q(**{f"{told}__lt": day}), member=member)
    if not rows.update(**{told: day}):
        return False
    events.publish(facts.DayTold(member_id=member.pk, kind=part), by=by, at=at)
    return True
