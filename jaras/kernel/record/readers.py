"""What the journal of reads answers: which rows somebody asks for, who read one file."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from jaras.kernel.record.models import ReadRecord


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The rows to show; what is empty does not count."""

    by: int | None = None
    act: str = ""
    subject: str = ""
    subject_id: int | None = None
    day: date | None = None
    words: str = ""  # the keyed digest of what was searched

    def rows(self) -> QuerySet[ReadRecord]:
        kept = {"by_id": self.by, "act": self.act, "subject": self.subject, "words": self.words}
        kept["subject_id"] = self.subject_id
        rows = ReadRecord.objects.filter(
            **{name: value for name, value in kept.items() if value not in ("", None)}
        )
        if self.day is not None:
            begin, end = (
                timezone.make_aware(datetime.combine(day, time.min))
                for day in (self.day, self.day + timedelta(days=1))
            )
            rows = rows.filter(at__gte=begin, at__lt=end)
        return rows


@dataclass
class Reader:
    """Somebody who read a file: how often, when, under which roles, through which exceptional accesses."""

    by_id: int | None
    first: datetime
    last: datetime
    times: int = 0
    roles: set[str] = field(default_factory=set)
    grants: set[int] = field(default_factory=set)


def of_cases(cases: Collection[int], reports: Collection[int] = ()) -> Q:
    """Every read of these cases, of what belongs to them, of the reports that led to them."""
    return Q(case_id__in=cases) | Q(subject="report", subject_id__in=reports)


def of_person(person_id: int) -> Q:
    return Q(subject="person", subject_id=person_id)


def readers(read: Q) -> list[Reader]:
    """Who read it, whoever came last first: one line a member, whatever the number of rows."""
    rows = ReadRecord.objects.filter(read).order_by().values("by_id", "roles", "grant_id")
    found: dict[int | None, Reader] = {}
    for row in rows.annotate(times=Count("id"), first=Min("at"), last=Max("at")):
        reader = found.setdefault(row["by_id"], Reader(row["by_id"], row["first"], row["last"]))
        reader.times += row["times"]
        reader.first = min(reader.first, row["first"])
        reader.last = max(reader.last, row["last"])
        reader.roles |= set(filter(None, row["roles"].split(",")))
        if row["grant_id"] is not None:
            reader.grants.add(row["grant_id"])
    return sorted(found.values(), key=lambda reader: reader.last, reverse=True)
