"""What a partner may do on their page: each button, the action it calls, how we thank."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from jaras.care import actions
from jaras.care.actions import Heard
from jaras.care.models import Referral
from jaras.care.rules.referrals import MessageKind
from jaras.kernel import text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

LONGEST = 20_000
LONGEST_NUMBER = 4


@dataclass(frozen=True)
class Said:
    """What the page sent, as text."""

    do: str = ""
    words: str = ""
    signed: str = ""
    reason: str = ""
    code: str = ""
    nights: str = ""
    key: str = ""
    passing: str = ""

    @classmethod
    def of(cls, post: Mapping[str, str]) -> "Said":
        """Longer than any field it is cut: the action names the limit."""
        typed = {name: text.cleaned(post.get(name, "")[:LONGEST]) for name in cls.__dataclass_fields__}
        return cls(**typed | {"key": typed["key"][:32], "do": typed["do"] or "nothing"})


class Do(Protocol):
    def __call__(self, referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard: ...


@dataclass(frozen=True)
class Answer:
    do: Do
    thanks: Any


def _accept(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    return actions.accept(referral=referral, words=said.words, signed=said.signed, key=said.key, by=by, at=at)


def _decline(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    return actions.decline(
        referral=referral,
        reason=said.reason,
        words=said.words,
        signed=said.signed,
        key=said.key,
        by=by,
        at=at,
    )


def _start(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    return actions.start(referral=referral, key=said.key, by=by, at=at)


def _finish(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    return actions.complete(
        referral=referral,
        outcome=said.words,
        nights=_number(said.nights),
        signed=said.signed,
        key=said.key,
        by=by,
        at=at,
    )


def _number(typed: str) -> int:
    """In the digits of either script; an empty field is none."""
    if not typed:
        return 0
    if not typed.isdecimal() or len(typed) > LONGEST_NUMBER:
        raise Refused(_("Write a number of nights."), field="nights")
    return int(typed)


def _interrupt(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    return actions.interrupt(
        referral=referral, reason=said.words, signed=said.signed, key=said.key, by=by, at=at
    )


def _ask(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    kept = actions.ask(referral=referral, words=said.words, signed=said.signed, key=said.key, by=by, at=at)
    return Heard(kept.referral, counts=kept.kind != MessageKind.LATE)


def _news(referral: Referral, said: Said, /, *, by: Actor, at: datetime) -> Heard:
    kept = actions.report_back(
        referral=referral, words=said.words, signed=said.signed, key=said.key, by=by, at=at
    )
    return Heard(kept.referral, counts=kept.kind != MessageKind.LATE)


ANSWERS: dict[str, Answer] = {
    "accept": Answer(
        _accept, _("Thank you: we know that you take it. Come back to this page to tell us more.")
    ),
    "decline": Answer(_decline, _("Thank you for answering: we look for somebody else.")),
    "start": Answer(_start, _("Thank you: we know that it has begun.")),
    "finish": Answer(_finish, _("Thank you for what you did.")),
    "interrupt": Answer(_interrupt, _("We know it: we look for another way. Thank you.")),
    "ask": Answer(_ask, _("Your question has arrived. You will get an e-mail when it is answered.")),
    "news": Answer(_news, _("Your news has arrived. Thank you.")),
}
