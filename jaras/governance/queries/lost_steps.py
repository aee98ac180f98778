"""What is read about second steps that were lost."""

from datetime import datetime, timedelta
from hmac import compare_digest

from allauth.mfa.models import Authenticator
from django.core import signing
from django.utils.crypto import salted_hmac

from jaras.governance.models import LostStep, Member
from jaras.governance.queries import current_watch
from jaras.governance.roles import vouch_policy
from jaras.governance.rules import Voucher
from jaras.kernel import folding

SALT, DISOWNED = "jaras.governance.lost_step", "jaras.governance.disowned"
DISOWN_WITHIN = timedelta(days=7)


def code_of(lost: LostStep) -> str:
    """Six digits, from its row together with the secret of this copy: no table holds them."""
    made = salted_hmac(SALT, f"{lost.nonce}:{lost.member_id}", algorithm="sha256").digest()
    return f"{int.from_bytes(made[:8]) % 1_000_000:06d}"


def lost_step_of(code: str, *, at: datetime) -> LostStep | None:
    """The one that waits under this code."""
    typed = "".join(figure for figure in folding.fold(code) if figure.isdecimal()).encode()
    waiting = LostStep.objects.open(at).select_related("member", "first_by")
    return next((each for each in waiting if compare_digest(code_of(each).encode(), typed)), None)


def is_called(member: Member, name: str) -> bool:
    """Whether this is their whole name, in either script, whatever the order of its words."""
    said = _words(name)
    return bool(said) and said in (_words(member.name), _words(member.name_ar))


def _words(name: str) -> list[str]:
    return sorted(word.form for word in folding.words(name))


def voucher_of(member: Member) -> Voucher | None:
    """As what the word of this member counts at this moment."""
    watch = current_watch()
    return vouch_policy().voucher(
        member.roles, holds_watch=watch is not None and watch.holder_id == member.pk
    )


def holds_a_given_step(member: Member, lost_step_id: int, *, at: datetime) -> bool:
    """Whether what this browser asked for was given, and still allows another second step."""
    if member.enrol_until is None or at >= member.enrol_until:
        return False
    given = LostStep.objects.filter(member=member, given_at__isnull=False).order_by("-given_at", "-id")
    return given.values_list("pk", flat=True).first() == lost_step_id


def mark_of(step: Authenticator) -> str:
    """What the letter to its owner carries, for them to say that it was not they who put it in place."""
    return signing.dumps([step.user_id, step.pk], salt=DISOWNED)


def disowned(mark: str) -> tuple[Member, int] | None:
    """Whose second step this mark is about, with the number of that step; for seven days."""
    try:
        member_id, step_id = signing.loads(mark, salt=DISOWNED, max_age=DISOWN_WITHIN)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    member = Member.objects.active().filter(pk=member_id).first()
    return (member, step_id) if member else None
