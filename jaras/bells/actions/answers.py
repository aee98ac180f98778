"""A member answers a letter about a bell: understood, done, said back; else kept as a note."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.bells import events as facts
from jaras.bells.actions.carrying import accept, decline, finish
from jaras.bells.actions.handing import refuse_offer, take
from jaras.bells.actions.helping import answer_help
from jaras.bells.actions.letters import write_to_member
from jaras.bells.actions.ringing import ring
from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.queries.understanding import Meant, Understood, understood
from jaras.bells.rules import BellState, LetterKind, suggested_role
from jaras.governance.queries import member_of
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

LONGEST = 2000


@transaction.atomic
def hear_answer(*, letter: BellLetter, words: str, digest: str, by: Actor, at: datetime) -> None:
    """`digest` is that of the letter they sent: brought twice it is heard once."""
    row = (
        BellLetter.objects.select_for_update(of=("self",)).select_related("bell", "member").get(pk=letter.pk)
    )
    if row.member is None or row.member_id != by.member_id:
        raise access.NotVisible(f"BellLetter {row.pk}")
    if row.heard == digest:
        return
    said = understood(words, today=timezone.localtime(at).date())
    row.heard, row.answer, row.answered_at = digest, words[:LONGEST], at
    row.save(update_fields=["heard", "answer", "answered_at"])
    with translation.override(row.member.language or settings.LANGUAGE_CODE):
        sentence = _carried_out(row, said, by=by, at=at)
    heard = facts.BellLetterAnswered(bell_id=row.bell_id, bell_letter_id=row.pk, what=said.meant)
    events.publish(heard, by=by, at=at)
    write_to_member(bell=row.bell, member=row.member, kind=LetterKind.HEARD, says=sentence, by=by, at=at)


def _carried_out(row: BellLetter, said: Understood, *, by: Actor, at: datetime) -> str:
    """What was done, in the member's words; what is refused says why, their words stay as a note."""
    try:
        with transaction.atomic():
            if said.meant is Meant.YES:
                return _yes(row, by=by, at=at)
            if said.meant is Meant.NO:
                return _no(row, said.words, by=by, at=at)
            if said.meant is Meant.DONE:
                return _done(row.bell, said.words, by=by, at=at)
            if said.meant is Meant.RING and said.due is not None:
                return _rung(row, said.words, said.due, by=by, at=at)
    except Refused as refusal:
        return f"{refusal.sentence} {_('Your words are kept as a note on the bell.')}"
    except (Conflict, access.Forbidden, access.NotVisible):
        return _("This bell has moved on meanwhile. Your words are kept as a note on it.")
    return _("We are not sure what you mean: nothing was changed, your words are kept as a note on the bell.")


def _yes(row: BellLetter, *, by: Actor, at: datetime) -> str:
    if row.kind == LetterKind.OFFERED:
        take(bell=row.bell, by=by, at=at)
    elif row.kind == LetterKind.HELP:
        answer_help(help=_help(row), verb="accept", by=by, at=at)
        return _("Understood: you help.")
    else:
        accept(bell=row.bell, by=by, at=at)
    return _("Understood: you take it.")


def _no(row: BellLetter, reason: str, *, by: Actor, at: datetime) -> str:
    if row.kind == LetterKind.OFFERED:
        refuse_offer(bell=row.bell, reason=reason, by=by, at=at)
    elif row.kind == LetterKind.HELP:
        answer_help(help=_help(row), verb="decline", reason=reason, by=by, at=at)
    else:
        decline(bell=row.bell, reason=reason, by=by, at=at)
    return _("Understood: you cannot. Whoever asked is told.")


def _done(bell: Bell, evidence: str, *, by: Actor, at: datetime) -> str:
    if bell.state == BellState.RUNG:
        bell = accept(bell=bell, by=by, at=at)
    finish(bell=bell, evidence=evidence, by=by, at=at)
    return _("Understood: it is done.")


def _rung(row: BellLetter, what: str, due: date, *, by: Actor, at: datetime) -> str:
    due_at = datetime.combine(due + timedelta(days=1), time.min, timezone.get_default_timezone())
    due_at -= timedelta(minutes=1)
    hours = (due_at - at) / timedelta(hours=1)
    role = suggested_role(
        unblocks=False, helpers=0, pivot_of_helper=False, has_case=False, hours_left=hours
    ).role
    me = member_of(by)
    ring(what=what, who=me, due_at=due_at, role=role, suggested=role, token=row.heard[:32], by=by, at=at)
    return _("Understood: you hang a new bell, due on %(day)s.") % {"day": f"{due:%d/%m/%Y}"}


def _help(row: BellLetter) -> BellHelp:
    found = BellHelp.objects.select_related("bell").filter(bell=row.bell, member=row.member_id).first()
    if found is None:
        raise access.NotVisible("BellHelp")
    return found
