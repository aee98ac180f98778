"""Referrals: to whom a need may be entrusted, sent, followed, taken back, answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status

from jaras.api.asking import After, Key, Size, moment_of, possible, require, short_key
from jaras.api.problems import CONFLICTS, PROBLEMS, TooLate
from jaras.api.schemas.referrals import (
    AnswerIn,
    FitList,
    FitOut,
    RecallIn,
    ReferralIn,
    ReferralOut,
    ReferralPage,
    ReferralSent,
    ReferralWhole,
)
from jaras.api.security import caller
from jaras.care import actions, queries
from jaras.care.actions import Heard
from jaras.care.models import Need, Referral
from jaras.care.rules import CareVerb
from jaras.care.rules.referrals import MessageKind
from jaras.kernel import reading
from jaras.kernel.actor import Actor
from jaras.kernel.record.models import How
from jaras.partners.models import Service

router = Router(tags=["referrals"])


@router.get(
    "/needs/{pk}/services",
    response={200: FitList, **PROBLEMS},
    summary="List the services of a need's pole, those that fit first",
)
def list_services(request: HttpRequest, pk: int) -> FitList:
    by = caller(request)
    require(by.can(CareVerb.REFER))
    rows = Need.objects.visible_to(by).select_related("case", "person")
    need = get_object_or_404(rows, pk=possible(pk))
    party = None if need.person else need.case.parties.select_related("person").first()
    person = need.person or (party.person if party else None)
    fits = queries.fitting(need, person, at=timezone.now())
    return FitList(
        items=[FitOut.of(fit) for fit in (*fits.fitting, *fits.refused)],
        left_out=fits.more_fitting + fits.more_refused,
    )


@router.post("/referrals", response={201: ReferralSent, **PROBLEMS}, summary="Entrust a need to a partner")
def send_referral(request: HttpRequest, sent: ReferralIn, idempotency_key: Key) -> Status[ReferralSent]:
    """The letter leaves; the same `Idempotency-Key` sends once. A code is told by telephone, shown once."""
    by = caller(request)
    require(by.can(CareVerb.REFER))
    need = get_object_or_404(Need.objects.visible_to(by), pk=sent.need_id)
    services = Service.objects.visible_to(by).select_related("organisation")
    service = get_object_or_404(services, pk=sent.service_id)
    made = actions.refer(
        need=need,
        service=service,
        email=sent.email or service.reached_at,
        message=sent.message,
        part=sent.part,
        beside=sent.beside,
        shared=sent.shared,
        expires_at=moment_of(sent.expires_at),
        said=actions.Said(sent.basis, sent.agreed, sent.agreed_by, sent.basis_reason),
        key=short_key(by, idempotency_key),
        by=by,
        at=timezone.now(),
    )
    referral = queries.reaching(by).get(pk=made.referral.pk)
    return Status(201, ReferralSent(referral=ReferralOut.of(referral, cell=True), code=made.code))


@router.get("/referrals", response={200: ReferralPage, **PROBLEMS}, summary="List referrals, newest first")
def list_referrals(
    request: HttpRequest,
    after: After,
    size: Size,
    state: Annotated[str, Query("", max_length=12)],
    case_id: Annotated[int | None, Query(None, gt=0, lt=2**63)],
) -> ReferralPage:
    """Those of the cases you see; for an agent of a partner, those sent to their organisation."""
    by = caller(request)
    require(by.can(CareVerb.READ) or by.can(CareVerb.ANSWER))
    page = queries.referrals_reaching(by, state=state, case_id=case_id, after=after, size=size)
    ours = queries.seen_by_the_cell(by, page.rows)
    items = [ReferralOut.of(row, cell=row.pk in ours) for row in page.rows]
    return ReferralPage(items=items, after=page.after)


@router.get("/referrals/{pk}", response={200: ReferralWhole, **PROBLEMS}, summary="Read a referral")
def read_referral(request: HttpRequest, pk: int) -> ReferralWhole:
    """Read by an agent of the partner it was sent to, it counts as seen, as their page does."""
    by, at = caller(request), timezone.now()
    referral = _found(by, pk)
    if queries.is_of_the_partner(by, referral):
        actions.see(referral=referral, by=by, at=at)
        referral = _found(by, pk)
    return _whole(referral, by, at=at)


@router.post(
    "/referrals/{pk}/recall", response={200: ReferralOut, **PROBLEMS}, summary="Take a referral back"
)
def recall_referral(request: HttpRequest, pk: int, said: RecallIn) -> ReferralOut:
    """The link dies at once, the partner is told, the need is open again."""
    by = caller(request)
    require(by.can(CareVerb.REFER))
    referral = _found(by, pk)
    actions.recall(referral=referral, reason=said.reason, by=by, at=timezone.now())
    return ReferralOut.of(_found(by, pk), cell=True)


@router.post(
    "/referrals/{pk}/answers", response={200: ReferralWhole, **CONFLICTS}, summary="Answer a referral"
)
def answer_referral(request: HttpRequest, pk: int, said: AnswerIn, idempotency_key: Key) -> ReferralWhole:
    """As an agent of the partner, or as the cell that was told by telephone; a second yes changes nothing.

    An answer that the referral does not wait for is 409; its words are kept all the same.
    """
    by, at = caller(request), timezone.now()
    referral = _found(by, pk)
    if not ANSWERS[said.answer](referral, said, short_key(by, idempotency_key), by=by, at=at):
        raise TooLate
    return _whole(_found(by, pk), by, at=at)


def _accept(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    heard = actions.accept(referral=referral, words=said.words, signed=said.signed, key=key, by=by, at=at)
    return heard.counts


def _decline(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    return actions.decline(
        referral=referral,
        reason=said.reason,
        words=said.words,
        signed=said.signed,
        key=key,
        by=by,
        at=at,
    ).counts


def _start(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    return actions.start(referral=referral, key=key, by=by, at=at).counts


def _complete(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    heard: Heard = actions.complete(
        referral=referral, outcome=said.words, signed=said.signed, key=key, by=by, at=at
    )
    return heard.counts


def _interrupt(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    heard: Heard = actions.interrupt(
        referral=referral, reason=said.words, signed=said.signed, key=key, by=by, at=at
    )
    return heard.counts


def _ask(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    kept = actions.ask(referral=referral, words=said.words, signed=said.signed, key=key, by=by, at=at)
    return kept.kind != MessageKind.LATE


def _report_back(referral: Referral, said: AnswerIn, key: str, *, by: Actor, at: datetime) -> bool:
    kept = actions.report_back(referral=referral, words=said.words, signed=said.signed, key=key, by=by, at=at)
    return kept.kind != MessageKind.LATE


ANSWERS: dict[str, Callable[..., bool]] = {
    "accept": _accept,
    "decline": _decline,
    "start": _start,
    "complete": _complete,
    "interrupt": _interrupt,
    "ask": _ask,
    "report_back": _report_back,
}


def _found(by: Actor, pk: int) -> Referral:
    rows = queries.reaching(by).select_related("organisation", "need__person", "case__commune")
    rows = rows.defer("case__commune__boundary", "case__commune__boundary_source")
    return get_object_or_404(rows, pk=possible(pk))


def _whole(referral: Referral, by: Actor, *, at: datetime) -> ReferralWhole:
    cell = referral.pk in queries.seen_by_the_cell(by, [referral])
    subject, number = ("case", referral.case_id) if cell else ("referral", referral.pk)
    reading.record(subject, number, by=by, at=at, case_id=referral.case_id, how=How.API)
    shared = queries.shared_now(referral, on=timezone.localtime(at).date(), at=at)
    messages = queries.messages_of(referral) if cell or shared else []
    return ReferralWhole.of(referral, cell=cell, shared=shared, messages=messages)
