"""A line of the timeline, from codes to a sentence in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jaras.cases.models import TimelineEntry
from jaras.cases.rules import Entry
from jaras.web.cases.sentences import (
    appointments,
    bells,
    care,
    case,
    inclusion,
    intake,
    needs,
    places,
    referrals,
)
from jaras.web.cases.sentences.told import Sentence, Told

__all__ = ["SENTENCES", "TABS", "Sentence", "sentence", "tabs"]

# The tabs of the timeline: which lines each one keeps.
TABS: dict[str, tuple[Entry, ...]] = {
    "all": (),
    "words": (Entry.REPORT, Entry.NOTE, Entry.ANSWER, Entry.DIAGNOSIS),
    "help": (Entry.HELP, Entry.MISSION, Entry.INTERVENTION, Entry.APPOINTMENT, Entry.REFERRAL, Entry.PLACE),
    "decisions": (
        Entry.STATE,
        Entry.STAGE,
        Entry.NEXT,
        Entry.DUTY,
        Entry.TEAM,
        Entry.CONFIDENTIALITY,
        Entry.NEED,
        Entry.PROJECT,
        Entry.BELL,
    ),
    "documents": (Entry.DOCUMENT,),
}

SENTENCES: dict[str, Callable[[Told], Sentence]] = {
    Entry.REPORT: intake.report,
    Entry.HELP: intake.help_called,
    Entry.MISSION: intake.mission,
    Entry.INTERVENTION: care.intervention,
    Entry.DUTY: intake.duty,
    Entry.PERSON: case.person,
    Entry.STATE: case.state,
    Entry.STAGE: case.stage,
    Entry.NEXT: case.next_step,
    Entry.NOTE: case.note,
    Entry.DOCUMENT: case.document,
    Entry.TEAM: case.team,
    Entry.CONFIDENTIALITY: case.confidentiality,
    Entry.ANSWER: intake.answer,
    Entry.DIAGNOSIS: needs.diagnosis,
    Entry.NEED: needs.need,
    Entry.PROJECT: inclusion.project,
    Entry.APPOINTMENT: appointments.appointment,
    Entry.REFERRAL: referrals.referral,
    Entry.PLACE: places.place,
    Entry.BELL: bells.bell,
}


def sentence(entry: TimelineEntry, persons: Mapping[int, str]) -> Sentence:
    """The sentence of one line; a kind that a later version writes still shows its own words."""
    told = Told(entry, persons)
    if not (told.data or told.text):
        return Sentence(_("Emptied when its time had come"), sign="lock")
    write = SENTENCES.get(entry.kind)
    return write(told) if write else Sentence(entry.kind, quote=told.text)


def tabs() -> dict[str, str]:
    """The tabs in words."""
    return {
        "all": pgettext("timeline", "All"),
        "words": pgettext("timeline", "Words"),
        "help": pgettext("timeline", "Help given"),
        "decisions": pgettext("timeline", "Decisions"),
        "documents": pgettext("timeline", "Documents"),
    }
