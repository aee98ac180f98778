"""Whoever carries a bell says what becomes of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.bells.actions.moving import held, move, require_able
from jaras.bells.lists import blockers
from jaras.bells.models import HOW, WORDS, Bell
from jaras.governance.models import Member
from jaras.kernel import files, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

UNBLOCKED = ("unblocks", "asked_id")


@transaction.atomic
def accept(*, bell: Bell, by: Actor, at: datetime) -> Bell:
    """It hangs on whoever was asked."""
    return move(held(bell, "accept", by=by), "accept", by=by, at=at)


@transaction.atomic
def decline(*, bell: Bell, reason: str, by: Actor, at: datetime) -> Bell:
    """They will not: whoever rang it asks somebody else."""
    why = said(reason)
    return move(held(bell, "decline", by=by), "decline", by=by, at=at, reason=why)


@transaction.atomic
def start(*, bell: Bell, by: Actor, at: datetime) -> Bell:
    """It is under way, or again: nothing blocks it any more."""
    bell = held(bell, "start", by=by)
    free(bell)
    return move(bell, "start", *UNBLOCKED, by=by, at=at)


@transaction.atomic
def block(
    *, bell: Bell, blocker: str, unblocks: str, asked: Member | None = None, by: Actor, at: datetime
) -> Bell:
    """It cannot go on as things are; what would unblock it, who is asked for that."""
    bell = held(bell, "block", by=by)
    if blocker not in blockers():
        raise Refused(_("Say what stands in the way."), field="blocker")
    bell.unblocks = text.within(unblocks, limit=WORDS, field="unblocks")
    if not bell.unblocks:
        raise Refused(_("Say what would unblock it."), field="unblocks")
    if asked is not None:
        require_able(asked, bell, field="asked", at=at)
    bell.blocker, bell.asked = blocker, asked
    return move(bell, "block", "blocker", *UNBLOCKED, by=by, at=at, reason=bell.unblocks)


def finish(
    *, bell: Bell, evidence: str, content: bytes = b"", name: str = "", by: Actor, at: datetime
) -> Bell:
    """It is done, and how that is seen; a file goes to the disk, which is slow, before anything is held."""
    words = text.within(evidence, limit=HOW, field="evidence")
    if not words and not content:
        raise Refused(_("Say how one sees that it is done, or attach a proof."), field="evidence")
    try:
        kept = files.keep(content, name=name) if content else None
    except files.FileRefused as refusal:
        sentence = _("This file cannot be kept: %(reason)s.") % {"reason": refusal.reason}
        raise Refused(sentence, field="file") from refusal
    try:
        with transaction.atomic():
            bell = held(bell, "finish", by=by)
            free(bell)
            bell.proof = files.register(kept, by=by, at=at) if kept else None
            bell.evidence, bell.offered_to, bell.ended_at = words, None, at
            fields = (*UNBLOCKED, "evidence", "proof_id", "offered_to_id", "ended_at")
            return move(bell, "finish", *fields, by=by, at=at)
    except Exception:
        if kept:
            files.drop(kept)
        raise


@transaction.atomic
def reopen(*, bell: Bell, reason: str, by: Actor, at: datetime) -> Bell:
    """It was not done after all: it hangs again, on the same person."""
    why, bell = said(reason), held(bell, "reopen", by=by)
    bell.ended_at = None
    return move(bell, "reopen", "ended_at", by=by, at=at, reason=why)


def free(bell: Bell) -> None:
    """Nothing blocks it any more; what kind of thing did stays, to be learnt from."""
    bell.unblocks, bell.asked = "", None


def said(reason: str) -> str:
    """Why, in words; a change that must say why is refused without."""
    why = text.within(reason, limit=WORDS, field="reason")
    if not why:
        raise Refused(_("Say why."), field="reason")
    return why
