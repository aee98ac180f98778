"""Who is asked to come, what they answer, who is there."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.kernel import access, events, jobs, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.meetings import events as facts
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Invitation, Meeting
from jaras.meetings.models.series import NAME
from jaras.meetings.rules import COMING, Answer, Came, MeetingState, MeetingsVerb
from jaras.partners.models import Organisation

MOST_COUNTED = 2000


@transaction.atomic
def invite(
    *,
    meeting: Meeting,
    member: Member | None = None,
    organisation: Organisation | None = None,
    name: str = "",
    email: str = "",
    by: Actor,
    at: datetime,
) -> Invitation:
    """A member by their account; anybody else by the address to which their link goes."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if meeting.state not in COMING:
        raise Refused(_("This meeting is over: nobody is invited any more."))
    name, email = text.within(name, limit=NAME, field="name"), email.strip()
    if member is None:
        email = email or (organisation.email if organisation else "")
        if not email:
            raise Refused(_("Write the e-mail address to which the link goes."), field="email")
        text.require_email(email, field="email")
        if not name and organisation is None:
            raise Refused(_("Write who is invited."), field="name")
    rows = Invitation.objects.filter(meeting=meeting)
    if member is not None or organisation is not None:
        there = rows.filter(member=member) if member else rows.filter(organisation=organisation)
        if (known := there.first()) is not None:
            return known
    made = Invitation.objects.create(
        meeting=meeting,
        member=member,
        organisation=organisation,
        name="" if member else name,
        email="" if member else email,
        nonce=token_hex(16),
        asked_at=at,
    )
    events.publish(facts.MeetingInvited(meeting_id=meeting.pk, invitation_id=made.pk), by=by, at=at)
    if member is None or member.pk != by.member_id:
        jobs.enqueue("jaras.meetings.jobs.mail_invitation", made.pk)
    return made


@transaction.atomic
def leave_out(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """They were asked by mistake: their link opens nothing any more."""
    access.require(by, MeetingsVerb.RUN, invitation.meeting)
    if invitation.came_at is not None or invitation.meeting.state not in COMING:
        raise Refused(_("They were there: this stays in the list."))
    told = facts.PresenceNoted(meeting_id=invitation.meeting_id, invitation_id=invitation.pk, how="")
    invitation.delete()
    events.publish(told, by=by, at=at)


@transaction.atomic
def note_mailed(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """The letter left."""
    access.require(by, MeetingsVerb.RUN, invitation.meeting)
    invitation.mailed_at = at
    invitation.save(update_fields=["mailed_at"])
    told = facts.MeetingInvited(meeting_id=invitation.meeting_id, invitation_id=invitation.pk)
    events.publish(told, by=by, at=at)
    return invitation


@transaction.atomic
def answer(*, invitation: Invitation, answer: str, by: Actor, at: datetime) -> Invitation:
    """They come, do not, may: each for themselves."""
    _require_theirs(invitation, by)
    if answer not in set(Answer):
        raise Refused(_("Answer yes, no or maybe."), field="answer")
    if invitation.meeting.state not in COMING:
        raise Refused(_("This meeting is over: your answer is not asked any more."))
    invitation.answer, invitation.answered_at = answer, at
    invitation.save(update_fields=["answer", "answered_at"])
    told = facts.InvitationAnswered(
        meeting_id=invitation.meeting_id, invitation_id=invitation.pk, answer=answer
    )
    events.publish(told, by=by, at=at)
    return invitation


@transaction.atomic
def come(
    *, meeting: Meeting, code: str, invitation: Invitation | None, by: Actor, at: datetime
) -> Invitation:
    """Whoever reads the code on the wall is in the room; once is enough."""
    if meeting.state != MeetingState.OPEN or not meeting.code:
        raise Refused(_("This meeting is not open: nobody is noted yet."))
    if not constant_time_compare(code.strip(), meeting.code):
        raise Refused(_("This is not the code of the meeting: read it on the wall."), field="code")
    if invitation is None:
        access.require(by, MeetingsVerb.READ, meeting)
        invitation, _new = Invitation.objects.get_or_create(
            meeting=meeting, member_id=by.member_id or 0, defaults={"nonce": token_hex(16), "asked_at": at}
        )
    _require_theirs(invitation, by)
    return _there(invitation, Came.CODE if invitation.member_id else Came.LINK, by=by, at=at)


@transaction.atomic
def note_presence(*, invitation: Invitation, here: bool, by: Actor, at: datetime) -> Invitation:
    """Whoever leads the meeting sees who is there."""
    access.require(by, MeetingsVerb.RUN, invitation.meeting)
    if invitation.meeting.state != MeetingState.OPEN:
        raise Refused(_("This meeting is not open: nobody is noted yet."))
    if here:
        return _there(invitation, Came.HAND, by=by, at=at)
    invitation.came_at, invitation.how = None, ""
    invitation.save(update_fields=["came_at", "how"])
    told = facts.PresenceNoted(meeting_id=invitation.meeting_id, invitation_id=invitation.pk, how="")
    events.publish(told, by=by, at=at)
    return invitation


@transaction.atomic
def note_spoke(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """They had the floor: whoever has not yet is invited to."""
    access.require(by, MeetingsVerb.RUN, invitation.meeting)
    if invitation.came_at is None:
        _there(invitation, Came.HAND, by=by, at=at)
    Invitation.objects.filter(pk=invitation.pk).update(spoke=F("spoke") + 1)
    invitation.refresh_from_db(fields=["spoke"])
    told = facts.PresenceNoted(meeting_id=invitation.meeting_id, invitation_id=invitation.pk, how="spoke")
    events.publish(told, by=by, at=at)
    return invitation


@transaction.atomic
def count(*, meeting: Meeting, number: int, by: Actor, at: datetime) -> Meeting:
    """So many came who wished to give no name."""
    access.require(by, MeetingsVerb.RUN, meeting)
    if meeting.state != MeetingState.OPEN or not meeting_kinds()[meeting.kind]["counts"]:
        raise Refused(_("Whoever comes is counted while the desk is open."))
    if not 0 <= number <= MOST_COUNTED:
        raise Refused(_("Write how many came, as a number."), field="counted")
    Meeting.objects.filter(pk=meeting.pk).update(counted=number)
    meeting.refresh_from_db(fields=["counted"])
    events.publish(facts.MeetingAmended(meeting_id=meeting.pk, fields=("counted",)), by=by, at=at)
    return meeting


def _there(invitation: Invitation, how: Came, *, by: Actor, at: datetime) -> Invitation:
    """The first hour stays, whoever presses again."""
    if Invitation.objects.filter(pk=invitation.pk, came_at=None).update(came_at=at, how=how):
        told = facts.PresenceNoted(meeting_id=invitation.meeting_id, invitation_id=invitation.pk, how=how)
        events.publish(told, by=by, at=at)
    invitation.refresh_from_db(fields=["came_at", "how"])
    return invitation


def _require_theirs(invitation: Invitation, by: Actor) -> None:
    """A member for themselves; a guest by their link, which `queries.guest` made an actor of."""
    own = invitation.member_id == by.member_id if invitation.member_id else by.member_id is None
    if not own:
        raise access.NotVisible(f"Invitation {invitation.pk}")
