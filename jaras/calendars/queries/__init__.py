"""What stands in a member's calendar: each package says its own entries."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from jaras.calendars.models import CalendarAccount
from jaras.calendars.rules.entries import Entry, Ticked
from jaras.governance.models import Member
from jaras.kernel.actor import Actor

Source = Callable[[Member, datetime], Iterable[Entry]]
_sources: list[Source] = []

# What happens where somebody ticks an entry elsewhere: by the first word of its uid.
Tick = Callable[[Member, int, Ticked, datetime], bool]
ticks: dict[str, Tick] = {}


def stands(source: Source) -> None:
    """Packages add what stands in the calendar of a member."""
    _sources.append(source)


def entries_of(member: Member, *, at: datetime) -> Iterator[Entry]:
    for source in _sources:
        yield from source(member, at)


def account_of(actor: Actor) -> CalendarAccount | None:
    return CalendarAccount.objects.visible_to(actor).filter(member=actor.member_id).first()
