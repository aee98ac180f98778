"""A need is entrusted to partners: sent, sent again, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions import needs
from jaras.care.actions.basis import FROM_BEFORE, Said, ground
from jaras.care.actions.codes import fresh_code
from jaras.care.actions.letters import write_letter
from jaras.care.actions.tracing import locked, move_along, reopen_need, take_back, taker, tell
from jaras.care.lists import link_lasts, shared_fields
from jaras.care.models import Need, Referral
from jaras.care.queries.referrals import usual_terms
from jaras.care.rules import CareVerb, Door, NeedState
from jaras.care.rules.referrals import LIVING, LetterKind, Terms, door_for, stricter
from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation, Service

MESSAGE = 2000
PART = 300
LONGEST = timedelta(days=60)
SHORTEST = timedelta(minutes=15)


@dataclass(frozen=True)
class Sent:
    """A referral that left; its code, where it has one, is told by telephone and never shown again."""

    referral: Referral
    code: str = ""


@transaction.atomic
def refer(
    *,
    need: Need,
    service: Service,
    email: str,
    by: Actor,
    at: datetime,
    message: str = "",
    shared: Sequence[str] = (),
    expires_at: datetime | None = None,
    part: str = "",
    beside: bool = False,
    said: Said = FROM_BEFORE,
    key: str = "",
) -> Sent:
    """Ask a partner to take this need; the same `key` asks once.

    Whoever asks `beside` others knows that they were asked too: the first who takes the whole of it has
    it, unless each is asked a `part`. `said` is on which ground the partner is told: a yes that was heard
    before, if nothing else.
    """
    access.require(by, CareVerb.REFER, need)
    key = f"{need.pk}:{key}" if key else ""
    if (first := idempotency.earlier("referral", key)) is not None:
        return Sent(Referral.objects.get(pk=first))
    need = Need.objects.select_for_update(of=("self",)).select_related("case").get(pk=need.pk)
    _refuse_unless_open(need, by)
    _refuse_if_asked(need, service, beside=beside)
    if not service.active or not service.organisation.active:
        raise Refused(_("This service is given no more: choose another."), field="service")
    if any(code not in shared_fields() for code in shared):
        raise Refused(_("This value is not in the list."), field="shared")
    usual = usual_terms(need)
    until = _expiry(expires_at, usual, at)
    to, words = _address(email), text.within(message, limit=MESSAGE, field="message")
    part = text.within(part, limit=PART, field="part")
    if not part and (other := taker(need)) is not None:
        raise Refused(
            _("%(name)s has taken this need: take it back first, or say which part you ask.")
            % {"name": other.organisation.name},
            field="part",
        )
    rests = ground(need, said, by=by, at=at)
    referral = Referral.objects.create(
        case=need.case,
        need=need,
        service=service,
        organisation=service.organisation,
        door=door_for(need.case.level),
        nonce=token_hex(16),
        email=to,
        message=words,
        part=part,
        whole=not part,
        shared=[item.code for item in shared_fields() if item.code in shared],
        basis=rests.basis,
        basis_reason=rests.basis_reason,
        expires_at=until,
        remind_at=usual.remind_at(sent_at=at, expires_at=until),
        sent_at=at,
        by_id=by.member_id,
        at=at,
    )
    code = fresh_code(referral) if referral.door == Door.CODE else ""
    move_along(referral, "send", by=by, at=at, fields=("code_digest",))
    if need.state == NeedState.OPEN:
        needs.take_in_hand(need=need, by=by, at=at)
    write_letter(referral, LetterKind.REQUEST, at=at)
    idempotency.remember("referral", key, referral.pk, at=at)
    return Sent(referral, code)


OF_EACH = ("email", "expires_at", "part")


@dataclass(frozen=True)
class Asked:
    """One of several partners who are asked at once: its own address, deadline, part."""

    service: Service
    email: str
    expires_at: datetime | None = None
    part: str = ""


@transaction.atomic
def refer_to_all(
    *,
    need: Need,
    asked: Sequence[Asked],
    by: Actor,
    at: datetime,
    message: str = "",
    shared: Sequence[str] = (),
    beside: bool = False,
    said: Said = FROM_BEFORE,
    key: str = "",
) -> list[Sent]:
    """Ask several partners at once, or none of them.

    A refusal about one of several names its field with the number of the service: `email_12`.
    """
    if not asked:
        raise Refused(_("Choose whom to ask."))
    made: list[Sent] = []
    for each in asked:
        try:
            sent = refer(
                need=need,
                service=each.service,
                email=each.email,
                message=message,
                shared=shared,
                expires_at=each.expires_at,
                part=each.part,
                beside=beside or bool(made),
                said=said,
                key=f"{key}:{each.service.pk}" if key else "",
                by=by,
                at=at,
            )
        except Refused as refusal:
            own = f"_{each.service.pk}" if len(asked) > 1 and refusal.field in OF_EACH else ""
            raise Refused(refusal.sentence, field=refusal.field + own) from refusal
        made.append(sent)
    return made


@transaction.atomic
def resend(
    *, referral: Referral, by: Actor, at: datetime, email: str = "", expires_at: datetime | None = None
) -> Sent:
    """A new link, perhaps to another address, with a new delay; the older link dies."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    if not (referral.waits or referral.taken):
        raise Refused(_("This referral is over: entrust the need again instead."))
    usual = usual_terms(referral.need)
    if referral.waits:
        _refuse_if_replaced(referral.organisation)
        until = _expiry(expires_at, usual, at)
        referral.remind_at, referral.reminded_at = usual.remind_at(sent_at=at, expires_at=until), None
    else:
        until = at + link_lasts()
    referral.door = stricter(referral.door, door_for(referral.case.level))
    referral.email = _address(email or referral.email)
    referral.expires_at, referral.sent_at, referral.nonce = until, at, token_hex(16)
    code = fresh_code(referral) if referral.door == Door.CODE else ""
    referral.save_checked(
        "door", "email", "expires_at", "sent_at", "nonce", "remind_at", "reminded_at", "code_digest"
    )
    tell(referral, "resend", by=by, at=at)
    write_letter(referral, LetterKind.REQUEST, at=at)
    events.publish(facts.ReferralResent(referral_id=referral.pk), by=by, at=at)
    return Sent(referral, code)


@transaction.atomic
def recall(*, referral: Referral, reason: str, by: Actor, at: datetime) -> Referral:
    """The cell takes it back: the partner is told, the need waits again unless others were asked too."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    reason = text.within(reason, limit=MESSAGE, field="reason")
    if not (referral.waits or referral.taken):
        raise Refused(_("This referral is over already."))
    take_back(referral, reason, by=by, at=at)
    reopen_need(referral, reason, by=by, at=at)
    return referral


def _refuse_unless_open(need: Need, by: Actor) -> None:
    needs.require_followed(need.case, by)
    if need.state not in (NeedState.OPEN, NeedState.IN_HAND):
        raise Refused(_("This need is settled: open it again first."))


def _refuse_if_replaced(organisation: Organisation) -> None:
    """Its answer would not come: whoever does its work now is asked instead."""
    if organisation.active:
        return
    if (successor := organisation.succeeded_by) is not None:
        raise Refused(
            _("%(after)s does the work of %(before)s now: take this back, then ask %(after)s.")
            % {"before": organisation.name, "after": successor.name}
        )
    raise Refused(
        _("%(name)s takes part no more: take this back, then ask another.") % {"name": organisation.name}
    )


def _refuse_if_asked(need: Need, service: Service, *, beside: bool) -> None:
    """The same partner twice is a slip; another one is, unless somebody means it."""
    asked = need.referrals.filter(state__in=LIVING).select_related("organisation")
    if beside:
        asked = asked.filter(organisation=service.organisation_id)
    if (other := asked.first()) is not None:
        raise Refused(
            _("This need is entrusted to %(name)s already: take it back first.")
            % {"name": other.organisation.name}
        )


def _expiry(chosen: datetime | None, usual: Terms, at: datetime) -> datetime:
    until = chosen or at + usual.expire_after
    if until < at + SHORTEST:
        raise Refused(_("Leave the partner a quarter of an hour at least."), field="expires_at")
    if until > at + LONGEST:
        raise Refused(_("A need does not wait longer than two months."), field="expires_at")
    return until


def _address(email: str) -> str:
    email = text.within(email, limit=254, field="email")
    if not email:
        raise Refused(_("Ask the partner for an e-mail address, then write it here."), field="email")
    text.require_email(email, field="email")
    return email
