"""The registry as the night run reads it: everybody who is somebody, with who was written since."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Max

from jaras.kernel.models import EventRecord
from jaras.people.models import NightRun, Person
from jaras.people.queries.known import descriptions
from jaras.people.rules.identity.described import Described

BATCH = 2000
LATE = 10_000  # numbers by which an event may be committed after one that was read
STUCK = timedelta(hours=6)  # a run that has not ended by then never will
ANEW = timedelta(days=30)  # after which the parameters are learnt again
GROWN = 1.1  # the same, where there are so many more persons


def everybody() -> Iterator[tuple[int, Described]]:
    """Each living record with what is known of it, the oldest first; sealed names are opened on the way."""
    rows, last = Person.objects.filter(merged_into=None, forgotten_at=None).order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield from sorted(descriptions(batch).items())
        last = batch[-1].pk


def described_again(ids: Collection[int]) -> dict[int, Described]:
    """The same of some of them."""
    return descriptions(list(Person.objects.filter(pk__in=ids)))


def last_event() -> int:
    return EventRecord.objects.aggregate(last=Max("id"))["last"] or 0


def written_since(run: NightRun) -> set[int]:
    """The persons of whom something was written after a run had read them, a few more with them."""
    rows = EventRecord.objects.filter(subject="person", id__gt=run.last_event_id - LATE)
    return set(rows.values_list("subject_id", flat=True).distinct())


def last_run(*, whole: bool = False) -> NightRun | None:
    """The last that came to its end; of the whole registry, if asked so."""
    rows = NightRun.objects.exclude(ended_at=None)
    return (rows.filter(whole=True) if whole else rows).order_by("-pk").first()


def at_work(at: datetime) -> bool:
    return NightRun.objects.filter(ended_at=None, begun_at__gt=at - STUCK).exists()


def whole_is_due(at: datetime) -> bool:
    """Whether the parameters were never learnt here, long ago, or of far fewer persons."""
    run = last_run(whole=True)
    if run is None or run.begun_at < at - ANEW:
        return True
    return Person.objects.filter(merged_into=None, forgotten_at=None).count() > run.persons * GROWN


def runs(most: int = 10) -> Sequence[NightRun]:
    return list(NightRun.objects.order_by("-pk")[:most])
