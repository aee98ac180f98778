"""What is done in the room of an item, one button each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.committees import actions, queries
from jaras.committees.models import ITEM, ItemSeat, SessionItem
from jaras.committees.rules import Answer, CommitteesVerb
from jaras.governance import actions as governance
from jaras.governance.models import Ballot, Mandate, Seat, Vote
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.ballots import Choice, Method, Settled
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.web.committees.case import warned
from jaras.web.committees.composing import done
from jaras.web.committees.forms import DecideForm, TellForm, UndertakeForm, VoteForm
from jaras.web.committees.room import LARGEST, ROOM, choices, find, holds, shown
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

Do = Callable[[Actor, datetime], object]


@permission(CommitteesVerb.CONVENE)
@require_POST
def amend(request: Request, pk: int) -> HttpResponse:
    """What is told of the file; the version that was shown must be the one that stands."""
    item, form = held(request, pk), TellForm(request.POST)
    item.version = int(version) if (version := request.POST.get("version", "")).isdecimal() else 0
    told = warned(item.case, form)
    if not told and done(form, lambda: _amended(item, form, request.actor)):
        messages.success(request, _("It is written."))
        return redirect("session_item", pk)
    return shown(request, find(request, pk), tell=form, told=told)


def _amended(item: SessionItem, form: TellForm, by: Actor) -> SessionItem:
    said = form.cleaned_data
    return actions.amend_item(
        item=item, summary=said["summary"], question=said["question"], by=by, at=timezone.now()
    )


@permission(CommitteesVerb.CONVENE)
@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """The session opens, closes, does not take place."""
    item, reason = held(request, pk), request.POST.get("reason", "")
    session = item.session
    moves: dict[str, Do] = {
        "open": lambda by, at: actions.open_session(session=session, by=by, at=at),
        "close": lambda by, at: actions.close_session(session=session, by=by, at=at),
        "cancel": lambda by, at: actions.cancel_session(session=session, reason=reason, by=by, at=at),
    }
    if verb not in moves:
        raise Http404
    return _did(request, item, moves[verb])


@permission(*ROOM)
@require_POST
def seat(request: Request, pk: int, seat_pk: int, verb: str) -> HttpResponse:
    """Somebody is reached or not, comes, cannot, is there."""
    item = find(request, pk)
    asked = get_object_or_404(
        item.seats.select_related("seat", "mandate__member", "item__session", "item__case"),
        pk=min(seat_pk, LARGEST),
    )
    moves: dict[str, Do] = {
        "reached": lambda by, at: _reached(request, asked, True, by, at),
        "missed": lambda by, at: _reached(request, asked, False, by, at),
        "coming": lambda by, at: actions.answer(item_seat=asked, answer=Answer.COMING, by=by, at=at),
        "cannot": lambda by, at: actions.answer(item_seat=asked, answer=Answer.CANNOT, by=by, at=at),
        "there": lambda by, at: actions.come(item_seat=asked, by=by, at=at),
    }
    if verb not in moves:
        raise Http404
    return _did(request, item, moves[verb])


def _reached(request: Request, asked: ItemSeat, reached: bool, by: Actor, at: datetime) -> ItemSeat:
    rows = Mandate.objects.visible_to(by).filter(seat=asked.seat)
    mandate = get_object_or_404(rows, pk=_number(request, "mandate"))
    return actions.note_reached(item_seat=asked, mandate=mandate, reached=reached, by=by, at=at)


@permission(CommitteesVerb.CONVENE)
@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    item = held(request, pk)
    rows = Seat.objects.visible_to(request.actor).living()
    called = get_object_or_404(rows, committee=item.session.committee_id, pk=_number(request, "seat"))
    return _did(request, item, lambda by, at: actions.invite_seat(item=item, seat=called, by=by, at=at))


@permission(CommitteesVerb.CONVENE)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """A question is put to those who are there."""
    item, form = held(request, pk), VoteForm(request.POST)
    if done(form, lambda: _put(item, form, request.actor)):
        return redirect("session_item", pk)
    return shown(request, item, vote=form)


def _put(item: SessionItem, form: VoteForm, by: Actor) -> Ballot:
    said = form.cleaned_data
    return actions.put_to_vote(
        item=item,
        question=said["question"],
        method=Method(said["method"]),
        secret=said["secret"],
        by=by,
        at=timezone.now(),
    )


@permission(CommitteesVerb.CONVENE)
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    item, form = held(request, pk), DecideForm(request.POST)
    item.version = _number(request, "version") or 0
    if done(
        form,
        lambda: actions.decide(
            item=item, words=form.cleaned_data["words"], by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("The decision is kept with the file."))
        return redirect("session_item", pk)
    return shown(request, find(request, pk), decide=form)


@permission(*ROOM)
@require_POST
def undertake(request: Request, pk: int) -> HttpResponse:
    """An institution that is there says what it will do: a bell is hung."""
    item = find(request, pk)
    there = {str(each.pk): each for each in queries.present(item)}
    form = UndertakeForm(choices(list(there.values())), request.POST)
    if done(form, lambda: _undertaken(there, form, request.actor)):
        messages.success(request, _("The bell is hung."))
        return redirect("session_item", pk)
    return shown(request, item, undertake=form)


def _undertaken(there: dict[str, ItemSeat], form: UndertakeForm, by: Actor) -> object:
    said: dict[str, Any] = form.cleaned_data
    return actions.undertake(
        item_seat=there[said["seat"]],
        words=said["what"],
        due_at=form.due_at(),
        role=said["role"],
        by=by,
        at=timezone.now(),
    )


@permission(CommitteesVerb.SIT)
@require_POST
def vote(request: Request, pk: int) -> HttpResponse:
    """What was written stays where the vote is refused."""
    ballot, item = _ballot(request, pk)
    choice, words = request.POST.get("choice", ""), request.POST.get("words", "")
    if choice not in set(Choice):
        raise Http404
    try:
        governance.vote(
            ballot=ballot, choice=Choice(choice), words=words, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return shown(request, item, refusal=refusal, typed=words)
    messages.success(request, _("Your vote is counted."))
    return redirect("session_item", item.pk)


@permission(GovernanceVerb.BALLOTS)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    ballot, item = _ballot(request, pk)
    return _did(request, item, lambda by, at: governance.close_ballot(ballot=ballot, by=by, at=at))


@permission(*ROOM)
@require_POST
def objection(request: Request, pk: int, vote_pk: int) -> HttpResponse:
    ballot, item = _ballot(request, pk)
    made = get_object_or_404(Vote.objects.select_related("voter"), ballot=ballot, pk=min(vote_pk, LARGEST))
    settled = request.POST.get("settled", "")
    words, amended = request.POST.get("words", ""), request.POST.get("amended", "")
    if settled not in set(Settled):
        raise Http404
    try:
        governance.answer_objection(
            objection=made,
            settled=Settled(settled),
            words=words,
            amended=amended,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return shown(request, item, refusal=refusal, typed=words, typed_amended=amended)
    return redirect("session_item", item.pk)


def held(request: Request, pk: int) -> SessionItem:
    """The item, for whoever sees its file: of whoever is only invited nothing of this is asked."""
    item = find(request, pk)
    if not holds(request.actor, item):
        raise Http404
    return item


def _ballot(request: Request, pk: int) -> tuple[Ballot, SessionItem]:
    rows = Ballot.objects.visible_to(request.actor)
    ballot = get_object_or_404(rows, of=ITEM, pk=min(pk, LARGEST))
    return ballot, find(request, ballot.row)


def _number(request: Request, name: str) -> int | None:
    said = request.POST.get(name, "")
    return min(int(said), LARGEST) if said.isdecimal() else None


def _did(request: Request, item: SessionItem, do: Do) -> HttpResponse:
    try:
        do(request.actor, timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ReasonMissing:
        messages.error(request, _("Say why."))
    except (IllegalMove, Conflict):
        messages.error(request, _("This is not possible any more: the session moved on meanwhile."))
    if queries.item_of(request.actor, item.pk) is None:
        return redirect("committees")
    return redirect("session_item", item.pk)
