"""The partner's link of a bell: where it leads, who stands behind it, whether the letter came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.crypto import constant_time_compare

from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.rules import TO_PARTNERS, BellsVerb, HelpState, LetterKind
from jaras.care.rules import CareVerb
from jaras.kernel import access
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.models import Level

SALT = "jaras.bells.help"
SESSION = "session"  # of a committee: nothing of it leaves by a link
WITH_ALL = ("organisation", "bell__report", "bell__case", "bell__need__case")
REMINDED_AFTER = timedelta(days=2)
MOST = 20
NOBODY_THERE = 0  # no help has this number


@dataclass(frozen=True)
class Knock:
    """A link of ours; `current` unless a newer one was sent."""

    asked: BellHelp
    current: bool


class Reached(StrEnum):
    """How far the request came to a partner."""

    PROTECTED = "protected"  # the file is shared with fewer: somebody calls them
    NO_ADDRESS = "no_address"
    WAITING = "waiting"  # the letter is about to leave
    UNDELIVERED = "undelivered"
    LEFT = "left"
    SEEN = "seen"
    ANSWERED = "answered"


def token_of(asked: BellHelp) -> str:
    """What makes the address of the partner's page; nobody makes one without our key."""
    return signing.Signer(salt=SALT).sign_object([asked.pk, asked.nonce])


def knock(token: str) -> Knock | None:
    """The request of this link; a made-up one takes as long and finds nothing."""
    try:
        pk, nonce = signing.Signer(salt=SALT).unsign_object(token[:400])
    except (signing.BadSignature, ValueError, TypeError):
        pk, nonce = NOBODY_THERE, ""
    asked = _with_all().filter(pk=pk).exclude(organisation=None).first()
    return Knock(asked, current=constant_time_compare(str(nonce), asked.nonce)) if asked else None


def asked_of(actor: Actor, pk: int) -> BellHelp | None:
    """A partner's help as whoever rang or carries the bell follows it."""
    rows = _with_all().filter(bell__in=Bell.objects.visible_to(actor).order_by().values("pk"))
    return rows.filter(pk=pk).exclude(organisation=None).first()


def _with_all() -> QuerySet[BellHelp]:
    return BellHelp.objects.select_related(*WITH_ALL, "bell__who", "bell__site", "bell__commune").order_by()


def partner_of(asked: BellHelp) -> Actor:
    """Whoever holds the link answers for the organisation, and does nothing else."""
    return Actor(
        name=asked.organisation.name if asked.organisation else "",
        organisation_id=asked.organisation_id,
        verbs=MappingProxyType({CareVerb.ANSWER: Scope.ORGANISATION}),
    )


def require_answerer(asked: BellHelp, by: Actor) -> None:
    """The partner itself, or whoever works on the bell: they write down what was said on the telephone."""
    if by.can(CareVerb.ANSWER) and by.organisation_id == asked.organisation_id and not by.can(BellsVerb.RING):
        return
    access.require(by, BellsVerb.RING, asked)


def protected(bell: Bell) -> bool:
    """Whether its file is shared with fewer: no letter leaves, no link opens, somebody calls."""
    files = (bell.report, bell.case, bell.need.case if bell.need else None)
    return bell.of == SESSION or any(each is not None and each.level != Level.ORDINARY for each in files)


def reached(asked: BellHelp, letters: Iterable[BellLetter]) -> Reached:
    """Of one request to a partner, with its letters, the latest last."""
    if asked.state != HelpState.ASKED:
        return Reached.ANSWERED
    if protected(asked.bell):
        return Reached.PROTECTED
    if not asked.email:
        return Reached.NO_ADDRESS
    last = next((each for each in reversed(list(letters)) if each.kind in TO_PARTNERS), None)
    if last is not None and last.fault:
        return Reached.UNDELIVERED
    if asked.seen_at is not None:
        return Reached.SEEN
    return Reached.LEFT if last is not None and last.left_at is not None else Reached.WAITING


def to_remind(at: datetime) -> Iterator[BellHelp]:
    """Partners who were written to and have not answered since."""
    left = BellLetter.objects.filter(
        help=OuterRef("pk"), kind=LetterKind.HELP, left_at__lte=at - REMINDED_AFTER
    )
    rows = _with_all().filter(Exists(left), state=HelpState.ASKED, reminded_at=None, bell__is_open=True)
    return rows.exclude(organisation=None).order_by("id").iterator()


def to_look_after(actor: Actor) -> list[tuple[BellHelp, Reached]]:
    """Partners whom this member asked, who will not help, were not reached, until they say that they know."""
    last = BellLetter.objects.filter(help=OuterRef("pk")).order_by("-id")
    rows = _with_all().filter(bell__rung_by=actor.member_id or 0, bell__is_open=True, noted_at=None)
    rows = rows.exclude(organisation=None).exclude(state=HelpState.ACCEPTED).prefetch_related("letters")
    unread = Q(state=HelpState.DECLINED) | Q(fault__gt="") | ~Exists(last)
    found = rows.annotate(fault=Subquery(last.values("fault")[:1])).filter(unread).order_by("id")[:MOST]
    told = ((asked, reached(asked, asked.letters.all())) for asked in found)
    return [(asked, way) for asked, way in told if way not in (Reached.WAITING, Reached.LEFT, Reached.SEEN)]


def notes_of(bell: Bell) -> list[BellLetter]:
    """What members wrote back about it, the latest first; for whoever sees the bell."""
    rows = BellLetter.objects.filter(bell=bell).exclude(answered_at=None).select_related("member")
    return list(rows.order_by("-answered_at")[:MOST])
