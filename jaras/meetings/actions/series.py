"""A series is planned, its next meeting by itself, until somebody ends it."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.actions.coming import invite
from jaras.meetings.actions.planning import plan_meeting
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Meeting, Series, SeriesMember
from jaras.meetings.models.series import NAME
from jaras.meetings.rules import MeetingsVerb, next_of
from jaras.partners.models import Site
from jaras.territory.lists import holidays

LONGEST = 600  # minutes


@transaction.atomic
def plan_series(
    *,
    name: str,
    kind: str,
    weekdays: Sequence[int],
    hour: time,
    first_on: date,
    minutes: int,
    facilitator: Member,
    members: Sequence[Member] = (),
    weeks: int = 1,
    nth: int = 0,
    pole: str = "",
    site: Site | None = None,
    quorum: int = 0,
    by: Actor,
    at: datetime,
) -> Series:
    """A meeting that comes round again, with those who are invited each time."""
    access.require(by, MeetingsVerb.RUN)
    if kind not in meeting_kinds():
        raise Refused(_("Choose what kind of meeting it is."), field="kind")
    days = sorted({day for day in weekdays if 0 <= day <= 6})
    if not days:
        raise Refused(_("Choose at least one day of the week."), field="weekdays")
    name = text.within(name, limit=NAME, field="name")
    if not name:
        raise Refused(_("Give the meeting a name."), field="name")
    if not 0 < minutes <= LONGEST:
        raise Refused(_("Say how many minutes it lasts, ten hours at most."), field="minutes")
    made = Series.objects.create(
        name=name,
        kind=kind,
        pole=pole,
        weekdays=days,
        hour=hour,
        weeks=max(1, weeks),
        nth=nth,
        first_on=first_on,
        minutes=minutes,
        site=site,
        quorum=max(0, quorum),
        facilitator=facilitator,
    )
    events.publish(facts.SeriesPlanned(series_id=made.pk, kind=kind), by=by, at=at)
    set_members(series=made, members=members, by=by, at=at)
    return made


@transaction.atomic
def set_members(*, series: Series, members: Sequence[Member], by: Actor, at: datetime) -> Series:
    """Who is invited from the next meeting on; whoever leads it always is."""
    access.require(by, MeetingsVerb.RUN, series)
    wanted = {series.facilitator_id, *(member.pk for member in members)}
    SeriesMember.objects.filter(series=series).exclude(member__in=wanted).delete()
    there = set(SeriesMember.objects.filter(series=series).values_list("member", flat=True))
    SeriesMember.objects.bulk_create(
        [SeriesMember(series=series, member_id=pk) for pk in sorted(wanted - there)]
    )
    events.publish(facts.SeriesAmended(series_id=series.pk, fields=("members",)), by=by, at=at)
    return series


@transaction.atomic
def end_series(*, series: Series, by: Actor, at: datetime) -> Series:
    """No further meeting is planned; those that are planned stay until somebody calls them off."""
    access.require(by, MeetingsVerb.RUN, series)
    series.active = False
    series.save(update_fields=["active"])
    events.publish(facts.SeriesAmended(series_id=series.pk, fields=("active",)), by=by, at=at)
    return series


@transaction.atomic
def plan_next(*, series: Series, by: Actor, at: datetime) -> Meeting | None:
    """The next one, with its invitations; the same where it is planned already."""
    access.require(by, MeetingsVerb.RUN, series)
    if (planned := series.meetings.coming().order_by("starts_at").first()) is not None:
        return planned
    last = series.meetings.order_by("-starts_at").first()
    closed = () if meeting_kinds()[series.kind]["on_holidays"] else holidays()
    after = max(at, last.starts_at) if last else at
    zone = timezone.get_default_timezone()
    coming = next_of(series.rhythm, first=series.first_on, after=after, holidays=closed, zone=zone)
    if coming is None or not series.active:
        return None
    made = plan_meeting(
        kind=series.kind,
        name=series.name,
        starts_at=coming.starts_at,
        ends_at=coming.starts_at + series.length,
        facilitator=series.facilitator,
        series=series,
        pole=series.pole,
        quorum=series.quorum,
        site=series.site,
        by=by,
        at=at,
    )
    for each in series.members.select_related("member"):
        if each.member.is_active:
            invite(meeting=made, member=each.member, by=by, at=at)
    return made
