"""At a desk in the field: what somebody says becomes a report that carries the place."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.models import Meeting, Spoken
from jaras.meetings.rules import MeetingState, MeetingsVerb

KINDS = ("DOLEANCE", "OBSERVATION", "IDEE", "SIGNALEMENT")  # codes of intake's kinds of reports


@transaction.atomic
def hear(*, meeting: Meeting, kind: str, words: str, token: str, by: Actor, at: datetime) -> Report:
    """A perception, a frustration, an aspiration: nobody has to give a name; sent twice it is one."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if token and (known := Spoken.objects.filter(token=token, meeting=meeting).first()) is not None:
        return known.report
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("This meeting is not open: what is written stays here until it is."))
    if kind not in KINDS:
        raise Refused(_("Say what it is."), field="kind")
    if not text.cleaned(words):
        raise Refused(_("Write what was said."), field="words")
    report = intake.receive(
        channel="TERRAIN",
        external_id=f"meeting-{meeting.pk}-{token}",
        words=words,
        kind=kind,
        anonymous=True,
        commune=meeting.commune,
        place_text=meeting.place_text,
        latitude=meeting.latitude,
        longitude=meeting.longitude,
        by=by,
        at=at,
    ).report
    Spoken.objects.create(meeting=meeting, report=report, token=token, at=at)
    events.publish(facts.SpokenHeard(meeting_id=meeting.pk, report_id=report.pk), by=by, at=at)
    return report
