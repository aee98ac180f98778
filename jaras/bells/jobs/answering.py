"""Letters that members write back: theirs by the thread and by the address, by no program."""

from datetime import datetime, timedelta
from hashlib import sha256

from jaras.bells import actions
from jaras.bells.jobs.members import MESSAGE
from jaras.bells.models import BellLetter
from jaras.conversations.rules import Incoming, Kind
from jaras.governance.models import actor_of
from jaras.kernel.models import Dispatch

LASTS = timedelta(days=30)  # afterwards it is a letter to the cell like others
MAIL = "email"


def take_answer(incoming: Incoming, *, channel: str, at: datetime) -> bool:
    """Whether it answers a message about a bell; from another address a person of the cell reads it."""
    if channel != MAIL or not incoming.answers:
        return False
    lines = Dispatch.objects.filter(channel=MAIL, external_id__in=incoming.answers, about=MESSAGE)
    ids = set(lines.values_list("about_id", flat=True))
    rows = BellLetter.objects.filter(pk__in=ids, at__gt=at - LASTS, member__is_active=True)
    letter = rows.select_related("member").order_by("-id").first()
    if letter is None or letter.member is None:
        return False
    if incoming.address.strip().lower() != letter.member.email.lower():
        return False
    if incoming.kind != Kind.AUTO_REPLY:
        digest = sha256(incoming.external_id.encode()).hexdigest()[:40]
        by = actor_of(letter.member, at=at)
        actions.hear_answer(letter=letter, words=incoming.words, digest=digest, by=by, at=at)
    return True
