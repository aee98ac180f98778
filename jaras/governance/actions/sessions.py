"""Sessions: seen, locked, ended one by one or all at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import AccessToken, ClosedDoors, Member, Session
from jaras.governance.rules import GovernanceVerb, is_a_sentence
from jaras.kernel import access, events, jobs, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation

REASON = 1000
LONG_AGO = timedelta(days=1)
TELL = "jaras.governance.jobs.tell_of_closure"


def note_seen(*, session: str, by: Actor, at: datetime) -> None:
    """A hand moved in this session; asked at most once a minute."""
    Session.objects.filter(session_key=session, member_id=by.member_id).update(seen_at=at)


@transaction.atomic
def lock(*, session: str, by: Actor, at: datetime) -> None:
    """Lock one's own screen now, as if nobody had touched it for long."""
    member = queries.member_of(by)
    Session.objects.filter(session_key=session, member=member).update(seen_at=at - LONG_AGO)
    events.publish(facts.SessionLocked(member_id=member.pk), by=by, at=at)


@transaction.atomic
def end_session(*, session: Session, by: Actor, at: datetime) -> None:
    """One's own, or a member's for whoever keeps the list: its next request has to sign in."""
    if session.member_id != by.member_id:
        access.require(by, GovernanceVerb.MEMBERS)
    member_id = session.member_id or 0
    if Session.objects.visible_to(by).filter(pk=session.pk).delete()[0]:
        events.publish(facts.SessionsEnded(member_id=member_id, number=1), by=by, at=at)


@transaction.atomic
def end_sessions(*, member: Member, by: Actor, at: datetime, but: str = "") -> int:
    """All of a member; of one's own, all but the one in hand."""
    if member.pk != by.member_id:
        access.require(by, GovernanceVerb.MEMBERS, member)
    number: int = Session.objects.filter(member=member).exclude(session_key=but).delete()[0]
    if number:
        events.publish(facts.SessionsEnded(member_id=member.pk, number=number), by=by, at=at)
    return number


@transaction.atomic
def close_doors(
    *, organisation: Organisation | None, reason: str, by: Actor, at: datetime, session: str = ""
) -> ClosedDoors:
    """End every session of an organisation, or of everybody, revoke their keys; `session`, in hand, stays."""
    access.require(by, GovernanceVerb.CLOSE_DOORS)
    presser = queries.member_of(by)
    kept = text.within(reason, limit=REASON, field="reason")
    if not is_a_sentence(kept, words=3, characters=12):
        raise Refused(_("Say in a sentence why: others will read it."), field="reason")
    members = (
        Member.objects.all() if organisation is None else Member.objects.filter(organisation=organisation)
    )
    concerned = members.values("pk")
    sessions = Session.objects.filter(member__in=concerned).exclude(session_key=session).delete()[0]
    tokens = AccessToken.objects.in_force().filter(member__in=concerned).update(revoked_at=at)
    # What a stolen cookie could still say: the hash of every session, every known device.
    number = members.exclude(pk=presser.pk).update(sign_outs=F("sign_outs") + 1)
    members.update(calendar_nonce="")
    closure = ClosedDoors.objects.create(
        organisation=organisation,
        by=presser,
        at=at,
        reason=kept,
        members=number,
        sessions=sessions,
        tokens=tokens,
    )
    told = facts.DoorsClosed(
        closure_id=closure.pk,
        organisation_id=organisation.pk if organisation else None,
        members=number,
        sessions=sessions,
        tokens=tokens,
    )
    events.publish(told, by=by, at=at)
    jobs.enqueue(TELL, closure.pk)
    return closure
