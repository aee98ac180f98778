"""A meeting is planned, moved, called off."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Meeting, Series
from jaras.meetings.models.meetings import SPOT
from jaras.meetings.models.series import NAME
from jaras.meetings.rules import MEETING, MeetingState, MeetingsVerb
from jaras.partners.models import Site
from jaras.territory.models import Commune


@transaction.atomic
def plan_meeting(
    *,
    kind: str,
    name: str,
    starts_at: datetime,
    ends_at: datetime,
    facilitator: Member,
    series: Series | None = None,
    pole: str = "",
    quorum: int = 0,
    site: Site | None = None,
    commune: Commune | None = None,
    place_text: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    by: Actor,
    at: datetime,
) -> Meeting:
    """One meeting; whoever leads it is invited with the others."""
    access.require(by, MeetingsVerb.RUN)
    if kind not in meeting_kinds():
        raise Refused(_("Choose what kind of meeting it is."), field="kind")
    name = text.within(name, limit=NAME, field="name")
    if not name:
        raise Refused(_("Give the meeting a name."), field="name")
    _require_hours(starts_at, ends_at)
    try:
        with transaction.atomic():
            made = Meeting.objects.create(
                kind=kind,
                name=name,
                starts_at=starts_at,
                ends_at=ends_at,
                facilitator=facilitator,
                series=series,
                pole=pole,
                quorum=max(0, quorum),
                site=site,
                commune=commune,
                place_text=text.within(place_text, limit=SPOT, field="place_text"),
                latitude=latitude if longitude is not None else None,
                longitude=longitude if latitude is not None else None,
            )
    except IntegrityError:
        raise Refused(_("This series meets at that hour already."), field="starts_at") from None
    events.publish(facts.MeetingPlanned(meeting_id=made.pk, kind=kind), by=by, at=at)
    return made


@transaction.atomic
def amend_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    site: Site | None,
    place_text: str,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Another hour, another place; two who change it at once are told."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("This meeting has begun or is over: it is not moved any more."))
    _require_hours(starts_at, ends_at)
    meeting.starts_at, meeting.ends_at, meeting.site = starts_at, ends_at, site
    meeting.place_text = text.within(place_text, limit=SPOT, field="place_text")
    meeting.save_checked("starts_at", "ends_at", "site", "place_text")
    told = facts.MeetingAmended(meeting_id=meeting.pk, fields=("starts_at", "ends_at", "place"))
    events.publish(told, by=by, at=at)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: Actor, at: datetime) -> Meeting:
    """It does not take place; whoever was invited reads why."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if not text.cleaned(reason):
        raise Refused(_("Say why it does not take place."), field="reason")
    return move(meeting, "cancel", reason=text.cleaned(reason)[:300], by=by, at=at)


def move(
    meeting: Meeting, verb: str, *, by: Actor, at: datetime, reason: str = "", **values: object
) -> Meeting:
    """Along the table of states, once: whoever comes second is told."""
    source = meeting.state
    if not MEETING.allows(source, verb):
        raise Refused(_("This meeting has moved on meanwhile: look again."))
    target = workflow.target(MEETING, source, verb, reason=reason)
    if not Meeting.objects.filter(pk=meeting.pk, state=source).update(state=target, **values):
        raise Refused(_("This meeting has moved on meanwhile: look again."))
    meeting.refresh_from_db()
    workflow.keep(meeting, MEETING, verb, source=source, by=by, at=at, reason=reason)
    events.publish(facts.MeetingMoved(meeting_id=meeting.pk, verb=verb), by=by, at=at)
    return meeting


def _require_hours(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(_("It ends after it has begun: look at the hours."), field="ends_at")
