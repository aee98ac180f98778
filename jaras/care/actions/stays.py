"""A place is held for a need; what becomes of the place becomes of the need."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.care import events as facts
from jaras.care.actions import needs, recording
from jaras.care.actions.tracing import in_the_name_of
from jaras.care.lists import sheltering
from jaras.care.models import Need, Stay
from jaras.care.rules import NEED, CareVerb, NeedState
from jaras.care.rules.helping import MOST_NIGHTS
from jaras.care.rules.nights import nights
from jaras.cases import actions as cases
from jaras.cases.rules import ENDED, Entry
from jaras.kernel import access, events, idempotency
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.lists import place_reasons
from jaras.partners.models import Occupancy, Unit
from jaras.partners.rules.occupancy import OccupancyState

SETTLED_ELSEWHERE = "elsewhere"  # of `place_reasons`


@transaction.atomic
def hold_place(*, need: Need, unit: Unit, until: datetime, by: Actor, at: datetime, key: str = "") -> Stay:
    """Keep a place for whoever has this need; raises `partners.Taken` where somebody was quicker.

    The same `key` holds once; one need holds one place at a time.
    """
    access.require(by, CareVerb.REFER, need)
    key = f"{need.pk}:{key}" if key else ""
    if (first := idempotency.earlier("stay", key)) is not None:
        return Stay.objects.get(pk=first)
    need = Need.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=need.pk)
    needs.require_followed(need.case, by)
    if need.state not in (NeedState.OPEN, NeedState.IN_HAND):
        raise Refused(_("This need is settled: open it again first."))
    if unit.service.code != need.service:
        raise Refused(_("This place answers another need."), field="unit")
    if Stay.objects.filter(need=need, occupancy__is_living=True).exists():
        raise Refused(_("A place is held for this need already: give it back first."))
    occupancy = partners.hold(unit=unit, until=until, by=by, at=at)
    stay = Stay.objects.create(
        case=need.case, need=need, person=need.person, occupancy=occupancy, by_id=by.member_id, at=at
    )
    if need.state == NeedState.OPEN:
        needs.take_in_hand(need=need, by=in_the_name_of(by), at=at)
    _tell(stay, "hold", by=by, at=at)
    events.publish(
        facts.StayBegun(stay_id=stay.pk, case_id=stay.case_id, need_id=need.pk, occupancy_id=occupancy.pk),
        by=by,
        at=at,
    )
    idempotency.remember("stay", key, stay.pk, at=at)
    return stay


# --- inside the transaction of the action that moved the place -----------------------------------


def follow(stay: Stay, verb: str, *, why: str, by: Actor, at: datetime) -> None:
    """What the need learns from the door: they came, they did not, they left."""
    _tell(stay, verb, why=why, by=by, at=at)
    if verb == "leave":
        _left(stay, why, by=in_the_name_of(by), at=at)
    elif verb in ("release", "expire"):
        _reopen(stay.need, why, by=in_the_name_of(by), at=at)


def let_go(need: Need, *, by: Actor, at: datetime) -> None:
    """The need is settled otherwise: what is still held for it is free for others."""
    waiting = Stay.objects.filter(need=need, occupancy__state=OccupancyState.HELD)
    for stay in waiting.select_related("occupancy"):
        partners.release(occupancy=stay.occupancy, reason=SETTLED_ELSEWHERE, by=in_the_name_of(by), at=at)


def _left(stay: Stay, why: str, *, by: Actor, at: datetime) -> None:
    """The nights are counted; the need is met where leaving says so, else it waits again."""
    occupancy = Occupancy.objects.select_related("unit__site__organisation").get(pk=stay.occupancy_id)
    item = place_reasons().get(why)
    met = bool(item and item.more.get("meets"))
    need, arrived, left = stay.need, occupancy.arrived_at or occupancy.begins_at, occupancy.ends_at or at
    counted = nights(timezone.localtime(arrived), timezone.localtime(left))
    site = occupancy.unit.site
    recording.record(
        code=need.service,
        case=stay.case,
        person=stay.person,
        need=need if NEED.allows(need.state, "meet") else None,
        organisation=site.organisation,
        commune=site.commune,
        moment=arrived,
        nights=min(counted, MOST_NIGHTS) if need.service in sheltering() else 0,
        source=f"stay:{stay.pk}",
        meets=met,
        by=by,
        at=at,
    )
    if not met:
        _reopen(need, why, by=by, at=at)


def _reopen(need: Need, why: str, *, by: Actor, at: datetime) -> None:
    need.refresh_from_db(fields=["state", "version"])
    if need.state != NeedState.IN_HAND or need.case.state in ENDED:
        return
    if need.referrals.filter(is_living=True).exists():
        return  # a partner has it in hand
    item = place_reasons().get(why)
    reason = item.name("fr") if item else why
    needs.reopen(need=need, reason=reason, told="", place=why, by=by, at=at)


def _tell(stay: Stay, verb: str, *, by: Actor, at: datetime, why: str = "") -> None:
    """A line of the case's timeline: where, which place, until when, which code."""
    occupancy = Occupancy.objects.select_related("unit__site").get(pk=stay.occupancy_id)
    site = occupancy.unit.site
    data: dict[str, Any] = {
        "stay": stay.pk,
        "verb": verb,
        "name": site.name_fr or site.name_ar,
        "name_ar": site.name_ar,
        "unit": occupancy.unit.label,
        "why": why,
    }
    if verb == "hold" and occupancy.ends_at is not None:
        data |= {"code": occupancy.code, "until": occupancy.ends_at.isoformat()}
    cases.tell(stay.case, Entry.PLACE, by=by, at=at, data=data)
