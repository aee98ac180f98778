"""What meetings do by themselves: the next of each series is planned, letters leave."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import letter
from jaras.meetings import actions
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Invitation, Meeting, Series
from jaras.meetings.queries.links import link_of
from jaras.meetings.rules import COMING, MeetingState

LANGUAGES = ("fr", "ar")
Writer = Callable[[Invitation], tuple[str, list[str]]]


def plan_ahead() -> None:
    """The next meeting of each series, once; twice on a day changes nothing."""
    at = timezone.now()
    for series in Series.objects.active().select_related("facilitator", "site"):
        actions.plan_next(series=series, by=SYSTEM, at=at)


def mail_invitation(invitation_id: int) -> None:
    """Day, hour, place: what will be spoken of stands behind the link alone."""
    invited = _letter_of(invitation_id)
    if invited is None or invited.mailed_at is not None or invited.meeting.state not in COMING:
        return
    at = timezone.now()
    _send(invited, "meeting-invitation", _invitation, at)
    actions.note_mailed(invitation=invited, by=SYSTEM, at=at)


def mail_minutes(invitation_id: int, version: int) -> None:
    """Where the minutes are; they are not in the letter itself."""
    invited = _letter_of(invitation_id)
    if invited is not None and invited.meeting.state == MeetingState.CLOSED:
        _send(invited, f"meeting-minutes-{version}", _minutes, timezone.now())


def _letter_of(invitation_id: int) -> Invitation | None:
    rows = Invitation.objects.select_related(
        "member", "organisation", "meeting__site", "meeting__facilitator"
    )
    return rows.filter(pk=invitation_id).first()


def _send(invited: Invitation, name: str, write: Writer, at: datetime) -> None:
    """A member in their language; somebody outside in both."""
    member = invited.member
    spoken = (member.language or settings.LANGUAGE_CODE,) if member else LANGUAGES
    subjects, bodies = [], []
    for each in spoken:
        with translation.override(each):
            subject, paragraphs = write(invited)
            subjects.append(subject)
            bodies.append("\n\n".join(paragraphs))
    mail = EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[member.email if member else invited.email],
        headers={"Message-ID": f"<{name}-{invited.pk}@jaras.invalid>"},
    )
    letter(mail, topic="duty" if member else "partner", about=("meeting_invitation", invited.pk), at=at)


def _invitation(invited: Invitation) -> tuple[str, list[str]]:
    meeting = invited.meeting
    where = _where(meeting)
    return (
        _("Invitation: %(kind)s, %(when)s") % {"kind": _kind(meeting), "when": _when(meeting)},
        [
            _("Hello,"),
            _("%(name)s invites you: %(kind)s, %(when)s.")
            % {"name": meeting.facilitator.called, "kind": _kind(meeting), "when": _when(meeting)},
            *([_("Where: %(where)s.") % {"where": where}] if where else []),
            _("Say whether you come, see what will be spoken of, put it into your calendar:"),
            settings.ORIGIN + _address(invited),
        ],
    )


def _minutes(invited: Invitation) -> tuple[str, list[str]]:
    meeting = invited.meeting
    return (
        _("Minutes: %(kind)s, %(when)s") % {"kind": _kind(meeting), "when": _when(meeting)},
        [
            _("Hello,"),
            _("The minutes are there, in French and in Arabic, with the bells that were hung:"),
            settings.ORIGIN + _address(invited),
        ],
    )


def _address(invited: Invitation) -> str:
    if invited.member_id:
        return reverse("meeting", args=[invited.meeting_id])
    return f"{reverse('meeting_guest', args=[link_of(invited)])}?lang={get_language()}"


def _kind(meeting: Meeting) -> str:
    return meeting_kinds()[meeting.kind].name(get_language() or "fr")


def _when(meeting: Meeting) -> str:
    return f"{timezone.localtime(meeting.starts_at):%d/%m/%Y %H:%M}"


def _where(meeting: Meeting) -> str:
    return meeting.site.name if meeting.site else meeting.place_text
