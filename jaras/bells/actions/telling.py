"""What becomes of a bell stands in the story of its case."""

from datetime import datetime

from jaras.bells.models import Bell
from jaras.cases import actions as cases
from jaras.cases.rules import Entry
from jaras.kernel.actor import Actor

TOLD = ("ring", "accept", "decline", "block", "finish", "hand_over", "drop", "reopen")


def tell(bell: Bell, verb: str, *, by: Actor, at: datetime, words: str = "") -> None:
    """One line, unless the bell is for those named in it alone, or its case is emptied."""
    case = bell.case
    if case is None or case.forgotten_at is not None or bell.private or verb not in TOLD:
        return
    data = {"bell": bell.pk, "verb": verb, "name": bell.who.name, "name_ar": bell.who.name_ar}
    cases.tell(case, Entry.BELL, by=by, at=at, words=words or bell.what, data=data)
