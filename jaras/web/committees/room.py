"""The room of one item: whoever holds the file, whoever is invited; each sees their part of it."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jaras.committees import actions, queries
from jaras.committees.models import ItemSeat, SessionItem
from jaras.committees.rules import LIVING, Answer, CommitteesVerb, SessionState
from jaras.governance.models import Ballot, Vote
from jaras.governance.queries import ballots
from jaras.governance.rules.ballots import BallotState, Method, Settled
from jaras.kernel import access, reading
from jaras.kernel.actor import Actor
from jaras.web.committees import words
from jaras.web.committees.forms import DecideForm, TellForm, UndertakeForm, VoteForm
from jaras.web.shell import hanging
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST = 2**63 - 1
ROOM = (CommitteesVerb.CONVENE, CommitteesVerb.SIT)


@permission(*ROOM)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    item, at = find(request, pk), timezone.now()
    reading.record("session_item", item.pk, by=request.actor, at=at, case_id=item.case_id)
    seat = queries.my_seat(item, request.actor)
    if seat is not None and not holds(request.actor, item):
        actions.note_seen(item_seat=seat, by=request.actor, at=at)
    return shown(request, item)


@permission(*ROOM)
@require_GET
def news(request: Request, pk: int) -> HttpResponse:
    """Nothing while what stands on the page is true; else one line, so that nothing typed is lost."""
    item = find(request, pk)
    if request.GET.get("seen") == stands(item, request.actor):
        return HttpResponse(status=204)
    return render(request, "committees/_news.html", {"address": reverse("session_item", args=[item.pk])})


def find(request: Request, pk: int) -> SessionItem:
    item = queries.item_of(request.actor, min(pk, LARGEST))
    if item is None:
        raise Http404
    return item


def holds(actor: Actor, item: SessionItem) -> bool:
    """Whether they hold the session: they see the file itself."""
    return actor.can(CommitteesVerb.CONVENE) and access.can_see(actor, item.case)


def stands(item: SessionItem, actor: Actor) -> str:
    """A digest of what others may change on the page."""
    seats = [f"{each.pk}{each.answer}{each.mandate_id}{each.reached}" for each in queries.seats_of(item)]
    asked = [
        f"{each.pk}{each.state}{sum(voter.voted for voter in ballots.voters(each))}"
        + "".join(vote.settled or "-" for vote in ballots.objections(each))
        for each in queries.ballots_of(item, actor)
    ]
    promised = [f"{each.pk}{each.bell.state}" for each in queries.undertakings(item)]
    parts = [item.session.state, str(item.version), *seats, "|", *asked, "|", *promised]
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def shown(request: Request, item: SessionItem, **forms: Any) -> HttpResponse:
    me, session = request.actor, item.session
    seats, mine, holder = queries.seats_of(item), queries.my_seat(item, me), holds(me, item)
    asked = [told(ballot, me) for ballot in queries.ballots_of(item, me)]
    there = [each for each in seats if each.answer == Answer.PRESENT]
    sits, living = session.state == SessionState.OPEN, session.state in LIVING
    undertakers = there if holder else [each for each in there if mine and each.pk == mine.pk]
    context = {
        "item": item,
        "holder": holder,
        "mine": mine,
        "at": timezone.now(),
        "past": living and session.ends_at <= timezone.now(),
        "sits": sits,
        "living": living,
        "seats": seats,
        "there": len(there),
        "quorum": min(session.committee.quorum, len(seats)),
        "who": queries.who_may_be_asked(seats, on=timezone.localdate()) if holder and living else {},
        "others": not_invited(item, seats) if holder and living else [],
        "asked": asked,
        "undertakings": queries.undertakings(item),
        "stands": stands(item, me),
        "states": words.SESSIONS,
        "item_states": words.ITEMS,
        "answers": words.ANSWERS,
        "promises": hanging.STATES,
        "reasons": words.reasons,
        "tell": TellForm(initial={"summary": item.summary, "question": item.question}),
        "told": [],
        "vote": VoteForm(initial={"question": item.question, "method": Method.CONSENT.value}),
        "decide": DecideForm(initial={"words": item.decision}),
        "undertake": UndertakeForm(choices(undertakers)) if sits and undertakers else None,
        "refusal": None,
        "typed": "",
        "typed_amended": "",
    } | forms
    wrong = (
        context["refusal"] or context["told"] or any(getattr(form, "errors", None) for form in forms.values())
    )
    return render(request, "committees/room.html", context, status=400 if wrong else 200)


def choices(seats: list[ItemSeat]) -> list[tuple[str, str]]:
    return [(str(each.pk), each.seat.called) for each in seats]


def not_invited(item: SessionItem, seats: list[ItemSeat]) -> list[Any]:
    invited = [each.seat_id for each in seats]
    return list(item.session.committee.seats.living().exclude(pk__in=invited))


def told(ballot: Ballot, me: Actor) -> dict[str, Any]:
    """One ballot as this reader may see it."""
    voters = ballots.voters(ballot)
    result = ballots.result_of(ballot)
    my_vote = next((each for each in voters if each.member_id == me.member_id), None)
    consent = ballot.method == Method.CONSENT
    return {
        "ballot": ballot,
        "open": ballot.state == BallotState.OPEN,
        "amended": ballot.state == BallotState.AMENDED,
        "voters": len(voters),
        "voted": sum(each.voted for each in voters),
        "may_vote": my_vote is not None and not my_vote.voted and ballot.state == BallotState.OPEN,
        "has_voted": my_vote is not None and my_vote.voted,
        "method": words.METHODS[Method(ballot.method)],
        "choices": list((words.BY_CONSENT if consent else words.CHOICES).items()),
        "consent": consent,
        "objections": [(each, settled(each)) for each in ballots.objections(ballot)],
        "result": result,
        "why": words.WHY[result.why] if result else "",
        "dissent": [] if consent else ballots.dissent(ballot),
    }


def settled(objection: Vote) -> Any:
    return words.SETTLED[Settled(objection.settled)] if objection.settled else ""
