"""What the cell and a partner write to each other about a referral."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.letters import write_letter
from jaras.care.actions.tracing import locked, tell
from jaras.care.models import Referral, ReferralMessage
from jaras.care.queries.door import require_answerer
from jaras.care.rules import CareVerb
from jaras.care.rules.referrals import LetterKind, MessageKind
from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

WORDS, NAME = 4000, 120


@transaction.atomic
def ask(
    *, referral: Referral, words: str, by: Actor, at: datetime, signed: str = "", key: str = ""
) -> ReferralMessage:
    """The partner asks something before answering, or after."""
    return _from_partner(referral, MessageKind.QUESTION, words, signed, key, by=by, at=at)


@transaction.atomic
def report_back(
    *, referral: Referral, words: str, by: Actor, at: datetime, signed: str = "", key: str = ""
) -> ReferralMessage:
    """The partner tells how it goes."""
    return _from_partner(referral, MessageKind.NEWS, words, signed, key, by=by, at=at)


@transaction.atomic
def reply(*, referral: Referral, words: str, by: Actor, at: datetime, key: str = "") -> ReferralMessage:
    """The cell answers; a letter says that there is something to read, never what."""
    access.require(by, CareVerb.REFER, referral)
    referral = locked(referral)
    if not (referral.waits or referral.taken):
        raise Refused(_("This referral is over: the partner would not read it. Call them."))
    if not text.cleaned(words):
        raise Refused(_("Write the answer."), field="words")
    if (known := _known(referral, key)) is not None:
        return known
    write_letter(referral, LetterKind.ANSWER, at=at)
    return _write(referral, MessageKind.ANSWER, words, "", key, by=by, at=at)


@transaction.atomic
def keep_late_words(
    *, referral: Referral, words: str, by: Actor, at: datetime, signed: str = "", key: str = ""
) -> None:
    """Typed on a link that is dead: nothing is answered to it, nothing is lost."""
    require_answerer(referral, by)
    keep_message(referral, MessageKind.LATE, words, signed=signed, key=key, by=by, at=at)


def _from_partner(
    referral: Referral, kind: MessageKind, words: str, signed: str, key: str, *, by: Actor, at: datetime
) -> ReferralMessage:
    require_answerer(referral, by)
    if not text.cleaned(words):
        raise Refused(_("Write your message."), field="words")
    referral = locked(referral)
    if not (referral.waits or referral.taken):
        kind = MessageKind.LATE
    return _known(referral, key) or _write(referral, kind, words, signed, key, by=by, at=at)


def keep_message(
    referral: Referral,
    kind: MessageKind,
    words: str,
    *,
    by: Actor,
    at: datetime,
    signed: str = "",
    key: str = "",
) -> ReferralMessage | None:
    """Inside the transaction of an action; nothing where nothing was typed, once for each `key`."""
    if not text.cleaned(words):
        return None
    return _known(referral, key) or _write(referral, kind, words, signed, key, by=by, at=at)


def _known(referral: Referral, key: str) -> ReferralMessage | None:
    first = idempotency.earlier("referral_message", _key(referral, key))
    return None if first is None else ReferralMessage.objects.get(pk=first)


def _write(
    referral: Referral, kind: MessageKind, words: str, signed: str, key: str, *, by: Actor, at: datetime
) -> ReferralMessage:
    from_partner = kind is not MessageKind.ANSWER  # the cell may write down what a partner said
    message = ReferralMessage.objects.create(
        referral=referral,
        kind=kind,
        from_partner=from_partner,
        words=text.within(words, limit=WORDS, field="words"),
        signed=text.within(signed, limit=NAME, field="signed"),
        by_id=by.member_id,
        at=at,
    )
    if kind is not MessageKind.NOTE:  # a note stands beside the move that carries it
        tell(referral, kind, by=by, at=at, words=message.words, signed=message.signed)
    idempotency.remember("referral_message", _key(referral, key), message.pk, at=at)
    events.publish(
        facts.ReferralMessageWritten(
            referral_id=referral.pk, message_id=message.pk, kind=kind, from_partner=from_partner
        ),
        by=by,
        at=at,
    )
    return message


def _key(referral: Referral, key: str) -> str:
    return f"{referral.pk}:{key}" if key else ""
