"""What every action on a referral has in common: its lock, its move, its line in the case, its need."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db.models import QuerySet

from jaras.care import events as facts
from jaras.care.actions import needs
from jaras.care.actions.letters import write_letter
from jaras.care.models import Need, Referral
from jaras.care.rules import REFERRAL, NeedState
from jaras.care.rules.referrals import LIVING, TAKEN, LetterKind
from jaras.cases import actions as cases
from jaras.cases.rules import Entry
from jaras.kernel import events, workflow
from jaras.kernel.actor import SYSTEM, Actor


def locked(referral: Referral) -> Referral:
    """The row as it is now, which nobody else writes until this transaction ends; its need comes first.

    Whoever answers for one partner may end what the others were asked: all of them pass by the need.
    """
    Need.objects.select_for_update(of=("self",)).only("pk").get(pk=referral.need_id)
    rows = Referral.objects.select_for_update(of=("self",))
    return rows.select_related("need", "case", "organisation", "service__organisation").get(pk=referral.pk)


def move_along(
    referral: Referral,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    fields: tuple[str, ...] = (),
    told: str | None = None,
    **more: Any,
) -> None:
    """Along the table of states; the row, the line in the case and the event are written.

    The line says the reason, unless `told` says it better beside a code in `more`.
    """
    before = referral.state
    workflow.move(referral, REFERRAL, verb, by=by, at=at, reason=reason)
    referral.save_checked("state", *fields)
    if verb != "see":
        tell(referral, verb, by=by, at=at, words=reason if told is None else told, **more)
    events.publish(
        facts.ReferralMoved(
            referral_id=referral.pk,
            case_id=referral.case_id,
            need_id=referral.need_id,
            organisation_id=referral.organisation_id,
            service=referral.need.service,
            pole=referral.need.pole,
            verb=verb,
            before=before,
            state=referral.state,
        ),
        by=by,
        at=at,
    )


def tell(referral: Referral, verb: str, *, by: Actor, at: datetime, words: str = "", **more: Any) -> None:
    """A line of the case's timeline."""
    organisation = referral.organisation
    data = {
        "referral": referral.pk,
        "verb": verb,
        "service": referral.need.service,
        "name": organisation.name_fr or organisation.name_ar,
        "name_ar": organisation.name_ar,
    }
    cases.tell(referral.case, Entry.REFERRAL, by=by, at=at, words=words, data=data | more)


def reopen_need(referral: Referral, reason: str, *, by: Actor, at: datetime, **told: str) -> None:
    """Nobody takes it: the need waits again, unless it was settled otherwise or others were asked too."""
    if referral.need.state == NeedState.IN_HAND and not others(referral).exists():
        needs.reopen(need=referral.need, reason=reason, by=in_the_name_of(by), at=at, **told)


def others(referral: Referral) -> QuerySet[Referral]:
    """Whoever else has the same need before them."""
    rows = Referral.objects.filter(need=referral.need_id, state__in=LIVING)
    return rows.exclude(pk=referral.pk).select_related("need", "case", "organisation")


def taker(need: Need) -> Referral | None:
    """Whoever has the whole need."""
    rows = need.referrals.filter(state__in=TAKEN, whole=True)
    return rows.select_related("organisation").first()


def take_back(referral: Referral, reason: str, *, by: Actor, at: datetime) -> None:
    """The link dies at once, the partner is told."""
    referral.nonce = token_hex(16)
    referral.answered_at = referral.answered_at or at
    move_along(referral, "recall", by=by, at=at, reason=reason, fields=("nonce", "answered_at"))
    write_letter(referral, LetterKind.TAKEN_BACK, at=at)


def in_the_name_of(by: Actor) -> Actor:
    """What follows from an answer is written by the software: a partner assesses nothing."""
    return Actor(member_id=by.member_id, name=by.name, roles=by.roles, verbs=SYSTEM.verbs)
