"""Reactions to every event that may move a figure, then the counting itself."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from types import ModuleType

from jaras.care import events as care
from jaras.cases import events as cases
from jaras.intake import events as intake
from jaras.kernel.actor import Actor
from jaras.kernel.events import Event
from jaras.people import events as people
from jaras.steering import actions
from jaras.steering.queries import KINDS

MOST_S = 30  # a job that takes twice that is ended by the queue
HEARD: tuple[ModuleType, ...] = (people, cases, intake, care)
# What happens without moving a figure; every other event of these packages is counted.
INDIFFERENT = {
    *("DraftSaved", "MessageAdded", "CodeShown", "FileAdded", "ReportClaimed", "ReportReleased"),
    *("TeamOnSite", "TeamBack", "TeamCancelled", "DutyRaised", "DutySettled"),
    *("TeamChanged", "NextPlanned", "NextDone", "NoteWritten", "DocumentAdded"),
    *("DiagnosisDrafted", "NeedProposalAnswered", "NeedMoved", "ReferralResent", "ReferralReminded"),
    *("ReferralCodeMade", "ReferralCodeTried", "ReferralMessageWritten", "ReferralLetterMailed"),
}


def heard() -> Iterator[type[Event]]:
    """The events after which something is counted again."""
    for module in HEARD:
        for name, event in vars(module).items():
            told = isinstance(event, type) and issubclass(event, Event) and hasattr(event, "subject")
            if told and name not in INDIFFERENT and event.subject in KINDS:
                yield event


def on_events(events: Sequence[Event], *, by: Actor, at: datetime) -> None:
    actions.mark(about for event in events for about in _about(event))


def _about(event: Event) -> Iterator[tuple[str, int]]:
    """What the event happened to; with it, whoever was described until they were recognised."""
    yield event.subject, getattr(event, f"{event.subject}_id")
    if isinstance(event, (intake.PersonRecognised, cases.PartyRecognised)):
        yield "person", event.described_id
    if isinstance(event, (people.PersonsMerged, people.PersonsParted)):
        yield "person", event.absorbed_id


def settle() -> None:
    """Count again whatever was marked; what is left after half a minute waits for the next."""
    actions.settle(within_s=MOST_S)
