"""Writes about a partner's help, the letters of a bell: asked by letter, opened, accepted, declined."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.bells import events as facts
from jaras.bells.actions.helping import answered
from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.queries import letters as queries
from jaras.bells.rules import HELP, BellsVerb, HelpState, LetterKind
from jaras.governance.models import Member
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused

TO_PARTNER, TO_MEMBER = "jaras.bells.jobs.mail_partner", "jaras.bells.jobs.tell_member"
NAME = 120


@transaction.atomic
def write_to_partner(*, asked: BellHelp, kind: LetterKind, by: Actor, at: datetime) -> BellLetter | None:
    """A letter with the link; none about a file that is shared with fewer, none without an address."""
    if not asked.email or queries.protected(asked.bell):
        return None
    letter = BellLetter.objects.create(
        bell=asked.bell, help=asked, kind=kind, to=asked.email, nonce=asked.nonce, at=at
    )
    _written(letter, TO_PARTNER, by=by, at=at)
    return letter


@transaction.atomic
def write_to_member(
    *, bell: Bell, member: Member, kind: LetterKind, says: str = "", by: Actor, at: datetime
) -> BellLetter:
    """A message to a member about a bell, by the way that they wish; `says` is what we answer them."""
    letter = BellLetter.objects.create(
        bell=bell, member=member, kind=kind, answer=says, nonce=token_hex(12), at=at
    )
    _written(letter, TO_MEMBER, by=by, at=at)
    return letter


def _written(letter: BellLetter, job: str, *, by: Actor, at: datetime) -> None:
    event = facts.BellLetterWritten(bell_id=letter.bell_id, bell_letter_id=letter.pk, kind=letter.kind)
    events.publish(event, by=by, at=at)
    enqueue(job, letter.pk)


@transaction.atomic
def letter_went(*, letter: BellLetter, fault: str = "", by: Actor, at: datetime) -> None:
    """It left; or it did not come, whatever was thought before."""
    rows = BellLetter.objects.filter(pk=letter.pk)
    changed = (
        rows.update(fault=fault[:40]) if fault else rows.filter(left_at=None).update(left_at=at, fault="")
    )
    if changed:
        event = facts.BellLetterWent(bell_id=letter.bell_id, bell_letter_id=letter.pk, why=fault[:40])
        events.publish(event, by=by, at=at)


@transaction.atomic
def remind_partner(*, asked: BellHelp, by: Actor, at: datetime) -> None:
    """Once more, once; of two workers, one does."""
    rows = BellHelp.objects.filter(pk=asked.pk, state=HelpState.ASKED, reminded_at=None)
    if rows.update(reminded_at=at):
        _moved(asked, "remind", by=by, at=at)
        write_to_partner(asked=asked, kind=LetterKind.REMINDER, by=by, at=at)


@transaction.atomic
def renew_link(*, asked: BellHelp, email: str, by: Actor, at: datetime) -> BellHelp:
    """A new letter, be it to another address; links of older letters open nothing any more."""
    access.require(by, BellsVerb.RING, asked)
    row = _open(asked)
    if queries.protected(row.bell):
        raise Refused(
            _("This file is shared with few: call them, then write down what they say."), field="email"
        )
    text.require_email(email.strip(), field="email")
    row.email, row.nonce = email.strip(), token_hex(16)
    row.seen_at = row.noted_at = row.reminded_at = None
    row.save_checked("email", "nonce", "seen_at", "noted_at", "reminded_at")
    _moved(row, "renew", by=by, at=at)
    write_to_partner(asked=row, kind=LetterKind.HELP, by=by, at=at)
    return row


@transaction.atomic
def see_help(*, asked: BellHelp, by: Actor, at: datetime) -> BellHelp:
    """The partner opened the page for the first time."""
    queries.require_answerer(asked, by)
    if BellHelp.objects.filter(pk=asked.pk, seen_at=None).update(seen_at=at):
        _moved(asked, "see", by=by, at=at)
        asked.seen_at = at
    return asked


@transaction.atomic
def answer_for_partner(
    *, asked: BellHelp, verb: str, reason: str = "", signed: str = "", by: Actor, at: datetime
) -> BellHelp:
    """The partner accepts or declines, be it after the contrary; the same again changes nothing."""
    queries.require_answerer(asked, by)
    signed = text.within(signed, limit=NAME, field="signed")
    row = _open(asked)
    if not any(move.verb == verb and move.target == row.state for move in HELP.moves):
        knows = by.member_id is not None and by.member_id == row.bell.rung_by_id
        row.noted_at = at if knows else None
        row.save_checked("noted_at")
        answered(row, verb, reason=reason, signed=signed, by=by, at=at)
    return row


@transaction.atomic
def note_help(*, asked: BellHelp, by: Actor, at: datetime) -> None:
    """Whoever rang knows that they will not, or were not reached: it leaves their day."""
    access.require(by, BellsVerb.RING, asked)
    if BellHelp.objects.filter(pk=asked.pk, noted_at=None).update(noted_at=at):
        _moved(asked, "note", by=by, at=at)


def _open(asked: BellHelp) -> BellHelp:
    """The row, held until the end of the transaction, of a bell that is still to be kept."""
    rows = BellHelp.objects.select_for_update(of=("self",))
    row = rows.select_related("organisation", "bell__report", "bell__case", "bell__need__case").get(
        pk=asked.pk
    )
    if not row.bell.is_open:
        raise Refused(_("This is over: there is nothing more to do. Thank you."))
    return row


def _moved(asked: BellHelp, verb: str, *, by: Actor, at: datetime) -> None:
    events.publish(facts.BellHelpMoved(bell_id=asked.bell_id, bell_help_id=asked.pk, verb=verb), by=by, at=at)
