"""What follows by itself: a partner who is asked gets a letter, one who is silent a reminder."""

from datetime import datetime

from django.utils import timezone

from jaras.bells import actions, events
from jaras.bells.models import BellHelp, BellLetter
from jaras.bells.queries import letters as queries
from jaras.bells.rules import HelpState, LetterKind
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.transports import Went


def on_help_asked(event: events.BellHelpAsked, *, by: Actor, at: datetime) -> None:
    """In the transaction of the bell; what could not be written to shows so to whoever rang."""
    asked = BellHelp.objects.select_related(*queries.WITH_ALL).get(pk=event.bell_help_id)
    if asked.organisation_id is not None:
        actions.write_to_partner(asked=asked, kind=LetterKind.HELP, by=by, at=at)


def on_moved(event: events.BellMoved, *, by: Actor, at: datetime) -> None:
    """A bell that nobody needs any more: partners who wait for it, who promised, are told."""
    if event.verb != "drop":
        return
    rows = BellHelp.objects.filter(bell=event.bell_id).exclude(organisation=None)
    rows = rows.exclude(state=HelpState.DECLINED).select_related(*queries.WITH_ALL)
    for asked in rows:
        actions.write_to_partner(asked=asked, kind=LetterKind.OVER, by=by, at=at)


def on_went(letter_id: int, *, went: Went, code: str, words: str, at: datetime) -> None:
    """Another mail server tells that a letter did not arrive after all."""
    if went is Went.FAILED:
        letter = BellLetter.objects.get(pk=letter_id)
        actions.letter_went(letter=letter, fault=code or "undelivered", by=SYSTEM, at=at)


def follow_help() -> None:
    """Remind partners who have not answered; running it again changes nothing."""
    at = timezone.now()
    for asked in queries.to_remind(at):
        actions.remind_partner(asked=asked, by=SYSTEM, at=at)
