"""What a partner answers: seen, accepted, declined, begun, finished, broken off."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jaras.care.actions import needs
from jaras.care.actions.messages import keep_message
from jaras.care.actions.recording import record
from jaras.care.actions.timing import expire_if_due
from jaras.care.actions.tracing import (
    in_the_name_of,
    locked,
    move_along,
    others,
    reopen_need,
    take_back,
)
from jaras.care.lists import decline_reasons, link_lasts
from jaras.care.models import Referral
from jaras.care.queries.door import require_answerer
from jaras.care.queries.referrals import parts_without
from jaras.care.rules import NEED, REFERRAL, ReferralState
from jaras.care.rules.referrals import WAITING, MessageKind
from jaras.kernel import text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

WORDS = 4000


@dataclass(frozen=True)
class Heard:
    """Whether the answer counts; if not, the referral stands where its state says, the words are kept."""

    referral: Referral
    counts: bool


@transaction.atomic
def see(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """The partner opened the page for the first time."""
    require_answerer(referral, by)
    referral = locked(referral)
    expire_if_due(referral, at=at)
    if referral.state == ReferralState.SENT:
        referral.seen_at = at
        move_along(referral, "see", by=by, at=at, fields=("seen_at",))
    return referral


@transaction.atomic
def accept(
    *, referral: Referral, by: Actor, at: datetime, words: str = "", signed: str = "", key: str = ""
) -> Heard:
    """The partner takes the need; a second yes changes nothing.

    Of several who were asked the whole of it the first has it: the others are told that it is taken back.
    """
    heard = _heard(referral, "accept", words, signed, key, by=by, at=at)
    if heard.counts and heard.referral.waits:
        row = heard.referral
        if row.whole:
            _spare_others(row, by=by, at=at)
        row.answered_at, row.expires_at = at, at + link_lasts()
        move_along(row, "accept", by=by, at=at, fields=("answered_at", "expires_at"))
        keep_message(row, MessageKind.NOTE, words, signed=signed, key=key, by=by, at=at)
    return heard


@transaction.atomic
def decline(
    *,
    referral: Referral,
    reason: str,
    by: Actor,
    at: datetime,
    words: str = "",
    signed: str = "",
    key: str = "",
) -> Heard:
    """The partner cannot: why, from the list, with words where it is another reason; the need is open."""
    if reason not in decline_reasons():
        raise Refused(_("Choose the reason."), field="reason")
    if reason == "other" and not text.cleaned(words):
        raise Refused(_("Say why in a few words."), field="words")
    heard = _heard(referral, "decline", words, signed, key, by=by, at=at)
    if heard.counts and heard.referral.waits:
        row = heard.referral
        row.answered_at, row.reason, row.outcome = at, reason, text.cleaned(words)
        said = ": ".join(filter(None, (decline_reasons()[reason].name_fr, row.outcome)))
        fields = ("answered_at", "reason", "outcome")
        move_along(row, "decline", by=by, at=at, reason=said, fields=fields, told=row.outcome, why=reason)
        keep_message(row, MessageKind.NOTE, words, signed=signed, key=key, by=by, at=at)
        reopen_need(row, said[:500], by=by, at=at, told=row.outcome, why=reason)
    return heard


@transaction.atomic
def start(*, referral: Referral, by: Actor, at: datetime, key: str = "") -> Heard:
    """The person is there: the help begins."""
    heard = _heard(referral, "start", "", "", key, by=by, at=at)
    if heard.counts and heard.referral.state == ReferralState.ACCEPTED:
        move_along(heard.referral, "start", by=by, at=at)
    return heard


@transaction.atomic
def complete(
    *,
    referral: Referral,
    outcome: str,
    by: Actor,
    at: datetime,
    nights: int = 0,
    signed: str = "",
    key: str = "",
) -> Heard:
    """What was asked is done: the need is met, the help counts, with the nights that a shelter gave."""
    if not text.cleaned(outcome):
        raise Refused(_("Say what came of it."), field="words")
    told = _whole(outcome, nights)
    heard = _heard(referral, "complete", told, signed, key, by=by, at=at)
    if heard.counts and heard.referral.taken:
        row, acting = heard.referral, in_the_name_of(by)
        row.outcome = text.cleaned(outcome)
        move_along(row, "complete", by=by, at=at, reason=row.outcome, fields=("outcome",))
        keep_message(row, MessageKind.NOTE, told, signed=signed, key=key, by=by, at=at)
        record(
            code=row.need.service,
            case=row.case,
            person=row.need.person,
            need=row.need,
            referral=row,
            organisation=row.organisation,
            commune=row.case.commune,
            note=row.outcome,
            nights=nights,
            source=f"referral:{row.pk}",
            by=acting,
            at=at,
        )
        _settle_need(row, by=acting, at=at)
    return heard


def _settle_need(row: Referral, *, by: Actor, at: datetime) -> None:
    """The whole is done, or the last part: the need is met, unless a part has nobody yet."""
    if not NEED.allows(row.need.state, "meet"):
        return
    if not row.whole:
        if others(row).exists():
            return
        if missing := parts_without(row):
            with translation.override(settings.LANGUAGE_CODE):
                what = "; ".join(part or str(_("all of it")) for part in missing)
                reason = _("Nobody has done this part: %(part)s") % {"part": what}
            needs.reopen(need=row.need, reason=reason[:500], by=by, at=at)
            return
    needs.meet(need=row.need, reason=row.outcome[:500], by=by, at=at)


def _spare_others(row: Referral, *, by: Actor, at: datetime) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        reason = str(_("Another partner takes it"))
    for other in others(row).select_for_update(of=("self",)).filter(state__in=WAITING, whole=True):
        take_back(other, reason, by=in_the_name_of(by), at=at)


def _whole(outcome: str, nights: int) -> str:
    """Everything that was said, in words: they alone are kept of an answer that comes late."""
    given = ngettext("%(number)d night", "%(number)d nights", nights) % {"number": nights} if nights else ""
    return "\n".join(filter(None, (outcome, given)))


@transaction.atomic
def interrupt(
    *, referral: Referral, reason: str, by: Actor, at: datetime, signed: str = "", key: str = ""
) -> Heard:
    """The help breaks off: the need is open again, with the reason."""
    if not text.cleaned(reason):
        raise Refused(_("Say why in a few words."), field="words")
    heard = _heard(referral, "interrupt", reason, signed, key, by=by, at=at)
    if heard.counts and heard.referral.taken:
        row = heard.referral
        row.outcome = text.cleaned(reason)
        move_along(row, "interrupt", by=by, at=at, reason=row.outcome, fields=("outcome",))
        keep_message(row, MessageKind.NOTE, reason, signed=signed, key=key, by=by, at=at)
        reopen_need(row, row.outcome[:500], by=by, at=at)
    return heard


def _heard(
    referral: Referral, verb: str, words: str, signed: str, key: str, *, by: Actor, at: datetime
) -> Heard:
    """Whether the answer counts now; the same again counts too; what else was typed is kept."""
    require_answerer(referral, by)
    text.within(words, limit=WORDS, field="words")
    row = locked(referral)
    expire_if_due(row, at=at)
    if REFERRAL.allows(row.state, verb):
        return Heard(row, counts=True)
    again = any(step.verb == verb and step.target == row.state for step in REFERRAL.moves)
    counts = again or (verb == "accept" and row.taken)
    if not (counts and text.cleaned(words) in (message.words for message in row.messages.all())):
        kind = MessageKind.NEWS if counts and row.taken else MessageKind.LATE
        keep_message(row, kind, words, signed=signed, key=key, by=by, at=at)
    return Heard(row, counts=counts)
