"""A session sits: who is there, the vote, the decision, what each institution undertakes."""

from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.bells.actions import ring
from jaras.committees import events as facts
from jaras.committees import queries
from jaras.committees.actions.convening import require_file, require_seat
from jaras.committees.models import DECISION, ITEM, WORDS, ItemSeat, Session, SessionItem, Undertaking
from jaras.committees.rules import LONGEST, SESSION, Answer, CommitteesVerb, ItemState, SessionState, is_read
from jaras.governance.actions import open_ballot
from jaras.governance.models import Ballot
from jaras.governance.rules.ballots import TWO_THIRDS, BallotState, Method
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def open_session(*, session: Session, by: Actor, at: datetime) -> Session:
    """From now on it may last as long as a session does."""
    access.require(by, CommitteesVerb.CONVENE, session)
    session.opened_at, session.ends_at = at, at + LONGEST
    return _move(session, "open", "opened_at", "ends_at", by=by, at=at)


@transaction.atomic
def close_session(*, session: Session, by: Actor, at: datetime) -> Session:
    """Those who were invited read nothing from now on; what has no decision is set aside."""
    access.require(by, CommitteesVerb.CONVENE, session)
    items = list(session.items.all())
    if Ballot.objects.filter(of=ITEM, row__in=[each.pk for each in items], state=BallotState.OPEN).exists():
        raise Refused(_("A ballot is open still: close it first."))
    session.closed_at = at
    _move(session, "close", "closed_at", by=by, at=at)
    for item in items:
        if item.state == ItemState.PENDING:
            item.state = ItemState.SET_ASIDE
            item.save_checked("state")
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Actor, at: datetime) -> Session:
    access.require(by, CommitteesVerb.CONVENE, session)
    session.closed_at = at
    return _move(session, "cancel", "closed_at", by=by, at=at, reason=reason)


@transaction.atomic
def come(*, item_seat: ItemSeat, by: Actor, at: datetime) -> ItemSeat:
    """They are there: they say so themselves, or whoever holds the session does."""
    if by.can(CommitteesVerb.CONVENE) and access.can_see(by, item_seat.item.case):
        require_file(by, item_seat.item)
    else:
        require_seat(by, item_seat)
    if not is_read(state=item_seat.item.session.state, ends_at=item_seat.item.session.ends_at, at=at):
        raise Refused(_("This session is over."))
    if item_seat.mandate is None:
        raise Refused(_("Nobody sits for these institutions today: write who does first."))
    item_seat.answer, item_seat.came_at = Answer.PRESENT, at
    item_seat.save(update_fields=["answer", "came_at"])
    told = facts.SeatAnswered(
        session_item_id=item_seat.item_id, seat_id=item_seat.seat_id, answer=Answer.PRESENT
    )
    events.publish(told, by=by, at=at)
    return item_seat


@transaction.atomic
def put_to_vote(
    *,
    item: SessionItem,
    question: str,
    method: Method,
    secret: bool = False,
    threshold: Fraction = TWO_THIRDS,
    by: Actor,
    at: datetime,
) -> Ballot:
    """Those who are there vote, one for each institution."""
    require_file(by, item)
    _refuse_unless_open(item.session)
    there = queries.present(item)
    quorum = min(item.session.committee.quorum, item.seats.count())
    if len(there) < quorum:
        raise Refused(
            _("The quorum is %(quorum)d; there are %(number)d.") % {"quorum": quorum, "number": len(there)}
        )
    ballot = open_ballot(
        question=question,
        method=method,
        secret=secret,
        threshold=threshold,
        quorum=quorum,
        voters=[(each.mandate.member, each.seat) for each in there if each.mandate],
        of=ITEM,
        row=item.pk,
        by=by,
        at=at,
    )
    events.publish(facts.ItemPutToVote(session_item_id=item.pk, ballot_id=ballot.pk), by=by, at=at)
    return ballot


@transaction.atomic
def decide(*, item: SessionItem, words: str, by: Actor, at: datetime) -> SessionItem:
    """What was decided, in words; written again while the session is open, a conflict raises."""
    require_file(by, item)
    _refuse_unless_open(item.session)
    said = text.within(words, limit=DECISION, field="words")
    if not said:
        raise Refused(_("Write what was decided."), field="words")
    if Ballot.objects.filter(of=ITEM, row=item.pk, state=BallotState.OPEN).exists():
        raise Refused(_("A ballot is open still: close it first."), field="words")
    item.decision, item.decided_at, item.state = said, at, ItemState.DECIDED
    item.save_checked("decision", "decided_at", "state")
    events.publish(facts.ItemDecided(session_item_id=item.pk), by=by, at=at)
    return item


@transaction.atomic
def undertake(
    *, item_seat: ItemSeat, words: str, due_at: datetime, role: str, by: Actor, at: datetime
) -> Undertaking:
    """A bell of whoever sits there, seen by them; tied to the file where the one who writes sees it."""
    item = item_seat.item
    holds = by.can(CommitteesVerb.CONVENE) and access.can_see(by, item.case)
    if not holds:
        require_seat(by, item_seat)
    _refuse_unless_open(item.session)
    if item_seat.mandate is None or item_seat.answer != Answer.PRESENT:
        raise Refused(_("Only an institution that is there undertakes something."), field="seat")
    said = text.within(words, limit=WORDS, field="what")
    bell = ring(
        what=said,
        who=item_seat.mandate.member,
        due_at=due_at,
        role=role,
        case=item.case if holds else None,
        of="session",
        row=item.pk,
        private=True,
        undertaking=True,
        organisation=item_seat.seat.organisation,
        by=by,
        at=at,
    )
    made = Undertaking.objects.create(
        item=item, seat=item_seat.seat, words=said, bell=bell, by_id=by.member_id, at=at
    )
    told = facts.Undertaken(session_item_id=item.pk, seat_id=item_seat.seat_id, bell_id=bell.pk)
    events.publish(told, by=by, at=at)
    return made


def _refuse_unless_open(session: Session) -> None:
    if session.state != SessionState.OPEN:
        raise Refused(_("The session is not open."))


def _move(session: Session, verb: str, *fields: str, by: Actor, at: datetime, reason: str = "") -> Session:
    source = session.state
    session.state = workflow.target(SESSION, source, verb, reason=reason)
    session.save_checked("state", *fields)
    workflow.keep(session, SESSION, verb, source=source, by=by, at=at, reason=reason)
    events.publish(facts.SessionMoved(committee_session_id=session.pk, verb=verb), by=by, at=at)
    return session
