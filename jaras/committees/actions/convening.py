"""A committee is convened on a file: who is asked, what they are told, whether they are reached."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.cases.models import Case
from jaras.committees import events as facts
from jaras.committees import queries
from jaras.committees.models import QUESTION, SUMMARY, ItemSeat, Session, SessionItem
from jaras.committees.rules import LIVING, LONGEST, Answer, CommitteesVerb, Way
from jaras.governance.models import Committee, Mandate, Seat
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused

LETTER = "jaras.committees.jobs.mail_convening"
Invited = Mapping[Seat, Sequence[str]]  # each with why it was proposed


@transaction.atomic
def convene(
    *, case: Case, committee: Committee, summary: str, question: str, seats: Invited, by: Actor, at: datetime
) -> SessionItem:
    """At once, on one file: the session and its only item."""
    access.require(by, CommitteesVerb.CONVENE, case)
    session = _session(committee, Way.AT_ONCE, at, by=by, at=at)
    return _item(session, case, summary, question, seats, by=by, at=at)


@transaction.atomic
def plan_session(*, committee: Committee, starts_at: datetime, by: Actor, at: datetime) -> Session:
    """On a day to come; its items are written one by one, each for those who are invited to it."""
    access.require(by, CommitteesVerb.CONVENE, committee)
    if starts_at <= at:
        raise Refused(_("Choose a moment that is still to come."), field="starts_at")
    return _session(committee, Way.PLANNED, starts_at, by=by, at=at)


@transaction.atomic
def add_item(
    *, session: Session, case: Case, summary: str, question: str, seats: Invited, by: Actor, at: datetime
) -> SessionItem:
    access.require(by, CommitteesVerb.CONVENE, case)
    if not access.can_see(by, session):
        raise access.NotVisible(f"Session {session.pk}")
    _refuse_unless_living(session)
    if session.items.filter(case=case).exists():
        raise Refused(_("This file is before that session already."))
    return _item(session, case, summary, question, seats, by=by, at=at)


@transaction.atomic
def amend_item(*, item: SessionItem, summary: str, question: str, by: Actor, at: datetime) -> SessionItem:
    """What is told of the file, while it is read; a conflict raises."""
    require_file(by, item)
    _refuse_unless_living(item.session)
    values = {"summary": _summary(summary), "question": _question(question)}
    changed = tuple(name for name, value in values.items() if getattr(item, name) != value)
    if changed:
        for name in changed:
            setattr(item, name, values[name])
        item.written_by_id, item.written_at = by.member_id, at
        item.save_checked(*changed, "written_by_id", "written_at")
        events.publish(facts.ItemAmended(session_item_id=item.pk, fields=changed), by=by, at=at)
    return item


@transaction.atomic
def invite_seat(*, item: SessionItem, seat: Seat, by: Actor, at: datetime) -> ItemSeat:
    """One more institution is needed after all."""
    require_file(by, item)
    _refuse_unless_living(item.session)
    if item.seats.filter(seat=seat).exists():
        raise Refused(_("%(name)s is invited already.") % {"name": seat.called})
    return _invite(item, seat, (), by=by, at=at)


@transaction.atomic
def note_reached(
    *, item_seat: ItemSeat, mandate: Mandate, reached: bool, by: Actor, at: datetime
) -> ItemSeat:
    """They were telephoned; from now on this one is asked, so this one alone reads it."""
    require_file(by, item_seat.item)
    _refuse_unless_living(item_seat.item.session)
    if mandate.seat_id != item_seat.seat_id or not mandate.term.holds(timezone.localtime(at).date()):
        raise Refused(_("They do not sit there today."))
    if mandate.pk != item_seat.mandate_id:
        item_seat.answer, item_seat.answered_at = Answer.ASKED, None
        item_seat.seen_at = item_seat.came_at = None
        item_seat.mandate = mandate
        enqueue(LETTER, item_seat.pk)
    item_seat.reached = reached
    item_seat.save()
    told = facts.SeatReached(
        session_item_id=item_seat.item_id,
        seat_id=item_seat.seat_id,
        mandate_id=mandate.pk,
        reached=reached,
    )
    events.publish(told, by=by, at=at)
    return item_seat


@transaction.atomic
def answer(*, item_seat: ItemSeat, answer: Answer, by: Actor, at: datetime) -> ItemSeat:
    """Whoever is asked answers: they come, they cannot."""
    require_seat(by, item_seat)
    if answer not in (Answer.COMING, Answer.CANNOT):
        raise Refused(_("Say whether you come."), field="answer")
    item_seat.answer, item_seat.answered_at = answer, at
    item_seat.save(update_fields=["answer", "answered_at"])
    told = facts.SeatAnswered(session_item_id=item_seat.item_id, seat_id=item_seat.seat_id, answer=answer)
    events.publish(told, by=by, at=at)
    return item_seat


@transaction.atomic
def note_seen(*, item_seat: ItemSeat, by: Actor, at: datetime) -> ItemSeat:
    """They opened it for the first time; each time is in the journal of reads."""
    require_seat(by, item_seat)
    if item_seat.seen_at is None:
        item_seat.seen_at = at
        item_seat.save(update_fields=["seen_at"])
        told = facts.ItemSeen(session_item_id=item_seat.item_id, seat_id=item_seat.seat_id)
        events.publish(told, by=by, at=at)
    return item_seat


@transaction.atomic
def convening_mailed(*, item_seat: ItemSeat, by: Actor, at: datetime) -> ItemSeat:
    access.require(by, CommitteesVerb.CONVENE, item_seat)
    item_seat.mailed_to = item_seat.mandate_id
    item_seat.save(update_fields=["mailed_to"])
    told = facts.ConveningMailed(session_item_id=item_seat.item_id, seat_id=item_seat.seat_id)
    events.publish(told, by=by, at=at)
    return item_seat


def require_file(by: Actor, item: SessionItem) -> None:
    """Whoever holds the session of an item sees its file."""
    access.require(by, CommitteesVerb.CONVENE, item.case)


def require_seat(by: Actor, item_seat: ItemSeat) -> None:
    """Refuse all but the one who is asked, while the item may be read."""
    if not by.can(CommitteesVerb.SIT) or not ItemSeat.objects.of(by).filter(pk=item_seat.pk).exists():
        raise access.NotVisible(f"ItemSeat {item_seat.pk}")


def _session(committee: Committee, how: Way, starts_at: datetime, *, by: Actor, at: datetime) -> Session:
    if not access.can_see(by, committee) or committee.ended_on is not None:
        raise access.NotVisible(f"Committee {committee.pk}")
    session = Session.objects.create(
        committee=committee,
        how=how,
        starts_at=starts_at,
        ends_at=starts_at + LONGEST,
        convened_by_id=by.member_id,
        convened_at=at,
    )
    told = facts.SessionConvened(committee_session_id=session.pk, committee_id=committee.pk, how=how)
    events.publish(told, by=by, at=at)
    return session


def _item(
    session: Session, case: Case, summary: str, question: str, seats: Invited, *, by: Actor, at: datetime
) -> SessionItem:
    committee = session.committee
    if case.compartment and case.compartment != committee.compartment:
        raise Refused(_("A sealed file goes before a committee of its compartment."), field="committee")
    if not queries.reaches(committee, case):
        raise Refused(_("This committee does not sit for that commune."), field="committee")
    if not seats:
        raise Refused(_("Invite at least one institution."), field="seats")
    item = SessionItem.objects.create(
        session=session,
        case=case,
        summary=_summary(summary),
        question=_question(question),
        position=session.items.count() + 1,
        written_by_id=by.member_id,
        written_at=at,
    )
    told = facts.ItemAdded(session_item_id=item.pk, committee_session_id=session.pk, case_id=case.pk)
    events.publish(told, by=by, at=at)
    asked = [_invite(item, seat, reasons, by=by, at=at) for seat, reasons in seats.items()]
    if not any(each.mandate for each in asked):
        raise Refused(_("Nobody sits for these institutions today: write who does first."), field="seats")
    return item


def _invite(item: SessionItem, seat: Seat, reasons: Sequence[str], *, by: Actor, at: datetime) -> ItemSeat:
    if seat.committee_id != item.session.committee_id or seat.ended_on is not None:
        raise Refused(_("This institution does not sit on that committee."), field="seats")
    mandate = queries.first_asked(seat, on=timezone.localtime(at).date())
    made = ItemSeat.objects.create(item=item, seat=seat, mandate=mandate, reasons=list(reasons))
    told = facts.SeatInvited(
        session_item_id=item.pk, seat_id=seat.pk, mandate_id=mandate.pk if mandate else None
    )
    events.publish(told, by=by, at=at)
    if mandate is not None:
        enqueue(LETTER, made.pk)
    return made


def _refuse_unless_living(session: Session) -> None:
    if session.state not in LIVING:
        raise Refused(_("This session is over."))


def _summary(words: str) -> str:
    said = text.within(words, limit=SUMMARY, field="summary")
    if not said:
        raise Refused(_("Write what the committee must know, no more."), field="summary")
    return said


def _question(words: str) -> str:
    said = text.within(words, limit=QUESTION, field="question")
    if not said:
        raise Refused(_("Write what is asked of the committee."), field="question")
    return said
